"""`kaoping manage daily`: what is due each day; run it from cron, as often as one likes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kaoping.web.core import clock
from kaoping.web.core.models import Body
from kaoping.web.people.actions.registry import settle_names
from kaoping.web.years.deadlines import remind
from kaoping.web.years.models import Year


class Command(BaseCommand):
    help = "每日事务：到期的单位更名生效，临近的时限列入待办"

    def handle(self, *args: Any, **options: Any) -> None:
        """Let names take effect that begin today; put near deadlines on the lists."""
        names = sum(settle_names(body, clock.today()) for body in Body.objects.all())
        years = Year.objects.filter(opened_on__isnull=False).select_related("body", "package")
        tasks = sum(remind(year) for year in years)
        self.stdout.write(f"更名生效 {names} 个，新增待办 {tasks} 项")
