"""The sheet on which a year is proposed (填方案): as it is, or as it was sent."""

from __future__ import annotations

from typing import Any

from kaoping.rules import Scheme
from kaoping.web.people.routes import Asked
from kaoping.web.years import actions, forms, uploads
from kaoping.web.years.actions import Conflict
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.models import StoredPackage, Year, YearProposal
from kaoping.web.years.offices import offices_of
from kaoping.web.years.packages import package_by, scheme_by
from kaoping.web.years.phases import phases_in
from kaoping.web.years.views.stages import stages


class Sheet:
    """The sheet on which a year is proposed: head, holes and participants, as they are or as they were sent."""

    def __init__(self, request: Asked, stored: StoredPackage, before: YearProposal | None) -> None:
        self.request, self.stored, self.before = request, stored, before
        self.scheme: Scheme = scheme_by(stored.pk)
        sent = request.POST if request.method == "POST" else None
        body, year = request.actor.body, before.year if before else None
        initial = (
            forms.head_of(year, before.phase)
            if year and before
            else forms.new_head(stored, request.actor.today)
        )
        self.head = forms.HeadForm(stored, sent, initial=initial)
        self.holes = forms.read_holes(sent) if sent is not None else dict(before.holes) if before else {}
        self.rows = forms.entrant_rows(body, self.scheme, year)
        self.problems: list[str] = []
        if sent is not None:
            self.rows = forms.sent_rows(self.rows, sent)
            self._take_pasted(sent.get("pasted", ""))

    def _take_pasted(self, text: str) -> None:
        if text.strip():
            self.rows, self.problems = forms.pasted_rows(self.rows, self.scheme, text)

    def is_valid(self) -> bool:
        """Check what was sent; what can be checked only as a whole is checked by the act."""
        if not self.head.is_valid():
            self.problems.insert(0, "名称、日期等有误，见各栏下的红字")
        return not self.problems

    def propose(self) -> Year | None:
        """Propose the year; None where something is wrong, which `problems` then says."""
        chosen = forms.entrants(self.rows, self.scheme)
        draft = forms.draft_of(self.head.cleaned_data, self.stored, self.holes, chosen)
        try:
            if self.before:
                return actions.propose_again(self.request.actor, self.before.year, draft).year
            return actions.propose_year(self.request.actor, draft).year
        except Wrong as error:
            self.problems = error.problems
        except Conflict as error:
            self.problems = [str(error)]
        return None

    def context(self) -> dict[str, Any]:
        """Give what the page shows."""
        package = package_by(self.stored.pk)
        taken = [row for row in self.rows if row.taken]
        return {
            "stored": self.stored, "scheme": self.scheme, "package": package, "steps": stages(2),
            "form": self.head, "holes": forms.hole_rows(self.stored.pk, self.scheme, self.holes),
            "rows": self.rows, "taken": len(taken), "problems": self.problems, "before": self.before,
            "warnings": uploads.warnings_of(package), "phases": phases_in(self.stored.pk, 2000),
            "offices": [o for o in offices_of(self.scheme, package.process) if o.enters],
            "pasted": self.request.POST.get("pasted", "") if self.problems else "",
        }  # fmt: skip
