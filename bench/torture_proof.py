"""What must hold after the torture: nothing lost, nothing twice, nothing stuck, nothing broken, nothing left running."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sqlite3
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.torture_plan import FAILED, IGNORED, READ, REFUSED, Drop
from ingest.inbox.names import CLAIMED, REJECTED, is_ignored, shown

# The audit trail of a document that was read once, in letters: received, (taken and given up)*, taken, ended.
_LETTERS = {"received": "R", "reading": "t", "released": "g", "recorded": "E", "failed": "F"}
_ONE_READING = re.compile(r"R(tg)*t[EF]")
_PATIENCE = 15.0  # seconds for killed children to be gone


@dataclass
class Proof:
    """What became of each kind of file (kind → outcome → count), and every promise that was broken."""

    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    broken: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)


def left_in_inbox(inbox: Path) -> list[Path]:
    """Files of staff that still lie there, claimed ones too; temporary files, links and what was rejected are not counted."""
    found = []
    for folder, folders, names in os.walk(inbox):
        if Path(folder) == inbox and REJECTED in folders:
            folders.remove(REJECTED)
        inner = Path(folder).is_relative_to(inbox / CLAIMED)
        found += [Path(folder) / name for name in names if (name != ".khoa" if inner else not is_ignored(name))]
    return [path for path in found if not path.is_symlink()]


def open_claims(inbox: Path) -> list[str]:
    """Claims that are not released."""
    with contextlib.suppress(FileNotFoundError):
        return [entry.name for entry in os.scandir(inbox / CLAIMED) if entry.is_dir() and entry.name != "den"]
    return []


def verify(drops: list[Drop], where: dict[int, Path], var: Path, inbox: Path) -> Proof:
    """Look everything up once all services have ended."""
    proof = Proof()
    with contextlib.closing(sqlite3.connect(var / "thuky.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("select * from register_document order by id").fetchall()
        _verify_databases(proof, database, var)
        _verify_rows(proof, drops, rows)
        _verify_members(proof, drops, rows)
        _verify_once(proof, database, rows)
        _verify_told(proof, database, drops)
    _verify_originals(proof, drops, rows, var / "originals")
    _verify_inbox(proof, drops, where, rows, inbox)
    _verify_nothing_runs(proof, var)
    return proof


def _verify_databases(proof: Proof, database: sqlite3.Connection, var: Path) -> None:
    for check in ("integrity_check", "foreign_key_check"):
        said = [tuple(row) for row in database.execute(f"pragma {check}")]
        if said not in ([("ok",)], []):
            proof.broken.append(f"{check}: {said}")
    with contextlib.closing(sqlite3.connect(var / "queue.sqlite3")) as queue:
        if queue.execute("pragma integrity_check").fetchall() != [("ok",)]:
            proof.broken.append("the queue's file is damaged")


def _verify_rows(proof: Proof, drops: list[Drop], rows: list[sqlite3.Row]) -> None:
    """One row for each dropped file, none else, in the state that was to come."""
    waiting: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        if row["container_id"] is None:
            waiting[row["name"], row["sha256"]].append(row)
    for drop in drops:
        if drop.fate in (IGNORED, REFUSED):
            proof.outcomes[drop.kind][drop.fate] += 1
            continue
        found = waiting[shown(drop.name), _digest(drop.content)]
        if not found:
            proof.outcomes[drop.kind]["LOST"] += 1
            proof.broken.append(f"no row: {drop}")
            continue
        row = found.pop()
        proof.outcomes[drop.kind][row["state"]] += 1
        if row["state"] != drop.fate:
            proof.broken.append(f"{row['name']}: {row['state']} ({row['reason']}) instead of {drop.fate}")
        if (row["state"] == "failed") != bool(row["reason"]):
            proof.broken.append(f"{row['name']}: {row['state']}, reason «{row['reason']}»")
    for rest in waiting.values():
        proof.broken += [f"a row too many: {row['id']} {row['name']} {row['state']}" for row in rest]
    proof.facts["rows"] = len(rows)


def _verify_members(proof: Proof, drops: list[Drop], rows: list[sqlite3.Row]) -> None:
    """Every file inside a container, at any depth, has its row, and no other."""
    expected = Counter(_digest(member) for drop in drops for member in drop.members)
    found = Counter(row["sha256"] for row in rows if row["container_id"] is not None)
    if expected != found:
        proof.broken.append(f"members: {sum((expected - found).values())} missing, {sum((found - expected).values())} too many")
    for row in rows:
        if row["container_id"] is not None:
            proof.outcomes["(inside containers)"][row["state"]] += 1
            if row["state"] != (FAILED if row["damage"] else READ):
                proof.broken.append(f"member {row['name']}: {row['state']} ({row['reason']})")


def _verify_once(proof: Proof, database: sqlite3.Connection, rows: list[sqlite3.Row]) -> None:
    """Each document ended once; one reading, each task once, one first of all duplicates, no lease left."""
    trails: dict[int, str] = defaultdict(str)
    for document, action in database.execute("select document_id, action from register_auditentry order by id"):
        trails[document] += _LETTERS.get(action, "?")
    readings = dict(database.execute("select document_id, findings from register_reading"))
    tasks: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for document, *task in database.execute("select document_id, start, end, position from register_task"):
        tasks[document].append(tuple(task))
    for row in rows:
        name, trail = f"{row['id']} {row['name']}", trails[row["id"]]
        if not _ONE_READING.fullmatch(trail):
            proof.broken.append(f"{name}: not read once: {trail}")
        if (row["id"] in readings) != (row["state"] == READ):
            proof.broken.append(f"{name}: {row['state']}, but {'a' if row['id'] in readings else 'no'} reading")
        found = len(json.loads(readings[row["id"]])["directives"]) if row["id"] in readings else 0
        if len(tasks[row["id"]]) != found or len(set(tasks[row["id"]])) != found:
            proof.broken.append(f"{name}: {found} directives, {len(tasks[row['id']])} tasks")
        if row["lease"]:
            proof.broken.append(f"{name}: still held by {row['lease']}")
    whole = [row for row in rows if not row["damage"]]  # what is left of damaged files may be the same, the files are not
    firsts = Counter(row["sha256"] for row in whole if row["duplicate_of_id"] is None)
    if set(firsts.values()) - {1} or set(firsts) != {row["sha256"] for row in whole}:
        proof.broken.append("duplicates are not linked to one first document")
    proof.facts["readings begun anew after a kill"] = sum(trail.count("g") for trail in trails.values())
    proof.facts["most kills one document went through"] = max((trail.count("g") for trail in trails.values()), default=0)


def _verify_told(proof: Proof, database: sqlite3.Connection, drops: list[Drop]) -> None:
    told = {name for (name,) in database.execute("select name from register_inboxtrouble")}
    silent = {shown(drop.name) for drop in drops if drop.fate == REFUSED} - told
    if silent:
        proof.broken.append(f"the page does not tell of {sorted(silent)}")


def _verify_originals(proof: Proof, drops: list[Drop], rows: list[sqlite3.Row], originals: Path) -> None:
    stored = {path.name: path for path in originals.glob("[0-9a-f][0-9a-f]/*")}
    for name, path in stored.items():
        if _digest(path.read_bytes()) != name or path.stat().st_mode & 0o222:
            proof.broken.append(f"the original {name} is not what was stored")
    contents = [drop.content for drop in drops if drop.fate not in (IGNORED, REFUSED)]
    expected = {_digest(content) for content in contents} | {_digest(member) for drop in drops for member in drop.members}
    if expected - set(stored):
        proof.broken.append(f"{len(expected - set(stored))} byte sequences are not in the store")
    if set(stored) - {row["sha256"] for row in rows}:
        proof.broken.append(f"{len(set(stored) - {row['sha256'] for row in rows})} originals have no row")
    proof.facts["originals"] = len(stored)


def _verify_inbox(proof: Proof, drops: list[Drop], where: dict[int, Path], rows: list[sqlite3.Row], inbox: Path) -> None:
    left = left_in_inbox(inbox) + [inbox / CLAIMED / claim for claim in open_claims(inbox)]
    proof.broken += [f"left in the inbox: {path.relative_to(inbox)}" for path in left]
    for number, drop in enumerate(drops):
        if drop.fate == IGNORED and (not where[number].is_file() or where[number].read_bytes() != drop.content):
            proof.broken.append(f"the temporary file {drop.name} was touched")
        if drop.fate == REFUSED and not where[number].is_symlink():
            proof.broken.append(f"the link {drop.name} was touched")
    returned = {
        (_digest(path.read_bytes())) for path in (inbox / REJECTED).glob("*") if path.with_name(f"{path.name}.txt").is_file()
    }
    for row in rows:
        if row["state"] == "failed" and row["sha256"] not in returned:
            proof.broken.append(f"{row['name']} failed and is not in {REJECTED}/ beside its reason")
    unread = {row["sha256"] for row in rows if row["state"] == "failed"}
    if returned - unread:
        proof.broken.append(f"{len(returned - unread)} files in {REJECTED}/ were read after all")


def _verify_nothing_runs(proof: Proof, var: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while (running := _processes(var)) and time.monotonic() < end:
        time.sleep(0.2)
    proof.broken += [f"still running: {pid} {command}" for pid, command in running.items()]


def _processes(var: Path) -> dict[int, str]:
    """Every living process that was started for this office: process id → command."""
    mark = f"THUKY_VAR={var}\0".encode()
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if (
                entry.name.isdigit()
                and mark in (entry / "environ").read_bytes()
                and "\nState:\tZ" not in (entry / "status").read_text()
            ):
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def show(proof: Proof, console: Console) -> None:
    """The table of outcomes, the facts, and what was broken."""
    outcomes = sorted({outcome for counts in proof.outcomes.values() for outcome in counts})
    table = Table("dropped", "files", *outcomes, title="What became of them")
    for kind, counts in sorted(proof.outcomes.items()):
        table.add_row(kind, str(sum(counts.values())), *(str(counts[outcome] or "") for outcome in outcomes))
    console.print(table)
    console.print("; ".join(f"{name}: {number}" for name, number in proof.facts.items()))
    for line in proof.broken[:40]:
        console.print(f"BROKEN {line}", style="red", markup=False)
    console.print("every promise held" if not proof.broken else f"{len(proof.broken)} promises broken", style="bold")
