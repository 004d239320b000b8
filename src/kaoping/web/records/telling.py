"""Who is asked and told (待办、告知): the office to confirm, the maker of what came back, the unit of what stands."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from kaoping.web.core import tasks
from kaoping.web.core.models import Body, Task
from kaoping.web.core.proposals import CONFIRMED
from kaoping.web.records.models import Filing, FilingVerdict

CHECKER = "PO"


def address(filing: Filing) -> str:
    """Give the page of a filing."""
    year = filing.year
    return reverse("records:filing", kwargs={"body": year.body.slug, "year": year.slug, "filing": filing.pk})


def filed(filing: Filing, corrected: Filing | None) -> None:
    """Ask the office to confirm; what was returned has been mended."""
    body = filing.year.body
    if corrected:
        tasks.done(body, f"return:{corrected.pk}")
    what = "撤回" if filing.withdrawn else "更正" if corrected else "登记"
    _ask(
        body,
        filing,
        f"filing:{filing.pk}",
        CHECKER,
        f"待确认{what}：{filing.title}",
        f"{filing.maker.name}经办",
    )


def decided(filing: Filing, verdict: FilingVerdict) -> None:
    """Finish the task of confirming; tell the maker of a return, the units of what counts from now on."""
    body = filing.year.body
    tasks.done(body, f"filing:{filing.pk}")
    if verdict.outcome == CONFIRMED:
        return _tell_units(body, filing)
    unit = filing.maker.unit_id if filing.role != CHECKER else None
    said = f"{verdict.checker.name}：{verdict.remark}"[:500]
    _ask(body, filing, f"return:{filing.pk}", filing.role or CHECKER, f"被退回：{filing.title}", said, unit)


def _tell_units(body: Body, filing: Filing) -> None:
    """Tell each unit of an event that it is on record (告知); of other tables it hears at the checking."""
    if filing.table != "events":
        return
    what = "登记已撤回" if filing.withdrawn else "登记已更正" if filing.version > 1 else "有一项登记"
    for unit in filing.units:
        _ask(body, filing, f"told:{filing.pk}:{unit}", "LL", f"{what}，请查阅", "", unit)


def seen(filing: Filing, unit: int) -> None:
    """A unit has read what it was told (已阅)."""
    tasks.done(filing.year.body, f"told:{filing.pk}:{unit}")


def is_unread(filing: Filing, units: Iterable[int]) -> bool:
    """Say whether one of the units has not read yet what it was told."""
    keys = [f"told:{filing.pk}:{unit}" for unit in units]
    return Task.objects.filter(body=filing.year.body_id, key__in=keys, done_at=None).exists()


def _ask(
    body: Body, filing: Filing, key: str, role: str, title: str, detail: str, unit: int | None = None
) -> None:
    tasks.ask(
        body, key, role, title[:200], address(filing), unit=unit, detail=detail, year=filing.year.slug
    )  # fmt: skip
