"""Numbers that a document leaves open: needed always, needed by some facts, filled."""

import pytest

from kaoping.rules import FactsError
from tests.rules.little import event, points, run, scheme


def open_number(needed: str):
    """Make a scheme whose second rule has a rate that is left open."""
    hole = f"holes:\n  - {{id: rate, name: 扣分标准, cite: 七, needed: {needed}}}\n"
    return scheme("rules: [{id: a, deduct: 1}, {id: b, deduct: hole rate}]", more=hole)


@pytest.mark.parametrize(("needed", "item"), [("always", "x.a"), ("always", "x.b"), ("use", "x.b")])
def test_an_open_number_that_scoring_needs_is_refused_by_its_name(needed: str, item: str):
    with pytest.raises(FactsError) as refused:
        run(open_number(needed), event(item=item))
    (problem,) = refused.value.problems
    assert "“rate”" in problem.message() and "扣分标准" in problem.message()
    assert (problem.code, problem.cite) == ("hole-unfilled", "七")


def test_an_open_number_that_no_fact_needs_hinders_nobody():
    assert points(open_number("use"), event(item="x.a")) == "19"
