from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "kaoping.web.project"
    label = "project"
    default_auto_field = "django.db.models.BigAutoField"
