"""Let the database itself refuse changes of rows that are written once."""

from __future__ import annotations

from django.db import migrations

from kaoping.web.core.append_only import KeepAppendOnly

TABLES = (
    "records_filing",
    "records_filingverdict",
    "records_filingfile",
    "records_event",
    "records_submission",
    "records_value",
    "records_rating",
    "records_award",
    "records_otherresult",
    "records_decision",
    "records_writing",
)


class Migration(migrations.Migration):
    dependencies = (("records", "0002_initial"),)
    operations = [KeepAppendOnly(table) for table in TABLES]
