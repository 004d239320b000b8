"""Routes of results, under /<body>/<year>/."""

from __future__ import annotations

from django.urls import path

from kaoping.web.results import views

app_name = "results"
urlpatterns = [
    path("ranking/", views.show_ranking, name="ranking"),
    path("charts/", views.show_charts, name="charts"),
    path("units/", views.list_units, name="units"),
    path("units/<str:code>/", views.show_dossier, name="dossier"),
    path("units/<str:code>/account/", views.show_account, name="account"),
    path("units/<str:code>/notice.pdf", views.send_notice, {"kind": "pdf"}, name="notice_pdf"),
    path("units/<str:code>/notice.docx", views.send_notice, {"kind": "docx"}, name="notice_docx"),
    path("items/", views.list_items, name="items"),
    path("items/<str:item>/", views.show_item, name="item"),
    path("search/", views.search, name="search"),
    path("preview/", views.show_preview, name="preview"),
    path("filings/<int:filing>/effect/", views.show_effect, name="effect"),
]
