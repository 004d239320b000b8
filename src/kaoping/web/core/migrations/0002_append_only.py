"""Let the database itself refuse changes of rows that are written once."""

from __future__ import annotations

from django.db import migrations

from kaoping.web.core.append_only import KeepAppendOnly

TABLES = (
    "core_entry",
    "core_file",
)


class Migration(migrations.Migration):
    dependencies = (("core", "0001_initial"),)
    operations = [KeepAppendOnly(table) for table in TABLES]
