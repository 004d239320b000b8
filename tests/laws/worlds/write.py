"""A world's scheme as YAML."""

from __future__ import annotations

from tests.laws.worlds.data import (
    CATEGORIES,
    EXTRA,
    VETOES,
    GateData,
    Item,
    LeafData,
    LimitData,
    MoveData,
    NodeData,
    PeriodsData,
    QuantityData,
    RuleData,
    World,
    declared,
    inside,
)
from tests.laws.worlds.words import condition_text, decimal, formula_text, tenths

KINDS = {
    "award": "award: full",
    "rating": "rating: {r1: {name: 一, share: 60%}, r2: {name: 二, share: 40%, drop: 1}}",
    "proportional": "value: ratio\nproportional: 90%",
    "threshold": "value: count\nat_least: 80",
    "bands": "value: count\nbands: {90: 100%, 60: 55%, 30: 10%}",
    "line": "value: count\nline: {20: 0%, 50: 30%, 90: 100%}",
    "shortfall": "value: count\nshortfall: {target: 80, step: 7, deduct: 0.9}",
    "place": "value: count\nplace: {among: AMONG, first: {1: 100%, 2: 70%}, others: 30%}",
    "scale": "value: count\nscale: {among: AMONG, from: 40%, to: 100%}",
    "formula": "value: count",
}
"""What an item of each kind says; a formula is added."""


def written(world: World) -> str:
    """Write a world's scheme."""
    full = {c: sum(declared(item, c) for item in world.tree) for c in CATEGORIES}
    lines = ["scheme: world", "name: 生成的办法", f"full_score: {_by_category(full)}"]
    rank = world.rank
    lines += [f"rank: {{among: {rank.among}, on: {rank.on}, ties: {rank.ties}}}", "categories:"]
    lines += [f"  - {{id: {c}, name: 类别{c}}}" for c in CATEGORIES]
    lines += ["levels:", "  size: {small: 小, large: 大, nothing: 不计}"]
    if world.auxiliary:
        lines.append(f"values: {{{', '.join(f'{name}: 数据{name}' for name in world.auxiliary)}}}")
    lines += ["indicators:", *(line for item in world.tree for line in _item(item, "  "))]
    lines += _section("quantities", [_quantity(one) for one in world.quantities])
    if world.adjustment:
        lines += ["adjustments:", f"  - id: {EXTRA}", "    name: 附加", "    levels: size", "    rules:"]
        lines += [f"      - {_rule(rule)}" for rule in world.adjustment]
    lines += [*_vetoes(world), *_grades(world)]
    lines += _section("total_limits", [_limit(limit) for limit in world.limits])
    lines += _section(
        "not_assessed", [f"{{name: 不考评, when: {condition_text(when)}}}" for when in world.out]
    )
    return "\n".join(lines) + "\n"


def _section(name: str, entries: list[str]) -> list[str]:
    return [f"{name}:", *(f"  - {entry}" for entry in entries)] if entries else []


def _by_category(tenth: dict[str, int]) -> str:
    return "{" + ", ".join(f"{c}: {tenths(n)}" for c, n in tenth.items()) + "}"


# the tree


def _item(item: Item, indent: str) -> list[str]:
    lines = [f"id: {item.id.rpartition('.')[2]}", f"name: 指标{item.id}", f"not_applicable: {item.absent}"]
    if item.only:
        lines.append(f"for: [{item.only}]")
    if item.gates:
        lines.append(f"gate: [{', '.join(_gate(gate) for gate in item.gates)}]")
    lines += _leaf(item) if isinstance(item, LeafData) else _node(item)
    return [f"{indent}- {lines[0]}", *(f"{indent}  {line}" for line in lines[1:])]


def _gate(gate: GateData) -> str:
    does = (
        f"times: {decimal(gate.times)}" if gate.times is not None else f"ceiling: {tenths(gate.ceiling or 0)}"
    )
    return f"{{when: {condition_text(gate.when)}, {does}}}"


def _node(node: NodeData) -> list[str]:
    within = {c: inside(node, c) for c in CATEGORIES if node.only in ("", c)}
    lines = [f"points: {_by_category(within)}"]
    if node.block is not None:
        lines = [f"points: {tenths(node.block)}", f"out_of: {_by_category(within)}"]
    if node.factor is not None:
        when = f", when: {condition_text(node.factor_when)}" if node.factor_when else ""
        lines.append(f'factor: {{by: "{formula_text(node.factor)}"{when}}}')
    return [*lines, "items:", *(line for child in node.items for line in _item(child, "  "))]


def _leaf(leaf: LeafData) -> list[str]:
    lines = [f"points: {tenths(leaf.points)}"]
    if leaf.kind != "events":
        return lines + _one_item(leaf)
    lines += [f"start: {'full' if leaf.full_start else 'zero'}", "levels: size"]
    if leaf.ceiling is not None:
        lines.append(f"ceiling: {tenths(leaf.ceiling)}")
    if leaf.overflow:
        lines.append("overflow: total")
    return [*lines, "rules:", *(f"  - {_rule(rule)}" for rule in leaf.rules)]


def _one_item(leaf: LeafData) -> list[str]:
    lines = KINDS[leaf.kind].replace("AMONG", leaf.among).split("\n")
    if leaf.measured is not None:
        lines[0] = f'value: {{from: "{formula_text(leaf.measured)}"}}'
    if leaf.formula is not None:
        lines.append(f'formula: "{formula_text(leaf.formula)}"')
    if leaf.periods is not None:
        lines.append(f"periods: {_periods(leaf.periods)}")
    if leaf.when is not None:
        lines.append(f"when: {condition_text(leaf.when)}")
    missing = f"{{mean_of: {leaf.among}}}" if leaf.missing == "mean_of" else leaf.missing
    return [*lines, f"missing: {missing}"]


def _periods(periods: PeriodsData) -> str:
    parts = [f"merge: {periods.merge}", f"of: {periods.of}", "every: quarter"]
    if periods.floor is not None:
        parts.append(f"floor: {tenths(periods.floor)}")
    if periods.round is not None:
        parts.append(f"round: {periods.round}")
    if periods.weights:
        parts.append(f"weights: {{{', '.join(f'Q{n}: {w}' for n, w in enumerate(periods.weights, 1))}}}")
    return "{" + ", ".join(parts) + "}"


# rules over events


def _rule(rule: RuleData) -> str:
    parts = [f"id: {rule.id}", f"name: 条款{rule.id}"]
    if rule.sign:
        parts.append(f"{'add' if rule.sign > 0 else 'deduct'}: {_rate(rule)}")
    parts += [text for asked, text in _limits(rule) if asked]
    return "{" + ", ".join(parts) + "}"


def _limits(rule: RuleData) -> list[tuple[bool, str]]:
    return [
        (rule.cap is not None, f"cap: {tenths(rule.cap or 0)}"),
        (rule.once, "once: true"),
        (rule.void is not None, f"void: {{times: {rule.void}}}"),
        (rule.exempt, "exempt: 自查"),
        (rule.share, "share: {lead: 80%, joint: 20%}"),
        (bool(rule.matter), f"same_matter: {rule.matter}"),
        (rule.circumstance, "circumstances: {reported: {name: 举报, times: 2}}"),
        (rule.veto and bool(rule.sign), "veto: true"),
        (rule.when is not None, f"when: {condition_text(rule.when) if rule.when else ''}"),
    ]


def _rate(rule: RuleData) -> str:
    if isinstance(rule.rate, dict):
        return "{" + ", ".join(f"{name}: {tenths(n)}" for name, n in rule.rate.items()) + "}"
    if isinstance(rule.rate, tuple):
        return f"{{from: {tenths(rule.rate[0])}, to: {tenths(rule.rate[1])}}}"
    return tenths(rule.rate)


# what stands beside the tree


def _quantity(quantity: QuantityData) -> str:
    parts = [f"id: {quantity.id}", f"name: 量{quantity.id}"]
    if quantity.formula is not None:
        parts.append(f'formula: "{formula_text(quantity.formula)}"')
    else:
        parts += [f"events: '{quantity.rule}'", f"take: {quantity.take}", f"of: {quantity.of}"]
    if quantity.level:
        parts.append(f"level: {quantity.level}")
    if quantity.round is not None:
        parts.append(f"round: {quantity.round}")
    return "{" + ", ".join(parts) + "}"


def _vetoes(world: World) -> list[str]:
    lines = []
    if world.veto_rules:
        lines += [f"  - group: {VETOES}", "    name: 否决", "    exempt: 自查", "    rules:"]
        lines += [f"      - {_rule(rule)}" for rule in world.veto_rules]
    for n, when in enumerate(world.veto_conditions):
        lines.append(f"  - {{id: vc{n}, name: 否决条件, when: {condition_text(when)}}}")
    return ["vetoes:", *lines] if lines else []


def _grades(world: World) -> list[str]:
    if not world.grades:
        return []
    lines = ["grades:", "  ladder:"]
    for grade in world.grades:
        when = f", when: {condition_text(grade.when)}" if grade.when else ""
        race = f", race: {condition_text(grade.race)}" if grade.race else ""
        lines.append(f"    - {{id: {grade.id}, name: 等次{grade.id}{when}{race}}}")
    if world.race:
        lines.append(f"  race: {condition_text(world.race)}")
    if world.moves:
        lines.append(f"  moves: [{', '.join(_move(move) for move in world.moves)}]")
    return lines


def _move(move: MoveData) -> str:
    does = f"to: {move.to}" if move.to else f"down: {move.down}" if move.down else f"up: {move.up}"
    return f"{{when: {condition_text(move.when)}, {does}}}"


def _limit(limit: LimitData) -> str:
    ceiling = f"{{below: {limit.below}}}" if limit.below else tenths(limit.ceiling or 0)
    bound = f"floor: {tenths(limit.floor)}" if limit.floor is not None else f"ceiling: {ceiling}"
    return f"{{id: {limit.id}, name: 限制{limit.id}, {bound}, when: {condition_text(limit.when)}}}"
