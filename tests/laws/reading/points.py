"""Points in force: what each item is worth for a unit, after what does not apply is left out, given or spread."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kaoping.rules.facts.rows import Unit
from tests.laws.reading.numbers import Corner
from tests.laws.reading.year import Year, children, remembered
from tests.laws.worlds.data import Item, LeafData, NodeData, declared

TEN = Fraction(10)
MANY = 10_000


@dataclass
class InForce:
    """Points by item, the items given in full, and what the children of each block bring together."""

    points: dict[str, Fraction] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    inside: dict[str, Fraction] = field(default_factory=dict)


def by_decision(year: Year, unit: Unit) -> InForce:
    """Give the points in force by what was decided alone."""
    return worked_out(year, unit, frozenset(target for target, _ in year.decided(unit, "not_applicable")))


@remembered
def worked_out(year: Year, unit: Unit, gone: frozenset[str]) -> InForce:
    """Work the points in force out where some items do not apply."""
    found = InForce()
    _share(year.world.tree, unit, gone, None, found)
    return found


def stands(item: Item, unit: Unit, gone: frozenset[str]) -> str:
    """Say whether an item applies to a unit, is none of its own, or what becomes of its points."""
    if item.only not in ("", unit.category):
        return "outside"
    if item.id in gone:
        return item.absent
    below = {stands(child, unit, gone) for child in children(item)} - {"outside"}
    if not below or below & {"applies", "full"}:
        return "applies"
    if len(below) > 1:
        raise Corner("some children are left out and the others have nowhere to go")
    return "omit" if below == {"omit"} else item.absent


def _share(
    items: tuple[Item, ...], unit: Unit, gone: frozenset[str], target: Fraction | None, found: InForce
) -> Fraction:
    """Enter items that bring `target` together (None: what is left of them); give what they bring."""
    how = [stands(item, unit, gone) for item in items]
    size = [_left(item, unit, gone) for item in items]
    whole = sum(size, Fraction(0))
    part = size if target is None or not whole else [own * target / whole for own in size]
    full = sum((own for own, word in zip(part, how, strict=True) if word == "full"), Fraction(0))
    to_spread = sum(part, Fraction(0)) - full
    staying = sum((own for own, word in zip(size, how, strict=True) if word == "applies"), Fraction(0))
    if to_spread and not staying:
        raise Corner("nothing is left that could take the points")
    brought = Fraction(0)
    for item, word, own, given in zip(items, how, size, part, strict=True):
        if word == "applies":
            brought += _enter(item, unit, gone, _whole(own * to_spread / staying if staying else own), found)
        elif word == "full":
            found.given.add(item.id)
            found.points[item.id] = _whole(given)
            brought += given
    return brought


def _left(item: Item, unit: Unit, gone: frozenset[str]) -> Fraction:
    """Give the written points of an item without what is left out below it, down to the next block."""
    word = stands(item, unit, gone)
    if word in ("omit", "outside"):
        return Fraction(0)
    if word != "applies" or isinstance(item, LeafData) or item.block is not None:
        return declared(item, unit.category) / TEN
    return sum((_left(child, unit, gone) for child in item.items), Fraction(0))


def _enter(item: Item, unit: Unit, gone: frozenset[str], points: Fraction, found: InForce) -> Fraction:
    found.points[item.id] = points
    if isinstance(item, LeafData):
        if item.kind in ("award",) and points != item.points / TEN:
            raise Corner("an award out of printed points is not carried to those in force today")
        return points
    return _enter_node(item, unit, gone, points, found)


def _enter_node(
    node: NodeData, unit: Unit, gone: frozenset[str], points: Fraction, found: InForce
) -> Fraction:
    if node.block is not None:
        found.inside[node.id] = _share(node.items, unit, gone, None, found)
        return points
    found.points[node.id] = _share(node.items, unit, gone, points, found)
    return found.points[node.id]


def _whole(points: Fraction) -> Fraction:
    """Refuse what today goes by the largest remainder and is to be exact."""
    if (points * MANY).denominator != 1:
        raise Corner("a share that four decimals cannot hold")
    return points
