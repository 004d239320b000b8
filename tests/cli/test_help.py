"""Help in both languages, whole, and without loading what it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kaoping
from kaoping.cli.main import COMMANDS
from tests.cli.conftest import Run
from tests.cli.golden import assert_golden


def test_help_lists_the_commands_in_both_languages(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert_golden("help", result.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(run: Run, command: str) -> None:
    assert_golden(f"help-{command}", run(command, "--help").stdout)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"kaoping 考评 {kaoping.__version__}\n"


def test_help_imports_neither_the_core_nor_file_formats() -> None:
    code = (
        "import sys; from kaoping.cli.main import main; main(['--help'], standalone_mode=False);"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " ('yaml', 'pyarrow', 'xlsxwriter', 'jinja2', 'python_calamine') or m.startswith('kaoping.rules')))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
