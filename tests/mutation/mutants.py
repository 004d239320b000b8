"""All mutants (变异体) of a module, and a sample of those of many; what does nothing when it runs is left alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from tests.mutation.operators import OPERATORS
from tests.mutation.source import Edit, Source


@dataclass(frozen=True)
class Mutant:
    """One small change of one module."""

    source: Source
    edit: Edit

    @property
    def text(self) -> bytes:
        """The module as the mutant has it."""
        return self.source.edited(self.edit)

    @property
    def name(self) -> str:
        """The module and its lines before and after: the same wherever the lines have moved to."""
        before, after = self.source.before_and_after(self.edit)
        return f"{self.source.path}: {before}  ->  {after}"

    @property
    def shown(self) -> str:
        """The name, with the line it stands in now."""
        path, _, change = self.name.partition(": ")
        return f"{path}:{self.source.line(self.edit)}: {change}"

    @property
    def differs(self) -> bool:
        """Whether it is a program at all, and another one."""
        try:
            return ast.dump(ast.parse(self.text)) != ast.dump(self.source.tree)
        except SyntaxError:
            return False


def mutants_of(source: Source) -> list[Mutant]:
    """Give every mutant of a module, in the order of its text, none twice."""
    edits = {
        edit for node in _running(source.tree) for operator in OPERATORS for edit in operator(source, node)
    }
    return [Mutant(source, edit) for edit in sorted(edits)]


def sample(sources: Iterable[Source], size: int, seed: int) -> list[Mutant]:
    """Choose mutants of several modules, each as likely as any other; in the order of the text."""
    every = [mutant for source in sources for mutant in mutants_of(source) if mutant.differs]
    chosen = sorted(Random(seed).sample(range(len(every)), min(size, len(every))))
    return [every[i] for i in chosen]


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what does something: no docstring, annotation, decorator, assertion, protocol or message."""
    for child in ast.iter_child_nodes(node):
        if not _is_idle(child, node):
            yield child
            yield from _running(child)


def _is_idle(node: ast.AST, above: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.JoinedStr | ast.Raise):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return (
        _is_type_or_decorator(node, above)
        or _names_slots(node)
        or _names_a_type(node)
        or _is_label(node, above)
    )


def _names_a_type(node: ast.AST) -> bool:
    naming = ("NewType", "TypeVar", "cast")
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in naming


def _is_type_or_decorator(node: ast.AST, above: ast.AST) -> bool:
    if isinstance(above, ast.FunctionDef):
        return node is above.returns or node in above.decorator_list
    if isinstance(above, ast.ClassDef):
        return node in above.decorator_list
    return isinstance(above, ast.arg | ast.AnnAssign) and node is above.annotation


def _is_label(node: ast.AST, above: ast.AST) -> bool:
    """Say whether a text is the label of a key: the second argument of `key`, for the pages."""
    named = isinstance(above, ast.Call) and isinstance(above.func, ast.Name) and above.func.id == "key"
    return named and node in above.args[1:2]


def _names_slots(node: ast.AST) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id in ("__slots__", "__all__") for target in targets)
