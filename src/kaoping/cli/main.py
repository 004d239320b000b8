"""`kaoping`: the group of all commands. A command's module is imported when it is called, or listed."""

from __future__ import annotations

import gc
import importlib
import sys

import click

import kaoping
from kaoping.cli.words import LANGUAGES, Settings

COMMANDS = (
    "score",
    "explain",
    "check",
    "compare",
    "test",
    "new",
    "template",
    "report",
    "demo",
    "serve",
    "manage",
    "verify-log",
)


YOUNG_OBJECTS = 50_000
"""After so many new objects Python looks for circles among them. Facts, ledgers and their parts have none, and a city
of 10,000 units makes millions: at Python's own 700 a scoring run took 25 s of CPU, at 50,000 it took 19."""


def start() -> None:
    """Run the program in a process of its own."""
    settle()
    main(prog_name="kaoping")


def settle() -> None:
    """Set garbage collection for the process: what is loaded now stays to the end, so nobody need look at it again."""
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 100)


class _Commands(click.Group):
    """Commands by the names of their modules, in the order of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"kaoping.cli.{cmd_name.replace('-', '_')}").command
        return found


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="zh",
    envvar="KAOPING_LANG",
    show_envvar=True,
    help="消息的语言 · Language of messages.",
)
@click.version_option(kaoping.__version__, "-V", "--version", message="kaoping 考评 %(version)s")
@click.pass_context
def main(ctx: click.Context, lang: str) -> None:
    """考评：把绩效考评办法变成可执行的规则，每一分都有出处。

    Executable schemes of government performance evaluation: every point with its reasons.

    \b
    kaoping demo                                看八个办法的算例 · see eight worked schemes
    kaoping score zhangzhou 事实文件夹 --out 结果   计分并写出结果 · score and write results
    kaoping explain zhangzhou 事实文件夹 --unit P1  一个单位的得分明细 · account of a unit
    """
    ctx.obj = Settings(lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
