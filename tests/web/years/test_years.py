"""Proposing and opening a year: uploads, holes, participants; what is in force never changes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kaoping.rules import load
from kaoping.rules.facts.rows import Event, Facts
from kaoping.schemes.package import open_package
from kaoping.web.core.append_only import AppendOnlyError
from kaoping.web.core.models import Entry, Task
from kaoping.web.people.permissions import Hidden
from kaoping.web.records.facts import facts_of
from kaoping.web.years import queries
from kaoping.web.years.actions import (
    Conflict,
    confirm_year,
    propose_again,
    propose_holes,
    propose_year,
    return_year,
)
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.models import Participant, StoredPackage, Year, YearProposal
from kaoping.web.years.packages import holes_of, package_of, process_of, scheme_of, store
from tests.web.worlds import World, actor_of, city, client_of, grant
from tests.web.years.samples import PROCESS, SCHEME, TEXTS, draft, opened, stored

pytestmark = pytest.mark.django_db


def upload(**texts: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{name}.yaml", text.encode()) for name, text in texts.items()]


def zipped(folder: str, texts: dict[str, str]) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{folder}{name}", text)
    return SimpleUploadedFile("包.zip", buffer.getvalue())


def form_of(here: World, **more: object) -> dict[str, object]:
    """Give a filled-in sheet of a year."""
    taken = [here["A01"], here["B01"]]
    return {
        "number": "2026", "name": "2026 年度", "slug": "2026", "first_day": "2026-01-01", "last_day": "2026年12月31日",
        "phase": "running", "hole:a_visit": "5", "take": [str(u.pk) for u in taken],
        **{f"category:{u.pk}": c for u, c in zip(taken, ("departments", "districts"), strict=True)}, **more,
    }  # fmt: skip


def test_a_year_goes_from_upload_to_opening_through_the_pages() -> None:
    here = city()
    office = client_of(here["po1"])

    chosen = office.post("/haiyu/years/new/", {"files": [zipped("haiyu/", TEXTS)]})
    page = office.get(chosen.url).content.decode()
    sent = office.post(chosen.url, form_of(here, **{f"name:{here['A01'].pk}": "市发改委"}))
    decided = client_of(here["lx"]).post("/haiyu/2026/proposal/1/confirm/")

    year = Year.objects.get(slug="2026")
    assert "越级上访每批扣分" in page and "政府部门、县区" in page
    assert (sent.url, decided.url) == ("/haiyu/2026/charges/", "/haiyu/2026/scheme/")
    assert (year.phase_kind, holes_of(year)) == ("running", {"a_visit": "5"})
    assert set(Participant.objects.values_list("code", "name", "category")) == {
        ("A01", "市发改委", "departments"), ("B01", "东港区", "districts"),
    }  # fmt: skip
    assert client_of(here["ll"]).get("/haiyu/2026/scheme/").status_code == 200


def test_a_built_in_package_is_chosen_by_its_name() -> None:
    here = city()
    chosen = client_of(here["po1"]).post("/haiyu/years/new/", {"package": "township"})
    assert StoredPackage.objects.get().pk.endswith(chosen.url.split("/")[-2])


@pytest.mark.parametrize(
    ("scheme", "process", "told"),
    [
        (SCHEME.replace("points: 60", "points: 70").replace("deduct: 2", "deduct: 二"), PROCESS, ["scheme.yaml", "10"]),
        (SCHEME, PROCESS.replace("flow: maker_checker", "flow: nope").replace("phase: running", "phase: runing"),
         ["process.yaml", "nope", "runing"]),
    ],
)  # fmt: skip
def test_a_wrong_package_is_refused_with_all_its_errors_and_their_lines(
    scheme: str, process: str, told: list[str]
) -> None:
    here = city()
    answer = client_of(here["po1"]).post(
        "/haiyu/years/new/", {"files": upload(scheme=scheme, process=process)}
    )

    page = answer.content.decode()
    assert answer.status_code == 400
    assert all(word in page for word in told)
    assert "/tmp" not in page
    assert not StoredPackage.objects.exists()


def test_errors_of_document_and_scheme_come_together() -> None:
    here = city()
    files = upload(scheme=SCHEME.replace("full_score: 100", "full_score: 很多"), document="title: [未完\n")
    page = client_of(here["po1"]).post("/haiyu/years/new/", {"files": files}).content.decode()
    assert "document.yaml" in page and "scheme.yaml" in page


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "请选择一个内置办法"),
        ([SimpleUploadedFile("办法.docx", b"x")], "不是办法包的文件"),
        ([SimpleUploadedFile("包.zip", b"not a zip")], "压缩包已损坏"),
        ([SimpleUploadedFile("scheme.yaml", "考评".encode("gbk"))], "不是 UTF-8 文字"),
        ([SimpleUploadedFile("process.yaml", PROCESS.encode())], "缺少 scheme.yaml"),
        ([SimpleUploadedFile("scheme.yaml", b"#" * 1_000_001)], "超过 1000 KB"),
    ],
)
def test_an_upload_that_is_no_package_is_refused_in_words(files: list[SimpleUploadedFile], told: str) -> None:
    here = city()
    answer = client_of(here["po1"]).post("/haiyu/years/new/", {"files": files})
    assert answer.status_code == 400 and told in answer.content.decode()


def test_the_sheet_names_all_problems_at_once() -> None:
    here = city()
    address = f"/haiyu/years/new/{stored().pk[7:]}/"
    sent = form_of(
        here, **{"hole:a_visit": "", f"category:{here['A01'].pk}": "", f"parent:{here['B01'].pk}": "X9"}
    )

    page = client_of(here["po1"]).post(address, sent).content.decode()

    assert "有 3 处需要改正" in page
    assert all(
        words in page for words in ("尚未填写，计分必需", "请选择类别", "上级单位“X9”不在参评单位之内")
    )
    assert not Year.objects.exists()


def test_a_hole_is_refused_where_the_scheme_refuses_its_value() -> None:
    here = city()
    with pytest.raises(Wrong) as refused:
        propose_year(actor_of(here["po1"]), draft(here, holes={"a_visit": "五", "unknown": "1"}))
    assert len(refused.value.problems) == 2


def test_a_list_from_excel_ticks_its_units_and_tells_all_that_is_wrong() -> None:
    here = city()
    address = f"/haiyu/years/new/{stored().pk[7:]}/"
    good = "单位\t类别\t本年度名称\nA02\t政府部门\t市教委\n西岭县\t县区\n"
    bad = good + "没有局\t政府部门\nA02\t政府部门\nB01\t乡镇\n"

    filled = client_of(here["po1"]).post(address, form_of(here, pasted=good, fill="1")).content.decode()
    refused = client_of(here["po1"]).post(address, form_of(here, pasted=bad)).content.decode()

    ticked = re.findall(r'name="take" value="(\d+)"[^>]* checked', filled)
    assert {int(pk) for pk in ticked} == {here["A02"].pk, here["B02"].pk}
    assert 'value="市教委"' in filled
    assert all(f"第 {n} 行" in refused for n in (4, 5, 6))
    assert not Year.objects.exists()


def test_who_proposed_a_year_does_not_open_it() -> None:
    here = city()
    grant(here["po1"], "LX")
    grant(here["po1"], "LD")
    proposal = propose_year(actor_of(here["po1"]), draft(here))
    with pytest.raises(Hidden):
        confirm_year(actor_of(here["po1"]), proposal)


def test_a_returned_year_is_proposed_again_and_a_waiting_one_is_not_touched() -> None:
    here = city()
    first = propose_year(actor_of(here["po1"]), draft(here))
    with pytest.raises(Conflict):
        propose_again(actor_of(here["po1"]), first.year, draft(here))

    return_year(actor_of(here["ld"]), first, "类别须再核对")
    second = propose_again(actor_of(here["po2"]), first.year, draft(here, holes={"a_visit": "3"}))
    year = confirm_year(actor_of(here["lx"]), second)

    assert (second.version, second.lineage) == (2, first.lineage)
    assert holes_of(year) == {"a_visit": "3"}
    assert not Task.objects.filter(done_at=None).exclude(key__endswith=":charges").exists()
    with pytest.raises(Conflict):
        propose_again(actor_of(here["po1"]), year, draft(here))


def test_one_of_two_deciders_wins() -> None:
    here = city()
    proposal = propose_year(actor_of(here["po1"]), draft(here))
    confirm_year(actor_of(here["lx"]), proposal)
    with pytest.raises(Conflict):
        return_year(actor_of(here["ld"]), YearProposal.objects.get(pk=proposal.pk), "迟了")


def test_further_holes_count_once_they_are_decided() -> None:
    here = city()
    year = opened(here)
    proposal = propose_holes(actor_of(here["po1"]), year, {"a_visit": "8"}, "海绩办〔2026〕1号")
    waiting = holes_of(year)
    confirm_year(actor_of(here["ld"]), proposal)
    assert (waiting, holes_of(year)) == ({"a_visit": "5"}, {"a_visit": "8"})
    assert scheme_of(year).hole_values == {"a_visit": "8"}


def test_what_changes_on_disk_changes_nothing_in_force(tmp_path: Path) -> None:
    here = city()
    folder = tmp_path / "haiyu"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    package = store(open_package(folder))
    year = confirm_year(
        actor_of(here["lx"]), propose_year(actor_of(here["po1"]), draft(here, package=package))
    )

    (folder / "scheme.yaml").write_text(SCHEME.replace("deduct: 2", "deduct: 9"), encoding="utf-8")
    changed = store(open_package(folder))
    shutil.rmtree(folder)

    assert changed.pk != year.package_id
    assert package_of(year).text == SCHEME
    assert process_of(year) is not None
    assert scheme_of(year).text == SCHEME


def test_a_stored_package_is_never_written_again() -> None:
    package = stored()
    with pytest.raises(AppendOnlyError):
        package.save()
    with pytest.raises(AppendOnlyError):
        StoredPackage.objects.update(name="别的")


def test_each_act_leaves_its_entry() -> None:
    here = city()
    opened(here)
    assert list(Entry.objects.values_list("act", flat=True)) == ["propose-year", "open-year", "name-charge"]


def test_the_scheme_is_said_in_words_with_article_digest_and_process() -> None:
    here = city()
    year = opened(here)
    page = client_of(here["ll"]).get("/haiyu/2026/scheme/").content.decode()
    assert all(
        words in page for words in ("逾期未办结", "扣2分/次", year.package_id, "报送季度情况", "得分汇总表")
    )
    assert "启用与补填" not in page
    assert "二1" in client_of(here["ll"]).get("/haiyu/2026/scheme/article/?cite=二1").content.decode()


def test_another_version_is_compared_in_words_and_in_results(monkeypatch: pytest.MonkeyPatch) -> None:
    here = city()
    opened(here)
    happened = [
        Event("E1", "A01", "work.late", draft(here).first_day),
        Event("E2", "A02", "work.late", draft(here).first_day),
    ]
    monkeypatch.setattr(queries, "_facts", [lambda year: _with(facts_of(year), happened)])
    grant(here["po2"], "PO")
    here["po2"].unit = here["A02"]
    here["po2"].save()
    other = {"files": upload(scheme=SCHEME.replace("deduct: 2", "deduct: 7"))}

    page = client_of(here["po1"]).post("/haiyu/2026/scheme/compare/", other).content.decode()
    blind = client_of(here["po2"]).post(
        "/haiyu/2026/scheme/compare/", {"files": upload(scheme=SCHEME.replace("deduct: 2", "deduct: 7"))}
    )

    assert "扣2分/次" in page and "扣7分/次" in page
    assert "98.00" in page and "93.00" in page and "−5.00" in page
    assert "市发展和改革局" in blind.content.decode()
    assert "市教育局" not in blind.content.decode()


def _with(facts: Facts, events: list[Event]) -> Facts:
    return Facts(facts.cycle, facts.units, facts.holes, events=events)


def test_the_sample_is_a_scheme_without_errors() -> None:
    assert load(SCHEME).holes[0].id == "a_visit"
