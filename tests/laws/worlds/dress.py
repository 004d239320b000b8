"""Draws what looks at other things: conditions, gates, formulas, quantities, vetoes, grades, limits, who leaves."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from tests.laws.worlds.data import (
    CATEGORIES,
    GateData,
    GradeData,
    Item,
    LeafData,
    LimitData,
    MoveData,
    NodeData,
    QuantityData,
    RankData,
    RuleData,
    World,
    below,
    declared,
)
from tests.laws.worlds.draw import VALUED, Wants
from tests.laws.worlds.outlook import Outlook, condition, has_points, number
from tests.laws.worlds.terms import Formula, Own, Plain, Sum, TotalIs


def dressed(chance: Random, world: World, wants: Wants) -> World:
    """Add to a bare world all that looks at something."""
    if not wants.plain:
        world = _with_quantities(chance, world, {}, wants, 2)
        numbers = _numbers(chance, world)
        world = replace(world, tree=tuple(_item(chance, one, world, numbers, wants) for one in world.tree))
        extra = outlook(world, numbers, len(world.leaves), wants)
        rules = tuple(_conditional(chance, one, extra) for one in world.adjustment)
        world = replace(world, adjustment=rules)
    world = _bare_formulas(world)
    return _with_outcomes(chance, world, wants)


def _numbers(chance: Random, world: World) -> dict[str, int]:
    """Give every item its number; that of an inner node is the greatest below it."""
    leaves = [leaf.id for leaf in world.leaves]
    own = dict(zip(chance.sample(leaves, len(leaves)), range(len(leaves)), strict=True))
    return own | {item.id: max(own[one.id] for one in below(item) if one.id in own) for item in world.items}


def outlook(world: World, numbers: dict[str, int], before: int, wants: Wants) -> Outlook:
    """Give what an item may look at whose number is `before`."""
    scores = [item for item in world.items if numbers.get(item.id, before) < before]
    plain = [leaf.id for leaf in world.leaves if _is_plain_value(leaf)]
    return Outlook(
        scores=tuple((item.id, max(declared(item, c) for c in CATEGORIES)) for item in scores),
        values=(*world.auxiliary, *plain, *(one.id for one in world.quantities)),
        rules=tuple(
            (path, isinstance(one.rate, dict) and one.sign != 0) for path, (_, one) in world.rules.items()
        ),
        alone=wants.alone,
    )


def _is_plain_value(leaf: LeafData) -> bool:
    """Say whether one row gives an item's value.

    Not so of a ratio (a formula sees the bare figure, a condition the ratio), nor of an item by formula (0 where the
    formula does not look at `v`).
    """
    by_row = leaf.kind in VALUED and leaf.kind not in ("proportional", "formula")
    return by_row and leaf.periods is None and leaf.measured is None


# items


def _item(chance: Random, item: Item, world: World, numbers: dict[str, int], wants: Wants) -> Item:
    view = outlook(world, numbers, numbers[item.id], wants)
    through = outlook(world, numbers, numbers[item.id] + 1, wants)
    if isinstance(item, LeafData):
        return _leaf(chance, item, view, through)
    items = tuple(_item(chance, one, world, numbers, wants) for one in item.items)
    factor = number(chance, view, 1) if item.block is None and chance.random() < 0.25 else None
    scaled = Sum("*", factor, Plain(Fraction(1, 10))) if factor else None
    when = condition(chance, view) if factor and chance.random() < 0.5 else None
    return replace(item, items=items, factor=scaled, factor_when=when, gates=_gates(chance, through, 0.3))


def _leaf(chance: Random, leaf: LeafData, view: Outlook, through: Outlook) -> LeafData:
    rules = tuple(_conditional(chance, one, view) for one in leaf.rules)
    when = condition(chance, view) if not leaf.rules and chance.random() < 0.25 else None
    # the mean of others' scores is taken before gates; what a gate on it means is not settled
    gates = _gates(chance, through, 0.25) if leaf.missing != "mean_of" else ()
    leaf = replace(leaf, rules=rules, when=when, gates=gates)
    if leaf.kind == "formula":
        return replace(leaf, formula=_worth(chance, view))
    if leaf.measured is not None:
        # a group function that stands directly in `value: {from: …}` asks for itself and never ends
        return replace(leaf, measured=number(chance, replace(view, alone=True), 2))
    return leaf


def _worth(chance: Random, view: Outlook) -> Formula:
    found = number(chance, view, 2, ("v", "points"))
    if chance.random() < 0.3:
        return Sum("/", found, number(chance, view, 1, ("v",)))
    return found


def _conditional(chance: Random, one: RuleData, view: Outlook) -> RuleData:
    return replace(one, when=condition(chance, view)) if chance.random() < 0.3 else one


def _gates(chance: Random, view: Outlook, share: float) -> tuple[GateData, ...]:
    return tuple(_gate(chance, view) for _ in range(2) if chance.random() < share)


def _gate(chance: Random, view: Outlook) -> GateData:
    if chance.random() < 0.4:
        return GateData(condition(chance, view), times=Fraction(chance.choice((0, 5, 9, 12)), 10))
    return GateData(condition(chance, view), ceiling=chance.choice((0, 20, 55, 90)))


def _bare_formulas(world: World) -> World:
    """Give items of a formula the plainest one where none was drawn."""
    return replace(world, tree=tuple(_with_formula(item) for item in world.tree))


def _with_formula(item: Item) -> Item:
    if isinstance(item, NodeData):
        return replace(item, items=tuple(_with_formula(one) for one in item.items))
    if item.kind == "formula" and item.formula is None:
        return replace(item, formula=Sum("*", Own("points"), Sum("*", Own("v"), Plain(Fraction(1, 100)))))
    return item


# quantities


def _with_quantities(chance: Random, world: World, numbers: dict[str, int], wants: Wants, most: int) -> World:
    """Add quantities: those drawn before the tree look at no scores, those drawn after it are seen by outcomes only.

    Whether a gate that looks at a quantity sees the scores in it before gates is not settled.
    """
    for n in range(len(world.quantities), len(world.quantities) + chance.randint(0, most)):
        known = outlook(world, numbers, len(world.leaves), wants)
        made = _from_events(chance, f"q{n}", known) if known.rules and chance.random() < 0.5 else None
        made = made or _by_formula(chance, n, known)
        world = replace(world, quantities=(*world.quantities, made))
    return world


def _by_formula(chance: Random, n: int, known: Outlook) -> QuantityData:
    formula = number(chance, known, 2)
    name = f"p{n}" if has_points(formula) else f"q{n}"
    return QuantityData(name, formula, round=chance.choice((None, None, 1)))


def _from_events(chance: Random, name: str, known: Outlook) -> QuantityData:
    path, levels = chance.choice(known.rules)
    take = chance.choice(("number", "sum", "mean", "min", "max"))
    level = chance.choice(("", "small")) if levels else ""
    return QuantityData(name, None, path, take, chance.choice(("points", "count")), level)


# outcomes


def _with_outcomes(chance: Random, world: World, wants: Wants) -> World:
    numbers = {item.id: 0 for item in world.items}
    world = world if wants.plain else _with_quantities(chance, world, numbers, wants, 1)
    own = outlook(world, numbers, 1, wants)
    full = max(sum(declared(item, c) for item in world.tree) for c in CATEGORIES)
    if not wants.plain:
        limits = tuple(_limit(chance, f"l{n}", own, full) for n in range(2) if chance.random() < 0.2)
        world = replace(world, limits=limits)
    summed = replace(own, total=full)
    vetoes = tuple(condition(chance, summed) for _ in range(2) if chance.random() < 0.25)
    world = replace(world, veto_conditions=vetoes)
    judged = replace(summed, vetoed=bool(world.veto_rules or vetoes), alone=False)
    world = _with_grades(chance, world, judged)
    if not wants.plain:
        leaving = replace(own, total=full)
        out = tuple(condition(chance, leaving) for _ in range(2) if chance.random() < 0.2)
        world = replace(world, out=out)
    bounded = [one.id for one in world.grades if _has_line(one)]
    if bounded and not wants.plain and chance.random() < 0.5:
        below_it = LimitData("lg", condition(chance, own), below=bounded[0])
        world = replace(world, limits=(*world.limits, below_it))
    ties = chance.choice(("competition", "competition", "dense"))
    on = chance.choice(("published", "published", "exact"))
    return replace(world, rank=RankData(chance.choice(("category", "category", "all")), on, ties))


def _has_line(grade: GradeData) -> bool:
    """Say whether a limit may name the grade's line; that of a per cent is taken of 0 today."""
    when = grade.when
    return isinstance(when, TotalIs) and when.bound.sense == "at_least" and not when.bound.percent


def _limit(chance: Random, name: str, view: Outlook, full: int) -> LimitData:
    bound = chance.choice((full // 3, full // 2, full * 8 // 10))
    if chance.random() < 0.6:
        return LimitData(name, condition(chance, view), ceiling=bound)
    return LimitData(name, condition(chance, view), floor=bound)


def _with_grades(chance: Random, world: World, view: Outlook) -> World:
    size = chance.choice((0, 2, 3, 4))
    ids = tuple(f"g{n}" for n in range(size))
    ladder = tuple(
        GradeData(
            name, condition(chance, view), condition(chance, view, 1) if chance.random() < 0.25 else None
        )
        for name in ids[:-1]
    )
    if not ids:
        return world
    race = condition(chance, view, 1) if chance.random() < 0.25 else None
    last = GradeData(ids[-1], condition(chance, view) if chance.random() < 0.2 else None)
    moves = tuple(_move(chance, view, ids) for _ in range(2) if chance.random() < 0.35)
    return replace(world, grades=(*ladder, last), race=race, moves=moves)


def _move(chance: Random, view: Outlook, ids: tuple[str, ...]) -> MoveData:
    does = chance.choice(("down", "up", "to"))
    if does == "to":
        return MoveData(condition(chance, view), to=chance.choice(ids))
    by = chance.choice((1, 1, 2))
    when = condition(chance, view)
    return MoveData(when, down=by) if does == "down" else MoveData(when, up=by)


def veto_rules(chance: Random) -> tuple[RuleData, ...]:
    """Draw rules without points that veto; their group grants an exemption."""
    return tuple(RuleData(f"v{n}", 0, 0, exempt=True) for n in range(chance.choice((0, 0, 1, 2))))
