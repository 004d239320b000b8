"""`kaoping compare`: two result folders, which units moved, and the lines that add up to the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaoping.cli.shared import json_option, padded, print_json, tells_errors
from kaoping.cli.words import say

if TYPE_CHECKING:
    from kaoping.rules.ledger.compare import Comparison, Difference, UnitChange
    from kaoping.rules.ledger.result import Line, Standing
    from kaoping.tables.evaluated import Evaluation

_RESULT = click.Path(path_type=Path)


@click.command("compare", short_help="对比两份结果 · Compare two results.")
@click.argument("before", metavar="A", type=_RESULT)
@click.argument("after", metavar="B", type=_RESULT)
@json_option
@tells_errors
def command(before: Path, after: Path, as_json: bool) -> None:
    """对比两个结果文件夹（A 在前，B 在后）：哪些单位变动了，变动由哪些得分明细相加而来。

    Compare two result folders: which units moved from A to B, and the ledger lines that add up exactly to it.
    """
    from kaoping.rules import compare
    from kaoping.tables.evaluation import read_evaluation

    first, second = read_evaluation(before), read_evaluation(after)
    found = compare(first.result, second.result)
    if as_json:
        print_json(_as_json(found, second.result.places))
        return
    if first.package.digest != second.package.digest and first.scheme.id != second.scheme.id:
        click.echo(say("different-schemes", before=first.scheme.id, after=second.scheme.id))
    for line in _Writer(first, second).lines(found):
        click.echo(line)


@dataclass(frozen=True)
class _Writer:
    """Writes a comparison in the words of the later result's scheme."""

    before: Evaluation
    after: Evaluation

    def lines(self, found: Comparison) -> Iterator[str]:
        """Give the comparison, unit by unit."""
        moved = [change for change in found.changes if change.moved]
        units = {unit.id for result in (self.before.result, self.after.result) for unit in result.units}
        counts = {"moved": len(moved), "same": len(units) - len(moved)}
        yield say("compared", name=self.after.scheme.name, **counts)
        for change in found.changes:
            yield ""
            yield from self._unit(change)

    def _unit(self, change: UnitChange) -> Iterator[str]:
        yield f"{change.name}（{change.unit}）　{self._moved(change)}"
        for reason in change.reasons:
            yield f"  {self._reason(reason)}"
        if len(change.reasons) > 1:
            yield "  " + say("sum-of-changes", points=_signed(change.change))

    def _moved(self, change: UnitChange) -> str:
        before, after = change.before, change.after
        if before is None or after is None:
            return say("new-unit" if before is None else "gone-unit") + "　" + self._shown(after or before)
        parts = [
            _step(say("total"), self._total(before), self._total(after)),
            _step(say("rank"), str(before.rank or "–"), str(after.rank or "–")),
            _step(say("grade"), self._grade(before), self._grade(after)),
            *self._consequences(change),
        ]
        told = "，".join(part for part in parts if part) or say("no-change")
        alone = before.exact_total == after.exact_total and before != after and not change.reasons
        return told + (f"（{say('unchanged-points')}）" if alone else "")

    def _shown(self, standing: Standing | None) -> str:
        return f"{say('total')} {self._total(standing)}" if standing else ""

    def _total(self, standing: Standing) -> str:
        from kaoping.rules.numbers.points import format_places

        return format_places(standing.total, self.after.result.places)

    def _grade(self, standing: Standing) -> str:
        return self.after.scheme.grade_names.get(standing.grade, standing.grade) or "–"

    def _consequences(self, change: UnitChange) -> Iterator[str]:
        names = {**self.before.scheme.consequence_names, **self.after.scheme.consequence_names}
        before = {row.consequence: row.value for row in change.consequences_before}
        after = {row.consequence: row.value for row in change.consequences_after}
        for one in dict.fromkeys([*before, *after]):
            yield _step(names.get(one, one), before.get(one, "–"), after.get(one, "–"))

    def _reason(self, reason: Difference) -> str:
        line = reason.after or reason.before
        assert line is not None
        was, now = reason.before, reason.after
        step = f"{_points(was) if was else '–'} → {_points(now) if now else '–'}"
        return (
            f"{padded(_signed(reason.change), 9, True)}  {self._about(line)}　{step}{self._why(now or was)}"
        )

    def _about(self, line: Line) -> str:
        from kaoping.rules.ledger.result import KINDS
        from kaoping.tables.naming import line_cite, line_name, source_name

        scheme = self.after.scheme if line.item in self.after.scheme.nodes else self.before.scheme
        cite = line_cite(scheme, line)
        place = " ".join(part for part in (source_name(scheme, line), line.date) if part)
        name = f"{line_name(scheme, line)} [{cite}]" if cite else line_name(scheme, line)
        return "　".join(part for part in (name, KINDS[line.kind], place) if part)

    def _why(self, line: Line | None) -> str:
        from kaoping.rules.ledger.explain import note

        said = note(line) if line else ""
        return f"（{said}）" if said else ""


def _step(name: str, before: str, after: str) -> str:
    return f"{name} {before} → {after}" if before != after else ""


def _points(line: Line) -> str:
    from kaoping.rules.numbers.points import format_points

    return format_points(line.points)


def _signed(points: int) -> str:
    from kaoping.rules.numbers.points import format_points

    return ("+" if points > 0 else "") + format_points(points)


def _as_json(found: Comparison, places: int) -> list[dict[str, object]]:
    return [
        {
            "unit": change.unit,
            "name": change.name,
            "before": _standing_json(change.before, places),
            "after": _standing_json(change.after, places),
            "change": _signed(change.change),
            "lines": [_reason_json(reason) for reason in change.reasons],
        }
        for change in found.changes
    ]


def _standing_json(standing: Standing | None, places: int) -> dict[str, object] | None:
    from kaoping.rules.numbers.points import format_places

    if standing is None:
        return None
    flags = {"complete": standing.complete, "vetoed": standing.vetoed}
    total = format_places(standing.total, places)
    return {"total": total, "rank": standing.rank, "grade": standing.grade, **flags}


def _reason_json(reason: Difference) -> dict[str, object]:
    line = reason.after or reason.before
    assert line is not None
    key = {"item": line.item, "rule": line.rule, "kind": line.kind, "source": line.source, "date": line.date}
    before, after = reason.before, reason.after
    worth = {"before": _points(before) if before else None, "after": _points(after) if after else None}
    return {**key, **worth, "change": _signed(reason.change)}
