"""Facts leave the platform as files (导出事实): the tables of spec section 7, those that were loaded byte for byte."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from kaoping.tables.facts_out import write_facts
from kaoping.web.records.facts import facts_of
from kaoping.web.records.writing import holes_in_order, layouts_of
from kaoping.web.years.models import Year

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def export_facts(year: Year, folder: Path) -> None:
    """Write the facts in force as a folder of CSV files."""
    facts = facts_of(year)
    ordered = replace(facts, holes=holes_in_order(year, facts.holes))
    write_facts(ordered, folder, layouts_of(year))


def zipped_facts(year: Year) -> bytes:
    """Give the same as a zip archive; the same facts give the same bytes."""
    packed = BytesIO()
    with (
        tempfile.TemporaryDirectory() as place,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        export_facts(year, Path(place, "facts"))
        for path in sorted(Path(place, "facts").iterdir()):
            archive.writestr(zipfile.ZipInfo(f"facts/{path.name}", _LONG_AGO), path.read_bytes())
    return packed.getvalue()
