"""``python -m bench.fuzz [--seed N] [--files N] [--seconds N] [--folder FOLDER …]``

Damaged copies of real documents go through the reading pool: whatever they do, the caller gets a Document or a reason in time. The copies are
made in a temporary folder and deleted; the documents are those of ``../shared``, or of ``samples/`` where that is out of reach. Prints what
became of them; the exit status is 1 where a read overran its limit, raised anything but a reading error, or cost the pool its life.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest.errors import ReadingError
from ingest.isolation import ReadingPool
from ingest.limits import Limits

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT.parent / "shared" / "gold" / "dev", ROOT.parent / "shared" / "samples")
SUFFIXES = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx"})
_READERS = 2
_SLACK = 10.0  # seconds that ending a child may take after its time is over


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one damaged file did: ``said`` is "Document", the name of a reading error, or of any other error (a fault)."""

    file: str
    damage: str
    said: str
    seconds: float
    fault: bool


def _flip(data: bytearray, chance: random.Random) -> None:
    """Single bytes, anywhere."""
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random) -> None:
    """The end is missing."""
    del data[chance.randrange(1, len(data)) :]


def _remove(data: bytearray, chance: random.Random) -> None:
    """A stretch in the middle is missing: every offset behind it is wrong."""
    at = chance.randrange(len(data))
    del data[at : at + chance.randint(1, 4000)]


def _double(data: bytearray, chance: random.Random) -> None:
    """A stretch stands twice."""
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.randint(1, 4000)]


def _zero(data: bytearray, chance: random.Random) -> None:
    """A block of the disk was never written."""
    at = chance.randrange(len(data)) & ~511
    size = min(512 * chance.randint(1, 8), len(data) - at)
    data[at : at + size] = bytes(size)


def _numbers(data: bytearray, chance: random.Random) -> None:
    """Digits become other digits: lengths, counts and references that point elsewhere."""
    digits = [at for at in range(len(data)) if 48 <= data[at] <= 57]
    for at in chance.sample(digits, min(len(digits), chance.randint(1, 40))):
        data[at] = chance.randrange(48, 58)


DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "flipped bytes": _flip, "cut short": _cut, "stretch missing": _remove, "stretch doubled": _double, "zeroed block": _zero,
    "other digits": _numbers,
}  # fmt: skip


def damaged(sources: list[Path], count: int, seed: int) -> Iterator[tuple[Path, str, bytes]]:
    """``count`` times a source, the name of a damage, and the damaged bytes: each source in turn, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        source = sources[number % len(sources)]
        damage = chance.choice(list(DAMAGES))
        data = bytearray(source.read_bytes())
        DAMAGES[damage](data, chance)
        yield source, damage, bytes(data)


def run(sources: list[Path], count: int, seed: int, seconds: float, pool: ReadingPool) -> list[Outcome]:
    """Read ``count`` damaged copies, two at a time."""
    limits = Limits(seconds=seconds)
    with tempfile.TemporaryDirectory(prefix="thuky-fuzz-") as folder, ThreadPoolExecutor(_READERS) as threads:
        room = threading.Semaphore(2 * _READERS)  # no more copies on the disk than are read soon

        def read(number: int, source: Path, damage: str, data: bytes) -> Outcome:
            path = Path(folder) / f"{number}{source.suffix}"
            try:
                path.write_bytes(data)
                return _read(pool, path, source.name, damage, limits)
            finally:
                path.unlink(missing_ok=True)
                room.release()

        jobs = []
        for number, (source, damage, data) in enumerate(damaged(sources, count, seed)):
            room.acquire()
            jobs.append(threads.submit(read, number, source, damage, data))
        return [job.result() for job in jobs]


def _read(pool: ReadingPool, path: Path, source: str, damage: str, limits: Limits) -> Outcome:
    started = time.monotonic()
    fault = False
    try:
        pool.read(path, limits=limits)
        said = "Document"
    except ReadingError as error:
        said = type(error).__name__
    except Exception as error:  # what the pool must never let through: it is counted, and the next file is read
        said, fault = f"{type(error).__name__}: {error}", True
    took = time.monotonic() - started
    return Outcome(source, damage, said, took, fault or took > limits.seconds + _SLACK or not pool.usable)


def show(outcomes: list[Outcome], console: Console) -> None:
    kinds = sorted({outcome.said for outcome in outcomes})
    table = Table("damage", "files", *kinds, title="Damaged copies of real documents")
    for damage in DAMAGES:
        counts = Counter(outcome.said for outcome in outcomes if outcome.damage == damage)
        table.add_row(damage, str(sum(counts.values())), *(str(counts[kind] or "") for kind in kinds))
    console.print(table)
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    console.print(f"slowest: {slowest.seconds:.1f} s ({slowest.file}, {slowest.damage}: {slowest.said})", markup=False)
    for outcome in outcomes:
        if outcome.fault:
            console.print(f"FAULT {outcome}", style="red", markup=False)


def sources_in(folders: list[Path]) -> list[Path]:
    """The documents to damage, in a fixed order."""
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES]
    return found or [path for path in sorted((ROOT / "samples").iterdir()) if path.suffix in SUFFIXES]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.fuzz", description="Damaged copies of real documents, none of which may do harm."
    )
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--files", type=int, default=240)
    parser.add_argument(
        "--seconds", type=float, default=6, help="limit for one file; a long scan overruns it, and is to be stopped"
    )
    parser.add_argument("--folder", type=Path, action="append", help="documents to damage (default: ../shared, else samples/)")
    options = parser.parse_args()
    sources = sources_in(options.folder or list(FOLDERS))
    started = time.monotonic()
    with ReadingPool(_READERS) as pool:
        outcomes = run(sources, options.files, options.seed, options.seconds, pool)
    console = Console(width=130)
    show(outcomes, console)
    faults = sum(outcome.fault for outcome in outcomes)
    console.print(
        f"seed {options.seed}: {len(outcomes)} files from {len(sources)} documents, {faults} faults, {time.monotonic() - started:.0f} s"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
