"""Every wrong scheme in `bad/` is told exactly as its text says: place, value, article and remedy.

`KAOPING_RENEW=1 pytest tests/language/test_bad.py` writes the texts anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kaoping.errors.messages.formula import FORMULA
from kaoping.errors.messages.scheme import SCHEME
from kaoping.errors.problems import SchemeError
from kaoping.rules.language.parsing import MAX_BYTES, MAX_DEPTH
from kaoping.rules.scheme.reader import load

BAD = Path(__file__).parent / "bad"
NAMES = sorted(path.stem for path in BAD.glob("*.yaml"))
IN_ENGLISH = sorted(path.name.removesuffix(".en.txt") for path in BAD.glob("*.en.txt"))
RENEWED = os.environ.get("KAOPING_RENEW") == "1"

AT_SCORING = {"formula.zero_division", "formula.undefined", "formula.too_large", "hole-unfilled"}
"""Codes that wait for facts."""
OF_CHECK = {code for code in SCHEME if code.startswith("warn-")}
"""Codes of warnings, which refuse nothing."""
TOO_LARGE = {"yaml-too-large"}
"""A code whose file would be too large to keep here."""


def refusal(name: str) -> SchemeError:
    with pytest.raises(SchemeError) as found:
        load((BAD / f"{name}.yaml").read_bytes().decode(), f"{name}.yaml")
    return found.value


def expected(path: Path, told: str) -> str:
    if RENEWED:
        path.write_text(told, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_scheme_is_told_in_chinese(name: str):
    told = refusal(name).render() + "\n"
    assert told == expected(BAD / f"{name}.txt", told)


@pytest.mark.parametrize("name", IN_ENGLISH)
def test_a_wrong_scheme_is_told_in_english(name: str):
    told = refusal(name).render("en") + "\n"
    assert told == expected(BAD / f"{name}.en.txt", told)


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_has_a_place_in_the_file(name: str):
    for problem in refusal(name).problems:
        lines = (BAD / f"{name}.yaml").read_bytes().decode().splitlines()
        assert problem.position.file == f"{name}.yaml"
        assert 1 <= problem.position.line <= max(1, len(lines) + 1)
        assert problem.position.column >= 1


def test_the_wrong_schemes_reach_every_code():
    reached = {problem.code for name in NAMES for problem in refusal(name).problems}
    assert reached == ({*SCHEME, *FORMULA} - AT_SCORING - OF_CHECK - TOO_LARGE)


def test_all_problems_are_told_at_once():
    codes = [problem.code for problem in refusal("several").problems]
    assert codes == ["number", "shape-unknown-key", "shape-unknown-key", "shape-choice", "condition-kind"]


def test_of_many_problems_the_first_hundred_are_told():
    wrong = "".join(f"  - {{id: a{i}, name: 项目, adds: 1}}\n" for i in range(103))
    error = refusal_of(
        f"scheme: a\nname: a\nfull_score: 1\nindicators: [{{id: a, points: 1, award: full}}]\nadjustments:\n{wrong}"
    )
    assert len(error.problems) == 103
    assert error.render().splitlines()[-1] == "……另有 3 处错误未列出，请先改正以上各处。"
    assert error.render("en").splitlines()[-1] == "... and 3 more; mend the above first."


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    (problem,) = refusal("yaml-bomb").problems
    assert (problem.code, problem.position.line, problem.position.column) == ("yaml-alias", 1, 4)


def test_depth_is_bounded():
    def nested(depth: int) -> str:
        return "indicators: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"

    codes = [[p.code for p in refusal_of(nested(depth)).problems] for depth in (MAX_DEPTH, MAX_DEPTH + 1)]
    assert "yaml-too-deep" not in codes[0]
    assert codes[1] == ["yaml-too-deep"]


def test_size_is_bounded_in_bytes():
    full = "a: " + "字" * ((MAX_BYTES - 3) // 3)
    assert len(full.encode()) == MAX_BYTES - 1
    assert [p.code for p in refusal_of(full + "a").problems] != ["yaml-too-large"]
    assert [p.code for p in refusal_of(full + "ab").problems] == ["yaml-too-large"]


def refusal_of(text: str) -> SchemeError:
    with pytest.raises(SchemeError) as found:
        load(text)
    return found.value
