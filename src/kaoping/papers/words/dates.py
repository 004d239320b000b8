"""Days, periods and due dates in words: 2025年第二季度, 次季首月7日前."""

from __future__ import annotations

from datetime import date

from kaoping.rules.numbers.calendar import Due, parse_period

_EVERY = {"year": "每年", "half": "每半年", "quarter": "每季", "month": "每月", "half_month": "每半月"}
_NEXT = {"year": "次年", "half": "下半年", "quarter": "次季", "month": "次月", "half_month": "下半月"}


def day(found: date) -> str:
    """Write a day."""
    return f"{found.year}年{found.month}月{found.day}日"


def period(text: str) -> str:
    """Write a period of the ledger in words; anything else stays as it is."""
    try:
        found = parse_period(text)
    except ValueError:
        return text
    return f"{found.year}年" + _in_year(found.kind, found.number)


def _in_year(kind: str, number: int) -> str:
    if kind == "half":
        return "上下"[number - 1] + "半年"
    if kind == "quarter":
        return f"第{'一二三四'[number - 1]}季度"
    if kind == "month":
        return f"{number}月"
    return f"{(number + 1) // 2}月{'下上'[number % 2]}半月" if kind == "half_month" else ""


def due(found: Due) -> str:
    """Say when an obligation falls due: 每季报送上一季，次季首月7日前."""
    every = _EVERY.get(found.every, "按期")
    if found.dates:
        listed = "、".join(f"{name} {when}" for name, when in found.dates.items())
        return f"{every}，截止日：{listed}"
    if found.days_after is not None:
        return f"{every}，期末后{found.days_after}日内"
    return f"{every}，{_within(found)}"


def _within(found: Due) -> str:
    if isinstance(found.day, str) and found.day != "last":
        month, of_month = found.day.split("-")
        return f"{int(month)}月{int(of_month)}日前"
    last = found.day == "last"
    where = _NEXT[found.every] if found.of == "previous" else ""
    if found.every in ("half", "quarter", "year"):
        first = found.month == "first" or (not found.month and found.of == "previous")
        where += "首月" if first else "末月"
    return f"{where}{'末日' if last else f'{found.day}日'}前"
