"""`kaoping score`: facts in, results out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaoping.cli.shared import (
    as_of_option,
    encoding_option,
    facts_argument,
    json_option,
    print_json,
    progress,
    scheme_argument,
    table,
    tells_errors,
)
from kaoping.cli.words import say

if TYPE_CHECKING:
    from kaoping.rules.ledger.result import Standing
    from kaoping.tables.evaluated import Evaluation

SHOWN = 40


@click.command("score", short_help="计分 · Score facts by a scheme.")
@scheme_argument
@facts_argument
@click.option(
    "--out", "-o", type=click.Path(path_type=Path), metavar="DIR", help="结果文件夹 · Folder of results."
)
@as_of_option
@encoding_option
@click.option("--no-workbook", is_flag=True, help="不写 report.xlsx · Leave report.xlsx out.")
@json_option
@tells_errors
def command(
    scheme: str,
    facts: Path,
    out: Path | None,
    as_of: date | None,
    encoding: str | None,
    no_workbook: bool,
    as_json: bool,
) -> None:
    """按考评办法给事实计分，写出排名、得分、得分明细、结果运用和 report.xlsx。

    Score facts by a scheme; writes ranking, scores, ledger, consequences and report.xlsx.

    SCHEME 是内置办法的编号、办法文件夹或其 scheme.yaml；FACTS 是事实表的文件夹（CSV、Parquet）或一个 .xlsx 工作簿。
    办法有错时退出码为 1，事实有错时为 2，都不写任何文件。

    SCHEME is a built-in id, a package folder or its scheme.yaml; FACTS a folder of tables (CSV, Parquet) or
    one .xlsx workbook. Exit code 1: the scheme is wrong, 2: the facts are; then nothing is written.
    """
    from kaoping.schemes import find
    from kaoping.tables.evaluation import OWN_FILES, evaluate, write_evaluation
    from kaoping.tables.folders import check_free

    package = find(scheme)
    if out is not None:
        check_free(out, OWN_FILES)
    progress(say("reading"))
    evaluation = evaluate(package, facts, as_of, encoding)
    if out is not None:
        write_evaluation(evaluation, out, not no_workbook, lambda what: progress(say("writing", what=what)))
    if as_json:
        print_json(_as_json(evaluation))
    else:
        _print(evaluation, out)


def _as_json(evaluation: Evaluation) -> dict[str, object]:
    from kaoping.tables.evaluation import manifest
    from kaoping.tables.rows import RESULT_TABLE

    ranking = RESULT_TABLE["ranking"]
    rows = [dict(zip(ranking.columns, row, strict=True)) for row in ranking.rows(evaluation.result)]
    return {**manifest(evaluation), "ranking": rows}


def _print(evaluation: Evaluation, out: Path | None) -> None:
    scheme, result = evaluation.scheme, evaluation.result
    counts = {"units": len(result.standings), "lines": len(result.lines)}
    click.echo(say("scored", name=scheme.name, year=result.cycle.year, as_of=result.as_of, **counts))
    click.echo()
    for line in ranking_lines(evaluation):
        click.echo(line)
    incomplete = sum(1 for row in result.standings if not row.complete)
    if incomplete:
        click.echo(say("incomplete", count=incomplete))
    click.echo()
    click.echo(say("written", path=out) if out is not None else say("not-written"))


def ranking_lines(evaluation: Evaluation) -> Iterator[str]:
    """Give the ranking as lines; a long one is cut."""
    heads = [say(key) for key in ("category", "rank", "unit", "total", "grade", "remarks")]
    rows = evaluation.result.standings
    yield from table([heads, *(_row(evaluation, row) for row in rows[:SHOWN])], right=(1, 3))
    if len(rows) > SHOWN:
        yield say("more-rows", count=len(rows) - SHOWN)


def _row(evaluation: Evaluation, row: Standing) -> list[str]:
    from kaoping.rules.numbers.points import format_places

    scheme = evaluation.scheme
    category = scheme.categories[row.category].name
    total = format_places(row.total, evaluation.result.places)
    grade = scheme.grade_names.get(row.grade, row.grade)
    return [category, str(row.rank or "–"), row.name, total, grade, _remarks(evaluation, row)]


def _remarks(evaluation: Evaluation, row: Standing) -> str:
    from kaoping.tables.naming import missing_items

    if row.complete:
        return say("vetoed") if row.vetoed else ""
    items = missing_items(evaluation.scheme, evaluation.result.lines_of[row.unit])
    return say("lacks", items="、".join(items))
