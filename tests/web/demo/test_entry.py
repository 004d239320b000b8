"""As whom to enter: five persons, one click, a ribbon on every page; nothing of it outside of a demo."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from kaoping.web.core.installation import WrongInstallation, claim
from kaoping.web.core.models import Entry, Installation
from kaoping.web.demo.entry import cards
from kaoping.web.people.models import Account
from tests.web.demo.making import environment
from tests.web.servers import KAOPING, Server, fresh_database

FIVE = {
    "zhouqiming": "/haiyu/", "chenliang": "/haiyu/", "linxi": "/haiyu/", "shenguoliang": "/haiyu/", "wuxiuying": "/baisha/",
}  # fmt: skip
RIBBON = '<span class="demo-ribbon">演示</span>'
SHOWN = {
    "zhouqiming": ("2 份填报待您确认", "2 个单位资料不全，不能排名", "会议材料待打印"),
    "chenliang": ("被退回：市信访局",),
    "linxi": ("有一项登记，请查阅",),
    "shenguoliang": ("绩效考评工作小组会议，1月15日",),
    "wuxiuying": ("份填报待您确认", "整理考评结果"),
}


def words(page: str) -> str:
    """Give the text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def enter(login: str) -> Client:
    client = Client()
    assert client.post("/", {"person": login})["Location"] == FIVE[login]
    return client


@pytest.mark.usefixtures("demo")
class TestInTheDemo:
    def test_the_first_page_offers_five_persons(self) -> None:
        page = Client().get("/").content.decode()
        assert (
            re.findall(r'name="person" value="(\w+)"', page) == list(FIVE) == [card.value for card in cards()]
        )
        assert RIBBON in page

    @pytest.mark.parametrize("login", FIVE)
    def test_one_click_enters(self, login: str) -> None:
        page = words(enter(login).get(FIVE[login]).content.decode())
        assert [told for told in SHOWN[login] if told not in page] == []

    @pytest.mark.parametrize("login", FIVE)
    def test_every_page_of_the_menu_opens_and_has_the_ribbon(self, login: str) -> None:
        client = enter(login)
        home = client.get(FIVE[login]).content.decode()
        for address in {FIVE[login], *re.findall(r'href="(/[a-z][^"#]*)"', home)}:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, address
            if answer["Content-Type"].startswith("text/html"):
                assert RIBBON in answer.content.decode(), address

    def test_pages_of_errors_have_the_ribbon(self) -> None:
        for address in ("/nowhere/", "/login/", "/haiyu/2025/nowhere/"):
            assert RIBBON in enter("linxi").get(address, follow=True).content.decode(), address

    def test_another_person_is_one_click_away(self) -> None:
        client = enter("linxi")
        assert '<a href="/">换一个身份</a>' in client.get("/haiyu/").content.decode()
        assert client.post("/", {"person": "wuxiuying"})["Location"] == "/baisha/"
        assert client.get("/haiyu/").status_code == 404

    def test_who_has_left_or_waited_too_long_chooses_again_and_comes_back(self) -> None:
        asked = Client().get("/haiyu/2025/events/")["Location"]
        assert (
            asked.startswith("/login/?next=") and 'value="chenliang"' in Client().get(asked).content.decode()
        )
        assert Client().post(asked, {"person": "chenliang"})["Location"] == "/haiyu/2025/events/"
        assert Client().post(asked, {"person": "wuxiuying"})["Location"] == "/baisha/"
        assert (
            Client().post("/login/?next=//elsewhere.example/haiyu/", {"person": "linxi"})["Location"]
            == "/haiyu/"
        )

    def test_nobody_else_can_be_entered_as(self) -> None:
        others = set(Account.objects.values_list("login", flat=True)) - set(FIVE)
        assert len(others) > 100
        for login in (*sorted(others)[:5], "heming", "youjia", "", "nobody"):
            assert Client().post("/", {"person": login}).status_code == 404

    def test_a_form_of_another_site_does_not_enter(self) -> None:
        assert Client(enforce_csrf_checks=True).post("/", {"person": "linxi"}).status_code == 403

    def test_entering_is_logged(self) -> None:
        enter("shenguoliang")
        last = Entry.objects.filter(body__slug="haiyu").latest("number")
        assert (last.act, last.actor) == ("login", "沈国梁")

    def test_an_office_does_not_take_a_demos_database(self) -> None:
        with pytest.raises(WrongInstallation, match="演示数据库"):
            claim(demo=False)


@pytest.mark.django_db
class TestOutside:
    def test_there_is_no_entry_without_the_setting(self) -> None:
        assert Client().get("/")["Location"] == "/login/"

    @pytest.mark.urls("tests.web.demo.routes")
    def test_the_page_alone_opens_nothing(self, settings: pytest.FixtureRequest) -> None:
        Installation.objects.create(demo=True)
        assert Client().get("/").status_code == 404
        settings.DEMO = True  # type: ignore[attr-defined]
        Installation.objects.all().delete()
        Installation.objects.create(demo=False)
        assert Client().get("/").status_code == 404

    def test_a_demo_does_not_take_an_offices_database(self) -> None:
        claim(demo=False)
        with pytest.raises(WrongInstallation, match="正式数据库"):
            claim(demo=True)


def ended(told: dict[str, str], *words: str) -> str:
    """Run a program that refuses, and give what it says."""
    done = subprocess.run([*KAOPING, *words], env=told, capture_output=True, text=True, check=False)
    assert done.returncode, done.stdout
    return done.stdout + done.stderr


def test_production_has_no_demo(demo_file: Path, tmp_path: Path) -> None:
    told = environment(tmp_path, KAOPING_DATABASE=str(demo_file), KAOPING_SECRET_KEY="only-for-tests" * 4)
    del told["KAOPING_DEMO"]
    shown = (
        "import django; django.setup(); from django.apps import apps; from django.urls import resolve;"
        "print(apps.is_installed('kaoping.web.demo'), resolve('/').view_name)"
    )
    assert subprocess.check_output([sys.executable, "-c", shown], env=told, text=True) == "False start\n"


def test_the_server_of_an_office_refuses_a_demos_database(demo_file: Path, tmp_path: Path) -> None:
    told = environment(tmp_path, KAOPING_DATABASE=str(demo_file), KAOPING_SECRET_KEY="only-for-tests" * 4)
    del told["KAOPING_DEMO"]
    assert "这是演示数据库" in ended(told, "serve", "--port", "1")


def test_the_server_of_a_demo_refuses_an_offices_database() -> None:
    with fresh_database() as told:
        mark = "import django; django.setup(); from kaoping.web.core.installation import claim; claim(demo=False)"
        subprocess.run([sys.executable, "-c", mark], env=told, check=True)
        assert "这是正式数据库" in ended({**told, "KAOPING_DEMO": "1"}, "serve", "--port", "1")


def test_the_server_lets_a_visitor_in(demo_server: Server) -> None:
    connection = demo_server.connect()
    connection.request("GET", "/")
    answer = connection.getresponse()
    page, cookie = answer.read().decode(), str(answer.getheader("Set-Cookie")).split(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1], "person": "zhouqiming"})
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", "/", form, kind)
    answer = connection.getresponse()
    answer.read()
    assert (answer.status, answer.getheader("Location")) == (302, "/haiyu/")


def test_the_server_listens_on_this_machine_only(demo_server: Server) -> None:
    """What listens on the port is bound to 127.0.0.1."""
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    port = f"{demo_server.port:04X}"
    assert {row[1] for row in listening if row[1].endswith(f":{port}") and row[3] == "0A"} == {
        f"0100007F:{port}"
    }
    assert not any(
        port in line and " 0A " in line for line in Path("/proc/net/tcp6").read_text().splitlines()
    )
