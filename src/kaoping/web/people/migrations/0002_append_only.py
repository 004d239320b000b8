"""Let the database itself refuse changes of rows that are written once."""

from __future__ import annotations

from django.db import migrations

from kaoping.web.core.append_only import KeepAppendOnly

TABLES = (
    "people_unitname",
    "people_nomination",
    "people_accountrequest",
    "people_accountverdict",
    "people_grant",
    "people_grantverdict",
    "people_grantend",
    "people_registrychange",
    "people_registryverdict",
    "people_succession",
)


class Migration(migrations.Migration):
    dependencies = (("people", "0001_initial"),)
    operations = [KeepAppendOnly(table) for table in TABLES]
