"""The smaller things that a process is written with: roles, who fills a part, days of the year, deadlines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kaoping.errors.position import Position
from kaoping.errors.problems import nearest
from kaoping.rules.clauses.due import DUE
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Either, Flag, Keyed, Many, Record, Shape, Text, Whole, Word, key
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode
from kaoping.rules.numbers.calendar import Due
from kaoping.schemes.process.flows import ADMINISTRATORS, FLOWS, ROLES

_DAY = re.compile(r"(?:(next|previous) |([0-9]{4})-)?([0-9]{2}-[0-9]{2})")
_LEAP_YEAR = "2024"
_OFFSETS = {"previous": -1, "next": 1}


class CategoryWord(Text):
    """The id of a category of the scheme."""

    words = "类别"

    def read(self, node: Node, reading: Reading) -> Word | None:
        """Read a category that the scheme has."""
        word = super().read(node, reading)
        if word is not None and word not in reading.categories:
            reading.unknown_category(word, word.at)
            return None
        return word


class RoleWord(Text):
    """The code of a platform role that a process may give."""

    words = "角色代码"

    def read(self, node: Node, reading: Reading) -> Word | None:
        """Read a role; those of the administrators are refused."""
        word = super().read(node, reading)
        if word is None or word in ROLES:
            return word
        if word in ADMINISTRATORS:
            reading.wrong(word.at, "process-administrator", value=word, name=ADMINISTRATORS[word])
        else:
            options = listed(f"{code}（{name}）" for code, name in ROLES.items())
            reading.wrong(word.at, "process-role", value=word, options=options)
        return None


class AnswersForShape(Shape):
    """`all`, or the categories that a body answers for in a role."""

    words = "all，或类别（可多个）"

    def read(self, node: Node, reading: Reading) -> tuple[str, ...] | None:
        """Read the categories; `all` gives none, which stands for all."""
        if isinstance(node, ScalarNode) and node.text == "all":
            return ()
        found: tuple[str, ...] | None = Many(CategoryWord(), empty=False).read(node, reading)
        return found


class RolesShape(Shape):
    """`PO`, `[PO, ZX]`, or by role the categories that a body answers for: `{PO: [party], ZX: all}`."""

    words = "角色代码，或 {角色代码: 类别}"
    _inner = Either(
        scalar=Many(RoleWord()),
        sequence=Many(RoleWord()),
        mapping=Keyed(RoleWord(), AnswersForShape(), empty=False),
    )

    def read(self, node: Node, reading: Reading) -> dict[str, tuple[str, ...]] | None:
        """Read the roles with their categories; none stands for all."""
        found = self._inner.read(node, reading)
        if isinstance(found, tuple):
            return {str(role): () for role in found}
        return None if found is None else {str(role): words for role, words in found.items()}


class FlowWord(Text):
    """The id of a flow shape."""

    words = "流转形式"

    def read(self, node: Node, reading: Reading) -> Word | None:
        """Read a flow shape that there is."""
        word = super().read(node, reading)
        if word is None or word in FLOWS:
            return word
        names = {flow.id: flow.name for flow in FLOWS.values()}
        options = listed(f"{code}（{name}）" for code, name in names.items())
        reading.wrong(word.at, "process-flow", nearest(word, names, names), value=word, options=options)
        return None


@dataclass(frozen=True)
class Who:
    """Who fills a part of a flow: bodies, the same for all (`everyone`) or by category."""

    everyone: tuple[str, ...] = ()
    by_category: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, category: str = "") -> tuple[str, ...]:
        """Give the bodies for a category."""
        return self.by_category.get(category, self.everyone)

    @property
    def all(self) -> tuple[str, ...]:
        """Give all bodies, each once, in their order."""
        return tuple(
            dict.fromkeys([*self.everyone, *(b for some in self.by_category.values() for b in some)])
        )


class WhoShape(Shape):
    """A body, several, or bodies by category."""

    words = "机构（可多个），或 {类别: 机构}"
    _inner = Either(
        scalar=Many(Text()),
        sequence=Many(Text(), empty=False),
        mapping=Keyed(CategoryWord(), Many(Text()), empty=False),
    )

    def read(self, node: Node, reading: Reading) -> Who | None:
        """Read the references; the reader resolves them."""
        found = self._inner.read(node, reading)
        if found is None:
            return None
        return Who(found) if isinstance(found, tuple) else Who(by_category=found)


@dataclass(frozen=True)
class YearDay:
    """A day of the year of evaluation, or of the year before or after it; a programme of years names the year."""

    month: int
    day: int
    offset: int = 0
    year: int | None = None

    def within(self, year: int) -> date:
        """Give the day for a year of evaluation; 29 February is the 28th in a common year."""
        number = self.year if self.year is not None else year + self.offset
        try:
            return date(number, self.month, self.day)
        except ValueError:
            return date(number, self.month, self.day - 1)


class YearDayShape(Shape):
    """`01-05`, `next 01-31`, `previous 12-01` or `2012-12-31`."""

    words = "日子：01-05、next 01-31（次年）、previous 12-01（上年）或 2012-12-31"

    def read(self, node: Node, reading: Reading) -> YearDay | None:
        """Read a day that there is."""
        text = reading.word(node)
        match = _DAY.fullmatch(text) if text is not None else None
        try:
            day = date.fromisoformat(f"{match[2] or _LEAP_YEAR}-{match[3]}") if match else None
        except ValueError:
            day = None
        if match and day:
            return YearDay(day.month, day.day, _OFFSETS.get(match[1], 0), day.year if match[2] else None)
        if text is not None:
            reading.wrong(node.at, "process-day", value=text)
        return None


@dataclass(frozen=True)
class Term:
    """A term (期限): so many days, or working days, after something has happened."""

    within: int = key(Whole(0, 3660), "几天以内")
    workdays: bool = key(Flag(), "按工作日计", False)
    after: str = key(Text(), "从何时起算", "")


class DeadlineShape(Shape):
    """A due date in the notation of the scheme language, or a term: `{within: 10, workdays: true, after: 成交}`."""

    words = "due，或 {within, workdays, after}"

    def read(self, node: Node, reading: Reading) -> Due | Term | None:
        """Read a calendar or a term; what a late report costs stands in the scheme, not here."""
        if isinstance(node, MappingNode) and {"within", "workdays", "after"} & set(node.entries):
            term: Term | None = Record(Term).read(node, reading)
            return term
        costs = {"missing", "late"} & set(getattr(node, "entries", ()))
        for name in sorted(costs):
            reading.wrong(getattr(node, "keys", {})[name].at, "process-cost", key=name)
        rule = None if costs else DUE.read(node, reading)
        return rule.calendar if rule else None


def place_of(word: str, otherwise: Position) -> Position:
    """Give where a word was written, as far as it remembers."""
    return word.at if isinstance(word, Word) else otherwise
