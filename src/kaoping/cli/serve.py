"""`kaoping serve`: the platform on granian, 2 worker processes of 4 threads."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from kaoping.cli.platform import start_django

WORKERS, THREADS = 2, 4
LOOPBACK = ("127.0.0.1", "localhost", "::1")
BUNDLES = ("app.css", "app.js", "charts.js")


@click.command("serve", short_help="运行平台 · Serve the platform.")
@click.option("--host", default="127.0.0.1", show_default=True, help="网址 · Address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口 · Port.")
@click.option("--demo", is_flag=True, help="演示：虚构的城市，免密码进入 · The demo: a fictional city.")
@click.option("--migrate", is_flag=True, help="先更新数据库结构 · Migrate the database first.")
def command(host: str, port: int, demo: bool, migrate: bool) -> None:
    """运行考评平台。设置取自环境变量：KAOPING_DATABASE、KAOPING_FILES、KAOPING_SECRET_KEY、KAOPING_HOSTS。

    Serve the platform; its settings come from the environment.
    """
    demo = demo or os.environ.get("KAOPING_DEMO") == "1"
    _check_bundles()
    if demo:
        _choose_demo(host)
    start_django(demo=demo)
    _prepare_database(migrate=migrate or demo)
    click.echo(f"考评平台：http://{host}:{port}/（Ctrl+C 停止）")
    _serve(host, port)


def _choose_demo(host: str) -> None:
    """Serve the demo's own database, made now if need be, unless the environment names one; warn beyond this machine."""
    from kaoping.web.demo.database import NotMade, demo_database

    folder = Path(os.environ.get("KAOPING_VAR", "var"))
    os.environ.setdefault("KAOPING_FILES", str(folder / "demo-files"))
    if host not in LOOPBACK:
        click.echo("注意：演示不设密码，能访问这个地址的人都能进入。", err=True)
    if "KAOPING_DATABASE" in os.environ:
        return
    try:
        os.environ["KAOPING_DATABASE"] = str(demo_database(folder))
    except NotMade as error:
        raise click.ClickException(str(error)) from error


def _check_bundles() -> None:
    """Refuse to serve pages without their style sheet."""
    import kaoping.web

    folder = Path(kaoping.web.__path__[0], "static", "kaoping")
    missing = [name for name in BUNDLES if not (folder / name).exists()]
    if missing:
        raise click.ClickException(f"页面资源尚未生成（缺 {'、'.join(missing)}）：请先运行 make assets")


def _prepare_database(*, migrate: bool) -> None:
    """Migrate if asked; refuse a database of the other use; fill a demo's."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError

    from kaoping.web.core.installation import WrongInstallation, claim, is_migrated

    try:
        if migrate:
            call_command("migrate", verbosity=0)
        if not is_migrated():
            raise click.ClickException(
                "数据库结构与程序不符：请加 --migrate，或先运行 kaoping manage migrate"
            )
        claim()
    except OperationalError as error:
        raise click.ClickException(f"连不上数据库，请检查 KAOPING_DATABASE：{error}") from error
    except WrongInstallation as error:
        raise click.ClickException(str(error)) from error
    if settings.DEMO and find_spec("kaoping.web.demo.prepare"):
        import_module("kaoping.web.demo.prepare").prepare()


def _serve(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "kaoping.web.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
    ).serve()
