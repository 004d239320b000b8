"""Sources: where a fact comes from, one module each; a rule has exactly one."""

from __future__ import annotations

from kaoping.rules.clauses.sources.award import Awards
from kaoping.rules.clauses.sources.event import Events
from kaoping.rules.clauses.sources.rating import Ratings
from kaoping.rules.clauses.sources.result import OtherScheme
from kaoping.rules.clauses.sources.value import Values

SOURCES = (Events, Values, Ratings, Awards, OtherScheme)
Source = Events | Values | Ratings | Awards | OtherScheme

__all__ = ["SOURCES", "Awards", "Events", "OtherScheme", "Ratings", "Source", "Values"]
