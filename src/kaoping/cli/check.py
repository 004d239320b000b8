"""`kaoping check`: what a scheme may not be, should not be, and leaves open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kaoping.cli.shared import (
    SCHEME_ERROR,
    json_option,
    print_json,
    problem_json,
    scheme_argument,
    table,
    tells_errors,
)
from kaoping.cli.words import language, say

if TYPE_CHECKING:
    from kaoping.rules import Problem, Scheme
    from kaoping.schemes.process import Process


@click.command("check", short_help="检查办法 · Check a scheme: errors, warnings, holes.")
@scheme_argument
@json_option
@tells_errors
def command(scheme: str, as_json: bool) -> None:
    """检查考评办法和考评流程：错误、提醒（可能写错之处）、原文空缺的数值。有错误时退出码为 1。

    Check a scheme and its process: errors (exit code 1), warnings, and the numbers that the document leaves open.
    """
    from kaoping.rules import SchemeError, check, load
    from kaoping.schemes import find
    from kaoping.schemes.process import check_process, load_process

    package = find(scheme)
    try:
        found = load(package.text, package.file)
        text, file = package.process_text, package.process_file
        process = None if text is None else load_process(text, file, found)
    except SchemeError as error:
        if not as_json:
            raise
        print_json({"errors": [problem_json(problem) for problem in error.problems]})
        sys.exit(SCHEME_ERROR)
    warnings = check(found, package.document.articles)
    warnings += check_process(process, found, package.document.articles) if process else []
    if as_json:
        print_json(_as_json(found, process, warnings))
    else:
        _print(found, process, warnings)


def _as_json(scheme: Scheme, process: Process | None, warnings: list[Problem]) -> dict[str, object]:
    holes = [{"id": h.id, "name": h.name, "cite": h.cite, "needed": h.needed} for h in scheme.holes]
    return {
        "scheme": scheme.id,
        "name": scheme.name,
        "errors": [],
        "warnings": [problem_json(problem) for problem in warnings],
        "holes": holes,
        "process": None if process is None else _counts(process),
    }


def _counts(process: Process) -> dict[str, object]:
    names = ("bodies", "phases", "steps", "papers", "meetings")
    return {name: len(getattr(process, name)) for name in names}


def _print(scheme: Scheme, process: Process | None, warnings: list[Problem]) -> None:
    counts = {"items": len(scheme.nodes), "rules": len(scheme.rules), "categories": len(scheme.categories)}
    click.echo(say("scheme-fine", name=scheme.name, **counts))
    click.echo(say("no-process") if process is None else say("process-fine", **_counts(process)))
    click.echo(say("warnings", count=len(warnings)) if warnings else say("no-warnings"))
    for problem in warnings:
        click.echo(problem.render(language()))
    click.echo(say("holes", count=len(scheme.holes)) if scheme.holes else say("no-holes"))
    rows = [["", h.id, h.name, h.cite, say(f"needed-{h.needed}")] for h in scheme.holes]
    for line in table(rows) if rows else ():
        click.echo(line)
