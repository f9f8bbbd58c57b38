"""The worker process: huey's consumer, one document at a time; more workers are more processes."""

from __future__ import annotations

import logging
import os

from huey.consumer import Consumer
from huey.consumer_options import ConsumerConfig

log = logging.getLogger(__name__)

_POLL_SECONDS = 0.5  # a queue in a file is polled; a dropped document should move within a second

_NICENESS = 5  # recognition may take every core: the pages come first


def run() -> None:
    """Work until SIGTERM or SIGINT; a document in hand goes back to the queue, and this process ends at once with all it started."""
    from register import reading, tasks

    os.nice(_NICENESS)
    # This process ends without waiting (below), so multiprocessing's own tracker clears its semaphores: that it did is no news for staff.
    os.environ["PYTHONWARNINGS"] = "ignore:resource_tracker:UserWarning"
    config = ConsumerConfig(
        workers=1,
        worker_type="thread",
        initial_delay=0.1,
        max_delay=_POLL_SECONDS,
        backoff=1.2,
        shutdown_timeout=0.2,
        periodic=True,
    )
    config.validate()
    consumer: Consumer = tasks.HUEY.create_consumer(**config.values)
    log.info("worker %s is ready", os.getpid())
    try:
        consumer.run()
        given_back = reading.give_back_all()
        if given_back:
            log.info("%s document(s) given back unfinished", given_back)
    finally:
        logging.shutdown()
        # No waiting for the thread that reads: its result is refused anyhow, its reading child ends with this process.
        os._exit(0)
