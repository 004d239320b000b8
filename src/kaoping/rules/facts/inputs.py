"""What a rule needs to be told (要填报的): for its row of a table the fields, with label, choices, bounds and help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kaoping.rules.facts.rows import Unit
from kaoping.rules.numbers.points import Points


@dataclass(frozen=True)
class Field:
    """One thing that a rule asks of a row: the column's name, whether it must be there, its choices or bounds.

    A column of `PER_RULE_COLUMNS` that no field names must be empty. `choices` map ids to Chinese labels;
    `extras` are words that may follow the choice after a plus sign (circumstances); bounds are inclusive. `highs`
    overrides `high` for a category of units; for the score of a rating, for a group of raters.
    """

    name: str
    label: str
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    low: Points | None = None
    high: Points | None = None
    help: str = ""
    highs: Mapping[str, Points] = field(default_factory=dict)


@dataclass(frozen=True)
class Input:
    """What one item (rule or leaf id) of one table asks for.

    `categories` and `units` say whom it applies to (None: everybody); `cite` is the article; `hole` names a hole
    that must be filled before a row may exist.
    """

    table: str
    item: str
    name: str
    cite: str = ""
    fields: tuple[Field, ...] = ()
    categories: frozenset[str] | None = None
    units: frozenset[str] | None = None
    hole: str = ""
    help: str = ""

    def applies_to(self, unit: Unit) -> bool:
        """Say whether the unit may have a row of this item."""
        by_category = self.categories is None or unit.category in self.categories
        return by_category and (self.units is None or unit.id in self.units)

    def field(self, name: str) -> Field | None:
        """Give the declaration of a column, or None where the rule does not use it."""
        return next((f for f in self.fields if f.name == name), None)
