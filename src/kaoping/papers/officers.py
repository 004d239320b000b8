"""Who has to do with an item (考评主体、提供情况的部门): a body written for one category stands as `市委办（party）`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoping.rules.scheme.model import Scheme

_OF_CATEGORY = re.compile(r"(.+)（([^（）]+)）")


def told(bodies: Sequence[str], scheme: Scheme, category: str = "") -> str:
    """Name bodies; for a unit's category only those that it concerns, else each with its category's name."""
    return "、".join(dict.fromkeys(name for body in bodies if (name := _told(body, scheme, category))))


def _told(body: str, scheme: Scheme, category: str) -> str:
    match = _OF_CATEGORY.fullmatch(body)
    if match is None or match[2] not in scheme.categories:
        return body
    if not category:
        return f"{match[1]}（{scheme.categories[match[2]].name}）"
    return match[1] if match[2] == category else ""
