"""A program that watches an inbox and keeps a book of receipts in SQLite: what the watcher tests start, kill and start again.

python -m tests.ingest.receiver INBOX STORE BOOK [--polling] [--fail-first] [--rescan-seconds N]
"""

from __future__ import annotations

import argparse
import json
import signal
import sqlite3
import threading
from pathlib import Path

from ingest.inbox import Inbox, Receipt, Trouble, watch
from ingest.originals import Store


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("inbox", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("book", type=Path)
    parser.add_argument("--polling", action="store_true")
    parser.add_argument("--fail-first", action="store_true")
    parser.add_argument("--rescan-seconds", type=float, default=1.0)
    options = parser.parse_args()
    book = sqlite3.connect(options.book, isolation_level=None)
    book.execute("create table if not exists rows (claim text primary key, sha256 text, name text, folder text, size int)")
    failures = [1] if options.fail_first else []

    def on_file(receipt: Receipt) -> None:
        if failures:
            failures.pop()
            raise sqlite3.OperationalError("database is away")
        book.execute(
            "insert or ignore into rows values (?, ?, ?, ?, ?)",
            (receipt.claim, receipt.sha256, receipt.name, receipt.folder, receipt.size),
        )

    def on_troubles(troubles: tuple[Trouble, ...]) -> None:
        told = options.book.with_suffix(".troubles")
        told.with_suffix(".new").write_text(json.dumps([[t.name, t.message] for t in troubles]), "utf-8")
        told.with_suffix(".new").replace(told)

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    inbox = Inbox(options.inbox, Store(options.store), settle_seconds=0.3)
    watch(inbox, on_file, stop, on_troubles=on_troubles, rescan_seconds=options.rescan_seconds, polling=options.polling)


if __name__ == "__main__":
    main()
