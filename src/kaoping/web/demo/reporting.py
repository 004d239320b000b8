"""How a report of the demo becomes a record: an office files it, the evaluation office confirms it, units read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from kaoping.rules.facts.rows import Event
from kaoping.web.demo.course import Course, keyed, rows_of
from kaoping.web.demo.diary import Later, workday
from kaoping.web.demo.happened import Report
from kaoping.web.demo.names import UNITS
from kaoping.web.demo.sheets import attach, cover
from kaoping.web.records.actions import Paper, confirm, correct, send_back
from kaoping.web.records.models import Filing

NAMES = {unit.code: unit.short for unit in UNITS}
CODES = {unit.short: unit.code for unit in UNITS}
UNREAD_FROM = date(2025, 12, 22)
"""What was confirmed from this day on, the units have not read yet."""
SLOW = {"Z01": date(2025, 11, 1)}
"""Units that have not read what was confirmed from an earlier day on."""
CORRECTED, REFILED = 40, 90
"""Which reports of the year were filed wrongly at first: one was corrected, one returned and filed again."""
PROVED_EACH = 12
"""Every so many reports there is a file with the paper."""


@dataclass(frozen=True)
class Reporting:
    """A report, the n-th of the year, on its way."""

    course: Course
    report: Report
    n: int

    @property
    def maker(self) -> str:
        """Give who files: the office's person; at the evaluation office, its two clerks in turn."""
        if self.report.office == "市效能办":
            return ("clerk", "clerk2")[self.n % 2]
        return f"ZX:{CODES[self.report.office]}"

    @property
    def day(self) -> date:
        return workday(self.report.filed_on)

    def note(self, chance: Random) -> None:
        """Note everything that happens to the report."""
        checker = chance.choice([key for key in ("director", "clerk", "clerk2") if key != self.maker])
        confirmed, read = workday(self.day, chance.randint(1, 3)), chance.randint(1, 4)
        filed = self._file()
        if self.report.waiting:
            return
        if self.n == REFILED:
            filed, confirmed = self._again(checker, filed), workday(confirmed, 3)
        self.course.confirm(checker, filed, confirmed)
        self._read(filed, confirmed, workday(confirmed, read))
        if self.n == CORRECTED:
            self._correct(checker, filed, workday(confirmed, 6))

    def _file(self) -> Later[Filing]:
        rows = list(self.report.events)
        if self.n == CORRECTED:
            rows = [row._replace(count=row.count + 1) for row in rows]
        return self.course.file(
            self.maker, "events", rows, self._paper, self.day, 9 + self.n % 3, judged=True
        )

    def _paper(self) -> Paper:
        report = self.report
        proved = report.waiting or self.n % PROVED_EACH == 0
        files = (
            (attach(self.course.who(self.maker), f"{report.document} 情况报告", self._lines()),)
            if proved
            else ()
        )
        return Paper(report.document, min(report.document_day, self.day), report.office, files=files)

    def _lines(self) -> list[str]:
        report = self.report
        told = [f"{e.date.month}月{e.date.day}日，{NAMES[e.unit]}：{e.note}。" for e in report.events]
        return cover(report.office, report.document, report.document_day, told)

    def _again(self, checker: str, filed: Later[Filing]) -> Later[Filing]:
        """Note that a filing is returned and filed again."""
        who, diary = self.course.who, self.course.diary
        remark = "未附情况说明，请补充后重新填报"
        diary.note(workday(self.day, 1), lambda: send_back(who(checker), filed.found, remark), 11)
        return diary.note(workday(self.day, 2), lambda: self._refile(filed.found), 10)

    def _refile(self, filing: Filing) -> Filing:
        actor, report = self.course.who(self.maker), self.report
        files = (attach(actor, f"{report.document} 情况说明", self._lines()),)
        paper = Paper(report.document, report.document_day, report.office, "已补充情况说明", files)
        return correct(actor, filing, rows_of(filing), keyed(paper, "again"))

    def _correct(self, checker: str, filed: Later[Filing], day: date) -> None:
        """Note that a filing in force is corrected."""
        who, diary = self.course.who, self.course.diary
        corrected = diary.note(day, lambda: self._better(filed.found), 10)
        diary.note(workday(day, 1), lambda: confirm(who(checker), corrected.found), 16)
        self._read(corrected, workday(day, 1), workday(day, 2))

    def _better(self, filing: Filing) -> Filing:
        """Say that it was one case, not two."""
        rows: list[Event] = [row._replace(count=row.count - 1) for row in rows_of(filing)]
        paper = Paper(
            self.report.document,
            self.report.document_day,
            self.report.office,
            "经核对系同一件重复统计，更正次数",
        )
        return correct(self.course.who(self.maker), filing, rows, keyed(paper, "correction"))

    def _read(self, filed: Later[Filing], confirmed: date, day: date) -> None:
        """Note that the units read what they were told; what came last, they have not read yet."""
        codes = [e.unit for e in self.report.events if confirmed < SLOW.get(e.unit, UNREAD_FROM)]
        if codes:
            self.course.read(filed, codes, day)
