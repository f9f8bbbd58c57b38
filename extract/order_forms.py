"""The forms in which an order is said, and the record of one (hình thức giao nhiệm vụ)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extract.findings import Body
from extract.sentences import Span


class Form(StrEnum):
    """How the order is said; the values are the ``rule`` of the directive."""

    ORDER = "order-verb"  # (UBND tỉnh) giao Sở A …
    ORDER_ON_MATTER = "order-matter"  # yêu cầu việc X phải …
    DUTY = "addressee-duty"  # Sở A phải …, có trách nhiệm …
    LEAD = "addressee-lead"  # Sở A chủ trì …
    VERB = "addressee-verb"  # Sở A rà soát …
    IMPERATIVE = "imperative"  # Rà soát …
    MATTER = "matter-duty"  # Việc X phải …
    UNKNOWN = "unknown-verb"  # Cơ cấu lại …
    NAMED = "addressee-unknown"  # Sở A thông tin cho …
    ADDRESSED = "addressee-only"  # giao Sở A: (the tasks follow)


@dataclass(frozen=True, slots=True)
class Order:
    """A clause that reads like an order; its words begin at ``start``. ``lead`` is empty where the clause names nobody.

    ``skipped`` is the stretch of conditions before it; ``refers`` is True where "sở này" stands for the body named last.
    """

    form: Form
    start: int
    lead: tuple[Body, ...] = ()
    skipped: Span = (0, 0)
    refers: bool = False
    issued: bool = False  # the one who orders is named
    predicate: int = 0  # index of the verb's word
    past: bool = False
    issuer: tuple[Body, ...] = ()  # who gives the order, where a body is named
