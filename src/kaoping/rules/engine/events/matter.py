"""The same matter counts once (同一事项就高一次, step 4 of spec section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kaoping.rules.engine.happening import Happening
from kaoping.rules.ledger.result import Reason


def once_a_matter(happenings: Sequence[Happening]) -> Sequence[Happening]:
    """Let the largest of one matter count, the others 0.

    同一事项就高一次：同一单位、同一范围内 `matter` 相同的事项只计分值最大的一件；相等时取日期早的，再相等取编号小的。
    其余计0，并写明让给哪一件。范围写 rule（本条）、leaf（本指标）、group（本组）、scheme（全办法）或 `matters`
    里的名称；加分与扣分互不合并；`matter` 不填的不与任何事项相同。比较的是分担以后的分值，在封顶之前。

    Example:
        points: 20
        add: {county: 5, city: 10}
        levels: {county: 县级, city: 市级}
        same_matter: rule
    Facts: level=county, matter=创建; level=city, matter=创建; level=county
    Source: spec section 3.4; zhangzhou 三(二)2 and 三(三), 同一事项不重复计分.
    """
    beaten = {place: best for same in _matters(happenings) for place, best in _beaten(same)}
    if not beaten:
        return happenings
    return [_giving_way(h, beaten.get(place)) for place, h in enumerate(happenings)]


Numbered = tuple[int, Happening]


def _matters(happenings: Sequence[Happening]) -> Iterable[Sequence[Numbered]]:
    """Gather what holds by scope, sign and matter, each with its place in the list."""
    scopes: dict[tuple[str, int, str], list[Numbered]] = {}
    for place, h in enumerate(happenings):
        if h.event.matter and h.holds:
            source = h.source
            if source.same_matter and source.sign:
                scopes.setdefault((source.same_matter, source.sign, h.event.matter), []).append((place, h))
    return scopes.values()


def _beaten(same: Sequence[Numbered]) -> Iterable[tuple[int, Happening]]:
    """Give the places of those that give way, with what they give way to."""
    _, best = min(same, key=lambda one: (-abs(one[1].points), one[1].event.date, one[1].event.id))
    return [(place, best) for place, h in same if h is not best]


def _giving_way(h: Happening, best: Happening | None) -> Happening:
    return h if best is None else h.counting(0, Reason("same_matter", (best.event.id, best.rule.path)))


def by_place(happenings: Sequence[Happening], changed: Mapping[int, Happening]) -> Sequence[Happening]:
    """Give the list with some of its happenings changed."""
    return [changed.get(place, h) for place, h in enumerate(happenings)] if changed else happenings
