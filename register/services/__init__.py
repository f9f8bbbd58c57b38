"""The only code that changes the record: each service is one short transaction with its entry in the audit trail.

``actor`` is the signed-in user, None where the machine acts by itself. What cannot be done raises :class:`register.trouble.Refused` with a
Vietnamese sentence for the page. Every service returns the row as it now stands in the database.
"""

from register.services.drafts import make_draft, make_task_draft
from register.services.intake import load_samples, receive, tell_troubles
from register.services.members import receive_members, why_not_opened
from register.services.reading import fail, give_back, heartbeat, record, recover, retry, start_reading
from register.services.tasks import accept, add_task, edit, finish_review, mark_done, mark_open, reject, reopen

__all__ = [
    "accept",
    "add_task",
    "edit",
    "fail",
    "finish_review",
    "give_back",
    "heartbeat",
    "load_samples",
    "make_draft",
    "make_task_draft",
    "mark_done",
    "mark_open",
    "receive",
    "receive_members",
    "record",
    "recover",
    "reject",
    "reopen",
    "retry",
    "start_reading",
    "tell_troubles",
    "why_not_opened",
]
