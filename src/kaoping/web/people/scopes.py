"""The scope of a grant (授权范围) in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kaoping.web.core.models import Body
from kaoping.web.people.matrix import ROLES
from kaoping.web.people.models import Grant, Unit


def with_words(body: Body, grants: Iterable[Grant]) -> None:
    """Give each grant `role_words` and `scope_words`, with one query for the names of all units."""
    grants = list(grants)
    ids = {unit for grant in grants for unit in grant.scope.get("unit", ())}
    names = dict(Unit.objects.filter(body=body, pk__in=ids).values_list("pk", "name")) if ids else {}
    for grant in grants:
        grant.role_words = ROLES.get(grant.role, grant.role)  # type: ignore[attr-defined]
        grant.scope_words = scope_words(grant, names)  # type: ignore[attr-defined]


def scope_words(grant: Grant, names: Mapping[int, str]) -> str:
    """Say a scope: 限市教育局；条款 4.1, or nothing where it does not narrow."""
    scope = grant.scope
    parts = (
        ("", [names.get(unit, "") for unit in scope.get("unit", ())]),
        ("类别：", scope.get("category", ())),
        ("条款：", scope.get("rule", ())),
        ("指标：", scope.get("indicator", ())),
    )
    return "；".join(label + "、".join(values) for label, values in parts if values)
