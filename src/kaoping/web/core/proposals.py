"""One pattern for all that one person proposes and another decides (经办与复核), and for superseding records (更正).

A proposal is a row that is written once: version n of a lineage. A verdict is one more row, at most one for a
proposal: the database itself lets one of two checkers win. The proposal of the highest version that was
confirmed is in force; nothing is overwritten.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, QuerySet

from kaoping.web.core.append_only import AppendOnly

CONFIRMED, RETURNED = "confirmed", "returned"
OUTCOMES = {CONFIRMED: "确认", RETURNED: "退回"}


class Proposal(AppendOnly):
    """What a maker (经办人) proposes: who, when, why, on which document (文号), which version of what."""

    lineage = models.UUIDField("事由", default=uuid.uuid4)
    version = models.PositiveIntegerField("版次", default=1)
    maker = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name="经办人")
    made_at = models.DateTimeField("经办时间")
    document = models.CharField("文号", max_length=200, blank=True)
    reason = models.TextField("理由", blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("lineage", "version"), name="%(app_label)s_%(class)s_version"),
        )


class Verdict(AppendOnly):
    """What a checker (复核人) says of a proposal. Subclasses add `proposal`, a OneToOneField named verdict."""

    checker = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name="复核人")
    decided_at = models.DateTimeField("复核时间")
    outcome = models.CharField("结论", max_length=10, choices=tuple(OUTCOMES.items()))
    remark = models.TextField("意见", blank=True)

    class Meta:
        abstract = True


class Decided(Exception):
    """Somebody else has given the verdict before."""


def give(verdict: Verdict) -> None:
    """Write a verdict: the database lets one of two checkers win, and the other is told. Raises: Decided."""
    try:
        with transaction.atomic():
            verdict.save(force_insert=True)
    except IntegrityError as error:
        raise Decided from error


def waiting(found: QuerySet[Any]) -> QuerySet[Any]:
    """Give the proposals that nobody has decided."""
    return found.filter(verdict__isnull=True)


def in_force(found: QuerySet[Any]) -> QuerySet[Any]:
    """Give the confirmed proposals that no later confirmed version of their lineage supersedes."""
    later = found.model._default_manager.filter(
        lineage=OuterRef("lineage"), version__gt=OuterRef("version"), verdict__outcome=CONFIRMED
    )
    return found.filter(verdict__outcome=CONFIRMED).filter(~Exists(later))
