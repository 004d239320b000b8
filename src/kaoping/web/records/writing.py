"""How loaded tables were written (原样) goes along with their filings and comes back when facts are written again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce

from kaoping.tables.layout import Layout, joined, read_layout
from kaoping.web.records.facts import in_force, rows_of
from kaoping.web.records.models import Filing, Writing
from kaoping.web.records.rows import TABLE
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of


def carry(corrected: Filing, filing: Filing, rows: Sequence[Any]) -> None:
    """Give a correction the layout of what it corrects; rows that changed are in the normal form."""
    found = Writing.objects.filter(filing=corrected).first()
    if found is None:
        return
    layout, old = read_layout(found.layout), rows_of(corrected)
    same = {i for i, row in enumerate(rows) if len(old) == len(rows) and row == old[i]}
    cells = {
        name: {text: [i for i in places if i in same] for text, places in texts.items()}
        for name, texts in layout.cells.items()
    }
    kept = Layout(layout.columns, layout.bom, cells).as_json()
    Writing(year=filing.year, table=filing.table, filing=filing, layout=kept).save()


def layouts_of(year: Year) -> dict[str, Layout]:
    """Give the layouts of the tables of a year, as far as any of their rows were loaded."""
    kept: dict[str, dict[int | None, Layout]] = {}
    for writing in Writing.objects.filter(year=year):
        kept.setdefault(writing.table, {})[writing.filing_id] = read_layout(writing.layout)
    found = {name: joined(_parts(year, name, layouts)) for name, layouts in kept.items()}
    return {name: layout for name, layout in found.items() if layout}


def _parts(
    year: Year, name: str, layouts: Mapping[int | None, Layout]
) -> Iterator[tuple[Layout | None, int]]:
    """Give each filing's layout and number of rows, in the order in which the rows come."""
    yield layouts.get(None), 0
    if name in TABLE:
        rows = in_force(TABLE[name].model._default_manager.all(), year)
        counted = rows.values("filing", first=Coalesce("filing__origin", "filing")).annotate(n=Count("id"))
        for row in counted.order_by("first"):
            yield layouts.get(row["filing"]), row["n"]


def holes_in_order(year: Year, holes: Mapping[str, str]) -> dict[str, str]:
    """Give the values of holes in the order of the table that was loaded, else in that of the scheme."""
    found = Writing.objects.filter(year=year, table="holes").first()
    order = found.layout.get("order", ()) if found else (hole.id for hole in scheme_of(year).holes)
    return {hole: holes[hole] for hole in dict.fromkeys([*order, *sorted(holes)]) if hole in holes}
