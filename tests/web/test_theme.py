"""Claims about the sample pages: they stand without context, and work in a real browser, on a desk and on a phone."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.papers.test_site_browser import ARGUMENTS, CHROMIUM
from tests.web import samples

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/kaoping/web/static"
WIDTHS = (1440, 390)
TITLES = {
    "core/base.html": "绩效考评",
    "core/plain.html": "绩效考评",
    "404.html": "没有这个页面",
    "403.html": "不能办理",
    "413.html": "文件太大",
    "500.html": "系统出错",
}

in_browser = pytest.mark.browser


def rendered(name: str, context: dict[str, Any], page: object = None) -> str:
    """Render a sample page, or a template of the project."""
    engine: Any = engines["django"]
    source = Path(samples.__file__).parent / name
    template = (
        engine.engine.from_string(source.read_text("utf-8"))
        if source.exists()
        else engine.engine.get_template(name)
    )
    request = RequestFactory().get("/?sort=total")
    return str(template.render(Context({**context, "page": page, "request": request, "csrf_token": "t0ken"})))


@pytest.mark.parametrize("name", list(TITLES))
def test_each_page_stands_without_any_context(name: str) -> None:
    page = rendered(name, {})
    assert TITLES[name] in page
    assert "None" not in page
    assert 'lang="zh-CN"' in page


@pytest.mark.parametrize("name", list(samples.PAGES))
def test_pages_need_no_inline_script_or_style_and_no_other_host(name: str) -> None:
    page = rendered(name, samples.PAGES[name](), samples.Frame)
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style", page)
    assert set(re.findall(r"<script(?![^>]* src=)[^>]*type=.([a-z/]+)", page)) <= {"application/json"}
    assert not re.search(r"(?:src|href)=.(?:https?:)?//", page)


def test_who_acts_where_and_that_it_is_a_demo_stand_on_top() -> None:
    page = rendered("home.html", samples.home(), samples.Frame)
    for word in ("海屿市绩效考评平台", "2025 年度", "演示", "周启明", "绩效办主任", 'action="/search"'):
        assert word in page
    assert 'href="/" aria-current="page"' in page


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample pages."""
    if not (STATIC / "kaoping/app.css").exists():
        pytest.fail("the bundles are not built: make assets")
    folder = tmp_path_factory.mktemp("pages")
    (folder / "static").symlink_to(STATIC)
    for name, make in samples.PAGES.items():
        (folder / name).write_text(rendered(name, make(), samples.Frame), "utf-8")
    blank = rendered("form.html", {**samples.deduction(), "form": samples.Deduction()}, samples.Frame)
    (folder / "blank.html").write_text(blank, "utf-8")
    (folder / "chooser.html").write_text(rendered("core/chooser.html", samples.chooser()), "utf-8")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files without a word; answer a sent form with the home page."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(303)
        self.send_header("Location", "/home.html")
        self.end_headers()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page that minds every error of a script."""
    width = getattr(request, "param", WIDTHS[0])
    context = browser.new_context(viewport={"width": width, "height": 900})
    found = context.new_page()
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    yield found
    context.close()
    assert errors == []


@in_browser
@pytest.mark.parametrize("page", WIDTHS, indirect=True)
@pytest.mark.parametrize("name", [*samples.PAGES, "chooser.html"])
def test_no_page_is_wider_than_the_screen(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/{name}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@in_browser
def test_rows_of_the_account_are_dense(page: Page, address: str) -> None:
    page.goto(f"{address}/account.html")
    heights = page.evaluate(
        "[...document.querySelectorAll('.account tr:not(.is-beaten)')].map((row) => row.offsetHeight)"
    )
    assert max(heights) <= 27


@in_browser
def test_a_slash_goes_to_the_search_and_is_typed_elsewhere(page: Page, address: str) -> None:
    page.goto(f"{address}/form.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.fill("#id_document", "")
    page.type("#id_document", "a/b")
    assert page.input_value("#id_document") == "a/b"


@in_browser
def test_a_citation_opens_by_keyboard_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}/account.html")
    page.focus("a.cite[data-text]")
    page.keyboard.press("Enter")
    assert "总分低于 700 分" in page.inner_text("dialog")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("a.cite:focus")).to_have_text("五")


@in_browser
def test_a_citation_opens_where_one_reads(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 400})
    page.goto(f"{address}/account.html")
    page.focus("a.cite[data-text]")
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    box = page.locator("dialog").bounding_box()
    assert page.evaluate("scrollY") == before
    assert box is not None and 0 <= box["y"] <= 400


@in_browser
def test_a_row_unfolds_by_enter_and_space(page: Page, address: str) -> None:
    page.goto(f"{address}/home.html")
    page.focus(".unfold")
    page.keyboard.press("Enter")
    assert page.get_attribute(".unfold", "aria-expanded") == "true"
    assert page.is_visible("#u1")
    page.keyboard.press("Space")
    assert page.is_hidden("#u1")


@in_browser
def test_a_chart_is_drawn_as_svg(page: Page, address: str) -> None:
    page.goto(f"{address}/home.html")
    page.wait_for_selector("[data-chart] svg")
    assert "750–800" in (page.text_content("[data-chart]") or "")


@in_browser
def test_a_draft_is_offered_until_the_form_is_sent(page: Page, address: str) -> None:
    page.goto(f"{address}/blank.html")
    page.fill("#id_text", "复核时许可尚未发出")
    page.wait_for_function("localStorage.length === 1")
    page.reload()
    page.click("text=恢复草稿")
    assert page.input_value("#id_text") == "复核时许可尚未发出"
    page.click("text=保存并送确认")
    page.wait_for_url("**/home.html")
    assert page.evaluate("localStorage.length") == 0


@in_browser
def test_a_form_is_sent_once(page: Page, address: str) -> None:
    page.goto(f"{address}/blank.html")
    page.evaluate("""() => {
        const sink = Object.assign(document.createElement("iframe"), {name: "sink"});
        document.body.append(sink);
        Object.assign(document.querySelector("[data-draft]"), {target: "sink", action: "/sent"});
    }""")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.fill("#id_text", "复核时许可尚未发出")
    page.click("text=保存并送确认")
    page.evaluate("document.querySelector('[data-draft]').requestSubmit()")
    page.wait_for_load_state("networkidle")
    assert page.is_disabled("text=保存并送确认")
    assert [url for url in sent if url.endswith("/sent")] == [f"{address}/sent"]


@in_browser
def test_an_act_that_asks_goes_on_only_with_a_reason(page: Page, address: str) -> None:
    page.goto(f"{address}/form.html")
    page.click("text=作废")
    page.click("dialog >> text=作废 >> nth=-1")
    assert page.locator("dialog").count() == 1
    page.fill("#confirm-reason", "录错单位")
    with page.expect_request("**/x") as sent:
        page.click("dialog >> text=作废 >> nth=-1")
    assert "reason=%E5%BD%95" in (sent.value.post_data or "")


@in_browser
def test_the_calendar_fills_the_day_in(page: Page, address: str) -> None:
    page.goto(f"{address}/blank.html")
    page.fill("#id_day", "2025年12月1日")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.input_value("#id_day") == "2025-12-02"
    assert page.inner_text(".field .day-weekday") == "星期二"


@in_browser
def test_a_dropped_file_is_listed_and_can_be_taken_out(page: Page, address: str) -> None:
    page.goto(f"{address}/blank.html")
    page.evaluate("""() => {
        const dropped = new DataTransfer();
        dropped.items.add(new File(["x"], "复核通报.pdf"));
        document.querySelector("[data-dropzone]").dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
    }""")
    assert "复核通报.pdf" in page.inner_text(".dropzone-files")
    page.click("text=去掉")
    assert page.evaluate("document.querySelector('#id_file').files.length") == 0


@in_browser
def test_a_block_from_a_sheet_is_spread_over_the_fields(page: Page, address: str) -> None:
    page.goto(f"{address}/form.html")
    page.evaluate("""() => {
        const copied = new DataTransfer();
        copied.setData("text/plain", "91\\t1\\r\\n92\\t2\\r\\n");
        const field = document.querySelector("[data-grid] input");
        field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: copied, bubbles: true, cancelable: true}));
    }""")
    assert page.evaluate("[...document.querySelectorAll('[data-grid] input')].map((one) => one.value)") == [
        "91",
        "1",
        "92",
        "100",
    ]


@in_browser
@pytest.mark.parametrize("page", [390], indirect=True)
def test_the_menu_is_a_drawer_on_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/home.html")
    assert page.is_hidden("#menu")
    page.click(".menu-button")
    assert page.is_visible("#menu")
    page.keyboard.press("Escape")
    assert page.is_hidden("#menu")


@in_browser
def test_on_paper_the_frame_is_gone(page: Page, address: str) -> None:
    page.goto(f"{address}/account.html")
    page.emulate_media(media="print")
    for gone in (".topbar", ".menu", ".tools", ".crumbs"):
        assert page.is_hidden(gone)
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
