"""What a notice says: the fields of its template, from the records."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from sample_notices import COMMITTEE, OFFICE, UNKNOWN

from generate import template_fields
from generate.drafts import ConclusionNotice, Letterhead, MeetingFacts, SourceDocument
from generate.errors import UnknownKind, WrongContext

NBSP = "\N{NO-BREAK SPACE}"


def said(notice: ConclusionNotice) -> dict[str, object]:
    return template_fields("thong_bao_ket_luan", notice)


def test_the_notice_of_a_committee() -> None:
    fields = said(COMMITTEE)
    assert fields["parent_lines"] == ()
    assert fields["issuer_lines"] == ("ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI")
    assert fields["number_line"] == "Số:      /TB-UBND"
    assert fields["place_date"] == "Sơn Hải, ngày      tháng 11 năm 2026"
    assert str(fields["subject"]).replace(NBSP, " ") == (
        "Kết luận của Phó Chủ tịch UBND tỉnh Trần Thị Bình tại cuộc họp nghe báo cáo tiến độ giải ngân vốn đầu tư công "
        "và công tác giải phóng mặt bằng 10 tháng năm 2026"
    )
    assert fields["opening"] == (
        "Ngày 18 tháng 11 năm 2026, tại trụ sở UBND tỉnh, Phó Chủ tịch UBND tỉnh Trần Thị Bình chủ trì cuộc họp nghe báo cáo "
        "tiến độ giải ngân vốn đầu tư công và công tác giải phóng mặt bằng 10 tháng năm 2026. "
        "Tham dự có lãnh đạo các Sở: Tài chính, Xây dựng, Nông nghiệp và Môi trường; Thanh tra tỉnh.",
        "Sau khi nghe báo cáo của Sở Tài chính, ý kiến của các đại biểu dự họp, Phó Chủ tịch UBND tỉnh Trần Thị Bình "
        "kết luận như sau:",
    )
    assert fields["closing"] == (
        "Văn phòng UBND tỉnh thông báo kết luận của Phó Chủ tịch UBND tỉnh Trần Thị Bình "
        "để các cơ quan, đơn vị liên quan biết, thực hiện./."
    )
    assert fields["recipients"] == (
        "- Thường trực Tỉnh ủy (để b/c);",
        "- CT, các PCT UBND tỉnh;",
        "- Như thành phần dự họp;",
        "- VPUB: CVP, các PCVP, CV;",
        "- Lưu: VT, KTTH.",
    )
    assert fields["signing_lines"] == ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert fields["signer"] == "Lê Minh Châu"


def test_the_notice_of_an_office() -> None:
    fields = said(OFFICE)
    assert fields["parent_lines"] == ("UBND PHƯỜNG", "HẢI THƯỢNG LÃN ÔNG")
    assert fields["issuer_lines"] == ("VĂN PHÒNG", "HỘI ĐỒNG NHÂN DÂN", "VÀ ỦY BAN NHÂN DÂN")
    assert fields["number_line"] == "Số: 07/TB-VP"
    assert fields["place_date"] == "Hải Thượng Lãn Ông, ngày 05 tháng 01 năm 2026"
    assert fields["opening"][0] == (  # type: ignore[index]
        "Ngày 02 tháng 01 năm 2026, Chủ tịch UBND phường Lê Minh Châu làm việc với Trung tâm Phục vụ hành chính công. Tham dự có ……."
    )
    assert fields["assessment"][0].endswith("97,7%.")  # type: ignore[index]
    assert fields["closing"] == (
        "Văn phòng HĐND và UBND phường Hải Thượng Lãn Ông thông báo kết luận của Chủ tịch UBND phường Lê Minh Châu "
        "để các cơ quan, đơn vị liên quan biết, thực hiện./."
    )
    assert fields["recipients"] == (*(f"- {room};" for room in ROOM_ORDER), "- Lưu: VT, …….")


ROOM_ORDER = ("Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội")


def test_what_is_not_known_is_a_blank_and_never_a_guess() -> None:
    fields = said(UNKNOWN)
    assert fields["issuer_lines"] == ("……",)
    assert fields["number_line"] == "Số:      /……"
    assert fields["place_date"] == "……, ngày      tháng      năm     "
    assert fields["subject"] == "Kết luận của …… tại cuộc họp ……"
    assert fields["opening"] == (
        "Ngày …… tháng …… năm ……, …… chủ trì cuộc họp ……. Tham dự có …….",
        "Sau khi nghe ……, …… kết luận như sau:",
    )
    assert [task.text for task in fields["tasks"]] == ["1. ……"]  # type: ignore[attr-defined]
    assert fields["recipients"] == ("- ……;", "- Lưu: VT, …….")
    assert (fields["signing_lines"], fields["signer"]) == (("……",), "……")


@pytest.mark.parametrize(
    ("name", "act", "event"),
    [
        ("cuộc họp giao ban tuần", "chủ trì cuộc họp giao ban tuần", "tại cuộc họp giao ban tuần"),
        ("họp nghe báo cáo tiến độ", "chủ trì cuộc họp nghe báo cáo tiến độ", "tại cuộc họp nghe báo cáo tiến độ"),
        ("Hội nghị sơ kết 6 tháng", "chủ trì hội nghị sơ kết 6 tháng", "tại hội nghị sơ kết 6 tháng"),
        ("làm việc với UBND xã Tân Phong", "An làm việc với UBND xã Tân Phong", "tại buổi làm việc với UBND xã Tân Phong"),
        ("kiểm tra công tác tiếp dân", "An kiểm tra công tác tiếp dân", "tại buổi kiểm tra công tác tiếp dân"),
    ],
)
def test_the_meeting_is_named_as_the_source_names_it(name: str, act: str, event: str) -> None:
    fields = said(dataclasses.replace(COMMITTEE, meeting=MeetingFacts(name=name, chair="Nguyễn Văn An")))
    assert f"{act}. Tham dự" in fields["opening"][0]  # type: ignore[index]
    assert str(fields["subject"]).replace(NBSP, " ") == f"Kết luận của đồng chí Nguyễn Văn An {event}"


@pytest.mark.parametrize(
    ("source", "opening"),
    [
        (
            SourceDocument("công văn", "52/UBND-TH", date(2026, 2, 5), "Ủy ban nhân dân tỉnh Sơn Hải", "V/v đôn đốc giải ngân"),
            "Thực hiện Công văn số 52/UBND-TH ngày 05/02/2026 của UBND tỉnh Sơn Hải về việc đôn đốc giải ngân, "
            "UBND tỉnh Sơn Hải thông báo nội dung kết luận, chỉ đạo như sau:",
        ),
        (
            SourceDocument("kế hoạch", "12/KH-UBND", None, "", "Cải thiện Chỉ số cải cách hành chính"),
            "Thực hiện Kế hoạch số 12/KH-UBND ngày …… về cải thiện Chỉ số cải cách hành chính, "
            "UBND tỉnh Sơn Hải thông báo nội dung kết luận, chỉ đạo như sau:",
        ),
    ],
)
def test_without_a_meeting_the_notice_follows_its_source(source: SourceDocument, opening: str) -> None:
    fields = said(dataclasses.replace(COMMITTEE, meeting=None, source=source))
    assert fields["opening"] == (opening,)
    assert str(fields["subject"]).startswith("Kết luận, chỉ đạo thực hiện ")


def test_words_given_by_staff_are_used_as_they_are() -> None:
    notice = dataclasses.replace(
        COMMITTEE,
        subject="Ý kiến chỉ đạo của Chủ tịch UBND tỉnh",
        opening=("Thực hiện chương trình công tác", "kết luận như sau:"),
        closing="Yêu cầu các đơn vị nghiêm túc thực hiện",
    )
    fields = said(notice)
    assert fields["subject"] == "Ý kiến chỉ đạo của Chủ tịch UBND tỉnh"
    assert fields["opening"] == ("Thực hiện chương trình công tác.", "Kết luận như sau:")
    assert fields["closing"] == "Yêu cầu các đơn vị nghiêm túc thực hiện./."


def test_mistakes_of_the_caller_are_named() -> None:
    with pytest.raises(UnknownKind, match="thong_bao_ket_luan"):
        template_fields("giay_moi", COMMITTEE)
    with pytest.raises(WrongContext, match="ConclusionNotice"):
        template_fields("thong_bao_ket_luan", Letterhead(""))
