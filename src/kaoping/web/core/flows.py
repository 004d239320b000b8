"""Flow shapes (流转形式) as a page draws them: the states of each shape, in order, and where a filing stands.

The shapes and their parts are those of process.yaml; here are only the words for what they wait for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kaoping.schemes.process.flows import FLOWS


@dataclass(frozen=True)
class State:
    """Where a matter stands: its words, and the part that moves it on; None at the end."""

    words: str
    part: str | None


@dataclass(frozen=True)
class Shape:
    """A flow shape: `parts` in order with their words, `states` one more than parts: before each, and the end."""

    code: str
    words: str
    parts: Mapping[str, str]
    optional: frozenset[str]
    states: tuple[State, ...]


_WAITING: Mapping[str, tuple[str, ...]] = {
    "propose_decide": ("待提出", "待审核", "待决定", "已决定"),
    "maker_checker": ("待经办", "待复核", "已复核"),
    "maker_checker_decider": ("待经办", "待复核", "待审定", "已审定"),
    "report_receive": ("待报送", "待接收", "已接收"),
    "collect_close_open": ("待组织", "收集中", "已截止、待开启", "已开启"),
    "notice_period": ("待发布", "公示中", "公示期满"),
    "rounds": ("待反馈", "整改中", "待销号", "已销号"),
    "standing": ("履行中", "履行中", "履行中"),
}
"""The words of each shape's states: while each part is waited for, and at the end."""


def _shape(code: str) -> Shape:
    flow = FLOWS[code]
    states = tuple(State(*pair) for pair in zip(_WAITING[code], (*flow.parts, None), strict=True))
    return Shape(code, flow.name, flow.parts, flow.optional, states)


SHAPES: Mapping[str, Shape] = {code: _shape(code) for code in FLOWS}


def state_of(shape: Shape, done: Collection[str], left_out: Collection[str] = ()) -> State:
    """Say where a matter stands whose parts `done` have acted; optional parts may be left out."""
    waiting = (s for s in shape.states if s.part is None or s.part not in {*done, *left_out})
    return next(waiting)


def steps(
    shape: Shape, done: Collection[str], left_out: Collection[str] = (), *, stopped: bool = False
) -> list[dict[str, str]]:
    """Give the steps as the tag `stepper` draws them: label and state (past, now, next, stopped).

    `stopped`: it was returned or withdrawn at the part that it waits for.
    """
    here = state_of(shape, done, left_out).part
    now = "stopped" if stopped else "now"
    return [
        {"label": words, "state": "past" if part in done else now if part == here else "next"}
        for part, words in shape.parts.items()
        if part not in left_out
    ]
