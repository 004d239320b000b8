"""results: facts to the engine and back: trial, preview, account, charts, papers."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "kaoping.web.results"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the pages into the menu, the search into the frame."""
        from kaoping.web.people.context import register_menu, register_search
        from kaoping.web.results.menu import entries, search_address

        register_menu(entries)
        register_search(search_address)
