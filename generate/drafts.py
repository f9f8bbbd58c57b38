"""The records that drafting works from: one context per kind of document, plain values only.

Text is ordinary prose in ordinary case ("Ủy ban nhân dân tỉnh Sơn Hải", "Chủ tịch"); capitals, "Số:", "Nơi nhận:", numbering and closing marks are
the work of this room. An empty string, None or an empty tuple means *not known*: the draft then shows a blank (``……``) for staff to fill in,
never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DraftDate:
    """Date line of a document that may still be without its day (ngày tháng năm ban hành).

    A draft usually knows the month and the year: the day is written in by hand when it is signed and numbered (Nghị định 30/2020/NĐ-CP, Điều 14, 15).
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None

    @classmethod
    def of(cls, day: date) -> DraftDate:
        """The whole date."""
        return cls(day.day, day.month, day.year)

    @classmethod
    def month_of(cls, day: date) -> DraftDate:
        """Month and year only: the day is left blank."""
        return cls(None, day.month, day.year)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the document, its number, its place and date (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 2, 3, 4).

    ``issuer``: official name ("Ủy ban nhân dân tỉnh Sơn Hải", "Văn phòng"). ``parent``: body directly above, may be abbreviated
    ("UBND tỉnh Sơn Hải"); "" for a people's committee, which has none. ``number``: digits only ("7" prints as 07). ``symbol``: what follows the
    slash ("TB-UBND"). ``place``: "Sơn Hải".
    """

    issuer: str
    parent: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: DraftDate = DraftDate()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The document that the draft follows up (văn bản gốc): used where no meeting is known."""

    doc_type: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The meeting that was concluded (cuộc họp): ``name`` with its own noun ("cuộc họp nghe báo cáo …", "buổi làm việc với …").

    ``attendees``: bodies, as they should be listed after "Tham dự có". ``heard``: what follows "Sau khi nghe" ("báo cáo của Sở Nội vụ và ý kiến
    của các đại biểu dự họp").
    """

    held_on: date | None = None
    place: str = ""
    name: str = ""
    chair: str = ""
    chair_title: str = ""
    attendees: tuple[str, ...] = ()
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One accepted task (nhiệm vụ giao).

    ``text`` may be the bare act ("rà soát …") or the whole sentence of the source, with its addressee, "phối hợp với" and deadline: what it already
    says is not said again. ``deadline``: as worded ("trước ngày 15/12/2025", "định kỳ hằng quý"); ``due`` is used only where ``deadline`` is empty.
    ``order``: word that opens the sentence ("Giao", "Yêu cầu", "Đề nghị"); "" lets the addressee decide.
    """

    text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    deadline: str = ""
    due: date | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """Lines above the signature in their order ("TL. Chủ tịch", "KT. Chánh Văn phòng", "Phó Chánh Văn phòng") and the signer's name (ô 7a, 7b).

    ``generate.signing`` makes the lines for each kind of authority.
    """

    lines: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionNotice:
    """Thông báo kết luận of a meeting.

    ``subject``: trích yếu; "" is composed from the meeting ("Kết luận của … tại …"). ``opening``: paragraphs before the tasks; () is composed from
    the meeting, or from ``source`` where there is none. ``assessment``: paragraphs of "I. ĐÁNH GIÁ CHUNG"; () leaves the part out and the tasks
    stand as 1, 2, 3. ``closing``: last sentence; "" is the usual one, in which ``announcer`` announces ("" is the issuer of the letterhead).
    ``recipients``: lines of Nơi nhận without dash and mark; () lists the bodies named in the items. ``filed_by``: drafting unit after "Lưu: VT,".
    """

    letterhead: Letterhead
    items: tuple[Item, ...]
    signing: SigningBlock = SigningBlock()
    subject: str = ""
    meeting: MeetingFacts | None = None
    source: SourceDocument | None = None
    opening: tuple[str, ...] = ()
    assessment: tuple[str, ...] = ()
    closing: str = ""
    announcer: str = ""
    recipients: tuple[str, ...] = ()
    filed_by: str = ""


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task past its day or close to it, as a row of an annex (nhiệm vụ quá hạn, sắp đến hạn). ``assigned_by``: the document that gave it."""

    text: str
    lead: tuple[str, ...] = ()
    assigned_by: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UrgingLetter:
    """Công văn đôn đốc thực hiện nhiệm vụ.

    ``as_of``: the day the state of the tasks was looked at. ``assigner``: whose tasks they are ("UBND tỉnh, Chủ tịch UBND tỉnh").
    ``report_by``: when the addressees report ("trước ngày 05/12/2026"), ``report_to``: to whom. ``follow_up``: body that follows the matter up;
    "" leaves that paragraph out. ``addressees`` () are the bodies that lead the tasks. ``subject``: what follows "V/v".
    ``recipients``, ``filed_by``: as in :class:`ConclusionNotice`.
    """

    letterhead: Letterhead
    late: tuple[LateTask, ...]
    near: tuple[LateTask, ...] = ()
    as_of: date | None = None
    assigner: str = ""
    addressees: tuple[str, ...] = ()
    report_by: str = ""
    report_to: str = ""
    follow_up: str = ""
    signing: SigningBlock = SigningBlock()
    subject: str = ""
    recipients: tuple[str, ...] = ()
    filed_by: str = ""


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """How many tasks a body has in each state. Those with a deadline: done in time, done late, open in time, open and overdue; and those without.

    ``done_without_deadline``: how many of those without a deadline are done.
    """

    unit: str
    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    overdue: int = 0
    without_deadline: int = 0
    done_without_deadline: int = 0


@dataclass(frozen=True, slots=True)
class TaskReport:
    """Báo cáo tình hình thực hiện nhiệm vụ giao.

    ``period``: "tháng 11 năm 2026". ``late``: the overdue tasks, for the annex; there is none where the units have no overdue task.
    ``causes`` and ``proposals``: paragraphs of parts II and III.
    """

    letterhead: Letterhead
    units: tuple[UnitTasks, ...]
    period: str = ""
    as_of: date | None = None
    assigner: str = ""
    addressees: tuple[str, ...] = ()
    late: tuple[LateTask, ...] = ()
    causes: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    signing: SigningBlock = SigningBlock()
    subject: str = ""
    recipients: tuple[str, ...] = ()
    filed_by: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document that can be drafted: its name on the page, the Word template's file name, the record it is drafted from."""

    title_vi: str
    template: str
    context: type[object]


KINDS: dict[str, Kind] = {
    "thong_bao_ket_luan": Kind("Thông báo kết luận", "thong_bao_ket_luan.docx", ConclusionNotice),
    "cong_van_don_doc": Kind("Công văn đôn đốc", "cong_van_don_doc.docx", UrgingLetter),
    "bao_cao_nhiem_vu": Kind("Báo cáo tình hình thực hiện nhiệm vụ", "bao_cao_nhiem_vu.docx", TaskReport),
}
