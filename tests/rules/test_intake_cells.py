"""One cell: numbers, dates, periods and ids, and the remedy for each that is not one."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from kaoping.rules.facts.intake.cells import (
    parse_count,
    parse_date,
    parse_decimal,
    parse_flag,
    parse_id,
    parse_marks,
    parse_period,
    parse_whole,
)
from kaoping.rules.facts.intake.refusals import Refused
from kaoping.rules.numbers.points import parse_number


def remedy(parse: object, text: str) -> tuple[str, str]:
    """Give the code and the suggestion with which a text is refused."""
    assert callable(parse)
    with pytest.raises(Refused) as caught:
        parse(text)
    return caught.value.fault.code, caught.value.fault.hint()


@pytest.mark.parametrize(
    ("text", "code", "suggested"),
    [
        ("１２．５", "number-form", "12.5"),
        ("－3", "number-form", "-3"),
        ("−3", "number-form", "-3"),
        ("1_000", "number-form", "1000"),
        ("1,234,567.5", "number-form", "1234567.5"),
        ("1，000", "number-form", "1000"),
        ("1e3", "number-form", "1000"),
        ("+1", "number-form", "1"),
        ("007", "number-form", "7"),
        (".5", "number-form", "0.5"),
        ("5.", "number-form", "5"),
        ("12。5", "number-form", "12.5"),
        ("1 000", "number-form", "1000"),
        ("٣", "number-form", "3"),
        ("12,5", "number-form", ""),
        ("1.000,5", "number-form", ""),
        ("95%", "number-form", ""),
        ("50万", "number-form", ""),
        ("5分", "number-form", ""),
        ("½", "number-form", ""),
        ("0x10", "number-form", ""),
        ("1e999999999", "number-form", ""),
        ("nan", "number-none", ""),
        ("NaN", "number-none", ""),
        ("-Infinity", "number-none", ""),
        ("inf", "number-none", ""),
        ("无", "number-none", ""),
        ("/", "number-none", ""),
        ("#N/A", "number-none", ""),
        ("0.1234567", "number-decimals", ""),
        ("0.30000000000000004", "number-decimals", ""),
        ("10000000000000", "number-size", ""),
        ("-10000000000000", "number-size", ""),
        ("9" * 5000, "number-size", ""),
    ],
)
def test_a_number_is_refused_with_its_plain_form_where_that_is_certain(
    text: str, code: str, suggested: str
) -> None:
    assert remedy(parse_decimal, text) == (code, suggested)


def test_numbers_have_six_decimals_and_points_four() -> None:
    assert parse_decimal("0.123456") == Fraction(123456, 1_000_000)
    assert parse_decimal("9999999999999.999999") == Fraction(9999999999999999999, 1_000_000)
    assert parse_marks("12.3456") == 123_456
    assert parse_marks("-0") == 0
    assert remedy(parse_marks, "12.34567") == ("number-decimals", "")


@pytest.mark.parametrize(
    ("text", "suggested"), [("0", ""), ("-1", ""), ("1.5", ""), ("2.0", "2"), ("３", "3"), ("01", "1")]
)
def test_a_count_is_a_positive_whole_number(text: str, suggested: str) -> None:
    assert parse_count("12") == 12
    assert remedy(parse_count, text) == ("count-form", suggested)


def test_a_whole_number_may_be_nought() -> None:
    assert parse_whole("0") == 0
    assert remedy(parse_whole, "-1") == ("whole-form", "")


@pytest.mark.parametrize(
    ("text", "code", "suggested"),
    [
        ("2014-6-20", "date-form", "2014-06-20"),
        ("2014.06.20", "date-form", "2014-06-20"),
        ("2014年6月20日", "date-form", "2014-06-20"),
        ("20140620", "date-form", "2014-06-20"),
        ("２０１４-06-20", "date-form", "2014-06-20"),
        ("2014-06-20 00:00:00", "date-form", "2014-06-20"),
        ("2014-06-20T08:30:00", "date-form", ""),
        ("20/6/2014", "date-form", ""),
        ("14-06-20", "date-form", ""),
        ("2014-6-31", "date-form", ""),
        ("2014-W25-5", "date-form", ""),
        ("41810", "date-form", ""),
        ("2014-06-31", "date-real", ""),
        ("2014-13-01", "date-real", ""),
        ("0000-01-01", "date-real", ""),
    ],
)
def test_a_date_is_refused_with_its_iso_form_where_that_is_certain(
    text: str, code: str, suggested: str
) -> None:
    assert remedy(parse_date, text) == (code, suggested)


@pytest.mark.parametrize(
    "text", ["2025", "2025-H1", "2025-H2", "2025-Q1", "2025-Q4", "2025-01", "2025-12", "2025-12-H2"]
)
def test_periods_are_read_as_they_are_written(text: str) -> None:
    assert parse_period(text) == text


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("2025-3", "2025-03"),
        ("2025年3月", "2025-03"),
        ("2025q1", "2025-Q1"),
        ("2025-Ｑ1", "2025-Q1"),
        ("2025-03H1", "2025-03-H1"),
        ("2025年", "2025"),
        ("2025-13", ""),
        ("2025-Q5", ""),
        ("25-03", ""),
        ("2025-03-01", ""),
        ("一季度", ""),
        ("2025-Q1-H1", ""),
    ],
)
def test_other_periods_are_refused(text: str, suggested: str) -> None:
    assert remedy(parse_period, text) == ("period-form", suggested)


def test_a_flag_is_yes_or_no_in_either_language() -> None:
    assert [parse_flag(text) for text in ("yes", "no", "是", "否")] == [True, False, True, False]
    assert remedy(parse_flag, "YES") == ("flag-form", "")


@pytest.mark.parametrize(
    ("text", "suggested"),
    [("Ａ１", "A1"), ("a b", "ab"), ("a\u00a0b", "ab"), ("a\u3000", "a"), ("⼀号", "一号"), ("a\nb", "ab")],
)
def test_an_id_holds_no_blank_and_no_full_width_letter(text: str, suggested: str) -> None:
    assert parse_id("教育局-1") == "教育局-1"
    assert remedy(parse_id, text) == ("id-form", suggested)


def written_as_a_number(text: str, decimals: int) -> bool:
    """Judge the written grammar letter by letter: sign, no leading nought, at most so many decimals, below 10^13."""
    body = text[1:] if text[:1] == "-" else text
    whole, point, part = body.partition(".")
    digits = set("0123456789")
    plain = bool(whole) and set(whole) <= digits and (whole == "0" or whole[0] != "0") and len(whole) <= 13
    return plain and (not point or (0 < len(part) <= decimals and set(part) <= digits))


def odd_strings(count: int) -> list[str]:
    """Make odd strings: numbers with a letter added, doubled or changed, and salads of odd letters."""
    chance = random.Random(20250101)
    letters = "0123456789.-+eE_, 　１２３.．。−％%万NaInfx½²٣०\u200b\ufeff\n\t'"
    made = []
    for _ in range(count):
        kind = chance.randrange(3)
        text = "".join(chance.choice(letters) for _ in range(chance.randrange(8)))
        if kind:
            text = str(chance.randrange(10 ** chance.randrange(1, 16)))
            text += (
                "." + "".join(chance.choice("0123456789") for _ in range(chance.randrange(9)))
                if kind == 2
                else ""
            )
            if chance.random() < 0.5:
                place = chance.randrange(len(text) + 1)
                text = text[:place] + chance.choice(letters) + text[place + chance.randrange(2) :]
        made.append(text)
    return made


def test_of_5000_odd_strings_those_are_read_that_meet_the_written_grammar() -> None:
    accepted = set()
    for text in odd_strings(5000):
        for decimals in (4, 6):
            try:
                assert parse_number(text, decimals) == Fraction(text)
                read = True
            except ValueError:
                read = False
            assert read == written_as_a_number(text, decimals), repr(text)
        accepted.add(read)
    assert accepted == {True, False}
