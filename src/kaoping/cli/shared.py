"""What commands share: arguments, options, how errors leave the program, tables for the terminal."""

from __future__ import annotations

import functools
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from kaoping.cli.words import language

if TYPE_CHECKING:
    from kaoping.errors.problems import Problem

P = ParamSpec("P")
R = TypeVar("R")
SCHEME_ERROR, INPUT_ERROR = 1, 2


class DayType(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs only from click 8.2 on
    """A date such as 2025-06-30."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date."""
        if isinstance(value, date):
            return value
        try:
            if len(value) == 10:
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.fail(f"“{value}”不是日期，应写作 2025-06-30 · not a date such as 2025-06-30", param, ctx)


scheme_argument = click.argument("scheme", metavar="SCHEME")
facts_argument = click.argument("facts", metavar="FACTS", type=click.Path(path_type=Path))
as_of_option = click.option(
    "--as-of",
    type=DayType(),
    metavar="DATE",
    help="截至哪一天，默认为考评周期的最后一日 · Score as of this day (default: the cycle's last).",
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    help="CSV 的编码：utf-8 或 gb18030，默认自动识别 · Encoding of CSV files (default: found out).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON · Print JSON.")


def tells_errors(function: Callable[P, R]) -> Callable[P, R]:
    """Let a command tell what is wrong with its input on stderr, and end with the code of its kind."""

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        from kaoping.errors.problems import ProblemsError, SchemeError

        try:
            return function(*args, **kwargs)
        except ProblemsError as error:
            click.echo(error.render(language()), err=True)
            sys.exit(SCHEME_ERROR if isinstance(error, SchemeError) else INPUT_ERROR)

    return guarded


def progress(text: str) -> None:
    """Say on a terminal what is going on; nothing where output is not looked at."""
    if sys.stderr.isatty():
        click.echo(click.style(text, dim=True), err=True)


def print_json(value: object) -> None:
    """Print JSON, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def problem_json(problem: Problem) -> dict[str, object]:
    """Give a problem as JSON."""
    at = problem.position
    return {
        "code": problem.code,
        "file": at.file,
        "sheet": at.sheet,
        "line": at.line,
        "column": at.column,
        "message": problem.message(language()),
    }


def width(text: str) -> int:
    """Count the columns of a terminal that a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int, right: bool = False) -> str:
    """Fill a text up with blanks."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def table(rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Give rows of text as lines with even columns; `right` names those that align right."""
    cells = [list(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(padded(text, widths[i], i in right) for i, text in enumerate(row)).rstrip() for row in cells
    ]
