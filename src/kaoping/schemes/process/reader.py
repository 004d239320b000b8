"""process.yaml -> Process, all errors at once. Bodies are written by id or by name; what comes out are ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kaoping.errors.position import NOWHERE
from kaoping.errors.problems import SchemeError, nearest
from kaoping.rules.language.parsing import parse
from kaoping.rules.language.reading import Reading, listed
from kaoping.rules.language.shapes import Word, keys_of, read_keys
from kaoping.rules.language.tree import MappingNode
from kaoping.rules.scheme.citing import join_cite, with_articles
from kaoping.rules.scheme.model import Scheme
from kaoping.schemes.process.checks import check_all
from kaoping.schemes.process.flows import PARTICIPANTS, PHASE_KINDS
from kaoping.schemes.process.model import Body, Meeting, Paper, Phase, Process, ProcessKeys, Step
from kaoping.schemes.process.parts import Who, place_of


def load_process(text: str, file: str, scheme: Scheme) -> Process:
    """Read the process of a scheme from its text. Raises: SchemeError with all problems, each with its place."""
    root = parse(text, file)
    reading = Reading(categories=frozenset(scheme.categories))
    keys = _top(root, reading)
    process = _Resolver(keys.bodies, reading).process(keys, file)
    check_all(process, keys, scheme, root, reading)
    if reading.problems:
        raise SchemeError(with_articles(reading.problems, root))
    return process


def _top(root: MappingNode, reading: Reading) -> ProcessKeys:
    """Read the top keys; what is missing is noted and stood in for, so that all else is told too."""
    found = read_keys(ProcessKeys, root, reading)
    for name, known in keys_of(ProcessKeys).items():
        if known.required and name not in root.entries:
            reading.wrong(root.at, "shape-missing", key=name, doc=known.doc)
    stand_ins: dict[str, Any] = {"process": Word(""), "bodies": (), "phases": (), "steps": ()}
    return ProcessKeys(**(stand_ins | found))


class _Resolver:
    """Puts the id of a body in place of each of its names."""

    def __init__(self, bodies: tuple[Body, ...], reading: Reading):
        self.reading = reading
        self.ids: dict[str, str] = {name: name for name in PARTICIPANTS}
        self.ids |= {str(name): str(body.id) for body in bodies for name in (body.id, body.name, *body.also)}

    def process(self, keys: ProcessKeys, file: str) -> Process:
        steps = {str(step.id): self.step(step) for step in keys.steps}
        return Process(
            id=keys.process,
            bodies={str(body.id): body for body in keys.bodies},
            phases=tuple(_with_kind(phase) for phase in keys.phases),
            steps=steps,
            papers={str(paper.id): self.paper(paper, steps) for paper in keys.papers},
            meetings={str(meeting.id): self.meeting(meeting) for meeting in keys.meetings},
            sources={str(name): self.all(words) for name, words in keys.sources.items()},
            file=file,
        )

    def one(self, word: str) -> str:
        """Give the id that a word means; note a word that means no body."""
        if word not in self.ids:
            at, hint = place_of(word, NOWHERE), nearest(word, self.ids)
            self.reading.wrong(at, "process-body", hint, value=word, options=listed(self.ids, 24))
        return self.ids.get(word, word)

    def all(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.one(word) for word in words))

    def who(self, who: Who) -> Who:
        return Who(self.all(who.everyone), {str(c): self.all(words) for c, words in who.by_category.items()})

    def step(self, step: Step) -> Step:
        return replace(step, by={part: self.who(who) for part, who in step.by.items()})

    def paper(self, paper: Paper, steps: dict[str, Step]) -> Paper:
        step = steps.get(paper.step)
        issuer, cite = self.who(paper.issuer), paper.cite
        if step is not None:
            issuer = issuer if issuer.all else step.by.get(next(iter(step.flow.parts)), issuer)
            cite = cite or step.cite
        return replace(paper, issuer=issuer, cite=cite)

    def meeting(self, meeting: Meeting) -> Meeting:
        named = {name: getattr(meeting, name) for name in ("body", "convener", "prepares")}
        found = {name: self.one(word) for name, word in named.items() if word is not None}
        rules = tuple(replace(rule, cite=join_cite(meeting.cite, rule.cite)) for rule in meeting.rules)
        return replace(meeting, rules=rules, **found)  # type: ignore[arg-type]  # ids in place of words


def _with_kind(phase: Phase) -> Phase:
    """Give a phase its kind, which its id may say."""
    return phase if phase.kind or phase.id not in PHASE_KINDS else replace(phase, kind=str(phase.id))
