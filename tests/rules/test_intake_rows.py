"""Events, ratings and their like: what each rule asks of its rows, and in which words it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kaoping.rules.facts.rows import Award, Event, Rating, SchemeResult, Submission, Value
from tests.rules.small_city import CITY, facts, message, messages

EVENTS = "event,unit,item,date,count,level,amount,points,matter,role,exempt,note\n"


def test_an_event_is_read_with_all_that_it_carries() -> None:
    rows = EVENTS + (
        "E1,jyj,conduct.late,2025-03-01,,,,,,,,\n"
        "E2,jyj,conduct.crime,2025-03-02,2,staff+reported,,,甲案,,,查实\n"
        "E3,wsj,conduct.finance,2025-03-03,,,,5.25,,,,\n"
        "E4,dcz,bonus.funds,2025-03-04,,,120.5,,,lead,,\n"
        "E5,dcz,conduct.fault,2025-03-05,,hidden+again,,,,,自行查处,\n"
    )
    assert facts(events=rows).events == [
        Event("E1", "jyj", "conduct.late", date(2025, 3, 1)),
        Event(
            "E2",
            "jyj",
            "conduct.crime",
            date(2025, 3, 2),
            2,
            "staff",
            ("reported",),
            matter="甲案",
            note="查实",
        ),
        Event("E3", "wsj", "conduct.finance", date(2025, 3, 3), points=52500),
        Event("E4", "dcz", "bonus.funds", date(2025, 3, 4), amount=Fraction(241, 2), role="lead"),
        Event(
            "E5",
            "dcz",
            "conduct.fault",
            date(2025, 3, 5),
            circumstances=("hidden", "again"),
            exempt="自行查处",
        ),
    ]


def test_a_matter_is_the_same_with_and_without_blanks_around_it() -> None:
    rows = EVENTS + (
        "E1,jyj,conduct.late,2025-03-01,,,,,　双拥模范　,,,\n"
        "E2,jyj,conduct.late,2025-03-02,,,,,双拥模范,,,\n"
        "E3,jyj,conduct.late,2025-03-02,,,,,　,,,\n"
    )
    assert [event.matter for event in facts(events=rows).events] == ["双拥模范", "双拥模范", ""]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "E1,jyjj,conduct.late,2025-03-01,,,,,,,,",
            "events.csv:2:4 “单位编号（unit）”列的“jyjj”不在“单位”表中：请改正编号，或先在“单位”表登记。"
            "是否想写“jyj（海屿市教育局）”？",
        ),
        (
            "E1,教育局,conduct.late,2025-03-01,,,,,,,,",
            "events.csv:2:4 “单位编号（unit）”列的“教育局”不在“单位”表中：请改正编号，或先在“单位”表登记。"
            "是否想写“jyj（海屿市教育局）”？",
        ),
        (
            "E1,海屿市教育局,conduct.late,2025-03-01,,,,,,,,",
            "events.csv:2:4 “单位编号（unit）”列的“海屿市教育局”不在“单位”表中：请改正编号，或先在“单位”表登记。"
            "是否想写“jyj（海屿市教育局）”？",
        ),
        (
            "E1,jyj,conduct.lat,2025-03-01,,,,,,,,",
            "events.csv:2:8 “条款编号（item）”列的“conduct.lat”不在本办法中（“事项”表）：请改正编号。"
            "是否想写“conduct.late（迟到早退）”？",
        ),
        (
            "E1,jyj,goals.plan,2025-03-01,,,,,,,,",
            "events.csv:2:8 “目标任务（goals.plan）”不在“事项”表填写，它在这里填写：评定。请移到该表，或改正编号。",
        ),
        (
            "E1,jyj,conduct,2025-03-01,,,,,,,,",
            "events.csv:2:8 “作风建设（conduct）”不在“事项”表填写：请改填它下面的条款，或改正编号。",
        ),
        (
            "E1,jyj,bonus.road,2025-03-01,,,,,,,,",
            "events.csv:2:8 “修路（bonus.road）”不适用于“海屿市教育局（jyj）”（类别：市直部门）：请改正单位或条款，"
            "或删去此行。（依据：四2）",
        ),
        (
            "E1,jyj,bonus.essay,2025-03-01,,,,,,,,",
            "events.csv:2:8 “刊发文章（bonus.essay）”的数值在文件中空缺：请先在“空缺数值（holes）”表填写"
            "“essay_points”（每篇的分值）。（依据：四3）",
        ),
        (
            "E1,jyj,conduct.late,2025-03-01,,staff,,,,,,",
            "events.csv:2:33 “迟到早退（conduct.late）”不用“级别（level）”这一列，却填了“staff”：请清空此格，"
            "或改正条款编号。（依据：三(一)1）",
        ),
        (
            "E1,jyj,conduct.late,2025-03-01,,,3,,,,,",
            "events.csv:2:34 “迟到早退（conduct.late）”不用“数额（amount）”这一列，却填了“3”：请清空此格，"
            "或改正条款编号。（依据：三(一)1）",
        ),
        (
            "E1,jyj,conduct.late,2025-03-01,,,,,,,自行查处,",
            "events.csv:2:38 “迟到早退（conduct.late）”不用“免责理由（exempt）”这一列，却填了“自行查处”："
            "请清空此格，或改正条款编号。（依据：三(一)1）",
        ),
        (
            "E1,jyj,conduct.crime,2025-03-01,,,,,,,,",
            "events.csv:2:34 “违法犯罪（conduct.crime）”要求填写“级别（level）”：此格不能为空。（依据：三(二)1）",
        ),
        (
            "E1,jyj,conduct.crime,2025-03-01,,科级以下,,,,,,",
            "events.csv:2:34 “科级以下”不是“违法犯罪（conduct.crime）”的级别（level）；可填：section（科级以上）、"
            "staff（科级以下）。（依据：三(二)1）是否想写“staff（科级以下）”？",
        ),
        (
            "E1,jyj,conduct.crime,2025-03-01,,reported,,,,,,",
            "events.csv:2:34 “reported”不是“违法犯罪（conduct.crime）”的级别（level）；可填：section（科级以上）、"
            "staff（科级以下）。（依据：三(二)1）",
        ),
        (
            "E1,jyj,conduct.crime,2025-03-01,,staff+report,,,,,,",
            "events.csv:2:34 “report”不是“违法犯罪（conduct.crime）”可附加的情节（level，写法为“级别+情节”）；"
            "可填：reported（群众举报）。（依据：三(二)1）是否想写“reported（群众举报）”？",
        ),
        (
            "E1,jyj,bonus.funds,2025-03-01,,,5,,,lead+joint,,",
            "events.csv:2:37 “争取资金（bonus.funds）”没有可附加的情节，“lead+joint”中“+”后面的“joint”请删去。（依据：四1）",
        ),
        (
            "E1,jyj,conduct.fault,2025-03-01,,again+again,,,,,,",
            "events.csv:2:34 “级别（level）”列的“again+again”把同一情节写了两次：请只留一个。（依据：三(二)4）",
        ),
        (
            "E1,jyj,bonus.funds,2025-03-01,,,5,,,主办,,",
            "events.csv:2:37 “主办”不是“争取资金（bonus.funds）”的角色（role）；可填：lead（主办）、joint（联办）。"
            "（依据：四1）是否想写“lead（主办）”？",
        ),
        (
            "E1,jyj,conduct.finance,2025-03-01,,,,4.9999,,,,",
            "events.csv:2:38 “分值（points）”列的“4.9999”超出“违反财经纪律（conduct.finance）”的范围："
            "应在 5 至 10 之间。（依据：三(二)3）",
        ),
        (
            "E1,jyj,conduct.finance,2025-03-01,,,,-6,,,,",
            "events.csv:2:38 “分值（points）”列的“-6”超出“违反财经纪律（conduct.finance）”的范围："
            "应在 5 至 10 之间。（依据：三(二)3）",
        ),
        (
            "E1,jyj,conduct.late,2025-03-01,0,,,,,,,",
            "events.csv:2:32 “次数（count）”列的“0”不是次数：应为 1、2、3 这样的正整数（空着按 1 次计）。",
        ),
        (
            "E1,jyj,conduct.late,2025/3/1,,,,,,,,",
            "events.csv:2:21 “日期（date）”列的“2025/3/1”不是日期：应写成“年-月-日”，月和日都是两位，如 2025-03-01。"
            "是否想写“2025-03-01”？",
        ),
        (
            "E1,jyj,conduct.late,2025-02-29,,,,,,,,",
            "events.csv:2:21 “日期（date）”列的“2025-02-29”这一天不存在：请检查年、月、日。",
        ),
        (
            "E 1,jyj,conduct.late,2025-03-01,,,,,,,,",
            "events.csv:2:1 “事项编号（event）”列的“E 1”不能作编号：编号中不能有空格、换行和全角字符，请改用半角。"
            "是否想写“E1”？",
        ),
        (
            ",jyj,conduct.late,2025-03-01,,,,,,,,",
            "events.csv:2:1 “事项编号（event）”不能为空：请填写。",
        ),
    ],
)
def test_an_event_is_refused_in_words_that_name_place_value_and_remedy(row: str, told: str) -> None:
    assert message(events=EVENTS + row + "\n") == told


@pytest.mark.parametrize("points", ["5", "10"])
def test_the_ends_of_a_range_belong_to_it(points: str) -> None:
    rows = EVENTS + f"E1,jyj,conduct.finance,2025-03-01,,,,{points},,,,\n"
    assert facts(events=rows).events[0].points == int(points) * 10_000


def test_a_wrong_event_is_shown_with_its_line_and_the_place_marked() -> None:
    rows = (
        EVENTS
        + 'E1,jyj,conduct.late,2025-03-01,,,,,"甲,乙",,,\nE2,jyj,conduct.late,2025-03-01,,,,,"甲,乙",lead,,\n'
    )
    with pytest.raises(Exception) as caught:
        facts(events=rows)
    assert str(caught.value).splitlines() == [
        "events.csv:3:42: “迟到早退（conduct.late）”不用“角色（role）”这一列，却填了“lead”：请清空此格，"
        "或改正条款编号。（依据：三(一)1）",
        '  3 | E2,jyj,conduct.late,2025-03-01,,,,,"甲,乙",lead,,',
        "    | " + " " * 43 + "^^^^",
    ]


def test_facts_about_an_observer_are_accepted_whatever_applies_to_it() -> None:
    rows = EVENTS + "E1,dcb,bonus.road,2025-03-01,,,,,,,,\nE2,dcb,bonus.essay,2025-03-01,,,,,,,,\n"
    assert [event.id for event in facts(events=rows).events] == ["E1", "E2"]


def test_a_second_event_of_one_id_is_refused_with_both_rows() -> None:
    rows = EVENTS + "E1,jyj,conduct.late,2025-03-01,,,,,,,,\nE1,wsj,conduct.late,2025-03-02,,,,,,,,\n"
    assert message(events=rows) == (
        "events.csv:3:1 与第 2 行重复（事项编号“E1”）：只能有一行，请删去或改正其中一行。"
    )


def test_several_submissions_of_one_period_are_accepted() -> None:
    rows = "unit,item,period,submitted_on\njyj,open.quarterly,2025-Q1,2025-04-07\njyj,open.quarterly,2025-Q1,2025-04-03\n"
    assert facts(submissions=rows).submissions == [
        Submission("jyj", "open.quarterly", "2025-Q1", date(2025, 4, 7)),
        Submission("jyj", "open.quarterly", "2025-Q1", date(2025, 4, 3)),
    ]


def test_a_submission_of_a_unit_that_need_not_submit_is_refused() -> None:
    rows = "unit,item,period,submitted_on\ndcz,open.quarterly,2025-Q1,2025-04-07\n"
    assert message(submissions=rows) == (
        "submissions.csv:2:5 “政务公开（open.quarterly）”不适用于“东城镇（dcz）”（类别：镇）：请改正单位或条款，或删去此行。"
        "（依据：五1）"
    )


def test_a_value_that_scores_nothing_for_its_unit_is_accepted() -> None:
    rows = "unit,item,value,base,period\njyj,economy.growth,-1.5,3,2025-H1\njyj,economy.tax,100,,\n"
    assert facts(values=rows).values == [
        Value("jyj", "economy.growth", Fraction(-3, 2), Fraction(3), "2025-H1"),
        Value("jyj", "economy.tax", Fraction(100)),
    ]


def test_a_value_without_the_base_that_its_item_needs_is_refused() -> None:
    rows = "unit,item,value\ndcz,economy.growth,5\n"
    assert (
        message(values=rows)
        == "values.csv:2 “增长率（economy.growth）”要求填写“基数（base）”：此格不能为空。（依据：六1）"
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("500.000001", "“500.000001”超出“税收（economy.tax）”的上限：不能大于 500。（依据：六2）"),
        (
            "1,200",
            "“1,200”不是数：请用半角数字书写，如 12.5，不带正号、千分位、百分号、单位和空格。是否想写“1200”？",
        ),
        ("NaN", "“NaN”不是数：没有数值时，请把单元格留空。"),
        ("0.1234567", "“0.1234567”小数位数过多：最多 6 位，请按办法的规定取舍后填写。"),
        ("10000000000000", "“10000000000000”过大：绝对值应小于 10000000000000，请检查是否多写了数字。"),
    ],
)
def test_a_number_is_refused_in_words_that_name_value_and_remedy(value: str, told: str) -> None:
    assert message(values=f'item,unit,value\neconomy.tax,jyj,"{value}"\n') == (
        f"values.csv:2:17 “数值（value）”列的{told}"
    )


def test_one_value_for_each_unit_item_and_period() -> None:
    rows = "unit,item,value,period\njyj,economy.tax,1,2025-01\njyj,economy.tax,2,2025-02\njyj,economy.tax,3,2025-01\n"
    assert message(values=rows) == (
        "values.csv:4:1 与第 2 行重复（单位编号“jyj”、指标或条款编号“economy.tax”、所属期“2025-01”）：只能有一行，"
        "请删去或改正其中一行。"
    )


RATINGS = "item,group,rater,unit,score,weight\n"


def test_a_rater_need_not_be_a_unit() -> None:
    rows = RATINGS + "opinion.public,residents,路人甲,jyj,88.5,300\nopinion.peers,peers,wsj,jyj,100,\n"
    assert facts(ratings=rows).ratings == [
        Rating("opinion.public", "residents", "路人甲", "jyj", Fraction(177, 2), Fraction(300)),
        Rating("opinion.peers", "peers", "wsj", "jyj", Fraction(100)),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "opinion.public,resident,R1,jyj,88,",
            "ratings.csv:2:16 “resident”不是“公众评议（opinion.public）”的评价主体（group）；可填：residents（居民）、"
            "offices（部门）。（依据：七1）是否想写“residents（居民）”？",
        ),
        (
            "opinion.public,residents,R1,jyj,100.01,",
            "ratings.csv:2:33 “评分（score）”列的“100.01”超出“公众评议（opinion.public）”的范围：应在 0 至 100 之间。"
            "（依据：七1）",
        ),
        (
            "opinion.public,offices,R1,jyj,11,",
            "ratings.csv:2:31 “评分（score）”列的“11”超出“公众评议（opinion.public）”的范围：应在 0 至 10 之间。"
            "（依据：七1）",
        ),
        (
            "opinion.public,residents,R1,jyj,-0.5,",
            "ratings.csv:2:33 “评分（score）”列的“-0.5”超出“公众评议（opinion.public）”的范围：应在 0 至 100 之间。"
            "（依据：七1）",
        ),
        (
            "opinion.public,residents,R1,jyj,88,-1",
            "ratings.csv:2:36 “权数（weight）”列的“-1”低于“公众评议（opinion.public）”的下限：不能小于 0。（依据：七1）",
        ),
        (
            "opinion.peers,peers,R1,jyj,88,2",
            "ratings.csv:2:31 “部门互评（opinion.peers）”不用“权数（weight）”这一列，却填了“2”：请清空此格，"
            "或改正条款编号。（依据：七2）",
        ),
        (
            "opinion.peers,peers,R1,dcz,88,",
            "ratings.csv:2:1 “部门互评（opinion.peers）”不适用于“东城镇（dcz）”（类别：镇）：请改正单位或条款，"
            "或删去此行。（依据：七2）",
        ),
    ],
)
def test_a_rating_is_refused_in_words_that_name_place_value_and_remedy(row: str, told: str) -> None:
    assert message(ratings=RATINGS + row + "\n") == told


def test_a_rater_rates_a_unit_once_in_each_group() -> None:
    rows = RATINGS + (
        "opinion.public,residents,R1,jyj,88,\nopinion.public,offices,R1,jyj,8,\n"
        "opinion.public,residents,R1,wsj,88,\nopinion.public,residents,R1,jyj,90,\n"
    )
    assert message(ratings=rows) == (
        "ratings.csv:5:1 与第 2 行重复（指标或条款编号“opinion.public”、评价主体“residents”、评价人“R1”、单位编号“jyj”）："
        "只能有一行，请删去或改正其中一行。"
    )


def test_an_award_stays_within_the_points_of_its_item_for_the_category() -> None:
    header = "unit,item,points,assessor,note\n"
    good = header + "jyj,goals.plan,40,市府办,\ndcz,goals.plan,30,,\nwsj,goals.plan,0,,\n"
    assert facts(awards=good).awards == [
        Award("jyj", "goals.plan", 400_000, "市府办"),
        Award("dcz", "goals.plan", 300_000),
        Award("wsj", "goals.plan", 0),
    ]
    assert message(awards=header + "dcz,goals.plan,30.0001,,\n") == (
        "awards.csv:2:16 “得分（points）”列的“30.0001”超出“目标任务（goals.plan）”的范围：应在 0 至 30 之间。（依据：八1）"
    )
    assert message(awards=header + "jyj,goals.plan,-1,,\n") == (
        "awards.csv:2:16 “得分（points）”列的“-1”超出“目标任务（goals.plan）”的范围：应在 0 至 40 之间。（依据：八1）"
    )


def test_a_field_without_a_highest_number_has_only_a_lowest() -> None:
    field = replace(CITY.inputs["awards", "goals.plan"].fields[0], high=None, highs={})
    asked = replace(
        CITY,
        inputs={("awards", "x"): replace(CITY.inputs["awards", "goals.plan"], item="x", fields=(field,))},
    )
    assert facts(asked, awards="unit,item,points\njyj,x,99999\n").awards == [Award("jyj", "x", 999_990_000)]
    assert message(asked, awards="unit,item,points\njyj,x,-1\n") == (
        "awards.csv:2:7 “得分（points）”列的“-1”低于“目标任务（x）”的下限：不能小于 0。（依据：八1）"
    )


RESULTS = "unit,scheme,total,grade,rank,of,vetoes,period\n"


def test_a_result_of_another_scheme_is_read() -> None:
    rows = RESULTS + "jyj,budget,91.37,A,3,20,0,2025\n"
    assert facts(results=rows).results == [
        SchemeResult("jyj", "budget", Fraction(9137, 100), "A", 3, 20, 0, "2025")
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "jyj,budgets,91,A,3,20,,",
            "results.csv:2:5 “考评办法（scheme）”列的“budgets”不在本办法中（“其他考评结果”表）：请改正编号。"
            "是否想写“budget（预算考评）”？",
        ),
        (
            "jyj,budget,91,C,3,20,,",
            "results.csv:2:15 “C”不是“预算考评（budget）”的等次（grade）；可填：A（优）、B（良）。（依据：九1）",
        ),
        (
            "jyj,budget,91,A,,20,,",
            "results.csv:2:17 “预算考评（budget）”要求填写“名次（rank）”：此格不能为空。（依据：九1）",
        ),
        ("jyj,budget,91,A,21,20,,", "results.csv:2:17 名次 21 大于排名单位数 20：请检查这两格。"),
        ("jyj,budget,91,A,0,20,,", "results.csv:2:17 名次从 1 起，不能是 0：请改正“名次（rank）”。"),
        (
            "jyj,budget,91,A,1.5,20,,",
            "results.csv:2:17 “名次（rank）”列的“1.5”不是整数：应为 0、1、2 这样的整数。",
        ),
    ],
)
def test_a_result_is_refused_in_words_that_name_place_value_and_remedy(row: str, told: str) -> None:
    assert message(results=RESULTS + row + "\n") == told


def test_all_errors_of_all_tables_come_together() -> None:
    told = messages(
        events=EVENTS + "E1,xxx,conduct.late,2025-13-01,,,,,,,,\nE1,jyj,conduct.lte,2025-03-01,x,,,,,,,\n",
        awards="unit,item,points,colour\njyj,goals.plan,５,red\n",
        values="unit,item\njyj,economy.tax\n",
    )
    assert [one.split(" ")[0] for one in told] == [
        "awards.csv:1:18",
        "awards.csv:2:16",
        "events.csv:2:4",
        "events.csv:2:21",
        "events.csv:3:1",
        "events.csv:3:8",
        "events.csv:3:31",
        "values.csv",
    ]
