"""`kaoping report`: a result folder as pages for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli.shared import progress, tells_errors
from kaoping.cli.words import say

_PATH = click.Path(path_type=Path)


@click.command("report", short_help="生成网页 · Make the pages of a result.")
@click.argument("result", metavar="RESULT", type=_PATH)
@click.option(
    "--out", "-o", type=_PATH, required=True, metavar="DIR", help="网页文件夹 · Folder of the pages."
)
@click.option(
    "--facts",
    "with_facts",
    is_flag=True,
    help="附上事实表（含评价人和评分），供重算 · Include the facts, with who rated whom, to recompute.",
)
@tells_errors
def command(result: Path, out: Path, with_facts: bool) -> None:
    """把结果文件夹做成一套网页：排名、每个单位的得分明细、办法及其条款。放到任何网站上，或直接打开 index.html。

    Make a self-contained static site of a result folder: ranking, a page a unit, the scheme with its articles.
    """
    from kaoping.cli.sites import fill_site
    from kaoping.papers import OWN_NAMES
    from kaoping.tables.evaluation import read_evaluation
    from kaoping.tables.folders import check_free, whole_folder

    check_free(out, OWN_NAMES)
    progress(say("reading"))
    evaluation = read_evaluation(result)
    with whole_folder(out, OWN_NAMES) as folder:
        progress(say("writing", what=out))
        fill_site(evaluation, result, folder, with_facts)
    click.echo(say("site-made", path=out))
