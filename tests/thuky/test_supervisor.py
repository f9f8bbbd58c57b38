"""A child that falls again and again is started less and less often, one that has run for a while at once."""

from __future__ import annotations

import os
import time

from thuky import supervisor
from thuky.supervisor import Child


def fall(child: Child) -> float:
    """Start the child, let it end by itself; seconds until its next start."""
    lifeline, held = os.pipe()
    child.start(lifeline)
    assert child.process is not None
    child.process.wait()
    assert child.fell() == 0
    os.close(held)
    os.close(lifeline)
    return child.due - time.monotonic()


def test_the_pause_doubles_up_to_a_limit_and_begins_anew() -> None:
    child = Child("shortlived", ("--version",))
    pauses = [fall(child) for _ in range(3)]
    assert 0 < pauses[0] <= 0.5 < pauses[1] <= 1.0 < pauses[2] <= 2.0
    child.delay = 1000.0
    fall(child)
    assert child.delay == supervisor._LONGEST_DELAY
    lifeline, held = os.pipe()
    child.start(lifeline)
    child.started -= 3600
    assert child.process is not None
    child.process.wait()
    child.fell()
    assert child.due - time.monotonic() <= 0.5
    os.close(held)
    os.close(lifeline)


def test_an_address_answers_or_not() -> None:
    assert not supervisor.answers("http://127.0.0.1:9/")
