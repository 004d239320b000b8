"""What a scheme looks up of other units is worked out anew when theirs change, and goes round in no circle."""

from datetime import date

import pytest

from kaoping.rules import Rescoring, score
from kaoping.rules.facts.rows import SchemeResult
from tests.rules.little import facts, rating, totals, units, value, whole

DAY = date(2025, 12, 31)
ABOVE_HALF = "share_of_units: {when: {result: s, at_least: 1}, above: 50%}"


def leaf(keys: str, points: str = "20", name: str = "x") -> str:
    return f"  - {{id: {name}, name: 指标, points: {points}, {keys}}}\n"


@pytest.mark.parametrize(
    ("keys", "before", "changed"),
    [
        ('formula: "v / max(base(a) over all) * 10"', value("1", "2", item="a"), value("1", "5", "u2", "a")),
        (
            'formula: "v / max(past(a, 1) over all) * 10"',
            value("2", item="a", period="2024"),
            value("5", unit="u2", item="a", period="2024"),
        ),
        ('formula: "v / max(result(s) over all)"', SchemeResult("u1", "s", 2), SchemeResult("u2", "s", 5)),
        (
            f'formula: "v", gate: {{when: {{{ABOVE_HALF}}}, ceiling: 1}}',
            SchemeResult("u1", "s", 2),
            SchemeResult("u2", "s", 5),
        ),
    ],
)
def test_given_facts_of_others_are_looked_at(keys: str, before: object, changed: object) -> None:
    scheme = whole(f"values: {{a: 甲}}\nindicators:\n{leaf(f'value: count, {keys}')}")
    of = units("u1", "u2", "u3")
    rows = [*(value("5", unit=unit.id) for unit in of), before]
    again = Rescoring(scheme, facts(*rows, of=of), DAY)
    new = facts(*rows, changed, of=of)
    assert again.score(new, [changed]) == score(scheme, new, DAY) != score(scheme, again.facts, DAY)


@pytest.mark.parametrize(
    ("keys", "total"),
    [
        ('formula: "v * count(1 over all)"', "10"),
        ('formula: "v", gate: {when: {share_of_units: {when: {unit: [u3]}, above: 30%}}, ceiling: 4}', "5"),
    ],
)
def test_who_left_the_year_is_not_counted(keys: str, total: str) -> None:
    scheme = whole(
        f"indicators:\n{leaf(f'value: count, {keys}')}not_assessed: [{{when: {{total: {{below: 4}}}}}}]"
    )
    rows = [value("5"), value("5", unit="u2"), value("1", unit="u3")]
    assert totals(score(scheme, facts(*rows, of=units("u1", "u2", "u3")))) == {"u1": total, "u2": total}


def test_a_measured_value_may_look_at_the_quantities_of_others() -> None:
    keys = 'value: {from: "value(a) / max(value(a) over all)"}, proportional: 100%'
    scheme = whole(f"values: {{a: 甲}}\nindicators:\n{leaf(keys)}")
    rows = [value("5", item="a"), value("10", unit="u2", item="a")]
    assert totals(score(scheme, facts(*rows, of=units("u1", "u2")))) == {"u1": "10", "u2": "20"}


def test_a_gate_sees_the_scores_of_others_before_their_gates() -> None:
    gate = 'gate: {when: {score: x, at_least: 1}, ceiling: {formula: "max(score(x) over all) - 1"}}'
    scheme = whole(f"indicators:\n{leaf(f'value: count, formula: v, {gate}')}")
    rows = [value("5"), value("9", unit="u2")]
    assert totals(score(scheme, facts(*rows, of=units("u1", "u2")))) == {"u1": "5", "u2": "8"}


@pytest.mark.parametrize(
    ("group", "total"),
    [
        ('share: {formula: "score(y) / 10"}', "9.5"),
        ('scale: {formula: "points * 10"}', "14"),
        ('scale: {formula: "100 + value(a)"}', "5"),
    ],
)
def test_only_what_is_made_of_own_facts_takes_a_leaf_out(group: str, total: str) -> None:
    """Scores and points are not known before the points in force are; a value of the unit that is missing is."""
    x = leaf(f"missing: not_applicable, rating: {{public: {{{group}}}}}", "10")
    scheme = whole(f"values: {{a: 甲}}\nindicators:\n{x}{leaf('value: count, formula: v', '10', 'y')}")
    assert totals(score(scheme, facts(value("5", item="y"), rating("90", "r"), of=units("u1")))) == {
        "u1": total
    }


@pytest.mark.parametrize(
    ("worth", "rows", "complete"),
    [
        ('{scheme: s, full: {formula: "max(value(a) over all)"}}', [], True),
        ('{scheme: s, full: {formula: "max(value(a) over all)"}}', [SchemeResult("u1", "s", 2)], False),
        (
            '{scheme: s, full: {formula: "max(value(a) over all)"}, periods: {merge: sum, every: quarter}}',
            [SchemeResult("u1", "s", 2)],
            True,
        ),
    ],
)
def test_a_result_that_is_missing_takes_its_leaf_out(worth: str, rows: list[object], complete: bool) -> None:
    """A missing number of others does not: the leaf applies, and is incomplete."""
    x = leaf(f"missing: not_applicable, result: {worth}", "10")
    scheme = whole(f"values: {{a: 甲}}\nindicators:\n{x}{leaf('value: count, formula: v', '10', 'y')}")
    result = score(scheme, facts(value("5", item="y"), *rows, of=units("u1")))
    assert result.standing_of["u1"].complete is complete
