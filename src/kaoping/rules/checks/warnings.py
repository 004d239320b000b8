"""What a scheme should not be: warnings for the person who writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kaoping.rules.conditions import TotalIs
from kaoping.rules.errors import Problem
from kaoping.rules.facts import Unit
from kaoping.rules.limits import cap_of
from kaoping.rules.model import Rule, Scheme
from kaoping.rules.numbers import Constant, Exact, MissingValue, UnfilledHole
from kaoping.rules.plan import Declared, plan_for, written
from kaoping.rules.points import Points, format_points
from kaoping.rules.sources import Events
from kaoping.rules.worths import Levels, Steps


def check(scheme: Scheme, articles: Mapping[str, object] | None = None) -> list[Problem]:
    """Give the warnings of a scheme; `articles` are the document's clauses by citation, where they are known."""
    found = list(_caps(scheme)) + list(_fires(scheme)) + list(_larger(scheme)) + list(_matters(scheme))
    found += _grades(scheme)
    return found + list(_clauses(scheme, articles)) if articles else found


def _clauses(scheme: Scheme, articles: Mapping[str, object]) -> Iterator[Problem]:
    """Compare the citations of the rules with the document's articles."""
    cited: set[str] = set()
    places = {path: rule.at for path, rule in scheme.rules.items()} | {
        path: n.at for path, n in scheme.nodes.items()
    }
    everything = {**scheme.cites, **{f"={c.id}": c.cite for c in scheme.consequences}}
    everything |= {f"={c.id}.{i}": o.cite for c in scheme.consequences for i, o in enumerate(c.outcomes)}
    everything |= {f"=g{g.id}": g.cite for g in scheme.grades} | {f"=h{h.id}": h.cite for h in scheme.holes}
    everything |= {f"=c{c.id}": c.cite for c in scheme.categories.values()}
    for path, cite in everything.items():
        parts = [part for part in cite.split("、") if part]
        cited.update(parts)
        for part in parts:
            if part not in articles and path in scheme.rules:
                yield Problem("warn-no-clause", places[path], {"item": path, "cite": part})
    for cite, article in articles.items():
        scoring = not (
            isinstance(article, Mapping) and str(article.get("scoring", "true")).lower() == "false"
        )
        if scoring and cite not in cited and not any(other.startswith(cite) for other in cited):
            yield Problem("warn-no-rule", params={"cite": cite})


def _frames(scheme: Scheme, rule: Rule) -> Iterator[Declared]:
    """Give a frame for each category that a rule applies to, with the points of its leaf."""
    for category in [c.id for c in scheme.categories.values() if not c.observer] or [""]:
        if rule.scope.covers_category(category):
            try:
                points = plan_for(scheme, Unit("", "", category)).points.get(rule.leaf)
            except UnfilledHole:
                continue
            yield Declared(category, points or 0)


def _caps(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a cap that the leaf's own ceiling always reaches first."""
    for path, source in scheme.event_rules.items():
        rule = scheme.rules[path]
        leaf = scheme.nodes.get(rule.leaf)
        if (
            leaf is None
            or source.keys.cap is None
            or leaf.adjustment
            or leaf.ceiling_lifted
            or leaf.floor_lifted
        ):
            continue
        bounds = [(cap_of(rule, f), f.full) for f in _frames(scheme, rule)]
        if bounds and len(leaf.rules) == 1 and all(cap is not None and cap > full for cap, full in bounds):
            yield Problem("warn-cap", rule.at, {"item": path, "cap": format_points(int(bounds[0][0] or 0))})


def _fires(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a rule that applies to nobody, or whose dates exclude each other."""
    for path, rule in scheme.rules.items():
        if (rule.scope.categories is not None and not rule.scope.categories and rule.scope.units is None) or (
            rule.from_ and rule.until and rule.from_ > rule.until
        ):
            yield Problem("warn-never", rule.at, {"item": path})


def _largest(source: Events, frame: Declared) -> Exact | None:
    worth = source.worth
    if worth is None or isinstance(worth, Steps) or (isinstance(worth, Levels) and worth.top(frame) is None):
        return None
    return worth.top(frame)


def _larger(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a deduction that is larger than the item it is taken from."""
    for path, source in scheme.event_rules.items():
        rule, leaf = scheme.rules[path], scheme.nodes.get(scheme.rules[path].leaf)
        if leaf is None or leaf.adjustment or leaf.overflow or source.sign >= 0:
            continue
        for frame in _frames(scheme, rule):
            try:
                largest = _largest(source, frame)
            except (MissingValue, UnfilledHole):
                break
            if largest is not None and largest > frame.full:
                params = {
                    "item": path,
                    "rate": format_points(int(largest)),
                    "points": format_points(frame.full),
                }
                yield Problem("warn-larger", rule.at, params, rule.labels.cite)
                break


def _matters(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a same-matter scope over rules with different caps or leaves: a larger event may be eaten by its cap."""
    scopes: dict[tuple[str, int], list[Rule]] = {}
    for path, source in scheme.event_rules.items():
        if source.same_matter and not source.same_matter.startswith("rule:"):
            scopes.setdefault((source.same_matter, source.sign), []).append(scheme.rules[path])
    for (scope, _), rules in scopes.items():
        caps = {_cap_text(rule) for rule in rules} | {rule.leaf for rule in rules}
        if len({_cap_text(rule) for rule in rules}) > 1 or len({rule.leaf for rule in rules}) > 1:
            params = {"scope": scope.partition(":")[2] or scope, "count": len(rules), "caps": len(caps)}
            yield Problem("warn-matter", rules[0].at, params)


def _cap_text(rule: Rule) -> str:
    source = rule.source
    assert isinstance(source, Events)
    cap = source.keys.cap
    groups = ",".join(f"{g.path}" for g in rule.groups if g.cap is not None)
    return f"{cap}/{source.keys.once and rule.path}/{groups}"


def _grades(scheme: Scheme) -> list[Problem]:
    """Warn of gaps and overlaps between grades that look at nothing but the total."""
    rows: list[tuple[str, Points | None, Points | None]] = []
    for grade in scheme.grades:
        if grade.when is None:
            return []
        if not isinstance(grade.when, TotalIs) or grade.race is not None:
            continue
        rows.append((grade.id, _bound(grade.when, "at_least"), _bound(grade.when, "below")))
    found = [_gap(scheme, rows)] if rows and len(rows) == len(scheme.grades) else []
    return [problem for problem in [*found, *_overlaps(scheme, rows)] if problem is not None]


def _bound(condition: TotalIs, name: str) -> Points | None:
    number = getattr(condition.total, name)
    return int(number.value) if isinstance(number, Constant) else None


def _gap(scheme: Scheme, rows: list[tuple[str, Points | None, Points | None]]) -> Problem | None:
    """Find a total between 0 and the full score that no grade takes."""
    full = written(scheme.full_score, next(iter(scheme.categories), ""))
    edges = sorted({0, full, *(b for _, low, high in rows for b in (low, high) if b is not None)})
    for edge in edges:
        if not any((low is None or edge >= low) and (high is None or edge < high) for _, low, high in rows):
            at = scheme.grades[0].at
            return Problem("warn-gap", at, {"total": format_points(edge)})
    return None


def _overlaps(scheme: Scheme, rows: list[tuple[str, Points | None, Points | None]]) -> Iterator[Problem]:
    """Find two grades that both name bounds on both sides and share a total."""
    closed = [(name, low, high) for name, low, high in rows if low is not None and high is not None]
    for i, (name, low, high) in enumerate(closed):
        for other, low2, high2 in closed[i + 1 :]:
            if max(low, low2) < min(high, high2):
                params = {"one": name, "other": other, "total": format_points(max(low, low2))}
                yield Problem("warn-overlap", scheme.grades[0].at, params)
