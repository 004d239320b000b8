"""`kaoping template`: a workbook to fill in, made from a scheme."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli.shared import scheme_argument, tells_errors
from kaoping.cli.words import say


@click.command("template", short_help="生成填报表 · Make a workbook to fill in.")
@scheme_argument
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="如 facts.xlsx · The workbook.",
)
@click.option("--members", is_flag=True, help="预填办法所列的单位 · Fill in the units that the scheme names.")
@tells_errors
def command(scheme: str, out: Path, members: bool) -> None:
    """由办法生成 Excel 填报表：每类事实一张工作表，带下拉列表、校验和说明；填好后交给 kaoping score。

    Make a fill-in workbook from a scheme: a sheet for each table, with drop-downs, checks and help.
    """
    from kaoping.rules import load
    from kaoping.schemes import find
    from kaoping.tables.folders import whole_file
    from kaoping.tables.template import make_template
    from kaoping.tables.template_out import write_template

    package = find(scheme)
    template = make_template(load(package.text, package.file))
    with whole_file(out.with_suffix(".xlsx")) as path:
        write_template(template, path, members)
    sheets = "、".join(sheet.table.label for sheet in template.sheets)
    click.echo(say("template-made", path=out.with_suffix(".xlsx"), sheets=sheets))
