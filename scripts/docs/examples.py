"""Examples of the language: a docstring's lines become a whole scheme, facts, and the ledger that follows."""

from __future__ import annotations

import csv
import inspect
import io
import re
import tempfile
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kaoping.rules import Result, Scheme, load, note, score
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.facts.tables import TABLE
from kaoping.rules.language.shapes import keys_of
from kaoping.rules.ledger.result import KINDS
from kaoping.rules.numbers.points import format_points
from kaoping.rules.scheme.asking import asks_of
from kaoping.rules.scheme.keys import SchemeKeys
from kaoping.tables.reading import read_tables

_WORD = re.compile(r"(Example|Facts|Source): ?(.*)")
_SHARED = {"name", "levels", "assessor", "supplier", "responsible", "notes"}
TOP = frozenset(keys_of(SchemeKeys)) - _SHARED
UNITS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")
_HEAD = {
    "scheme": "scheme: example",
    "name": "name: 示例办法",
    "full_score": "full_score: 100",
    "categories": "categories:\n  - {id: bureau, name: 县直部门}",
    "indicators": "indicators:\n  - {id: conduct, name: 机关作风, points: 100, deduct: 5}",
}


@dataclass(frozen=True)
class Doc:
    """What a docstring says: its text, an example (YAML), facts to try it on, and where it comes from."""

    text: str
    example: str = ""
    facts: str = ""
    source: str = ""


def read_doc(thing: object) -> Doc:
    """Take a docstring apart; a line that is indented goes on with the `Example:` or `Facts:` above it."""
    parts: dict[str, list[str]] = {"text": [], "Example": [], "Facts": [], "Source": []}
    current = "text"
    for line in (inspect.getdoc(thing) or "").splitlines():
        begun = _WORD.fullmatch(line)
        if begun:
            current, line = begun[1], begun[2]
        elif not line.startswith(" "):
            current = "text"
        parts[current].append(line)
    example = textwrap.dedent("\n".join(parts["Example"])).strip().strip("`")
    facts, source = (" ".join(part.strip() for part in parts[name]) for name in ("Facts", "Source"))
    return Doc("\n".join(parts["text"]).strip(), example, facts.strip(), source.strip())


def whole_scheme(example: str) -> str:
    """Make a scheme of an example: a leaf's keys, or whole keys of the top."""
    keys = yaml.load(example, Loader=yaml.BaseLoader)
    if not set(keys) & TOP:
        return _leaf_scheme(example, keys)
    if keys.get("scheme"):
        return example.rstrip() + "\n"
    first, _, rest = example.partition("\n")
    body = rest if first.startswith("full_score:") else example
    written = {"full_score": first} if body is rest else {}
    head = [written.get(name, text) for name, text in _HEAD.items() if name not in keys or name in written]
    return "\n".join([*head, body.rstrip(), ""])


def _leaf_scheme(example: str, keys: Mapping[str, Any]) -> str:
    missing = {"id": "item", "name": "示例指标", "points": "20"}
    added = {name: text for name, text in missing.items() if name not in keys}
    points = keys.get("points", "20")
    full = points if re.fullmatch(r"[0-9.]+", str(points)) else "20"
    head = "\n".join(_HEAD[name] for name in ("scheme", "name"))
    middle = f"full_score: {full}\n{_HEAD['categories']}\nindicators:\n"
    one_line = "\n" not in example
    body = example.removeprefix("{").removesuffix("}") if one_line else example
    if one_line:
        leaf = "  - {" + ", ".join([*(f"{name}: {text}" for name, text in added.items()), body]) + "}"
    else:
        lines = [f"{name}: {text}" for name, text in added.items()] + body.splitlines()
        leaf = "\n".join(("  - " if i == 0 else "    ") + line for i, line in enumerate(lines))
    return f"{head}\n{middle}{leaf}\n"


def facts_for(scheme: Scheme, line: str) -> dict[str, str]:
    """Make the tables of facts of a `Facts:` line: one row an entry, for the first rule unless it names another."""
    rule = next(iter(scheme.rules.values()))
    table = rule.source.table
    rows = [_row(scheme, table, i, entry) for i, entry in enumerate(line.split(";"))]
    used = [c.name for c in TABLE[table].columns if any(row.get(c.name) for row in rows)]
    units = sorted({row["unit"] for row in rows}, key=UNITS.index)
    category = next(iter(scheme.categories))
    return {
        "cycle": "year\n2025\n",
        "units": _csv(
            ("unit", "name", "category"),
            [{"unit": u, "name": f"{u}单位", "category": category} for u in units],
        ),
        table: _csv(used, rows),
    }


def _row(scheme: Scheme, table: str, i: int, entry: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for part in entry.split(","):
        name, equals, text = part.strip().partition("=")
        if name == "-":
            continue
        if not equals:
            value, _, base = name.partition("/")
            given |= {"value": value, **({"base": base} if base else {})}
        else:
            given[name] = text
    each = table in ("values", "awards", "results") and "period" not in given
    rule = next(iter(scheme.rules))
    row = {"unit": UNITS[i] if each else UNITS[0], "item": rule}
    if table == "events":
        row |= {"event": f"E{i + 1}", "date": f"2025-{i + 1:02}-10"}
    if table == "ratings":
        row |= {"rater": f"R{i + 1}", "group": next(iter(scheme.rules[rule].source.rating))}  # type: ignore[union-attr]
    if table == "results":
        row["scheme"] = scheme.rules[rule].source.result.scheme  # type: ignore[union-attr]
    row |= given
    row["item"] = next((path for path in scheme.rules if path.endswith(f".{row['item']}")), row["item"])
    return row


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def run(text: str, tables: Mapping[str, str], as_of: Any = None) -> tuple[Scheme, Result]:
    """Score a scheme's text on tables of CSV text, the way of the command line."""
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables.items():
            (Path(folder) / f"{name}.csv").write_text(table, "utf-8")
        raw = read_tables(Path(folder))
    scheme = load(text, "scheme.yaml", *take_in_holes(raw))
    return scheme, score(scheme, take_in(raw, asks_of(scheme)), as_of)


LEDGER = {
    "unit": "单位",
    "item": "指标",
    "rule": "条款",
    "kind": "类型",
    "source": "来源",
    "date": "日期",
    "raw": "原分",
    "points": "计分",
    "note": "说明",
}


def ledger_rows(result: Result) -> list[dict[str, str]]:
    """Give the ledger as rows of text."""
    return [
        {
            "unit": line.unit,
            "item": line.item,
            "rule": line.rule,
            "kind": KINDS[line.kind],
            "source": line.source,
            "date": line.date,
            "raw": format_points(line.raw),
            "points": format_points(line.points),
            "note": note(line),
        }
        for line in result.lines
    ]


def markdown_table(heads: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> str:
    """Write rows as a Markdown table with the columns of `heads`."""
    lines = ["| " + " | ".join(heads.values()) + " |", "|" + " --- |" * len(heads)]
    for row in rows:
        lines.append("| " + " | ".join(row[name].replace("|", "\\|") for name in heads) + " |")
    return "\n".join(lines)


def ledger_table(result: Result) -> str:
    """Write the ledger as a Markdown table, without what is blank or the same throughout."""
    rows = ledger_rows(result)
    drop = {"item"} if len({row["item"] for row in rows}) == 1 else set()
    drop |= {"unit"} if len({row["unit"] for row in rows}) == 1 else set()
    drop |= {"rule"} if len({row["rule"] for row in rows if row["rule"]}) <= 1 else set()
    heads = {n: label for n, label in LEDGER.items() if n not in drop and any(row[n] for row in rows)}
    return markdown_table(heads, rows)
