"""The same matter counts once (同一事项就高一次, step 4 of spec section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kaoping.rules.engine.happening import ByRule, Happening, changed
from kaoping.rules.ledger.result import Reason


def once_a_matter(by_rule: ByRule) -> ByRule:
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
    return changed(by_rule, (_giving_way(h, best) for same in _matters(by_rule) for h, best in _beaten(same)))


def _matters(by_rule: ByRule) -> Iterable[Sequence[Happening]]:
    """Gather what holds by scope, sign and matter."""
    scopes: dict[tuple[str, int, str], list[Happening]] = {}
    for same in by_rule.values():
        source = same[0].source
        if source.same_matter and source.sign:
            for h in same:
                if h.event.matter and h.holds:
                    scopes.setdefault((source.same_matter, source.sign, h.event.matter), []).append(h)
    return scopes.values()


def _beaten(same: Sequence[Happening]) -> Iterator[tuple[Happening, Happening]]:
    """Give those that give way, with what they give way to."""
    best = min(same, key=lambda h: (-abs(h.points), h.event.date, h.event.id))
    return ((h, best) for h in same if h is not best)


def _giving_way(h: Happening, best: Happening) -> Happening:
    return h.counting(0, Reason("same_matter", (best.event.id, best.rule.path)))
