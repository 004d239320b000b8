"""YAML -> tree: text stays text, places are kept, hostile text is refused (the messages: tests/language/bad)."""

import pytest

from kaoping.errors.problems import SchemeError
from kaoping.rules.language.parsing import MAX_DEPTH, parse
from kaoping.rules.language.tree import MappingNode, ScalarNode, SequenceNode


def codes(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(SchemeError) as refused:
        parse(text, "s.yaml")
    return [(p.code, p.position.line, p.position.column) for p in refused.value.problems]


@pytest.mark.parametrize(
    "text", ["4.10", "on", "yes", "2014-06-20", "0o17", "1_000", "~", "null", "1e3", ".nan", "=", "<<"]
)
def test_nothing_is_another_type_than_written(text: str):
    found = parse(f"a: {text}\n", "s.yaml").entries["a"]
    assert isinstance(found, ScalarNode)
    assert found.text == text


def test_keys_stay_text_and_in_order():
    assert list(parse("on: 1\n2: 1\n0.10: 1\n", "s.yaml").entries) == ["on", "2", "0.10"]


def test_everything_knows_its_place():
    root = parse("a: 1\nb:\n  - {c: 字, d: e}\n", "s.yaml")
    items = root.entries["b"]
    assert isinstance(items, SequenceNode)
    inner = items.items[0]
    assert isinstance(inner, MappingNode)
    places = [
        (node.at.line, node.at.column) for node in (items, inner, inner.entries["c"], inner.entries["d"])
    ]
    assert places == [(3, 3), (3, 5), (3, 9), (3, 15)]
    assert inner.entries["c"].at.text == "  - {c: 字, d: e}"
    assert (inner.keys["d"].at.column, inner.entries["d"].at.width) == (12, 1)


def test_a_word_knows_whether_it_stands_in_quotes():
    root = parse('a: x\nb: "x"\nc: |\n  x\n', "s.yaml")
    quoted = [getattr(root.entries[name], "quoted", None) for name in "abc"]
    assert quoted == [False, True, False]


@pytest.mark.parametrize("text", ["a: &x 1", "a: *x", "a: !!int 1", "a: !x 1", "&x a: 1", "? !!str a\n: 1"])
def test_anchors_aliases_and_tags_are_refused(text: str):
    assert [code for code, *_ in codes(text)] == ["yaml-alias"]


def test_a_key_is_written_once_in_a_mapping_but_again_in_another():
    assert codes("a: 1\nb: 2\na: 3\n") == [("yaml-duplicate-key", 3, 1)]
    assert list(parse("a: {c: 1}\nb: {c: 1}\n", "s.yaml").entries) == ["a", "b"]


def test_all_duplicate_keys_are_told():
    assert len(codes("a: 1\na: 1\na: 1\nb: {c: 1, c: 2}\n")) == 3


def test_depth_is_counted_in_both_kinds_of_brackets():
    deep = MAX_DEPTH - 1
    parse("a: " + "[" * deep + "]" * deep, "s.yaml")
    assert codes("a: " + "[" * (deep + 1) + "]" * (deep + 1))[0][0] == "yaml-too-deep"
    parse("a: " + "{a: " * deep + "1" + "}" * deep, "s.yaml")
    assert codes("a: " + "{a: " * (deep + 1) + "1" + "}" * (deep + 1))[0][0] == "yaml-too-deep"


def test_a_byte_order_mark_may_begin_the_file_and_stand_nowhere_else():
    assert list(parse("\ufeffa: 1\n", "s.yaml").entries) == ["a"]
    assert codes("a: 1\ufeff\n") == [("yaml-invisible", 1, 5)]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u2060", "\u00ad", "\u202e"])
def test_invisible_characters_are_told_with_their_place(character: str):
    assert codes(f"a: 1\nb: x{character}y\n") == [("yaml-invisible", 2, 5)]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\ud800", "\ufffe"])
def test_characters_that_yaml_forbids_are_told_with_their_place(character: str):
    assert codes(f"a: 1\nb: x{character}y\n") == [("yaml-character", 2, 5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str):
    root = parse(f"a: 1{end}b: 2{end}", "s.yaml")
    assert (list(root.entries), root.entries["b"].at.line) == (["a", "b"], 2)


@pytest.mark.parametrize("text", ["", "\n", "# nur\n", "---\n", "- a\n", "a\n", "'a'\n"])
def test_the_whole_must_be_a_mapping(text: str):
    assert [code for code, *_ in codes(text)] == ["yaml-not-mapping"]


def test_a_second_document_is_refused_where_it_begins():
    assert codes("a: 1\n---\nb: 1\n") == [("yaml-documents", 2, 1)]
    assert list(parse("---\na: 1\n...\n", "s.yaml").entries) == ["a"]
