from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "kaoping.web.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the pages into the menu; give the facts to the years, and what keeps a year from publication."""
        from kaoping.web.people.context import register_menu
        from kaoping.web.records.facts import facts_of
        from kaoping.web.records.menu import entries
        from kaoping.web.records.queries import undecided
        from kaoping.web.years.phases import register_hindrance
        from kaoping.web.years.queries import register_facts

        register_menu(entries)
        register_facts(facts_of)
        register_hindrance(undecided)
