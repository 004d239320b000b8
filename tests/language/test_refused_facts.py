"""Facts that only the whole can judge are refused with what is wrong, before anything is scored."""

from __future__ import annotations

import pytest

from kaoping.errors.problems import FactsError
from kaoping.rules import Result, load, score
from kaoping.rules.facts.intake import take_in
from kaoping.rules.scheme.asking import asks_of
from kaoping.tables.reading import read_tables

SCHEME = """
scheme: refused
name: 试办法
full_score: 100
categories: [{id: x, name: 甲类}, {id: y, name: 乙类}]
indicators:
  - id: audit
    name: 审计
    points: 40
    rules:
      - id: minor
        name: 分级
        deduct: {low: 1, high: {from: 2, to: 5}, money: {every: 10, points: 1}}
        levels: {low: 低, high: 高, money: 按额}
      - {id: size, name: 按类别, deduct: {from: 1, to: {x: 3, y: 6}}}
  - id: view
    name: 测评
    points: 60
    rating: {panel: {name: 评委, share: 50%}, jury: {name: 评审团, share: 50%, drop: 1, scale: 10}}
vetoes:
  - {id: fire, name: 火灾}
"""
RATINGS = "item,group,rater,unit,score,weight\nview,panel,r1,a,80,\nview,jury,r2,a,8,\n"


def scored(tmp_path, **tables: str) -> Result:
    given = {"cycle": "year\n2025\n", "units": "unit,name,category\na,甲,x\n", "ratings": RATINGS, **tables}
    for name, text in given.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    scheme = load(SCHEME)
    return score(scheme, take_in(read_tables(tmp_path), asks_of(scheme)))


@pytest.mark.parametrize(
    "code, table, text",
    [
        ("event-lacks", "events", "event,unit,item,date,level,amount\ne1,a,audit.minor,2025-01-01,money,\n"),
        ("event-lacks", "events", "event,unit,item,date,level,points\ne1,a,audit.minor,2025-01-01,high,\n"),
        ("event-bounds", "events", "event,unit,item,date,level,points\ne1,a,audit.minor,2025-01-01,high,6\n"),
        ("event-bounds", "events", "event,unit,item,date,points\ne1,a,audit.size,2025-01-01,4\n"),
        (
            "weights-zero",
            "ratings",
            "item,group,rater,unit,score,weight\nview,panel,r1,a,80,0\nview,jury,r2,a,8,\n",
        ),
        (
            "weights-unused",
            "ratings",
            "item,group,rater,unit,score,weight\nview,panel,r1,a,80,\nview,jury,r2,a,8,1\n",
        ),
        ("decision-item", "decisions", "decision,unit,kind,target,value\nd1,a,mark,audit.minor,3\n"),
        ("decision-rule", "decisions", "decision,unit,kind,target\nd1,a,not_applicable,nothing\n"),
        ("bounds", "ratings", "item,group,rater,unit,score\nview,panel,r1,a,80\nview,jury,r2,a,11\n"),
    ],
)
def test_what_only_the_whole_can_judge_is_refused(tmp_path, code: str, table: str, text: str):
    with pytest.raises(FactsError) as refused:
        scored(tmp_path, **{table: text})
    codes = {problem.code for problem in refused.value.problems}
    assert code in codes or (code == "decision-rule" and "target-item" in codes)


def test_points_at_the_bounds_of_the_unit_are_taken(tmp_path):
    events = "event,unit,item,date,level,points\ne1,a,audit.minor,2025-01-01,high,5\ne2,a,audit.size,2025-01-01,,3\n"
    result = scored(tmp_path, events=events)
    assert result.scores_of["a"]["audit"].score == 32_0000
