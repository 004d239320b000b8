"""What this database is for (演示 or 正式): a demo's data never serves an office, nor the other way round."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kaoping.web.core.models import Body, Installation


class WrongInstallation(Exception):
    """The database is not what this server may serve; the words are for whoever starts it."""


def is_migrated() -> bool:
    """Say whether the database has every table as this version of the program wants it."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def claim(demo: bool | None = None) -> Installation:
    """Mark a database at its first start, and refuse one that is marked for the other use. Raises: WrongInstallation."""
    demo = bool(settings.DEMO) if demo is None else demo
    mark = Installation.objects.order_by("id").first()
    if mark is None:
        if demo and Body.objects.exists():
            raise WrongInstallation("这个数据库里有数据，又没有演示标记：演示请另用一个新的数据库")
        return Installation.objects.create(demo=demo)
    if mark.demo and not demo:
        raise WrongInstallation("这是演示数据库，数据均为虚构，不能用于正式运行：请另设 KAOPING_DATABASE")
    if demo and not mark.demo:
        raise WrongInstallation("这是正式数据库，不能用于演示：请另设 KAOPING_DATABASE")
    return mark
