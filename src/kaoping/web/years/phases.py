"""Phases of the year (阶段): which there are, which comes next, and which rows of the matrix are open in which.

The phases are those of process.yaml; a package without a process has the usual six. What a scheme does not have as
a phase of its own is done in the phase before it; the result is published in a phase of its own in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from asgiref.local import Local
from django.core.signals import request_finished, request_started

from kaoping.rules.language.shapes import Word
from kaoping.schemes.process import PHASE_KINDS, Phase, YearDay
from kaoping.web.core import clock
from kaoping.web.people.matrix import Action
from kaoping.web.people.permissions import Subject
from kaoping.web.years.models import Year
from kaoping.web.years.packages import package_by

PLANNING, RUNNING, COLLECTING, CHECKING, DELIBERATING, PUBLISHED, RECTIFYING = PHASE_KINDS
_ALL = frozenset(PHASE_KINDS)
_AFTER = frozenset({PUBLISHED, RECTIFYING})
_DATA = frozenset({RUNNING, COLLECTING, CHECKING, DELIBERATING})
_WORK = frozenset({RUNNING, COLLECTING})
_TRIAL = _DATA | _AFTER
_NONE: frozenset[str] = frozenset()


def _rows(kinds: frozenset[str], codes: str) -> dict[str, frozenset[str]]:
    return dict.fromkeys(codes.split(), kinds)


OPEN_IN: dict[str, frozenset[str]] = {
    # not bound to a phase: accounts, log, reading the scheme, the year's own course, meetings, evidence
    **_rows(
        _ALL,
        "create-account propose-user grant-role grant-administrator reset-second-factor set-policy "
        "read-user-log read-administrator-log read-own-log verify-chain run-backup restore "
        "read-scheme upload-evidence read-evidence see-totals compute-total read-own-findings "
        "read-others-findings propose-year open-year propose-phase confirm-phase change-unit "
        "confirm-unit-change change-calendar-date name-charge name-deputy import-workbook set-meeting "
        "sign-minutes",
    ),
    # plans and targets are set before the year runs, and changed while it does
    **_rows(
        frozenset({PLANNING}),
        "draft-scheme draft-own-indicators comment-draft review-scheme issue-plan",
    ),
    **_rows(frozenset({PLANNING, RUNNING}), "confirm-plan-receipt ask-target-change"),
    **_rows(frozenset({PLANNING, RUNNING, COLLECTING}), "decide-target-change set-k make-roster sign-roster "
            "build-survey draw-sample"),
    # facts: from the first day of the running year until the decision on the result
    **_rows(_DATA, "score-indicator check-score enter-deduction confirm-deduction examine-bonus decide-bonus "
            "tell-deduction answer-deduction decide-answer preview-event open-box exclude-answers "
            "type-ballot check-ballot submit-agency-table accept-agency-table"),
    **_rows(_WORK, "fill-report cast-rating declare-bonus see-participation answer-survey draw-spot-check"),
    # trial results, findings and decisions of meetings: from the running year on, also after publication
    **_rows(_TRIAL, "read-others-unreleased see-group-result read-raw-survey record-inspection "
            "answer-finding accept-answer record-decision confirm-decision"),
    "check-own-scores": frozenset({CHECKING}),
    "deliberate": frozenset({DELIBERATING}),
    "release": frozenset({DELIBERATING, PUBLISHED}),
    **_rows(_AFTER | {CHECKING}, "file-appeal decide-appeal"),
    **_rows(_AFTER, "read-released read-own-detail correct-released export-bundle propose-consequence "
            "decide-consequence carry-out-consequence send-advice write-rectification accept-rectification "
            "read-own-consequence"),
    # refused by the matrix for everybody: no phase opens them
    **_rows(_NONE, "change-k change-log read-as-administrator act-as-other replace-evidence "
            "read-own-unreleased see-person-code rate-own-unit see-open-result see-single-rating"),
}  # fmt: skip
"""In which kinds of phases a row of the matrix is open for what hangs on a year.

Derived from permissions.md: rows "before release" end with publication, rows "after release" begin with it, 核对 is
open where the scheme has it only; where permissions.md names no phase, the choice is ours.
"""
BEFORE_OPENING = frozenset({"propose-year", "open-year", "name-charge"})
"""What can be done with a year that nobody has decided to open (尚未启用); all else does not exist."""


@dataclass(frozen=True)
class YearPhase:
    """A phase of a year, with its usual days; `added` where the scheme has none and the platform needs one."""

    id: str
    name: str
    kind: str
    first_day: date | None = None
    last_day: date | None = None
    cite: str = ""
    added: bool = False

    @property
    def over(self) -> bool:
        """Say whether its last day has gone by."""
        return self.last_day is not None and self.last_day < clock.today()


_USUAL = tuple(
    Phase(id=Word(kind), name=PHASE_KINDS[kind], kind=kind, from_=first, to=last)
    for kind, first, last in (
        (PLANNING, YearDay(1, 1), YearDay(3, 31)),
        (RUNNING, YearDay(1, 1), YearDay(12, 31)),
        (COLLECTING, YearDay(12, 1), YearDay(1, 31, 1)),
        (DELIBERATING, YearDay(2, 1, 1), YearDay(2, 28, 1)),
        (PUBLISHED, YearDay(3, 1, 1), YearDay(3, 31, 1)),
        (RECTIFYING, YearDay(4, 1, 1), YearDay(6, 30, 1)),
    )
)
"""The phases of a package without a process; the days are ours."""


def phases_of(year: Year) -> tuple[YearPhase, ...]:
    """Give the phases of a year in their order."""
    return phases_in(year.package_id, year.number)


@lru_cache(maxsize=256)
def phases_in(digest: str, number: int) -> tuple[YearPhase, ...]:
    """Give the phases that a stored package has for the year of a number."""
    process = package_by(digest).process
    found = [_dated(phase, number) for phase in (process.phases if process else _USUAL)]
    if all(phase.kind != PUBLISHED for phase in found):
        at = next((n for n, phase in enumerate(found) if phase.kind == RECTIFYING), len(found))
        found.insert(at, YearPhase(_free("published", found), "公布", PUBLISHED, added=True))
    return tuple(found)


def _dated(phase: Phase, number: int) -> YearPhase:
    first = phase.from_.within(number) if phase.from_ else None
    last = phase.to.within(number) if phase.to else None
    return YearPhase(str(phase.id), phase.name, phase.kind, first, last, phase.cite)


def _free(wanted: str, taken: list[YearPhase]) -> str:
    return f"{wanted}-added" if any(phase.id == wanted for phase in taken) else wanted


def phase_now(year: Year) -> YearPhase | None:
    """Give the phase in which a year is, None before it opens."""
    return next((phase for phase in phases_of(year) if phase.id == year.phase), None)


def neighbours(year: Year) -> tuple[YearPhase | None, YearPhase | None]:
    """Give the phase before and the phase after the present one; nothing leads back from publication."""
    found = phases_of(year)
    at = next((n for n, phase in enumerate(found) if phase.id == year.phase), -1)
    after = found[at + 1] if at + 1 < len(found) else None
    before = found[at - 1] if at > 0 else None
    if before and year.published and before.kind not in _AFTER:
        before = None
    return before, after


Hindrance = Callable[[Year, YearPhase], list[str]]
_hindrances: list[Hindrance] = []


def register_hindrance(asked: Hindrance) -> None:
    """Let an app above say why a year cannot go into a phase yet: Chinese sentences, none where it can."""
    _hindrances.append(asked)


def hindrances(year: Year, phase: YearPhase) -> list[str]:
    """Give everything that keeps a year from a phase."""
    return [words for asked in _hindrances for words in asked(year, phase)]


def is_open(action: Action, subject: Subject) -> bool:
    """Say whether a row of the matrix is open for a subject: always, where it hangs on no year."""
    if subject.year is None:
        return True
    state = _state_of(subject.year)
    if state is None or not state.opened:
        return state is not None and action.code in BEFORE_OPENING
    return state.kind in _kinds_for(action.code, state.kinds)


@lru_cache(maxsize=1024)
def _kinds_for(code: str, kinds: tuple[str, ...]) -> frozenset[str]:
    """Give in which of a scheme's kinds of phases a row is open, one that it lacks in the place before it."""
    return frozenset(filter(None, (_stand_in(kind, kinds) for kind in OPEN_IN.get(code, _NONE))))


def _stand_in(kind: str, kinds: tuple[str, ...]) -> str:
    """Give the kind in whose phase the business of a kind is done; "": nowhere, as 核对 where there is none."""
    if kind in kinds or kind == CHECKING:
        return kind
    order = list(PHASE_KINDS)
    before = [one for one in kinds if order.index(one) < order.index(kind)]
    return before[-1] if before else next(iter(kinds), "")


@dataclass(frozen=True)
class _State:
    opened: bool
    kind: str
    kinds: tuple[str, ...]


_request = Local()


def _state_of(year: int) -> _State | None:
    """Give the state of a year: asked once in a request, and each time outside of one."""
    known: dict[int, _State | None] | None = getattr(_request, "states", None)
    if known is None:
        return _read(year)
    if year not in known:
        known[year] = _read(year)
    return known[year]


def remember(years: Iterable[Year]) -> None:
    """Take the states of years that were just read, for the rest of the request: no query for each of them."""
    known: dict[int, _State | None] | None = getattr(_request, "states", None)
    if known is not None:
        known.update({year.pk: _state(year) for year in years})


def _read(year: int) -> _State | None:
    found = Year.objects.filter(pk=year).only("opened_on", "phase_kind", "package_id", "number").first()
    return _state(found) if found else None


def _state(year: Year) -> _State:
    kinds = dict.fromkeys(p.kind for p in phases_in(year.package_id, year.number)) if year.opened_on else ()
    return _State(year.opened_on is not None, year.phase_kind, tuple(kinds))


def _begin(**_: object) -> None:
    _request.states = {}


def _end(**_: object) -> None:
    _request.states = None


def forget(**_: object) -> None:
    """Forget what this request knows of years, because one has changed."""
    if getattr(_request, "states", None) is not None:
        _request.states = {}


def connect() -> None:
    """Keep what is known of a year for one request, and no longer."""
    request_started.connect(_begin, dispatch_uid="years.phases.begin")
    request_finished.connect(_end, dispatch_uid="years.phases.end")
