"""What a scheme may not be (errors) and what it should not be (warnings)."""

from __future__ import annotations

from kaoping.errors.problems import Problem
from kaoping.rules.scheme.checks.circles import circles
from kaoping.rules.scheme.checks.names import names
from kaoping.rules.scheme.checks.sums import sums
from kaoping.rules.scheme.checks.warnings import check
from kaoping.rules.scheme.checks.worths import worths
from kaoping.rules.scheme.model import Scheme

__all__ = ["check", "errors_in"]


def errors_in(scheme: Scheme) -> list[Problem]:
    """Give everything for which a scheme is refused, once it could be read."""
    found = [*sums(scheme), *names(scheme), *worths(scheme)]
    return found or list(circles(scheme))
