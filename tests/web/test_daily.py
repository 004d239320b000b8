"""The daily job puts near deadlines on the lists of whose turn it is, once."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from kaoping.web.core import clock
from kaoping.web.core.models import Task
from tests.web.worlds import city
from tests.web.years.samples import opened

pytestmark = pytest.mark.django_db


def test_a_near_deadline_is_on_the_list_once_however_often_the_job_runs() -> None:
    year = opened(city())
    before = Task.objects.filter(done_at=None).count()
    with clock.travel(datetime(2026, 3, 25, 6, tzinfo=ZoneInfo("Asia/Shanghai"))):
        call_command("daily", stdout=StringIO())
        call_command("daily", stdout=StringIO())
    new = Task.objects.filter(done_at=None, title__startswith="报送季度情况", year=year.slug)
    assert new.count() == Task.objects.filter(done_at=None).count() - before > 0
    assert {task.due.isoformat() for task in new} == {"2026-03-31"}
