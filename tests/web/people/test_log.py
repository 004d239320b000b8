"""The log: who reads whose, without business data; one's own; the chain."""

from __future__ import annotations

from datetime import date

import pytest

from kaoping.web.core.models import Entry
from kaoping.web.people.acting import acting
from kaoping.web.people.actions.accounts import NewPerson, propose_account
from kaoping.web.people.actions.registry import propose_change
from kaoping.web.people.acts import ACT_WORDS, OUTSIDE_THE_MATRIX
from kaoping.web.people.matrix import ACTIONS
from kaoping.web.people.registry import Change
from tests.web import worlds
from tests.web.worlds import World, actor_of, client_of


@pytest.fixture
def written(here: World) -> World:
    """Give a city with an act of SA and one of the office."""
    propose_account(actor_of(here["sa"]), NewPerson("钱多"), "qianduo", "新进人员")
    change = Change("close", date(2026, 1, 1), "海编〔2026〕1号", "机构改革", closed=("A01",))
    propose_change(actor_of(here["po1"]), change)
    return here


def shown(here: World, who: str, address: str = "/haiyu/log/") -> list[str]:
    return [one.entry.act for one in client_of(here[who]).get(address).context["shown"]]


def test_every_act_has_words() -> None:
    assert set(ACT_WORDS) == {*ACTIONS, *OUTSIDE_THE_MATRIX}


def test_the_auditor_reads_all_and_the_secrecy_officer_the_users_only(written: World) -> None:
    assert shown(written, "sx") == ["change-unit", "create-account"]
    assert shown(written, "sm") == ["change-unit"]
    assert shown(written, "sx", "/haiyu/log/?whose=administrators") == ["create-account"]
    assert shown(written, "sm", "/haiyu/log/?whose=administrators") == ["change-unit"]


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("q=周启明", ["change-unit"]),
        ("act=create-account", ["create-account"]),
        ("day=2001-01-01", []),
        ("day=x", ["change-unit", "create-account"]),
    ],
)
def test_the_log_is_searched(written: World, query: str, acts: list[str]) -> None:
    assert shown(written, "sx", f"/haiyu/log/?{query}") == acts


def test_administrators_see_no_business_in_the_log(written: World) -> None:
    with acting(actor_of(written["po1"]), "enter-deduction", written.body) as log:
        log(written["A01"], label="扣 2 分：泄密", after={"points": -20000}, reason="督查通报")
    page = client_of(written["sx"]).get("/haiyu/log/").content.decode()
    assert "记录扣分" in page and "单位" in page
    for secret in ("扣 2 分", "督查通报", "20000", "市发展和改革局"):
        assert secret not in page
    own = client_of(written["po1"]).get("/haiyu/log/own/").content.decode()
    assert "扣 2 分" in own and "开立、停用账号" not in own


def test_a_body_never_shows_the_log_of_another(written: World) -> None:
    other = worlds.city("other", "别市")
    assert shown(other, "sx", "/other/log/") == []


def test_the_chain_is_checked_and_the_check_is_logged(written: World) -> None:
    page = client_of(written["sx"]).post("/haiyu/log/chain/").content.decode()
    assert "没有改动" in page and Entry.objects.order_by("-number")[0].act == "verify-chain"
    assert (
        Entry.objects.order_by("-number")[0].hash
        in client_of(written["po1"]).get("/haiyu/log/chain/").content.decode()
    )


def test_a_changed_entry_is_found(written: World) -> None:
    head = written.body.chain
    type(head).objects.filter(pk=head.pk).update(head="0" * 64)
    page = client_of(written["sm"]).post("/haiyu/log/chain/").content.decode()
    assert "核验不通过" in page and "链头不符" in page
