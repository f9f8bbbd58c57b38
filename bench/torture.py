"""``python -m bench.torture [--seed N] [--files N] [--kills N] [--span SECONDS] [--bound SECONDS] [--keep]``

Mixed files are dropped into an inbox of their own while watcher and workers are killed with -9 again and again; then everything that was
promised is verified, a table of outcomes is printed, and the exit status is 1 where a promise was broken. The plan of files and kills is
repeatable by its seed; what the kills hit is not, for that is up to the machine. A third of the kills each is aimed at the watcher, at a
worker with a document in its hands, and at any process at any moment.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from bench import torture_proof
from bench.torture_plan import REFUSED, Drop, plan

ROOT = Path(__file__).resolve().parent.parent
_WORKERS = 2
_QUIET = 3.0  # seconds without a change after which nothing more is expected
_WAIT_FOR_WORK = 12.0  # most seconds that a kill waits for a worker to take a document
_KILLING = 0.65  # share of the bound in which kills may fall; the rest is for what they left undone


@dataclass
class Service:
    """Watcher or worker: started as the supervisor starts it, and started again at once when it was killed."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    lifeline: int
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    def start(self) -> None:
        command = [sys.executable, "-m", "thuky", *self.arguments, "--supervised"]
        console = Path(self.environment["THUKY_VAR"]) / f"{self.name}.console"
        with console.open("ab") as out:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=self.lifeline, stdout=out, stderr=out, start_new_session=True
            )

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def sweep(self) -> None:
        """What the supervisor does with the process group of a service that fell."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=15)
            self.sweep()
            self.process.wait()


@dataclass
class Office:
    """An inbox, a ``var/`` and the services over them, all in ``folder``."""

    folder: Path
    services: list[Service] = field(default_factory=list)
    held: int = -1

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    def open(self) -> None:
        self.inbox.mkdir(parents=True)
        self.var.mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("THUKY_", "DJANGO_", "DATABASE_URL"))}
        # So many kills from outside are no fault of any document: none may be given up for them.
        own = {
            "THUKY_VAR": str(self.var),
            "THUKY_INBOX": str(self.inbox),
            "THUKY_SETTLE_SECONDS": "1",
            "THUKY_READ_ATTEMPTS": "1000",
        }
        environment = kept | own
        migrate = [sys.executable, "-m", "django", "migrate", "--settings", "thuky.settings", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        lifeline, self.held = os.pipe()  # should this process be killed itself, the services end too (thuky.lifeline)
        workers = [(f"worker-{number}", ("work", "--name", f"worker-{number}")) for number in range(1, _WORKERS + 1)]
        self.services = [Service(name, command, environment, lifeline) for name, command in (("watcher", ("watch",)), *workers)]
        for service in self.services:
            service.start()

    def close(self) -> None:
        for service in self.services:
            service.stop()
        for end in {self.held, *(service.lifeline for service in self.services)} - {-1}:
            os.close(end)

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.var / 'thuky.sqlite3'}?mode=ro", uri=True, timeout=20)

    def readers(self) -> set[int]:
        """Process ids of the workers that hold a document now."""
        with contextlib.closing(self.database()) as database:
            return {
                int(lease.split(":")[1]) for (lease,) in database.execute("select lease from register_document where lease <> ''")
            }

    def progress(self) -> tuple[int, ...]:
        """Rows by state and files still in the inbox: what changes while there is work."""
        with contextlib.closing(self.database()) as database:
            counts = dict(database.execute("select state, count(*) from register_document group by state"))
        waiting = counts.get("received", 0) + counts.get("reading", 0)
        return waiting, sum(counts.values()), len(torture_proof.left_in_inbox(self.inbox))


# --- dropping -----------------------------------------------------------------------------------------------------------------------


def drop_all(drops: list[Drop], office: Office, pauses: Iterator[float], where: dict[int, Path]) -> None:
    """Put everything into the inbox, each after its pause; ``where`` learns where each was put."""
    outside = office.folder / "outside"
    outside.mkdir()
    for number, drop in enumerate(drops):
        time.sleep(next(pauses))
        target = office.inbox / drop.name
        if os.path.lexists(target):  # nobody is to lose a file by his own hand
            target = office.inbox / f"thư mục {number}" / drop.name
            target.parent.mkdir()
        where[number] = target
        _put(drop, target, outside)


def _put(drop: Drop, target: Path, outside: Path) -> None:
    if drop.fate == REFUSED:
        target.symlink_to("/etc/hostname")
    elif drop.pieces == 0:
        whole = outside / "whole"
        whole.write_bytes(drop.content)
        whole.rename(target)
    else:
        size = len(drop.content) // drop.pieces + 1
        with target.open("wb") as file:
            for start in range(0, len(drop.content), size):
                file.write(drop.content[start : start + size])
                file.flush()
                time.sleep(0.02)


# --- killing ------------------------------------------------------------------------------------------------------------------------


@dataclass
class Killer:
    """Kills services by a plan and counts what it hit."""

    office: Office
    chance: random.Random
    in_hand: int = 0
    with_claims: int = 0

    def run(self, kills: int, span: float, until: float) -> None:
        """``kills`` kills over about ``span`` seconds, without pauses after ``until``.

        What is left of the time beyond ``span`` is spent on waiting for workers that read, for a slow machine needs longer to start them.
        """
        for done in range(kills):
            left = max(until - time.monotonic(), 0.0)
            pace = min(span / kills, left / (kills - done))
            time.sleep(self.chance.uniform(0, 2) * pace)
            slack = left - (kills - done) * pace
            self._one(self.chance.choice(["watcher", "reader", "any"]), patience=min(_WAIT_FOR_WORK, max(0.2, slack / 10)))

    def _one(self, aim: str, patience: float) -> None:
        watcher, *workers = self.office.services
        if aim == "reader":
            victim = self._reader(workers, patience) or self.chance.choice([watcher, *workers])
            time.sleep(self.chance.uniform(0, 0.2))
        else:
            victim = watcher if aim == "watcher" else self.chance.choice([watcher, *workers])
        assert victim.process is not None
        pid = victim.process.pid
        self.with_claims += victim is watcher and bool(torture_proof.open_claims(self.office.inbox))
        victim.kill()
        self.in_hand += pid in self.office.readers()  # the lease of the dead one still stands in its row
        victim.sweep()
        victim.start()

    def _reader(self, workers: list[Service], patience: float) -> Service | None:
        """A worker with a document in its hands, waited for."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            reading = self.office.readers()
            found = [worker for worker in workers if worker.process is not None and worker.process.pid in reading]
            if found:
                return self.chance.choice(found)
            time.sleep(0.05)
        return None


# --- the whole ----------------------------------------------------------------------------------------------------------------------


def wait_for_the_end(office: Office, until: float) -> bool:
    """Wait until nothing waits and nothing changes; False where the time runs out before."""
    last, since = office.progress(), time.monotonic()
    while time.monotonic() < until:
        time.sleep(0.3)
        now = office.progress()
        if now != last:
            last, since = now, time.monotonic()
        waiting, _, left = now
        if waiting == 0 and left == 0 and time.monotonic() - since > _QUIET:
            return True
    return False


def torture(seed: int, count: int, kills: int, span: float, bound: float, folder: Path, console: Console) -> int:
    """One run; the number of broken promises."""
    started = time.monotonic()
    drops = plan(seed, count)
    chance = random.Random(seed + 1)
    office = Office(folder)
    where: dict[int, Path] = {}
    office.open()
    pauses = iter([chance.expovariate(count / (0.8 * span)) for _ in drops])
    dropping = threading.Thread(target=drop_all, args=(drops, office, pauses, where), daemon=True)
    killer = Killer(office, random.Random(seed + 2))
    try:
        dropping.start()
        killer.run(kills, span, started + bound * _KILLING)
        dropping.join()
        finished = wait_for_the_end(office, started + bound)
    finally:
        office.close()
    proof = torture_proof.verify(drops, where, office.var, office.inbox)
    if not finished:
        proof.broken.append(f"not finished within {bound:.0f} s: (waiting, rows, left in the inbox) = {office.progress()}")
    torture_proof.show(proof, console)
    kills_made = sum(service.kills for service in office.services)
    by_service = ", ".join(f"{service.name} {service.kills}" for service in office.services)
    console.print(
        f"seed {seed}: {len(drops)} drops, {kills_made} kills -9 ({by_service}; {killer.in_hand} with a document in hand, "
        f"{killer.with_claims} with a file claimed), {time.monotonic() - started:.0f} s"
    )
    return len(proof.broken)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.torture", description="500 mixed files, 200 kills -9, nothing lost.")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--span", type=float, default=240, help="seconds over which files are dropped and processes killed")
    parser.add_argument("--bound", type=float, default=590, help="seconds after which the run has failed")
    parser.add_argument("--keep", action="store_true", help="keep the folder of the run, and say where it is")
    options = parser.parse_args()
    console = Console(width=130)
    folder = Path(tempfile.mkdtemp(prefix="thuky-torture-"))
    try:
        broken = torture(options.seed, options.files, options.kills, options.span, options.bound, folder, console)
    finally:
        if options.keep:
            console.print(f"kept in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
