"""Routes of years, under the body's slug."""

from __future__ import annotations

from django.urls import URLPattern, path

from kaoping.web.years import views

app_name = "years"
urlpatterns: list[URLPattern] = [
    path("years/", views.list_, name="list"),
    path("years/new/", views.choose, name="choose"),
    path("years/new/<slug:digest>/", views.new, name="new"),
    path("years/days/", views.days, name="days"),
    path("years/days/<int:pk>/drop/", views.drop_day, name="drop-day"),
    path("<slug:year>/proposal/", views.proposal, name="proposal"),
    path("<slug:year>/proposal/edit/", views.edit, name="edit"),
    path("<slug:year>/proposal/<int:version>/confirm/", views.confirm, name="confirm"),
    path("<slug:year>/proposal/<int:version>/return/", views.return_, name="return"),
    path("<slug:year>/holes/", views.holes, name="holes"),
    path("<slug:year>/scheme/", views.scheme, name="scheme"),
    path("<slug:year>/scheme/article/", views.article, name="article"),
    path("<slug:year>/scheme/compare/", views.compare, name="compare"),
    path("<slug:year>/participants/", views.participants, name="participants"),
    path("<slug:year>/charges/", views.charges, name="charges"),
    path("<slug:year>/calendar/", views.calendar, name="calendar"),
    path("<slug:year>/calendar/<str:step>/", views.step, name="step"),
    path("<slug:year>/phase/", views.propose_phase, name="propose-phase"),
    path("<slug:year>/phase/<int:pk>/confirm/", views.confirm_phase, name="confirm-phase"),
    path("<slug:year>/phase/<int:pk>/return/", views.return_phase, name="return-phase"),
]
