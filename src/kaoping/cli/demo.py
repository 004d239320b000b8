"""`kaoping demo`: a worked case of every built-in scheme, scored, as pages on this machine."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaoping.cli.shared import tells_errors
from kaoping.cli.words import say

if TYPE_CHECKING:
    from kaoping.papers import SiteEntry
    from kaoping.schemes import Package, WorkedCase

FIRST = "shared-1"
"""The case that is shown, where a scheme has one of this name."""


@click.command("demo", short_help="演示 · Score the worked cases and show them.")
@click.option("--host", default="127.0.0.1", show_default=True, help="网址 · Address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="端口 · Port.")
@click.option("--no-serve", is_flag=True, help="只写网页，不开网站 · Only write the pages.")
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="写到这个文件夹 · Folder of the pages.",
)
@tells_errors
def command(host: str, port: int, no_serve: bool, out: Path | None) -> None:
    """给八个内置办法的算例计分，做成网页，在本机打开一个网站供浏览。单位与数据均为虚构。

    Score the worked cases of all built-in schemes and serve their pages on this machine. All facts are invented.
    """
    from kaoping.cli.serving import serve, take_port

    with ExitStack() as stack:
        place = out or Path("site") if no_serve else out or _temporary(stack)
        server = None if no_serve else stack.enter_context(take_port(host, port, place))
        write_demo(place)
        if server is None:
            click.echo(say("site-made", path=place))
        else:
            serve(server)


def _temporary(stack: ExitStack) -> Path:
    """Give a folder that is gone when the program ends."""
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kaoping-"))) / "site"


def write_demo(directory: Path) -> None:
    """Write the sites of all built-in schemes and their index page. Raises: FolderError."""
    from kaoping.papers import OWN_NAMES, write_index
    from kaoping.schemes import builtin, find
    from kaoping.tables.folders import whole_folder

    names = builtin()
    with whole_folder(directory, (*OWN_NAMES, *names)) as folder:
        packages = [find(name) for name in names]
        entries = [_write(package, case, folder) for package in packages if (case := _shown(package))]
        write_index(entries, folder)


def _shown(package: Package) -> WorkedCase | None:
    """Give the case that is shown of a scheme."""
    cases = {case.name: case for case in package.cases}
    return cases.get(FIRST) or next(iter(cases.values()), None)


def _write(package: Package, case: WorkedCase, folder: Path) -> SiteEntry:
    from kaoping.cli.sites import fill_site
    from kaoping.papers import entry_of
    from kaoping.tables.evaluation import evaluate, write_evaluation

    evaluation = evaluate(package, case.facts)
    with tempfile.TemporaryDirectory(prefix="kaoping-") as temporary:
        results = Path(temporary) / "results"
        write_evaluation(evaluation, results)
        fill_site(evaluation, results, folder / package.id, with_facts=True, home="../index.html")
    click.echo(say("demo-scoring", name=evaluation.scheme.name, units=len(evaluation.result.standings)))
    return entry_of(evaluation.result, evaluation.scheme, f"{package.id}/index.html")
