"""`kaoping report` and `demo`: pages of results, and the server that shows them."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from kaoping.schemes import builtin
from tests.cli.conftest import Run


@pytest.fixture
def results(run: Run, here: Path) -> Path:
    run("score", "haiyu", "facts", "-o", "results")
    return here / "results"


@pytest.mark.usefixtures("results")
def test_a_result_becomes_a_site(run: Run, here: Path) -> None:
    result = run("report", "results", "-o", "site")
    assert result.stdout == "网页已写入 site，请打开 site/index.html\n"
    assert "94.54" in (here / "site" / "index.html").read_text(encoding="utf-8")
    assert (here / "site" / "unit" / "D1.html").is_file()
    assert (here / "site" / "data" / "report.xlsx").is_file()


@pytest.mark.usefixtures("results")
def test_facts_go_into_a_site_only_when_asked_for(run: Run, here: Path) -> None:
    run("report", "results", "-o", "site")
    assert not (here / "site" / "data" / "facts").exists()
    run("report", "results", "-o", "site", "--facts")
    assert (here / "site" / "data" / "facts" / "ratings.csv").is_file()


@pytest.mark.usefixtures("results")
def test_a_site_can_be_computed_anew(run: Run, here: Path) -> None:
    run("report", "results", "-o", "site", "--facts")
    assert run("score", "site/data/scheme.yaml", "site/data/facts", "-o", "again").exit_code == 0
    for name in ("ranking", "scores", "ledger", "consequences"):
        table = Path(f"{name}.csv")
        assert (here / "again" / table).read_bytes() == (here / "site" / "data" / table).read_bytes()


@pytest.mark.usefixtures("results")
def test_a_folder_of_others_is_not_written_into(run: Run, here: Path) -> None:
    (here / "site").mkdir()
    (here / "site" / "wordpress.php").write_text("")
    result = run("report", "results", "-o", "site")
    assert result.exit_code == 2
    assert "wordpress.php" in result.stderr


def test_only_results_become_sites(run: Run, here: Path) -> None:
    assert run("report", "facts", "-o", "site").exit_code == 2
    assert not (here / "site").exists()


def test_the_demo_shows_all_built_in_schemes(run: Run, here: Path) -> None:
    result = run("demo", "--no-serve", "--out", "demo")
    assert result.stdout.splitlines()[-1] == "网页已写入 demo，请打开 demo/index.html"
    index = (here / "demo" / "index.html").read_text(encoding="utf-8")
    for name in builtin():
        assert f"{name}/index.html" in index
        assert (here / "demo" / name / "index.html").is_file()


def test_a_taken_port_is_told_before_any_work(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("demo", "--port", str(port))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"端口 {port} 已被占用" in result.stderr


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The demo, served on a free port, with an own folder for what is temporary."""
    command = [sys.executable, "-m", "kaoping.cli", "demo", "--port", "0"]
    environment = {"TMPDIR": str(tmp_path), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def test_the_demo_is_served_until_it_is_told_to_end(server: subprocess.Popen[str], tmp_path: Path) -> None:
    assert server.stdout is not None
    address = next(line.split()[1] for line in server.stdout if line.startswith("网址"))
    with urlopen(f"{address}/zhangzhou/unit/P2.html") as page:
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "731.50" in page.read().decode()
    server.send_signal(signal.SIGTERM)
    assert server.wait(10) == 0
    assert list(tmp_path.iterdir()) == []
