from __future__ import annotations

from django.apps import AppConfig


class YearsConfig(AppConfig):
    name = "kaoping.web.years"
    label = "years"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer the permission function for phases and charges; name what scopes hold; put the pages into the menu."""
        from django.db.models.signals import post_save

        from kaoping.web.people.context import register_menu
        from kaoping.web.people.permissions import register_charge, register_phase
        from kaoping.web.people.scopes import register_names
        from kaoping.web.years import menu, offices, phases, queries
        from kaoping.web.years.models import Year

        register_phase(phases.is_open)
        register_charge(offices.in_charge)
        register_menu(menu.entries)
        register_names(queries.scheme_names)
        phases.connect()
        post_save.connect(phases.forget, sender=Year, dispatch_uid="years.phases.forget")
