"""The form of a new event in a real Chromium: refused clearly, nothing lost; files; by keyboard; the preview."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.demo.making import serving
from tests.web.demo.visitors import SUPPLIER, enter
from tests.web.servers import Server

pytestmark = pytest.mark.browser
at_desk = pytest.mark.parametrize("page", ["desk"], indirect=True)

NEW = "/haiyu/2025/events/new/"
UNIT, OTHER, RULE = "市林业局（Z16）", "市体育局", "三(二)2(1) 刑责或治安处罚"
BLANK, BEGUN = f"{NEW}?unit=", f"{NEW}?unit={UNIT}&item={RULE}"
"""Addresses of the form without a draft; of the second the unit and the rule are chosen."""
TYPED = {
    "unit": UNIT, "item": RULE, "count": "2", "date": "2025-12-20", "exempt": "自行查处", "document": "海公〔2025〕99号",
    "document_day": "2025-12-22", "note": "两名工作人员酒后驾驶被行政拘留", "matter": "酒驾", "office": "市公安局",
}  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + bytes(600)
DROP = """([name, bytes]) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array(bytes)], name));
    for (const kind of ["dragenter", "dragover", "drop"])
        document.querySelector("#record [data-dropzone]").dispatchEvent(
            new DragEvent(kind, {dataTransfer: dropped, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server of a copy of its own: what is filed here is seen by no other test."""
    with serving(demo_file, tmp_path_factory.mktemp("demo-of-forms")) as server:
        yield server


@pytest.fixture
def supplier(page: Page) -> Page:
    """Let the supplier in without a look at his home page."""
    page.request.get("/")
    (token,) = [one["value"] for one in page.context.cookies() if one["name"] == "csrftoken"]
    told = {"person": "chenliang", "csrfmiddlewaretoken": token}
    assert page.request.post("/", form=told, max_redirects=0).status == 302
    return page


def forget(server: Server, *tables: str) -> None:
    """Empty tables of the server's database: sessions end, drafts are gone."""
    (place,) = server.log.parent.glob("demo-*.sqlite3")
    with contextlib.closing(sqlite3.connect(place, timeout=30)) as database, database:
        for table in tables:
            database.execute(f"DELETE FROM {table}")


def fill(page: Page, **other: str) -> None:
    """Type into all fields of the rule; others than TYPED as told."""
    page.locator("[name=level][value=staff]").check()
    for name, value in {**TYPED, **other}.items():
        if name not in ("unit", "item"):
            page.locator(f"#record [name={name}]").fill(value)


def shows(page: Page, **other: str) -> None:
    """Claim that the form has all that was typed."""
    expect(page.locator("[name=level]:checked")).to_have_value("staff")
    for name, value in {**TYPED, **other}.items():
        expect(page.locator(f"#record [name={name}]")).to_have_value(value)


def send(page: Page) -> Any:
    return page.get_by_role("button", name="保存并送确认")


def filed(page: Page, note: str) -> int:
    """Count the events on record whose facts are these."""
    return page.request.get(f"/haiyu/2025/events/?as=csv&state=all&text={note}").text().count(note)


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the zone, once the script has taken hold of it: it puts a list into it."""
    page.locator("[data-dropzone] > .dropzone-files").wait_for(state="attached")
    page.evaluate(DROP, [name, list(content)])


def large(place: Path, size: int) -> Path:
    """Make a file of this size that takes no room."""
    with place.open("wb") as made:
        made.write(PDF + place.name.encode())
        made.truncate(size)
    return place


def test_a_form_sent_after_the_session_has_ended_comes_back_whole(
    supplier: Page, demo_server: Server
) -> None:
    page, note = supplier, "会话到期后才发送"
    for asked in ("**/preview/", "**/drafts/**"):
        page.route(asked, lambda route: route.fulfill(body=""))
    page.goto(BEGUN)
    fill(page, note=note)
    forget(demo_server, "django_session", "core_draft")
    send(page).click()
    expect(page).to_have_url(re.compile("/login/"))
    enter(page, SUPPLIER)
    page.goto(NEW)
    expect(page.locator("#id_unit")).to_have_value("")
    page.get_by_role("button", name="恢复草稿").click()
    shows(page, note=note)
    assert filed(page, note) == 0


@at_desk
def test_who_wants_no_draft_gets_an_empty_form_and_is_not_asked_again(supplier: Page) -> None:
    page = supplier
    page.goto(BEGUN)
    fill(page, note="不要的草稿")
    expect(page.locator(".draft-state")).to_contain_text("草稿已保存")
    page.goto(NEW)
    page.get_by_role("button", name="不要草稿，重新填写").click()
    expect(page.locator("#id_unit")).to_have_value("")
    expect(page.locator(".draft-offer")).to_have_count(0)


@at_desk
def test_who_goes_on_typing_after_his_session_has_ended_loses_no_letter(
    supplier: Page, demo_server: Server
) -> None:
    page, note = supplier, "会话到期前写了一半"
    page.goto(BEGUN)
    fill(page, note=note)
    expect(page.locator(".draft-state")).to_contain_text("草稿已保存")
    forget(demo_server, "django_session")
    page.locator("[name=note]").fill(f"{note}，到期后接着写")
    expect(page).to_have_url(re.compile("/login/"))
    enter(page, SUPPLIER)
    page.goto(NEW)
    expect(page.locator(".draft-offer").first).to_contain_text("已带出")
    page.get_by_role("button", name="恢复草稿").click()
    shows(page, note=f"{note}，到期后接着写")
    assert filed(page, note) == 0


@at_desk
def test_what_was_typed_last_is_kept_when_the_page_is_left_at_once(
    supplier: Page, demo_server: Server
) -> None:
    page = supplier
    page.route("**/drafts/**", lambda route: route.fulfill(body=""))
    page.goto(BEGUN)
    fill(page)
    page.evaluate("document.querySelector('[name=note]').dispatchEvent(new Event('input', {bubbles: true}))")
    page.goto("/haiyu/2025/events/")
    forget(demo_server, "core_draft")
    page.goto(NEW)
    page.get_by_role("button", name="恢复草稿").click()
    shows(page)


@at_desk
def test_a_double_click_files_once(supplier: Page) -> None:
    page, note, sent = supplier, "双击保存", list[str]()
    page.on("request", lambda one: sent.append(one.method) if "/events/new/?" in one.url else None)
    page.goto(BEGUN)
    fill(page, note=note)
    send(page).dblclick()
    expect(page.locator("#messages")).to_contain_text("已保存，等待另一人确认")
    assert sent == ["GET", "POST"]
    assert filed(page, note) == 1


def file_and_go_back(page: Page, note: str) -> str:
    """File an event and press Back: give the address of the filing."""
    page.goto(BEGUN)
    fill(page, note=note)
    send(page).click()
    expect(page.locator("#messages")).to_contain_text("已保存，等待另一人确认")
    first = page.url
    page.evaluate("history.back()")
    shows(page, note=note)
    return first


@at_desk
def test_who_goes_back_and_sends_again_files_once_and_is_told(supplier: Page) -> None:
    page, note = supplier, "返回后再发"
    first = file_and_go_back(page, note)
    send(page).click()
    expect(page.locator("#messages")).to_contain_text("此前已经保存，没有重复登记")
    assert page.url == first
    assert filed(page, note) == 1


@at_desk
def test_who_goes_back_and_changes_the_form_is_asked_what_he_means(supplier: Page) -> None:
    page, note = supplier, "返回后改一个单位"
    first = file_and_go_back(page, note)
    page.locator("#id_unit").fill(OTHER)
    send(page).click()
    expect(page.locator(".errors")).to_contain_text("还没有保存")
    assert first.endswith(page.locator(".errors a").get_attribute("href") or "?")
    shows(page, note=note, unit=OTHER)
    send(page).click()
    expect(page.locator("h1")).to_contain_text(OTHER)
    assert filed(page, note) == 2


@at_desk
def test_a_dropped_file_is_taken_in_and_told_where_else_it_is_used(supplier: Page) -> None:
    page = supplier
    page.goto(BEGUN)
    fill(page, note="附一份通报")
    drop(page, "通报.pdf", PDF)
    evidence = page.locator("#evidence")
    expect(evidence).to_contain_text(re.compile(r"通报\.pdf\s+PDF\s+\d+.字节\s+SHA-256 [0-9a-f]{12}…"))
    send(page).click()
    expect(page.locator("main")).to_contain_text("通报.pdf")
    first = page.url
    page.goto(BEGUN)
    drop(page, "另取一名.pdf", PDF)
    expect(evidence).to_contain_text("同一文件已用于：市林业局")
    assert first.endswith(evidence.get_by_role("link").get_attribute("href") or "?")
    drop(page, "又取一名.pdf", PDF)
    expect(evidence).to_contain_text("内容相同，没有重复添加")


@at_desk
def test_a_program_named_pdf_is_refused_and_all_else_stays(supplier: Page) -> None:
    page, note = supplier, "附件其实是程序"
    page.goto(BEGUN)
    fill(page, note=note)
    drop(page, "通报.pdf", PDF)
    expect(page.locator("#evidence")).to_contain_text("SHA-256")
    drop(page, "程序.pdf", PROGRAM)
    expect(page.locator("#evidence .errorlist")).to_contain_text("“程序.pdf”实际是Windows 程序，不能上传")
    assert page.locator("#evidence [name=file]").count() == 1
    shows(page, note=note)


@at_desk
def test_files_too_large_are_refused_before_they_are_sent(supplier: Page, tmp_path: Path) -> None:
    page, note, sent = supplier, "扫描件太大", list[str]()
    page.goto(BEGUN)
    fill(page, note=note)
    page.on("request", lambda one: sent.append(one.url) if "/files/upload/" in one.url else None)
    page.locator("#id_upload").set_input_files(large(tmp_path / "两个G.pdf", 2 * 2**30))
    told = page.locator("#evidence .errorlist")
    expect(told).to_contain_text("“两个G.pdf”超过 50 MB")
    assert sent == []
    page.locator("#id_upload").set_input_files(
        [large(tmp_path / "超.pdf", 50 * 2**20 + 1), large(tmp_path / "好.pdf", 600)]
    )
    expect(page.locator("#evidence")).to_contain_text("SHA-256")
    expect(told).to_have_text("文件“超.pdf”超过 50 MB，请压缩扫描件或拆成几个文件后再传")
    shows(page, note=note)


@at_desk
def test_files_too_large_together_are_refused_in_words(supplier: Page, tmp_path: Path) -> None:
    page, note = supplier, "扫描件太多"
    page.goto(BEGUN)
    fill(page, note=note)
    many = [large(tmp_path / f"{number}.pdf", 49 * 2**20) for number in range(5)]
    page.locator("#id_upload").set_input_files(many)
    expect(page.locator("#evidence")).to_contain_text("一次提交的文件太大，没有上传")
    shows(page, note=note)


@at_desk
def test_a_broken_line_is_told_where_the_answer_would_be(supplier: Page) -> None:
    page = supplier
    page.goto(BEGUN)
    fill(page)
    page.context.set_offline(True)
    drop(page, "通报.pdf", PDF)
    expect(page.locator("#evidence")).to_contain_text("网络不通")
    page.context.set_offline(False)
    drop(page, "通报.pdf", PDF)
    expect(page.locator("#evidence")).to_contain_text("SHA-256")
    expect(page.locator("#evidence")).not_to_contain_text("网络不通")
    shows(page)


@at_desk
def test_the_form_is_filled_and_sent_by_keyboard_alone(supplier: Page) -> None:
    page, keys = supplier, supplier.keyboard
    page.goto(BLANK)
    for key in ("Tab", "Enter", "Tab"):
        keys.press(key)
    for name in ("unit", "item"):
        expect(page.locator(f"#id_{name}")).to_be_focused()
        keys.type(TYPED[name])
        keys.press("Tab")
    expect(page.locator("[name=level]").first).to_be_focused()
    keys.press("ArrowDown")
    for name in ("count", "date", "exempt", "document", "document_day", "note", "same", "matter", "office"):
        keys.press("Tab")
        expect(page.locator(f"#record [name={name}]")).to_be_focused()
        keys.type(TYPED.get(name, ""))
    keys.press("Tab")
    expect(page.locator("#id_upload")).to_be_focused()
    keys.press("Tab")
    expect(send(page)).to_be_focused()
    shows(page)
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("市林业局")
    expect(page.locator("main")).to_contain_text(TYPED["note"])


def test_the_effect_is_shown_before_anything_is_saved_and_follows_the_form(supplier: Page) -> None:
    page, preview = supplier, supplier.locator("#preview")
    page.goto(BEGUN)
    page.locator("[name=level][value=staff]").check()
    expect(preview).to_contain_text("−10.00")
    page.locator("[name=level][value=section]").check()
    expect(preview).to_contain_text("−15.00")
    page.locator("[name=count]").fill("2")
    page.locator("[name=count]").press("Tab")
    expect(preview).to_contain_text("−30.00")
    expect(preview).to_be_visible()
    expect(page.locator("#side")).to_contain_text("未保存，不影响任何得分")
