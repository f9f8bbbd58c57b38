"""The Vietnamese words that pages use for values of the record: dates, numbers, kinds, doubt, rhythms.

Pure functions; nothing here reads the database.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

_WORDS: dict[str, Any] = json.loads((Path(__file__).parent / "wording.json").read_text("utf-8"))

DEADLINE_KINDS: dict[str, str] = _WORDS["deadline_kinds"]
AMOUNT_UNITS: dict[str, str] = _WORDS["amount_units"]
ASSESSMENT_KINDS: dict[str, str] = _WORDS["assessment_kinds"]
CHECK_RULES: dict[str, str] = _WORDS["check_rules"]
MARK_KINDS: dict[str, str] = _WORDS["mark_kinds"]
HEADER_FIELDS: dict[str, str] = _WORDS["header_fields"]
MEETING_FIELDS: dict[str, str] = _WORDS["meeting_fields"]
READERS: dict[str, str] = _WORDS["readers"]
CHANGES: dict[str, str] = _WORDS["changes"]

# Share of such findings that are right (confidence, 0 to 1) below which one should be looked at again, and below which closely.
SURE, FAIRLY_SURE = 0.9, 0.65


def day(value: date | str | None) -> str:
    """dd/mm/yyyy; "" for None. Takes the ISO strings of stored findings too; what is no date comes back as it is."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%d/%m/%Y") if value else ""


def moment(value: datetime | str | None) -> str:
    """ "08:05 ngày 22/11/2026" in the time of the office."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%H:%M ngày %d/%m/%Y")


def time_of_day(value: datetime) -> str:
    """ "08:05" in the time of the office."""
    return timezone.localtime(value).strftime("%H:%M")


def person(user: Any) -> str:
    """A member of staff as colleagues say the name: family name first; the user name where no name is known."""
    return f"{user.last_name} {user.first_name}".strip() or str(user.get_username())


def number(value: float | None) -> str:
    """A number as Vietnamese offices write it: 483.677 and 97,64."""
    if value is None:
        return ""
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", ".")
    whole, _, fraction = f"{value:,.6f}".rstrip("0").partition(".")
    return f"{whole.replace(',', '.')},{fraction}"


def size(value: int) -> str:
    """Bytes in the unit that a person would say."""
    if value < 1024:
        return f"{value} byte"
    if value < 1024 * 1024:
        return f"{value / 1024:.0f} KB"
    return f"{value / 1024 / 1024:.1f} MB".replace(".", ",")


def first_capital(text: str) -> str:
    """The text with a capital first letter ("thông báo" → "Thông báo")."""
    return text[:1].upper() + text[1:]


def doubt(confidence: float) -> str:
    """How closely a reviewer should look: "sure", "fair" or "doubtful"."""
    return "sure" if confidence >= SURE else "fair" if confidence >= FAIRLY_SURE else "doubtful"


def doubt_label(confidence: float) -> str:
    """The words for :func:`doubt`."""
    label: str = _WORDS["doubt"][doubt(confidence)]
    return label


def remaining(due: date, today: date) -> str:
    """How far away a due date is: "còn 5 ngày", "hôm nay", "quá hạn 3 ngày"."""
    days = (due - today).days
    if days == 0:
        return "đến hạn hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá hạn {-days} ngày"


def finished(done_on: date, due: date | None) -> str:
    """How a task that is done stands to its day: "đúng hạn", "quá hạn 3 ngày"; "đã hoàn thành" where it has none."""
    if due is None:
        return "đã hoàn thành"
    return f"quá hạn {(done_on - due).days} ngày" if done_on > due else "đúng hạn"


def rhythm(rule: str | None) -> str:
    """An RFC 5545 recurrence rule in words ("hằng tháng, ngày 25"); the rule itself where a part of it is not known here."""
    if not rule:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    words = _WORDS["rhythm"]
    frequency, interval = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    base = words["freq"].get(frequency)
    if base is None:
        return rule
    said = words["special"].get(f"{frequency} {interval}") or (
        base["one"] if interval == "1" else base["many"].format(n=interval)
    )
    for key, form in words["by"].items():
        if value := parts.pop(key, None):
            names = words["names"].get(key, {})
            said += form.format(", ".join(names.get(item, item.replace("-1", "cuối cùng")) for item in value.split(",")))
    return rule if parts else said


def deadline(found: dict[str, Any]) -> str:
    """What a deadline (a stored ``extract.findings.Deadline``) resolves to, in words."""
    hour = f"{found['time']} " if found.get("time") else ""
    if found.get("due"):
        return hour + day(found["due"])
    if found.get("recurrence"):
        return rhythm(found["recurrence"])
    if found.get("amount") is not None:
        return f"{number(found['amount'])} {AMOUNT_UNITS.get(found.get('amount_unit') or '', '')}".strip()
    return "chưa xác định được ngày"
