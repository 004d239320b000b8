"""How the demo is made: the diary, the papers, the database file of this version of the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaoping.web.core import clock
from kaoping.web.core.content import kind_of
from kaoping.web.demo import cast, database, happened, sheets
from kaoping.web.demo.diary import Diary, workday
from kaoping.web.demo.names import UNITS


def test_the_diary_is_lived_in_order() -> None:
    diary, lived = Diary(), []
    for day in (date(2025, 3, 2), date(2025, 1, 6), date(2025, 3, 2)):
        diary.note(day, lambda: lived.append(clock.now()))
    diary.live()
    assert lived == sorted(lived)
    assert [moment.date() for moment in lived] == [date(2025, 1, 6), date(2025, 3, 2), date(2025, 3, 2)]
    assert len(set(lived)) == 3


def test_the_last_day_belongs_to_the_visitor() -> None:
    with pytest.raises(ValueError, match="last day"):
        Diary().note(date(2026, 1, 12), lambda: None)


def test_workdays() -> None:
    assert workday(date(2025, 10, 3)) == date(2025, 9, 30)
    assert workday(date(2025, 9, 30), 1) == date(2025, 10, 9)
    assert workday(date(2026, 1, 10)) == date(2026, 1, 9)
    assert workday(date(2025, 5, 8), -2) == date(2025, 5, 6)


def test_a_paper_is_a_pdf_and_always_the_same(tmp_path: Path) -> None:
    lines = sheets.cover(
        "市公安局", "海公〔2025〕8号", date(2025, 2, 3), ["二月三日，一名工作人员酒后驾驶。" * 4]
    )
    made = sheets.paper(lines)
    assert made == sheets.paper(lines)
    place = tmp_path / "paper.pdf"
    place.write_bytes(made)
    assert kind_of(place).code == "pdf"
    assert "市公安局情况报告".encode("utf-16-be").hex().encode() in made


def test_the_places_of_a_papers_objects_are_right() -> None:
    made = sheets.paper(["标题", "正文"])
    table = made[made.index(b"xref") :].splitlines()[3:10]
    for n, row in enumerate(table, 1):
        assert made[int(row[:10]) :].startswith(b"%d 0 obj" % n)
    assert int(made.split(b"startxref\n")[1].split(b"\n")[0]) == made.index(b"xref\n0")


def test_no_two_persons_share_a_login() -> None:
    found = [*cast.city_parts(), cast.CLERK_OF_TOWN]
    found += [part for parts in (*cast.FOUNDERS.values(), *cast.ADMINISTRATORS.values()) for part in parts]
    assert len({part.login for part in found}) == len(found)
    assert len({part.name for part in found}) == len(found)


def test_chance_is_the_same_each_time() -> None:
    assert happened.reports() == happened.reports()
    assert cast.city_parts() == cast.city_parts()
    assert cast.phones(len(UNITS)) == cast.phones(len(UNITS))


def test_the_digest_changes_with_the_program(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a = 1")
    before = database.digest(tmp_path)
    (tmp_path / "page.html").write_text("templates are not part of it")
    assert database.digest(tmp_path) == before
    (tmp_path / "a.py").write_text("a = 2")
    assert database.digest(tmp_path) != before
    assert len(database.digest()) == 12


def test_another_version_makes_its_own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    monkeypatch.setattr(database, "make", lambda place: (made.append(place), place.touch()))
    for name in ("demo-0123456789ab.sqlite3", "demo-0123456789ab.sqlite3-wal", "kaoping.sqlite3"):
        (tmp_path / name).touch()
    first, again = database.demo_database(tmp_path), database.demo_database(tmp_path)
    assert first == again == made[0]
    assert len(made) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, "kaoping.sqlite3"]


def test_a_demo_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "no.such.settings")
    with pytest.raises(database.NotMade):
        database.make(tmp_path / "demo-x.sqlite3")
    assert list(tmp_path.iterdir()) == []
