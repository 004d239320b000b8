"""`kaoping new`: a package to start from, with a small scheme that works and one worked case."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from kaoping.cli.shared import INPUT_ERROR, tells_errors
from kaoping.cli.words import language, say

_ID = re.compile(r"[a-z][a-z0-9-]{0,62}")


@click.command("new", short_help="新建办法 · Start a scheme package.")
@click.argument("id_", metavar="ID")
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="写到这个文件夹，默认为当前文件夹下的 ID · The folder to make (default: ./ID).",
)
@tells_errors
def command(id_: str, out: Path | None) -> None:
    """新建一个办法文件夹：带注释的 scheme.yaml、document.yaml、process.yaml 和一个能通过的算例，从它改起。

    Start a package: a commented scheme.yaml, document.yaml, process.yaml and a worked case that passes.
    """
    from kaoping.errors.problems import Problem
    from kaoping.tables.starting import write_package

    if not _ID.fullmatch(id_):
        problem = Problem("package-id", params={"value": id_})
        click.echo(problem.render(language()), err=True)
        sys.exit(INPUT_ERROR)
    folder = out if out is not None else Path(id_)
    write_package(id_, folder)
    click.echo(say("new-made", path=folder))
