"""How a condition (条件) is written: a word, a mapping, or a list of which all must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaoping.errors.problems import nearest
from kaoping.rules.language.conditions.case import Condition
from kaoping.rules.language.conditions.joined import All, Any_, Not
from kaoping.rules.language.conditions.membership import IsObserver
from kaoping.rules.language.conditions.vetoed import IsVetoed
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Many, Record, Shape, keys_of
from kaoping.rules.language.tree import MappingNode, Node, ScalarNode


class ConditionShape(Shape):
    """A condition: a word, a mapping, or a list of which all must hold.

    条件：限制、否决、等次、结果运用、参评范围都用同一种条件，就一个单位判断。写一个词（vetoed、observer）、一个键值表，
    或一个列表（全部成立）；`any`、`all`、`not` 可以套用。缺少资料的条件不成立。

    Example:
        grades:
          - id: excellent
            name: 优秀
            when:
              all:
                - {place: {first: 3, among: category}}
                - {total: {at_least: 85}}
                - not: {event: conduct, times: 3}
            cite: 五
          - {id: qualified, name: 合格}
    Source: spec section 4 (gates), section 6 (grades, vetoes, consequences).
    """

    words = "条件"

    kinds: tuple[type[Condition], ...] = ()
    """The registry of the package, which puts it in: one kind holds a condition itself and so knows the shape."""
    alone: tuple[type[IsVetoed | IsObserver], ...] = (IsVetoed, IsObserver)
    """The kinds that may be written as a word."""

    @property
    def leaves(self) -> Mapping[str, type[Condition]]:
        """Give the kinds that are written as a record of keys, by the key that tells them from others."""
        return {kind.word: kind for kind in self.kinds if keys_of(kind)}

    def read(self, node: Node, reading: Reading) -> Condition | None:
        """Read a condition."""
        if isinstance(node, ScalarNode):
            return self._word(node, reading)
        if isinstance(node, MappingNode):
            return self._mapping(node, reading)
        parts = Many(self, empty=False).read(node, reading)
        return None if parts is None else All(parts)

    def _word(self, node: ScalarNode, reading: Reading) -> Condition | None:
        words: dict[str, Condition] = {kind.word: kind() for kind in self.alone}
        if node.text not in words:
            hint = nearest(node.text, words)
            reading.wrong(node.at, "condition-word", hint, value=node.text, options=listed(words))
        return words.get(node.text)

    def _mapping(self, node: MappingNode, reading: Reading) -> Condition | None:
        name, inner = next(iter(node.entries.items()), ("", None))
        if len(node.entries) != 1 or inner is None:
            return self._leaf(node, reading)
        if name == Not.word:
            found = self.read(inner, reading)
            return found and Not(found)
        several = {kind.word: kind for kind in (Any_, All)}
        return self._several(several[name], inner, reading) if name in several else self._leaf(node, reading)

    def _several(self, kind: type[Any_ | All], node: Node, reading: Reading) -> Condition | None:
        parts = Many(self, empty=False).read(node, reading)
        return kind(parts) if parts else None

    def _leaf(self, node: MappingNode, reading: Reading) -> Condition | None:
        leaves = self.leaves
        name = next((name for name in leaves if name in node.entries), None)
        if name is None:
            self._unknown(node, reading)
            return None
        words = [word for word in node.entries if word in leaves and word not in keys_of(leaves[name])]
        if words:
            reading.wrong(node.keys[words[0]].at, "condition-several", keys=listed([name, *words]))
            return None
        return Record(leaves[name]).read(node, reading)  # type: ignore[no-any-return]  # a leaf condition or None

    def _unknown(self, node: MappingNode, reading: Reading) -> None:
        known = [kind.word for kind in self.kinds]
        at = next((name.at for name in node.keys.values()), node.at)
        hint = next((hint for name in node.entries if (hint := nearest(name, known))), "")
        value = listed(node.entries) if node.entries else ""
        reading.wrong(at, "condition-kind", hint, value=value, options=listed(known))

    def schema(self) -> dict[str, Any]:
        """Anything of the condition language."""
        return {"$ref": "#/$defs/Condition"}


CONDITION = ConditionShape()
