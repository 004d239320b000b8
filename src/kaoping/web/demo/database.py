"""The database file of the demo: made by a process of its own beside its place, and put there when it is whole.

Its name holds a digest of the program, so that another version of the program makes its own.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import kaoping

_KINDS = ("*.py", "*.yaml", "*.csv")


class NotMade(Exception):
    """The demo could not be made; what is wrong has been said by the process that makes it."""


def digest(folder: Path | None = None) -> str:
    """Give 12 letters that change with the program."""
    top = folder or Path(kaoping.__file__).parent
    made = hashlib.sha256()
    for path in sorted(path for kind in _KINDS for path in top.rglob(kind)):
        made.update(f"{path.relative_to(top).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return made.hexdigest()[:12]


def demo_database(folder: Path) -> Path:
    """Give this version's demo database, made if it is not there; those of other versions are removed.

    Raises: NotMade.
    """
    place = folder / f"demo-{digest()}.sqlite3"
    if not place.exists():
        make(place)
    for old in folder.glob("demo-*.sqlite3*"):
        if not old.name.startswith(place.name):
            old.unlink(missing_ok=True)
    return place


def make(place: Path) -> None:
    """Make a demo database and put it into its place when it is whole. Raises: NotMade."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="making-") as folder:
        made = Path(folder, "demo.sqlite3")
        environment = {**os.environ, "KAOPING_DEMO": "1", "KAOPING_DATABASE": str(made)}
        environment.pop("KAOPING_TESTING", None)
        if subprocess.run(
            [sys.executable, "-m", "kaoping.web.demo"], env=environment, check=False
        ).returncode:
            raise NotMade("演示数据没有生成，原因见上")
        _close(made)
        made.replace(place)


def _close(made: Path) -> None:
    """Bring everything into the one file."""
    connection = sqlite3.connect(made)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
