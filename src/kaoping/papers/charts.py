"""Charts as inline SVG, made here: how totals are spread, and what part of each indicator is reached on the mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from kaoping.papers import shown
from kaoping.papers.cohort import Cohort
from kaoping.rules.numbers.points import SCALE, Points, half_up

WIDTH, ROW, TOP = 440, 22, 6
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_ROWS = 10


@dataclass(frozen=True)
class Chart:
    """A chart with its title, a sentence that says what it shows for those who cannot see it, and its drawing."""

    title: str
    note: str
    svg: Markup


def charts(cohort: Cohort) -> list[Chart]:
    """Give the charts of a ranking; none where no unit is ranked."""
    totals = [one.total for one in cohort.result.standings if one.rank is not None]
    return [_spread(cohort, totals), _means(cohort)] if totals else []


# how totals are spread


def _spread(cohort: Cohort, totals: Sequence[Points]) -> Chart:
    step = _step(min(totals), max(totals))
    low, high = min(totals) // step * step, max(totals) // step * step + step
    bands = [
        (at, sum(1 for t in totals if at <= t < at + step)) for at in range(high - step, low - step, -step)
    ]
    title = "总分分布：各分数段的单位数"
    if low > 0:
        title += f"（分数轴从{shown.plain(low, 0)}分起，未从0分起）"
    elif low < 0:
        title += f"（分数轴从{shown.plain(low, 0)}分起）"
    note = "、".join(f"{_band(at, step)}分{number}个" for at, number in bands if number)
    lines = _fixed_lines(cohort, low, high)
    return Chart(title, note, _drawing(_spread_parts(bands, step, lines, high), len(bands), title, note))


def _step(low: Points, high: Points) -> Points:
    """Give the smallest round step that makes few enough bands."""
    for step in _STEPS:
        if high // (step * SCALE) - low // (step * SCALE) < _MOST_ROWS:
            return step * SCALE
    return (high - low) // _MOST_ROWS + 1


def _band(at: Points, step: Points) -> str:
    return f"{shown.number(at)}至{shown.number(at + step)}"


def _fixed_lines(cohort: Cohort, low: Points, high: Points) -> list[tuple[str, Points]]:
    """Give the lines that the scheme writes as totals, each total once with the grades that it parts."""
    names: dict[Points, dict[str, None]] = {}
    for section in cohort.sections:
        for line in section.lines:
            if line.fixed and low < line.total < high:
                names.setdefault(line.total, {})[line.label] = None
    return [("、".join(labels), total) for total, labels in sorted(names.items())]


def _spread_parts(
    bands: Sequence[tuple[Points, int]], step: Points, lines: Sequence[tuple[str, Points]], high: Points
) -> Iterator[Markup]:
    left, most = 92, max(number for _, number in bands)
    for index, (at, number) in enumerate(bands):
        y = TOP + index * ROW
        size = half_up((WIDTH - left - 140) * number, most)
        yield _text(left - 8, y + 15, _band(at, step), "end")
        if number:
            yield _bar(left, y + 4, size, ROW - 8, "got")
            yield _text(left + size + 6, y + 15, str(number), "start", "value")
    for label, total in lines:
        y = TOP + half_up((high - total) * ROW, step)
        yield Markup('<line class="mark" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(left, WIDTH, y, y)
        yield _text(WIDTH, y - 3, f"{_cut(label, 8)}线 {shown.number(total)}", "end", "mark")


# what part of each indicator is reached


@dataclass(frozen=True)
class _Reached:
    name: str
    mean: Fraction
    least: Fraction
    most: Fraction
    units: int


def _means(cohort: Cohort) -> Chart:
    rows = [found for root in cohort.scheme.tree if (found := _reached(cohort, root.path, root.labels.name))]
    low = min([Fraction(0), *(row.least for row in rows)])
    high = max([Fraction(1), *(row.most for row in rows)])
    title = "各部分平均得分率：得分占分值的百分比"
    title += f"（{shown.plain(_per_cent(low), 0)}%至{shown.plain(_per_cent(high), 0)}%；细线为最低至最高）"
    note = "、".join(f"{row.name}{shown.plain(_per_cent(row.mean), 1)}%（{row.units}个单位）" for row in rows)
    return Chart(title, note, _drawing(_mean_parts(rows, low, high), len(rows), title, note))


def _per_cent(ratio: Fraction) -> Points:
    return half_up(ratio.numerator * 100 * SCALE, ratio.denominator)


def _reached(cohort: Cohort, path: str, name: str) -> _Reached | None:
    """Give the reached parts of a top node over the ranked units that have it."""
    scores = cohort.result.scores_of
    ranked = [one.unit for one in cohort.result.standings if one.rank is not None]
    rows = [scores[unit][path] for unit in ranked if path in scores[unit]]
    found = [Fraction(row.score, row.points) for row in rows if row.points]
    return (
        _Reached(name or path, sum(found, Fraction(0)) / len(found), min(found), max(found), len(found))
        if found
        else None
    )


def _mean_parts(rows: Sequence[_Reached], low: Fraction, high: Fraction) -> Iterator[Markup]:
    left, room = 150, WIDTH - 150 - 50

    def x(ratio: Fraction) -> int:
        place = (ratio - low) / (high - low) * room
        return left + half_up(place.numerator, place.denominator)

    for index, row in enumerate(rows):
        y = TOP + index * ROW
        start, end = sorted((x(Fraction(0)), x(row.mean)))
        yield _text(left - 8, y + 15, _cut(row.name, 11), "end")
        yield _bar(left, y + 4, room, ROW - 8, "rest")
        yield _bar(start, y + 4, end - start, ROW - 8, "got" if row.mean >= 0 else "loss")
        yield Markup('<line class="range" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            x(row.least), x(row.most), y + ROW // 2, y + ROW // 2
        )
        yield _text(left + room + 6, y + 15, f"{shown.plain(_per_cent(row.mean), 1)}%", "start", "value")


# drawing


def _drawing(parts: Iterator[Markup], rows: int, title: str, note: str) -> Markup:
    height = TOP * 2 + rows * ROW
    head = Markup('<svg class="chart" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">')
    return (
        head.format(WIDTH, height, WIDTH, height, f"{title}。{note}")
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _text(x: int, y: int, text: str, side: str, kind: str = "name") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, x, y, side, escape(text)
    )


def _bar(x: int, y: int, width: int, height: int, kind: str) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(kind, x, y, width, height)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
