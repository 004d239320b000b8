"""Starting Django for the commands of the platform; no other command imports it."""

from __future__ import annotations

import os
from pathlib import Path

import click

DEMO_DATABASE = "demo.sqlite3"


def start_django(*, demo: bool = False) -> None:
    """Set up Django from the environment. Raises: click.ClickException with the words of a wrong setting."""
    if demo:
        os.environ["KAOPING_DEMO"] = "1"
        folder = Path(os.environ.get("KAOPING_VAR", "var"))
        os.environ.setdefault("KAOPING_DATABASE", str(folder / DEMO_DATABASE))
        os.environ.setdefault("KAOPING_FILES", str(folder / "demo-files"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.web.project.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    _make_folders()


def _make_folders() -> None:
    from django.conf import settings

    for folder in (settings.VAR, settings.FILES, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
