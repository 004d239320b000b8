"""Accounts: SA proposes, SM checks; an office asks for users; the first password is shown once."""

from __future__ import annotations

from typing import Any

import pytest

from kaoping.web.core.models import Entry, Task
from kaoping.web.people.actions import Unfit
from kaoping.web.people.actions.accounts import (
    NewPerson,
    decide_account,
    nominate,
    propose_account,
    propose_account_change,
)
from kaoping.web.people.models import Account, AccountRequest, Nomination, Person
from kaoping.web.people.permissions import Hidden, Refused
from tests.web import worlds
from tests.web.worlds import World, actor_of, client_of


def reason(call: Any, *arguments: Any) -> str:
    with pytest.raises(Unfit) as told:
        call(*arguments)
    return str(told.value)


def test_an_account_exists_once_the_second_administrator_confirms(here: World) -> None:
    made = propose_account(actor_of(here["sa"]), NewPerson("钱多", here["A02"], "科员"), "qianduo")
    assert not Account.objects.filter(login="qianduo").exists()
    assert Task.objects.get(done_at=None).role == "SM"
    password = decide_account(actor_of(here["sm"]), made, "confirmed")
    account = Account.objects.get(login="qianduo")
    assert account.check_password(password) and account.must_change and account.person.unit == here["A02"]
    assert password not in "".join(entry.after for entry in Entry.objects.all())


def test_only_their_step_is_open_to_each_administrator(here: World) -> None:
    with pytest.raises(Refused):
        propose_account(actor_of(here["sm"]), NewPerson("钱多"), "qianduo")
    made = propose_account(actor_of(here["sa"]), NewPerson("钱多"), "qianduo")
    with pytest.raises(Refused):
        decide_account(actor_of(here["sa"]), made, "confirmed")


@pytest.mark.parametrize("login", ["ab", "Ab1", "钱多", "a b c", "-abc"])
def test_a_login_has_a_plain_form(here: World, login: str) -> None:
    assert "登录名用" in reason(propose_account, actor_of(here["sa"]), NewPerson("钱多"), login)
    assert not Person.objects.filter(name="钱多").exists()


def test_a_login_is_taken_once(here: World) -> None:
    assert "已被使用" in reason(propose_account, actor_of(here["sa"]), NewPerson("钱多"), "haiyu-po1")
    propose_account(actor_of(here["sa"]), NewPerson("钱多"), "qianduo")
    assert "已被使用" in reason(propose_account, actor_of(here["sa"]), NewPerson("赵全"), "qianduo")


def test_one_person_is_written_down_once(here: World) -> None:
    assert "同一人请从人员中选" in reason(propose_account, actor_of(here["sa"]), NewPerson("周启明"), "zhou2")
    propose_account(actor_of(here["sa"]), NewPerson("周启明", other=True), "zhou2")
    propose_account(actor_of(here["sa"]), here["po1"], "zhou3")
    assert Person.objects.filter(name="周启明").count() == 2


def test_an_account_is_disabled_and_enabled(here: World) -> None:
    account = here["ll"].accounts.get()
    for kind, active in (("disable", False), ("enable", True)):
        made = propose_account_change(actor_of(here["sa"]), account, kind, "调离")
        assert decide_account(actor_of(here["sm"]), made, "confirmed") == ""
        account.refresh_from_db()
        assert account.is_active is active
    assert "已经启用" in reason(propose_account_change, actor_of(here["sa"]), account, "enable", "")


def test_a_password_is_reset_by_two_and_its_sessions_end(here: World) -> None:
    client, account = client_of(here["ll"]), here["ll"].accounts.get()
    made = propose_account_change(actor_of(here["sa"]), account, "reset", "忘记密码")
    assert "待复核" in reason(propose_account_change, actor_of(here["sa"]), account, "disable", "x")
    password = decide_account(actor_of(here["sm"]), made, "confirmed")
    account.refresh_from_db()
    assert account.check_password(password) and account.must_change
    assert client.get("/haiyu/units/").status_code == 302


def test_nobody_checks_what_is_done_to_his_own_account(here: World) -> None:
    made = propose_account_change(actor_of(here["sa"]), here["sm"].accounts.get(), "reset", "忘记密码")
    with pytest.raises(Hidden):
        decide_account(actor_of(here["sm"]), made, "confirmed")


def test_a_head_asks_for_a_user_of_the_own_unit_only(here: World) -> None:
    nominate(actor_of(here["fz"]), NewPerson("钱多", here["A01"]), "LL", "人员变动")
    assert Task.objects.get(done_at=None).role == "SA"
    with pytest.raises(Hidden):
        nominate(actor_of(here["fz"]), NewPerson("钱多", here["A02"]), "LL")
    assert "不能申请" in reason(nominate, actor_of(here["fz"]), NewPerson("钱多", here["A01"]), "SA")


def test_the_pages_go_from_the_request_to_the_first_login(here: World) -> None:
    asked = {"name": "钱多", "unit": here["A01"].pk, "role": "LL", "post": "科员"}
    assert client_of(here["fz"]).post("/haiyu/people/nominate/", asked).status_code == 302
    sa, sm = client_of(here["sa"]), client_of(here["sm"])
    form = f"/haiyu/people/accounts/new/?nomination={Nomination.objects.get().pk}"
    assert (
        "钱多" in sa.get("/haiyu/people/").content.decode()
        and 'value="钱多"' in sa.get(form).content.decode()
    )
    answer = sa.post(form, {"name": "钱多", "unit": here["A01"].pk, "login": "qianduo"})
    assert not Task.objects.filter(role="SA", done_at=None).exists()
    page = sm.post(f"{answer['Location']}decide/", {"outcome": "confirmed"}, follow=True).content.decode()
    password = page.split("初始密码：<b>")[1].split("</b>")[0]
    assert password not in sm.get(answer["Location"]).content.decode()
    assert Account.objects.get(login="qianduo").check_password(password)
    assert "已开户" in client_of(here["fz"]).get("/haiyu/people/nominate/").content.decode()


def test_the_page_asks_to_disable_with_a_reason(here: World) -> None:
    address = f"/haiyu/people/accounts/{here['ll'].accounts.get().pk}/change/"
    sa = client_of(here["sa"])
    assert "停用" in sa.get(f"{address}?kind=disable").content.decode()
    assert sa.post(address, {"kind": "disable"}).status_code == 200
    assert sa.post(address, {"kind": "disable", "reason": "调离"}).status_code == 302
    assert AccountRequest.objects.get().kind == "disable"


def test_a_person_of_another_body_gets_no_account_here(here: World) -> None:
    foreign = worlds.person(worlds.body("other", "别市"), "外人")
    assert "不属于本考评主体" in reason(propose_account, actor_of(here["sa"]), foreign, "wairen")
