"""What holds for every worth: it is listed, described, refuses slips of the pen, keeps its bounds and adds up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaoping.errors.problems import SchemeError
from kaoping.rules.clauses import worths
from kaoping.rules.clauses.sources import Events, Values
from kaoping.rules.clauses.worths import EVENT_WORTHS, VALUE_WORTHS
from kaoping.rules.language.shapes import keys_of
from kaoping.rules.scheme.reader import load
from scripts.docs.examples import facts_for, read_doc, run, whole_scheme

ALL = (*EVENT_WORTHS, *VALUE_WORTHS)
CHINESE = re.compile(r"[一-鿿]")
each_worth = pytest.mark.parametrize("worth", ALL, ids=lambda worth: worth.__name__)


def example(worth: type) -> str:
    return whole_scheme(read_doc(worth).example)


def turned_round(table: str) -> str:
    head, *rows = table.splitlines()
    return "\n".join([head, *reversed(rows), ""])


def test_the_modules_of_the_folder_are_those_that_are_listed():
    folder = {path.stem for path in Path(worths.__file__).parent.glob("*.py")} - {"__init__"}
    assert {worth.__module__.rpartition(".")[2] for worth in ALL} == folder
    assert set(worths.__all__) == {worth.__name__ for worth in ALL} | {"EVENT_WORTHS", "VALUE_WORTHS"}


@each_worth
def test_it_is_described_in_chinese_with_an_example_and_its_source(worth: type):
    doc = read_doc(worth)
    assert CHINESE.search(doc.text.splitlines()[0])
    assert doc.example
    assert doc.facts
    assert doc.source.startswith("spec section")


@each_worth
def test_its_example_loads_and_uses_it(worth: type):
    used = [rule.source.worth for rule in load(example(worth)).rules.values()]
    assert [type(found) for found in used] == [worth]


@each_worth
def test_a_misspelt_key_is_refused_with_a_hint(worth: type):
    written = [*keys_of(worth), "deduct", "add"]
    key = next(name for name in written if re.search(rf"\b{name}:", read_doc(worth).example))
    with pytest.raises(SchemeError) as refused:
        load(re.sub(rf"\b{key}:", f"{key}x:", example(worth), count=1))
    assert key in [problem.suggestion for problem in refused.value.problems]


@each_worth
def test_an_unknown_key_beside_it_is_refused(worth: type):
    with pytest.raises(SchemeError) as refused:
        load(
            example(worth)
            .replace("points:", "strange: 1, points:", 1)
            .replace("strange: 1, points: 20\n", "strange: 1\n")
        )
    assert "shape-unknown-key" in {problem.code for problem in refused.value.problems}


@each_worth
def test_its_lines_add_up_to_the_score(worth: type):
    text = example(worth)
    scheme, result = run(text, facts_for(load(text), read_doc(worth).facts))
    for unit in result.units:
        total = sum(line.points for line in result.lines_of[unit.id])
        assert total == sum(result.scores_of[unit.id][root.path].score for root in scheme.tree)
        assert total == result.standing_of[unit.id].exact_total


@pytest.mark.parametrize("worth", VALUE_WORTHS, ids=lambda worth: worth.__name__)
def test_a_worth_that_earns_gives_between_0_and_the_points(worth: type):
    text = example(worth)
    scheme, result = run(text, facts_for(load(text), read_doc(worth).facts))
    (rule,) = scheme.rules.values()
    assert isinstance(rule.source, Values)
    full = result.scores_of[result.units[0].id][rule.leaf].points
    lines = [line.points for line in result.lines if line.kind == "value"]
    low, high = (-full, 0) if rule.source.cost else (0, full)
    assert lines
    assert all(low <= points <= high for points in lines)


@pytest.mark.parametrize("worth", EVENT_WORTHS, ids=lambda worth: worth.__name__)
def test_an_event_costs_or_gives_as_its_rule_says(worth: type):
    text = example(worth)
    scheme, result = run(text, facts_for(load(text), read_doc(worth).facts))
    (rule,) = scheme.rules.values()
    assert isinstance(rule.source, Events)
    raw = [line.raw * rule.source.sign for line in result.lines if line.kind == "event"]
    assert raw
    assert all(points >= 0 for points in raw)


@each_worth
def test_the_order_of_rows_changes_nothing(worth: type):
    text = example(worth)
    tables = facts_for(load(text), read_doc(worth).facts)
    table = next(name for name in tables if name not in ("cycle", "units"))
    _, one = run(text, tables)
    _, other = run(text, {**tables, table: turned_round(tables[table])})
    assert (one.lines, one.scores, one.standings) == (other.lines, other.scores, other.standings)
