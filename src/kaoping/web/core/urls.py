"""Routes of core: drafts."""

from __future__ import annotations

from django.urls import path

from kaoping.web.core import views

app_name = "core"
urlpatterns = [
    path("drafts/<str:key>/", views.draft, name="draft"),
    path("drafts/<str:key>/drop/", views.drop_draft, name="drop-draft"),
]
