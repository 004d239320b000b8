"""Commands run in an empty folder that holds a small package, `haiyu`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kaoping.cli.main import main
from tests.tables.small import small_package

Run = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where commands run; `haiyu` is a package, `facts` its facts."""
    monkeypatch.chdir(tmp_path)
    package = small_package(tmp_path / "haiyu")
    package.cases[0].facts.rename(tmp_path / "facts")
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """Run a command as a user would."""

    def run(*words: str) -> Result:
        result = CliRunner().invoke(main, words, prog_name="kaoping", terminal_width=100)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
