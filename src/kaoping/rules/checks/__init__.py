"""What a scheme may not be (errors) and what it should not be (warnings)."""

from __future__ import annotations

from kaoping.rules.checks.circles import circles
from kaoping.rules.checks.names import names
from kaoping.rules.checks.sums import sums
from kaoping.rules.checks.warnings import check
from kaoping.rules.checks.worths import worths
from kaoping.rules.errors import Problem
from kaoping.rules.model import Scheme

__all__ = ["check", "errors_in"]


def errors_in(scheme: Scheme) -> list[Problem]:
    """Give everything for which a scheme is refused, once it could be read."""
    found = [*sums(scheme), *names(scheme), *worths(scheme)]
    return found or list(circles(scheme))
