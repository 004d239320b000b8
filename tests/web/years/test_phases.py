"""Phases gate the rows of the matrix: what is open when, and how a year goes from one into the next."""

from __future__ import annotations

import pytest

from kaoping.schemes.process import PHASE_KINDS
from kaoping.web.people.matrix import ACTIONS
from kaoping.web.people.permissions import Hidden, Subject, may
from kaoping.web.years import phases
from kaoping.web.years.actions import (
    Conflict,
    Wrong,
    confirm_phase,
    confirm_year,
    propose_phase,
    propose_year,
    return_phase,
)
from kaoping.web.years.models import Year
from kaoping.web.years.packages import open_texts, store
from kaoping.web.years.phases import BEFORE_OPENING, OPEN_IN, is_open, neighbours, phases_in, phases_of
from tests.web.worlds import World, actor_of, city, client_of
from tests.web.years.samples import PROCESS, SCHEME, draft, opened, stored

pytestmark = pytest.mark.django_db


def go(here: World, year: Year, *path: str) -> Year:
    """Take a year through phases."""
    for phase in path:
        year = confirm_phase(actor_of(here["po2"]), propose_phase(actor_of(here["po1"]), year, phase))
    return year


def test_every_row_of_the_matrix_has_its_phases() -> None:
    assert set(OPEN_IN) == set(ACTIONS)
    assert all(kinds <= set(PHASE_KINDS) for kinds in OPEN_IN.values())


@pytest.mark.parametrize(
    ("phase", "open_rows", "closed_rows"),
    [
        (
            "planning",
            "read-scheme issue-plan see-totals",
            "enter-deduction score-indicator read-released check-own-scores",
        ),
        (
            "running",
            "enter-deduction confirm-deduction preview-event score-indicator check-score",
            "issue-plan deliberate read-released",
        ),
        (
            "collecting",
            "enter-deduction cast-rating fill-report",
            "deliberate check-own-scores read-own-detail release",
        ),
        (
            "deliberating",
            "enter-deduction deliberate release see-totals",
            "cast-rating read-released file-appeal",
        ),
    ],
)
def test_a_phase_opens_its_rows_and_closes_the_others(phase: str, open_rows: str, closed_rows: str) -> None:
    here = city()
    subject = opened(here, phase).subject()
    assert [code for code in open_rows.split() if not is_open(ACTIONS[code], subject)] == []
    assert [code for code in closed_rows.split() if is_open(ACTIONS[code], subject)] == []


def test_the_result_is_read_and_nothing_is_entered_once_it_is_out() -> None:
    here = city()
    year = opened(here, "deliberating")
    before = may(actor_of(here["ll"]), "read-released", year)
    year = go(here, year, "published")
    assert (before, may(actor_of(here["ll"]), "read-released", year)) == (False, True)
    assert not may(actor_of(here["po1"]), "enter-deduction", year)
    assert may(actor_of(here["po1"]), "see-totals", year)


def test_what_hangs_on_no_year_is_always_open() -> None:
    here = city()
    assert all(is_open(action, Subject(here.body.pk)) for action in ACTIONS.values())


def test_a_year_that_is_not_open_lets_nothing_pass_but_its_preparation() -> None:
    here = city()
    year = propose_year(actor_of(here["po1"]), draft(here)).year
    assert {code for code, action in ACTIONS.items() if is_open(action, year.subject())} == BEFORE_OPENING


def test_a_kind_that_the_scheme_lacks_is_done_in_the_phase_before_it_but_for_the_check() -> None:
    here = city()
    scheme = stored(process=_without("collecting", "deliberating"))
    proposal = propose_year(actor_of(here["po1"]), draft(here, package=scheme, phase="running"))
    subject = confirm_year(actor_of(here["lx"]), proposal).subject()
    assert is_open(ACTIONS["deliberate"], subject)
    assert not is_open(ACTIONS["check-own-scores"], subject)
    assert not is_open(ACTIONS["file-appeal"], subject)


def _without(*gone: str) -> str:
    lines = [line for line in PROCESS.splitlines() if not any(f"id: {kind}," in line for kind in gone)]
    kept = [line for line in lines if "phase: collecting" not in line and "phase: deliberating" not in line]
    return "\n".join(line for line in kept if "step: total" not in line and line != "papers:") + "\n"


def test_a_package_without_a_process_has_the_usual_phases() -> None:
    package = store(open_texts({"scheme.yaml": SCHEME}))
    assert [p.kind for p in phases_in(package.pk, 2026)] == [
        kind for kind in PHASE_KINDS if kind != "checking"
    ]


def test_publication_is_added_where_the_scheme_has_none() -> None:
    here = city()
    assert [(p.id, p.added) for p in phases_of(opened(here))][-1] == ("published", True)


def test_the_next_phase_needs_two_persons() -> None:
    here = city()
    year = opened(here)
    change = propose_phase(actor_of(here["po1"]), year, "collecting")
    with pytest.raises(Hidden):
        confirm_phase(actor_of(here["po1"]), change)
    with pytest.raises(Conflict):
        propose_phase(actor_of(here["po2"]), year, "collecting")
    assert confirm_phase(actor_of(here["po2"]), change).phase_kind == "collecting"


def test_no_phase_is_left_out_and_going_back_needs_a_reason() -> None:
    here = city()
    year = opened(here)
    with pytest.raises(Wrong):
        propose_phase(actor_of(here["po1"]), year, "deliberating")
    with pytest.raises(Wrong):
        propose_phase(actor_of(here["po1"]), year, "planning")
    change = propose_phase(actor_of(here["po1"]), year, "planning", "目标尚未下达完")
    assert confirm_phase(actor_of(here["po2"]), change).phase == "planning"


def test_nothing_leads_back_from_publication() -> None:
    here = city()
    year = go(here, opened(here, "deliberating"), "published")
    assert neighbours(year) == (None, None)
    with pytest.raises(Wrong):
        propose_phase(actor_of(here["po1"]), year, "deliberating", "要改")


def test_a_returned_proposal_leaves_the_year_where_it_is() -> None:
    here = city()
    year = opened(here)
    change = propose_phase(actor_of(here["po1"]), year, "collecting")
    return_phase(actor_of(here["po2"]), change, "12月再转")
    assert Year.objects.get(pk=year.pk).phase == "running"
    assert go(here, year, "collecting").phase == "collecting"


def test_an_app_above_may_hold_a_year_back(monkeypatch: pytest.MonkeyPatch) -> None:
    here = city()
    year = opened(here, "deliberating")
    monkeypatch.setattr(
        phases, "_hindrances", [lambda year, phase: ["结果尚未审定"] if phase.kind == "published" else []]
    )
    with pytest.raises(Wrong, match="尚未审定"):
        propose_phase(actor_of(here["po1"]), year, "published")


def test_the_pages_propose_and_confirm_a_phase() -> None:
    here = city()
    year = opened(here)
    client_of(here["po1"]).post("/haiyu/2026/phase/", {"phase": "collecting"})
    change = year.phase_changes.get()
    own = client_of(here["po1"]).post(f"/haiyu/2026/phase/{change.pk}/confirm/")
    client_of(here["po2"]).post(f"/haiyu/2026/phase/{change.pk}/confirm/")
    assert own.status_code == 404
    assert Year.objects.get(pk=year.pk).phase == "collecting"
    assert "年终考评" in client_of(here["ll"]).get("/haiyu/2026/calendar/").content.decode()
