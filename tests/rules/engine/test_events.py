"""What recorded events count: what holds, escalation, accumulation, matters, caps in each other, due dates."""

from datetime import date

import pytest

from kaoping.rules.facts.rows import Submission
from tests.rules.little import decision, event, ledger, notes, points, run, scheme, told, units, value


def counted(of, *rows, as_of: str | None = None) -> dict[str, str]:
    """Give what each event counts, by its id."""
    return {
        source: given
        for kind, source, _, given in ledger(of, *rows, as_of=as_of)
        if kind in ("event", "missed")
    }


def raw(of, *rows, as_of: str | None = None) -> dict[str, str]:
    """Give what each event was worth, by its id."""
    return {source: given for kind, source, given, _ in ledger(of, *rows, as_of=as_of) if kind == "event"}


# what holds


def test_the_last_day_that_counts_is_the_earlier_of_cycle_and_as_of():
    rows = [event("2025-06-30", id="a"), event("2025-07-01", id="b"), event("2026-01-01", id="c")]
    five = scheme("deduct: 5")
    assert counted(five, *rows, as_of="2025-06-30") == {"a": "-5", "b": "0", "c": "0"}
    assert counted(five, *rows, as_of="2026-12-31") == {"a": "-5", "b": "-5", "c": "0"}


def test_why_an_event_does_not_count_is_told_apart():
    five = scheme("deduct: 5, exempt: 自查, from: 2025-02-01, until: 2025-08-31")
    rows = [
        event("2024-12-31", id="a"),
        event("2025-01-31", id="b"),
        event("2025-03-01", id="c", exempt="自查"),
        event("2025-04-01", id="d"),
        event("2025-05-01", id="e"),
        event("2025-09-01", id="f"),
        decision("event", "d", id="d1"),
    ]
    result = run(five, *rows, as_of="2025-04-30")
    codes = {
        line.source: [reason.code for reason in line.reasons] for line in result.lines if line.kind == "event"
    }
    assert codes == {
        "a": ["outside_cycle"],
        "b": ["not_in_force"],
        "c": ["exempt"],
        "d": ["struck"],
        "e": ["after_as_of"],
        "f": ["after_as_of"],
    }
    assert all(line.raw == -50_000 and not line.points for line in result.lines if line.kind == "event")


def test_a_level_of_0_does_not_hold_and_says_so():
    levels = scheme("deduct: {none: 0, some: 2}, levels: {none: 无, some: 有}, void: once")
    rows = [event("2025-02-01", level="none", id="a")]
    assert counted(levels, *rows) == {"a": "0"}
    assert "无" in notes(levels, *rows)[1]
    # 不成立，也就不清零
    assert points(levels, *rows) == "20"
    assert points(levels, *rows, event("2025-03-01", level="some")) == "0"


# each time more

EACH = "deduct: {occurrence: [1, 2, 4]}, floor: none"


def test_each_time_counts_more_and_the_last_rate_stays():
    rows = [event(f"2025-0{month}-01", id=str(month)) for month in (4, 3, 2, 1)]
    assert counted(scheme(EACH), *rows) == {"1": "-1", "2": "-2", "3": "-4", "4": "-4"}


def test_times_of_one_event_are_counted_one_by_one():
    # 三次：1 + 2 + 4；下一次 4
    rows = [event("2025-02-01", id="a", count=3), event("2025-03-01", id="b")]
    assert counted(scheme(EACH), *rows) == {"a": "-7", "b": "-4"}


def test_what_does_not_hold_is_no_time_but_keeps_what_it_would_have_been():
    rows = [
        event("2025-02-01", id="a", exempt="自查"),
        event("2025-03-01", id="b"),
        event("2025-04-01", id="c", exempt="自查"),
    ]
    exempt = scheme(EACH + ", exempt: 自查")
    assert counted(exempt, *rows) == {"a": "0", "b": "-1", "c": "0"}
    assert raw(exempt, *rows) == {"a": "-1", "b": "-1", "c": "-2"}


def test_one_that_is_beaten_is_a_time_all_the_same():
    # 同一事项：第一次 1 让给第二次 2；第三次仍按第三次 4
    rows = [
        event("2025-02-01", id="a", matter="m"),
        event("2025-03-01", id="b", matter="m"),
        event("2025-04-01", id="c"),
    ]
    assert counted(scheme(EACH + ", same_matter: rule"), *rows) == {"a": "0", "b": "-2", "c": "-4"}


def test_rules_count_their_times_apart():
    two = scheme(
        "floor: none, rules: [{id: a, deduct: {occurrence: [1, 5]}}, {id: b, deduct: {occurrence: [2, 6]}}]"
    )
    rows = [
        event("2025-02-01", "x.a", id="a"),
        event("2025-03-01", "x.b", id="b"),
        event("2025-04-01", "x.a", id="c"),
    ]
    assert counted(two, *rows) == {"a": "-1", "b": "-2", "c": "-5"}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("", {"a": "-1", "b": "-3", "c": "-2", "d": "-6"}),
        (", by: rule", {"a": "-1", "b": "-6", "c": "-2", "d": "-6"}),
    ],
)
def test_levels_count_their_times_apart_or_with_the_rule(by: str, expected: dict[str, str]):
    levels = scheme(
        f"floor: none, deduct: {{low: {{occurrence: [1, 2]{by}}}, high: {{occurrence: [3, 6]{by}}}}}, levels: {{low: 低, high: 高}}"
    )
    rows = [
        event(f"2025-0{i}-01", id=name, level=level)
        for i, (name, level) in enumerate(zip("abcd", ["low", "high"] * 2, strict=True), 1)
    ]
    assert counted(levels, *rows) == expected


# amounts through the year

YEARLY = "add: {every: 100, points: 2}, ceiling: none"


def test_amounts_add_up_through_the_year():
    # 60 -> 0；120 -> 新满 1 档 2；250（两次 65）-> 再新满 1 档 2
    rows = [
        event("2025-02-01", id="a", amount="60"),
        event("2025-03-01", id="b", amount="60"),
        event("2025-04-01", id="c", amount="65", count=2),
    ]
    assert counted(scheme(YEARLY + ", accumulate: year"), *rows) == {"a": "0", "b": "2", "c": "2"}
    assert counted(scheme(YEARLY), *rows) == {"a": "0", "b": "0", "c": "0"}


@pytest.mark.parametrize(("amount", "given"), [("39", "0"), ("40", "2"), ("139", "2"), ("140", "4")])
def test_a_step_is_reached_at_its_boundary(amount: str, given: str):
    rows = [event("2025-02-01", id="a", amount="60"), event("2025-03-01", id="b", amount=amount)]
    assert counted(scheme(YEARLY + ", accumulate: year"), *rows)["b"] == given


def test_an_exempt_amount_is_not_added_up_and_one_outside_the_cycle_is_worth_nothing():
    yearly = scheme(YEARLY + ", accumulate: year, exempt: 专项")
    rows = [
        event("2024-12-31", id="o", amount="500"),
        event("2025-02-01", id="a", amount="90", exempt="专项"),
        event("2025-03-01", id="b", amount="90"),
        event("2025-04-01", id="c", amount="20", exempt="专项"),
        event("2025-05-01", id="d", amount="20"),
    ]
    assert counted(yearly, *rows) == {"o": "0", "a": "0", "b": "0", "c": "0", "d": "2"}
    assert raw(yearly, *rows) == {"o": "0", "a": "0", "b": "0", "c": "2", "d": "2"}


# circumstances

HARD = scheme(
    "deduct: {low: 2, high: 4}, levels: {low: 低, high: 高}, floor: none, share: {lead: 50%}, "
    "circumstances: {double: {name: 加倍, times: 2}, more: {name: 另加, plus: 1}}"
)


@pytest.mark.parametrize(
    ("more", "given"),
    [
        ({"level": "low"}, "-2"),
        ({"level": "low", "circumstances": ("double",)}, "-4"),
        ({"level": "low", "circumstances": ("more",)}, "-3"),
        ({"level": "low", "circumstances": ("more",), "count": 3}, "-9"),
        ({"level": "low", "circumstances": ("double", "more")}, "-5"),
        ({"level": "low", "circumstances": ("more", "double")}, "-6"),
        ({"level": "high", "circumstances": ("double",), "role": "lead"}, "-4"),
    ],
)
def test_circumstances_work_in_the_order_they_are_named_before_the_share(more: dict, given: str):
    assert counted(HARD, event(id="e", **more)) == {"e": given}


# matters


def test_the_same_matter_in_a_group_reaches_no_further():
    group = scheme(
        "rules: [{group: g, same_matter: group, rules: [{id: a, deduct: 3}, {id: b, deduct: 4}]}, {id: c, deduct: 5}]"
    )
    rows = [
        event("2025-02-01", "x.g.a", id="a", matter="m"),
        event("2025-03-01", "x.g.b", id="b", matter="m"),
        event("2025-04-01", "x.c", id="c", matter="m"),
    ]
    assert counted(group, *rows) == {"a": "0", "b": "-4", "c": "-5"}


def test_one_matter_of_three_only_the_largest():
    one = scheme("deduct: {from: 0, to: 20}, same_matter: rule")
    rows = [
        event(f"2025-0{i}-01", id=str(i), points=size, matter="m")
        for i, size in enumerate(("3", "5", "4"), 1)
    ]
    assert counted(one, *rows) == {"1": "0", "2": "-5", "3": "0"}
    assert [note for note in notes(one, *rows) if "2" in note]


# caps


def test_a_cap_in_per_cent_is_of_the_points_of_the_rule():
    # 20 分的 30% 是 6
    rows = [event(f"2025-0{i}-01", id=str(i)) for i in (1, 2)]
    assert counted(scheme("add: 4, cap: 30%"), *rows) == {"1": "4", "2": "2"}


def test_a_cap_of_0_counts_nothing():
    assert counted(scheme("add: 4, cap: 0"), event(id="e")) == {"e": "0"}


def test_once_is_a_cap_of_one_time():
    rows = [event("2025-01-01", id="a"), event("2025-02-01", id="b")]
    assert counted(scheme("deduct: 4, once: true"), *rows) == {"a": "-4", "b": "0"}
    assert counted(scheme("deduct: 4, once: true"), event(id="c", count=3)) == {"c": "-4"}


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("month", ["4", "2", "4", "4", "4"]),
        ("quarter", ["4", "2", "0", "4", "4"]),
        ("half_year", ["4", "2", "0", "0", "4"]),
    ],
)
def test_a_cap_may_be_for_each_period(span: str, expected: list[str]):
    days = ("2025-01-01", "2025-01-31", "2025-03-31", "2025-04-01", "2025-07-01")
    found = counted(scheme(f"add: 4, cap: 6, cap_per: {span}, ceiling: none"), *(event(day) for day in days))
    assert list(found.values()) == expected


def test_three_groups_in_one_another_are_capped_from_the_inside():
    # a 9 -> 最里 5；加 b 3 = 8 -> 中 7（b 计 2）；加 c 4 = 11 -> 外 9（c 计 2）
    nested = scheme(
        "rules: [{group: f, cap: 9, rules: [{group: g, cap: 7, rules: [{group: h, cap: 5, rules: [{id: a, deduct: 9}]}, "
        "{id: b, deduct: 3}]}, {id: c, deduct: 4}]}]"
    )
    rows = [
        event("2025-01-01", "x.f.g.h.a", id="a"),
        event("2025-02-01", "x.f.g.b", id="b"),
        event("2025-03-01", "x.f.c", id="c"),
    ]
    assert counted(nested, *rows) == {"a": "-5", "b": "-2", "c": "-2"}


def test_within_a_group_the_earlier_counts_first_whatever_its_rule():
    group = scheme("rules: [{group: g, cap: 5, rules: [{id: a, deduct: 4}, {id: b, deduct: 3}]}]")
    rows = [event("2025-03-01", "x.g.a", id="late"), event("2025-02-01", "x.g.b", id="early")]
    assert counted(group, *rows) == {"early": "-3", "late": "-2"}


def test_a_cap_whose_number_is_missing_leaves_the_leaf_incomplete():
    capped = scheme('deduct: 4, cap: {formula: "value(k)"}', more="values: {k: 上限}")
    assert told(run(capped, event(id="e"))) == ["x missing 0", "x event e 0"]
    assert counted(capped, event(id="e"), value("3", item="k")) == {"e": "-3"}
    assert told(run(capped)) == ["x start 20"]
    group = scheme(
        'rules: [{group: g, cap: {formula: "value(k)"}, rules: [{id: a, deduct: 4}]}, {id: b, deduct: 1}]',
        more="values: {k: 上限}",
    )
    assert not run(group, event(item="x.g.a")).standing_of["u1"].complete
    assert run(group, event(item="x.b")).standing_of["u1"].complete


def test_a_rate_whose_number_is_missing_leaves_the_leaf_incomplete():
    rate = scheme('deduct: {formula: "value(k)"}', more="values: {k: 标准}")
    result = run(rate, event(id="e"))
    assert told(result) == ["x missing 0", "x event e 0"]
    assert not result.standing_of["u1"].complete
    assert counted(rate, event(id="e"), value("3", item="k")) == {"e": "-3"}


# due dates


def handed_in(period: str, day: str, unit: str = "u1") -> Submission:
    return Submission(unit, "x", period, date.fromisoformat(day))


DUE = scheme("due: {every: half_year, day: 20, missing: 6, late: 2}, floor: none")


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        (None, "2025-06-19", {}),
        (None, "2025-06-20", {"2025-H1": "-6"}),
        ("2025-06-20", "2025-06-30", {}),
        ("2025-06-21", "2025-06-30", {"2025-H1": "-2"}),
        # 截止统计之日还没有报来：仍是未报
        ("2025-06-25", "2025-06-24", {"2025-H1": "-6"}),
        ("2025-06-25", "2025-06-25", {"2025-H1": "-2"}),
    ],
)
def test_missed_late_and_in_time(day: str | None, as_of: str, expected: dict[str, str]):
    rows = [handed_in("2025-H1", day)] if day else []
    assert counted(DUE, *rows, as_of=as_of) == expected


def test_what_another_unit_or_another_period_handed_in_does_not_count():
    rows = [
        handed_in("2025-H1", "2025-06-01", "u2"),
        handed_in("2025-H2", "2025-06-01"),
        handed_in("2025", "2025-06-01"),
    ]
    result = run(DUE, *rows, of=units("u1", "u2"))
    assert told(result) == ["x start 20", "x missed 2025-H1 -6"]
    assert told(result, "u2") == ["x start 20", "x missed 2025-H2 -6"]


def test_days_late_are_counted_up_to_the_day_of_reckoning():
    daily = scheme(
        "floor: none, due: {every: year, day: 06-20, missing: {every: 1, points: 1}, late: {every: 1, points: 0.5}}"
    )
    assert counted(daily, as_of="2025-06-20") == {"2025": "0"}
    assert counted(daily, as_of="2025-06-23") == {"2025": "-3"}
    assert counted(daily, handed_in("2025", "2025-06-24"), as_of="2025-06-30") == {"2025": "-2"}


def test_missed_dates_share_the_cap_and_the_voids_of_events():
    assert counted(scheme("deduct: 4, cap: 6, due: {every: quarter, day: last}")) == {
        "2025-Q1": "-4",
        "2025-Q2": "-2",
        "2025-Q3": "0",
        "2025-Q4": "0",
    }
    void = scheme("deduct: 1, void: {times: 3}, due: {every: quarter, day: last}")
    assert points(void, as_of="2025-06-30") == "18"
    assert points(void, as_of="2025-09-30") == "0"


def test_a_rule_for_others_or_taken_out_misses_nothing():
    two = "rules: [{id: a, deduct: 1}, {id: b, deduct: 5, due: {every: year, day: 06-20}%s}]"
    assert points(scheme(two % "")) == "15"
    assert points(scheme(two % ", for: [government]")) == "20"
    assert points(scheme(two % ""), decision("not_applicable", "x.b")) == "20"


def test_a_late_line_says_when_it_came_and_a_missed_one_that_it_did_not():
    late, missed = [note for note in notes(DUE, handed_in("2025-H1", "2025-06-22"))][1:]
    assert "2025年6月22日" in late
    assert "未报送" in missed


def test_the_smallest_points_are_capped_in_a_group_too():
    group = scheme("rules: [{group: g, cap: 0, rules: [{id: a, deduct: 0.0001}, {id: b, deduct: 1}]}]")
    rows = [event("2025-01-01", "x.g.a", id="a"), event("2025-02-01", "x.g.b", id="b")]
    assert counted(group, *rows) == {"a": "0", "b": "0"}
    edge = scheme("rules: [{group: g, cap: 1, rules: [{id: a, deduct: 0.0001}, {id: b, deduct: 1}]}]")
    assert counted(edge, *rows) == {"a": "-0.0001", "b": "-0.9999"}


def test_a_share_of_all_of_it_is_not_worth_a_word():
    whole_share = scheme("deduct: 5, share: {lead: 100%, joint: 50%}")
    said = [notes(whole_share, event(role=role))[-1] for role in ("lead", "joint")]
    assert (said[0], "50%" in said[1]) == ("", True)


def test_what_lies_outside_takes_no_step_of_the_year():
    # 周期外、截止日之后、施行期之外的：原分也是 0
    yearly = scheme(YEARLY + ", accumulate: year, from: 2025-02-01, until: 2025-10-31")
    rows = [
        event(day, id=day, amount="500") for day in ("2024-12-31", "2025-01-31", "2025-09-01", "2025-11-01")
    ]
    assert set(raw(yearly, *rows, as_of="2025-08-31").values()) == {"0"}
    assert raw(yearly, *rows)["2025-09-01"] == "10"
    assert raw(yearly, *rows)["2025-11-01"] == "0"
