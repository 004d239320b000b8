"""Rows about units and items (指标、条款): all tables from events to results. Source: spec section 7."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from kaoping.rules.facts.inputs import Field, Input
from kaoping.rules.facts.intake.fields import MAY_BE_REFUSED, judge_field, split_choice
from kaoping.rules.facts.intake.given import Asks
from kaoping.rules.facts.intake.refusals import Fault, suggestion
from kaoping.rules.facts.intake.sheet import Sheet, made
from kaoping.rules.facts.intake.units import unknown_unit
from kaoping.rules.facts.rows import Award, Event, Rating, SchemeResult, Submission, Unit, Value
from kaoping.rules.facts.tables import TABLE, Column

_ONLY_WHERE_APPLICABLE = ("events", "submissions", "ratings", "awards")
"""A value of an item that a unit's category scores another way is accepted and makes no line (spec 4)."""


@dataclass(frozen=True)
class Records:
    """One of these tables beside what the scheme asks; `units` is None where they are not known for sure."""

    sheet: Sheet
    asks: Asks
    units: Mapping[str, Unit] | None
    items: str = "item"

    @cached_property
    def asked(self) -> Mapping[str, Input]:
        """What the items of this table ask for."""
        name = self.sheet.table.name
        return {item: asked for (table, item), asked in self.asks.inputs.items() if table == name}

    def read_units(self) -> list[str | None]:
        """Read the column of units."""
        if self.units is None:
            return self.sheet.read("unit", str)
        names = {unit.id: unit.name or "" for unit in self.units.values()}
        return self.sheet.look_up("unit", names, lambda text: unknown_unit(text, names))

    def read_items(self) -> list[str | None]:
        """Read the column of items (of results: schemes), and judge whether the row may be there."""
        items = self.sheet.look_up(self.items, self.asked, self._unknown_item)
        self._check_rows(self.sheet.texts[self.items], self.sheet.texts["unit"])
        self._check_fields()
        return items

    def read_choices(self, name: str) -> list[tuple[str, tuple[str, ...]]]:
        """Read a column of choices that may carry extras (级别+情节), by item."""
        items, texts = self.sheet.texts[self.items], self.sheet.texts[name]
        fields = {item: asked.field(name) for item, asked in self.asked.items()}
        pairs = set(zip(items, texts, strict=True))
        found = {(item, text): split_choice(fields.get(item), text) for item, text in pairs}
        return [found[key] for key in zip(items, texts, strict=True)]

    def _unknown_item(self, item: str) -> Fault:
        names = {known: asked.name for known, asked in self.asked.items()}
        takes = [TABLE[table].label for table, other in self.asks.inputs if other == item]
        told = {"item_name": self.asks.item_names.get(item, item), "takes": "、".join(takes)}
        if takes:
            return Fault("item-other-table", {**told, "table": self.sheet.table.label})
        if item in self.asks.item_names:
            return Fault("item-no-rows", {**told, "table": self.sheet.table.label})
        names = names or dict(self.asks.item_names)
        return Fault("item-unknown", {"table": self.sheet.table.label}, hint=lambda: suggestion(item, names))

    def _check_rows(self, items: Sequence[str], units: Sequence[str]) -> None:
        """Judge every item with one unit of each sort; with each unit only where that finds a fault."""
        like = self._likes()
        pairs = set(zip(items, [like.get(unit, "") for unit in units], strict=True))
        if any(self._judge_row(item, unit) for item, unit in pairs):
            self.sheet.check(self.items, self._judge_row, items, units)

    def _likes(self) -> dict[str, str]:
        """Give for each unit the first that `_judge_row` cannot tell from it."""
        named = {unit for asked in self.asked.values() for unit in asked.units or ()}
        first: dict[object, str] = {}
        return {
            unit.id: first.setdefault((unit.category, unit.observer, unit.id in named and unit.id), unit.id)
            for unit in (self.units or {}).values()
        }

    def _judge_row(self, item: str, unit_id: str) -> Fault | None:
        """Judge whether the unit may have a row of this item; facts about an observer may always be there."""
        asked, unit = self.asked.get(item), (self.units or {}).get(unit_id)
        if asked is None or unit is None or not unit.category or self._observes(unit):
            return None
        if asked.hole:
            hole = {"hole": asked.hole, "hole_name": self.asks.holes.get(asked.hole, asked.hole)}
            return Fault("hole-open", {"item_name": asked.name, **hole}, asked.cite)
        if self.sheet.table.name in _ONLY_WHERE_APPLICABLE and not asked.applies_to(unit):
            category = self.asks.categories.get(unit.category, unit.category)
            told = {"item_name": asked.name, "unit": unit.id, "unit_name": unit.name, "category": category}
            return Fault("not-applicable", told, asked.cite)
        return None

    def _observes(self, unit: Unit) -> bool:
        return unit.observer or unit.category in self.asks.observer_categories

    def _check_fields(self) -> None:
        """Judge the cells of each column that any item has something to say about."""
        texts = self.sheet.texts
        fields = [field for asked in self.asked.values() for field in asked.fields]
        named = {field.name for field in fields} | set(MAY_BE_REFUSED.get(self.sheet.table.name, ()))
        parted = {field.name for field in fields if field.highs}
        for column in self._columns(fields):
            if column.name in named:
                parts = self._parts(column.name) if column.name in parted else ("",) * len(self.sheet)
                judge = partial(self._judge_cell, column)
                self.sheet.check(column.name, judge, texts[self.items], texts[column.name], parts)

    def _columns(self, fields: Sequence[Field]) -> list[Column]:
        """Give the columns whose cells can be wrong: one that was not given only where it is asked for."""
        needed = {*self.sheet.raw.columns, *(field.name for field in fields if field.required)}
        return [column for column in self.sheet.columns() if column.name in needed]

    def _judge_cell(self, column: Column, item: str, text: str, part: str) -> Fault | None:
        asked = self.asked.get(item)
        return judge_field(asked, column, text, part) if asked else None

    def _parts(self, column: str) -> Sequence[str]:
        """Give what `Field.highs` are keyed by: of a score the group of raters, else the unit's category."""
        if column == "score":
            return self.sheet.texts["group"]
        categories = {unit.id: unit.category for unit in (self.units or {}).values()}
        return [categories.get(unit, "") for unit in self.sheet.texts["unit"]]


def read_events(records: Records) -> list[Event]:
    """Read events (事项). `level` and circumstances come from one cell."""
    sheet = records.sheet
    ids, units, items = sheet.values("event"), records.read_units(), records.read_items()
    dates, counts = sheet.values("date"), sheet.values("count", 1)
    levels = records.read_choices("level")
    amounts, points = sheet.values("amount"), sheet.values("points")
    texts = (sheet.values(name, "") for name in ("matter", "role", "exempt", "note"))
    sheet.check_unique(ids)
    choices, extras = [level for level, _ in levels], [extra for _, extra in levels]
    return made(Event, (ids, units, items, dates, counts, choices, extras, amounts, points, *texts))


def read_submissions(records: Records) -> list[Submission]:
    """Read submissions (报送); several for one period are allowed."""
    sheet = records.sheet
    columns = (
        records.read_units(),
        records.read_items(),
        sheet.values("period"),
        sheet.values("submitted_on"),
    )
    return made(Submission, columns)


def read_values(records: Records) -> list[Value]:
    """Read measured values (指标值)."""
    sheet = records.sheet
    units, items, periods = records.read_units(), records.read_items(), sheet.values("period", "")
    sheet.check_unique(units, items, periods)
    return made(Value, (units, items, sheet.values("value"), sheet.values("base"), periods))


def read_ratings(records: Records) -> list[Rating]:
    """Read ratings (评价); a rater need not be a unit."""
    sheet = records.sheet
    items, units = records.read_items(), records.read_units()
    groups, raters = sheet.values("group"), sheet.values("rater")
    sheet.check_unique(items, groups, raters, units)
    return made(Rating, (items, groups, raters, units, sheet.values("score"), sheet.values("weight")))


def read_awards(records: Records) -> list[Award]:
    """Read awards (评定)."""
    sheet = records.sheet
    units, items = records.read_units(), records.read_items()
    sheet.check_unique(units, items)
    texts = (sheet.values(name, "") for name in ("assessor", "note"))
    return made(Award, (units, items, sheet.values("points"), *texts))


def read_results(records: Records) -> list[SchemeResult]:
    """Read results of other schemes (其他考评结果)."""
    sheet = records.sheet
    units, schemes, periods = records.read_units(), records.read_items(), sheet.values("period", "")
    sheet.check_unique(units, schemes, periods)
    ranks, numbers = sheet.values("rank"), sheet.values("of")
    sheet.check("rank", _judge_rank, ranks, numbers)
    totals, grades, vetoes = sheet.values("total"), sheet.values("grade", ""), sheet.values("vetoes")
    return made(SchemeResult, (units, schemes, totals, grades, ranks, numbers, vetoes, periods))


def _judge_rank(rank: object, of: object) -> Fault | None:
    if not isinstance(rank, int):
        return None
    if rank == 0:
        return Fault("rank-zero")
    return Fault("rank-of", {"of": of}) if isinstance(of, int) and rank > of else None
