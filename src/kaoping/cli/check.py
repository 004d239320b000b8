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
    from kaoping.schemes import Package


@click.command("check", short_help="检查办法 · Check a scheme: errors, warnings, holes.")
@scheme_argument
@json_option
@tells_errors
def command(scheme: str, as_json: bool) -> None:
    """检查考评办法：错误、提醒（可能写错之处）、原文空缺的数值。有错误时退出码为 1。

    Check a scheme: errors (exit code 1), warnings, and the numbers that the document leaves open.
    """
    from kaoping.rules import SchemeError, check, load
    from kaoping.schemes import find

    package = find(scheme)
    try:
        found = load(package.text, package.file)
    except SchemeError as error:
        if not as_json:
            raise
        print_json({"errors": [problem_json(problem) for problem in error.problems]})
        sys.exit(SCHEME_ERROR)
    warnings = check(found, package.document.articles)
    if as_json:
        print_json(_as_json(found, warnings))
    else:
        _print(package, found, warnings)


def _as_json(scheme: Scheme, warnings: list[Problem]) -> dict[str, object]:
    holes = [{"id": h.id, "name": h.name, "cite": h.cite, "needed": h.needed} for h in scheme.holes]
    return {
        "scheme": scheme.id,
        "name": scheme.name,
        "errors": [],
        "warnings": [problem_json(problem) for problem in warnings],
        "holes": holes,
    }


def _print(package: Package, scheme: Scheme, warnings: list[Problem]) -> None:
    counts = {"items": len(scheme.nodes), "rules": len(scheme.rules), "categories": len(scheme.categories)}
    click.echo(say("scheme-fine", name=scheme.name, **counts))
    click.echo(say("warnings", count=len(warnings)) if warnings else say("no-warnings"))
    for problem in warnings:
        click.echo(problem.render(language()))
    click.echo(say("holes", count=len(scheme.holes)) if scheme.holes else say("no-holes"))
    rows = [["", h.id, h.name, h.cite, say(f"needed-{h.needed}")] for h in scheme.holes]
    for line in table(rows) if rows else ():
        click.echo(line)
