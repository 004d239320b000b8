"""Numbers of events and decisions (事项编号): given under the lock of the year, once for ever, a row once for each key."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Cast, Substr

from kaoping.web.core.proposals import CONFIRMED, RETURNED
from kaoping.web.records.models import Filing
from kaoping.web.records.rows import TABLE, UNIT, RowTable
from kaoping.web.years.models import Year

PREFIX = {"events": "E", "decisions": "D"}
KEYS = {
    "events": ("code",), "decisions": ("code",), "awards": (UNIT, "item"), "values": (UNIT, "item", "period"),
    "ratings": ("item", "group", "rater", UNIT), "results": (UNIT, "scheme", "period"),
}  # fmt: skip
"""What identifies a row of a table (spec section 7); submissions may come twice."""


def locked(year: Year) -> Year:
    """Lock the year until the transaction ends, and give it as it is now: one filing after the other."""
    return Year.objects.select_for_update().get(pk=year.pk)


def numbered(year: Year, table: str, rows: Sequence[Any]) -> list[Any]:
    """Give rows without an id the next free ones, such as E017. Needs the lock."""
    if table not in PREFIX or all(row.id for row in rows):
        return list(rows)
    last, found = _last(year, table), []
    for row in rows:
        last += not row.id
        found.append(row if row.id else row._replace(id=f"{PREFIX[table]}{last:03d}"))
    return found


def _last(year: Year, table: str) -> int:
    prefix = PREFIX[table]
    rows: QuerySet[Any] = TABLE[table].model._default_manager.all()
    codes = rows.filter(year=year, code__regex=rf"^{prefix}[0-9]{{1,9}}$")
    number = Cast(Substr("code", len(prefix) + 1), BigIntegerField())
    return codes.aggregate(last=Max(number))["last"] or 0


def standing_in_the_way(year: Year, table: str, rows: Sequence[Any], lineage: uuid.UUID) -> Any | None:
    """Give the first row that has the key of another filing's row in force or waiting, None where none has."""
    keys = KEYS.get(table)
    others = _others(year, TABLE[table], lineage)
    if keys is None or not rows or not others.exists():
        return None
    names = {"code": "id", UNIT: "unit"}
    first = names.get(keys[0], keys[0])
    near = others.filter(**{f"{keys[0]}__in": {getattr(row, first) for row in rows}})
    taken = set(near.values_list(*keys))
    return next((row for row in rows if tuple(getattr(row, names.get(k, k)) for k in keys) in taken), None)


def _others(year: Year, table: RowTable, lineage: uuid.UUID) -> QuerySet[Any]:
    """Give the rows of other filings that were neither returned nor superseded."""
    later = Filing.objects.filter(
        lineage=OuterRef("filing__lineage"),
        version__gt=OuterRef("filing__version"),
        verdict__outcome=CONFIRMED,
    )
    found = table.model._default_manager.filter(year=year).exclude(filing__lineage=lineage)
    return found.exclude(filing__verdict__outcome=RETURNED).filter(~Exists(later))
