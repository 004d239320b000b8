"""Roles given, changed and taken away by two persons; the three administrators; deputies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kaoping.web.core import clock
from kaoping.web.core.models import Entry, Task
from kaoping.web.people.actions import Unfit
from kaoping.web.people.actions.grants import (
    Terms,
    decide_grant,
    end_deputy,
    grant_administrator,
    name_deputy,
    propose_grant,
    propose_taking,
    propose_terms,
    take_administrator,
)
from kaoping.web.people.actors import actor_for
from kaoping.web.people.models import Account, Grant, GrantEnd, Person
from kaoping.web.people.permissions import Hidden, Refused, may
from kaoping.web.people.scopes import with_words
from kaoping.web.years.models import Participant
from tests.web import worlds
from tests.web.worlds import World, actor_of, client_of
from tests.web.years.samples import opened

START, END = date(2026, 1, 1), date(2099, 12, 31)


def terms(role: str, scope: dict[str, list[Any]] | None = None, until: date = END) -> Terms:
    return Terms(role, START, until, scope or {})


def granted(here: World, who: Person, told: Terms) -> Grant:
    """Give a role through both persons."""
    made = propose_grant(actor_of(here["sm"]), who, told)
    decide_grant(actor_of(here["po1"]), made, "confirmed")
    return made


def reason(call: Any, *arguments: Any) -> str:
    with pytest.raises(Unfit) as told:
        call(*arguments)
    return str(told.value)


@pytest.fixture
def newcomer(here: World) -> Person:
    return worlds.person(here.body, "新人", here["A02"])


def test_a_role_is_in_force_once_a_second_person_confirms(here: World, newcomer: Person) -> None:
    made = propose_grant(actor_of(here["sm"]), newcomer, terms("ZX", {"rule": ["1.1"]}))
    assert actor_for(newcomer, here.body) is None
    assert Task.objects.get(done_at=None).role == "PO"
    decide_grant(actor_of(here["po1"]), made, "confirmed")
    assert actor_of(newcomer).grants[0].scope == {"rule": ["1.1"]}
    assert not Task.objects.filter(done_at=None).exists()
    assert list(Entry.objects.values_list("act", "role")) == [("grant-role", "SM"), ("grant-role", "PO")]


def test_a_returned_proposal_gives_nothing(here: World, newcomer: Person) -> None:
    made = propose_grant(actor_of(here["sm"]), newcomer, terms("ZX"))
    decide_grant(actor_of(here["po1"]), made, "returned", "范围过宽")
    assert actor_for(newcomer, here.body) is None


def test_only_their_step_is_open_to_each_of_the_two(here: World, newcomer: Person) -> None:
    with pytest.raises(Refused):
        propose_grant(actor_of(here["po1"]), newcomer, terms("ZX"))
    made = propose_grant(actor_of(here["sm"]), newcomer, terms("ZX"))
    with pytest.raises(Refused):
        decide_grant(actor_of(here["sm"]), made, "confirmed")


def test_nobody_confirms_a_role_for_himself(here: World) -> None:
    made = propose_grant(actor_of(here["sm"]), here["po1"], terms("LX"))
    with pytest.raises(Hidden):
        decide_grant(actor_of(here["po1"]), made, "confirmed")
    decide_grant(actor_of(here["po2"]), made, "confirmed")
    assert actor_of(here["po1"]).roles == {"PO", "LX"}


def test_a_liaison_without_a_unit_stands_for_his_own(here: World, newcomer: Person) -> None:
    assert granted(here, newcomer, terms("LL")).scope == {"unit": [here["A02"].pk]}
    nobody = worlds.person(here.body, "无单位")
    assert "须指明所代表的单位" in reason(propose_grant, actor_of(here["sm"]), nobody, terms("LL"))


def test_all_that_is_wrong_with_a_grant_is_told_at_once(here: World) -> None:
    foreign = worlds.person(worlds.body("other", "别市"), "外人")
    told = Terms("SA", END, START, {"unit": [99_999]})
    words = reason(propose_grant, actor_of(here["sm"]), foreign, told)
    for one in ("不属于本考评主体", "截止日早于起始日", "三员由领导小组授予", "不在本单位名录内"):
        assert one in words


@pytest.mark.parametrize("who", ["sa", "sm", "sx"])
def test_an_administrator_gets_no_other_role(here: World, who: str) -> None:
    assert "三员之间、三员与其他角色不得兼任" in reason(
        propose_grant, actor_of(here["sm"]), here[who], terms("LX")
    )


def test_who_is_only_proposed_for_a_role_becomes_no_administrator(here: World, newcomer: Person) -> None:
    propose_grant(actor_of(here["sm"]), newcomer, terms("LL"))
    words = reason(grant_administrator, actor_of(here["ld"]), newcomer, terms("SX"))
    assert "新人已任或拟任单位联络员，不能再任安全审计员" in words


def test_a_second_account_does_not_help(here: World) -> None:
    Account.objects.create_user("second", here["sa"], worlds.PASSWORD)
    assert "不得兼任" in reason(grant_administrator, actor_of(here["ld"]), here["sa"], terms("SM"))


def test_what_became_wrong_meanwhile_is_not_confirmed(here: World, newcomer: Person) -> None:
    made = propose_grant(actor_of(here["sm"]), newcomer, terms("LX"))
    worlds.grant(newcomer, "SX")
    assert "不得兼任" in reason(decide_grant, actor_of(here["po1"]), made, "confirmed")


def test_the_leaders_alone_grant_and_take_the_administrators(here: World, newcomer: Person) -> None:
    made = grant_administrator(actor_of(here["ld"]), newcomer, terms("SX"))
    assert actor_of(newcomer).roles == {"SX"}
    take_administrator(actor_of(here["ld"]), made, "调离")
    assert actor_for(newcomer, here.body) is None
    assert "已经收回" in reason(take_administrator, actor_of(here["ld"]), made, "再收")
    with pytest.raises(Refused):
        grant_administrator(actor_of(here["po1"]), newcomer, terms("SX"))


def test_a_town_has_no_administrators_of_its_own(here: World) -> None:
    town = worlds.body("linjiang", "临江镇", "town", profile="town", parent=here.body)
    leader = worlds.person(town, "镇长")
    worlds.grant(leader, "LD")
    who = worlds.person(town, "镇干部")
    assert "乡镇的三员由县里担任" in reason(grant_administrator, actor_of(leader), who, terms("SA"))


def test_the_scope_changes_with_the_next_version(here: World, newcomer: Person) -> None:
    first = granted(here, newcomer, terms("ZX", {"rule": ["1.1"]}))
    second = propose_terms(actor_of(here["sm"]), first, terms("ZX", {"rule": ["2.1"]}, END - timedelta(1)))
    assert actor_of(newcomer).grants == (first,)
    assert "另有待复核的变更" in reason(propose_taking, actor_of(here["sm"]), first, "收回")
    decide_grant(actor_of(here["po1"]), second, "confirmed")
    assert [grant.scope for grant in actor_of(newcomer).grants] == [{"rule": ["2.1"]}]


def test_a_role_is_taken_by_two_persons_and_gone_at_the_next_request(here: World, newcomer: Person) -> None:
    made = granted(here, newcomer, terms("ZX"))
    client = client_of(newcomer)
    taking = propose_taking(actor_of(here["sm"]), made, "调离")
    assert client.get("/haiyu/units/").status_code == 200
    decide_grant(actor_of(here["po1"]), taking, "confirmed")
    assert client.get("/haiyu/units/").status_code == 404
    assert "已经收回" in reason(propose_terms, actor_of(here["sm"]), taking, terms("ZX"))


def test_what_was_taken_is_not_revived_by_a_change(here: World, newcomer: Person) -> None:
    made = granted(here, newcomer, terms("ZX"))
    change = propose_terms(actor_of(here["sm"]), made, terms("ZX"))
    GrantEnd(grant=made, by=here["sm"], at=clock.now()).save()
    assert "已经收回" in reason(decide_grant, actor_of(here["po1"]), change, "confirmed")


# deputies


@pytest.fixture
def colleague(here: World) -> Person:
    return worlds.person(here.body, "同事", here["A01"])


def test_a_head_names_one_of_his_people_as_deputy(here: World, colleague: Person, newcomer: Person) -> None:
    head = actor_of(here["fz"])
    assert "须是本单位的人员" in reason(name_deputy, head, head.grants[0], newcomer, END)
    made = name_deputy(head, head.grants[0], colleague, END, "出差")
    assert actor_of(colleague).roles == {"FZ"} and made.scope == {"unit": [here["A01"].pk]}
    assert "已有代理人" in reason(
        name_deputy, head, head.grants[0], worlds.person(here.body, "又一人", here["A01"]), END
    )


def test_a_deputy_ends_with_his_day_or_at_once(here: World, colleague: Person) -> None:
    head = actor_of(here["fz"])
    assert "截止日早于起始日" in reason(name_deputy, head, head.grants[0], colleague, date(2020, 1, 1))
    made = name_deputy(head, head.grants[0], colleague, END)
    end_deputy(head, made, "已返岗")
    assert actor_for(colleague, here.body) is None


def test_a_deputy_names_no_deputy(here: World, colleague: Person) -> None:
    head = actor_of(here["fz"])
    name_deputy(head, head.grants[0], colleague, END)
    deputy = actor_of(colleague)
    third = worlds.person(here.body, "第三人", here["A01"])
    assert "不能再转委托" in reason(name_deputy, deputy, deputy.grants[0], third, END)


def test_nobody_names_a_deputy_for_another(here: World, colleague: Person) -> None:
    with pytest.raises(Hidden):
        name_deputy(actor_of(here["lx2"]), actor_of(here["lx"]).grants[0], colleague, END)


def test_an_administrator_is_nobodys_deputy(here: World) -> None:
    head = actor_of(here["lx"])
    assert "不得兼任" in reason(name_deputy, head, head.grants[0], here["sa"], END)


def test_the_log_names_the_principal_of_a_deputy(here: World, colleague: Person) -> None:
    head = actor_of(here["lx"])
    name_deputy(head, head.grants[0], colleague, END)
    client_of(colleague).post("/haiyu/log/chain/")
    assert Entry.objects.get(act="verify-chain").actor == "同事（代理蒋文博）"


def test_the_pages_grant_change_and_take(here: World, newcomer: Person) -> None:
    maker, checker = client_of(here["sm"]), client_of(here["po1"])
    told = {
        "role": "ZX",
        "rules": "1.1、1.2",
        "from_day": "2026-01-01",
        "until_day": "2099-01-01",
        "reason": "分工",
    }
    answer = maker.post(f"/haiyu/people/{newcomer.pk}/grant/", told)
    checker.post(f"{answer['Location']}decide/", {"outcome": "confirmed"})
    made = Grant.objects.get(person=newcomer)
    assert (
        made.scope == {"rule": ["1.1", "1.2"]}
        and "条款：1.1、1.2" in maker.get(f"/haiyu/people/{newcomer.pk}/").content.decode()
    )
    answer = maker.post(
        f"/haiyu/people/grants/{made.pk}/change/", {"units": [here["A01"].pk], "until_day": "2098-01-01"}
    )
    checker.post(f"{answer['Location']}decide/", {"outcome": "confirmed"})
    assert actor_of(newcomer).grants[0].scope == {"unit": [here["A01"].pk]}
    latest = actor_of(newcomer).grants[0].pk
    answer = maker.post(f"/haiyu/people/grants/{latest}/take/", {"reason": "调离"})
    assert checker.get(answer["Location"]).status_code == 200
    checker.post(f"{answer['Location']}decide/", {"outcome": "confirmed"})
    assert actor_for(newcomer, here.body) is None
    assert "现在没有任何角色" in maker.get(f"/haiyu/people/{newcomer.pk}/").content.decode()


def test_a_scope_is_told_by_the_names_of_the_schemes_in_force(here: World, newcomer: Person) -> None:
    held = granted(
        here,
        newcomer,
        terms("ZX", {"category": ["districts"], "rule": ["work.late", "9.9"], "indicator": ["letters"]}),
    )
    with_words(here.body, [held])
    assert held.scope_words == "类别：districts；条款：work.late、9.9；指标：letters"  # type: ignore[attr-defined]
    opened(here)
    with_words(here.body, [held])
    assert held.scope_words == "类别：县区；条款：逾期未办结、9.9；指标：信访工作"  # type: ignore[attr-defined]


def test_a_scope_is_chosen_from_the_schemes_of_the_years(here: World, newcomer: Person) -> None:
    year, maker = opened(here), client_of(here["sm"])
    where = f"/haiyu/people/{newcomer.pk}/grant/"
    assert 'value="districts"' in maker.get(where).content.decode()
    told = {"role": "LX", "categories": ["districts"], "rules": "逾期未办结", "indicators": "没有的指标",
            "from_day": "2026-01-01", "until_day": "2099-01-01"}  # fmt: skip
    refused = maker.post(where, told)
    assert "没有这样的指标" in refused.content.decode() and not Grant.objects.filter(person=newcomer).exists()
    made = maker.post(where, {**told, "indicators": ""})
    client_of(here["po1"]).post(f"{made['Location']}decide/", {"outcome": "confirmed"})
    held = actor_of(newcomer).grants[0]
    assert held.scope == {"category": ["districts"], "rule": ["work.late"]}
    among = {
        one.category: may(actor_of(newcomer), "see-totals", one)
        for one in Participant.objects.filter(year=year)
    }
    assert among["districts"] and not any(seen for category, seen in among.items() if category != "districts")
    assert 'value="逾期未办结"' in maker.get(f"/haiyu/people/grants/{held.pk}/change/").content.decode()


def test_the_pages_name_and_end_a_deputy(here: World, colleague: Person) -> None:
    client = client_of(here["fz"])
    told = {"grant": actor_of(here["fz"]).grants[0].pk, "deputy": colleague.pk, "until_day": "2099-01-01"}
    assert client.post("/haiyu/people/deputies/", told).status_code == 302
    made = Grant.objects.get(person=colleague)
    assert "同事" in client.get("/haiyu/people/deputies/").content.decode()
    client.post(f"/haiyu/people/deputies/{made.pk}/end/", {"reason": "返岗"})
    assert actor_for(colleague, here.body) is None


def test_the_pages_appoint_an_administrator(here: World, newcomer: Person) -> None:
    told = {"person": newcomer.pk, "role": "SX", "from_day": "2026-01-01", "until_day": "2099-01-01"}
    assert client_of(here["ld"]).post("/haiyu/people/administrators/new/", told).status_code == 302
    answer = client_of(here["ld"]).post("/haiyu/people/administrators/new/", told | {"role": "SA"})
    assert "不得兼任" in answer.content.decode()
    made = Grant.objects.get(person=newcomer)
    client_of(here["ld"]).post(f"/haiyu/people/administrators/{made.pk}/take/", {"reason": "调离"})
    assert actor_for(newcomer, here.body) is None
