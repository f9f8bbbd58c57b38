"""Công văn đôn đốc thực hiện nhiệm vụ: from its record to the fields of its template.

Four moves, as such letters make them: where the tasks come from and what day the figures are of, how many are late, what is demanded and by when,
who follows up; layout: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5.
"""

from __future__ import annotations

from generate import addressees, late_tasks, letterhead, recipients, signing
from generate.dates import long_date
from generate.drafts import Item, UrgingLetter
from generate.wording import BLANK, clean, lower_first, sentence, without_end


def fields(letter: UrgingLetter) -> dict[str, object]:
    """Template variables of the letter; docs/templates.md describes each."""
    led = [Item("", task.lead) for task in (*letter.late, *letter.near)]
    to = letter.addressees or tuple(recipients.bodies(led))
    addressed = without_end(clean(to[0])) if len(to) == 1 else "các cơ quan, đơn vị"
    subject = clean(letter.subject) or f"đôn đốc thực hiện nhiệm vụ {_assigned(letter)}"
    return {
        **letterhead.fields(letter.letterhead),
        **addressees.fields(to),
        "subject": subject,
        "letter_subject": f"V/v {subject}",
        "paragraphs": _paragraphs(letter, addressed),
        "closing": sentence(f"Đề nghị {addressed} khẩn trương tổ chức thực hiện", "./."),
        "rows": late_tasks.rows((*letter.late, *letter.near), letter.as_of),
        "annex_note": late_tasks.annex_note("Công văn", letter.letterhead, letterhead.symbol(letter.letterhead)),
        "recipients": recipients.lines(letter.recipients or ("Như trên",), letter.filed_by),
        "signing_lines": signing.printed(letter.signing.lines) or (BLANK,),
        "signer": clean(letter.signing.name) or BLANK,
    }


def _assigned(letter: UrgingLetter) -> str:
    return f"{clean(letter.assigner)} giao" if clean(letter.assigner) else "được giao"


def _paragraphs(letter: UrgingLetter, addressed: str) -> tuple[str, ...]:
    """``addressed``: the only addressee, or all of them in a word. What concerns late tasks is left out where only near ones are told."""
    issuer = letterhead.announcer(letter.letterhead)
    day = long_date(letter.as_of, blank=BLANK)
    state = [f"{len(letter.late):02d} nhiệm vụ đã quá hạn chưa hoàn thành"] if letter.late else []
    state += [f"{len(letter.near):02d} nhiệm vụ sắp đến hạn"] if letter.near else []
    deadline, receiver = (
        without_end(clean(letter.report_by)) or f"trước ngày {BLANK}",
        without_end(clean(letter.report_to)) or issuer,
    )
    act, causes = "xử lý dứt điểm", ""
    if letter.near and not letter.late:
        act = "hoàn thành đúng hạn"
    else:
        causes = "; đối với nhiệm vụ quá hạn, nêu rõ nguyên nhân, trách nhiệm của tập thể, cá nhân và thời gian hoàn thành"
    above_all = ", nhất là các nhiệm vụ đã quá hạn" if letter.near and letter.late else ""
    demands = [
        f"Rà soát, tập trung nguồn lực {act} các nhiệm vụ nêu tại Phụ lục{above_all}; "
        "cập nhật đầy đủ, kịp thời kết quả thực hiện lên hệ thống theo dõi nhiệm vụ",
        f"Báo cáo kết quả thực hiện{causes}, gửi {receiver} {lower_first(deadline)}",
    ]
    if clean(letter.follow_up):
        demands.append(f"Giao {without_end(clean(letter.follow_up))} theo dõi, đôn đốc và tổng hợp kết quả thực hiện")
    return (
        f"Qua theo dõi việc thực hiện các nhiệm vụ {_assigned(letter)}, tính đến {day}, còn "
        f"{' và '.join(state) or f'{BLANK} nhiệm vụ quá hạn chưa hoàn thành'} (chi tiết tại Phụ lục kèm theo).",
        f"Để bảo đảm tiến độ, chất lượng thực hiện nhiệm vụ, {issuer} yêu cầu {addressed}:",
        *(f"{number}. {sentence(text)}" for number, text in enumerate(demands, start=1)),
    )
