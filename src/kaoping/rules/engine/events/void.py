"""An event that voids its leaf (此项不得分, step 6 of spec section 3)."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.rules.engine.happening import Happening, in_order


def voiding(happenings: Iterable[Happening]) -> Happening | None:
    """Give the first event that voids the leaf, or None.

    此项不得分：`void: once` 表示出现一次，本指标就得0分；`void: {times: 3}` 表示第三次（含）起。先照常计分、封顶、封底，
    最后一条 void 明细把余下的分清零；本来低于0的不动。次数按成立事项的次数合计，免责的不算。

    Example:
        points: 6
        rules:
          - {id: error, name: 不合格件, deduct: 0.2}
          - {id: forged, name: 弄虚作假, void: once}
    Facts: item=error, count=4; item=forged
    Source: spec section 3.6; jishui-2014 三(一)13 (third time), hubei-archives work.quality.
    """
    found = []
    times: dict[str, int] = {}
    for h in happenings:
        void = h.source.keys.void
        if void is None or not h.holds:
            continue
        times[h.rule.path] = times.get(h.rule.path, 0) + h.event.count
        if times[h.rule.path] >= void.times:
            found.append(h)
    return min(found, key=in_order, default=None)
