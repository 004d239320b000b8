"""Login, lock-out, idle logout, password, forms that came too late."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from kaoping.web.core.models import Entry
from kaoping.web.people.middleware import LAST_SEEN
from tests.web.worlds import PASSWORD, World, client_of


def log_in(client: Client, login: str, password: str, **more: str) -> int:
    answer = client.post("/login/", {"username": login, "password": password, **more})
    return answer.status_code


def test_who_logs_in_comes_to_the_page_that_was_asked_for(here: World) -> None:
    client = Client()
    asked = client.get("/haiyu/units/?q=市")
    answer = client.post(
        asked["Location"], {"username": "haiyu-po1", "password": PASSWORD, "next": "/haiyu/units/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/haiyu/units/")
    assert Entry.objects.get().act == "login"


def test_the_login_page_never_sends_to_another_host(here: World) -> None:
    answer = Client().post(
        "/login/", {"username": "haiyu-po1", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/"


def test_a_wrong_password_an_unknown_and_a_disabled_account_look_the_same(here: World) -> None:
    here["po2"].accounts.update(is_active=False)
    pages = []
    for login in ("haiyu-po1", "haiyu-po2", "nobody"):
        page = Client().post("/login/", {"username": login, "password": "wrong"}).content.decode()
        pages.append(page.split("<form", 1)[1].split("登录名或密码不对")[1].split("<div")[0])
    assert pages[0] == pages[1] == pages[2]


def test_five_failures_lock_the_login_for_half_an_hour(here: World) -> None:
    client = Client()
    assert [log_in(client, "haiyu-po1", "wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    locked = client.post("/login/", {"username": "haiyu-po1", "password": PASSWORD})
    assert locked.status_code == 429 and "30 分钟" in locked.content.decode()
    assert log_in(client, "haiyu-po2", PASSWORD) == 302
    assert set(Entry.objects.values_list("act", flat=True)) == {"login-failed", "login"}


def test_logout_is_a_post_and_is_logged(here: World) -> None:
    client = client_of(here["po1"])
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/haiyu/units/").status_code == 302
    assert Entry.objects.get().act == "logout"


def test_an_idle_session_ends_with_a_message_and_comes_back(here: World) -> None:
    client = client_of(here["po1"])
    client.get("/haiyu/units/")
    session = client.session
    session[LAST_SEEN] -= settings.IDLE_MINUTES * 60 + 1
    session.save()
    answer = client.get("/haiyu/units/?category=县区", follow=True)
    assert answer.redirect_chain[0][0].startswith("/login/?next=/haiyu/units/%3Fcategory%3D")
    assert "已超过 30 分钟没有操作" in answer.content.decode()


def test_a_form_sent_too_late_comes_back_to_its_page(here: World) -> None:
    answer = Client().post(
        "/haiyu/units/new/", {"code": "X"}, headers={"referer": "http://testserver/haiyu/units/new/"}
    )
    assert answer["Location"] == "/login/?next=/haiyu/units/new/"
    foreign = Client().post("/haiyu/units/new/", headers={"referer": "https://evil.example/x"})
    assert foreign["Location"] == "/login/?next=/"


def test_htmx_is_told_to_load_the_login_page(here: World) -> None:
    headers = {"HX-Request": "true", "referer": "http://testserver/haiyu/units/?q=1"}
    answer = Client().get("/haiyu/units/", headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/login/?next=/haiyu/units/%3Fq%3D1")


def test_a_form_without_its_token_says_what_to_do(here: World) -> None:
    answer = client_of(here["po1"], enforce_csrf_checks=True).post("/haiyu/units/new/")
    assert answer.status_code == 403 and "已经过期" in answer.content.decode()


def test_a_first_password_must_be_changed_before_anything_else(here: World) -> None:
    here["po1"].accounts.update(must_change=True)
    client, other = client_of(here["po1"]), client_of(here["po1"])
    assert client.get("/haiyu/units/")["Location"] == "/password/"
    new = "海屿-2026-新密码-甲"
    told = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/password/", told)["Location"] == "/"
    assert client.get("/haiyu/units/").status_code == 200
    assert other.get("/haiyu/units/").status_code == 302
    assert "change-password" in Entry.objects.values_list("act", flat=True)


@pytest.mark.parametrize("new", ["short", "1234567890", PASSWORD])
def test_a_weak_or_the_old_password_is_refused(here: World, new: str) -> None:
    client = client_of(here["po1"])
    told = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    answer = client.post("/password/", told)
    assert answer.status_code == 200 and here["po1"].accounts.get().check_password(PASSWORD)
