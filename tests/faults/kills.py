"""The server killed (kill -9) under load, again and again: `python -m tests.faults.kills [--cycles 50] [--seed 1]`.

Clients send the platform's own form of an event with a scan, each with a key of its own, and send again what was not
acknowledged. At a random moment the whole process group of the server is killed and started anew. In the end: every
acknowledged filing is there, once, with its row and the content of its scan; every filing has its audit entry and
every entry its filing; the chain verifies.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import count

from tests.web.servers import Server, fresh_database, run

CLIENTS = 8
TOKEN = "k" * 32
"""Stands in the cookie and in the form, as a browser would have both from the page."""
FIELDS = {
    "item": "conduct.violations.accountability", "level": "warning", "date": "2025-05-08", "count": "1",
    "document": "海效〔2025〕7号", "document_day": "2025-05-20", "act": "file",
}  # fmt: skip


@dataclass
class Client:
    """A client: what it has sent, and what of it was acknowledged."""

    session: str
    address: str
    unit: str
    acknowledged: list[str] = field(default_factory=list)
    again: tuple[str, int] | None = None
    repeated: int = 0
    refused: list[str] = field(default_factory=list)

    def work(self, server: Server, numbers: count[int]) -> None:
        """File one event after the other until the server is gone."""
        connection = server.connect(timeout=120)
        while not self.refused:
            self.repeated += self.again is not None
            self.again = self.again or (str(uuid.uuid4()), next(numbers))
            try:
                self._send(connection, *self.again)
            except (OSError, http.client.HTTPException):
                return

    def _send(self, connection: http.client.HTTPConnection, key: str, number: int) -> None:
        form = {
            **FIELDS,
            "unit": self.unit,
            "key": key,
            "note": f"第 {number} 份",
            "csrfmiddlewaretoken": TOKEN,
        }
        headers = {
            "Content-Type": f"multipart/form-data; boundary={TOKEN}",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
        }
        connection.request("POST", self.address, multipart(form, scan(number)), headers)
        answer = connection.getresponse()
        told = answer.read().decode()
        if answer.status == 302:
            self.acknowledged.append(key)
            self.again = None
        else:
            self.refused.append(f"{answer.status} {told[:200]!r}")


def scan(number: int) -> bytes:
    """Give a scan that no other number has."""
    return b"%PDF-1.4\n%" + str(number).encode() * 500 + b"\n%%EOF\n"


def multipart(form: Mapping[str, str], file: bytes) -> bytes:
    """Write a form with one file as a browser does."""
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{told}'.encode() for name, told in form.items()
    ]
    head = 'Content-Disposition: form-data; name="upload"; filename="通报.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    body = b"".join(b"--%b\r\n%b\r\n" % (TOKEN.encode(), part) for part in [*parts, head.encode() + file])
    return body + f"--{TOKEN}--\r\n".encode()


@dataclass(frozen=True)
class Report:
    """What came of it. `filed` counts those that were written, acknowledged or not."""

    cycles: int
    acknowledged: int
    filed: int
    repeated: int
    lost: list[str]
    doubled: int
    without_row: int
    without_entry: int
    without_filing: int
    without_scan: int
    faults: list[str]
    refused: list[str]

    @property
    def sound(self) -> bool:
        wrong = (
            self.lost,
            self.doubled,
            self.without_row,
            self.without_entry,
            self.without_filing,
            self.without_scan,
            self.faults,
            self.refused,
        )
        return not any(wrong) and self.acknowledged > 0


def kill_again_and_again(cycles: int, seed: int) -> Report:
    """Do the run on a database of its own, and give what came of it."""
    with fresh_database() as environment:
        told = json.loads(run(environment, sys.executable, "-m", "tests.faults.world"))
        clients = [
            Client(told["sessions"][0], told["form"], told["units"][n % len(told["units"])])
            for n in range(CLIENTS)
        ]
        chance, numbers = random.Random(seed), count()
        for _ in range(cycles):
            _cycle(environment, clients, numbers, chance.randint(1, 60), chance.uniform(0, 0.05))
        return _judge(environment, cycles, clients)


def _cycle(
    environment: Mapping[str, str], clients: list[Client], numbers: count[int], share: int, moment: float
) -> None:
    """Start the server, let the clients work, and kill it a moment after so many were acknowledged."""
    server, before = Server(environment), _acknowledged(clients)
    threads = [threading.Thread(target=client.work, args=(server, numbers)) for client in clients]
    for thread in threads:
        thread.start()
    while _acknowledged(clients) < before + share and any(thread.is_alive() for thread in threads):
        time.sleep(0.002)
    time.sleep(moment)
    server.kill()
    for thread in threads:
        thread.join()


def _acknowledged(clients: list[Client]) -> int:
    return sum(len(client.acknowledged) for client in clients)


def _judge(environment: Mapping[str, str], cycles: int, clients: list[Client]) -> Report:
    """Compare what was acknowledged with what the database holds, in a process of its own."""
    keys = [key for client in clients for key in client.acknowledged]
    found = json.loads(run(environment, sys.executable, "-m", "tests.faults.judge"))
    lost = sorted(set(keys) - set(found.pop("keys")))
    refused = [words for client in clients for words in client.refused]
    return Report(
        cycles, len(keys), lost=lost, refused=refused[:5], repeated=sum(c.repeated for c in clients), **found
    )


def main() -> None:
    """Run, print the report, fail unless all is sound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    told = parser.parse_args()
    started = time.monotonic()
    report = kill_again_and_again(told.cycles, told.seed)
    engine = (
        "PostgreSQL" if os.environ.get("KAOPING_TEST_DATABASE", "").startswith("postgresql") else "SQLite"
    )
    print(
        json.dumps(
            {
                "engine": engine,
                "seed": told.seed,
                "seconds": round(time.monotonic() - started),
                **asdict(report),
            },
            indent=1,
        )
    )
    sys.exit(not report.sound)


if __name__ == "__main__":
    main()
