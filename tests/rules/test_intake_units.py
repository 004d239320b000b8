"""Cycle, units, holes, decisions and the tables as such: what is accepted, and in which words the rest is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kaoping.errors.position import Position
from kaoping.errors.problems import FactsError, Problem
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.rules.facts.rows import Cycle, Decision, Unit
from tests.rules.small_city import CITY, UNITS, facts, message, messages, table, tables


def test_the_cycle_is_the_calendar_year_unless_days_are_given() -> None:
    assert facts().cycle == Cycle(2025, date(2025, 1, 1), date(2025, 12, 31))
    given = facts(cycle="year,first_day,last_day\n2025,2024-12-01,2025-11-30\n").cycle
    assert given == Cycle(2025, date(2024, 12, 1), date(2025, 11, 30))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year\n", "cycle.csv “周期”表没有内容：请填写一行年度。"),
        ("year\n2025\n2026\n", "cycle.csv:3:1 “周期”表只能有一行，请删去其余各行。"),
        ("year\n25\n", "cycle.csv:2:1 “年度（year）”列的“25”不是年度：应为四位数字，如 2025。"),
        (
            "year\n２０２５年\n",
            "cycle.csv:2:1 “年度（year）”列的“２０２５年”不是年度：应为四位数字，如 2025。是否想写“2025”？",
        ),
        (
            "year,first_day,last_day\n2025,2025-07-01,2025-06-30\n",
            "cycle.csv:2:17 起始日 2025-07-01 晚于截止日 2025-06-30：请检查两个日期。",
        ),
        ("", " 缺少“周期（cycle）”表：请补上 cycle.csv，或在工作簿中加一张名为“周期”的工作表。"),
    ],
)
def test_a_wrong_cycle_is_refused(text: str, told: str) -> None:
    assert message(cycle=text) == told


def test_units_keep_their_order() -> None:
    assert facts().units == [
        Unit("jyj", "海屿市教育局", "bureau"),
        Unit("wsj", "海屿市卫生局", "bureau"),
        Unit("dcz", "东城镇", "town"),
        Unit("dcb", "海屿市督查办", "watch", observer=True),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "x1,新单位,bureaus,,",
            "units.csv:6:8 “类别（category）”列的“bureaus”不是本办法的类别；可填：bureau（市直部门）、town（镇）、"
            "watch（观察）。是否想写“bureau（市直部门）”？",
        ),
        (
            "x1,新单位,市直部门,,",
            "units.csv:6:8 “类别（category）”列的“市直部门”不是本办法的类别；可填：bureau（市直部门）、town（镇）、"
            "watch（观察）。是否想写“bureau（市直部门）”？",
        ),
        (
            "x1,新单位,watch,,",
            "units.csv:6:14 “观察”类的单位只参评不计分，“只参评不计分（observer）”应填“是”。",
        ),
        (
            "x1,新单位,town,是,",
            "units.csv:6:13 “镇”类的单位要计分，“只参评不计分（observer）”不能填“是”；只参评不计分的类别是：观察。",
        ),
        (
            "x1,新单位,town,对,",
            "units.csv:6:13 “只参评不计分（observer）”列的“对”应为“是”或“否”（也可写 yes、no，空着为否）。",
        ),
        (
            "x1,新单位,town,否,dcs",
            "units.csv:6:15 “上级单位（parent）”列的“dcs”不在“单位”表中：请改正编号，或先在“单位”表登记。",
        ),
        ("x1,新单位,town,,x1", "units.csv:6:14 上级单位首尾相接（x1 → x1）：请改正其中一个单位的上级。"),
        (
            "jyj,新单位,town,,",
            "units.csv:6:1 与第 2 行重复（单位编号“jyj”）：只能有一行，请删去或改正其中一行。",
        ),
        (
            "Ｘ１,新单位,town,,",
            "units.csv:6:1 “单位编号（unit）”列的“Ｘ１”不能作编号：编号中不能有空格、换行和全角字符，"
            "请改用半角。是否想写“X1”？",
        ),
        (
            'x1,"新\n单位",town,,',
            "units.csv:6:4 “单位名称（name）”列的“新 单位”跨了多行：名称请写在一行内。是否想写“新 单位”？",
        ),
        ("x1,　,town,,", "units.csv:6:4 “单位名称（name）”不能为空：请填写。"),
        (
            "x1,东城镇,town,,",
            "units.csv:6:4 单位名称“东城镇”与第 4 行相同：同一单位请只留一行，不同单位请用不同的名称。",
        ),
        (
            "x1,海屿市敎育局,bureau,,",
            "units.csv:6:4 单位名称“海屿市敎育局”与第 2 行的“海屿市教育局”看上去一样，用字不同"
            "（“教” U+6559 / “敎” U+654E）：请改用能区分的名称。",
        ),
    ],
)
def test_a_unit_is_refused_in_words_that_name_place_value_and_remedy(row: str, told: str) -> None:
    assert message(units=UNITS + row + "\n") == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第１中学", "第1中学"),
        ("⺠政局", "民政局"),
        ("⼈民银行", "人民银行"),
        ("海屿市 水利局", "海屿市水利局"),
        ("金融办\uf90a", "金融办金"),
        ("清溪鎭", "清溪镇"),
    ],
)
def test_names_that_look_alike_are_refused(one: str, other: str) -> None:
    told = message(units=UNITS + f"x1,{one},town,,\nx2,{other},town,,\n")
    assert told.startswith(f"units.csv:7:4 单位名称“{other}”与第 6 行的“{one}”看上去一样")


def test_the_same_name_below_different_parents_is_two_units() -> None:
    rows = UNITS + "a1,办公室,town,,jyj\na2,办公室,town,,wsj\n"
    assert [unit.parent for unit in facts(units=rows).units[4:]] == ["jyj", "wsj"]


def test_units_in_a_circle_are_told_once() -> None:
    rows = UNITS + "a1,甲,town,,a2\na2,乙,town,,a3\na3,丙,town,,a1\na4,丁,town,,a1\n"
    assert message(units=rows) == (
        "units.csv:6:12 上级单位首尾相接（a1 → a2 → a3 → a1）：请改正其中一个单位的上级。"
    )


def test_without_observer_categories_any_unit_may_observe() -> None:
    asked = replace(CITY, observer_categories=frozenset())
    assert facts(asked, units="unit,name,category,observer\na,甲,town,yes\nb,乙,watch,\n").units == [
        Unit("a", "甲", "town", observer=True),
        Unit("b", "乙", "watch"),
    ]


def test_a_doubtful_unit_does_not_make_all_its_facts_wrong() -> None:
    told = messages(units=UNITS.replace("jyj", "j yj"), awards="unit,item,points\njyj,goals.plan,1\n")
    assert [one.split(" ")[0] for one in told] == ["units.csv:2:1"]


def test_an_unknown_column_is_refused_by_name() -> None:
    assert message(awards="unit,item,point,points\njyj,goals.plan,,5\n") == (
        "awards.csv:1:11 “评定（awards）”表没有“point”这一列；可用的列是：unit（单位编号）、item（指标或条款编号）、"
        "points（得分）、assessor（考评主体）、note（说明）。请改正列名，或删去此列。是否想写“points（得分）”？"
    )


def test_a_missing_column_is_told_once_not_for_every_row() -> None:
    assert message(awards="unit,item\njyj,goals.plan\nwsj,goals.plan\n") == (
        "awards.csv 缺少“得分（points）”这一列：请在表头补上。"
    )


def test_a_table_that_does_not_exist_is_refused() -> None:
    assert message(award="unit\n") == (
        "award.csv 没有名为“award”的事实表；可用的是：cycle、units、holes、events、submissions、values、ratings、awards、"
        "results、decisions。是否想写“awards（评定）”？"
    )


def test_problems_of_the_files_are_told_with_those_of_the_facts() -> None:
    earlier = [Problem("row-length", Position("awards.csv", 3), {"found": 2, "expected": 3})]
    with pytest.raises(FactsError) as caught:
        take_in(tables(awards="unit,item,points\nwjs,goals.plan,1\n"), CITY, earlier)
    assert [(one.code, one.position.line) for one in caught.value.problems] == [
        ("unit-unknown", 2),
        ("row-length", 3),
    ]


def test_a_cell_is_told_once_though_file_and_facts_find_it_wrong() -> None:
    earlier = [Problem("cell-nan", Position("awards.csv", 2, 16), {"value": "nan"})]
    with pytest.raises(FactsError) as caught:
        take_in(tables(awards="unit,item,points\njyj,goals.plan,nan\n"), CITY, earlier)
    assert [one.code for one in caught.value.problems] == ["cell-nan"]


def test_a_refused_file_is_not_missed_as_well() -> None:
    earlier = [Problem("csv-utf16", Position("units.csv"))]
    with pytest.raises(FactsError) as caught:
        take_in(tables(units="", awards="unit,item,points\nwhoever,goals.plan,1\n"), CITY, earlier)
    assert [one.code for one in caught.value.problems] == ["csv-utf16"]


def test_of_very_many_errors_the_first_hundred_are_told_with_the_number_of_the_others() -> None:
    rows = "".join(f"jyj,goals.plan{n},1\n" for n in range(150))
    with pytest.raises(FactsError) as caught:
        facts(awards="unit,item,points\n" + rows)
    lines = caught.value.render().splitlines()
    assert lines[0].startswith("awards.csv:2:5: ")
    assert lines[-4].startswith("awards.csv:101:5: ")
    assert lines[-1] == "……另有 50 处错误未列出，请先改正以上各处。"
    assert caught.value.problems[99].suggestion == "goals.plan（目标任务）"


def test_holes_are_given_as_text() -> None:
    assert facts(holes="hole,value\nessay_points,0.5\n").holes == {"essay_points": "0.5"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "essay_point,1\n",
            "holes.csv:2:1 “空缺编号（hole）”列的“essay_point”不是本办法的空缺；可填：essay_points（每篇的分值）。"
            "是否想写“essay_points（每篇的分值）”？",
        ),
        ("essay_points,\n", "holes.csv:2:14 “数值（value）”不能为空：请填写。"),
        (
            "essay_points,1\nessay_points,2\n",
            "holes.csv:3:1 与第 2 行重复（空缺编号“essay_points”）：只能有一行，请删去或改正其中一行。",
        ),
    ],
)
def test_a_wrong_hole_is_refused(rows: str, told: str) -> None:
    assert message(holes="hole,value\n" + rows) == told


def test_a_scheme_without_holes_wants_none() -> None:
    assert message(replace(CITY, holes={}), holes="hole,value\na,1\n") == (
        "holes.csv:2:1 本办法没有空缺数值，不需要填写“空缺编号（hole）”列的“a”：请删去此行。"
    )


def test_holes_are_read_before_the_scheme_whatever_else_is_wrong() -> None:
    text = "hole,value\na,1\nb,\n,3\na,2\nc,４\n"
    values, places = take_in_holes({"holes": table("holes", text)})
    assert values == {"a": "1", "c": "４"}
    assert {hole: str(place) for hole, place in places.items()} == {
        "a": "holes.csv:2:3",
        "c": "holes.csv:6:3",
    }
    assert take_in_holes({}) == ({}, {})


EVENTS = "event,unit,item,date\nE1,jyj,conduct.late,2025-03-01\n"
DECISIONS = "decision,unit,kind,target,value,document,date,reason\n"


def test_decisions_of_every_kind_are_read() -> None:
    rows = DECISIONS + (
        "D1,jyj,not_assessed,,,,,当年新设\n"
        "D2,jyj,not_applicable,conduct,,海考〔2025〕1号,2025-12-01,无此职能\n"
        "D3,jyj,event,E1,,,,\n"
        "D4,wsj,mark,goals.plan,38.5,,,\n"
        "D5,wsj,grade,,good,,,\n"
        "D6,wsj,veto,conduct.crime,,,,\n"
        "D7,wsj,transfer,jyj,,,,\n"
    )
    found = facts(events=EVENTS, decisions=rows).decisions
    assert [(one.kind, one.target, one.value) for one in found] == [
        ("not_assessed", "", ""),
        ("not_applicable", "conduct", ""),
        ("event", "E1", ""),
        ("mark", "goals.plan", "38.5"),
        ("grade", "", "good"),
        ("veto", "conduct.crime", ""),
        ("transfer", "jyj", ""),
    ]
    assert found[1] == Decision(
        "D2", "jyj", "not_applicable", "conduct", "", "海考〔2025〕1号", date(2025, 12, 1), "无此职能"
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "D1,jyj,marks,goals.plan,1,,,",
            "decisions.csv:2:8 “类型（kind）”列的“marks”不是决定的类型；可填：not_assessed（本年不考评）、"
            "not_applicable（指标不适用）、event（事项不成立）、mark（改定得分）、grade（调整等次）、veto（取消否决）、"
            "transfer（事项转由继任单位承担）。是否想写“mark（改定得分）”？",
        ),
        (
            "D1,jyj,mark,goals,1,,,",
            "decisions.csv:2:13 “对象（target）”列的“goals”不是本办法的指标或条款，“改定得分”的决定要写明它的编号。",
        ),
        ("D1,jyj,mark,,1,,,", "decisions.csv:2:13 “改定得分”的决定要在“对象（target）”中写明指标编号。"),
        (
            "D1,jyj,mark,goals.plan,,,,",
            "decisions.csv:2:24 “改定得分”的决定要在“改为（value）”中写明改定后的分数。",
        ),
        (
            "D1,jyj,mark,goals.plan,３８,,,",
            "decisions.csv:2:24 “改为（value）”列的“３８”不是数：请用半角数字书写，如 12.5，不带正号、千分位、百分号、"
            "单位和空格。是否想写“38”？",
        ),
        (
            "D1,jyj,event,E2,,,,",
            "decisions.csv:2:14 “对象（target）”列的“E2”不在“事项”表中：请改正事项编号。",
        ),
        (
            "D1,wsj,event,E1,,,,",
            "decisions.csv:2:14 事项“E1”是单位“jyj”的，而决定写的单位是“wsj”：请改正其中一个。",
        ),
        ("D1,jyj,transfer,jyj,,,,", "decisions.csv:2:17 事项不能转给原单位“jyj”自己：请写继任单位的编号。"),
        (
            "D1,jyj,transfer,xyz,,,,",
            "decisions.csv:2:17 “对象（target）”列的“xyz”不在“单位”表中：转由其他单位承担的决定，要写明继任单位的编号。",
        ),
        (
            "D1,jyj,grade,,优秀,,,",
            "decisions.csv:2:15 “改为（value）”列的“优秀”不是本办法的等次；可填：excellent（优秀）、good（良好）。"
            "是否想写“excellent（优秀）”？",
        ),
        (
            "D1,jyj,grade,,,,,",
            "decisions.csv:2:15 “调整等次”的决定要在“改为（value）”中写明调整后的等次；可填：excellent（优秀）、"
            "good（良好）。",
        ),
        (
            "D1,jyj,veto,conduct.crim,,,,",
            "decisions.csv:2:13 “对象（target）”列的“conduct.crim”不是“取消否决”的决定可以写的对象：请改正，或留空。"
            "是否想写“conduct.crime（违法犯罪）”？",
        ),
    ],
)
def test_a_decision_is_refused_in_words_that_name_place_value_and_remedy(row: str, told: str) -> None:
    assert message(events=EVENTS, decisions=DECISIONS + row + "\n") == told
