"""Fixtures of the demo; browser tests elsewhere import `demo_file` and `demo_server` from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.demo.making import connected, copied, made_once, serving
from tests.web.demo.visitors import ARGUMENTS, WIDTHS
from tests.web.servers import Server


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give the demo's database file, made once for all test processes; not to be changed."""
    base = tmp_path_factory.getbasetemp()
    return made_once((base if worker_id == "master" else base.parent) / "demo")


@pytest.fixture(scope="session")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server of a copy of the demo; its address is http://127.0.0.1:{demo_server.port}/."""
    with serving(demo_file, tmp_path_factory.mktemp("demo-server")) as server:
        yield server


@pytest.fixture(scope="session")
def _demo_copy(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the demo for the tests of this process, which change nothing but sessions and the log."""
    return copied(demo_file, tmp_path_factory.mktemp("demo-copy"))


@pytest.fixture
def demo(_demo_copy: Path, settings: pytest.FixtureRequest, django_db_blocker: object) -> Iterator[None]:
    """Let a test look at the demo through the models and pages of this process, on its day."""
    settings.DEMO, settings.FROZEN_DAY = True, date(2026, 1, 12)  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = "tests.web.demo.routes"  # type: ignore[attr-defined]
    settings.FILES = _demo_copy.parent / "files"  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), connected(_demo_copy):  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium that keeps the page that one goes back to, as people's browsers do."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=ARGUMENTS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield found
        found.close()


@pytest.fixture(params=list(WIDTHS))
def page(browser: Browser, demo_server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page that minds every error of a script, every answer of 500, and what its policy had to stop."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=f"http://127.0.0.1:{demo_server.port}"
    )
    context.set_default_timeout(60_000)
    found, wrong = context.new_page(), list[str]()
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 500 else None)
    found.on(
        "console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield found
    context.close()
    assert wrong == []
