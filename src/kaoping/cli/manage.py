"""`kaoping manage`: Django's own commands: migrate, check, createcachetable …"""

from __future__ import annotations

import click

from kaoping.cli.platform import start_django


@click.command(
    "manage",
    short_help="平台管理 · Django's management commands.",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """运行 Django 的管理命令，例如 kaoping manage migrate。

    Run a management command of Django's on the platform.
    """
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kaoping manage", *arguments])
