"""Notes: every reason has words, every word a use; a note says why raw and points differ."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest

from kaoping.rules.ledger.explain import REASONS, note, words
from kaoping.rules.ledger.result import Line, Reason
from tests.rules.little import event, notes, run, scheme, value

RULES = Path(str(files("kaoping"))) / "rules"


def given_by(module: ast.AST) -> Iterator[str]:
    """Give the codes of all reasons that a module makes."""
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Reason":
            choices = [call.args[0]]
            if isinstance(call.args[0], ast.IfExp):
                choices = [call.args[0].body, call.args[0].orelse]
            yield from (choice.value for choice in choices if isinstance(choice, ast.Constant))


USED = {
    code
    for path in RULES.rglob("*.py")
    if path.name != "explain.py"
    for code in given_by(ast.parse(path.read_text("utf-8")))
}
DAY = date(2025, 3, 1)
EXAMPLES = {
    "outside_cycle": ((date(2025, 1, 1), date(2025, 12, 31)), "2025年1月1日"),
    "after_as_of": ((DAY,), "2025年3月1日"),
    "not_in_force": ((DAY, None), "自2025年3月1日起"),
    "exempt": (("自查自纠",), "自查自纠"),
    "share": (("joint", Fraction(1, 5)), "联办"),
    "same_matter": (("e7", "x.a"), "e7"),
    "cap": ((30_000,), "3分"),
    "floor": ((-100_000, True), "-10分"),
    "value": ((Fraction(45), Fraction(50), Fraction(9, 10)), "0.9"),
    "rating": ((120_000, Fraction(85), 4, Fraction(100)), "85"),
    "scheme": ((Fraction(185, 2), "A", 2), "92.5"),
    "factor": ((Fraction(11, 10), "六"), "1.1"),
}


def test_every_reason_that_is_given_has_words_and_every_word_is_given():
    assert USED == REASONS


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_the_words_hold_the_number_or_name(code: str):
    params, part = EXAMPLES[code]
    assert part in words(Reason(code, params))


def test_a_note_joins_all_reasons():
    line = Line(
        "u1",
        "x",
        "x",
        "event",
        "e1",
        "2025-03-01",
        -1,
        0,
        (Reason("cap", (30_000,)), Reason("exempt", ("a",))),
    )
    assert note(line) == "；".join(words(reason) for reason in line.reasons)


def test_a_line_that_counts_in_full_needs_no_words():
    assert notes(scheme("deduct: 5"), event()) == ["", ""]


@pytest.mark.parametrize(
    "rows",
    [
        [event("2024-12-31")],
        [event("2025-02-01", exempt="自查")],
        [event("2025-02-01", matter="m"), event("2025-03-01", matter="m", id="e2")],
        [event("2025-02-01", count=3)],
        [event("2025-02-01", role="joint")],
    ],
    ids=["outside", "exempt", "matter", "cap", "share"],
)
def test_a_line_whose_points_are_not_its_raw_points_says_why(rows: list):
    limited = scheme(
        "deduct: 5, cap: 10, exempt: 自查自纠, same_matter: rule, share: {lead: 80%, joint: 20%}"
    )
    differing = [line for line in run(limited, *rows).lines if line.raw != line.points]
    assert differing
    assert all(note(line) for line in differing)


def test_dates_and_numbers_are_written_the_chinese_way():
    late = scheme("deduct: 1, from: 2025-03-01, until: 2025-06-30")
    assert (
        notes(late, event("2025-07-01"))[1]
        == "本条自2025年3月1日起、至2025年6月30日止施行，当日不在其内，不计"
    )
    third = scheme("value: ratio, proportional: 100%")
    assert notes(third, value("1", "3")) == ["完成1，基数3，比率0.333333"]
