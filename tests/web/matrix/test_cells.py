"""Every cell of the permission matrix whose feature exists, by a real request; what is to come out stands in the cell.

A role that has nothing (-) is refused; 1, 2 and Y do it, and it is seen in the database and in the log; O does it to
the own and not to the foreign; S within the own rules; P after publication only; nobody checks what he made.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

import kaoping.web
from kaoping.rules.facts.rows import Award, Decision, Rating
from kaoping.web.core.models import Entry, File
from kaoping.web.people.matrix import ACTIONS
from kaoping.web.people.models import (
    AccountRequest,
    AccountVerdict,
    Grant,
    GrantVerdict,
    Nomination,
    RegistryChange,
    RegistryVerdict,
    Unit,
)
from kaoping.web.people.permissions import Hidden, Refused
from kaoping.web.records.models import Filing, FilingVerdict
from kaoping.web.years.models import (
    CalendarDate,
    Charge,
    DayOverride,
    Participant,
    PhaseChange,
    PhaseVerdict,
    YearProposal,
    YearVerdict,
)
from tests.web.matrix.asking import ROUTES, arguments, ask, client_of, fits, has, spoken_of, text_of
from tests.web.matrix.figures import total_of
from tests.web.matrix.town import FOREIGN, MAIN, MINE, PAST, TESTERS, UNITS, client_with, file_rows, to_phase
from tests.web.worlds import World

MISSING = (
    "reset-second-factor", "set-policy", "set-k", "change-k", "change-log", "run-backup", "restore",
    "read-as-administrator", "act-as-other", "draft-scheme", "draft-own-indicators", "comment-draft", "review-scheme",
    "issue-plan", "confirm-plan-receipt", "ask-target-change", "decide-target-change", "fill-report",
    "replace-evidence", "read-own-unreleased", "make-roster", "sign-roster", "see-person-code", "cast-rating",
    "rate-own-unit", "see-participation", "see-open-result", "open-box", "see-group-result", "see-single-rating",
    "build-survey", "draw-sample", "answer-survey", "read-raw-survey", "exclude-answers", "compute-total", "deliberate",
    "release", "file-appeal", "decide-appeal", "correct-released", "export-bundle", "import-workbook", "declare-bonus",
    "examine-bonus", "decide-bonus", "tell-deduction", "answer-deduction", "decide-answer", "draw-spot-check",
    "record-inspection", "answer-finding", "accept-answer", "read-own-findings", "read-others-findings",
    "submit-agency-table", "accept-agency-table", "set-meeting", "sign-minutes", "propose-consequence",
    "decide-consequence", "carry-out-consequence", "send-advice", "write-rectification", "accept-rectification",
    "read-own-consequence",
)  # fmt: skip
"""Actions whose feature does not exist yet: no route asks for them, and no act is done in their name."""
WITHOUT_PAGE = ("score-indicator", "type-ballot", "record-decision")
"""Actions that are done by program only, so far: their cells are tried on the act."""
ANY, OWN, OTHER, BEFORE, AFTER = "any", "own", "foreign", "before publication", "after publication"
Told = Callable[[World, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Try:
    """A request that does an action.

    path: the end of the route's path; told: arguments, by the key of the object; sent: what is posted, None to look
    only; state: what differs once it is done; shows: whether an answer shows what is looked for; step: as in the
    matrix; maker: who made the object, if he holds the checker's role too; cases: which kinds of objects there are,
    within: those for who is in charge of some rules (S); given: what is arranged before;
    soft: a foreign object is no choice of the form, so that the form comes back; through: other actions of the
    matrix that let the same be seen; logged: the act is in the log.
    """

    path: str
    told: Told = lambda here, key: {}
    sent: Told | None = None
    state: Callable[[World], Any] | None = None
    shows: Callable[[Any, World, str], bool] = lambda answer, here, key: True
    step: str = ""
    maker: str = ""
    cases: tuple[str, ...] = (ANY, OWN, OTHER, BEFORE, AFTER)
    within: tuple[str, ...] = (ANY, OWN, OTHER)
    given: Callable[[World, str], None] = lambda here, key: None
    soft: bool = False
    through: tuple[str, ...] = ()
    logged: bool = True
    phase: str = "deliberating"


def _count(model: Any) -> Callable[[World], int]:
    return lambda here: model._default_manager.count()  # type: ignore[no-any-return]


def _goals(here: World, key: str) -> None:
    """Let G2 be in charge of the goals too."""
    if key == "mine":
        Charge.objects.create(year=here[MAIN], name="市委办", unit=here["G2"])


def _acts(code: str) -> Callable[[World], int]:
    return lambda here: Entry.objects.filter(act=code).count()


def _filing(prefix: str) -> Told:
    return lambda here, key: {"filing": here[f"{prefix}{key}"].pk}


def _fixed(prefix: str) -> Told:
    return lambda here, key: {"filing": here[prefix].pk}


def _event(here: World, key: str) -> dict[str, Any]:
    """Fill in the form of an event about P2: of the rule of G2, or of another."""
    more = {"item": MINE, "points": "2.5"} if key == "mine" else {"item": FOREIGN, "level": "staff"}
    return {
        "key": str(uuid.uuid4()), "unit": "P2", "count": "1", "date": "2025-07-08", "document": "海纪〔2025〕55号",
        "document_day": "2025-07-09", "note": "经查属实", **more,
    }  # fmt: skip


def _unit(key: str) -> str:
    return {"a": "P1", "b": "P2", "mine": "P2"}[key]


def _year_form(here: World, key: str) -> dict[str, Any]:
    taken = [here[code] for code, _, _ in UNITS]
    return {
        "number": "2027", "name": "2027 年度", "slug": "2027", "first_day": "2027-01-01", "last_day": "2027-12-31",
        "phase": "planning", "take": [str(u.pk) for u in taken], **{f"category:{u.pk}": u.category for u in taken},
        **{f"name:{u.pk}": u.name for u in taken},
    }  # fmt: skip


def _deputy(here: World, key: str, role: str) -> dict[str, Any]:
    own = here[TESTERS.get(role, "lx")].grants.get()
    grant = own if key != "b" else here["lx_own"].grants.get()
    deputy = {"FZ": "ll", "ZX": "clerk"}.get(role, "nobody")
    return {"grant": grant.pk, "deputy": here[deputy].pk, "until_day": "2099-01-01", "reason": "出差"}


def _rows_of(answer: Any) -> list[Entry]:
    return list(answer.context["rows"]) if answer.context and "rows" in answer.context else []


CONFIRM, DECIDED = "filings/<int:filing>/confirm/", {"outcome": "confirmed", "remark": ""}
TRIES: Mapping[str, tuple[Try, ...]] = {
    "create-account": (
        Try("people/accounts/new/", sent=lambda here, key: {"name": "另一人", "login": "another-one"},
            state=_count(AccountRequest), step="1"),
        Try("people/requests/<int:pk>/decide/", sent=lambda here, key: DECIDED, state=_count(AccountVerdict), step="2"),
    ),
    "propose-user": (
        Try("people/nominate/", state=_count(Nomination), soft=True, sent=lambda here, key: {
            "name": "小吏", "role": "LL", "unit": here[{"a": "P1", "b": "P2", "mine": "G2"}[key]].pk}),
    ),
    "grant-role": (
        Try("people/<int:pk>/grant/", state=_count(Grant), step="1", sent=lambda here, key: {
            "role": "LL", "units": [here["P1"].pk], "from_day": "2026-01-01", "until_day": "2099-01-01"}),
        Try("people/grants/<int:pk>/decide/", sent=lambda here, key: DECIDED, state=_count(GrantVerdict), step="2"),
    ),
    "grant-administrator": (
        Try("people/administrators/new/", state=_count(Grant), sent=lambda here, key: {
            "person": here["request"].person_id, "role": "SX", "from_day": "2026-01-01", "until_day": "2099-01-01"}),
        Try("people/administrators/<int:pk>/take/", state=lambda here: Grant.objects.filter(end=None).count(),
            sent=lambda here, key: {"reason": "调离"}),
    ),
    "read-user-log": (
        Try("log/", through=(), shows=lambda answer, here, key: any(e.role == "PO" for e in _rows_of(answer))),
    ),
    "read-administrator-log": (
        Try("log/", shows=lambda answer, here, key: any(e.role in ("SA", "SM") for e in _rows_of(answer))),
    ),
    "read-own-log": (Try("log/own/", cases=(ANY,)),),
    "verify-chain": (
        Try("log/chain/", cases=(ANY, BEFORE), sent=lambda here, key: {}, state=_acts("verify-chain")),
    ),
    "read-scheme": (
        Try("<slug:year>/scheme/", cases=(ANY, BEFORE, AFTER), through=("propose-year", "open-year")),
        Try("<slug:year>/participants/", cases=(ANY, BEFORE, AFTER), through=("propose-year", "open-year")),
        Try("<slug:year>/calendar/", cases=(ANY, BEFORE, AFTER)),
    ),
    "upload-evidence": (
        Try("files/upload/", cases=(ANY,), logged=False, state=_count(File),
            sent=lambda here, key: {"upload": SimpleUploadedFile("证明.txt", "属实".encode(), "text/plain")}),
    ),
    "read-evidence": (
        Try("filings/<int:filing>/", told=_filing("event:")),
        Try("files/<int:file>/", told=lambda here, key: {"file": here[f"file:{key}"].pk}),
        Try("matters/<path:matter>/", told=lambda here, key: {"matter": f"案{key}"}),
    ),
    "check-score": (
        Try(CONFIRM, told=_fixed("wait:award:po"), sent=lambda here, key: {}, state=_count(FilingVerdict), step="2",
            maker="po", given=_goals),
    ),
    "enter-deduction": (
        Try("events/new/", sent=_event, state=_count(Filing), step="1", soft=True),
        Try("filings/<int:filing>/withdraw/", told=_filing("event:"), state=_count(Filing), step="1",
            sent=lambda here, key: {"reason": "重复登记"}),
    ),
    "confirm-deduction": (
        Try(CONFIRM, told=_filing("wait:"), sent=lambda here, key: {}, state=_count(FilingVerdict), step="2", maker="po"),
        Try("filings/<int:filing>/return/", told=_filing("wait:"), sent=lambda here, key: {"remark": "文号有误"},
            state=_count(FilingVerdict), step="2", maker="po"),
    ),
    "check-own-scores": (
        Try("units/<str:code>/account/", told=lambda here, key: {"code": _unit(key)}, phase="checking",
            cases=(ANY, OWN, OTHER), through=("see-totals", "read-others-unreleased")),
    ),
    "read-others-unreleased": (
        Try("units/<str:code>/account/", told=lambda here, key: {"code": _unit(key)}, cases=(ANY, OWN),
            through=("see-totals",)),
        Try("items/<str:item>/", told=lambda here, key: {"item": "conduct" if key == "mine" else "goals"},
            cases=(ANY, OWN, OTHER), through=("see-totals",)),
    ),
    "check-ballot": (
        Try(CONFIRM, told=_fixed("wait:rating:po"), sent=lambda here, key: {}, state=_count(FilingVerdict), step="2",
            maker="po"),
    ),
    "see-totals": (
        Try("ranking/", shows=lambda answer, here, key: total_of(here, MAIN, "P2") in text_of(answer)),
        Try("charts/"),
        Try("facts.zip"),
        Try("<slug:year>/scheme/compare/"),
    ),
    "read-released": (
        Try("ranking/", told=lambda here, key: {"year": PAST}, cases=(ANY, BEFORE, AFTER),
            shows=lambda answer, here, key: total_of(here, PAST, "P2") in text_of(answer)),
    ),
    "read-own-detail": (
        Try("units/<str:code>/account/", told=lambda here, key: {"year": PAST, "code": _unit(key)},
            cases=(ANY, OWN, OTHER), within=(OWN,), through=("see-totals",)),
    ),
    "propose-year": (
        Try("years/new/<slug:digest>/", sent=_year_form, state=_count(YearProposal)),
        Try("years/new/", sent=lambda here, key: {"package": "xingan"}, state=_acts("propose-year")),
    ),
    "open-year": (
        Try("proposal/<int:version>/confirm/", sent=lambda here, key: {}, state=_count(YearVerdict), maker="all"),
        Try("proposal/<int:version>/return/", sent=lambda here, key: {"remark": "单位有误"}, state=_count(YearVerdict)),
    ),
    "propose-phase": (
        Try("<slug:year>/phase/", told=lambda here, key: {"year": PAST}, sent=lambda here, key: {"phase": "rectifying"},
            state=_count(PhaseChange)),
    ),
    "confirm-phase": (
        Try("phase/<int:pk>/confirm/", sent=lambda here, key: {}, state=_count(PhaseVerdict), maker="po"),
        Try("phase/<int:pk>/return/", sent=lambda here, key: {"remark": "尚早"}, state=_count(PhaseVerdict), maker="po"),
    ),
    "change-unit": (
        Try("units/new/", state=_count(RegistryChange), step="1", sent=lambda here, key: {
            "code": "N1", "name": "市新设局", "document": "海编〔2026〕9号", "from_day": "2026-02-03"}),
    ),
    "confirm-unit-change": (
        Try("units/changes/<int:pk>/decide/", sent=lambda here, key: DECIDED, state=_count(RegistryVerdict), step="2",
            maker="po"),
    ),
    "change-calendar-date": (
        Try("years/days/", sent=lambda here, key: {"day": "2026-05-09", "working": "1", "reason": "国办通知"},
            state=_count(DayOverride)),
        Try("calendar/<str:step>/", sent=lambda here, key: {"kind": "move", "day": "2026-01-15", "reason": "来文"},
            state=_count(CalendarDate)),
    ),
    "name-charge": (
        Try("charges/", sent=lambda here, key: {"unit:0": here["D1"].pk},
            state=lambda here: sorted(Charge.objects.values_list("name", "unit"))),
    ),
    "name-deputy": (Try("people/deputies/", soft=True, state=_count(Grant)),),
    "preview-event": (
        Try("preview/", sent=_event, soft=True,
            shows=lambda answer, here, key: bool(answer.context and answer.context.get("preview"))),
    ),
    "confirm-decision": (
        Try(CONFIRM, told=_fixed("wait:decision:po"), sent=lambda here, key: {}, state=_count(FilingVerdict), step="2",
            maker="po"),
    ),
}  # fmt: skip
"""How each action is done."""
CELLS = [pytest.param(code, role, id=f"{code}-{role}") for code, role in itertools.product(TRIES, TESTERS)]


def _path(end: str) -> str:
    """Give the one route whose path ends so."""
    found = [path for path in ROUTES if path.endswith(f"/{end}") or path.endswith(f">/{end}")]
    assert len(found) == 1, f"{end}: {found}"
    return found[0]


def _cases(code: str, role: str, one: Try) -> Iterator[tuple[str, bool]]:
    """Say of which objects a request is tried by a role, and whether it is to come through: from the cell alone."""
    cell = ACTIONS[code].cells[role]
    if not fits(code, role, one.step):
        yield ANY, False
    elif cell in ("O", "S") or (cell in ("1", "2") and role == "ZX"):
        there = one.within if role == "ZX" and set(one.within) < set(one.cases) else one.cases
        wanted = [(OWN, True), (OTHER, False)] if {OWN, OTHER} & set(there) else [(ANY, True)]
        yield from ((case, through) for case, through in wanted if case in there)
    elif cell == "P":
        yield from (
            (case, through) for case, through in ((BEFORE, False), (AFTER, True)) if case in one.cases
        )
    else:
        yield ANY, True


def _key(role: str, case: str) -> str:
    return ("a" if role in ("LL", "FZ") else "mine") if case == OWN else "b"


@pytest.mark.parametrize(("code", "role"), CELLS)
def test_a_cell_says_what_comes_of_the_request(code: str, role: str, here: World) -> None:
    for one in TRIES[code]:
        for case, through in _cases(code, role, one):
            with transaction.atomic():
                _tried(here, code, role, one, case, through)
                transaction.set_rollback(True)


def _tried(here: World, code: str, role: str, one: Try, case: str, through: bool) -> None:
    path, key, who = _path(one.path), _key(role, case), here[TESTERS[role]]
    to_phase(here[MAIN], one.phase)
    told = {**arguments(here, path), **one.told(here, key)}
    if case in (BEFORE, AFTER) and "year" in told:
        told["year"] = PAST if case == AFTER else MAIN
    sent = one.sent(here, key) if one.sent else None
    if code == "name-deputy":
        sent = _deputy(here, key, role)
    one.given(here, key)
    log = Entry.objects.filter(person=who.pk, act=code, body=here.body)
    before, logged = one.state(here) if one.state else None, log.count()
    answer = ask(client_of(here, who), path, told, "GET" if sent is None else "POST", sent)
    changed = one.state(here) != before if one.state else False
    where = f"{path} {case}: {answer.status_code}"
    if through:
        assert answer.status_code in (200, 302), f"{where} {text_of(answer)[:400]}"
        assert one.shows(answer, here, key), where
        assert changed or not one.state, f"{where}: nothing was done"
        if one.state and one.logged:
            assert log.count() > logged, f"{where}: nothing in the log"
            assert {entry.role for entry in log.order_by("number")[logged:]} == {role}
        return
    assert not changed, f"{where}: it was done"
    assert log.count() == logged or not one.state, f"{where}: it is in the log"
    _refused(here, role, one, path, key, answer, where)


def _refused(here: World, role: str, one: Try, path: str, key: str, answer: Any, where: str) -> None:
    rule = ROUTES[path]
    assert (answer.status_code == 403) == (not has(rule, role)), where
    if answer.status_code in (403, 404):
        route = answer.resolver_match.view_name
        told = Entry.objects.filter(act="refused", object=route, person=here[TESTERS[role]].pk)
        assert told.exists(), f"{where}: the refusal is not in the log"
    elif not any(fits(code, role) for code in one.through):
        assert one.soft or not one.shows(answer, here, key), where
        assert answer.status_code != 302, where


def _checks() -> Iterator[Any]:
    for code, tries in TRIES.items():
        for number, one in enumerate(tries):
            if one.maker:
                yield pytest.param(code, one, id=f"{code}-{number}")


@pytest.mark.parametrize(("code", "one"), list(_checks()))
def test_nobody_checks_what_he_made_himself(code: str, one: Try, here: World) -> None:
    path = _path(one.path)
    for login in ("po", "po-again"):
        told = {**arguments(here, path), **one.told(here, "b")}
        assert one.sent and one.state
        before = one.state(here)
        who = here["sessions"][f"{here.body.slug}-{login}"]
        answer = ask(client_with(who), path, told, "POST", one.sent(here, "b"))
        assert answer.status_code == (404 if has(ROUTES[path], "PO") else 403)
        assert one.state(here) == before


ALSO = {
    "confirm-deduction": (CONFIRM, lambda here: {"filing": here["wait:all"].pk}),
    "check-score": (CONFIRM, lambda here: {"filing": here["wait:award:all"].pk}),
    "check-ballot": (CONFIRM, lambda here: {"filing": here["wait:rating:all"].pk}),
    "confirm-decision": (CONFIRM, lambda here: {"filing": here["wait:decision:all"].pk}),
    "confirm-unit-change": ("units/changes/<int:pk>/decide/", lambda here: {"pk": here["change:all"].pk}),
}  # fmt: skip


@pytest.mark.parametrize("code", ALSO)
def test_whoever_holds_several_roles_does_not_check_in_one_what_he_made_in_another(
    code: str, here: World
) -> None:
    end, told = ALSO[code]
    path = _path(end)
    answer = ask(client_of(here, "all"), path, {**arguments(here, path), **told(here)}, "POST", DECIDED)
    assert answer.status_code == 404
    assert not Entry.objects.filter(act=code, person=here["all"].pk).exists()


def _file(here: World, role: str, table: str) -> Filing:
    row: Any = {
        "awards": Award("N1", "goals", 400_0000),
        "ratings": Rating("appraisal.public", "public", "R77", "P2", 80, None),  # type: ignore[arg-type]
        "decisions": Decision(
            "", "P2", "grade", "", "excellent", "海考〔2025〕8号", here[MAIN].last_day, "会议研究"
        ),
    }[table]
    return file_rows(here[TESTERS[role]], here[MAIN], table, [row])


TABLES = {"score-indicator": "awards", "type-ballot": "ratings", "record-decision": "decisions"}


@pytest.mark.parametrize("role", TESTERS)
@pytest.mark.parametrize("code", WITHOUT_PAGE)
def test_a_cell_says_what_comes_of_an_act_without_a_page(code: str, role: str, here: World) -> None:
    unit = Unit.objects.create(body=here.body, code="N1", name="市新设局", category="party")
    Participant.objects.create(year=here[MAIN], unit=unit, code="N1", name=unit.name, category="party")
    if ACTIONS[code].cells[role] == "-":
        with pytest.raises(Refused):
            _file(here, role, TABLES[code])
        return
    if role == "ZX":
        with pytest.raises(Hidden):
            _file(here, role, TABLES[code])
        _goals(here, "mine")
    assert _file(here, role, TABLES[code]).role == role


def test_the_missing_actions_are_those_that_nothing_asks_for() -> None:
    asked = {*spoken_of(), *_acted()}
    assert set(MISSING) == set(ACTIONS) - asked
    assert len(set(MISSING)) == len(MISSING)


def test_every_other_action_is_tried() -> None:
    assert {*TRIES, *WITHOUT_PAGE} == set(ACTIONS) - set(MISSING)


def test_actions_without_a_page_are_asked_for_by_no_route() -> None:
    assert not set(WITHOUT_PAGE) & set(spoken_of())


def _acted() -> Iterator[str]:
    """Give all codes in whose name an act is done: the literals of acting(…), or the tables that its code stands in."""
    root = Path(kaoping.web.__file__).parent
    for file in root.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = [
            n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "acting"
        ]
        for call in calls:
            code = call.args[1]
            if isinstance(code, ast.Constant):
                yield str(code.value)
            else:
                yield from _tabled(file.relative_to(root))


def _tabled(file: Path) -> Iterator[str]:
    """Give the codes in the tables of a module: mappings whose values are all codes."""
    module = importlib.import_module(".".join(("kaoping", "web", *file.with_suffix("").parts)))
    for value in vars(module).values():
        if (
            isinstance(value, dict)
            and value
            and all(isinstance(v, str) and v in ACTIONS for v in value.values())
        ):
            yield from value.values()
