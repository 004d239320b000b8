"""The registry of units: order, search, history, changes with two persons."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.web.core import clock
from kaoping.web.core.models import Entry, File, Task
from kaoping.web.people.actions import Unfit
from kaoping.web.people.actions.registry import Signed, decide_change, propose_change, settle_names
from kaoping.web.people.models import RegistryChange, Succession, Unit
from kaoping.web.people.permissions import Hidden
from kaoping.web.people.queries import name_on, units_of
from kaoping.web.people.registry import Change, Details
from tests.web import worlds
from tests.web.core import samples
from tests.web.worlds import World, actor_of, client_of

DAY = date(2025, 3, 1)
DOCUMENT = "海编〔2025〕3号"


def make(here: World, kind: str, day: date = DAY, **more: Any) -> RegistryChange:
    """Propose a change by one of the office."""
    return propose_change(actor_of(here["po1"]), Change(kind, day, DOCUMENT, **more))


def confirm(here: World, row: RegistryChange) -> None:
    decide_change(actor_of(here["po2"]), row, "confirmed")


def done(here: World, kind: str, day: date = DAY, **more: Any) -> RegistryChange:
    row = make(here, kind, day, **more)
    confirm(here, row)
    return row


def reason(call: Any, *arguments: Any, **more: Any) -> str:
    """Give what an act is told that cannot be done."""
    with pytest.raises(Unfit) as told:
        call(*arguments, **more)
    return str(told.value)


def test_the_list_is_in_the_order_of_sounds(here: World) -> None:
    two = worlds.body("two", "二市")
    for number, name in enumerate(("重庆路街道", "长安区", "成华区", "阿坝县", "A区", "藏南县")):
        worlds.unit(two, f"U{number}", name)
    names = [unit.name for unit in units_of(two, DAY)]
    assert names == ["A区", "阿坝县", "藏南县", "长安区", "成华区", "重庆路街道"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=教育", {"A02"}), ("q=B0", {"B01", "B02"}), ("category=县区", {"B01", "B02"}), ("q=nothing", set()),
        ("q=市发展和改革委", {"A01"}), ("state=closed", {"A03"}), ("state=all&q=卫生", {"A03"}), ("q=卫生", set()),
    ],
)  # fmt: skip
def test_the_list_is_searched(here: World, query: str, found: set[str]) -> None:
    done(here, "rename", changed=(Details("A01", "市发展和改革委"),))
    done(here, "rename", DAY + timedelta(1), changed=(Details("A01", "市发改局"),))
    done(here, "close", closed=("A03",))
    page = client_of(here["ll"]).get(f"/haiyu/units/?{query}")
    assert {unit.code for unit in page.context["rows"]} == found


def test_a_new_unit_exists_once_a_second_person_confirms(here: World) -> None:
    row = make(here, "register", new=(Details("C01", "市数据局", "数据局", "政府部门", "12345"),))
    assert not Unit.objects.filter(code="C01").exists()
    assert Task.objects.get(done_at=None).title == f"复核单位新设（{DOCUMENT}）"
    confirm(here, row)
    unit = Unit.objects.get(code="C01")
    assert (unit.name, unit.phone, name_on(unit, DAY)) == ("市数据局", "12345", "市数据局")
    assert not Task.objects.filter(done_at=None).exists()
    assert list(Entry.objects.values_list("act", flat=True)) == ["change-unit", "confirm-unit-change"]


def test_nobody_confirms_his_own_change(here: World) -> None:
    row = make(here, "close", closed=("A01",))
    with pytest.raises(Hidden):
        decide_change(actor_of(here["po1"]), row, "confirmed")
    assert (
        client_of(here["po1"])
        .post(f"/haiyu/units/changes/{row.pk}/decide/", {"outcome": "confirmed"})
        .status_code
        == 404
    )


def test_a_name_is_dated(here: World) -> None:
    done(here, "rename", changed=(Details("A02", "市教育体育局", category="政府部门"),))
    unit = Unit.objects.get(code="A02")
    found = [name_on(unit, day) for day in (DAY - timedelta(1), DAY, DAY + timedelta(400))]
    assert found == ["市教育局", "市教育体育局", "市教育体育局"]
    assert unit.name == "市教育体育局" and unit.pinyin.startswith("shi4 jiao4 yu4 ti3")


def test_an_earlier_name_that_is_registered_late_takes_its_place(here: World) -> None:
    done(here, "rename", date(2025, 6, 1), changed=(Details("A02", "市教育体育局"),))
    done(here, "rename", date(2025, 1, 1), changed=(Details("A02", "市教育委员会"),))
    unit = Unit.objects.get(code="A02")
    assert unit.name == "市教育体育局"
    assert name_on(unit, date(2025, 3, 1)) == "市教育委员会"


def test_a_name_of_tomorrow_is_valid_tomorrow(here: World) -> None:
    tomorrow = clock.today() + timedelta(1)
    done(here, "rename", tomorrow, changed=(Details("A02", "市教育体育局"),))
    unit = Unit.objects.get(code="A02")
    assert (unit.name, name_on(unit, tomorrow)) == ("市教育局", "市教育体育局")
    assert settle_names(here.body, tomorrow) == 1
    assert settle_names(here.body, tomorrow) == 0
    assert Unit.objects.get(code="A02").name == "市教育体育局"


def test_a_merger_closes_the_old_and_names_who_follows(here: World) -> None:
    new = Details("D01", "市教育卫生局", category="政府部门")
    done(here, "merge", new=(new,), closed=("A02", "A03"), heirs=(("A02", "D01"), ("A03", "D01")))
    assert set(Unit.objects.filter(closed_on=DAY).values_list("code", flat=True)) == {"A02", "A03"}
    assert set(Succession.objects.values_list("old__code", "new__code")) == {("A02", "D01"), ("A03", "D01")}
    page = client_of(here["ll"]).get(f"/haiyu/units/{Unit.objects.get(code='D01').pk}/").content.decode()
    assert "前身" in page and "市卫生健康局" in page and DOCUMENT in page


def test_a_unit_goes_into_another(here: World) -> None:
    done(here, "merge", closed=("A03",), heirs=(("A03", "A02"),))
    assert Unit.objects.get(code="A02").closed_on is None
    assert Succession.objects.get().new.code == "A02"


@pytest.mark.parametrize(("closed", "left"), [(("A02",), False), ((), True)])
def test_a_split_makes_units_that_follow_one(here: World, closed: tuple[str, ...], left: bool) -> None:
    new = (Details("E01", "市教育一局"), Details("E02", "市教育二局"))
    done(here, "split", new=new, closed=closed, heirs=(("A02", "E01"), ("A02", "E02")))
    assert (Unit.objects.get(code="A02").closed_on is None) is left
    assert set(Succession.objects.values_list("new__code", flat=True)) == {"E01", "E02"}


WRONG = (
    ("a code that is taken", "register", {"new": (Details("A01", "新局"),)}, "已属于市发展和改革局"),
    ("a name that is taken", "register", {"new": (Details("X1", "市教育局"),)}, "重名"),
    ("a code with a space", "register", {"new": (Details("X 1", "新局"),)}, "须由字母、数字"),
    ("no name", "register", {"new": (Details("X1", ""),)}, "没有名称"),
    ("a unit that is not there", "close", {"closed": ("X1",)}, "没有编号为 X1 的单位"),
    ("nothing changed", "rename", {"changed": (Details("A02", "市教育局", category="政府部门"),)}, "没有任何改动"),
    ("a merger of one", "merge", {"new": (Details("X1", "新局"),), "closed": ("A02",), "heirs": (("A02", "X1"),)}, "两个以上"),
    ("a merger into itself", "merge", {"closed": ("A02",), "heirs": (("A02", "A02"),)}, "不能同时撤销"),
    ("a split into one", "split", {"new": (Details("X1", "新局"),), "closed": ("A02",), "heirs": (("A02", "X1"),)}, "至少两个"),
)  # fmt: skip


@pytest.mark.parametrize(("claim", "kind", "more", "words"), WRONG, ids=[one[0] for one in WRONG])
def test_a_change_that_cannot_be_is_refused_in_words(
    claim: str, kind: str, more: dict[str, Any], words: str, here: World
) -> None:
    assert words in reason(make, here, kind, **more)
    assert not RegistryChange.objects.exists() and not Entry.objects.exists()


def test_all_that_is_wrong_is_told_at_once(here: World) -> None:
    told = reason(make, here, "register", new=(Details("A01", "市教育局"), Details("?", "新局")))
    assert "已属于" in told and "重名" in told and "须由字母、数字" in told


def test_a_unit_that_waits_for_a_change_waits_for_no_second_one(here: World) -> None:
    make(here, "close", closed=("A01",))
    assert "待复核" in reason(make, here, "rename", changed=(Details("A01", "新名"),))


def test_what_became_wrong_meanwhile_is_not_confirmed(here: World) -> None:
    row = make(here, "register", new=(Details("C01", "市数据局"),))
    worlds.unit(here.body, "C01", "别的局")
    assert "已属于别的局" in reason(confirm, here, row)
    assert not hasattr(RegistryChange.objects.get(), "verdict")


def test_a_change_is_decided_once(here: World) -> None:
    row = make(here, "register", new=(Details("C01", "市数据局"),))
    decide_change(actor_of(here["po2"]), row, "returned", "文号不符")
    assert "已有复核结论" in reason(decide_change, actor_of(here["po2"]), row, "returned", "再退")
    assert "须写明意见" in reason(
        decide_change, actor_of(here["po2"]), make(here, "close", closed=("A01",)), "returned"
    )
    assert not Unit.objects.filter(code="C01").exists()


def test_in_a_town_a_signed_sheet_stands_for_the_second_person(here: World) -> None:
    town = worlds.body("linjiang", "临江镇", "town", profile="town", parent=here.body)
    who = worlds.person(town, "镇办主任")
    worlds.grant(who, "PO")
    made = {"uploader": who.pk, "uploader_name": who.name, "uploaded_at": clock.now(), "size": 1}
    sheet = File.objects.create(body=town, sha256="0" * 64, name="签字.pdf", kind="pdf", **made)
    change = Change("register", DAY, DOCUMENT, new=(Details("V01", "一村"),))
    row = propose_change(actor_of(who), change, Signed(sheet, "李镇长", DAY))
    decide_change(actor_of(who), row, "confirmed")
    assert row.verdict.single_handed and "单人办理" in Entry.objects.order_by("-number")[0].after


def test_the_form_of_a_town_takes_the_signed_sheet(here: World, files_folder: Path) -> None:
    town = worlds.body("linjiang", "临江镇", "town", profile="town", parent=here.body)
    who = worlds.person(town, "镇办主任")
    worlds.grant(who, "PO")
    client, told = (
        client_of(who),
        {"code": "V01", "name": "一村", "document": DOCUMENT, "from_day": "2025-03-01"},
    )
    half = client.post("/linjiang/units/new/", told | {"signed_by": "李镇长"})
    assert "须同时有签字原件" in half.content.decode()
    sheet = SimpleUploadedFile("签字.png", samples.PNG)
    signed = {"sheet": sheet, "signed_by": "李镇长", "signed_on": "2025-03-01"}
    answer = client.post("/linjiang/units/new/", told | signed)
    client.post(f"{answer['Location']}decide/", {"outcome": "confirmed"})
    assert "单人办理" in client.get(answer["Location"]).content.decode()


def test_the_pages_propose_and_confirm(here: World) -> None:
    stated = {"document": DOCUMENT, "from_day": "2025年3月1日", "reason": "机构改革"}
    maker, checker = client_of(here["po1"]), client_of(here["po2"])
    pk = here["A02"].pk
    forms = {
        "new": {"code": "C01", "name": "市数据局"},
        f"{pk}/rename": {"name": "市教育体育局"},
        f"{here['B01'].pk}/split": {"parts": "F01，东港一区\nF02, 东港二区, 县区"},
        f"{here['B02'].pk}/close": {},
        "merge": {"olds": [here["Z01"].pk, here["Z02"].pk], "code": "Z09", "name": "市督查信访局"},
    }
    for route, told in forms.items():
        answer = maker.post(f"/haiyu/units/{route}/", {**stated, **told})
        assert answer.status_code == 302, answer.context["form"].errors
        assert checker.get(answer["Location"]).status_code == 200
        checker.post(f"{answer['Location']}decide/", {"outcome": "confirmed"})
        assert "已确认" in maker.get(answer["Location"]).content.decode()
    there = {unit.name for unit in units_of(here.body, clock.today())}
    assert {"市数据局", "市教育体育局", "东港一区", "东港二区", "市督查信访局"} < there
    assert not there & {"市教育局", "东港区", "西岭县", "市督查局"}


def queries_for(here: World, address: str, who: str) -> int:
    client = client_of(here[who])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("address", "who"), [("/haiyu/units/", "po1"), ("/haiyu/units/changes/", "po1"), ("/haiyu/people/", "sm")]
)
def test_the_queries_of_a_list_do_not_grow_with_its_rows(here: World, address: str, who: str) -> None:
    few = queries_for(here, address, who)
    for number in range(30):
        unit = worlds.unit(here.body, f"N{number}", f"新单位{number}")
        worlds.grant(worlds.person(here.body, f"新人{number}", unit), "LL", scope={"unit": [unit.pk]})
        make(here, "close", closed=(unit.code,))
    assert queries_for(here, address, who) == few
