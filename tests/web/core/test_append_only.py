"""Rows that are written once: refused by model, manager and the database itself, for every such table."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from kaoping.web.core import audit, clock
from kaoping.web.core.append_only import AppendOnly, AppendOnlyError
from kaoping.web.core.models import Entry, File
from tests.web.worlds import body

WRITTEN_ONCE: list[type[models.Model]] = [m for m in apps.get_models() if issubclass(m, AppendOnly)]


def raw_row(model: type[models.Model]) -> Any:
    """Put some row into a table by SQL, and give its key; what it refers to need not exist within the test."""
    values = {
        f.column: _some(f)
        for f in model._meta.local_concrete_fields
        if not isinstance(f, models.BigAutoField)
    }
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks}) RETURNING {key}",
            [*values.values()],
        )
        return cursor.fetchone()[0]


def _some(field: models.Field[Any, Any]) -> Any:
    if field.null:
        return None
    made: dict[type[models.Field[Any, Any]], Any] = {
        models.ForeignKey: 1, models.OneToOneField: 1, models.JSONField: "{}", models.DateField: "2026-01-01",
        models.DateTimeField: "2026-01-01 00:00:00+00:00", models.BooleanField: False,
        models.UUIDField: "0" * 32, models.BinaryField: b"x",
    }  # fmt: skip
    for kind in type(field).__mro__:
        if kind in made:
            related = field.related_model
            text = related is not None and isinstance(related._meta.pk, models.CharField)
            return "1" if text else made[kind]
    return 1 if isinstance(field, models.IntegerField) else "1"


@pytest.fixture
def unchecked(db: None) -> Any:
    """Let rows refer to what does not exist; they are taken back before anything is checked."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_there_are_such_tables() -> None:
    assert {Entry, File} < set(WRITTEN_ONCE)


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda m: m._meta.db_table)
def test_the_database_refuses_changes(model: type[models.Model], unchecked: None) -> None:
    table, key = model._meta.db_table, raw_row(model)
    column = model._meta.pk.column
    for sql in (
        f"UPDATE {table} SET {column} = {column} WHERE {column} = %s",
        f"DELETE FROM {table} WHERE {column} = %s",
    ):
        with (
            pytest.raises(DatabaseError, match="append only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, [key])


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda m: m._meta.db_table)
def test_the_database_refuses_to_empty_the_table(model: type[models.Model], db: None) -> None:
    if connection.vendor != "postgresql":  # SQLite knows no TRUNCATE: emptying is deleting there.
        return
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.django_db
def test_model_and_manager_refuse_changes() -> None:
    of = body("haiyu")
    entry = audit.write(of, audit.SYSTEM, "tick", "clock:1")
    again = Entry.objects.get(pk=entry.pk)
    again.act = "tock"
    found = Entry.objects.filter(pk=entry.pk)
    for change in (
        again.save, again.delete, found.delete, lambda: found.update(act="tock"),
        lambda: Entry.objects.bulk_update([again], ["act"]),
    ):  # fmt: skip
        with pytest.raises(AppendOnlyError, match="只增不改"):
            change()


@pytest.mark.django_db
def test_a_row_that_was_just_made_cannot_be_saved_again() -> None:
    of = body("haiyu")
    made = File(
        body=of,
        sha256="0" * 64,
        size=1,
        name="a.pdf",
        kind="pdf",
        uploader=1,
        uploader_name="甲",
        uploaded_at=clock.now(),
    )
    made.save()
    with pytest.raises(AppendOnlyError):
        made.save()
