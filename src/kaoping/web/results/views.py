"""Pages of results: permission first, then the day that is asked for, then a view that is already narrowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kaoping.errors.problems import FactsError
from kaoping.web.people.permissions import Hidden, may
from kaoping.web.people.routes import Asked, allow
from kaoping.web.records.models import Filing
from kaoping.web.results import account as accounts
from kaoping.web.results import charts, dossier, export, grid, notices, ranking, searching
from kaoping.web.results import preview as previews
from kaoping.web.results.asof import AsOf, as_of
from kaoping.web.results.finding import Item, find_filing, find_item, find_participant, find_year
from kaoping.web.results.intake import events_of
from kaoping.web.results.owing import directory
from kaoping.web.results.sight import Audience, Sight, audience, own_items, participants_of, sight
from kaoping.web.results.sources import sources_of
from kaoping.web.results.trial import Trial, day_of, trial_of
from kaoping.web.years.models import Participant, Year
from kaoping.web.years.packages import scheme_of
from kaoping.web.years.pages import gists_of

View = Callable[..., HttpResponse]
MEAN_OF = 5
"""Of so many units a mean tells no single one's score."""


def scored(view: View) -> View:
    """Tell what keeps a year from being scored, such as an open hole (空缺), in place of the page."""

    @wraps(view)
    def told(request: Asked, thing: Any) -> HttpResponse:
        try:
            return view(request, thing)
        except FactsError as error:
            problems = [problem.message() for problem in error.problems[:20]]
            return render(request, "results/cannot.html", {"problems": problems}, status=409)

    return told


def _audience(request: Asked, year: Year) -> tuple[list[Participant], Audience]:
    among = participants_of(year)
    found = audience(request.actor, scheme_of(year), year, among)
    if found is None:
        raise Hidden("see-totals")
    return among, found


def _day(request: Asked, year: Year) -> AsOf:
    """Give the day asked for; what is published has one day only for who sees nothing else."""
    asked = as_of(request, year)
    if year.published and not may(request.actor, "see-totals", year):
        return replace(asked, day=year.last_day, asked=False, midway=False)
    return asked


@allow("see-totals", "read-released", find=find_year)
@scored
def show_ranking(request: Asked, year: Year) -> HttpResponse:
    """试排名; once published, 考评结果."""
    among, seen = _audience(request, year)
    asked, offices = _day(request, year), directory(year)
    trial = trial_of(year, asked.day)
    tables = ranking.sections(trial, seen, offices, request.GET.get("sort", ""))
    if kind := request.GET.get("format", ""):
        return _file(year, tables, trial, kind)
    context = {
        "year": year, "as_of": asked, "tables": tables, "trial": trial, "seen": seen, "due": offices.due,
        "mine": {one.code for one in among if one.unit_id in request.actor.own_units},
        "gists": gists_of(year.package_id),
    }  # fmt: skip
    return render(request, "results/ranking.html", context)


def _file(year: Year, tables: list[ranking.Section], trial: Trial, kind: str) -> HttpResponse:
    if kind not in ("csv", "xlsx"):
        raise Hidden("format")
    places, title = trial.result.places, f"{year.name} {'考评结果' if year.published else '试排名'}"
    if kind == "csv":
        return _sent(export.as_csv(tables, places), "text/csv; charset=utf-8", f"{title}.csv")
    kind_of = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _sent(export.as_xlsx(tables, places, title), kind_of, f"{title}.xlsx")


def _sent(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _sight(request: Asked, of: Participant, totals: bool = False) -> Sight:
    found = sight(request.actor, scheme_of(of.year), of)
    if found is None or (totals and not found.totals):
        raise Hidden("account")
    return found


ACCOUNT = ("see-totals", "read-others-unreleased", "read-own-detail", "check-own-scores")


def participant_in_sight(request: Asked, year: str, code: str) -> Participant | None:
    """Find a participant whose account the actor may see some of."""
    found = find_participant(request, year, code)
    return found if found and sight(request.actor, scheme_of(found.year), found) else None


def by_sight(view: View) -> View:
    """Admit by `sight`: an office sees leaves of its rules though the account as a whole is not its."""

    @wraps(view)
    def admitted(request: Asked, **arguments: Any) -> HttpResponse:
        found = participant_in_sight(request, **{k: v for k, v in arguments.items() if k != "kind"})
        if found is None:
            raise Hidden("account")
        kind = {"kind": arguments["kind"]} if "kind" in arguments else {}
        return view(request, found, **kind)

    return allow(*ACCOUNT)(admitted)


@by_sight
@scored
def show_account(request: Asked, of: Participant) -> HttpResponse:
    """得分明细: from the total to every line."""
    found, year = _sight(request, of), of.year
    asked = as_of(request, year)
    if not may(request.actor, "see-totals", of):
        asked = replace(asked, day=day_of(year), asked=False)
    trial = trial_of(year, asked.day)
    if of.code not in trial.result.unit_of:
        raise Hidden("account")
    blind = found.totals and _is_blind(request, trial, year, of)
    view = accounts.page(trial, of.code, found, sources_of(trial.scheme, of), blind)
    beside = _beside(request, of, trial) if found.totals else None
    context = {"year": year, "of": of, "as_of": asked, "sight": found, "page_view": view, "beside": beside}
    return render(
        request, "results/account.html", {**context, "gists": gists_of(year.package_id), "trial": trial}
    )


def _is_blind(request: Asked, trial: Trial, year: Year, of: Participant) -> bool:
    if year.published:
        return False
    seen = audience(request.actor, trial.scheme, year, participants_of(year))
    among = None if trial.scheme.ranking.among == "all" else of.category
    return seen is not None and seen.is_blind(among)


def _beside(request: Asked, of: Participant, trial: Trial) -> charts.Chart | None:
    """Set the unit against the mean of its category; who sees its own account alone, only where five make the mean."""
    among = participants_of(of.year)
    seen = audience(request.actor, trial.scheme, of.year, among)
    if seen is None:
        return None
    few = 2
    if seen.released and len(seen.detail) < len(among):
        few, seen = MEAN_OF, replace(seen, detail=frozenset(one.code for one in among))
    for section in ranking.sections(trial, seen, directory(of.year)):
        for row in section.units:
            if row.code == of.code and sum(one.complete for one in section.units) >= few:
                return charts.beside(row, section)
    return None


@by_sight
def send_notice(request: Asked, of: Participant, kind: str) -> HttpResponse:
    """得分通知单."""
    _sight(request, of, totals=True)
    if _is_blind(request, trial_of(of.year), of.year, of):
        raise Hidden("notice")
    make, content = notices.KINDS[kind]
    state = "" if of.year.published else "（试算）"
    return _sent(make(notices.notice(of)), content, f"{of.name}{of.year.number}年度得分通知单{state}.{kind}")


@allow("read-evidence", "read-scheme", find=find_participant)
def show_dossier(request: Asked, of: Participant) -> HttpResponse:
    """一户一档."""
    if not request.actor.could("read-evidence"):
        raise Hidden("read-evidence")
    scheme, year = scheme_of(of.year), of.year
    found = sight(request.actor, scheme, of)
    tables = dossier.tables(request.actor, scheme, of, found)
    whole = may(request.actor, "read-evidence", of)
    context = {
        "year": year, "of": of, "sight": found, "tables": tables, "files": dossier.files(tables), "whole": whole,
        "duties": dossier.duties(scheme, of, dossier.submissions(of)) if whole else (),
        "chances": dossier.chances(scheme, of) if whole else (),
        "category": scheme.categories.get(of.category), "names": of.unit.names.all(), "gists": gists_of(year.package_id),
        **_standing(request, of, found),
    }  # fmt: skip
    return render(request, "results/dossier.html", context)


def _standing(request: Asked, of: Participant, found: Sight | None) -> dict[str, object]:
    """Give total, place and what is lacking, only for who sees totals; nothing where it cannot be scored."""
    if found is None or not found.totals:
        return {}
    try:
        trial = trial_of(of.year)
        if of.code not in trial.result.standing_of:
            return {}
        blind = _is_blind(request, trial, of.year, of)
        view = accounts.page(trial, of.code, found, sources_of(trial.scheme, of), blind).view
        return {"view": view, "blind": blind, "beside": _beside(request, of, trial)}
    except FactsError:
        return {}


@allow("read-evidence", find=find_year)
def list_units(request: Asked, year: Year) -> HttpResponse:
    """一户一档: the list of units whose dossier the actor may open."""
    asked, category = request.GET.get("q", "").strip(), request.GET.get("category", "")
    scheme = scheme_of(year)
    everybody = any(grant.role != "LL" and grant.role != "FZ" for grant in request.actor.grants)
    found = [
        one for one in participants_of(year)
        if may(request.actor, "read-evidence", one) or (everybody and may(request.actor, "read-scheme", one))
    ]  # fmt: skip
    if len(found) == 1 and not asked:
        return redirect("results:dossier", body=year.body.slug, year=year.slug, code=found[0].code)
    shown = [u for u in found if searching.fits(u, asked) and category in ("", u.category)]
    names = {one.id: one.name for one in scheme.categories.values()}
    context = {
        "year": year,
        "units": shown,
        "of": len(found),
        "names": names,
        "q": asked,
        "category": category,
    }
    return render(request, "results/units.html", context)


@allow("see-totals", "read-others-unreleased", find=find_year)
@scored
def list_items(request: Asked, year: Year) -> HttpResponse:
    """指标台账: the items whose register may be opened."""
    trial, among = trial_of(year), participants_of(year)
    totals = [one for one in among if may(request.actor, "see-totals", one)]
    items = None if totals else own_items(request.actor, trial.scheme, year, "read-others-unreleased")
    seen = {p.code for p in totals or among if year.published or p.unit_id not in request.actor.blind_units}
    found = grid.listed(trial, items, seen)
    return render(
        request, "results/items.html", {"year": year, "items": found, "gists": gists_of(year.package_id)}
    )


@allow("see-totals", "read-others-unreleased")
def show_item(request: Asked, year: str, item: str) -> HttpResponse:
    """One item over all units that may be seen: all of it, or the lines of own rules."""
    found = find_item(request, year, item)
    units = _units_of(request, found) if found else None
    if found is None or units is None:
        raise Hidden("read-others-unreleased")
    return _item_page(request, (found, *units))


def _units_of(request: Asked, item: Item) -> tuple[list[Participant], frozenset[str] | None] | None:
    """Give the units whose score of an item is seen, and the rules that are (None: all); None: nothing is."""
    year, scheme = item.year, scheme_of(item.year)
    sights = [(one, sight(request.actor, scheme, one)) for one in participants_of(year)]
    whole = [one for one, found in sights if found and _whole(found)]
    if whole:
        return whole, None
    items = own_items(request.actor, scheme, year, "read-others-unreleased")
    seen = [one for one, found in sights if found]
    return (seen, items) if seen and grid.is_own(scheme, item.path, items) else None


@scored
def _item_page(
    request: Asked, asked_for: tuple[Item, list[Participant], frozenset[str] | None]
) -> HttpResponse:
    item, found, items = asked_for
    year, asked = item.year, as_of(request, item.year)
    trial = trial_of(year, asked.day)
    category = request.GET.get("category", "")
    shown = [one for one in found if category in ("", one.category)]
    node = trial.scheme.nodes[item.path]
    context = {
        "year": year, "item": item, "node": node, "as_of": asked, "rows": grid.rows(trial, item.path, shown, items),
        "names": {c.id: c.name for c in trial.scheme.categories.values()}, "category": category,
        "clauses": grid.clauses(trial.scheme, node), "gists": gists_of(year.package_id), "trial": trial,
    }  # fmt: skip
    return render(request, "results/item.html", context)


def _whole(found: Sight) -> bool:
    return found.items is None and not found.sealed


@allow("see-totals", "read-released", find=find_year)
@scored
def show_charts(request: Asked, year: Year) -> HttpResponse:
    """图表."""
    _, seen = _audience(request, year)
    asked = _day(request, year)
    trial = trial_of(year, asked.day)
    tables = ranking.sections(trial, seen, directory(year))
    found = [charts.distribution(table, trial.result.places) for table in tables]
    if seen.detail:
        opened = [table for table in tables if table.opens]
        found += [
            charts.rates(opened),
            charts.decided(opened, asked.day) if opened else None,
            _months(request, year, trial, seen),
        ]
    context = {"year": year, "as_of": asked, "charts": [one for one in found if one]}
    return render(request, "results/charts.html", context)


def _months(request: Asked, year: Year, trial: Trial, seen: Audience) -> charts.Chart:
    before = Year.objects.filter(body=year.body, number=year.number - 1, opened_on__isnull=False).first()
    if before is None:
        return charts.months(trial, None, seen.detail)
    try:
        among = participants_of(before)
        earlier = audience(request.actor, scheme_of(before), before, among)
        return charts.months(trial, trial_of(before), seen.detail, earlier.detail if earlier else ())
    except FactsError:
        return charts.months(trial, None, seen.detail)


@allow("read-scheme", "read-released", find=find_year)
def search(request: Asked, year: Year) -> HttpResponse:
    """Search; one hit is opened at once."""
    query = request.GET.get("q", "")
    found = searching.search(request.actor, scheme_of(year), year, query)
    return render(request, "results/search.html", {"year": year, "q": query, "hits": found})


def _seen(request: Asked, year: Year) -> previews.Seen:
    among = participants_of(year)
    found = audience(request.actor, scheme_of(year), year, among)
    return previews.Seen(found.detail, found.blind) if found else previews.Seen()


@require_POST
def _preview(request: Asked, year: Year) -> HttpResponse:
    taken = events_of(request.actor, request.POST, year)
    if taken.problems or not taken.events:
        return render(
            request, "results/preview.html", {"year": year, "problems": taken.problems, "waiting": True}
        )
    found = previews.preview(year, taken.events, taken.replacing, _seen(request, year))
    return render(
        request, "results/preview.html", {"year": year, "preview": found, "gists": gists_of(year.package_id)}
    )


show_preview = allow("preview-event", find=find_year)(_preview)


@allow("read-evidence", find=find_filing)
def show_effect(request: Asked, filing: Filing) -> HttpResponse:
    """What a waiting filing would change, as a piece of its page."""
    year = filing.year
    if hasattr(filing, "verdict") or not may(request.actor, "preview-event", filing):
        raise Hidden("preview-event")
    found = previews.effect(year, filing, _seen(request, year))
    return render(
        request, "results/preview.html", {"year": year, "preview": found, "gists": gists_of(year.package_id)}
    )
