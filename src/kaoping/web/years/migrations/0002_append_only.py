"""Let the database itself refuse changes of rows that are written once."""

from __future__ import annotations

from django.db import migrations

from kaoping.web.core.append_only import KeepAppendOnly

TABLES = (
    "years_storedpackage",
    "years_yearproposal",
    "years_yearverdict",
    "years_phasechange",
    "years_phaseverdict",
    "years_calendardate",
)


class Migration(migrations.Migration):
    dependencies = (("years", "0001_initial"),)
    operations = [KeepAppendOnly(table) for table in TABLES]
