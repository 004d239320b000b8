"""The changes that are tried on a node: each operator gives the edits it knows for it, the text of the node alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.mutation.source import Edit, Source

Operator = Callable[[Source, ast.AST], Iterator[Edit]]

_COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: (r"<", ("<=", ">=")),
    ast.LtE: (r"<=", ("<",)),
    ast.Gt: (r">", (">=", "<=")),
    ast.GtE: (r">=", (">",)),
    ast.Eq: (r"==", ("!=",)),
    ast.NotEq: (r"!=", ("==",)),
    ast.In: (r"\bin\b", ("not in",)),
    ast.NotIn: (r"\bnot\s+in\b", ("in",)),
    ast.Is: (r"\bis\b", ("is not",)),
    ast.IsNot: (r"\bis\s+not\b", ("is",)),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, tuple[str, ...]]] = {
    ast.Add: (r"\+", ("-",)),
    ast.Sub: (r"-", ("+",)),
    ast.Mult: (r"\*", ("//",)),
    ast.Div: (r"/", ("*",)),
    ast.FloorDiv: (r"//", ("*",)),
    ast.Mod: (r"%", ("*",)),
    ast.BitOr: (r"\|", ("&",)),
    ast.BitAnd: (r"&", ("|",)),
}
_TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}


def _between(source: Source, left: ast.AST, right: ast.AST, pattern: str) -> tuple[int, int] | None:
    """Give where an operator stands between two nodes; brackets may stand there too."""
    start = source.end(left)
    found = re.search(pattern.encode(), source.text[start : source.start(right)])
    return (start + found.start(), start + found.end()) if found else None


def comparisons(source: Source, node: ast.AST) -> Iterator[Edit]:
    """`<` to `<=`, `==` to `!=`, `in` to `not in`."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            pattern, others = _COMPARISONS[type(operator)]
            if place := _between(source, left, right, pattern):
                yield from (Edit(*place, other) for other in others)


def connectives(source: Source, node: ast.AST) -> Iterator[Edit]:
    """`and` to `or`, `or` to `and`."""
    if isinstance(node, ast.BoolOp):
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        places = [
            _between(source, left, right, rf"\b{old}\b")
            for left, right in zip(node.values, node.values[1:], strict=False)
        ]
        text, start = source.text, source.start(node)
        for place in reversed([place for place in places if place]):
            text = text[: place[0]] + new.encode() + text[place[1] :]
        end = source.end(node) + (len(new) - len(old)) * len(places)
        yield Edit(start, source.end(node), text[start:end].decode())


def negations(source: Source, node: ast.AST) -> Iterator[Edit]:
    """`not` and the minus sign left out."""
    is_turned = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub)
    if is_turned and not isinstance(node.operand, ast.Constant):
        yield Edit(source.start(node), source.start(node.operand), "")


def arithmetic(source: Source, node: ast.AST) -> Iterator[Edit]:
    """`+` to `-`, `*` to `//`, `|` to `&`, also before `=`."""
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not _is_text(node):
        pattern, others = _ARITHMETIC[type(node.op)]
        place = _between(source, node.left, node.right, pattern)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        pattern, others = _ARITHMETIC[type(node.op)]
        place = _between(source, node.target, node.value, pattern)
    else:
        return
    if place:
        yield from (Edit(*place, other) for other in others)


def _is_text(node: ast.BinOp) -> bool:
    """Say whether texts or tables are put together or types named: no other operator means anything there."""
    if isinstance(node.op, ast.BitOr):
        return all(_is_type(side) for side in (node.left, node.right))
    texts = (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple)
    return any(
        isinstance(side, texts) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )


def _is_type(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_type(node.left) and _is_type(node.right)
    if isinstance(node, ast.Subscript):
        return _is_type(node.value)
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return (isinstance(node, ast.Constant) and node.value is None) or name in _TYPES or name[:1].isupper()


_TYPES = frozenset(
    {"str", "int", "bool", "float", "bytes", "list", "dict", "tuple", "set", "frozenset", "date"}
)


def constants(source: Source, node: ast.AST) -> Iterator[Edit]:
    """0 to 1, n to n + 1 and n - 1, True to False, a text to none. Text in Chinese is for people, not for the rules."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield source.instead(node, str(not value))
    elif isinstance(value, int):
        yield from (source.instead(node, str(n)) for n in (value + 1, value - 1) if n >= 0)
    elif isinstance(value, str) and value.isascii():
        yield source.instead(node, '""' if value else '"mutant"')


def conditions(source: Source, node: ast.AST) -> Iterator[Edit]:
    """A condition that always holds, or never."""
    tests: list[ast.expr] = []
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        tests = [node.test]
    elif isinstance(node, ast.comprehension):
        tests = node.ifs
    for test in tests:
        yield source.instead(test, "True")
        yield source.instead(test, "False")


_EMPTY = {
    "list": "[]",
    "Sequence": "[]",
    "Items": "[]",
    "tuple": "()",
    "dict": "{}",
    "Mapping": "{}",
    "set": "set()",
    "frozenset": "frozenset()",
}


def returns(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Nothing returned where the signature allows it: None, or an empty table; a bool is decided beforehand."""
    if isinstance(node, ast.FunctionDef) and node.returns is not None:
        values = _nothing_of(node.returns)
        for statement in _own_statements(node):
            if isinstance(statement, ast.Return) and not isinstance(statement.value, ast.Constant | None):
                yield from (source.instead(statement.value, value) for value in values)


def _nothing_of(annotation: ast.expr) -> tuple[str, ...]:
    if isinstance(annotation, ast.BinOp):
        return tuple(sorted({*_nothing_of(annotation.left), *_nothing_of(annotation.right)}))
    if isinstance(annotation, ast.Constant):
        return ("None",) if annotation.value is None else ()
    name = getattr(annotation.value if isinstance(annotation, ast.Subscript) else annotation, "id", "")
    if name == "bool":
        return ("True", "False")
    return (_EMPTY[name],) if name in _EMPTY else ()


def _own_statements(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            yield child
            yield from _own_statements(child)


def deletions(source: Source, node: ast.AST) -> Iterator[Edit]:
    """A statement left out: a call, what is put into an attribute or a table, `continue`, `break`."""
    if isinstance(node, ast.Expr):
        is_yield = isinstance(node.value, ast.Yield | ast.YieldFrom)
        yield source.instead(node, "yield from ()" if is_yield else "pass")
    elif isinstance(node, ast.Continue | ast.Break | ast.AugAssign) or _is_put(node):
        yield source.instead(node, "pass")


def _is_put(node: ast.AST) -> bool:
    """Say whether something is put into an attribute or a table; a name left without its value is found by anything."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    return bool(targets) and all(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)


def twins(source: Source, node: ast.AST) -> Iterator[Edit]:
    """`min` to `max`, `any` to `all`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TWINS:
        yield source.instead(node.func, _TWINS[node.func.id])


def orders(source: Source, node: ast.AST) -> Iterator[Edit]:
    """What is sorted, or chosen from, without its key; the default of what may be empty stays."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            before = source.text[: source.start(keyword)].rstrip()
            if keyword.arg in ("key", "reverse"):
                start = len(before) - 1 if before.endswith(b",") else source.start(keyword)
                yield Edit(start, source.end(keyword), "")


def ends(source: Source, node: ast.AST) -> Iterator[Edit]:
    """The last instead of the first, and the other way round; a slice without one of its bounds."""
    if isinstance(node, ast.Subscript):
        index = node.slice
        if isinstance(index, ast.Constant) and index.value == 0 and not isinstance(index.value, bool):
            yield source.instead(index, "-1")
        elif isinstance(index, ast.UnaryOp) and isinstance(index.operand, ast.Constant):
            yield source.instead(index, "0")
        elif isinstance(index, ast.Slice):
            yield from (source.instead(bound, "") for bound in (index.lower, index.upper) if bound)


OPERATORS: tuple[Operator, ...] = (
    comparisons,
    connectives,
    negations,
    arithmetic,
    constants,
    conditions,
    returns,
    deletions,
    twins,
    orders,
    ends,
)
