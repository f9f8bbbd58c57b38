"""Places in a ranking, as praise or blame (thứ hạng): "đứng thứ 5/34 tỉnh, thành phố", "xếp hạng 52 trong 63 tỉnh".

The upper third of the field is praise, the lower half blame; what lies between says nothing by itself. A place without the size of the field is
praise up to the tenth ("đứng thứ 3 cả nước").
"""

from __future__ import annotations

import re

from extract.findings import AssessmentKind
from extract.patterns import SPACE as _S

_PLACE = re.compile(
    rf"(?<!\w)(?:đứng|xếp|vị{_S}+trí|hạng|ở{_S}+vị{_S}+trí)(?:{_S}+(?:ở|vị{_S}+trí|hạng|thứ))*{_S}+(?:thứ{_S}+)?(?P<place>\d{{1,3}})(?![\d.,]*\d)"
    rf"(?:{_S}?/{_S}?(?P<of>\d{{2,4}})|{_S}+(?:trong|trên)(?:{_S}+tổng)?(?:{_S}+số)?{_S}+(?P<among>\d{{2,4}}))?",
    re.IGNORECASE,
)
_GOOD_PLACE = 10


def read(clause: str) -> AssessmentKind | None:
    """What the clause's place in a ranking says; None where it tells none or one in the middle."""
    found = _PLACE.search(clause)
    if found is None:
        return None
    place, field = int(found["place"]), int(found["of"] or found["among"] or 0)
    if field == 0:
        return AssessmentKind.ACHIEVEMENT if place <= _GOOD_PLACE else None
    if place <= field / 3:
        return AssessmentKind.ACHIEVEMENT
    return AssessmentKind.SHORTCOMING if place > field / 2 else None
