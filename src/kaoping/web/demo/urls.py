"""Routes of the demo: the first page, also in place of the login page, in a demo only."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from kaoping.web.demo import views

routes: list[URLPattern] = [path("", views.start, name="demo"), path("login/", views.start)]
urlpatterns: list[URLPattern] = routes if settings.DEMO else []
