"""The tests that are to kill mutants, in stages: the quick ones first, the longer ones for what survived them."""

from __future__ import annotations

from typing import NamedTuple

SOURCES = (
    "src/kaoping/rules/engine/**/*.py",
    "src/kaoping/rules/language/conditions*.py",
    "src/kaoping/rules/language/conditions/**/*.py",
    "src/kaoping/rules/scheme/plan.py",
)
"""What is mutated: the engine with its limits, the conditions, the points in force."""


class Stage(NamedTuple):
    """Tests, in the order they run, and how many examples each property gets."""

    tests: tuple[str, ...]
    examples: int


STAGES = (
    Stage(
        (
            "tests/rules/engine",
            "tests/schemes/test_cases.py",
            "tests/rules/test_limits.py",
            "tests/rules/test_looks.py",
            "tests/rules/test_per_cents.py",
            "tests/rules/test_plan.py",
            "tests/rules/worths",
            "tests/rules/sources",
            "tests/language/test_good.py",
            "tests/laws",
        ),
        60,
    ),
    Stage(
        (
            "tests/language/test_bad.py",
            "tests/language/test_refused_facts.py",
            "tests/rules/test_checks.py",
            "tests/rules/test_circles.py",
            "tests/rules/test_explain.py",
            "tests/rules/test_formula_evaluation.py",
            "tests/rules/test_open_numbers.py",
            "tests/schemes/test_random_deductions.py",
            "tests/schemes/test_random_ratings.py",
            "tests/schemes/test_refusals_deductions.py",
            "tests/cli/test_cases.py",
            "tests/cli/test_check.py",
            "tests/cli/test_compare.py",
            "tests/cli/test_explain.py",
            "tests/cli/test_score.py",
            "tests/rules/test_rescoring.py",
            "tests/docs/test_generated.py",
        ),
        40,
    ),
    Stage(("tests/laws",), 600),
)
