"""A scheme in words (方案与口径), as `kaoping.papers` says it, and two versions of it beside each other (新版对比)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kaoping.papers.articles import Article
from kaoping.papers.cohort import Cohort
from kaoping.papers.scheme_page import NEEDED, Case, SchemePage, TreeRow, scheme_page
from kaoping.rules import Facts, Result, Scheme, compare, load, score
from kaoping.rules.facts.rows import Cycle
from kaoping.rules.ledger.compare import Comparison, UnitChange
from kaoping.schemes import Package
from kaoping.web.years.models import Year
from kaoping.web.years.packages import holes_of, package_by, scheme_by

__all__ = ("NEEDED", "Change", "Move", "article_of", "changes", "gists_of", "page_by", "page_of", "results")


_DAY = date(2000, 1, 1)
"""Any day: the words of a scheme do not hang on one."""


def page_of(year: Year) -> SchemePage:
    """Give the words of the scheme in force for a year."""
    return page_by(year.package_id, tuple(sorted(holes_of(year).items())))


@lru_cache(maxsize=32)
def page_by(digest: str, holes: tuple[tuple[str, str], ...] = ()) -> SchemePage:
    """Give the words of a stored package's scheme."""
    return words_of(scheme_by(digest, dict(holes)), package_by(digest))


def words_of(scheme: Scheme, package: Package) -> SchemePage:
    """Say a scheme in words; nothing of a result is needed."""
    day = Cycle(2000, _DAY, _DAY)
    nothing = Result(scheme.id, scheme.places, day, _DAY, (), (), (), (), ())
    return scheme_page(Cohort(scheme, nothing), package.document.entries)


def gists_of(digest: str) -> Mapping[str, str]:
    """Give the gist of each citation: of the article itself, or of the one that holds it."""
    found = page_by(digest).articles
    return {cite: one.gist for one in found for cite in (one.cite, *one.aliases)}


def article_of(digest: str, cite: str) -> list[Article]:
    """Give the articles that a citation names: 三(二)、四(一)2 names two."""
    found = page_by(digest).articles
    by_cite = {name: one for one in found for name in (one.cite, *one.aliases)}
    whole = [by_cite[cite]] if cite in by_cite else []
    return whole or [by_cite[part] for part in cite.split("、") if part in by_cite]


@dataclass(frozen=True)
class Change:
    """A place in which two versions differ: what kind of thing, its name and article, its words before and after."""

    part: str
    name: str
    cite: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """Say whether it is 新增, 取消 or 修改."""
        return "新增" if not self.before else "修改" if self.after else "取消"


Words = dict[tuple[str, str], tuple[str, str, str]]


def changes(old: SchemePage, new: SchemePage) -> list[Change]:
    """Give every difference of two versions in words, in the order of the newer, then what is gone."""
    before, after = dict(_words(old)), dict(_words(new))
    found = []
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        if was != now:
            name, cite, _ = now or was or ("", "", "")
            found.append(Change(key[0], name, cite, was[2] if was else "", now[2] if now else ""))
    return found


def _words(page: SchemePage) -> Iterator[tuple[tuple[str, str], tuple[str, str, str]]]:
    """Give all that a page says, by part and id."""
    yield ("排名", ""), ("排名", "", page.ranking)
    for part, rows in (("指标与条款", page.tree), ("附加项目", page.adjustments), ("一票否决", page.vetoes)):
        for row in rows:
            yield (part, f"{row.kind}:{row.item}"), (row.name, row.cite, _row_words(row, page.columns))
    for part, cases in (("等次", page.grades), ("结果运用", page.consequences), ("总分限制", page.others),
                        ("中间量", page.quantities)):  # fmt: skip
        for number, case in enumerate(cases):
            yield (part, f"{case.name}:{number}"), (case.name, case.cite, _case_words(case))
    for one in page.articles:
        if one.gist:
            yield ("条款要点", one.cite), (one.cite, one.cite, one.gist)


def _row_words(row: TreeRow, columns: tuple[str, ...]) -> str:
    points = [f"{name} {told}" for name, told in zip(columns, row.points, strict=False) if told]
    people = [f"{word} {names}" for word, names in row.officers]
    return "；".join([row.name, *points, *row.pieces, *people, row.note, row.cite]).strip("；")


def _case_words(case: Case) -> str:
    return "；".join(part for part in (case.when, case.value, case.cite) if part) or case.name


@dataclass(frozen=True)
class Move:
    """How a unit would move under another version, with the names of its grades."""

    change: UnitChange
    grade_before: str
    grade_after: str

    @classmethod
    def of(cls, change: UnitChange, now: Scheme, later: Scheme) -> Move:
        """Put the names of the grades beside a change."""
        before, after = change.before, change.after
        names, later_names = now.grade_names, later.grade_names
        return cls(
            change,
            names.get(before.grade, "") if before else "",
            later_names.get(after.grade, "") if after else "",
        )


def results(year: Year, facts: Facts, other: Package) -> tuple[UnitChange, ...]:
    """Give who would move if another version were in force. Raises: SchemeError, FactsError where it does not fit."""
    known = {hole.id for hole in load(other.text, other.file).holes}
    fitting = replace(facts, holes={hole: value for hole, value in facts.holes.items() if hole in known})
    newer = load(other.text, other.file, dict(fitting.holes))
    found: Comparison = compare(
        score(scheme_by(year.package_id, dict(facts.holes)), facts), score(newer, fitting)
    )
    return tuple(change for change in found.changes if change.moved)
