"""Sources: where a fact comes from, one module each; a rule has exactly one."""

from __future__ import annotations

from kaoping.rules.clauses.sources.award import Award
from kaoping.rules.clauses.sources.event import Events
from kaoping.rules.clauses.sources.rating import Rating
from kaoping.rules.clauses.sources.result import OtherScheme
from kaoping.rules.clauses.sources.value import Values

SOURCES = (Events, Values, Rating, Award, OtherScheme)
Source = Events | Values | Rating | Award | OtherScheme

__all__ = ["SOURCES", "Award", "Events", "OtherScheme", "Rating", "Source", "Values"]
