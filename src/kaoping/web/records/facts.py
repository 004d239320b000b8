"""Facts leave the database for the engine: the rows in force, one query a table (spec section 7)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from kaoping.rules import Facts
from kaoping.rules.facts.rows import Cycle, Unit
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.records.models import Filing, FilingVerdict
from kaoping.web.records.rows import TABLE, TABLES, RowTable
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import holes_of


def facts_of(year: Year) -> Facts:
    """Give all facts of a year that are in force, in the order in which they were filed."""
    rows = {table.name: _facts(table, year) for table in TABLES}
    return Facts(Cycle(year.number, year.first_day, year.last_day), units_of(year), holes_of(year), **rows)


def units_of(year: Year) -> list[Unit]:
    """Give the participants as the engine knows them."""
    found = Participant.objects.filter(year=year).order_by("position", "id")
    return [Unit(*row) for row in found.values_list("code", "name", "category", "observer", "parent")]


def version_of(year: Year) -> tuple[int, int, int]:
    """Give a mark that changes with every verdict on a filing or a proposal of the year: a key for what is kept.

    The last verdict alone would not do: one with a lower id may be committed after it.
    """
    filed = FilingVerdict.objects.filter(proposal__year=year).aggregate(last=Max("id"), number=Count("id"))
    return (filed["last"] or 0, filed["number"], hash(tuple(sorted(holes_of(year).items()))))


def in_force(found: QuerySet[Any], year: Year) -> QuerySet[Any]:
    """Narrow rows to those whose filing is confirmed, and superseded by no later confirmed version."""
    later = Filing.objects.filter(
        lineage=OuterRef("filing__lineage"),
        version__gt=OuterRef("filing__version"),
        verdict__outcome=CONFIRMED,
    )
    return found.filter(year=year, filing__verdict__outcome=CONFIRMED).filter(~Exists(later))


def rows_of(filing: Filing) -> list[Any]:
    """Give the typed rows of one filing, in force or not."""
    table = TABLE[filing.table]
    rows = table.model._default_manager.filter(filing=filing).order_by("id")
    return [table.fact(*row) for row in rows.values_list(*table.read)]


def _facts(table: RowTable, year: Year) -> list[Any]:
    """Give the rows of a table, a correction in the place of what it corrects."""
    rows = in_force(table.model._default_manager.all(), year)
    rows = rows.order_by(Coalesce("filing__origin", "filing"), "id").values_list(*table.read)
    return [table.fact(*row) for row in rows.iterator(5000)]
