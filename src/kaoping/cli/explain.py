"""`kaoping explain`: the account of a unit as a tree, each line with its article."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaoping.cli.shared import (
    INPUT_ERROR,
    as_of_option,
    encoding_option,
    facts_argument,
    json_option,
    padded,
    print_json,
    scheme_argument,
    tells_errors,
    width,
)
from kaoping.cli.words import language, say

if TYPE_CHECKING:
    from kaoping.rules.ledger.account import Account, AccountNode
    from kaoping.rules.ledger.result import Line
    from kaoping.tables.evaluated import Evaluation

BEFORE_POINTS = 76
"""Columns of a terminal before the points of a line."""


@click.command("explain", short_help="说明一个单位的每一分 · Explain every point of a unit.")
@scheme_argument
@facts_argument
@click.option("--unit", "-u", required=True, metavar="U", help="单位编号或名称 · The unit's id or name.")
@click.option("--item", "-i", metavar="I", help="只看这个指标 · This item only.")
@as_of_option
@encoding_option
@json_option
@tells_errors
def command(
    scheme: str,
    facts: Path,
    unit: str,
    item: str | None,
    as_of: date | None,
    encoding: str | None,
    as_json: bool,
) -> None:
    """逐行说明一个单位的得分：每一分出自哪一条款、哪一件事，为什么计这么多。

    Explain a unit's score as a tree: each line with its article, its fact, and why it counts what it counts.
    """
    from kaoping.rules import account
    from kaoping.schemes import find
    from kaoping.tables.evaluation import evaluate

    evaluation = evaluate(find(scheme), facts, as_of, encoding)
    found = account(evaluation.scheme, evaluation.result, _unit(evaluation, unit))
    roots = found.roots if item is None else (_item(evaluation, found, item),)
    if as_json:
        print_json(_as_json(evaluation, found, roots))
        return
    writer = _Writer.of(evaluation)
    for line in writer.account(found) if item is None else writer.node(roots[0], ""):
        click.echo(line)


def _unit(evaluation: Evaluation, given: str) -> str:
    """Give the id of a unit named by id or name."""
    from kaoping.errors.problems import Problem, nearest

    units = {unit.id: unit.name for unit in evaluation.result.units}
    if given in units:
        return given
    named = [unit for unit, name in units.items() if name == given]
    if len(named) == 1:
        return named[0]
    known = "、".join(f"{unit} {name}" for unit, name in list(units.items())[:10])
    known += "……" if len(units) > 10 else ""
    inside = next((f"{unit}（{name}）" for unit, name in units.items() if given in name), "")
    hint = inside or nearest(given, units, units) or nearest(given, units.values())
    problem = Problem("unit-none", params={"value": given, "known": known}, suggestion=hint)
    click.echo(problem.render(language()), err=True)
    sys.exit(INPUT_ERROR)


def _item(evaluation: Evaluation, found: Account, item: str) -> AccountNode:
    """Give the node of an item; of a rule, its leaf with the rule's lines only."""
    from kaoping.errors.problems import Problem, nearest

    node, rule = found.find(item), evaluation.scheme.rules.get(item)
    if node is not None:
        return node
    leaf = found.find(rule.leaf) if rule else None
    if leaf is not None:
        return replace(leaf, lines=tuple(line for line in leaf.lines if line.rule == item))
    names = evaluation.scheme.item_names
    problem = Problem("item-none", params={"value": item}, suggestion=nearest(item, names, names))
    click.echo(problem.render(language()), err=True)
    sys.exit(INPUT_ERROR)


@dataclass(frozen=True)
class _Writer:
    """Writes accounts of one evaluation."""

    evaluation: Evaluation
    events: Mapping[str, str]

    @classmethod
    def of(cls, evaluation: Evaluation) -> _Writer:
        """Make a writer."""
        from kaoping.tables.happened import happenings

        return cls(evaluation, happenings(evaluation.scheme, evaluation.facts))

    def account(self, found: Account) -> Iterator[str]:
        """Give the whole account."""
        yield from self._head(found)
        for root in found.roots:
            yield ""
            yield from self.node(root, "")
        if found.remarks:
            yield from ("", say("other-lines"))
            yield from (f"  {self._said(line)}" for line in found.remarks)
        yield from self._consequences(found)

    def _head(self, found: Account) -> Iterator[str]:
        scheme, result = self.evaluation.scheme, self.evaluation.result
        told = {"scheme": scheme.name, "year": result.cycle.year, "as_of": result.as_of}
        yield say("account-of", name=found.name, unit=found.unit, **told)
        yield f"{scheme.categories[found.category].name}　{self._standing(found)}"
        if found.standing is None:
            return
        parts = _sum([root.score for root in found.roots])
        yield say("sum", total=_points(found.standing.exact_total), parts=parts)
        if found.standing.exact_total != found.standing.total:
            from kaoping.rules.numbers.points import format_places

            total = format_places(found.standing.total, result.places)
            yield say("published", total=total, places=result.places)

    def _standing(self, found: Account) -> str:
        standing, scheme = found.standing, self.evaluation.scheme
        if standing is None:
            return say("observer")
        rows = self.evaluation.result.standings
        among = scheme.ranking.among == "all"
        ranked = [s for s in rows if s.rank and (among or s.category == standing.category)]
        place = say("of", rank=standing.rank, count=len(ranked)) if standing.rank else say("no-rank")
        grade = scheme.grade_names.get(standing.grade, "")
        return "　".join(part for part in (place, grade, say("vetoed") if standing.vetoed else "") if part)

    def node(self, node: AccountNode, indent: str) -> Iterator[str]:
        """Give a node, what stands below it, and its own lines with the running sum."""
        points = "" if node.points is None else f" / {_points(node.points)}"
        yield f"{indent}{node.name} {_cited(node.cite)}　{_points(node.score)}{points}"
        inner = indent + "  "
        for child in node.children:
            yield from self.node(child, inner)
        running = sum(child.score for child in node.children)
        for line in node.lines:
            running += line.points
            yield self._row(inner, line, running)

    def _row(self, indent: str, line: Line, running: int) -> str:
        said = padded(f"{indent}{self._said(line)}", BEFORE_POINTS)
        gap = " " if width(said) > BEFORE_POINTS else ""
        raw = f"（{_signed(line.raw)}）" if line.raw != line.points else ""
        return f"{said}{gap}{padded(_signed(line.points), 9, True)}{raw}  = {_points(running)}"

    def _said(self, line: Line) -> str:
        """Say what a line is about: kind, source and date, rule with its article, what happened, and why."""
        from kaoping.rules.ledger.explain import note
        from kaoping.rules.ledger.result import KINDS
        from kaoping.tables.naming import line_cite, line_name, source_name

        scheme = self.evaluation.scheme
        place = " ".join(part for part in (source_name(scheme, line), line.date) if part)
        rule = f"{line_name(scheme, line)} {_cited(line_cite(scheme, line))}" if line.rule else ""
        happened = self.events.get(line.source, "") if line.kind in ("event", "veto") else ""
        parts = (KINDS[line.kind], place, rule, happened, note(line))
        return "　".join(part for part in parts if part)

    def _consequences(self, found: Account) -> Iterator[str]:
        if found.consequences:
            yield from ("", say("consequences"))
        names = self.evaluation.scheme.consequence_names
        for one in found.consequences:
            yield f"  {names.get(one.consequence, one.consequence)}：{one.value} {_cited(one.cite)}"


def _points(points: int) -> str:
    from kaoping.rules.numbers.points import format_points

    return format_points(points)


def _signed(points: int) -> str:
    return ("+" if points > 0 else "") + _points(points)


def _sum(scores: list[int]) -> str:
    """Write a sum with its signs."""
    first, *rest = scores or [0]
    return _points(first) + "".join(f" {'-' if s < 0 else '+'} {_points(abs(s))}" for s in rest)


def _cited(cite: str) -> str:
    return f"[{cite}]" if cite else ""


def _as_json(evaluation: Evaluation, found: Account, roots: tuple[AccountNode, ...]) -> dict[str, object]:
    from kaoping.rules.numbers.points import format_places

    standing, places = found.standing, evaluation.result.places
    return {
        "unit": found.unit,
        "name": found.name,
        "category": found.category,
        "total": format_places(standing.total, places) if standing else None,
        "rank": standing.rank if standing else None,
        "grade": standing.grade if standing else None,
        "items": [_node_json(evaluation, node) for node in roots],
        "remarks": [_line_json(evaluation, line) for line in found.remarks],
        "consequences": [{"id": c.consequence, "value": c.value, "cite": c.cite} for c in found.consequences],
    }


def _node_json(evaluation: Evaluation, node: AccountNode) -> dict[str, object]:
    return {
        "item": node.item,
        "name": node.name,
        "cite": node.cite,
        "points": None if node.points is None else _points(node.points),
        "score": _points(node.score),
        "lines": [_line_json(evaluation, line) for line in node.lines],
        "items": [_node_json(evaluation, child) for child in node.children],
    }


def _line_json(evaluation: Evaluation, line: Line) -> dict[str, str]:
    from kaoping.rules.ledger.explain import note
    from kaoping.tables.naming import line_cite

    told = {"rule": line.rule, "kind": line.kind, "source": line.source, "date": line.date}
    worth = {"raw": _points(line.raw), "points": _points(line.points), "note": note(line)}
    return {**told, **worth, "cite": line_cite(evaluation.scheme, line)}
