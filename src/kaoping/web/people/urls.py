"""Routes of people: entry; under a body: units, accounts and roles, the log."""

from __future__ import annotations

from django.urls import path

from kaoping.web.people.views import accounts, entry, log, units

app_name = "people"
urlpatterns = [
    path("login/", entry.log_in, name="login"),
    path("logout/", entry.log_out, name="logout"),
    path("password/", entry.password, name="password"),
    path("<slug:body>/units/", units.units, name="units"),
    path("<slug:body>/units/new/", units.new_unit, name="new_unit"),
    path("<slug:body>/units/merge/", units.merge, name="merge_units"),
    path("<slug:body>/units/import/", units.import_units, name="import_units"),
    path("<slug:body>/units/import/apply/", units.apply_import, name="apply_unit_import"),
    path("<slug:body>/units/template.xlsx", units.template, name="unit_template"),
    path("<slug:body>/units/export.xlsx", units.export, name="export_units"),
    path("<slug:body>/units/changes/", units.changes, name="unit_changes"),
    path("<slug:body>/units/changes/<int:pk>/", units.change, name="unit_change"),
    path("<slug:body>/units/changes/<int:pk>/decide/", units.decide, name="decide_unit_change"),
    path("<slug:body>/units/<int:pk>/", units.unit, name="unit"),
    path("<slug:body>/units/<int:pk>/rename/", units.rename, name="rename_unit"),
    path("<slug:body>/units/<int:pk>/split/", units.split, name="split_unit"),
    path("<slug:body>/units/<int:pk>/close/", units.close, name="close_unit"),
    path("<slug:body>/people/", accounts.people, name="people"),
    path("<slug:body>/people/<int:pk>/", accounts.person, name="person"),
    path("<slug:body>/people/<int:pk>/grant/", accounts.new_grant, name="new_grant"),
    path("<slug:body>/people/accounts/new/", accounts.new_account, name="new_account"),
    path("<slug:body>/people/accounts/<int:pk>/change/", accounts.change_account, name="change_account"),
    path("<slug:body>/people/requests/<int:pk>/", accounts.account_request, name="account_request"),
    path("<slug:body>/people/requests/<int:pk>/decide/", accounts.decide_account, name="decide_account"),
    path("<slug:body>/people/grants/<int:pk>/", accounts.grant, name="grant"),
    path("<slug:body>/people/grants/<int:pk>/change/", accounts.change_grant, name="change_grant"),
    path("<slug:body>/people/grants/<int:pk>/take/", accounts.take_grant, name="take_grant"),
    path("<slug:body>/people/grants/<int:pk>/decide/", accounts.decide_grant, name="decide_grant"),
    path("<slug:body>/people/administrators/new/", accounts.new_administrator, name="new_administrator"),
    path(
        "<slug:body>/people/administrators/<int:pk>/take/",
        accounts.take_administrator,
        name="take_administrator",
    ),
    path("<slug:body>/people/nominate/", accounts.nominate, name="nominate"),
    path("<slug:body>/people/deputies/", accounts.deputies, name="deputies"),
    path("<slug:body>/people/deputies/<int:pk>/end/", accounts.end_deputy, name="end_deputy"),
    path("<slug:body>/log/", log.log, name="log"),
    path("<slug:body>/log/own/", log.own_log, name="own_log"),
    path("<slug:body>/log/chain/", log.chain, name="chain"),
]
