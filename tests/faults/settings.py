"""The platform's settings with one route more: to file an event by its key; errors are told on the console."""

from __future__ import annotations

from kaoping.web.project.settings import *  # noqa: F403

ROOT_URLCONF = "tests.faults.site"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR"}},
}
