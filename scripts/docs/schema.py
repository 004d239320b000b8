"""The JSON Schema (draft 2020-12) of a scheme, for editors: made of the shapes that the reader reads by."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from typing import Any

import kaoping.rules
from kaoping.rules.clauses.rates import SHAPED
from kaoping.rules.clauses.sources import Awards, OtherScheme, Ratings
from kaoping.rules.clauses.sources.event import EventKeys
from kaoping.rules.clauses.sources.value import ValueKeys
from kaoping.rules.clauses.worths import VALUE_WORTHS
from kaoping.rules.language.conditions import CONDITION
from kaoping.rules.language.number_shapes import NUMBER_WORDS, POINTS
from kaoping.rules.language.shapes import keys_of
from kaoping.rules.scheme.keys import GroupKeys, NodeKeys, RuleKeys, SchemeKeys, SharedKeys

Json = dict[str, Any]
RULE_CLASSES: tuple[type, ...] = (RuleKeys, EventKeys, ValueKeys, *VALUE_WORTHS, Ratings, Awards, OtherScheme)


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _list_of(*names: str) -> Json:
    return {"type": "array", "items": _ref(names[0]) if len(names) == 1 else {"anyOf": [*map(_ref, names)]}}


LATER: dict[str, dict[str, Json]] = {
    "Scheme": {
        "indicators": _list_of("Node"),
        "adjustments": _list_of("Adjustments", "Node"),
        "vetoes": _list_of("Vetoes", "Veto"),
    },
    "Node": {"items": _list_of("Node"), "rules": _list_of("RuleGroup", "Rule")},
    "RuleGroup": {"rules": _list_of("RuleGroup", "Rule")},
    "Adjustments": {"rules": _list_of("Adjustments", "Node")},
    "Vetoes": {"rules": _list_of("Vetoes", "Veto")},
}
"""What the reader itself puts together: the keys that a shape leaves for later."""


def scheme_schema() -> Json:
    """Give the schema of a whole `scheme.yaml`."""
    defs: dict[str, Json] = {
        "Scheme": _object("Scheme", [SchemeKeys], ("scheme", "name", "full_score", "indicators")),
        "Node": _object("Node", [NodeKeys, *RULE_CLASSES], ("id",)),
        "RuleGroup": _object("RuleGroup", [GroupKeys], ("group", "rules")),
        "Rule": _object(
            "Rule", [SharedKeys, *RULE_CLASSES], ("id",), id=_key(NodeKeys, "id"), points=_points()
        ),
        "Adjustments": _object("Adjustments", [GroupKeys], ("group", "rules")),
        "Vetoes": _object("Vetoes", [GroupKeys], ("group", "rules")),
        "Veto": _object("Veto", [SharedKeys, RuleKeys, EventKeys], ("id",), id=_key(NodeKeys, "id")),
        "Rate": _rate(),
        "Condition": _condition(),
    }
    classes = _records()
    wanted = list(_refs(defs))
    while wanted:
        name = wanted.pop()
        if name not in defs:
            defs[name] = _object(name, [classes[name]])
            wanted += _refs(defs[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "考评办法 scheme.yaml",
        **_ref("Scheme"),
        "$defs": {name: _loose(defs[name]) for name in sorted(defs)},
    }


def _records() -> dict[str, type]:
    """Give every record class of the language by name."""
    found: dict[str, type] = {}
    for info in pkgutil.walk_packages(kaoping.rules.__path__, "kaoping.rules."):
        for name, cls in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if not hasattr(cls, "__dataclass_fields__") or not keys_of(cls):
                continue
            if found.setdefault(name, cls) is not cls:
                raise ValueError(f"two records are called {name}")
    return found


def _object(name: str, classes: Iterable[type], required: tuple[str, ...] = (), **more: Json) -> Json:
    classes = tuple(classes)
    properties: Json = {}
    for cls in classes:
        properties |= {key: _key(cls, key) for key in keys_of(cls) if key not in properties}
    properties |= {"deduct": _rated("扣分"), "add": _rated("加分")} if RuleKeys in classes else {}
    for key, schema in LATER.get(name, {}).items():
        properties[key] = {**schema, "description": properties[key]["description"]}
    properties |= more
    needed = required or tuple(key for key, k in keys_of(classes[0]).items() if k.required)
    described = (inspect.getdoc(classes[0]) or "").split("\n", 1)[0]
    found: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    found |= {"required": sorted(needed)} if needed else {}
    return found | ({"description": described} if not required else {})


def _key(cls: type, name: str) -> Json:
    known = keys_of(cls)[name]
    return {**known.shape.schema(), "description": known.doc}


def _points() -> Json:
    return {**POINTS.schema(), "description": "本条分值"}


def _rated(words: str) -> Json:
    return {**_ref("Rate"), "description": words}


def _rate() -> Json:
    """What `deduct` and `add` take: a number, one of the shapes, or a table of levels or categories."""
    table = {"type": "object", "additionalProperties": _ref("Rate")}
    own = {name for cls in SHAPED for name in keys_of(cls)} | NUMBER_WORDS
    table["not"] = {"anyOf": [{"required": [name]} for name in sorted(own)]}
    number = {
        "type": "object",
        "properties": {n: {} for n in sorted(NUMBER_WORDS)},
        "additionalProperties": False,
    }
    shapes = [_ref(cls.__name__) for cls in SHAPED]
    return {"anyOf": [{"type": ["number", "string"]}, *shapes, number, table]}


def _condition() -> Json:
    leaves = [_ref(cls.__name__) for cls in CONDITION.leaves.values()]
    inner = _ref("Condition")
    several = {"anyOf": [{"type": "array", "items": inner}, inner]}
    joined = [
        {"type": "object", "properties": {name: of}, "required": [name], "additionalProperties": False}
        for name, of in (("any", several), ("all", several), ("not", inner))
    ]
    words = {"enum": [kind.word for kind in CONDITION.alone]}
    return {"anyOf": [words, {"type": "array", "items": inner}, *joined, *leaves]}


def _refs(schema: Any) -> Iterator[str]:
    """Give the names of all definitions that a schema refers to."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].removeprefix("#/$defs/")
        for inner in schema.values():
            yield from _refs(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _refs(inner)


def _loose(schema: Any) -> Any:
    """Accept numbers and flags as text too: whether `5` is a number is the YAML reader's guess."""
    if isinstance(schema, list):
        return [_loose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _loose(inner) for name, inner in schema.items()}
    kinds = found.get("type")
    if kinds == "boolean":
        del found["type"]
        return {**found, "enum": [True, False, "true", "false"]}
    if kinds == "integer":
        return {**found, "type": ["integer", "string"], "pattern": "^[0-9]+$"}
    if isinstance(found.get("enum"), list):
        found["enum"] = [word for word in found["enum"] if word != ""]
    return found
