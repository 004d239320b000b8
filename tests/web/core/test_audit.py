"""The audit chain: written with the act or not at all; every tampering is found, and at the right entry."""

from __future__ import annotations

import random
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kaoping.web.core import audit
from kaoping.web.core.audit import FIELDS, GENESIS, SYSTEM, Fault, Head, check, digest
from kaoping.web.core.models import Body, Chain, Entry
from kaoping.web.people.acting import acting
from tests.web.worlds import actor_of, body, city

ATTEMPTS = 10_000
Row = dict[str, Any]
Log = list[Row]


# --- a log in memory, and what can be done to it -------------------------------------------------------------------


def written(length: int) -> Log:
    """Give the rows of a log as `audit.write` makes them."""
    rows: Log = []
    for number in range(1, length + 1):
        row: Row = dict(zip(FIELDS, (
            7, number, f"2026-03-01T09:{number:02d}:00.000+08:00", number % 3 or None, "周启明", "PO", "enter-deduction",
            f"records.filing:{number}", "海考〔2026〕3 号", "", f'[{{"unit": "A{number:02d}"}}]', "", rows[-1]["hash"] if rows else GENESIS,
        ), strict=True))  # fmt: skip
        row["hash"] = digest(row)
        rows.append(row)
    return rows


def head_of(rows: Log) -> Head:
    return Head("haiyu", len(rows), rows[-1]["hash"])


def rehash(rows: Log, start: int) -> None:
    """Compute the hashes anew from an index on, as somebody who knows the method would."""
    for index in range(start, len(rows)):
        rows[index]["previous"] = rows[index - 1]["hash"] if index else GENESIS
        rows[index]["hash"] = digest(rows[index])


def other(value: Any, chance: random.Random) -> Any:
    if isinstance(value, int):
        return chance.choice([value + 1, None, value + 1000])
    if value is None:
        return 1
    at = chance.randrange(len(value) + 1)
    return chance.choice(
        [value[:at] + chance.choice("0改 ") + value[at:], value[1:] if value else "x", value + "。"]
    )


def edit_a_field(rows: Log, chance: random.Random) -> set[int]:
    row = chance.choice(rows)
    field = chance.choice([f for f in FIELDS if f != "number"])
    row[field] = other(row[field], chance)
    return {row["number"]}


def edit_a_hash(rows: Log, chance: random.Random) -> set[int]:
    row = chance.choice(rows)
    row["hash"] = "".join(chance.choice("0123456789abcdef") for _ in range(64))
    return {row["number"]}


def rewrite_one(rows: Log, chance: random.Random) -> set[int]:
    row = chance.choice(rows)
    row["reason"] += "（补）"
    row["hash"] = digest(row)
    return {row["number"]}


def relink_one(rows: Log, chance: random.Random) -> set[int]:
    """Change what an entry links to, with its hash: the fault is between two entries."""
    row = chance.choice(rows)
    row["previous"] = chance.choice(["0" * 63 + "1", "f" * 64])
    row["hash"] = digest(row)
    return {row["number"], max(1, row["number"] - 1)}


def delete_some(rows: Log, chance: random.Random) -> set[int]:
    start = chance.randrange(len(rows))
    end = min(len(rows), start + chance.randint(1, 3))
    del rows[start:end]
    return {start + 1}


def swap_two(rows: Log, chance: random.Random) -> set[int]:
    """Exchange the numbers of two entries."""
    one, two = sorted(chance.sample(range(len(rows)), 2))
    rows[one]["number"], rows[two]["number"] = rows[two]["number"], rows[one]["number"]
    rows[one], rows[two] = rows[two], rows[one]
    return {one + 1}


def duplicate_one(rows: Log, chance: random.Random) -> set[int]:
    at = chance.randrange(len(rows))
    rows.insert(at + 1, dict(rows[at]))
    return {at + 1}


def append_one(rows: Log, chance: random.Random) -> set[int]:
    forged = {**rows[-1], "number": len(rows) + 1, "previous": rows[-1]["hash"]}
    forged["hash"] = digest(forged)
    rows.append(forged)
    return {len(rows)}


def renumber_one(rows: Log, chance: random.Random) -> set[int]:
    """Move an entry behind the end by its number."""
    at = chance.randrange(len(rows))
    row = rows.pop(at)
    row["number"] = len(rows) + chance.randint(2, 9)
    rows.append(row)
    return {at + 1}


KINDS: tuple[Callable[[Log, random.Random], set[int]], ...] = (
    edit_a_field, edit_a_hash, rewrite_one, relink_one, delete_some, swap_two, duplicate_one, append_one, renumber_one,
)  # fmt: skip


def test_a_sound_log_has_no_fault() -> None:
    rows = written(30)
    assert list(check(head_of(rows), rows, [head_of(rows[:12]), head_of(rows)])) == []


def test_every_tampering_is_found_at_the_right_entry() -> None:
    chance = random.Random(20260301)
    original = written(20)
    registered = head_of(original)
    for attempt in range(ATTEMPTS):
        kind = KINDS[attempt % len(KINDS)]
        rows = [dict(row) for row in original]
        where = kind(rows, chance)
        faults = list(check(registered, rows))
        assert faults, f"attempt {attempt}: {kind.__name__} was not found"
        assert faults[0].number in where, (
            f"attempt {attempt}: {kind.__name__} at {where} was named as {faults}"
        )


def test_one_changed_entry_is_one_fault() -> None:
    rows = written(20)
    rows[4]["reason"] = "改过"
    assert list(check(head_of(rows), rows)) == [Fault("haiyu", 5, "第 5 条被改动（enter-deduction，周启明）")]


def test_a_changed_registered_head_is_found() -> None:
    rows = written(5)
    assert [f.number for f in check(Head("haiyu", 5, "0" * 64), rows)] == [5]
    assert [f.number for f in check(Head("haiyu", 7, rows[-1]["hash"]), rows)] == [6]
    assert [f.number for f in check(Head("haiyu", 3, rows[2]["hash"]), rows)] == [4]


def test_a_tail_cut_off_with_its_head_is_found_against_a_saved_head_only() -> None:
    rows = written(20)
    left = rows[:15]
    assert list(check(head_of(left), left)) == []
    faults = list(check(head_of(left), left, [head_of(rows)]))
    assert faults == [Fault("haiyu", 16, "第 16 至 20 条被截去（存证链头有 20 条）")]


def test_a_rewritten_rest_is_found_against_a_saved_head_only_and_earlier_heads_narrow_it_down() -> None:
    rows = written(20)
    saved = [head_of(rows[:n]) for n in (5, 10, 20)]
    rows[7]["after"] = "[]"
    rehash(rows, 7)
    assert list(check(head_of(rows), rows)) == []
    (fault,) = check(head_of(rows), rows, saved)
    assert fault.number == 6
    assert "第 6 至 10 条之间" in fault.what


# --- on the database ------------------------------------------------------------------------------------------------


def log_of(slug: str, length: int) -> Body:
    of = body(slug, slug)
    for number in range(length):
        audit.write(of, SYSTEM, "tick", f"clock:{number}", after={"n": number, "字": "汉"})
    return of


def unprotected(*statements: tuple[str, list[Any]]) -> None:
    """Run SQL on the log as somebody who owns the database: the triggers are dropped before."""
    on = " ON core_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS core_entry_no_{verb}{on}")
        for sql, values in statements:
            cursor.execute(sql, values)


@pytest.mark.django_db
def test_a_log_written_to_the_database_verifies() -> None:
    log_of("haiyu", 12)
    log_of("dongshan", 3)
    body("new", "新设")
    assert audit.verify() == []
    assert [(h.body, h.length) for h in audit.heads()] == [("haiyu", 12), ("dongshan", 3)]
    assert audit.verify(audit.heads()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize(
    "column",
    [
        "at",
        "person",
        "actor",
        "role",
        "act",
        "object",
        "label",
        "before",
        "after",
        "reason",
        "previous",
        "hash",
    ],
)
def test_a_column_changed_by_sql_is_found(column: str, number: int) -> None:
    log_of("dongshan", 2)
    of = log_of("haiyu", 6)
    value = 99 if column == "person" else "x"
    unprotected(
        (f'UPDATE core_entry SET "{column}" = %s WHERE body_id = %s AND number = %s', [value, of.pk, number])
    )
    assert [(f.body, f.number) for f in audit.verify()] == [("haiyu", number)]


@pytest.mark.django_db
def test_an_entry_moved_to_another_body_is_missed_there_and_found_here() -> None:
    here, there = log_of("haiyu", 6), log_of("dongshan", 2)
    unprotected(("UPDATE core_entry SET body_id = %s WHERE body_id = %s AND number = 3", [there.pk, here.pk]))
    assert [(f.body, f.number) for f in audit.verify()] == [("haiyu", 3), ("dongshan", 3), ("dongshan", 3)]


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "words"), [(1, "缺第 1 条"), (4, "缺第 4 条"), (6, "缺第 6 条")])
def test_an_entry_deleted_by_sql_is_found(number: int, words: str) -> None:
    of = log_of("haiyu", 6)
    unprotected(("DELETE FROM core_entry WHERE body_id = %s AND number = %s", [of.pk, number]))
    (fault,) = audit.verify()
    assert (fault.number, fault.what.startswith(words)) == (number, True)


@pytest.mark.django_db
def test_a_log_emptied_with_its_head_is_found_against_saved_heads() -> None:
    of = log_of("haiyu", 6)
    saved = audit.heads()
    Chain.objects.filter(body=of).delete()
    assert [f.number for f in audit.verify()] == [1]
    unprotected(("DELETE FROM core_entry WHERE body_id = %s", [of.pk]))
    assert audit.verify() == []
    assert [f.what for f in audit.verify(saved)] == ["第 1 至 6 条被截去（存证链头有 6 条）"]
    assert audit.verify([Head("gone", 3, "f" * 64)]) == [Fault("gone", 1, "整条审计链不见了")]


# --- no switch turns it off ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_act_without_an_entry_is_undone() -> None:
    here = city()
    actor = actor_of(here["po1"])
    with (
        pytest.raises(RuntimeError, match="no audit entry"),
        transaction.atomic(),
        acting(actor, "change-unit", here.body),
    ):
        Body.objects.create(slug="made", name="不留痕", kind="city")
    assert not Body.objects.filter(slug="made").exists()


@pytest.mark.django_db
def test_an_act_whose_entry_cannot_be_written_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    here = city()

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Entry, "save", fail)
    with pytest.raises(DatabaseError), acting(actor_of(here["po1"]), "change-unit", here.body) as log:
        made = Body.objects.create(slug="made", name="不留痕", kind="city")
        log(made)
    assert not Body.objects.filter(slug="made").exists()


@pytest.mark.django_db
def test_an_entry_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    of = body("haiyu")
    monkeypatch.setattr(audit, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="同一事务"):
        audit.write(of, SYSTEM, "tick", "clock:1")
    assert not Entry.objects.exists()


def test_no_setting_names_the_log() -> None:
    from django.conf import settings

    assert not [name for name in dir(settings) if "AUDIT" in name.upper() or name.upper().startswith("LOG_")]
