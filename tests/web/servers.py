"""Servers and databases of their own: for races, killed servers, requests that a test client cannot make.

    with fresh_database() as environment, Server(environment) as server: …

Both engines: the database is made beside the one that KAOPING_TEST_DATABASE names, else it is a SQLite file.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KAOPING = (sys.executable, "-c", "from kaoping.cli.main import main; main()")


@contextlib.contextmanager
def fresh_database(*, migrated: bool = True) -> Iterator[dict[str, str]]:
    """Make an empty database, and give the environment in which programs use it; all is gone afterwards."""
    model = _model() if migrated else None
    with (
        tempfile.TemporaryDirectory(prefix="kaoping-own-") as folder,
        _database(Path(folder), model) as database,
    ):
        yield environment_of(database, folder)


def environment_of(database: str, folder: str) -> dict[str, str]:
    """Give the environment of a program that runs as in production, without TLS."""
    environment = {
        **os.environ, "KAOPING_DATABASE": database, "KAOPING_VAR": folder, "KAOPING_FILES": f"{folder}/files",
        "KAOPING_SECRET_KEY": "only-for-tests" * 4, "KAOPING_PLAIN_HTTP": "1",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "DJANGO_SETTINGS_MODULE": "kaoping.web.project.settings",
    }  # fmt: skip
    for name in ("KAOPING_TESTING", "KAOPING_DEMO", "KAOPING_HOSTS"):
        environment.pop(name, None)
    return environment


@functools.cache
def _model() -> str:
    """Migrate a database once for this process; the others are copies of it."""
    kept = contextlib.ExitStack()
    atexit.register(kept.close)
    folder = kept.enter_context(tempfile.TemporaryDirectory(prefix="kaoping-model-"))
    database = kept.enter_context(_database(Path(folder), None))
    migrate = (*KAOPING, "manage", "migrate", "--skip-checks", "--verbosity", "0")
    run(environment_of(database, folder), *migrate)
    return database


@contextlib.contextmanager
def _database(folder: Path, model: str | None) -> Iterator[str]:
    """Make a database, empty or as a copy of a model."""
    cluster = os.environ.get("KAOPING_TEST_DATABASE", "")
    if not cluster.startswith("postgresql:"):
        if model:
            shutil.copy(model, folder / "kaoping.sqlite3")
        yield str(folder / "kaoping.sqlite3")
        return
    parts, name = urllib.parse.urlsplit(cluster), f"own_{uuid.uuid4().hex[:12]}"
    template = urllib.parse.urlsplit(model).path.lstrip("/") if model else "template1"
    _as_owner(parts, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield parts._replace(path=f"/{name}").geturl()
    finally:
        _as_owner(parts, f"DROP DATABASE {name} WITH (FORCE)")


def _as_owner(cluster: urllib.parse.SplitResult, statement: str) -> None:
    import psycopg

    host = urllib.parse.parse_qs(cluster.query)["host"][0]
    with psycopg.connect(host=host, user=cluster.username, dbname="postgres", autocommit=True) as owner:
        owner.execute(statement.encode())


def run(environment: Mapping[str, str], *command: str) -> str:
    """Run a program to its end, and give what it printed; an AssertionError holds what it said on failing."""
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command[-3:])}: {done.stdout}{done.stderr}"
    return done.stdout


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Server:
    """A server in a process group of its own; `kaoping serve` unless another command is given ({port} is filled in)."""

    def __init__(self, environment: Mapping[str, str], *command: str, path: str = "/login/") -> None:
        self.port = free_port()
        told = command or (*KAOPING, "serve", "--port", "{port}")
        self.log = Path(environment["KAOPING_VAR"], f"server-{self.port}.log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [word.replace("{port}", str(self.port)) for word in told],
                env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait(path)

    def _wait(self, path: str) -> None:
        """Wait until it answers."""
        while True:
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = self.connect(timeout=10)
                connection.request("GET", path)
                connection.getresponse().read()
                connection.close()
                return
            time.sleep(0.05)

    def connect(self, timeout: float = 60) -> http.client.HTTPConnection:
        """Give a connection to it."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def members(self) -> list[int]:
        """Give the ids of all processes of its group that are alive."""
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError):
                state, _, group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(group) == self.process.pid and state != "Z":
                    found.append(int(entry.name))
        return found

    def memory(self) -> int:
        """Give the resident memory of all its processes, in bytes."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.members()]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the whole group, and wait until none of it is left."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait()
        while self.members():
            time.sleep(0.01)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
