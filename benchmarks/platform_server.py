"""A live server of the platform as offices run it, and requests to it by one reader or by several at a time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.platform_pages import Asked
from kaoping.cli.serve import THREADS, WORKERS

GRANIAN = Path(sys.executable).with_name("granian")
HOST = "127.0.0.1"
PATIENCE = 60
"""Seconds that a server may take to start, or an answer to come."""
LONGEST, FEWEST = 6, 3
"""Seconds after which a reader stops asking, and requests that he makes all the same."""


@contextmanager
def server(log: Path) -> Iterator[int]:
    """Run a server in a session of its own on a free port, and give the port; its process group ends with it."""
    port = _free_port()
    command = [
        str(GRANIAN),
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
    ]
    command += ["--blocking-threads", str(THREADS), "kaoping.web.project.wsgi:application"]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        try:
            _wait_for(port, process, log)
            yield port
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group of a process, which is the leader of its own session."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(10)
        except subprocess.TimeoutExpired:
            continue
        except ProcessLookupError:
            return


def times_of(port: int, asked: Asked, times: int) -> list[float]:
    """Ask so many times over one connection, fewer where it takes too long; give the milliseconds of each.

    Raises: RuntimeError for another answer than 200.
    """
    connection, until = HTTPConnection(HOST, port, timeout=PATIENCE), time.monotonic() + LONGEST
    found: list[float] = []
    try:
        while len(found) < times and (len(found) < FEWEST or time.monotonic() < until):
            found.append(_time(connection, asked))
    finally:
        connection.close()
    return found


def _time(connection: HTTPConnection, asked: Asked) -> float:
    started = time.perf_counter()
    connection.request(asked.method, asked.address, asked.body or None, dict(asked.headers))
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - started
    if answer.status != 200:
        raise RuntimeError(f"answer {answer.status}")
    return taken * 1000


def times_of_many(port: int, asked: Asked, clients: int, times: int) -> list[float]:
    """Let several clients ask so many times each, at the same time."""
    with ThreadPoolExecutor(clients) as pool:
        found = list(pool.map(lambda _: times_of(port, asked, times), range(clients)))
    return [one for times in found for one in times]
