"""Routes of years, under the body's slug."""

from __future__ import annotations

from django.urls import URLPattern, path

from kaoping.web.years.views import calendar, participants, phases, proposals, schemes

app_name = "years"
urlpatterns: list[URLPattern] = [
    path("years/", proposals.list_, name="list"),
    path("years/new/", proposals.choose, name="choose"),
    path("years/new/<slug:digest>/", proposals.new, name="new"),
    path("years/days/", calendar.days, name="days"),
    path("years/days/<int:pk>/drop/", calendar.drop_day, name="drop-day"),
    path("<slug:year>/proposal/", proposals.proposal, name="proposal"),
    path("<slug:year>/proposal/edit/", proposals.edit, name="edit"),
    path("<slug:year>/proposal/<int:version>/confirm/", proposals.confirm, name="confirm"),
    path("<slug:year>/proposal/<int:version>/return/", proposals.return_, name="return"),
    path("<slug:year>/holes/", proposals.holes, name="holes"),
    path("<slug:year>/scheme/", schemes.scheme, name="scheme"),
    path("<slug:year>/scheme/article/", schemes.article, name="article"),
    path("<slug:year>/scheme/compare/", schemes.compare, name="compare"),
    path("<slug:year>/participants/", participants.participants, name="participants"),
    path("<slug:year>/charges/", participants.charges, name="charges"),
    path("<slug:year>/calendar/", calendar.calendar, name="calendar"),
    path("<slug:year>/calendar/<str:step>/", calendar.step, name="step"),
    path("<slug:year>/phase/", phases.propose_phase, name="propose-phase"),
    path("<slug:year>/phase/<int:pk>/confirm/", phases.confirm_phase, name="confirm-phase"),
    path("<slug:year>/phase/<int:pk>/return/", phases.return_phase, name="return-phase"),
]
