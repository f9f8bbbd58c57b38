"""The inbox (thư mục nhận): where staff drop files, and how each leaves it exactly once.

    inbox = Inbox(folder, Store(root))
    watch(inbox, on_file, stop)         # on_file commits a row for each Receipt; the file then leaves the folder

A crash at any point neither loses nor doubles a file: it is claimed by one atomic rename, copied to the originals store, handed over
under its claim (which the receiver keeps unique), and deleted only then. What a crash left claimed is handed over again at the next start.
"""

from ingest.inbox.folder import Inbox, InboxFull, Receipt, RefusedPath
from ingest.inbox.watcher import Trouble, watch

__all__ = ["Inbox", "InboxFull", "Receipt", "RefusedPath", "Trouble", "watch"]
