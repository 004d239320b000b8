"""`kaoping verify-log`: check the audit chains, and against heads that were saved outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaoping.cli.platform import start_django

if TYPE_CHECKING:
    from kaoping.web.core.audit import Fault, Head

SHOWN = 20
"""Faults that are listed; where a log was torn there are many."""


@click.command("verify-log", short_help="核验日志 · Verify the audit log.")
@click.option(
    "--heads",
    "heads_file",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="与存证的链头核对 · Compare with heads saved earlier (JSON).",
)
@click.option(
    "--save-heads", "save_file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="无误后把链头追加存入文件 · Append the heads to a file, if all is well.",
)  # fmt: skip
def command(heads_file: Path | None, save_file: Path | None) -> None:
    """从第一条起逐条核验各考评主体的审计日志。存证的链头应存放在本机之外。有误时退出码为 1。

    Verify every body's audit log from its first entry. Heads belong in a place outside this machine.
    """
    start_django()
    from kaoping.web.core import audit

    saved = _read(heads_file) if heads_file else []
    heads = audit.heads()
    faults = audit.verify(saved)
    _tell(heads, faults)
    if faults:
        raise SystemExit(1)
    if save_file:
        _append(save_file, heads)


def _tell(heads: list[Head], faults: list[Fault]) -> None:
    torn = {fault.body for fault in faults}
    for head in heads:
        state = "有误" if head.body in torn else "完好"
        click.echo(f"{head.body}：{head.length} 条，{state}，链头 {head.head or '（空）'}")
    for fault in faults[:SHOWN]:
        click.echo(f"  {fault.body} 第 {fault.number} 条：{fault.what}")
    if len(faults) > SHOWN:
        click.echo(f"  另有 {len(faults) - SHOWN} 处")
    click.echo(f"共 {len(heads)} 条审计链，" + (f"{len(faults)} 处有误" if faults else "全部完好"))


def _read(file: Path) -> list[Head]:
    """Read saved heads: a JSON list of objects with body, length, head."""
    from kaoping.web.core.audit import Head

    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return [Head(str(row["body"]), int(row["length"]), str(row["head"])) for row in rows]
    except (ValueError, TypeError, KeyError) as error:
        raise click.ClickException(
            f"{file} 不是存证链头文件（JSON 列表，每项有 body、length、head）"
        ) from error


def _append(file: Path, heads: list[Head]) -> None:
    kept = _read(file) if file.exists() else []
    rows = [vars(head) for head in dict.fromkeys([*kept, *heads]) if head.length]
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(f"链头已存入 {file}")
