"""`kaoping test`: the worked cases of schemes, scored anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kaoping.cli.shared import SCHEME_ERROR, json_option, print_json, tells_errors
from kaoping.cli.words import say

if TYPE_CHECKING:
    from kaoping.tables.casefiles import CaseReport, Difference

SHOWN = 20
_ABOUT = ("unit", "item", "rule", "kind", "source", "date", "consequence")
"""Columns that say what a row is about; the others say what it is worth."""


@click.command("test", short_help="核对算例 · Run the worked cases of schemes.")
@click.argument("schemes", metavar="[SCHEME]...", nargs=-1)
@click.option("--all", "whole", is_flag=True, help="列出全部不同之处 · Print every difference.")
@json_option
@tells_errors
def command(schemes: tuple[str, ...], whole: bool, as_json: bool) -> None:
    """重算办法的全部算例（cases/），与应有的结果逐行比较；不写办法时核对全部内置办法。有不符时退出码为 1。

    Score all cases of a scheme (of all built-in ones if none is named) and compare with what they should give.
    """
    reports = [report for name in schemes or _builtin() for report in _reports(name)]
    if as_json:
        print_json([_as_json(report) for report in reports])
    else:
        _print(reports, None if whole else SHOWN)
    if not all(report.passed for report in reports):
        sys.exit(1)


def _builtin() -> tuple[str, ...]:
    from kaoping.schemes import builtin

    return builtin()


def _reports(name: str) -> Iterator[CaseReport]:
    from kaoping.errors.problems import Problem
    from kaoping.schemes import find
    from kaoping.tables.casefiles import run_cases

    package = find(name)
    found = list(run_cases(package))
    if not found:
        problem = Problem("case-none", params={"value": package.id})
        click.echo(problem.render(), err=True)
        sys.exit(SCHEME_ERROR)
    yield from found


def _print(reports: list[CaseReport], shown: int | None) -> None:
    for report in reports:
        as_of = say("as-of", day=report.as_of) if report.as_of else ""
        key = "case-passed" if report.passed else "case-failed"
        click.echo(say(key, scheme=report.scheme, case=report.case, as_of=as_of))
        for difference in report.differences:
            for line in _difference(difference, shown):
                click.echo(line)
    failed = sum(1 for report in reports if not report.passed)
    key = "cases-failed" if failed else "cases-passed"
    click.echo(say(key, count=len(reports), failed=failed))


def _difference(found: Difference, shown: int | None) -> Iterator[str]:
    """Give the rows that are missing and those too many, those about the same thing together."""
    yield f"　{found.table}.csv（{found.label}）　{','.join(found.columns)}"
    about = [place for place, name in enumerate(found.columns) if name in _ABOUT]
    rows = [(say("should-be"), row) for row in found.missing]
    rows += [(say("should-not-be"), row) for row in found.surplus]
    rows.sort(key=lambda one: [one[1][place] for place in about])
    yield from (f"{said}　{','.join(row)}" for said, row in rows[:shown])
    if shown is not None and len(rows) > shown:
        yield say("more-differences", count=len(rows) - shown)


def _as_json(report: CaseReport) -> dict[str, object]:
    return {
        "scheme": report.scheme,
        "case": report.case,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "passed": report.passed,
        "differences": [
            {"table": d.table, "columns": d.columns, "missing": d.missing, "surplus": d.surplus}
            for d in report.differences
        ],
    }
