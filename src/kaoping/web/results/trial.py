"""Trial scoring (试算): a year's facts through the engine; kept by version of the facts, so that nothing is ever stale.

The version is asked of the database each time (two small queries), so what another process confirmed is seen at
once; only what would come out the same again is taken from memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Generic, TypeVar

from kaoping.papers.cohort import Cohort
from kaoping.papers.ranking import Table, tables
from kaoping.rules import Facts, Rescoring, Result, Scheme, score
from kaoping.web.core import clock
from kaoping.web.records.facts import facts_of as read_facts
from kaoping.web.records.facts import version_of
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of

T = TypeVar("T")


class Kept(Generic[T]):
    """The last things computed, so many at most; each is computed once, whoever asks, and others need not wait."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, T] = OrderedDict()
        self._busy: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Give what is kept under the key, else compute it; an error is not kept."""
        with self._lock:
            busy = self._busy.setdefault(key, Lock())
        with busy:
            if key in self._found:
                return self._renewed(key)
            try:
                return self._keep(key, compute())
            except BaseException:
                self._busy.pop(key, None)
                raise

    def _renewed(self, key: Hashable) -> T:
        with self._lock:
            found = self._found[key]
            self._found.move_to_end(key)
        return found

    def _keep(self, key: Hashable, made: T) -> T:
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._most:
                dropped, _ = self._found.popitem(last=False)
                self._busy.pop(dropped, None)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()
            self._busy.clear()


@dataclass(frozen=True)
class Trial:
    """One run: scheme, facts, result, and what pages share of it."""

    scheme: Scheme
    facts: Facts
    result: Result

    @cached_property
    def cohort(self) -> Cohort:
        """Give the accounts and tables, made when they are first asked for."""
        return Cohort(self.scheme, self.result, self.facts)

    @cached_property
    def rescoring(self) -> Rescoring:
        """Give what scores again quickly with a few rows changed."""
        return Rescoring(self.scheme, self.facts, self.result.as_of)

    @cached_property
    def tables(self) -> Sequence[Table]:
        """Give the tables of the ranking, for everybody who may see all of it."""
        return tables(self.cohort)


_facts: Kept[Facts] = Kept(8)
_trials: Kept[Trial] = Kept(24)


def trial_of(year: Year, as_of: date | None = None) -> Trial:
    """Score the confirmed facts of a year. Raises: FactsError where a hole that scoring needs is open."""
    day = as_of or day_of(year)
    key = _key(year)
    return _trials.get((*key, day), lambda: _score(year, key, day))


def result_of(year: Year, as_of: date | None = None) -> Result:
    """Give the result of a year's confirmed facts, as of a day (`day_of` unless given). Raises: FactsError."""
    return trial_of(year, as_of).result


def facts_of(year: Year) -> Facts:
    """Give the confirmed facts of a year."""
    return _facts.get(_key(year), lambda: read_facts(year))


def day_of(year: Year) -> date:
    """Give the day on which a trial looks (截止日): today while the year runs, its last day after."""
    today = clock.today()
    return today if year.first_day <= today < year.last_day else year.last_day


def forget() -> None:
    """Let go of all that is kept: for tests, whose databases number their rows anew."""
    _facts.clear()
    _trials.clear()


def _key(year: Year) -> tuple[Hashable, ...]:
    return (year.pk, year.package_id, year.first_day, year.last_day, *version_of(year))


def _score(year: Year, key: Hashable, day: date) -> Trial:
    scheme, facts = scheme_of(year), _facts.get(key, lambda: read_facts(year))
    return Trial(scheme, facts, score(scheme, facts, day))
