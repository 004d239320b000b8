"""A change is found, made in a copy and undone; what it is called stays when lines move."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation import accepted
from tests.mutation.mutants import Mutant, mutants_of, sample
from tests.mutation.source import Source
from tests.mutation.tree import Tree

LIMIT = b'''def bounded(score: int) -> int:
    """Bound a score (\xe5\xb0\x81\xe9\xa1\xb6)."""
    return min(score, 10) if score > 10 else score
'''


def changes(text: str) -> list[str]:
    """Give the mutants of a text: what becomes of its lines."""
    return [mutant.name.partition("  ->  ")[2] for mutant in mutants_of(Source("m.py", text.encode()))]


def test_the_changes_of_a_function_are_found_in_the_order_of_its_text():
    assert changes(LIMIT.decode()) == [
        "return max(score, 10) if score > 10 else score",
        "return min(score, 11) if score > 10 else score",
        "return min(score, 9) if score > 10 else score",
        "return min(score, 10) if False else score",
        "return min(score, 10) if True else score",
        "return min(score, 10) if score <= 10 else score",
        "return min(score, 10) if score >= 10 else score",
        "return min(score, 10) if score > 11 else score",
        "return min(score, 10) if score > 9 else score",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a and (b or c)", ["a or (b or c)", "a and (b and c)"]),
        ("x not in (a)", ["x in (a)"]),
        ("sorted(rows, key=f)[0]", ["sorted(rows)[0]", "sorted(rows, key=f)[-1]", "sorted(rows, key=f)[1]"]),
        ("rows[-1]", ["rows[0]", "rows[-0]", "rows[-2]"]),
        ("rows[k:]", ["rows[:]"]),
        ("not a", ["a"]),
        ("'限' + a", []),
    ],
)
def test_an_expression_is_changed_in_its_own_place_only(text: str, expected: list[str]):
    assert changes(f"y = {text}\n") == [f"y = {one}" for one in expected]


def test_a_statement_is_left_out():
    text = "for row in rows:\n    seen[row] = 5 > 4\n    add(row)\n    continue\n"
    assert [one for one in changes(text) if one == "pass"] == ["pass"] * 3


def test_what_does_nothing_is_left_alone():
    text = '"""Text."""\nfrom m import a\n\n\nclass P(Protocol):\n    def f(self) -> int:\n        return 1\n'
    text += "@dataclass(frozen=True)\nclass D:\n    pass\n"
    text += 'z = key(SHAPE, "true", no)\n'
    assert (
        changes(
            text + "assert a > 0\ny = zip(a, b, strict=True)\nx: int | None\nif TYPE_CHECKING:\n    y = 1\n"
        )
        == []
    )


def test_nothing_is_returned_where_the_signature_allows_it():
    assert changes("def f(a) -> list[int] | None:\n    return g(a)\n") == ["return None", "return []"]


def test_a_mutant_stands_in_the_copy_and_is_undone(tmp_path: Path):
    module = tmp_path / "src" / "limit.py"
    module.parent.mkdir()
    module.write_bytes(LIMIT)
    source = Source("src/limit.py", LIMIT)
    tree = Tree.of(tmp_path, tmp_path / "copy")
    copy = tree.packages / "limit.py"
    before = copy.stat().st_mtime_ns
    with tree.having(mutants_of(source)[0]):
        assert b"max(score, 10)" in copy.read_bytes()
        assert int(copy.stat().st_mtime) != before // 10**9
    assert copy.read_bytes() == module.read_bytes() == LIMIT
    assert copy.stat().st_mtime_ns == before


def test_the_same_seed_chooses_the_same_mutants():
    source = Source("m.py", LIMIT)
    assert sample([source], 4, 7) == sample([source], 4, 7)
    assert len(sample([source], 400, 7)) == 9


def test_a_mutant_that_may_live_is_known_wherever_its_line_has_moved_to():
    mutant: Mutant = mutants_of(Source("m.py", LIMIT))[6]
    moved: Mutant = mutants_of(Source("m.py", b"\n\n" + LIMIT))[6]
    known = accepted.read(f"# comment\n\n{mutant.shown}\n    equivalent:\n    at 10 both give 10\n")
    assert known.reasons[moved.name] == "equivalent: at 10 both give 10"
    assert accepted.read(mutant.shown).unexplained == [mutant.name]


def test_every_mutant_that_may_live_has_its_reason():
    assert accepted.read(accepted.PATH.read_text()).unexplained == []
