"""What a process should not be: warnings for the person who writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem, nearest
from kaoping.rules.scheme.model import Scheme
from kaoping.schemes.process.model import Process

_OF_CATEGORY = re.compile(r"（[A-Za-z][A-Za-z0-9_-]*）$")


def check_process(
    process: Process, scheme: Scheme, articles: Mapping[str, object] | None = None
) -> list[Problem]:
    """Give the warnings of a process; `articles` are the document's clauses by citation, where they are known.

    A supplier or assessor without a body is a warning, no error: scoring does not need it, and a scheme may be tried
    before its process is finished.
    """
    found = [*_office(process, scheme), *_nobody(process, scheme)]
    return found + list(_clauses(process, articles)) if articles else found


def _office(process: Process, scheme: Scheme) -> Iterator[Problem]:
    """Warn of categories for which nobody plays the office that runs the year."""
    for category in scheme.categories.values():
        if not category.observer and not process.bodies_in("PO", category.id):
            yield Problem("warn-process-office", Position(process.file), {"value": category.id})


def _nobody(process: Process, scheme: Scheme) -> Iterator[Problem]:
    """Warn of suppliers and assessors of the scheme that are no body, no member of one and no source."""
    named: dict[str, str] = {}
    labels = [(path, node.labels) for path, node in scheme.nodes.items()]
    labels += [(path, rule.labels) for path, rule in scheme.rules.items()]
    for path, told in labels:
        for word in (*told.assessor, *told.supplier):
            named.setdefault(_OF_CATEGORY.sub("", word), path)
    known = {w for b in process.bodies.values() for w in (b.name, *b.also, *b.members)} | set(process.sources)
    for name, path in named.items():
        if name not in known:
            params = {"value": name, "item": path}
            yield Problem(
                "warn-process-nobody", Position(process.file), params, suggestion=nearest(name, known)
            )


def _clauses(process: Process, articles: Mapping[str, object]) -> Iterator[Problem]:
    """Compare the citations of the process with the document's articles."""
    for listing in (process.bodies, process.steps, process.papers, process.meetings):
        for name, entry in listing.items():
            cites = [entry.cite, *(rule.cite for rule in getattr(entry, "rules", ()))]
            yield from _unknown(name, entry.at, cites, articles)
    for phase in process.phases:
        yield from _unknown(phase.id, phase.at, [phase.cite], articles)


def _unknown(name: str, at: Position, cites: list[str], articles: Mapping[str, object]) -> Iterator[Problem]:
    parts = dict.fromkeys(part for cite in cites for part in cite.split("、") if part)
    for part in parts:
        if not is_article(part, articles):
            hint = nearest(part, articles)
            yield Problem("warn-process-clause", at, {"item": name, "cite": part}, suggestion=hint)


def is_article(cite: str, articles: Mapping[str, object]) -> bool:
    """Say whether a citation is an article of the document, one above it (19 of 19(1)) or below it (5(2) of 5)."""
    return any(cite == article or _below(article, cite) or _below(cite, article) for article in articles)


def _below(item: str, article: str) -> bool:
    return item.startswith(article) and item[len(article) :].startswith(("(", " "))
