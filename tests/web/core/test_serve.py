"""`kaoping serve`: the real server answers, refuses what is too big unread, and serves no database of the other use."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping

import pytest

from tests.web.servers import KAOPING, ROOT, Server, fresh_database, run

GIGABYTE = 2**30


@pytest.fixture(scope="module")
def own() -> Iterator[dict[str, str]]:
    with fresh_database() as environment:
        yield environment


@pytest.fixture(scope="module")
def server(own: dict[str, str]) -> Iterator[Server]:
    with Server(own) as running:
        yield running


def refused(environment: Mapping[str, str], *command: str) -> str:
    """Run a command that must fail, and give what it said."""
    done = subprocess.run([*KAOPING, *command], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_entry_page_and_its_style_sheet_are_served(server: Server) -> None:
    for path in ("/login/", "/static/kaoping/app.css"):
        connection = server.connect()
        connection.request("GET", path)
        assert connection.getresponse().status == 200


def test_a_page_runs_no_script_but_ours(server: Server) -> None:
    connection = server.connect()
    connection.request("GET", "/login/")
    policy = connection.getresponse().headers["Content-Security-Policy"]
    assert (
        "default-src 'self'" in policy and "script-src" not in policy and "frame-ancestors 'none'" in policy
    )


def test_it_runs_two_workers(server: Server) -> None:
    assert server.log.read_text().count("Started worker") == 2


def test_a_request_of_two_gigabytes_is_refused_before_it_is_read(server: Server) -> None:
    before = server.memory()
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
        head = f"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {2 * GIGABYTE}\r\n\r\n"
        line.sendall(head.encode() + bytes(65536))
        answer = http.client.HTTPResponse(line)
        answer.begin()
        words = answer.read().decode()
    assert answer.status == 413
    assert "一次最多提交 200 MB" in words
    assert server.memory() - before < 50 * 2**20


def test_a_client_that_goes_on_sending_does_not_fill_the_memory(server: Server) -> None:
    """It pushes as much of its two gigabytes as the server takes, up to 256 MB."""
    before = server.memory()
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
        line.sendall(
            f"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {2 * GIGABYTE}\r\n\r\n".encode()
        )
        line.settimeout(1)
        pushed = 0
        try:
            while pushed < GIGABYTE // 4:
                pushed += line.send(bytes(2**20))
        except OSError:
            pass
        assert server.memory() - before < 50 * 2**20


def test_a_length_that_is_no_number_harms_nobody(server: Server) -> None:
    connection = server.connect()
    connection.putrequest("POST", "/login/")
    connection.putheader("Content-Length", "many")
    connection.endheaders()
    assert connection.getresponse().status in (400, 403)


def test_without_a_secret_key_it_says_so(own: dict[str, str]) -> None:
    bare = {name: value for name, value in own.items() if name != "KAOPING_SECRET_KEY"}
    assert "KAOPING_SECRET_KEY" in refused(bare, "serve")


def test_a_database_that_was_not_migrated_is_not_served() -> None:
    with fresh_database(migrated=False) as environment:
        assert "--migrate" in refused(environment, "serve")


def test_a_demo_database_never_serves_an_office_nor_the_other_way_round() -> None:
    mark = "from kaoping.web.core.installation import claim; claim()"
    with fresh_database() as environment:
        demo = {**environment, "KAOPING_DEMO": "1"}
        run(demo, *KAOPING, "manage", "shell", "-v", "0", "-c", mark)
        assert "演示数据库" in refused(environment, "serve")
    with fresh_database() as environment:
        run(environment, *KAOPING, "manage", "shell", "-v", "0", "-c", mark)
        assert "正式数据库" in refused({**environment, "KAOPING_DEMO": "1"}, "serve")


def test_a_database_with_unmarked_data_is_not_made_a_demo() -> None:
    make = "from kaoping.web.core.models import Body; Body.objects.create(slug='x', name='某市', kind='city')"
    with fresh_database() as environment:
        run(environment, *KAOPING, "manage", "shell", "-v", "0", "-c", make)
        assert "没有演示标记" in refused({**environment, "KAOPING_DEMO": "1"}, "serve")


def test_commands_that_need_no_platform_do_not_import_django() -> None:
    program = """
import sys
from click.testing import CliRunner
from kaoping.cli.main import main
for words in (["--help"], ["check", "xingan"], ["serve", "--help"], ["verify-log", "--help"]):
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
assert not [name for name in sys.modules if name.split(".")[0] == "django" or name.startswith("kaoping.web")]
"""
    run({**os.environ}, KAOPING[0], "-c", program)
