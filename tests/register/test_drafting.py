"""What a draft takes over from a document, and what it leaves blank."""

from __future__ import annotations

import dataclasses
from datetime import date

from record_factories import findings, read_document

from extract.findings import Findings, Header, as_json
from generate.drafts import ConclusionNotice, DraftDate, Letterhead, SigningBlock
from register import drafting

TODAY = date(2026, 11, 22)


def notice(found: Findings) -> ConclusionNotice:
    plain = as_json(found)
    context = drafting.context("thong_bao_ket_luan", plain, drafting.tasks_of(plain), today=TODAY)
    assert isinstance(context, ConclusionNotice)
    return context


def test_a_notice_passes_its_letterhead_signer_and_recipients_on_but_no_number_and_day() -> None:
    context = notice(findings(read_document()))
    assert context.letterhead == Letterhead(
        "Ủy ban nhân dân tỉnh Sơn Hải", "", "", "TB-UBND", "Sơn Hải", DraftDate(None, 11, 2026)
    )
    assert context.signing == SigningBlock(("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Trần Thị Bình")
    assert context.recipients == ("TTTU, TT HĐND tỉnh (b/c)", "Các sở, ban, ngành")
    assert context.filed_by == "TH.LMC"
    assert context.meeting is not None
    assert (context.meeting.chair, context.meeting.held_on) == ("Nguyễn Văn An", date(2026, 11, 2))


def test_items_are_the_tasks_in_their_order() -> None:
    items = notice(findings(read_document())).items
    assert [item.lead for item in items] == [("Sở Nội vụ",), ("Sở Tư pháp",), ("UBND xã Tân Phong",)]
    assert (items[0].coordinating, items[0].deadline, items[0].due) == (
        ("Sở Tài chính",),
        "trước ngày 15/12/2026",
        date(2026, 12, 15),
    )


def test_another_kind_of_document_lends_nothing_but_its_name() -> None:
    found = findings(read_document())
    letter = dataclasses.replace(
        found, header=dataclasses.replace(found.header, doc_type="công văn", number="12/UBND-NC"), meeting=None
    )
    context = notice(letter)
    assert context.letterhead == Letterhead("", date=DraftDate(None, 11, 2026))
    assert (context.signing, context.recipients, context.subject) == (SigningBlock(), (), "")
    assert context.source is not None
    assert context.source.number == "12/UBND-NC"


def test_an_article_without_header_leaves_everything_blank() -> None:
    context = notice(dataclasses.replace(findings(read_document()), header=Header(), meeting=None))
    assert (context.source, context.meeting) == (None, None)
    assert len(context.items) == 3
