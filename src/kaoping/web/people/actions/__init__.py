"""Actions of people: one function a change of state: permission, rule, write, audit entry in one transaction."""

from __future__ import annotations

from typing import Any

from kaoping.web.core import clock
from kaoping.web.core.proposals import OUTCOMES, RETURNED, Decided, Proposal, Verdict, give
from kaoping.web.people.permissions import Actor


class Unfit(Exception):
    """The act cannot be done as asked; `messages` tell the person all that is wrong, in Chinese."""

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        super().__init__("；".join(messages))


def decide(
    kind: type[Verdict], proposal: Proposal, actor: Actor, outcome: str, remark: str = "", **more: Any
) -> Verdict:
    """Write the verdict on a proposal; the database lets one of two checkers win. Raises: Unfit."""
    if outcome not in OUTCOMES:
        raise Unfit("请选择“确认”或“退回”")
    if outcome == RETURNED and not remark.strip():
        raise Unfit("退回须写明意见")
    more |= {"proposal": proposal, "checker": actor.person, "decided_at": clock.now()}
    verdict = kind(outcome=outcome, remark=remark.strip(), **more)
    try:
        give(verdict)
    except Decided:
        raise Unfit("此件已有复核结论，请刷新页面查看") from None
    return verdict
