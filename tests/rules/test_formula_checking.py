"""Units that fit, and units that do not."""

import pytest

from kaoping.errors.position import Position
from kaoping.rules.language.formula import Reference, check_dimensions, dimension, parse

OF_KIND = {"score": "points", "points": "points", "result": "points", "value": "number", "base": "number"}


def dimension_of(reference: Reference) -> str:
    return "ratio" if reference.name.startswith("rate") else OF_KIND.get(reference.kind, "number")


def told(text: str) -> list[tuple[str, int]]:
    formula = parse(text, Position("scheme.yaml", 1, 1))
    found = check_dimensions(formula, dimension_of)
    assert all(p.message(language) for p in found for language in ("zh", "en"))
    return [(p.code.removeprefix("formula."), p.position.column) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("score(a) * 95%", "points"),
        ("rate * points(a)", "points"),
        ("score(a) / points(a)", "ratio"),
        ("rate * rate", "ratio"),
        ("rate / rate", "ratio"),
        ("score(a) / rate", "points"),
        ("1 - rate", "ratio"),
        ("2 * score(a) + 3", "points"),
        ("100 * rate", "number"),
        ("value(a) / base(a)", "number"),
        ("round(score(a), 2)", "points"),
        ("mean(score(a) over all)", "points"),
        ("percentile(rate, 75% over all)", "ratio"),
        ("rank(score(a) over all)", "number"),
        ("count(rate over all)", "number"),
        ("steps(score(a), 5)", "number"),
        ("sqrt(rate)", "number"),
        ("if(rate > 90%, score(a), 0)", "points"),
        ("given(rate, 0)", "ratio"),
        ("-score(a)", "points"),
    ],
)
def test_a_formula_has_a_dimension(text: str, expected: str):
    formula = parse(text)
    assert dimension(formula, dimension_of) == expected
    assert check_dimensions(formula, dimension_of) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("score(a) + rate", [("unlike", 10)]),
        ("score(a) - 5%", [("unlike", 10)]),
        ("max(score(a), rate)", [("unlike", 1)]),
        ("steps(score(a), 5%)", [("unlike", 1)]),
        ("if(score(a) >= 60%, 1, 0)", [("unlike", 13)]),
        ("if(rate > 1, score(a), rate)", [("unlike", 1)]),
        ("sum(score(a) + rate over all)", [("unlike", 14)]),
        ("score(a) * score(b)", [("points_times_points", 10)]),
        ("score(a) * points(a) + rate + (score(a) - rate)", [("points_times_points", 10), ("unlike", 41)]),
    ],
)
def test_points_and_ratios_do_not_stand_side_by_side(text: str, expected: list[tuple[str, int]]):
    assert told(text) == expected


def test_a_number_fits_both():
    assert told("score(a) + value(b) + rate * value(c) - 3") == []
