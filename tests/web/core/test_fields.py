"""Claims about the fields of forms: days, points, exact numbers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kaoping.web.core.fields import ChineseDateField, ExactNumberField, PointsField
from kaoping.web.core.widgets import Level, Levels, ManyLevels


def refusal(field: forms.Field, text: str) -> str:
    """Give the words with which a field refuses a text."""
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return str(caught.value.messages[0])


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-09",
        "2026.1.9",
        "2026/1/9",
        "2026年1月9日",
        "20260109",
        " ２０２６－０１－０９ ",
        "2026年1月9",
    ],
)
def test_a_day_may_be_written_in_all_the_usual_ways(text: str) -> None:
    assert ChineseDateField().clean(text) == date(2026, 1, 9)


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-29", "1月9日", "26-1-9", "2026-1-", "2026年", "明天", "0000-01-01"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    assert "2026年1月9日" in refusal(ChineseDateField(), text)
    assert text in refusal(ChineseDateField(), text)


def test_a_day_is_shown_as_it_sorts() -> None:
    class Form(forms.Form):
        day = ChineseDateField(initial=date(2026, 1, 9))

    assert 'value="2026-01-09"' in str(Form()["day"])
    assert "data-day" in str(Form()["day"])
    assert not Form({"day": "2026年1月9日"}).has_changed()


def test_a_day_keeps_to_its_limits() -> None:
    field = ChineseDateField(earliest=date(2025, 1, 1), latest=date(2025, 12, 31))
    assert field.clean("2025-01-01") == date(2025, 1, 1)
    assert field.clean("2025-12-31") == date(2025, 12, 31)
    assert refusal(field, "2024-12-31") == "日期不能早于 2025-01-01。"
    assert refusal(field, "2026-01-01") == "日期不能晚于 2025-12-31。"


def test_an_empty_day_is_none_or_refused() -> None:
    assert ChineseDateField(required=False).clean("") is None
    assert refusal(ChineseDateField(), "") == "请填写日期。"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("12.5", 125_000),
        ("0.0001", 1),
        ("＋１０", 100_000),
        ("−3分", -30_000),
        ("-3", -30_000),
        ("0", 0),
        ("1 000", 10_000_000),
    ],
)
def test_points_are_whole_ten_thousandths(text: str, points: int) -> None:
    assert PointsField().clean(text) == points


@pytest.mark.parametrize(
    "text", ["0.00001", "1e3", "nan", "十分", "1,5", "12.", "--3", "1_000", "99999999999999"]
)
def test_what_is_no_number_of_points_is_refused(text: str) -> None:
    assert "不是分值" in refusal(PointsField(), text)


def test_points_keep_to_their_limits() -> None:
    field = PointsField(low=0, high=100_000)
    assert field.clean("10") == 100_000
    assert field.clean("0") == 0
    assert refusal(field, "10.0001") == "不能高于 10 分。"
    assert refusal(field, "-0.0001") == "不能低于 0 分。"


def test_points_come_back_as_typed_or_without_trailing_zeros() -> None:
    class Form(forms.Form):
        points = PointsField(initial=125_000, required=False)

    assert 'value="12.5"' in str(Form()["points"])
    assert 'value="十"' in str(Form({"points": "十"})["points"])
    assert not Form({"points": "12.50"}).has_changed()
    assert Form({"points": "12.51"}).has_changed()
    assert Form({"points": "十"}).has_changed()
    assert PointsField(required=False).clean("  ") is None
    assert refusal(PointsField(), "　") == "请填写分值。"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.5", Fraction(25, 2)), ("50万", Fraction(500_000)), ("1.5亿", Fraction(150_000_000)), ("95%", Fraction(19, 20)),
        ("９５％", Fraction(19, 20)), ("1,200", Fraction(1200)), ("1，234，567.5", Fraction(2469135, 2)), ("1/3", Fraction(1, 3)), ("-2", Fraction(-2)),
    ],
)  # fmt: skip
def test_numbers_are_exact(text: str, number: Fraction) -> None:
    assert ExactNumberField().clean(text) == number


@pytest.mark.parametrize("text", ["1/0", "1e9", "12,34", "万", "约50", "0.1234567", "1/2/3", "100000亿"])
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    assert "不是数值" in refusal(ExactNumberField(), text)


def test_the_unit_may_follow_a_number_that_names_it() -> None:
    assert ExactNumberField(units=("元",)).clean("50万元") == 500_000
    assert "不是数值" in refusal(ExactNumberField(), "50元")


@pytest.mark.parametrize(
    ("number", "text"), [(Fraction(1, 3), "1/3"), (Fraction(1, 8), "0.125"), (Fraction(500_000), "500000")]
)
def test_a_number_is_written_so_that_it_reads_back_exactly(number: Fraction, text: str) -> None:
    field = ExactNumberField()
    assert field.prepare_value(number) == text
    assert field.clean(text) == number


def choices(widget: Any) -> str:
    field = forms.ChoiceField(
        choices=[("a", Level("逾期未办结", "每件 2 分", "同一件两次")), ("b", "其他")], widget=widget
    )
    return str(type("Form", (forms.Form,), {"level": field})({"level": "a"})["level"])


def test_levels_show_their_price_and_remark() -> None:
    shown = choices(Levels)
    assert '<span class="level-price">每件 2 分</span>' in shown
    assert "<small>同一件两次</small>" in shown
    assert shown.count("level-price") == 1
    assert shown.count('type="radio"') == 2
    assert shown.count("checked") == 1


def test_many_levels_are_boxes() -> None:
    assert choices(ManyLevels).count('type="checkbox"') == 2
