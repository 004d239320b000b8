"""`kaoping verify-log`: what it says of a sound log, of a torn one, and of one that was cut together with its head."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from kaoping.cli.main import main
from kaoping.web.core.models import Chain
from tests.web.core.test_audit import log_of, unprotected

pytestmark = pytest.mark.django_db


def verify(*words: Any) -> Result:
    return CliRunner().invoke(main, ["verify-log", *map(str, words)])


def test_a_sound_log_is_said_to_be_sound() -> None:
    log_of("haiyu", 3)
    done = verify()
    assert done.exit_code == 0, done.output
    assert "haiyu：3 条，完好" in done.output
    assert "全部完好" in done.output


def test_a_changed_entry_is_named_with_its_body_and_number() -> None:
    of = log_of("haiyu", 5)
    unprotected(("UPDATE core_entry SET actor = '无名' WHERE body_id = %s AND number = 4", [of.pk]))
    done = verify()
    assert done.exit_code == 1
    assert "haiyu 第 4 条：第 4 条被改动（tick，无名）" in done.output
    assert "1 处有误" in done.output


def test_heads_are_saved_and_find_a_log_cut_together_with_its_head(tmp_path: Path) -> None:
    of, file = log_of("haiyu", 3), tmp_path / "heads.json"
    assert verify("--save-heads", file).exit_code == 0
    short = Chain.objects.get(body=of).head
    unprotected(("DELETE FROM core_entry WHERE body_id = %s AND number > 1", [of.pk]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM core_entry WHERE body_id = %s", [of.pk])
        first = cursor.fetchone()[0]
    Chain.objects.filter(body=of).update(length=1, head=first)
    assert short != first
    assert verify().exit_code == 0
    done = verify("--heads", file, "--save-heads", tmp_path / "new.json")
    assert done.exit_code == 1
    assert "第 2 至 3 条被截去" in done.output
    assert not (tmp_path / "new.json").exists()


def test_saving_again_keeps_the_earlier_heads(tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    log_of("haiyu", 2)
    verify("--save-heads", file)
    log_of("dongshan", 1)
    verify("--save-heads", file)
    assert [(row["body"], row["length"]) for row in json.loads(file.read_text())] == [
        ("haiyu", 2),
        ("dongshan", 1),
    ]


def test_a_file_that_holds_no_heads_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "heads.json"
    file.write_text('[{"body": "haiyu"}]')
    done = verify("--heads", file)
    assert done.exit_code == 1
    assert "不是存证链头文件" in done.output
