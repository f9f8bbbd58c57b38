"""Judgements told apart from demands, aims, norms and bare statistics."""

from __future__ import annotations

import pytest
from document_factories import read
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.findings import Assessment


def _judged(text: str) -> tuple[Assessment, ...]:
    return read(text, "assessments").assessments


@pytest.mark.parametrize(
    ("sentence", "kind", "quote"),
    [
        (
            "Trong thời gian qua, các cơ quan, đơn vị đã nỗ lực, cố gắng triển khai nhiệm vụ được giao.",
            "achievement",
            "các cơ quan, đơn vị đã nỗ lực, cố gắng triển khai nhiệm vụ được giao",
        ),
        (
            "Nhờ đó, kinh tế - xã hội của tỉnh tiếp tục phát triển ổn định.",
            "achievement",
            "kinh tế - xã hội của tỉnh tiếp tục phát triển ổn định",
        ),
        (
            "Công tác cải cách hành chính có nhiều chuyển biến tích cực.",
            "achievement",
            "Công tác cải cách hành chính có nhiều chuyển biến tích cực",
        ),
        (
            "Đoàn kiểm tra đánh giá cao kết quả của UBND xã Tân Phong.",
            "achievement",
            "Đoàn kiểm tra đánh giá cao kết quả của UBND xã Tân Phong",
        ),
        ("Tuy nhiên, tiến độ giải ngân còn chậm.", "shortcoming", "tiến độ giải ngân còn chậm"),
        ("Bên cạnh đó, việc phối hợp giữa các sở chưa tốt.", "shortcoming", "việc phối hợp giữa các sở chưa tốt"),
        ("Một số xã chưa ban hành lịch tiếp công dân.", "shortcoming", "Một số xã chưa ban hành lịch tiếp công dân"),
        (
            "Kết quả kiểm tra cho thấy, việc niêm yết thủ tục vẫn còn hạn chế.",
            "shortcoming",
            "việc niêm yết thủ tục vẫn còn hạn chế",
        ),
        ("Do thiếu vốn đối ứng, nhiều công trình chậm tiến độ.", "shortcoming", "nhiều công trình chậm tiến độ"),
    ],
)
def test_judged(sentence: str, kind: str, quote: str) -> None:
    (found,) = _judged("Tình hình thực hiện nhiệm vụ của tỉnh\n" + sentence)
    assert (found.kind, found.text) == (kind, quote)


@pytest.mark.parametrize(
    "sentence",
    [
        "Khẩn trương khắc phục những tồn tại, hạn chế trong giải quyết hồ sơ chậm.",
        "Yêu cầu các sở chủ động, tích cực triển khai, không để hồ sơ quá hạn.",
        "Trường hợp chưa hoàn thành đúng tiến độ thì báo cáo UBND tỉnh.",
        "Nhằm nâng cao hiệu quả hoạt động, UBND tỉnh ban hành kế hoạch.",
        "UBND xã đã giải quyết 120 hồ sơ, trong đó 12 hồ sơ quá hạn.",
        "Nguyên nhân do một số đơn vị chưa quan tâm chỉ đạo.",
        "Phấn đấu đến năm 2026 hoàn thành tốt các chỉ tiêu.",
        "UBND tỉnh ban hành Kế hoạch số 12/KH-UBND.",
    ],
)
def test_not_judged(sentence: str) -> None:
    assert [a.text for a in _judged("Tình hình thực hiện nhiệm vụ của tỉnh\n" + sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Các xã đã chủ động tiêm phòng cho đàn vật nuôi; công tác trồng rừng được quan tâm.", [("Các xã",), ()]),
        ("Huyện đã thực hiện tốt công tác tiếp dân.", [("Huyện",)]),
        ("Một số đơn vị gửi báo cáo chậm, chất lượng tham mưu chưa cao.", [("Một số đơn vị",), ("Một số đơn vị",)]),
        ("Đoàn ghi nhận, đánh giá cao các chủ đầu tư đã bám sát hiện trường.", [("các chủ đầu tư",)]),
    ],
)
def test_whom_a_judgement_is_about(sentence: str, about: list[tuple[str, ...]]) -> None:
    assert [a.about for a in _judged("Tình hình thực hiện nhiệm vụ của tỉnh\n" + sentence)] == about


def test_each_subject_with_its_own_verdict_is_one() -> None:
    found = _judged(
        "Tin của tỉnh trong tháng\nTuy nhiên, số nhiệm vụ chậm so với thời hạn còn nhiều; việc phối hợp chưa tốt; "
        "công tác an sinh xã hội được đảm bảo, đời sống nhân dân cơ bản ổn định."
    )
    assert [(a.kind, a.text) for a in found] == [
        ("shortcoming", "số nhiệm vụ chậm so với thời hạn còn nhiều"),
        ("shortcoming", "việc phối hợp chưa tốt"),
        ("achievement", "công tác an sinh xã hội được đảm bảo"),
        ("achievement", "đời sống nhân dân cơ bản ổn định"),
    ]


def test_subjects_that_share_one_verdict_are_one() -> None:
    found = _judged(
        "Tin của tỉnh trong tháng\nViệc cập nhật thủ tục; hệ thống sổ sách theo dõi; chữ ký số trên phần mềm chưa thực hiện."
    )
    assert [a.text for a in found] == ["Việc cập nhật thủ tục; hệ thống sổ sách theo dõi; chữ ký số trên phần mềm chưa thực hiện"]


def test_tasks_under_their_heading_are_no_judgements() -> None:
    assert (
        _judged(
            "II. NHIỆM VỤ TRỌNG TÂM\n1. Các đơn vị đã được giao thực hiện nghiêm túc, hiệu quả kế hoạch.\n2. Giải quyết hồ sơ chưa đúng hạn."
        )
        == ()
    )


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Tuy nhiên, UBND xã Tân Phong chưa ban hành kế hoạch.", ("UBND xã Tân Phong",)),
        ("Đoàn kiểm tra đánh giá cao các sở, ban, ngành đã chủ động triển khai.", ("các sở, ban, ngành",)),
        ("Tuy nhiên, tiến độ giải ngân còn chậm.", ()),
    ],
)
def test_about(sentence: str, about: tuple[str, ...]) -> None:
    assert _judged("Tin của tỉnh trong tháng\n" + sentence)[0].about == about


@settings(deadline=None)
@given(st.text(alphabet="đãchưa còn chậm tốt hiệu quả; , . cácsở:\n“”()", max_size=120))
def test_any_text_gives_its_own_slices(text: str) -> None:
    work = read(text, "assessments")
    assert all(a.text == work.document.text[a.start : a.end] for a in work.assessments)
