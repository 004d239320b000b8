from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kaoping.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the entries of this app into the menu."""
        from kaoping.web.people.context import register_menu
        from kaoping.web.people.menu import entries

        register_menu(entries)
