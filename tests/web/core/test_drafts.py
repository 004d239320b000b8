"""Drafts: kept for the person by the form's key, seen by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from kaoping.web.core import drafts
from kaoping.web.core.models import Draft
from tests.web.worlds import body, city, client_of, grant, person

pytestmark = pytest.mark.django_db
PAGE = "/drafts/records:events:new/"


def test_a_form_saves_itself_and_finds_what_it_had() -> None:
    client = client_of(city()["po1"])
    answer = client.post(PAGE, {"unit": ["A01", "A02"], "note": "超时办结", "csrfmiddlewaretoken": "x"})
    assert "草稿已保存" in answer.content.decode()
    assert client.get(PAGE).json()["data"] == {"unit": ["A01", "A02"], "note": ["超时办结"]}
    client.post(PAGE, {"note": "改"})
    assert client.get(PAGE).json()["data"] == {"note": ["改"]}


def test_a_draft_is_gone_when_it_is_dropped() -> None:
    client = client_of(city()["po1"])
    client.post(PAGE, {"note": "x"})
    assert client.post(f"{PAGE}drop/").status_code == 204
    assert client.get(PAGE).json() == {"data": None, "saved_at": None}


def test_nobody_sees_the_draft_of_another() -> None:
    here = city()
    client_of(here["po1"]).post(PAGE, {"note": "x"})
    assert client_of(here["po2"]).get(PAGE).json()["data"] is None
    assert Client().get(PAGE).status_code == 302


def test_an_expired_session_is_told_to_log_in_and_loses_nothing() -> None:
    answer = Client().post(PAGE, {"note": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert not Draft.objects.exists()


def test_a_draft_that_is_too_big_is_refused_in_words() -> None:
    answer = client_of(city()["po1"]).post(PAGE, {"note": "长" * 300_000})
    assert answer.status_code == 422
    assert "内容太长" in answer.content.decode()


def test_the_oldest_drafts_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "COUNT_LIMIT", 3)
    who = person(body("haiyu"), "周启明")
    grant(who, "PO")
    for number in range(5):
        drafts.save(who.pk, f"form:{number}", {"n": number})
    assert sorted(d.key for d in Draft.objects.all()) == ["form:2", "form:3", "form:4"]
