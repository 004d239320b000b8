"""Points add up: children to their parent, top nodes to the full score, groups of raters to their item, by category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem
from kaoping.rules.clauses.sources import Ratings
from kaoping.rules.language.number import Banded, Computed, MissingValue, Number, Unfilled
from kaoping.rules.numbers.exact import settle
from kaoping.rules.numbers.points import Points, format_points
from kaoping.rules.scheme.model import Indicator, Rule, Scheme
from kaoping.rules.scheme.plan import Declared, declared_children, written

Wrong = tuple[str, Points, Points]
"""A sum that is wrong: the node (empty: the whole), what its children add up to, and what they should."""


def sums(scheme: Scheme) -> Iterator[Problem]:
    """Check all sums for each category by itself (spec section 2); one that is wrong for several is told once."""
    yield from _without_points(scheme)
    categories = [c.id for c in scheme.categories.values() if not c.observer] or [""]
    wrong: dict[Wrong, tuple[list[str], Sequence[Indicator], Sequence[Points]]] = {}
    for category in categories:
        for key, parts, points in _category_sums(scheme, category):
            wrong.setdefault(key, ([], parts, points))[0].append(category)
    for key, (where, parts, points) in wrong.items():
        names = [scheme.categories[c].name for c in where] if len(where) < len(categories) else []
        yield _told(scheme, key, names, parts, points)
    for rule in scheme.rules.values():
        yield from _groups(scheme, rule, categories)


def _told(
    scheme: Scheme, wrong: Wrong, names: Sequence[str], parts: Sequence[Indicator], points: Sequence[Points]
) -> Problem:
    path, total, stated = wrong
    listed = [(item, format_points(p)) for item, p in zip(parts, points, strict=True)]
    node = scheme.nodes.get(path)
    differs = format_points(settle((node or scheme).sum_differs)) if (node or scheme).sum_differs else ""
    params = {
        "sum": format_points(total),
        "points": format_points(stated),
        "parts": "、".join(f"{item.path} {p}（第{item.at.line}行）" for item, p in listed),
        "parts_en": ", ".join(f"{item.path} {p} (line {item.at.line})" for item, p in listed),
        "who": f"类别“{'”“'.join(names)}”：" if names else "",
        "who_en": f" for {', '.join(names)}" if names else "",
        "differs": f"（注明相差 {differs}）" if differs else "",
        "differs_en": f", stated to differ by {differs}" if differs else "",
        "item": path,
    }
    if node is None:
        return Problem("sum-total", _full_score(scheme), params)
    return Problem("sum-children", node.at, params, node.labels.cite)


def _full_score(scheme: Scheme) -> Position:
    """Give the place of the full score in the text."""
    file = scheme.tree[0].at.file
    lines = enumerate(scheme.text.splitlines(), 1)
    found = next(((n, text) for n, text in lines if text.lstrip('{" ').startswith("full_score")), (1, ""))
    return Position(file, found[0], found[1].find("full_score") + 1 or 1, text=found[1], width=10)


def _without_points(scheme: Scheme) -> Iterator[Problem]:
    for root in scheme.tree:
        for node in root.walk():
            if node.points is None and node.weight is None:
                yield Problem("node-without-points", node.at)


def _part_of(node: Indicator, category: str) -> bool:
    """Say whether a node's points belong to a category's sum."""
    if category and not node.scope.covers_category(category):
        return category in (node.elsewhere or {})
    return node.scope.units is None or node.elsewhere is not None


def _known(node: Indicator) -> bool:
    return not isinstance(node.points, Unfilled) and not isinstance(node.out_of, Unfilled)


Level = tuple[Wrong, Sequence[Indicator], Sequence[Points]]


def _category_sums(scheme: Scheme, category: str) -> Iterator[Level]:
    yield from _level(scheme, scheme.tree, written(scheme.full_score, category), category)
    for root in scheme.tree:
        for node in root.walk():
            if node.items and _known(node) and _reached(scheme, node, category):
                total = written(node.out_of, category) if node.out_of else _own(scheme, node, category)
                yield from _level(node, node.items, total, category)


def _reached(scheme: Scheme, node: Indicator, category: str) -> bool:
    """Say whether a node and all above it belong to a category."""
    path: str | None = node.path
    while path:
        if not _part_of(scheme.nodes[path], category):
            return False
        path = scheme.parents.get(path)
    return True


def _own(scheme: Scheme, node: Indicator, category: str) -> Points:
    if node.weight is None:
        return written(node.points, category) if node.points else 0
    parent = scheme.nodes.get(scheme.parents.get(node.path, ""))
    if parent is None:
        return settle(written(scheme.full_score, category) * node.weight)
    whole = written(parent.out_of, category) if parent.out_of else _own(scheme, parent, category)
    return settle(whole * node.weight)


def _level(
    above: Scheme | Indicator, items: Sequence[Indicator], total: Points, category: str
) -> Iterator[Level]:
    parts = [item for item in items if _part_of(item, category)]
    if not parts or not all(_known(item) for item in parts):
        return
    points = declared_children(parts, total, category)
    if sum(points) != total + above.sum_differs:
        yield (above.path if isinstance(above, Indicator) else "", sum(points), total), parts, points


def _groups(scheme: Scheme, rule: Rule, categories: Sequence[str]) -> Iterator[Problem]:
    """Check that the groups of raters add up to their item, in each category that has it."""
    source, leaf = rule.source, scheme.nodes.get(rule.leaf)
    if not isinstance(source, Ratings) or leaf is None or not _known(leaf):
        return
    parts: dict[str, Number | None] = {
        name: group.points or group.share for name, group in source.rating.items()
    }
    if any(isinstance(part, Unfilled) for part in parts.values()) or (
        len(parts) == 1 and None in parts.values()
    ):
        return
    for category in [c for c in categories if _reached(scheme, leaf, c) and rule.scope.covers_category(c)]:
        own = _own(scheme, leaf, category)
        if isinstance(rule.points, Computed | Banded | Unfilled):
            return
        whole = own if rule.points is None else written(rule.points, category, own)
        points = {name: _group_points(source, name, category, whole) for name in parts}
        if None not in points.values() and sum(p or 0 for p in points.values()) != whole:
            listed = "、".join(f"{name} {format_points(p or 0)}" for name, p in points.items())
            total = format_points(sum(p or 0 for p in points.values()))
            params = {"who": f"“{rule.path}”", "sum": total, "points": format_points(whole), "parts": listed}
            yield Problem("sum-groups", rule.at, params, rule.labels.cite)
            return


def _group_points(source: Ratings, name: str, category: str, whole: Points) -> Points | None:
    """Give the points of a group of raters in a category; None where its share is computed."""
    group = source.rating[name]
    if group.points is not None:
        return written(group.points, category, whole)
    try:
        return settle(whole * group.share.of(Declared(category, whole))) if group.share is not None else whole
    except MissingValue:
        return None
