"""Who visits the demo in a browser, and how: `page` of `conftest.py` opens one at a desk's or at a phone's width."""

from __future__ import annotations

from playwright.sync_api import Page, expect

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
expect.set_options(timeout=60_000)
DIRECTOR, SUPPLIER, LIAISON, LEADER, TOWN = "周启明", "陈亮", "林溪", "沈国梁", "吴秀英"
WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}


def enter(page: Page, name: str) -> None:
    """Enter the demo as one of the five."""
    page.goto("/")
    page.get_by_role("button", name=name).click()
    expect(page.locator("h1")).to_have_text("待办与进度")
    expect(page.locator(".demo-ribbon")).to_have_text("演示")
