"""Who acts: the person of a session with the grants that are in force for a body today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import in_force
from kaoping.web.people.matrix import ADMINISTRATORS
from kaoping.web.people.models import Grant, GrantEnd, Person
from kaoping.web.people.permissions import Actor, exclusive


def live_grants(found: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Give the grants in force today: confirmed, in their term, of a lineage that was never taken away.

    A deputy's grant is among them even where his principal's is gone: see `with_principals`.
    """
    ended = GrantEnd.objects.filter(grant__lineage=OuterRef("lineage"))
    live = in_force(found).filter(from_day__lte=today, until_day__gte=today, taking=False)
    return live.filter(~Exists(ended))


def with_principals(grants: Iterable[Grant], today: date) -> tuple[Grant, ...]:
    """Leave out the grants of deputies (代理) whose principal does not hold the role there today."""
    grants = tuple(grants)
    principals = {grant.deputy_for_id for grant in grants if grant.deputy_for_id}
    if not principals:
        return grants
    theirs = live_grants(Grant.objects.filter(person__in=principals, deputy_for=None), today)
    held = set(theirs.values_list("person", "body", "role"))
    return tuple(g for g in grants if not g.deputy_for_id or (g.deputy_for_id, g.body_id, g.role) in held)


def grants_of(person: Person, today: date) -> tuple[Grant, ...]:
    """Give what a person holds today, in all bodies; nothing where administrators' roles are mixed with others."""
    mine = Grant.objects.filter(person=person).select_related("deputy_for").order_by("id")
    grants = with_principals(live_grants(mine, today), today)
    for grant in grants:
        grant.person = person
    return grants if exclusive(grant.role for grant in grants) else ()


def actor_for(person: Person, body: Body) -> Actor | None:
    """Give the actor; None where the person holds nothing there: the body does not exist for him.

    A hosted town's administrators are those of its host.
    """
    today = clock.today()
    grants = tuple(grant for grant in grants_of(person, today) if holds_for(grant, body))
    return Actor(person, body, grants, today) if grants else None


def holds_for(grant: Grant, body: Body) -> bool:
    """Say whether a grant holds for a body: its own, or a town hosted by it if it is an administrator's."""
    hosted = body.profile == "town" and body.parent_id == grant.body_id
    return grant.body_id == body.pk or (hosted and grant.role in ADMINISTRATORS)


def bodies_of(person: Person) -> list[Body]:
    """Give the bodies in which a person holds a role today, hosted towns of an administrator among them."""
    grants = grants_of(person, clock.today())
    ids = {grant.body_id for grant in grants}
    hosts = {grant.body_id for grant in grants if grant.role in ADMINISTRATORS}
    found = Body.objects.filter(pk__in=ids) | Body.objects.filter(parent__in=hosts, profile="town")
    return list(found.order_by("id"))
