"""The menu entries of people, only where the actor's roles have the page at all."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from kaoping.web.people.context import MenuEntry
from kaoping.web.people.permissions import Actor

_PAGES = (
    # group, label, route, actions any of which opens it (none: every member)
    ("单位与人员", "单位名录", "units", ()),
    ("单位与人员", "单位变更", "unit_changes", ("change-unit", "confirm-unit-change")),
    ("单位与人员", "账号与授权", "people", ("create-account", "grant-role", "grant-administrator")),
    ("单位与人员", "用户申请", "nominate", ("propose-user",)),
    ("单位与人员", "委托代理", "deputies", ("name-deputy",)),
    ("日志", "审计日志", "log", ("read-user-log", "read-administrator-log")),
    ("日志", "审计链核验", "chain", ("verify-chain",)),
    ("日志", "我的记录", "own_log", ("read-own-log",)),
)


def entries(request: HttpRequest, actor: Actor) -> list[tuple[str, MenuEntry]]:
    """Give the entries for an actor."""
    return [
        (group, MenuEntry(label, reverse(f"people:{route}", args=[actor.body.slug])))
        for group, label, route, codes in _PAGES
        if not codes or any(actor.could(code) for code in codes)
    ]
