"""Tests of the platform: Django is set up here, for this folder only; see `worlds.py` for how to write one.

KAOPING_TEST_DATABASE names the database (`scripts/with-postgres` sets it); without it, each test process has
its own SQLite file. Files, too, go to a folder of the process, which is taken away at the end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

_FOLDER = Path(tempfile.mkdtemp(prefix="kaoping-test-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ.update(
    DJANGO_SETTINGS_MODULE="kaoping.web.project.settings",
    KAOPING_TESTING="1",
    KAOPING_VAR=str(_FOLDER),
    KAOPING_FILES=str(_FOLDER / "files"),
    KAOPING_DATABASE=os.environ.get("KAOPING_TEST_DATABASE", str(_FOLDER / "kaoping.sqlite3")),
)
os.environ.pop("KAOPING_DEMO", None)

(_FOLDER / "static").mkdir()

import django  # noqa: E402
from django.conf import settings  # noqa: E402

_TEST = {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"]["TEST"] = {**_TEST, "NAME": str(_FOLDER / "test.sqlite3")}
django.setup()


@pytest.fixture
def files_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of uploaded files of this test alone, empty at first."""
    monkeypatch.setattr(settings, "FILES", str(tmp_path / "files"))
    return tmp_path / "files"
