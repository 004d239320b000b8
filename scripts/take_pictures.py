"""Take the pictures of the READMEs from a real report and the demo: `python -m scripts.take_pictures` (needs chromium)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.generate_docs import DOCS, ROOT

WIDTH = 1440
PICTURES = {"ranking": ("beijing-2011", "index.html", 900), "unit": ("zhangzhou", "unit/P2.html", 1020)}
"""Each picture with the scheme whose worked case it shows, the page of the site, and its height."""
PORT, DIRECTOR = 8971, "周启明"
ACCOUNT = ("platform-account", "/haiyu/2025/units/Z03/account/", 1000)
"""The picture of the platform: a page of the demo as its director sees it, and its height."""


def main() -> None:
    """Score a worked case, write its site, and take a picture of each page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("chromium is not installed: scripts/debian-packages chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, locale="zh-CN")
        for name, (scheme, shown, height) in PICTURES.items():
            site = make_site(scheme, Path(folder) / name)
            take(page, (site / shown).as_uri(), DOCS / "pictures" / f"{name}.png", height)
        with demo(Path(folder) / "demo") as address:
            name, shown, height = ACCOUNT
            page.goto(address)
            page.get_by_role("button", name=DIRECTOR).click()
            take(page, address + shown, DOCS / "pictures" / f"{name}.png", height)
        browser.close()


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Serve a demo of its own."""
    folder.mkdir()
    kaoping = str(Path(sys.executable).with_name("kaoping"))
    command = [kaoping, "serve", "--demo", "--port", str(PORT)]
    with subprocess.Popen(command, env={**os.environ, "KAOPING_VAR": str(folder)}) as server:
        try:
            address = f"http://127.0.0.1:{PORT}"
            while not answers(address):
                time.sleep(0.5)
            yield address
        finally:
            server.terminate()


def answers(address: str) -> bool:
    """Say whether a server is up."""
    try:
        with urllib.request.urlopen(address):
            return True
    except OSError:
        return False


def make_site(scheme: str, folder: Path) -> Path:
    """Score the worked case of a scheme and write its report site."""
    kaoping = str(Path(sys.executable).with_name("kaoping"))
    facts = ROOT / "src/kaoping/schemes" / scheme / "cases/shared-1/facts"
    subprocess.run([kaoping, "score", scheme, str(facts), "--out", str(folder / "result")], check=True)
    subprocess.run([kaoping, "report", str(folder / "result"), "-o", str(folder / "site")], check=True)
    return folder / "site"


def take(page: Page, address: str, picture: Path, height: int) -> None:
    """Take the picture of one page, from its top."""
    page.goto(address)
    page.set_viewport_size({"width": WIDTH, "height": height})
    picture.parent.mkdir(exist_ok=True)
    page.screenshot(path=picture)


if __name__ == "__main__":
    main()
