"""得分通知单: the notice of a unit's score as PDF and docx, with documents and persons behind every line."""

from __future__ import annotations

from collections.abc import Callable

from kaoping.papers.notice import NoticeFacts, Status, docx, notice_of, pdf
from kaoping.web.core import clock
from kaoping.web.results.sources import sources_of
from kaoping.web.results.trial import trial_of
from kaoping.web.years.models import Participant
from kaoping.web.years.packages import package_of

KINDS: dict[str, tuple[Callable[[NoticeFacts], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def notice(of: Participant) -> NoticeFacts:
    """Gather the notice of a unit from the confirmed facts."""
    year, trial = of.year, trial_of(of.year)
    package = package_of(year)
    lines = trial.result.lines_of[of.code]
    return notice_of(
        trial.scheme, trial.result, of.code, package.document.entries,
        issuer=f"{year.body.name}绩效考评办公室", issued=clock.today(),
        status=Status.PUBLISHED if year.published else Status.TRIAL, facts=trial.facts,
        sources=sources_of(trial.scheme, of).for_papers(lines), digest=package.digest,
    )  # fmt: skip
