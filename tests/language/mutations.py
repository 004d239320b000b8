"""Schemes broken by chance: characters, lines and words of the text, or pieces of its tree exchanged."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from random import Random
from typing import Any

import yaml

TEXTS = {
    folder.name: (folder / "scheme.yaml").read_text(encoding="utf-8")
    for folder in sorted((files("kaoping") / "schemes").iterdir(), key=lambda path: path.name)
    if folder.is_dir() and (folder / "scheme.yaml").is_file()
}
TREES = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}
_TOKEN = re.compile(r"[A-Za-z0-9_.%*-]+|[一-鿿]+|[^\w\s]|\s+|.", re.DOTALL)
_WORDS = [
    *(
        "hole",
        "hole x",
        "none",
        "-1",
        "0",
        "0%",
        "1e3",
        "NaN",
        "{}",
        "[]",
        '""',
        "null",
        "~",
        "&x",
        "*x",
        "!!str",
    ),
    *("---", "\t", "１", "\x00", "\ud800", "\ufeff", "99999999999999", "{formula: total}", "{formula: 1/0}"),
    *(
        "{of: v, bands: {0: 1}}",
        "{every: 0, points: 1}",
        "{occurrence: []}",
        "vetoed",
        "half_year",
        "children",
    ),
]
_CHARACTERS = "abz019.-_%:{}[],\"'#&*!|>?\t \n　：，１\x07\x85\u2028\ud800\U0001f600"
_VALUES: list[Any] = [
    *(
        "hole",
        "hole x",
        "",
        "0",
        "-1",
        "1e3",
        "none",
        "100%",
        "true",
        "vetoed",
        "{x}",
        "{",
        "2025-02-30",
        "a.*",
    ),
    *([], {}, ["a"], {"a": "b"}, [[]], {"formula": "1/0"}, {"formula": "score(goals)"}, {"formula": "total"}),
    *({"by_category": {"party": "1"}}, {"party": "hole"}, {"of": "v", "bands": {"0": "1", "0%": "2"}}),
]
_PIECES: list[tuple[str, Any]] = [
    ("points", {"formula": "v * 2"}),
    ("weight", "hole"),
    ("out_of", "0"),
    ("factor", {"by": "score(goals)"}),
    ("gate", {"when": {"formula": "total"}, "times": "50%"}),
    ("sum_differs", {"by": {"formula": "1"}}),
    ("missing", {"mean_of": "category"}),
    ("elsewhere", {}),
    ("for", {"units": ["u1"]}),
    ("deduct", {"every": "0", "points": {"0": "1", "5": "2"}}),
    ("deduct", {"occurrence": []}),
    ("deduct", {"from": "3", "to": "hole"}),
    ("add", {"county": {"from": "1", "to": "3"}}),
    ("cap", {"formula": "total"}),
    ("void", {"times": "3"}),
    ("average", "value(n)"),
    ("circumstances", {"a": {"times": "2"}, "b": {}}),
    ("due", {"every": "month", "day": "06-20"}),
    ("due", {"every": "half", "day": "7", "late": {"every": "1", "points": "0.1"}}),
    ("due", {"every": "quarter", "dates": {"Q1": "04-07"}}),
    ("due", {"every": "year", "dates": {"x": "y"}}),
    ("value", {"from": "total"}),
    ("value", {"unit": "percent", "zero_base": {"mean_of": "all"}}),
    ("periods", {"merge": "weighted", "weights": {"2025-06": "40%"}, "every": "half"}),
    ("at_least", {"a": {"line": "1"}}),
    ("shortfall", {"target": "1", "step": "0", "deduct": "1"}),
    ("bands", {"a": "1"}),
    ("line", {"80%": "0"}),
    ("place", {"among": ["party"], "last": {"5": "-1"}}),
    ("scale", {"among": "category"}),
    ("formula", "mean(score(goals) over [party])"),
    ("formula", "1 +"),
    ("rating", {"a": {"share": "hole"}, "b": {"points": {"formula": "1"}}}),
    ("rating", {}),
    ("result", {"scheme": "x"}),
    ("same_matter", "group"),
    ("share", {"lead": {"formula": "1"}}),
    ("when", {"place": {"last": "2", "alone": "true", "of": "goals"}}),
    ("when", {"any": []}),
    ("when", {"total": {"at_least": {"formula": "total"}}}),
    ("quantities", [{"id": "a", "formula": "b"}, {"id": "b", "formula": "a"}]),
    ("total_limits", [{"id": "l", "ceiling": {"below": "excellent"}}]),
    ("vetoes", [{"group": "g", "rules": [{"id": "v", "when": "vetoed"}]}]),
    ("holes", [{"id": "x"}, {"id": "x"}]),
    ("grades", {"ladder": [{"id": "a", "when": {"grade": ["a"]}}]}),
    ("moves", [{"when": "vetoed", "to": "x"}]),
    ("full_score", {"formula": "total"}),
    ("categories", []),
    ("levels", {"rank": {"from": "x"}}),
    ("items", []),
    ("rules", "x"),
]


def broken_text(text: str, chance: Random) -> str:
    """Delete, double or replace a few characters, lines or words."""
    spoil: Callable[[str, Random], str] = chance.choice((_characters, _lines, _words, _words))
    for _ in range(chance.choice((1, 1, 2, 4))):
        text = spoil(text, chance)
    return text


def _characters(text: str, chance: Random) -> str:
    at = chance.randrange(len(text))
    new = chance.choice(("", text[at] * 2, chance.choice(_CHARACTERS)))
    return text[:at] + new + text[at + 1 :]


def _lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    lines[at : at + 1] = chance.choice(
        (
            [],
            [line, line],
            [line, chance.choice(lines)],
            [" " * chance.randrange(8) + line.strip()],
            [line[:9]],
        )
    )
    return "\n".join(lines)


def _words(text: str, chance: Random) -> str:
    words = _TOKEN.findall(text)
    at = chance.choice([i for i, word in enumerate(words) if word.strip()])
    words[at] = chance.choice(("", words[at] * 2, chance.choice(_WORDS), chance.choice(words)))
    return "".join(words)


def broken_tree(tree: Any, chance: Random) -> str:
    """Take away, exchange or add a few pieces of the tree; gives JSON, which is YAML."""
    tree = copy.deepcopy(tree)
    for _ in range(chance.choice((1, 1, 2, 3))):
        found = list(_mappings(tree))
        mapping = chance.choice(found)
        key = chance.choice(list(mapping))
        name, piece = chance.choice(_PIECES)
        other = chance.choice(found)
        borrowed = chance.choice(list(other))
        change = chance.randrange(5)
        if change == 0:
            del mapping[key]
        elif change == 1:
            mapping[key] = copy.deepcopy(chance.choice(_VALUES))
        elif change == 2:
            mapping[name] = copy.deepcopy(piece)
        elif change == 3:
            mapping[borrowed] = copy.deepcopy(other[borrowed])
        else:
            mapping[key] = copy.deepcopy(other[borrowed])
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _mappings(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict) and tree:
        yield tree
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for item in inner:
        yield from _mappings(item)
