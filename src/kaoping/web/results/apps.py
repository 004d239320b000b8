"""results: facts to the engine and back: trial, preview, account, charts, papers."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "kaoping.web.results"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the pages into the menu."""
        from kaoping.web.people.context import register_menu
        from kaoping.web.results.menu import entries

        register_menu(entries)
