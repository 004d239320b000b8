"""Typed facts as tables: every field is written, and read back the same."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from benchmarks.city import scheme_text
from kaoping.rules import load
from kaoping.rules.facts.intake import take_in
from kaoping.rules.facts.rows import (
    Award,
    Cycle,
    Decision,
    Event,
    Facts,
    Rating,
    SchemeResult,
    Submission,
    Unit,
    Value,
)
from kaoping.rules.scheme.asking import asks_of
from kaoping.tables.facts_out import fact_rows, write_facts
from kaoping.tables.reading import read_tables

FACTS = Facts(
    Cycle(2025, date(2025, 4, 1), date(2026, 3, 31)),
    units=[Unit("u1", "海屿市财政局", "a"), Unit("o1", "市委办", "b", observer=True, parent="u1")],
    holes={"bonus": "5%"},
    events=[
        Event("e1", "u1", "late", date(2025, 5, 6)),
        Event(
            *("e2", "u1", "honour", date(2025, 5, 7), 3, "city", ("reported", "grave")),
            *(Fraction("1200000.5"), 85_000, "案1", "lead", "自查", "附注"),
        ),
        Event("e3", "u1", "late", date(2025, 5, 8), circumstances=("reported",)),
    ],
    submissions=[Submission("u1", "plan", "2025-03-H1", date(2025, 3, 16))],
    values=[Value("u1", "rate", Fraction("0.000001"), Fraction(0), "2025"), Value("u1", "gdp", Fraction(-3))],
    ratings=[Rating("public", "residents", "R1", "u1", Fraction("88.5"), Fraction(2))],
    awards=[Award("u1", "goals", 123_456, "市政府办", "说明,逗号")],
    results=[SchemeResult("u1", "budget", Fraction("91.37"), "A", 2, 30, 0, "2025")],
    decisions=[Decision("d1", "u1", "grade", "", "good", "海政〔2025〕1号", date(2026, 1, 2), "会议")],
)


def test_every_field_has_its_cell() -> None:
    assert fact_rows(FACTS) == {
        "cycle": [("2025", "2025-04-01", "2026-03-31")],
        "units": [("u1", "海屿市财政局", "a", "", ""), ("o1", "市委办", "b", "yes", "u1")],
        "holes": [("bonus", "5%")],
        "events": [
            ("e1", "u1", "late", "2025-05-06", "1", "", "", "", "", "", "", ""),
            (
                *("e2", "u1", "honour", "2025-05-07", "3", "city+reported+grave"),
                *("1200000.5", "8.5", "案1", "lead", "自查", "附注"),
            ),
            ("e3", "u1", "late", "2025-05-08", "1", "reported", "", "", "", "", "", ""),
        ],
        "submissions": [("u1", "plan", "2025-03-H1", "2025-03-16")],
        "values": [("u1", "rate", "0.000001", "0", "2025"), ("u1", "gdp", "-3", "", "")],
        "ratings": [("public", "residents", "R1", "u1", "88.5", "2")],
        "awards": [("u1", "goals", "12.3456", "市政府办", "说明,逗号")],
        "results": [("u1", "budget", "91.37", "A", "2", "30", "0", "2025")],
        "decisions": [("d1", "u1", "grade", "", "good", "海政〔2025〕1号", "2026-01-02", "会议")],
    }


def test_a_calendar_year_needs_no_days() -> None:
    facts = Facts(Cycle(2025, date(2025, 1, 1), date(2025, 12, 31)), [])
    assert fact_rows(facts) == {"cycle": [("2025", "", "")], "units": []}


def test_columns_that_nobody_uses_are_left_out(tmp_path: Path) -> None:
    write_facts(Facts(FACTS.cycle, FACTS.units[:1]), tmp_path / "facts")
    assert sorted(path.name for path in (tmp_path / "facts").iterdir()) == ["cycle.csv", "units.csv"]
    assert (tmp_path / "facts" / "units.csv").read_text(
        encoding="utf-8"
    ) == "unit,name,category\nu1,海屿市财政局,a\n"


def test_cells_in_other_words_are_written_in_normal_form(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    texts = {
        "cycle": "\ufeff年度,截止日\r\n2025,\r\n",
        "units": 'category,unit,name,observer\nparty,a,"甲, 局",否\n , ,,\ngovernment,b, 乙 ,\n',
        "events": "unit,event,item,date,count,level,note\na,e1,deductions.i1,2025-01-02,,mid,\n",
        "values": "unit,item,value,base\na,values.i0,50.00,100.0\nb,values.i1,-0.0,2.50\n",
        "awards": "unit,item,points,assessor\nb,awards.i0,12.50,甲\na,awards.i0,0,\n",
    }
    for name, text in texts.items():
        (given / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    tables = read_tables(given)
    write_facts(take_in(tables, asks_of(load(scheme_text()))), tmp_path / "facts")
    written = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "facts").iterdir()}
    assert written == {
        "cycle": "year\n2025\n",
        "units": 'unit,name,category\na,"甲, 局",party\nb,乙,government\n',
        "events": "event,unit,item,date,count,level\ne1,a,deductions.i1,2025-01-02,1,mid\n",
        "values": "unit,item,value,base\na,values.i0,50,100\nb,values.i1,0,2.5\n",
        "awards": "unit,item,points,assessor\nb,awards.i0,12.5,甲\na,awards.i0,0,\n",
    }
