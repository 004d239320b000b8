"""Which keys may stand where: the words of nodes, rules and their sources."""

from __future__ import annotations

from typing import Any

from kaoping.rules.clauses.sources import Awards, OtherScheme, Ratings
from kaoping.rules.clauses.sources.event import EventKeys
from kaoping.rules.clauses.sources.value import ValueKeys
from kaoping.rules.clauses.worths import VALUE_WORTHS
from kaoping.rules.language.number import Constant
from kaoping.rules.language.shapes import keys_of
from kaoping.rules.scheme.keys import (
    NodeKeys,
    RuleKeys,
    SharedKeys,
)

SIMPLE_SOURCES: tuple[type[Any], ...] = (Ratings, Awards, OtherScheme)
WORTH_OF = {name: worth for worth in VALUE_WORTHS for name in keys_of(worth)}
VALUE_WORDS = frozenset(WORTH_OF) | frozenset(keys_of(ValueKeys))
EVENT_WORDS = frozenset(keys_of(EventKeys)) | {"deduct", "add"}
SOURCE_WORDS = VALUE_WORDS | EVENT_WORDS | {name for cls in SIMPLE_SOURCES for name in keys_of(cls)}
RULE_WORDS = frozenset(keys_of(RuleKeys)) | SOURCE_WORDS
NODE_WORDS = frozenset(keys_of(NodeKeys))
SHARED_WORDS = frozenset(keys_of(SharedKeys))
LEAF_WORDS = frozenset({"start", "overflow", "missing"})
BLOCK_WORDS = frozenset({"out_of", "sum_differs"})
POINT_WORDS = frozenset({"points", "weight", "out_of", "elsewhere", "overflow", "start"})
VETO_WORDS = frozenset({"when", "from", "until", "fact", "veto", "due"})
NONE = Constant(0)
SCOPES = frozenset({"rule", "leaf", "group", "scheme"})
PREFIX = "这里的组只是编号和条款的前缀"
