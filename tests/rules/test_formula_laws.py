"""What holds for every formula: printed trees read back, and another reader of the arithmetic agrees."""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterable
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.errors.problems import SchemeError
from kaoping.rules.language.formula import Env, FormulaZeroDivision, evaluate, parse
from kaoping.rules.language.formula.functions import GROUPS, REFERENCES, percentile, total
from kaoping.rules.language.formula.tree import (
    Arithmetic,
    Both,
    Call,
    Compared,
    IfElse,
    Literal,
    Name,
    Negated,
    Negative,
    OverGroup,
    Tree,
)

NUMBERS = {"a": Fraction(1, 3), "b.c": Fraction(-2), "_d1": Fraction(5, 2), "e": Fraction(0)}
IDS = st.from_regex(r"[a-z0-9]([a-z0-9.-]{0,6}[a-z0-9])?", fullmatch=True)
decimals = st.integers(0, 10**9).map(lambda n: Fraction(n, 1000))
fractions = st.fractions(max_denominator=1000)


class Alone(Env):
    """A unit with four numbers and no others beside it."""

    def value(self, kind: str, name: str, years: int = 0) -> Fraction | None:
        return NUMBERS[name]

    def group(self, over: str | tuple[str, ...]) -> Iterable[Env]:
        return []

    def group_key(self, over: str | tuple[str, ...]) -> Hashable:
        return None


def decimal_text(value: Fraction) -> str:
    """Write a number of at most 5 decimals."""
    whole, part = divmod(int(value * 100_000), 100_000)
    return f"{whole}.{part:05}".rstrip("0").rstrip(".")


def printed(node: Tree) -> str:
    """Write a tree with a parenthesis around everything."""
    match node:
        case Literal():
            return f"{decimal_text(node.value * 100)}%" if node.percent else decimal_text(node.value)
        case Name("name"):
            return node.name
        case Name() if node.years:
            return f"past({node.name}, {node.years})"
        case Name():
            return f"{node.kind}({node.name})"
        case Negative():
            return f"(-{printed(node.operand)})"
        case Negated():
            return f"(not {printed(node.operand)})"
        case Arithmetic() | Compared() | Both():
            return f"({printed(node.left)} {node.operator} {printed(node.right)})"
        case Call():
            return f"{node.function}({', '.join(map(printed, node.arguments))})"
        case IfElse():
            return f"if({printed(node.condition)}, {printed(node.chosen)}, {printed(node.otherwise)})"
        case OverGroup():
            over = node.over if isinstance(node.over, str) else f"[{', '.join(node.over)}]"
            share = f", {decimal_text(node.share)}" if node.function == "percentile" else ""
            return f"{node.function}({printed(node.member)}{share} over {over})"


def bare(node: Tree) -> str:
    """Write an arithmetic tree with no more parentheses than Python needs."""
    match node:
        case Negative():
            return f"-({bare(node.operand)})"
        case Arithmetic("+"):
            return f"{bare(node.left)} + {bare(node.right)}"
        case Arithmetic("-"):
            return f"{bare(node.left)} - ({bare(node.right)})"
        case Arithmetic("*"):
            return f"({bare(node.left)}) * ({bare(node.right)})"
        case Arithmetic():
            return f"({bare(node.left)}) / ({bare(node.right)})"
        case _:
            return printed(node)


leaves = st.one_of(
    st.builds(Literal, decimals),
    st.builds(Literal, st.integers(0, 10**6).map(lambda n: Fraction(n, 10_000)), percent=st.just(True)),
    st.builds(Name, st.just("name"), st.sampled_from(list(NUMBERS))),
)
look_ups = st.builds(Name, st.sampled_from([kind for kind in REFERENCES if kind != "past"]), IDS)
past = st.builds(Name, st.just("value"), IDS, st.integers(1, 99))
overs = st.sampled_from(["category", "all", "children"]) | st.lists(IDS, min_size=1, max_size=3).map(tuple)


def arithmetic(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.builds(Negative, inner) | st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner)


def conditions(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    comparisons = st.builds(Compared, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), inner, inner)
    return st.recursive(
        comparisons,
        lambda c: st.builds(Negated, c) | st.builds(Both, st.sampled_from(["and", "or"]), c, c),
        max_leaves=3,
    )


@st.composite
def any_node(draw: st.DrawFn, inner: st.SearchStrategy[Tree]) -> Tree:
    plain = st.sampled_from([name for name in GROUPS if name != "percentile"])
    shares = st.integers(0, 100).map(lambda n: Fraction(n, 100))
    two = st.sampled_from(["min", "max", "mean", "given", "steps", "power"])
    kinds = st.one_of(
        arithmetic(inner),
        st.builds(Call, two, st.tuples(inner, inner)),
        st.builds(Call, st.sampled_from(["abs", "floor", "ceil", "ln", "sqrt"]), st.tuples(inner)),
        st.builds(Call, st.just("round"), st.tuples(inner, st.just(Literal(Fraction(2))))),
        st.builds(IfElse, conditions(inner), inner, inner),
        st.builds(OverGroup, plain, inner, overs),
        st.builds(OverGroup, st.just("percentile"), inner, overs, shares),
    )
    return draw(kinds)


arithmetic_trees = st.recursive(leaves, arithmetic, max_leaves=12)
trees = st.recursive(leaves | look_ups | past, any_node, max_leaves=8)


def by_python(text: str) -> Fraction | None:
    """Work an expression out as Python reads it; None where it divides by zero."""
    for name in sorted(NUMBERS, key=len, reverse=True):
        text = text.replace(name, f"<{list(NUMBERS).index(name)}>")
    text = _python_numbers(text)
    try:
        return Fraction(eval(text, {"F": Fraction, "N": list(NUMBERS.values())}))
    except ZeroDivisionError:
        return None


def _python_numbers(text: str) -> str:
    def number(match: re.Match[str]) -> str:
        if match[1]:
            return f"N[{match[1]}]"
        return f"(F('{match[2]}') / 100)" if match[3] else f"F('{match[2]}')"

    return re.sub(r"<(\d)>|(\d+(?:\.\d+)?)(%?)", number, text)


def by_us(text: str) -> Fraction | None:
    try:
        return evaluate(parse(text), Alone())
    except FormulaZeroDivision:
        return None


@settings(max_examples=int(os.environ.get("KAOPING_EXAMPLES", "50")))
@given(trees)
def test_a_printed_tree_reads_back_as_itself(tree: Tree):
    formula = parse(printed(tree))
    assert formula.tree == tree


@given(arithmetic_trees)
def test_arithmetic_agrees_with_pythons_fractions(tree: Tree):
    assert by_us(printed(tree)) == by_python(printed(tree))


@given(arithmetic_trees)
def test_signs_bind_as_python_binds_them(tree: Tree):
    assert by_us(bare(tree)) == by_python(bare(tree))


words = st.sampled_from(["a", "b", "over", "all", "score", "round", "if", "得", "1", "5%", "万"])
signs = st.sampled_from([*"+-*/()（，[]<.,^且非", ">="])
almost = st.lists(words | signs)


@given(almost.map(" ".join) | almost.map("".join) | st.text(max_size=20))
def test_any_text_is_a_formula_or_is_told_what_is_wrong(text: str):
    try:
        assert parse(text).text == text
    except SchemeError as error:
        assert error.problems
        assert all(error.render(language) for language in ("zh", "en"))


@given(st.lists(fractions, max_size=30))
def test_a_total_is_the_plain_sum(values: list[Fraction]):
    assert total(values) == sum(values)


@given(st.lists(fractions, min_size=1, max_size=20), st.fractions(0, 1, max_denominator=20))
def test_a_percentile_lies_among_the_values_and_order_means_nothing(values: list[Fraction], share: Fraction):
    found = percentile(values, share)
    assert min(values) <= found <= max(values)
    assert found == percentile(values[::-1], share)
