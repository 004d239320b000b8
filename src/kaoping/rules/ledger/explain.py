"""Ledger lines in words (说明): why raw and points differ, in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from kaoping.rules.ledger.result import Line, Reason
from kaoping.rules.numbers.points import format_number, format_points, round_number

ROLES = {"lead": "主办", "joint": "联办"}


def note(line: Line) -> str:
    """Say in Chinese why a line counts what it counts."""
    return told(line.reasons)


def told(reasons: Sequence[Reason]) -> str:
    """Give the words of several reasons."""
    return "；".join([text for text in map(words, reasons) if text])


def words(reason: Reason) -> str:
    """Give the words of one reason."""
    return _WORDS[reason.code](*reason.params)


def _short(value: Fraction) -> str:
    """Write a number to at most six places: enough to recognise, the line itself is exact."""
    return format_number(round_number(value, 6))


def _percent(ratio: Fraction) -> str:
    return f"{format_number(ratio * 100)}%"


def _day(day: object) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else str(day)


def _value(value: Fraction, base: Fraction | None, v: Fraction) -> str:
    if base is None:
        return f"指标值{format_number(value)}"
    if base == 0:
        return f"完成{format_number(value)}，基数为0"
    return f"完成{format_number(value)}，基数{format_number(base)}，比率{_short(v)}"


def _rating(points: int, mean: Fraction, counted: int, scale: Fraction) -> str:
    return f"{format_points(points)}分×均分{_short(mean)}÷{format_number(Fraction(scale))}，{counted}份"


def _measure(name: str, v: Fraction, line: Fraction, reached: bool) -> str:
    return f"{name}{_short(v)}，标准{format_number(Fraction(line))}，{'达到' if reached else '未达到'}"


def _decision(document: str, reason: str) -> str:
    return "会议决定" + (f"（{document}）" if document else "") + (f"：{reason}" if reason else "")


def _not_in_force(first: date | None, last: date | None) -> str:
    parts = [f"自{_day(first)}起" if first else "", f"至{_day(last)}止" if last else ""]
    return f"本条{'、'.join(p for p in parts if p)}施行，当日不在其内，不计"


def _award(full: int, note: str) -> str:
    return f"满分{format_points(full)}分" + (f"，{note}" if note else "")


def _scheme(total: Fraction, grade: str, rank: int | None) -> str:
    more = (f"，等次{grade}" if grade else "") + (f"，第{rank}名" if rank else "")
    return f"该项考评总分{format_number(total)}{more}"


_WORDS: dict[str, Callable[..., str]] = {
    "outside_cycle": lambda first, last: f"不在考评周期（{_day(first)}至{_day(last)}）内，不计",
    "after_as_of": lambda day: f"在截止日（{_day(day)}）之后，不计",
    "not_in_force": _not_in_force,
    "struck": lambda decision: f"会议决定{decision}：该事项不成立，不计",
    "left_out": lambda: "本条对本单位不适用，不计",
    "exempt": lambda why: f"免予计分：{why}",
    "level_zero": lambda level: f"级别“{level}”不计分",
    "share": lambda role, share: f"{ROLES.get(role, role)}，按{_percent(share)}计",
    "same_matter": lambda event, rule: f"与{event}为同一事项，就高计一次，本条不计",
    "cap": lambda cap: f"本条封顶{format_points(cap)}分",
    "group_cap": lambda group, cap: f"本组封顶{format_points(cap)}分",
    "late": lambda day: f"逾期，{_day(date.fromisoformat(day))}才报送",
    "not_submitted": lambda: "到期未报送",
    "value": _value,
    "measure": _measure,
    "rating": _rating,
    "secret": lambda k: f"无记名评价不足{k}份，不显示份数和均分",
    "award": _award,
    "scheme": _scheme,
    "missing": lambda name: f"缺少资料：{name}" if name else "缺少资料",
    "missing_zero": lambda: "缺少资料，按0分计",
    "imputed": lambda: "缺少资料，取有分单位的平均分",
    "averaged": lambda path, divisor: f"除以{format_number(divisor)}（平均）",
    "condition": lambda name, cite: f"“{name}”的条件不成立，不计",
    "floor": lambda floor, overflow: (
        f"扣至{format_points(floor)}分为止" + ("，超出部分在总分中扣除" if overflow else "")
    ),
    "ceiling": lambda ceiling: f"封顶{format_points(ceiling)}分",
    "void": lambda: "此项不得分",
    "gate": lambda cite: f"限制条件成立（{cite}）" if cite else "限制条件成立",
    "decision": _decision,
    "factor": lambda by, cite: f"乘以系数{format_number(by)}" + (f"（{cite}）" if cite else ""),
    "rescale": lambda inside, own: f"由满分{format_points(inside)}折算为{format_points(own)}",
    "overflow": lambda name: f"“{name}”扣过封底的部分在总分中扣除",
    "total_limit": lambda name, bound: f"{name}：总分以{format_points(bound)}为限",
    "veto": lambda name: f"一票否决：{name}",
    "not_assessed": lambda name, cite: f"不参加考评：{name}" + (f"（{cite}）" if cite else ""),
}
REASONS = frozenset(_WORDS)
