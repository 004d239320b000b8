"""The scope of a grant (授权范围) in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kaoping.web.core.models import Body
from kaoping.web.people.matrix import ROLES
from kaoping.web.people.models import Grant, Unit

NAMED = {"category": "类别：", "rule": "条款：", "indicator": "指标："}
"""What a scope may hold besides units: ids of the scheme."""
Names = Mapping[str, Mapping[Any, str]]
"""Names by id, for each of what a scope may hold."""
_schemes: list[Callable[[Body], Names]] = []


def register_names(asked: Callable[[Body], Names]) -> None:
    """Let the app that holds the schemes of a body give the names of their ids."""
    _schemes.append(asked)


def scheme_names(body: Body) -> Names:
    """Give the names of categories, rules and indicators in the body's years, by id; nothing before a year is open."""
    return _schemes[-1](body) if _schemes else {}


def with_words(body: Body, grants: Iterable[Grant]) -> None:
    """Give each grant `role_words` and `scope_words`, with one query for the names of all units, one for the schemes."""
    grants = list(grants)
    names = _names(body, [grant.scope for grant in grants])
    for grant in grants:
        grant.role_words = ROLES.get(grant.role, grant.role)  # type: ignore[attr-defined]
        grant.scope_words = scope_words(grant, names)  # type: ignore[attr-defined]


def _names(body: Body, scopes: Iterable[Mapping[str, Iterable[Any]]]) -> Names:
    """Give the names of what scopes hold; what they do not hold is not asked for."""
    held: dict[str, set[Any]] = {}
    for scope in scopes:
        for kind, values in scope.items():
            held.setdefault(kind, set()).update(values)
    found = scheme_names(body) if held.keys() & NAMED.keys() else {}
    units = Unit.objects.filter(body=body, pk__in=held["unit"]) if "unit" in held else Unit.objects.none()
    return {**found, "unit": dict(units.values_list("pk", "name"))}


def scope_words(grant: Grant, names: Names) -> str:
    """Say a scope: 市教育局；条款：效能责任追究, an id where it has no name; nothing where it does not narrow."""
    units = [names["unit"].get(unit, "") for unit in grant.scope.get("unit", ())]
    parts = [(label, _named(names.get(kind, {}), grant.scope.get(kind, ()))) for kind, label in NAMED.items()]
    return "；".join(label + "、".join(told) for label, told in (("", units), *parts) if told)


def _named(names: Mapping[Any, str], ids: Iterable[str]) -> list[str]:
    return [names.get(one) or one for one in ids]
