"""The stages on the way to a year (启用步骤), as a line above the pages."""

from __future__ import annotations


def stages(now: int) -> list[dict[str, str]]:
    """Give the four stages, of which one is now."""
    labels = ("选办法", "填方案", "定提供部门", "审定启用")
    states = ("past", "now", "next")
    return [{"label": label, "state": states[(n > now) - (n < now) + 1]} for n, label in enumerate(labels, 1)]
