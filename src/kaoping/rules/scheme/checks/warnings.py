"""What a scheme should not be: warnings for the person who writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kaoping.errors.problems import Problem, nearest
from kaoping.rules.clauses.sources import Events
from kaoping.rules.facts.rows import Unit
from kaoping.rules.language.conditions import TotalIs
from kaoping.rules.language.number import Constant, MissingValue, Number, UnfilledHole
from kaoping.rules.numbers.exact import Exact, settle
from kaoping.rules.numbers.points import Points, format_points
from kaoping.rules.scheme.model import Indicator, Rule, Scheme
from kaoping.rules.scheme.plan import Declared, plan_for, written


def check(scheme: Scheme, articles: Mapping[str, object] | None = None) -> list[Problem]:
    """Give the warnings of a scheme; `articles` are the document's clauses by citation, where they are known."""
    found = [*_caps(scheme), *_fires(scheme), *_larger(scheme), *_matters(scheme)]
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
            if part not in articles and path in places:
                hint = nearest(part, articles)
                yield Problem("warn-no-clause", places[path], {"item": path, "cite": part}, suggestion=hint)
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


def _known(number: Number | None, frame: Declared) -> Exact | None:
    """Give a number where it is known before there are facts."""
    try:
        return None if number is None else number.of(frame)
    except (MissingValue, UnfilledHole):
        return None


def _room(leaf: Indicator, sign: int, frame: Declared) -> Exact | None:
    """Give how much a leaf can lose (or gain) from its start to its floor (ceiling); None where nothing bounds it."""
    if leaf.adjustment or (sign < 0 and (leaf.overflow or leaf.floor_lifted)):
        return None
    if sign > 0 and leaf.ceiling_lifted:
        return None
    bound = leaf.floor if sign < 0 else leaf.ceiling
    at = _known(bound, frame)
    if bound is not None and at is None:
        return None
    return frame.full - (at or 0) if sign < 0 else (frame.full if at is None else at)


def _caps(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a cap that the leaf's own bounds always reach first, where no other rule works against it."""
    for path, source in scheme.event_rules.items():
        rule, leaf = scheme.rules[path], scheme.nodes.get(scheme.rules[path].leaf)
        if (
            leaf is None
            or source.keys.cap is None
            or any(other.source.cost != source.cost for other in leaf.rules)
        ):
            continue
        frames = list(_frames(scheme, rule))
        rooms = [(_known(source.keys.cap, frame), _room(leaf, source.sign, frame)) for frame in frames]
        if rooms and all(cap is not None and room is not None and cap > room for cap, room in rooms):
            params = {"item": path, "cap": format_points(int(rooms[0][0] or 0))}
            yield Problem("warn-cap", rule.at, params, rule.labels.cite)


def _fires(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a rule that applies to nobody, or whose dates exclude each other."""
    for path, rule in scheme.rules.items():
        categories = rule.scope.categories
        nobody = categories is not None and categories <= scheme.observer_categories
        if nobody or (rule.from_ and rule.until and rule.from_ > rule.until):
            yield Problem("warn-never", rule.at, {"item": path}, rule.labels.cite)


def _largest(source: Events, frame: Declared) -> Exact | None:
    """Give the most that one time costs, where it is known before there are facts."""
    due = source.keys.due
    found = [worth for worth in (source.worth, due and due.missing, due and due.late) if worth]
    try:
        tops = [worth.top(frame) for worth in found]
    except (MissingValue, UnfilledHole):
        return None
    return max((top for top in tops if top is not None), default=None)


def _larger(scheme: Scheme) -> Iterator[Problem]:
    """Warn of a deduction that is larger than what it is taken from."""
    for path, source in scheme.event_rules.items():
        rule, leaf = scheme.rules[path], scheme.nodes.get(scheme.rules[path].leaf)
        for frame in _frames(scheme, rule) if leaf is not None and source.sign < 0 else ():
            assert leaf is not None
            largest, room = _largest(source, frame), _room(leaf, -1, frame)
            if largest is not None and room is not None and largest > room:
                params = {
                    "item": path,
                    "rate": format_points(settle(largest)),
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
        low = _bound(scheme, grade.when, ("at_least", "above"))
        rows.append((grade.id, low, _bound(scheme, grade.when, ("below", "at_most"))))
    found = [_gap(scheme, rows)] if rows and len(rows) == len(scheme.grades) else []
    return [problem for problem in [*found, *_overlaps(scheme, rows)] if problem is not None]


def _bound(scheme: Scheme, condition: TotalIs, names: tuple[str, str]) -> Points | None:
    """Give a bound of the published total: `at_least` and `below` as written, `above` and `at_most` one unit more."""
    exactly, beyond = (getattr(condition.total, name) for name in names)
    if isinstance(exactly, Constant):
        return int(exactly.value)
    return int(beyond.value) + 10 ** (4 - scheme.places) if isinstance(beyond, Constant) else None


def _gap(scheme: Scheme, rows: list[tuple[str, Points | None, Points | None]]) -> Problem | None:
    """Find a total between 0 and the full score that no grade takes."""
    full = written(scheme.full_score, next(iter(scheme.categories), ""))
    bounds = {b for _, low, high in rows for b in (low, high) if b is not None}
    for edge in sorted(b for b in {0, full, *bounds} if 0 <= b <= full):
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
