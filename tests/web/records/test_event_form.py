"""The form of an event: made of what each rule asks; all errors at once; nothing written unless all is right."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from kaoping.rules.facts.inputs import Input
from kaoping.schemes.package import builtin
from kaoping.web.people.permissions import Actor
from kaoping.web.records.choices import units_for
from kaoping.web.records.forms import EventForm
from kaoping.web.records.models import Event, Filing
from kaoping.web.years.models import Year
from tests.web.records.offices import POINTED, RULE, SHARED, codes, event_rules, filed, office, page, sent
from tests.web.worlds import actor_of, client_of

pytestmark = pytest.mark.django_db
ALWAYS = {
    "key",
    "unit",
    "item",
    "count",
    "date",
    "document",
    "document_day",
    "note",
    "upload",
    "same",
    "matter",
    "office",
}


def _sample(actor: Actor, year: Year, asked: Input) -> dict[str, Any]:
    """Give a filling that the rule takes."""
    unit = units_for(actor, year, asked)[0]
    told: dict[str, Any] = {
        "key": str(uuid.uuid4()), "unit": unit.code, "item": asked.item, "date": year.first_day.isoformat(), "count": "1",
        "document": "海效〔2025〕7号", "document_day": "2025-05-20", "note": "事实。",
    }  # fmt: skip
    for field in asked.fields:
        if field.name == "level":
            told["level"] = next(iter(field.choices), "")
        elif field.name == "points":
            told["points"] = str((field.highs.get(unit.category, field.high) or 10_000) / 10_000)
        elif field.name == "amount":
            told["amount"] = "1,200.5"
    return told


@pytest.mark.once
@pytest.mark.parametrize("scheme", builtin())
def test_every_rule_of_every_scheme_has_a_form_with_its_fields_only(scheme: str) -> None:
    here = office(scheme=scheme)
    actor, year = actor_of(here["po1"]), here["year"]
    rules = event_rules(year)
    assert rules
    for asked in rules:
        if not units_for(actor, year, asked) or asked.hole:
            continue
        form = EventForm(actor, year, _sample(actor, year, asked))
        own = {f.name for f in asked.fields}
        level = asked.field("level")
        extra = {"circumstances"} if level and level.extras else set()
        role = asked.field("role")
        joint = {"joint"} if role and {"lead", "joint"} <= set(role.choices) else set()
        assert set(form.fields) == ALWAYS | own | extra | joint, asked.item
        assert form.is_valid(), (asked.item, form.errors)
        assert [row.item for row in form.rows] == [asked.item]


def test_a_level_has_its_price_beside_it() -> None:
    here = office()
    text = client_of(here["po1"]).get(page(here, f"events/new/?unit=A02&item={RULE}")).content.decode()
    assert "每次扣" in text and 'class="level-price"' in text


def test_all_errors_are_told_at_once_nothing_is_written_and_the_text_stays() -> None:
    here = office()
    wrong = sent(here, rule=POINTED, points="1000", date="2024-12-30", document="", note="写了很久的事实")
    answer = client_of(here["po1"]).post(page(here, "events/new/"), wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in ("日期不能早于", "1000", "写了很久的事实", "请填写依据文号。"):
        assert words in text
    assert set(answer.context["form"].errors) == {"points", "date", "document"}
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"), [("unit", "没有的单位"), ("item", "没有的条款"), ("item", "total"), ("unit", "")]
)  # fmt: skip
def test_a_unit_or_rule_that_is_not_offered_is_refused(field: str, typed: str) -> None:
    here = office()
    answer = client_of(here["po1"]).post(page(here, "events/new/"), {**sent(here), field: typed})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Filing.objects.exists()


@pytest.mark.parametrize("typed", ["A02", "市教育局", "市教育局（A02）", "sjyj", "shijiaoyuju", "教育"])
def test_a_unit_is_found_by_code_name_and_pinyin(typed: str) -> None:
    here = office()
    form = EventForm(actor_of(here["po1"]), here["year"], sent(here, unit=typed))
    assert form.is_valid() and [row.unit for row in form.rows] == ["A02"]


def test_a_new_event_gets_the_next_number_and_waits() -> None:
    here = office()
    client = client_of(here["po1"])
    first = client.post(page(here, "events/new/"), sent(here))
    client.post(page(here, "events/new/"), sent(here, key=str(uuid.uuid4()), unit="A03"))
    made = Filing.objects.order_by("id")
    assert [codes(one) for one in made] == [["E001"], ["E002"]]
    assert first["Location"].endswith(f"/filings/{made[0].pk}/")
    assert made[0].document == "海效〔2025〕7号" and not hasattr(made[0], "verdict")


def test_the_same_form_sent_twice_is_one_filing() -> None:
    here = office()
    client = client_of(here["po1"])
    first = client.post(page(here, "events/new/"), sent(here))
    again = client.post(page(here, "events/new/"), sent(here), follow=True)
    assert again.redirect_chain[0][0] == first["Location"]
    assert "没有重复登记" in again.content.decode()
    assert Filing.objects.count() == Event.objects.count() == 1


def test_a_form_sent_twice_with_other_words_is_kept_and_asked_about() -> None:
    here = office()
    client = client_of(here["po1"])
    first = client.post(page(here, "events/new/"), sent(here))
    again = client.post(page(here, "events/new/"), sent(here, unit="A03", note="另一家的事"))
    text = again.content.decode()
    assert again.status_code == 422 and Filing.objects.count() == 1
    assert "还没有保存" in text and f'href="{first["Location"]}"' in text and "另一家的事" in text
    key = again.context["form"]["key"].value()
    client.post(page(here, "events/new/"), sent(here, key=key, unit="A03", note="另一家的事"))
    assert Filing.objects.count() == 2


def test_joint_units_are_one_filing_with_a_row_for_each() -> None:
    here = office()
    level = next(iter(next(a for a in event_rules(here["year"]) if a.item == SHARED).field("level").choices))  # type: ignore[union-attr]
    told = sent(here, rule=SHARED, level=level, joint="市卫生健康局、B01", role="lead")
    refused = client_of(here["po1"]).post(page(here, "events/new/"), told)
    assert set(refused.context["form"].errors) == {"matter"}
    client_of(here["po1"]).post(page(here, "events/new/"), {**told, "matter": "双拥模范城"})
    rows = Event.objects.order_by("id").values_list("code", "participant__code", "role", "matter")
    assert list(rows) == [
        ("E001", "A02", "lead", "双拥模范城"), ("E002", "A03", "joint", "双拥模范城"), ("E003", "B01", "joint", "双拥模范城"),
    ]  # fmt: skip
    assert Filing.objects.count() == 1


def test_earlier_matters_of_the_unit_are_offered() -> None:
    here = office()
    from tests.web.records.offices import event

    filed(here, event(matter="六月督查"))
    form = EventForm(actor_of(here["po1"]), here["year"], sent(here, same="六月督查"))
    assert form.is_valid() and form.rows[0].matter == "六月督查"


def test_changing_the_rule_keeps_what_was_typed_and_writes_nothing() -> None:
    here = office()
    told = {**sent(here, rule=POINTED), "points": "3"}
    text = client_of(here["po1"]).post(page(here, "events/new/form/"), told).content.decode()
    assert 'name="points"' in text and "逾期未办结。" in text and 'name="level"' not in text
    assert not Filing.objects.exists()


def test_a_draft_comes_back_after_the_session_has_expired() -> None:
    here = office()
    client = client_of(here["po1"])
    typed = sent(here, note="写到一半")
    key = client.get(page(here, "events/new/")).context["draft_key"]
    client.post(f"/drafts/{key}/", typed)
    client.logout()
    assert "/login/" in client.post(page(here, "events/new/"), typed)["Location"]
    again = client_of(here["po1"]).get(page(here, "events/new/"))
    assert "写到一半" in again.content.decode() and again.context["form"].asked.item == RULE
    assert not Filing.objects.exists()


def test_the_draft_is_gone_once_the_form_was_sent() -> None:
    here = office()
    client = client_of(here["po1"])
    client.post(page(here, "events/new/"), sent(here, note="写到一半", act="draft"))
    assert not Filing.objects.exists()
    assert "写到一半" in client.get(page(here, "events/new/")).content.decode()
    client.post(page(here, "events/new/"), sent(here))
    assert "写到一半" not in client.get(page(here, "events/new/")).content.decode()


def test_a_draft_that_comes_after_the_sending_is_not_offered() -> None:
    here = office()
    client = client_of(here["po1"])
    key = client.get(page(here, "events/new/")).context["draft_key"]
    client.post(page(here, "events/new/"), sent(here, note="已经送出"))
    client.post(f"/drafts/{key}/", sent(here, note="已经送出"))
    again = client.get(page(here, "events/new/"))
    assert "已经送出" not in again.content.decode()
    assert again.context["form"]["key"].value() != sent(here)["key"]


def test_going_on_opens_the_fields_of_the_rule_or_says_what_is_not_offered() -> None:
    here = office()
    client, where = client_of(here["po1"]), page(here, "events/new/")
    going = {"key": str(uuid.uuid4()), "unit": "A02", "item": "没有的条款", "act": "next"}
    refused = client.post(where, going)
    assert refused.status_code == 422 and "请从列表中选" in refused.content.decode()
    opened = client.post(where, {**going, "item": RULE}).content.decode()
    assert 'name="level"' in opened and "请填写" not in opened and not Filing.objects.exists()
