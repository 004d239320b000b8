"""The pages: who gets in, who sees what; foreign and absent things answer alike; lists cost the same for any number of rows."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.web.core.models import Entry, File, Task
from kaoping.web.records.models import Filing, FilingVerdict
from kaoping.web.years.models import Year
from tests.web.records.offices import POINTED, RULE, confirmed, event, filed, office, page, sent
from tests.web.worlds import World, actor_of, client_of, grant, person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MAKERS, CHECKERS = {"po1", "po2", "zx", "zx2"}, {"po1", "po2", "lx", "lx2"}
READERS = {"po1", "po2", "zx", "zx2", "ll", "ll2", "fz", "lx", "lx2", "ld"}
TOTALS = {"po1", "po2", "lx", "lx2", "ld"}
ALL = READERS | {"sl", "jc", "df", "sa", "sm", "sx"}


def _pdf(name: str = "通报.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _bare(answer: Any) -> str:
    """Give a page without the token that is masked anew for each answer."""
    return re.sub(r'(csrf-token" content|csrfmiddlewaretoken" value)="\w+"', "", answer.content.decode())


def _fields(year: Year) -> dict[str, Any]:
    return {f.attname: getattr(year, f.attname) for f in year._meta.fields if f.name != "id"}


ROUTES = [
    ("events/", READERS), ("events/new/", MAKERS), ("waiting/", CHECKERS | {"zx", "zx2"}), ("facts.zip", TOTALS),
    ("filings/{f}/", {"po1", "po2", "zx", "ll2", "lx", "lx2", "ld"}),
    ("matters/督查/", {"po1", "po2", "zx", "ll2", "lx", "lx2", "ld"}),
    ("filings/{f}/correct/", {"po1", "po2", "zx"}),
]  # fmt: skip


@pytest.mark.parametrize(("route", "allowed"), ROUTES)
def test_each_role_at_each_route(route: str, allowed: set[str], files_folder: Path) -> None:
    here = office()
    made = confirmed(here, event(matter="督查"))
    where = page(here, route.format(f=made.pk))
    found = {who: client_of(here[who]).get(where).status_code for who in sorted(ALL)}
    assert {who for who, status in found.items() if status == 200} == allowed
    assert {status for who, status in found.items() if who not in allowed} <= {403, 404}


@pytest.mark.parametrize(
    ("route", "allowed"),
    [("confirm", {"po2", "lx", "lx2"}), ("return", {"po2", "lx", "lx2"}), ("withdraw", {"po1", "po2", "zx"})],
)  # fmt: skip
def test_each_role_at_each_act(route: str, allowed: set[str]) -> None:
    here = office()
    made = filed(here)
    for who in sorted(ALL - allowed):
        assert client_of(here[who]).post(page(here, f"filings/{made.pk}/{route}/")).status_code in (
            403,
            404,
        ), who
    assert not FilingVerdict.objects.exists() and Filing.objects.count() == 1
    for who in allowed:
        assert client_of(here[who]).post(page(here, f"filings/{made.pk}/{route}/")).status_code == 302, who


@pytest.mark.parametrize("route", ["filings/{f}/", "files/{e}/", "filings/{f}/correct/", "matters/{m}/"])
def test_what_is_foreign_answers_like_what_is_absent(route: str, files_folder: Path) -> None:
    here, there = office(), office("dongshan")
    client_of(there["po1"]).post(
        page(there, "events/new/"), {**sent(there), "upload": _pdf(), "matter": "外市事项"}
    )
    foreign = Filing.objects.get()
    names = {"f": foreign.pk, "e": foreign.evidence.get().file_id, "m": "外市事项"}
    client = client_of(here["po1"])
    answers = [
        client.get(page(here, route.format(**names))),
        client.get(page(here, route.format(f=99999, e=99999, m="没有"))),
    ]
    assert [_bare(one) for one in answers] == [_bare(answers[0])] * 2 and answers[0].status_code == 404
    Year.objects.create(**{**_fields(here["year"]), "slug": "2026", "opened_on": None})
    years = [
        client.get(page(here, route.format(**names)).replace("/2025/", f"/{slug}/"))
        for slug in ("2026", "2031")
    ]
    assert [_bare(one) for one in years] == [_bare(years[0])] * 2 and years[0].status_code == 404


def test_a_unit_sees_its_own_confirmed_events_and_no_effects() -> None:
    here = office()
    stands = confirmed(here, event(POINTED, points=43_210, note="督查发现逾期"))
    waits, other = filed(here, event(note="还没确认")), confirmed(here, event(unit="A03", note="别家的事"))
    client = client_of(here["ll2"])
    text = client.get(page(here, "events/")).content.decode()
    assert (
        "督查发现逾期" in text and "还没确认" not in text and "别家的事" not in text and "4.321" not in text
    )
    own = client.get(page(here, f"filings/{stands.pk}/")).content.decode()
    assert "督查发现逾期" in own and "海效〔2025〕7号" in own and "4.321" not in own and "办理经过" not in own
    for hidden in (waits, other):
        assert client.get(page(here, f"filings/{hidden.pk}/")).status_code == 404


def test_a_joint_filing_shows_a_unit_its_own_row_and_a_table_no_evidence(files_folder: Path) -> None:
    here = office()
    from kaoping.web.core.files import take_in

    file = take_in(here.body, here["po1"], _pdf())
    table = confirmed(here, event(note="甲"), event(unit="A03", note="乙"), files=(file,))
    text = client_of(here["ll2"]).get(page(here, f"filings/{table.pk}/")).content.decode()
    assert "甲" in text and "乙" not in text and "通报.pdf" not in text
    assert client_of(here["ll2"]).get(page(here, f"files/{file.pk}/")).status_code == 404


def test_nobody_sees_what_waits_for_the_own_unit() -> None:
    here = office()
    made = filed(here, event(note="等着确认"))
    insider = person(here.body, "处长", here["A02"])
    grant(insider, "PO")
    client = client_of(insider)
    assert "等着确认" not in client.get(page(here, "events/?state=all")).content.decode()
    assert client.get(page(here, f"filings/{made.pk}/")).status_code == 404
    assert "市教育局" not in client.get(page(here, "waiting/")).content.decode()
    assert client.get(page(here, "events/?as=csv")).content.count(b"\n") == 1


def test_an_office_sees_its_own_rules_only() -> None:
    here = office()
    confirmed(here, event(note="归它管"))
    confirmed(here, event(POINTED, unit="A03", points=10_000, note="不归它管"))
    text = client_of(here["zx"]).get(page(here, "events/")).content.decode()
    assert "归它管" in text and "不归它管" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"E001", "E002"}), ("state=waiting", {"E002"}), ("state=confirmed", {"E001"}), ("state=returned", {"E003"}),
        ("unit=教育", {"E001"}), ("unit=A03", {"E002"}), (f"rule={POINTED}", {"E002"}), ("text=投诉", {"E002"}),
        ("since=2025-06-01", {"E002"}), ("until=2025年6月1日", {"E001"}), ("state=all", {"E001", "E002", "E003"}),
    ],
)  # fmt: skip
def test_the_query_bar(query: str, found: set[str]) -> None:
    here = office()
    from datetime import date

    from kaoping.web.records.actions import send_back

    confirmed(here, event())
    filed(
        here,
        event(
            POINTED,
            unit="A03",
            points=10_000,
            note="投诉件",
        )._replace(date=date(2025, 7, 1)),
    )
    send_back(actor_of(here["po2"]), filed(here, event(unit="B01")), "重报")
    rows = client_of(here["po1"]).get(page(here, f"events/?{query}")).context["rows"]
    assert {row.event.code for row in rows} == found


def test_the_list_leaves_as_csv_and_workbook() -> None:
    here = office()
    confirmed(here, event(note='=HYPERLINK("x")'))
    client = client_of(here["po1"])
    text = client.get(page(here, "events/?as=csv")).content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    assert head[0] == "事项编号" and row[0] == "E001" and row[8].startswith("'=")
    book = openpyxl.load_workbook(io.BytesIO(client.get(page(here, "events/?as=xlsx")).content))
    assert [c.value for c in book.active[2]][:2] == ["E001", "市教育局"] and book.active[
        "I2"
    ].data_type == "s"  # type: ignore[index,union-attr]


def _queries(here: World, where: str) -> int:
    client = client_of(here["po2"])
    client.get(page(here, where))
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(page(here, where)).status_code == 200
    return len(made)


@pytest.mark.parametrize("where", ["events/?state=all", "waiting/", "matters/督查/"])
def test_lists_cost_the_same_number_of_queries_for_any_number_of_rows(where: str) -> None:
    here = office()
    for unit in ("A01", "A02"):
        filed(here, event(unit=unit, matter="督查"))
    few = _queries(here, where)
    for _ in range(6):
        filed(here, event(unit="A03", matter="督查"))
        confirmed(here, event(unit="B01", matter="督查"))
    assert _queries(here, where) == few


def test_going_through_the_queue() -> None:
    here = office()
    first, second = filed(here), filed(here, event(unit="A03"))
    client = client_of(here["po2"])
    text = client.get(page(here, f"filings/{first.pk}/?queue=1")).content.decode()
    assert 'accesskey="j"' in text and "1 / 2" in text
    answer = client.post(page(here, f"filings/{first.pk}/confirm/"), {"queue": "1"})
    assert answer["Location"].endswith(f"/filings/{second.pk}/?queue=1")
    assert client.post(page(here, f"filings/{second.pk}/confirm/"), {"queue": "1"})["Location"].endswith(
        "/waiting/"
    )


def test_who_is_slower_is_told() -> None:
    here = office()
    made = filed(here)
    client_of(here["po2"]).post(page(here, f"filings/{made.pk}/confirm/"))
    text = (
        client_of(here["lx"])
        .post(page(here, f"filings/{made.pk}/return/"), {"remark": "不对"}, follow=True)
        .content.decode()
    )
    assert "吴晓岚已于" in text and "您的操作没有生效" in text


def test_a_return_needs_a_remark_and_a_withdrawal_a_reason() -> None:
    here = office()
    made = filed(here)
    client = client_of(here["po2"])
    assert "写明意见" in client.post(page(here, f"filings/{made.pk}/return/"), follow=True).content.decode()
    client.post(page(here, f"filings/{made.pk}/confirm/"))
    assert "写明理由" in client.post(page(here, f"filings/{made.pk}/withdraw/"), follow=True).content.decode()
    client.post(page(here, f"filings/{made.pk}/withdraw/"), {"reason": "登记错了单位"})
    assert Filing.objects.get(version=2).withdrawn


def test_a_correction_shows_the_old_beside_the_new() -> None:
    here = office()
    made = confirmed(here, event(note="旧的事实"))
    client = client_of(here["po1"])
    text = client.get(page(here, f"filings/{made.pk}/correct/")).content.decode()
    assert "现在的登记" in text and text.count("旧的事实") == 2
    told = sent(here, key="6f0d4a52-6f2c-4b5e-9d4b-6f9be1e0c099", note="新的事实", reason="事实有误")
    client.post(page(here, f"filings/{made.pk}/correct/"), told)
    new = Filing.objects.get(version=2)
    assert new.events.get().note == "新的事实" and new.events.get().code == "E001"
    client_of(here["po2"]).post(page(here, f"filings/{new.pk}/confirm/"))
    assert "旧的事实" in client.get(page(here, f"filings/{made.pk}/")).content.decode()
    rows = client.get(page(here, "events/")).context["rows"]
    assert [row.event.note for row in rows] == ["新的事实"]


def test_one_event_of_a_table_is_corrected_and_the_others_stay() -> None:
    here = office()
    table = confirmed(here, event(note="甲"), event(unit="A03", note="乙"))
    told = sent(here, unit="A03", note="乙改", reason="事实有误")
    client_of(here["po1"]).post(page(here, f"filings/{table.pk}/correct/?row=E002"), told)
    new = Filing.objects.get(version=2)
    assert list(new.events.order_by("id").values_list("code", "note")) == [("E001", "甲"), ("E002", "乙改")]


def test_evidence_is_kept_with_type_size_hash_and_where_it_was_used(files_folder: Path) -> None:
    here = office()
    client = client_of(here["po1"])
    client.post(page(here, "events/new/"), {**sent(here), "upload": _pdf()})
    first = Filing.objects.get()
    assert [use.file.name for use in first.evidence.all()] == ["通报.pdf"]
    text = client.post(page(here, "files/upload/"), {"upload": _pdf("另名.pdf")}).content.decode()
    assert "PDF" in text and File.objects.first().sha256[:12] in text  # type: ignore[union-attr]
    assert "同一文件已用于" in text and f"/filings/{first.pk}/" in text


def test_an_upload_is_in_the_log_before_any_filing_names_it(files_folder: Path) -> None:
    here = office()
    client_of(here["po1"]).post(
        page(here, "files/upload/"), {"upload": [_pdf(), _pdf("程序.pdf", b"MZ" + b"\0" * 600)]}
    )
    kept, logged = File.objects.get(), Entry.objects.get(act="upload-evidence")
    assert (logged.object, logged.label) == (f"core.file:{kept.pk}", "通报.pdf")
    assert kept.sha256 in logged.after and str(kept.size) in logged.after


def test_a_program_named_pdf_is_refused_and_the_text_stays(files_folder: Path) -> None:
    here = office()
    told = {
        **sent(here, note="写好的事实"),
        "upload": [_pdf("程序.pdf", b"MZ\x90\x00" + b"\0" * 600), _pdf()],
    }
    answer = client_of(here["po1"]).post(page(here, "events/new/"), told)
    text = answer.content.decode()
    assert answer.status_code == 422 and "实际是Windows 程序" in text and "写好的事实" in text
    assert f'name="file" value="{File.objects.get().pk}"' in text and not Filing.objects.exists()


def test_a_file_of_another_person_cannot_be_attached(files_folder: Path) -> None:
    here = office()
    from kaoping.web.core.files import take_in

    file = take_in(here.body, here["po2"], _pdf())
    client_of(here["po1"]).post(page(here, "events/new/"), {**sent(here), "file": str(file.pk)})
    assert not Filing.objects.get().evidence.exists()


def test_who_may_download_evidence(files_folder: Path) -> None:
    here = office()
    client_of(here["zx"]).post(page(here, "events/new/"), {**sent(here), "upload": _pdf()})
    made = Filing.objects.get()
    where = page(here, f"files/{made.evidence.get().file_id}/")
    before = {who for who in ALL if client_of(here[who]).get(where).status_code == 200}
    assert before == {"po1", "po2", "zx", "lx", "lx2", "ld"}
    client_of(here["po1"]).post(page(here, f"filings/{made.pk}/confirm/"))
    assert client_of(here["ll2"]).get(where).status_code == 200
    answer = client_of(here["po1"]).get(where)
    assert b"".join(answer) == PDF and answer["Content-Disposition"].startswith("attachment")  # type: ignore[call-overload]


def test_a_unit_ticks_off_what_it_was_told() -> None:
    here = office()
    made = confirmed(here)
    assert Task.objects.filter(done_at=None, role="LL").count() == 1
    client_of(here["ll2"]).post(page(here, f"filings/{made.pk}/seen/"))
    assert not Task.objects.filter(done_at=None).exists()


def _town(here: World) -> None:
    here.body.profile = "town"
    here.body.save()


def test_in_a_town_a_signed_sheet_stands_for_the_second_person(files_folder: Path) -> None:
    here = office()
    _town(here)
    made = filed(here)
    client = client_of(here["po1"])
    shown = client.get(page(here, f"filings/{made.pk}/")).content.decode()
    assert "单人办理" in shown and "签字或另一人确认" in shown
    bare = client.post(page(here, f"filings/{made.pk}/confirm/"), {"signed_by": "镇长"})
    assert bare.status_code == 422 and not FilingVerdict.objects.exists()
    told: dict[str, Any] = {"sheet": _pdf("签字.pdf"), "signed_by": "镇长", "signed_on": "2025-06-01"}
    client.post(page(here, f"filings/{made.pk}/confirm/"), told)
    verdict = FilingVerdict.objects.get()
    assert verdict.single_handed and verdict.signed_by == "镇长"
    assert "单人办理" in client.get(page(here, f"filings/{made.pk}/")).content.decode()


def test_in_a_city_a_signed_sheet_does_not(files_folder: Path) -> None:
    here = office()
    made = filed(here)
    told = {"sheet": _pdf("签字.pdf"), "signed_by": "局长", "signed_on": "2025-06-01"}
    assert client_of(here["po1"]).post(page(here, f"filings/{made.pk}/confirm/"), told).status_code == 404


def test_a_matter_tells_what_counts_to_those_who_see_totals() -> None:
    here = office()
    confirmed(here, event(matter="督查"))
    assert "计分" in client_of(here["po1"]).get(page(here, "matters/督查/")).content.decode()
    assert "计分</th>" not in client_of(here["zx"]).get(page(here, "matters/督查/")).content.decode()


def test_the_events_of_a_matter_stand_in_the_order_of_their_days() -> None:
    here = office()
    units, days = ("A02", "A03", "B01"), (date(2025, 6, 3), date(2025, 2, 10), date(2025, 9, 1))
    rows = [event(matter="督查", unit=u)._replace(date=d) for u, d in zip(units, days, strict=True)]
    confirmed(here, *rows[:2])
    filed(here, rows[2])
    told = client_of(here["po1"]).get(page(here, "matters/督查/")).content.decode()
    assert re.findall(r'"fit num">([\d-]+)<', told) == ["2025-02-10", "2025-06-03", "2025-09-01"]


def test_facts_leave_as_a_zip_that_can_be_read_again(tmp_path: Path) -> None:
    here = office()
    confirmed(here)
    filed(here, event(unit="A03"))
    packed = client_of(here["lx"]).get(page(here, "facts.zip")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert sorted(archive.namelist()) == ["facts/cycle.csv", "facts/events.csv", "facts/units.csv"]
        archive.extractall(tmp_path)
    from kaoping.tables.opening import open_case
    from kaoping.web.years.packages import package_of

    _, facts = open_case(package_of(here["year"]), tmp_path / "facts")
    assert [e.id for e in facts.events] == ["E001"]


def test_the_menu_counts_what_waits() -> None:
    here = office()
    filed(here)
    text = client_of(here["po2"]).get(page(here, "events/")).content.decode()
    assert "待确认" in text and "新增事项" in text
    assert "新增事项" not in client_of(here["ll2"]).get(page(here, "events/")).content.decode()


def test_the_rule_of_the_form_is_that_of_the_article() -> None:
    here = office()
    text = client_of(here["po1"]).get(page(here, f"events/new/?unit=A02&item={RULE}")).content.decode()
    assert "三(二)2(3)" in text and "提供情况" in text
