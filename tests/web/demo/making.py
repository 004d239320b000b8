"""The demo for tests: made once for all test processes of a run, copied for each who changes it, or served."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db import connections
from django.db.utils import load_backend

from kaoping.web.demo import database
from kaoping.web.project.settings import _database
from kaoping.web.results import trial
from tests.web.servers import KAOPING, ROOT, Server


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Give the environment in which programs use the demo of a folder."""
    found = {
        **os.environ, "KAOPING_VAR": str(folder), "KAOPING_FILES": str(folder / "files"), "KAOPING_DEMO": "1",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "DJANGO_SETTINGS_MODULE": "kaoping.web.project.settings", **more,
    }  # fmt: skip
    for name in {"KAOPING_TESTING", "KAOPING_HOSTS", "KAOPING_SECRET_KEY", "KAOPING_DATABASE"} - set(more):
        found.pop(name, None)
    return found


def made_once(folder: Path) -> Path:
    """Make the demo's database and files in a folder, unless another test process has; give the database."""
    folder.mkdir(exist_ok=True)
    place = folder / "demo.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            with _environment(environment(folder)):
                database.make(place)
    return place


@contextlib.contextmanager
def _environment(told: dict[str, str]) -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.clear()
    os.environ.update(told)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def copied(place: Path, folder: Path) -> Path:
    """Copy the demo's database, and let its files be found beside it."""
    copy = folder / "demo.sqlite3"
    shutil.copy(place, copy)
    shutil.copytree(place.parent / "files", folder / "files", dirs_exist_ok=True)
    (folder / "static").mkdir(exist_ok=True)
    return copy


@contextlib.contextmanager
def connected(place: Path) -> Iterator[None]:
    """Let this process's one connection be one to the demo's database, on SQLite whatever else is tested."""
    told = connections.configure_settings({"default": _database(str(place))})["default"]
    kept, connections["default"] = (
        connections["default"],
        load_backend(told["ENGINE"]).DatabaseWrapper(told, "default"),
    )
    trial.forget()
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = kept
        trial.forget()


@contextlib.contextmanager
def serving(place: Path, folder: Path) -> Iterator[Server]:
    """Serve a copy of the demo on a free port, as `make run` does: the server finds this version's file in its folder."""
    copied(place, folder).rename(folder / f"demo-{database.digest()}.sqlite3")
    told = environment(folder)
    with Server(told, *KAOPING, "serve", "--demo", "--port", "{port}", path="/") as server:
        yield server


__all__ = ("connected", "copied", "environment", "made_once", "serving")
