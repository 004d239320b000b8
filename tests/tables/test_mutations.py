"""Thousands of damaged files: each is refused with problems or read; there is no other outcome."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

from kaoping.errors.problems import FactsError
from kaoping.rules.facts.intake import take_in, take_in_holes
from kaoping.tables.reading import survey_tables
from tests.rules.small_city import CITY, CYCLE, UNITS
from tests.tables.files import exchanged, folder, workbook

PIECES = (
    b'<c r="B5"><v>1</v></c>', b"<f>1</f>", b"</row>", b'<row r="3">', b"&#0;", b"&#x200b;", b"\xe2\x80\x8b",
    b'"', b'""', b",", b"\n", b"\r", b"\x00", b"\xff", b"<", b">", b"&", b"-1", b"1e400", b"nan", "＋".encode(),
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change, add, double or remove a few bytes."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(4):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                made[at:at] = chance.choice(PIECES)
            case 2:
                del made[at : at + chance.randrange(1, 9)]
            case _:
                start = chance.randrange(len(made) + 1)
                made[at:at] = made[start : start + chance.randrange(60)]
    return bytes(made)


def outcome(path: Path) -> str:
    """Read and take in; give the code of the first problem, or nothing."""
    try:
        tables, problems = survey_tables(path)
        take_in_holes(tables)
        take_in(tables, CITY, problems)
    except FactsError as error:
        assert error.render()
        assert error.render("en")
        return error.problems[0].code
    return ""


def test_a_damaged_folder_is_refused_or_read(tmp_path: Path) -> None:
    chance = random.Random(1)
    good = {
        "cycle": CYCLE,
        "units": UNITS,
        "events": "event,unit,item,date,count,level,amount,role\nE1,jyj,conduct.crime,2025-03-02,2,staff+reported,,\n"
        "E2,dcz,bonus.funds,2025-03-04,,,120.5,lead\n",
        "values": "unit,item,value,base,period\ndcz,economy.growth,-1.5,3,2025-H1\n",
        "ratings": "item,group,rater,unit,score,weight\nopinion.public,residents,路人甲,jyj,88.5,300\n",
        "results": "unit,scheme,total,grade,rank,of,vetoes,period\njyj,budget,91.37,A,3,20,0,2025\n",
        "decisions": "decision,unit,kind,target,value,date\nD1,jyj,mark,goals.plan,38.5,\nD2,jyj,event,E1,,2025-12-01\n",
        "holes": "hole,value\nessay_points,1\n",
    }
    assert outcome(folder(tmp_path, **good)) == ""
    found = set()
    for _ in range(400):
        name = chance.choice(list(good))
        found.add(outcome(folder(tmp_path, **{**good, name: damaged(good[name].encode(), chance)})))
    assert len(found) > 20


def test_a_damaged_workbook_is_refused_or_read(tmp_path: Path) -> None:
    chance = random.Random(2)
    book = workbook(
        tmp_path,
        {
            "cycle": [["year", "first_day"], [2025, date(2025, 1, 1)]],
            "单位": [
                ["unit", "name", "category", "observer"],
                ["jyj", "教育局", "bureau", False],
                ["t", "镇", "town", ""],
            ],
            "events": [
                ["event", "unit", "item", "date", "count"],
                [1, "jyj", "conduct.late", "2025-03-01", 2],
            ],
        },
    )
    whole = book.read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.startswith("xl/")}
    assert outcome(book) == ""
    found = set()
    for _ in range(300):
        book.write_bytes(whole)
        if chance.random() < 0.8:
            part = chance.choice(list(parts))
            exchanged(book, part, damaged(parts[part], chance))
        else:
            book.write_bytes(damaged(whole, chance))
        found.add(outcome(book))
    assert len(found) > 5
