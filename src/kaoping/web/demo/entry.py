"""The five persons as whom anybody may enter the demo, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from kaoping.web.core.models import Installation
from kaoping.web.demo.cast import CLERK_OF_TOWN, FOUNDERS, Part, city_parts
from kaoping.web.demo.names import CITY
from kaoping.web.people.models import Account


@dataclass(frozen=True)
class Card:
    """A person on the first page: who, of which office, what is to be seen; `value` is the login."""

    name: str
    role: str
    unit: str
    note: str
    value: str


def is_demo() -> bool:
    """Say whether this is a demo: the settings say so, and so does the database."""
    return bool(settings.DEMO) and Installation.objects.filter(demo=True).exists()


def cards() -> tuple[Card, ...]:
    """Give the cards of the first page, in order."""
    return tuple(_cards())


def _cards() -> Iterator[Card]:
    parts = {part.key: part for part in city_parts()}
    leader, director = FOUNDERS[CITY]
    yield _card(
        director,
        "绩效办主任",
        "海屿市效能办",
        "看全市试排名，确认两条扣分，催要缺的资料，准备 1月15日的会议。",
    )
    yield _card(
        parts["ZX:Z05"],
        "扣分单位经办人",
        "海屿市公安局",
        "登记本部门掌握的扣分事项，跟踪确认情况；有一条被退回，待改。",
    )
    yield _card(
        parts["LL:Z01"],
        "单位联络员",
        "海屿市发改委",
        "看本单位被登记了什么、依据是什么；公布以前看不到总分和名次。",
    )
    yield _card(leader, "分管副市长", "海屿市政府", "会前看试排名，任何一个数点开就是依据；不改数。")
    yield _card(
        CLERK_OF_TOWN, "一人办公室", "白沙镇效能办", "一个人办全镇 13 个单位的考评，签字单代替第二个人。"
    )


def _card(part: Part, role: str, unit: str, note: str) -> Card:
    return Card(part.name, role, unit, note, part.login)


def account_of(login: str) -> Account | None:
    """Give the account that a card stands for; None for any other."""
    if login not in {card.value for card in cards()}:
        return None
    return Account.objects.select_related("person__body").filter(login=login, is_active=True).first()
