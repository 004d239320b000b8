"""The core keeps its rooms: few at the top, none crowded, and each class name stands once."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import kaoping.rules

RULES = Path(kaoping.rules.__path__[0])
MODULES = sorted(RULES.rglob("*.py"))


def classes() -> Iterator[str]:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name


def test_the_core_has_at_most_8_folders_and_files_at_its_top() -> None:
    assert len({module.relative_to(RULES).parts[0] for module in MODULES}) <= 8


def test_no_folder_of_the_core_holds_more_than_15_modules() -> None:
    held = Counter(
        str(module.parent.relative_to(RULES)) for module in MODULES if module.name != "__init__.py"
    )
    assert {folder: count for folder, count in held.items() if count > 15} == {}


def test_no_class_name_of_the_core_stands_twice() -> None:
    assert {name: times for name, times in Counter(classes()).items() if times > 1} == {}
