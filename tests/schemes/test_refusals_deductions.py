"""Rows that zhangzhou, xingan, township and jishui-2014 must refuse, each just beyond what a clause allows."""

from __future__ import annotations

import copy

import pytest

from kaoping.errors.problems import FactsError
from tests.schemes.scoring import raw_tables, scored

Row = dict[str, str]
Facts = dict[str, list[Row]]

FACTS: dict[str, Facts] = {
    "zhangzhou": {
        "cycle": [{"year": "2025"}],
        "units": [
            {"unit": "P1", "name": "海屿市组织部", "category": "party", "observer": ""},
            {"unit": "O1", "name": "海屿市委办", "category": "observer", "observer": "yes"},
        ],
    },
    "xingan": {
        "cycle": [{"year": "2025"}],
        "units": [{"unit": "P1", "name": "海屿县民政局", "category": "general"}],
        "holes": [{"hole": "parent_points", "value": "8"}],
    },
    "township": {
        "cycle": [{"year": "2025"}],
        "units": [{"unit": "P1", "name": "海屿镇财税所", "category": "first"}],
    },
    "jishui-2014": {
        "cycle": [{"year": "2014"}],
        "units": [{"unit": "P1", "name": "海屿县办公室", "category": "office"}],
    },
}


def event(item: str, **cells: str) -> tuple[str, Row]:
    return "events", {"event": "E1", "unit": "P1", "item": item, "date": "2025-05-05", **cells}


def award(item: str, points: str) -> tuple[str, Row]:
    return "awards", {"unit": "P1", "item": item, "points": points}


def rating(item: str, group: str, score: str) -> tuple[str, Row]:
    return "ratings", {"item": item, "group": group, "rater": "R1", "unit": "P1", "score": score}


def submission(item: str, period: str) -> tuple[str, Row]:
    return "submissions", {"unit": "P1", "item": item, "period": period, "submitted_on": "2025-01-05"}


ALLOWED: dict[str, list[tuple[str, Row]]] = {
    "zhangzhou": [
        event("conduct.inspection", points="100"),
        event("conduct.inspection", points="0"),
        event("conduct.special.city", points="10"),
        event("conduct.special.finance", points="5"),
        event("conduct.special.finance", points="10"),
        event("conduct.style.training", points="5"),
        event("conduct.violations.crime", level="staff", exempt="主动报告"),
        event("distinction.innovation.service_centre", points="10", role="joint"),
        event("conduct.style.task", level="impact", matter="某事"),
        award("goals", "450"),
        rating("appraisal.public", "public", "100"),
    ],
    "xingan": [
        event("materials.archives", level="none"),
        event("leadership.no_plan", count="2", matter="某事"),
        submission("disclosure.late_or_missing", "2025-Q1"),
    ],
    "township": [
        event("oversight.inspection", points="0.1"),
        event("oversight.complaint", points="10", exempt="投诉不属实"),
        award("work.plan", "17"),
        rating("conduct.deputies", "deputies", "0"),
        ("values", {"unit": "P1", "item": "special.family", "value": "-1"}),
    ],
    "jishui-2014": [
        event("common.discipline.complaint", exempt="调查不属实"),
        event("veto.incident", exempt="通报已撤销"),
        event("common.press.extra", level="county"),
        award("common.study", "1"),
        submission("common.plan.annual", "2014"),
        ("values", {"unit": "P1", "item": "law.cases.closure_rate", "value": "1", "base": "2"}),
    ],
}

REFUSED: dict[str, list[tuple[str, Row]]] = {
    "zhangzhou": [
        event("conduct.inspection", points="100.0001"),
        event("conduct.inspection", points="-0.0001"),
        event("conduct.inspection"),
        event("conduct.special.city", points="10.0001"),
        event("conduct.special.finance", points="4.9999"),
        event("conduct.special.finance", points="10.0001"),
        event("conduct.style.training", points="5.0001"),
        event("distinction.innovation.service_centre", points="10.0001"),
        event("conduct.style.exposed"),
        event("conduct.style.task", level="late"),
        event("conduct.style.task"),
        event("conduct.style.task", level="overdue", exempt="主动报告"),
        event("conduct.style.task", level="overdue", role="lead"),
        event("conduct.style.proposal", points="2"),
        event("conduct.style.proposal", count="0"),
        event("distinction.single.funds"),
        event("distinction.single.funds", amount="1", exempt="主动报告"),
        event("distinction.single.resolve", role="sole"),
        event("goals"),
        award("goals", "450.0001"),
        award("goals", "-0.0001"),
        award("conduct", "1"),
        rating("appraisal.public", "public", "100.000001"),
        rating("appraisal.public", "panel", "80"),
        ("units", {"unit": "P2", "name": "海屿市宣传部", "category": "party", "observer": "yes"}),
        ("units", {"unit": "O2", "name": "海屿市政府办", "category": "observer", "observer": ""}),
    ],
    "xingan": [
        event("materials.archives"),
        event("materials.archives", level="county"),
        event("publicity.model", level="nation"),
        event("leadership.no_plan", exempt="主动报告"),
        event("disclosure.late_or_missing"),
        submission("disclosure.corridor", "2025-Q1"),
        ("holes", {"hole": "other", "value": "1"}),
    ],
    "township": [
        event("oversight.inspection", points="0.0999"),
        event("oversight.complaint", points="10.0001"),
        event("oversight.inspection", points="1", exempt="投诉不属实"),
        event("special.veto", points="2"),
        event("special.family"),
        award("work.plan", "17.0001"),
        award("orders", "10.0001"),
        rating("conduct.leaders", "deputies", "80"),
    ],
    "jishui-2014": [
        event("hr.personnel"),
        event("office.seal", exempt="主动报告"),
        event("common.discipline.games", exempt="调查不属实"),
        event("common.press.extra"),
        event("common.press.quota"),
        event("office.finance.monthly"),
        award("common.study", "1.0001"),
        award("legal.guidance", "5"),
        submission("trade.transfer.monthly", "2014-01"),
        ("values", {"unit": "P1", "item": "law.cases.closure_rate", "value": "1"}),
    ],
}


def _with(scheme: str, table: str, row: Row) -> Facts:
    facts = copy.deepcopy(FACTS[scheme])
    facts.setdefault(table, []).append(row)
    return facts


def _cases(rows: dict[str, list[tuple[str, Row]]]) -> list[object]:
    return [
        pytest.param(scheme, table, row, id="-".join([scheme, table, *row.values()]))
        for scheme, some in rows.items()
        for table, row in some
    ]


@pytest.mark.parametrize(("scheme", "table", "row"), _cases(ALLOWED))
def test_what_a_clause_allows_is_taken(scheme: str, table: str, row: Row) -> None:
    scored(scheme, raw_tables(_with(scheme, table, row)))


@pytest.mark.parametrize(("scheme", "table", "row"), _cases(REFUSED))
def test_what_no_clause_allows_is_refused(scheme: str, table: str, row: Row) -> None:
    with pytest.raises(FactsError):
        scored(scheme, raw_tables(_with(scheme, table, row)))


def test_xingan_needs_the_points_of_the_parent_item() -> None:
    facts = {name: rows for name, rows in FACTS["xingan"].items() if name != "holes"}
    with pytest.raises(FactsError, match="parent_points"):
        scored("xingan", raw_tables(facts))
