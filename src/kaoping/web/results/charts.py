"""Charts (图表) as ECharts options, each with the table that says the same in figures for paper and screen readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kaoping.papers import shown
from kaoping.papers.grade_lines import GradeLine
from kaoping.rules.numbers.points import SCALE, Points, half_up
from kaoping.web.results.ranking import Row, Section
from kaoping.web.results.trial import Trial

MONTHS = tuple(f"{n}月" for n in range(1, 13))
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_BANDS = 16
_FEW = 5
"""So many bands a few units may spread over, however few they are."""
_WIDE = 10
"""Characters of a name beside a bar."""
_TONES = {"good": "#2f855a", "bad": "#b3261e"}


@dataclass(frozen=True)
class Chart:
    """A chart: its place on the page, title, options, and its figures as a table."""

    id: str
    title: str
    label: str
    options: Mapping[str, Any]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    height: int = 280


def distribution(section: Section, places: int) -> Chart | None:
    """Say how the totals of a category are spread, with the lines between grades."""
    totals = [row.total for row in section.units if row.complete]
    if len(totals) < 2:
        return None
    step = _step(min(totals), max(totals), len(totals))
    low = min(totals) // step * step
    bands = [(at, sum(1 for t in totals if at <= t < at + step)) for at in range(low, max(totals) + 1, step)]
    names = [f"{shown.number(at)}–{shown.number(at + step)}" for at, _ in bands]
    lines = [row for row in section.rows if isinstance(row, GradeLine)]
    options = {
        "grid": {"left": 34, "right": 44, "top": 34, "bottom": 40},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": names, "axisLabel": {"interval": 0, "rotate": 30, "fontSize": 10}},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [{"type": "bar", "data": [n for _, n in bands], "barCategoryGap": "8%", "barMaxWidth": 60,
                    "markLine": _mark_lines(lines, bands, step)}],
    }  # fmt: skip
    rows = tuple((name, str(number)) for name, (_, number) in zip(names, bands, strict=True))
    more = tuple((f"{line.label}线（{line.words}）", shown.plain(line.total, places)) for line in lines)
    title = f"{section.name}　总分分布"
    return Chart(
        f"spread-{section.id}", title, _said(title, rows), options, ("分数段", "单位数"), rows + more
    )


def _mark_lines(
    lines: Sequence[GradeLine], bands: Sequence[tuple[Points, int]], step: Points
) -> dict[str, Any]:
    """Draw a grade line at the border of the band that it falls into."""
    marks = []
    for line in lines:
        place = (line.total - bands[0][0]) // step
        if 0 <= place < len(bands):
            colour = _TONES.get(line.tone, "#5a6b80")
            label = {
                "formatter": f"{line.label}线\n{shown.number(line.total)}",
                "fontSize": 11,
                "color": colour,
            }
            marks.append({"xAxis": place, "label": label, "lineStyle": {"color": colour}})
    return {"silent": True, "symbol": "none", "data": marks}


def _step(low: Points, high: Points, units: int) -> Points:
    """Give the width of a band: round, and such that there are about as many bands as units at most."""
    most = min(_BANDS, max(_FEW, units))
    found = (size * SCALE for size in _STEPS if (high - low) // (size * SCALE) < most)
    return next(found, (high - low) // most + SCALE)


def rates(sections: Sequence[Section]) -> Chart | None:
    """Say what part of each top indicator is reached on the mean, by category."""
    names = list(dict.fromkeys(c.name for s in sections for c in s.columns if c.points))
    table = {s.name: [_mean_rate(s, name) for name in names] for s in sections}
    table = {name: row for name, row in table.items() if any(cell is not None for cell in row)}
    if not names or not table:
        return None
    options = {
        "grid": {"left": 48, "right": 12, "top": 34, "bottom": 30},
        "legend": {"top": 0}, "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": names, "axisLabel": {"interval": 0, "width": 90, "overflow": "break"}},
        "yAxis": {"type": "value", "axisLabel": {"formatter": "{value}%"}},
        "series": [{"type": "bar", "name": n, "data": [_per_cent(x) for x in row]} for n, row in table.items()],
    }  # fmt: skip
    rows = tuple((name, *(_told(cell) for cell in row)) for name, row in table.items())
    title = "各部分平均得分率"
    return Chart("rates", title, _said(title, rows), options, ("类别", *names), rows)


def _mean_rate(section: Section, name: str) -> Fraction | None:
    place = next((n for n, column in enumerate(section.columns) if column.name == name and column.points), -1)
    if place < 0:
        return None
    full = Fraction(section.columns[place].points.replace(shown.MINUS, "-")) * SCALE
    found = [row.numbers[place] for row in section.units if row.complete and row.numbers[place] is not None]
    return Fraction(sum(n for n in found if n is not None)) / len(found) / full if found and full else None


def _per_cent(ratio: Fraction | None) -> float | None:
    return None if ratio is None else half_up(ratio.numerator * 1000, ratio.denominator) / 10


def _told(ratio: Fraction | None) -> str:
    return "–" if ratio is None else f"{_per_cent(ratio)}%"


def months(
    trial: Trial, last: Trial | None, among: Collection[str], earlier: Collection[str] | None = None
) -> Chart:
    """Say how many events were recorded in each month, against the year before.

    A year of which hardly anything was recorded here, less than a quarter of this one, is no measure and left out.
    """
    now, before = _by_month(trial, among), _by_month(last, earlier) if last else [0] * 12
    series = [{"type": "bar", "name": "本年", "data": now}]
    head: tuple[str, ...] = ("月份", "本年")
    rows: tuple[tuple[str, ...], ...] = tuple((m, str(n)) for m, n in zip(MONTHS, now, strict=True))
    if last and sum(before) * 4 >= sum(now):
        series.append({"type": "line", "name": "上年", "data": before})
        head, rows = (*head, "上年"), tuple((*row, str(n)) for row, n in zip(rows, before, strict=True))
    options = {
        "grid": {"left": 34, "right": 12, "top": 34, "bottom": 26}, "legend": {"top": 0},
        "tooltip": {"trigger": "axis"}, "xAxis": {"type": "category", "data": list(MONTHS)},
        "yAxis": {"type": "value", "minInterval": 1}, "series": series,
    }  # fmt: skip
    title = "各月登记的事项数"
    return Chart("months", title, _said(title, rows), options, head, rows)


def _by_month(trial: Trial, among: Collection[str] | None) -> list[int]:
    found = [0] * 12
    for event in trial.facts.events:
        if among is None or event.unit in among:
            found[event.date.month - 1] += 1
    return found


def decided(sections: Sequence[Section], day: date) -> Chart:
    """Say what part of the points is got, lost and still open in each category; the table has the points too."""
    parts = ("已得", "已失", "未定")
    sums, names = [_sums(section) for section in sections], _brief([section.name for section in sections])
    shares = [_shares(found) for found in sums]
    options = {
        "grid": {"left": 8, "right": 24, "top": 34, "bottom": 24, "containLabel": True}, "legend": {"top": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "max": 100, "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {"type": "category", "inverse": True, "data": names},
        "color": ["#5b8fd0", "#c9d2de", "#efb95a"],
        "series": [{"type": "bar", "stack": "all", "name": name, "data": [row[n] for row in shares]}
                   for n, name in enumerate(parts)],
    }  # fmt: skip
    rows = tuple(
        (s.name, *_both(points, told)) for s, points, told in zip(sections, sums, shares, strict=True)
    )
    title = f"分数已定与未定（截至{day.month}月{day.day}日，占本类各单位合计）"
    return Chart("decided", title, _said(title, rows), options, ("类别", *parts), rows, 200)


def _sums(section: Section) -> tuple[Points, Points, Points]:
    """Add up what the units of a category have got, lost and open."""
    found = [row.balance for row in section.units]
    return sum(b.got for b in found), sum(b.lost for b in found), sum(b.open for b in found)


def _shares(parts: Sequence[Points]) -> list[float]:
    """Give parts in per cent of all; together they are 100, since the borders are rounded, not the parts."""
    sizes = [max(part, 0) for part in parts]
    borders = [half_up(sum(sizes[:n]) * 1000, sum(sizes) or 1) for n in range(len(sizes) + 1)]
    return [(after - before) / 10 for before, after in pairwise(borders)]


def _both(points: Sequence[Points], shares: Sequence[float]) -> Iterator[str]:
    yield from (f"{shown.plain(p, 2)}（{share}%）" for p, share in zip(points, shares, strict=True))


def _brief(names: Sequence[str]) -> list[str]:
    """Shorten names for an axis: 第一系列 of 第一系列 党群系统; what would then be alike stays whole."""
    firsts = ["".join(name.split()[:1]) for name in names]
    told = [first if firsts.count(first) == 1 else name for first, name in zip(firsts, names, strict=True)]
    return [name if len(name) <= _WIDE else f"{name[: _WIDE - 1]}…" for name in told]


def beside(row: Row, section: Section) -> Chart | None:
    """Set one unit against the mean of its category by top indicators, in per cent of the points."""
    found = [
        (column.name, _rate(row, place, column.points), _mean_rate(section, column.name))
        for place, column in enumerate(section.columns)
        if column.points
    ]
    if len(found) < 2:
        return None
    names = [name for name, _, _ in found]
    options = {
        "grid": {"left": 8, "right": 24, "top": 30, "bottom": 8, "containLabel": True}, "legend": {"top": 0},
        "tooltip": {"trigger": "axis"}, "xAxis": {"type": "value", "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {"type": "category", "inverse": True, "data": names,
                  "axisLabel": {"width": 120, "overflow": "truncate"}},
        "series": [{"type": "bar", "name": "本单位", "data": [_per_cent(own) for _, own, _ in found]},
                   {"type": "bar", "name": "同类平均", "color": "#b7c2d0", "data": [_per_cent(m) for _, _, m in found]}],
    }  # fmt: skip
    rows = tuple((name, _told(own), _told(mean)) for name, own, mean in found)
    title = "与同类平均对照（得分率）"
    return Chart("beside", title, _said(title, rows), options, ("部分", "本单位", "同类平均"), rows, 240)


def _rate(row: Row, place: int, points: str) -> Fraction | None:
    number, full = row.numbers[place], Fraction(points.replace(shown.MINUS, "-"))
    return None if number is None or not full else Fraction(number) / (full * SCALE)


def _said(title: str, rows: Iterable[Sequence[str]]) -> str:
    return f"{title}：" + "；".join(" ".join(row) for row in rows)
