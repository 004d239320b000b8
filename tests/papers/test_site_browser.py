"""Claims about the sites in a real browser, opened from the disk, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.papers.sites import SCHEMES, all_sites, points

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (1440, 390)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write all sites once."""
    found = tmp_path_factory.mktemp("sites")
    all_sites(found)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page of each width."""
    found = browser.new_page(viewport={"width": request.param, "height": 900})
    yield found
    found.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_is_wider_than_the_screen(folder: Path, browser: Browser, scheme: str) -> None:
    page = browser.new_page()
    units = sorted((folder / scheme / "unit").glob("*.html"))
    for path in (folder / "index.html", *sorted((folder / scheme).glob("*.html")), *units):
        page.goto(path.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def test_a_total_leads_to_the_account_and_a_line_to_its_article(folder: Path, page: Page) -> None:
    page.goto((folder / "zhangzhou" / "index.html").as_uri())
    page.get_by_role("link", name="731.50", exact=True).click()
    assert page.url.endswith("unit/P2.html")
    page.locator("tr", has_text="E006").locator("a.cite").first.click()
    row = page.locator("tr:target")
    assert row.locator("th").inner_text() == "三(二)2(1)"
    assert row.is_visible()


def test_running_sums_are_seen(folder: Path, page: Page) -> None:
    page.goto((folder / "zhangzhou" / "unit" / "P2.html").as_uri())
    running = page.locator("td.running").all()
    assert len(running) > 15 and all(cell.is_visible() for cell in running)
    assert points(running[1].inner_text()) == points("100.00")
    for cell in running:
        box = cell.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]


def test_the_keyboard_shows_where_it_is(folder: Path, page: Page) -> None:
    page.goto((folder / "zhangzhou" / "index.html").as_uri())
    for _ in range(3):
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert page.evaluate("document.activeElement.tagName") == "A" and outline == "solid"


def test_nothing_is_asked_of_the_network(folder: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "jishui-2014" / "unit" / "JS06.html").as_uri())
    assert asked and all(address.startswith("file:") for address in asked)


def test_a_printed_ranking_lies_and_an_account_stands(folder: Path, browser: Browser) -> None:
    sheet = browser.new_page()
    for name, lies in (("index.html", True), ("unit/P2.html", False)):
        sheet.goto((folder / "zhangzhou" / name).as_uri())
        box = sheet.pdf(prefer_css_page_size=True).split(b"/MediaBox [")[1].split(b"]")[0].split()
        assert (float(box[2]) > float(box[3])) is lies
    sheet.close()
