"""Routes of records, below a body and a year."""

from __future__ import annotations

from django.urls import path

from kaoping.web.records import views

app_name = "records"
urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/new/", views.new_event, name="new-event"),
    path("events/new/form/", views.event_form, name="event-form"),
    path("filings/<int:filing>/", views.filing, name="filing"),
    path("filings/<int:filing>/confirm/", views.confirm, name="confirm"),
    path("filings/<int:filing>/return/", views.send_back, name="return"),
    path("filings/<int:filing>/correct/", views.correct, name="correct"),
    path("filings/<int:filing>/withdraw/", views.withdraw, name="withdraw"),
    path("filings/<int:filing>/seen/", views.seen, name="seen"),
    path("files/upload/", views.upload, name="upload"),
    path("files/<int:file>/", views.file, name="file"),
    path("waiting/", views.waiting, name="waiting"),
    path("matters/<path:matter>/", views.matter, name="matter"),
    path("facts.zip", views.facts, name="facts"),
]
