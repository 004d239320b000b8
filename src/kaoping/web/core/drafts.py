"""Drafts (草稿): what a person has begun to fill in, kept by the form's key until the form is sent."""

from __future__ import annotations

import json
from typing import Any

from kaoping.web.core import clock
from kaoping.web.core.models import Draft

SIZE_LIMIT = 500_000
"""Bytes of one draft; a form that is longer is no form."""
KEY_LIMIT = 200
COUNT_LIMIT = 200
"""Drafts of one person; the oldest make room."""


class DraftTooBig(ValueError):
    """The draft is larger than SIZE_LIMIT; the words are for the user."""


def save(person: int, key: str, data: Any) -> Draft:
    """Keep a draft in place of an earlier one of the same key. Raises: DraftTooBig."""
    if len(json.dumps(data, ensure_ascii=False).encode()) > SIZE_LIMIT or len(key) > KEY_LIMIT:
        raise DraftTooBig("内容太长，草稿没有保存到服务器，请直接提交或分次填写")
    made, new = Draft.objects.update_or_create(
        person=person, key=key, defaults={"data": data, "saved_at": clock.now()}
    )
    if new:
        _make_room(person)
    return made


def load(person: int, key: str) -> Draft | None:
    """Give a person's draft, None where there is none."""
    return Draft.objects.filter(person=person, key=key).first()


def drop(person: int, key: str) -> None:
    """Forget a draft: the form has been sent, or the person wants to begin anew."""
    Draft.objects.filter(person=person, key=key).delete()


def _make_room(person: int) -> None:
    old = Draft.objects.filter(person=person).order_by("-saved_at", "-id").values_list("id", flat=True)
    Draft.objects.filter(id__in=list(old[COUNT_LIMIT:])).delete()
