"""按级别分值: a table by the event's level; a level worth 0 does not hold."""

from kaoping.rules.scheme.asking import asks_of
from tests.rules.little import event, ledger, notes, points, scheme

BY_LEVEL = "levels: {none: 未定级, county: 县级, city: 市级}"
HONOURS = scheme(f"add: {{none: 0, county: 5, city: 10}}, {BY_LEVEL}")


def test_each_level_has_its_points():
    assert points(HONOURS, event(level="county")) == "5"
    assert points(HONOURS, event(level="city", count=2)) == "20"


def test_an_event_of_a_level_worth_0_has_a_line_of_0_that_says_why():
    assert ledger(HONOURS, event(level="none")) == [("event", "2025-03-01", "0", "0")]
    assert notes(HONOURS, event(level="none")) == ["级别“未定级”不计分"]


def test_an_event_of_a_level_worth_0_does_not_void():
    # 此项不得分 looks at events that hold
    void = scheme(f"deduct: {{none: 0, county: 5}}, void: once, {BY_LEVEL}")
    assert points(void, event(level="none")) == "20"
    assert points(void, event(level="county")) == "0"


def test_a_level_may_be_a_range_or_steps():
    mixed = scheme(f"add: {{county: {{from: 1, to: 3}}, city: {{every: 50万, points: 4}}}}, {BY_LEVEL}")
    assert points(mixed, event(level="county", points="2.5")) == "2.5"
    assert points(mixed, event(level="city", amount="1499999")) == "8"
    assert points(mixed, event(level="city", amount="1500000")) == "12"


def test_once_caps_the_clause_at_the_dearest_level():
    once = scheme(f"deduct: {{county: 5, city: 10}}, once: true, {BY_LEVEL}")
    assert points(once, event("2025-02-01", level="county"), event("2025-03-01", level="city")) == "10"


def test_occurrences_below_a_level_count_at_that_level():
    # county: first 1, then 2 each; city: first 4, then 5 each: 1 + 4 + 2 = 7 off 20
    escalating = scheme(
        f"deduct: {{county: {{occurrence: [1, 2]}}, city: {{occurrence: [4, 5]}}}}, {BY_LEVEL}"
    )
    rows = [event("2025-02-01", level="county"), event("2025-03-01", level="city")]
    assert points(escalating, *rows, event("2025-04-01", level="county")) == "13"


def test_a_form_offers_the_levels_with_their_names():
    (level, *_) = asks_of(HONOURS).inputs["events", "x"].fields
    assert (level.name, level.required) == ("level", True)
    assert level.choices == {"none": "未定级", "county": "县级", "city": "市级"}
