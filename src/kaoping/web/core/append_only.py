"""Rows that are written once (只增不改): refused by the model, by its manager and by triggers of the database itself."""

from __future__ import annotations

from typing import Any, Never

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or delete a row that is written once."""


def _refuse(*_: object, **__: object) -> Never:
    raise AppendOnlyError("只增不改：该记录不能修改或删除，更正请另立新记录")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    update = _refuse
    delete = _refuse
    bulk_update = _refuse


AppendOnlyManager = models.Manager.from_queryset(AppendOnlyQuerySet)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; an existing one is refused. Raises: AppendOnlyError."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    delete = _refuse


_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END"""
_POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION kaoping_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append only: %', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""
_POSTGRES = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH {each} EXECUTE FUNCTION kaoping_append_only()"""


class KeepAppendOnly(Operation):
    """Migration step: let the database refuse UPDATE and DELETE on a table."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Write the triggers."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRES_FUNCTION, params=None)
        for words in self._triggers(schema_editor):
            schema_editor.execute((_POSTGRES if words["on"] else _SQLITE).format(**words))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take the triggers away."""
        for words in self._triggers(schema_editor):
            schema_editor.execute("DROP TRIGGER {table}_no_{verb}{on}".format(**words))

    def _triggers(self, schema_editor: BaseDatabaseSchemaEditor) -> list[dict[str, str]]:
        """Give the words of each trigger; SQLite has no TRUNCATE."""
        postgres = schema_editor.connection.vendor == "postgresql"
        on = f" ON {self.table}" if postgres else ""
        verbs = {"update": "ROW", "delete": "ROW", **({"truncate": "STATEMENT"} if postgres else {})}
        return [
            {"table": self.table, "verb": verb, "VERB": verb.upper(), "each": each, "on": on}
            for verb, each in verbs.items()
        ]

    def describe(self) -> str:
        return f"Rows of {self.table} are written once"
