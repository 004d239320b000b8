"""What holds for every source: it is listed, described, refuses slips of the pen and keeps to its table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaoping.errors.problems import SchemeError
from kaoping.rules.clauses import sources
from kaoping.rules.clauses.sources import SOURCES
from kaoping.rules.clauses.sources.event import EventKeys
from kaoping.rules.clauses.sources.value import ValueKeys
from kaoping.rules.facts.tables import TABLE
from kaoping.rules.language.shapes import keys_of
from kaoping.rules.ledger.result import KINDS
from kaoping.rules.scheme.reader import load
from scripts.docs.examples import facts_for, read_doc, run, whole_scheme

CHINESE = re.compile(r"[一-鿿]")
KEYS = {"Events": ("deduct", *keys_of(EventKeys)), "Values": (*keys_of(ValueKeys), "proportional")}
each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)


def example(source: type) -> str:
    return whole_scheme(read_doc(source).example)


def test_the_modules_of_the_folder_are_those_that_are_listed():
    folder = {path.stem for path in Path(sources.__file__).parent.glob("*.py")} - {"__init__"}
    assert {source.__module__.rpartition(".")[2] for source in SOURCES} == folder


@each_source
def test_it_is_described_in_chinese_with_an_example_and_its_source(source: type):
    doc = read_doc(source)
    assert CHINESE.search(doc.text.splitlines()[0])
    assert doc.example
    assert doc.facts
    assert doc.source.startswith("spec section")


@each_source
def test_its_example_loads_and_uses_it(source: type):
    assert [type(rule.source) for rule in load(example(source)).rules.values()] == [source]


@each_source
def test_it_asks_for_rows_of_a_table_of_facts(source: type):
    scheme = load(example(source))
    (rule,) = scheme.rules.values()
    assert rule.source.table in TABLE
    assert {table for table, _ in scheme.inputs} == {rule.source.table}


@each_source
def test_a_misspelt_key_is_refused_with_a_hint(source: type):
    written = KEYS.get(source.__name__) or tuple(keys_of(source))
    key = next(name for name in written if re.search(rf"\b{name}:", read_doc(source).example))
    with pytest.raises(SchemeError) as refused:
        load(re.sub(rf"\b{key}:", f"{key}x:", example(source), count=1))
    assert key in [problem.suggestion for problem in refused.value.problems]


@each_source
def test_its_lines_are_of_a_known_kind_and_add_up(source: type):
    text = example(source)
    _, result = run(text, facts_for(load(text), read_doc(source).facts))
    assert {line.kind for line in result.lines} <= set(KINDS)
    for unit in result.units:
        assert (
            sum(line.points for line in result.lines_of[unit.id]) == result.standing_of[unit.id].exact_total
        )


@each_source
def test_the_order_of_rows_changes_nothing(source: type):
    text = example(source)
    tables = facts_for(load(text), read_doc(source).facts)
    table = next(name for name in tables if name not in ("cycle", "units"))
    head, *rows = tables[table].splitlines()
    _, one = run(text, tables)
    _, other = run(text, {**tables, table: "\n".join([head, *reversed(rows), ""])})
    assert (one.lines, one.scores, one.standings) == (other.lines, other.scores, other.standings)


def test_no_two_sources_share_a_key():
    named = [name for source in SOURCES for name in KEYS.get(source.__name__) or keys_of(source)]
    assert len(named) == len(set(named))
