"""All routes: entry; then everything under the body's slug, and under the year's."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from kaoping.web.project import views

handler404 = "kaoping.web.project.views.not_found"
handler403 = "kaoping.web.project.views.forbidden"
handler500 = "kaoping.web.project.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("", include("kaoping.web.core.urls")),
    path("", include("kaoping.web.people.urls")),
    path("<slug:body>/", views.home, name="home"),
    path("<slug:body>/", include("kaoping.web.years.urls")),
    path("<slug:body>/<slug:year>/", include("kaoping.web.records.urls")),
    path("<slug:body>/<slug:year>/", include("kaoping.web.results.urls")),
]
if apps.is_installed("kaoping.web.demo"):
    urlpatterns.insert(0, path("", include("kaoping.web.demo.urls")))
