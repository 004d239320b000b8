"""A process (考评流程) as data: bodies, phases, steps, papers, meetings. Each class says how it is written in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.errors.position import NOWHERE, Position
from kaoping.rules.clauses.due import EVERY
from kaoping.rules.language.reading import Reading
from kaoping.rules.language.shapes import Choice, Flag, Id, Keyed, Many, Record, Text, Whole, Word, key
from kaoping.rules.language.tree import MappingNode, Node
from kaoping.rules.numbers.calendar import Due
from kaoping.schemes.process.flows import FLOWS, PHASE_KINDS, Flow
from kaoping.schemes.process.parts import (
    CategoryWord,
    DeadlineShape,
    FlowWord,
    RolesShape,
    Term,
    Who,
    WhoShape,
    YearDay,
    YearDayShape,
)


@dataclass(frozen=True)
class Body:
    """机构：考评中有事可做的机关、会议、人员。编号 unit、supplier、assessor 分别说明被考评单位、提供情况者、考评主体。

    `roles` gives to each platform role the categories that the body answers for in it; none stands for all.
    Source: the bodies and duties of the eight documents, such as beijing-2009 5-8, zhongshan-2012 4-9 and 附2.
    """

    id: Word = key(Id(), "编号")
    name: Word = key(Text(), "名称，本文件和考评办法中的写法")
    cite: Word = key(Text(), "条款")
    also: tuple[Word, ...] = key(Many(Text()), "其他写法", ())
    roles: Mapping[str, tuple[str, ...]] = key(RolesShape(), "在平台上的角色", {})
    makeup: str = key(Text(), "组成", "")
    members: tuple[str, ...] = key(Many(Text()), "成员", ())
    duties: tuple[str, ...] = key(Many(Text()), "职责", ())
    note: str = key(Text(), "说明", "")
    at: Position = NOWHERE

    def plays(self, role: str, category: str = "") -> bool:
        """Say whether the body plays a role, for a category where one is named."""
        answers_for = self.roles.get(role)
        return answers_for is not None and (not answers_for or not category or category in answers_for)


@dataclass(frozen=True)
class Phase:
    """阶段：一年分成的几段，`kind` 是固定的七种之一，编号就是其中一种的可以不写。

    Source: the documents print few days; where they print none, the usual days are ours.
    """

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称")
    kind: str = key(Choice(tuple(PHASE_KINDS)), "哪一种", "")
    from_: YearDay | None = key(YearDayShape(), "通常哪天起", None)
    to: YearDay | None = key(YearDayShape(), "通常到哪天", None)
    cite: str = key(Text(), "条款", "")
    at: Position = NOWHERE

    def verify(self, node: Node, reading: Reading) -> None:
        """Note a phase with one of its two days only."""
        if isinstance(node, MappingNode) and len({"from", "to"} & set(node.entries)) == 1:
            reading.wrong(self.at, "process-half-span", value=self.id)


@dataclass(frozen=True)
class Step:
    """步骤：按哪种流转形式办，各环节由谁办，在哪个阶段，什么期限。

    `when` are the document's own words for the time; `days` how long a public notice stands at least.
    Source: the steps of the eight documents, such as zhangzhou 三(一) and 四, zhongshan-2012 15-26.
    """

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称")
    flow_id: Word = key(FlowWord(), "流转形式", name="flow")
    by: Mapping[str, Who] = key(Keyed(Text(), WhoShape()), "各环节由谁办")
    cite: Word = key(Text(), "条款")
    phase: tuple[Word, ...] = key(Many(Text(), empty=False), "阶段，常年职责可以不写", ())
    due: Due | Term | None = key(DeadlineShape(), "期限", None)
    when: str = key(Text(), "原文所写的时间", "")
    days: int | None = key(Whole(1, 366), "公示至少几天", None)
    for_: tuple[str, ...] = key(Many(CategoryWord(), empty=False), "只用于这些类别", ())
    two_persons: bool = key(Flag(), "经办、复核是同一机构的两个人", False)
    optional: bool = key(Flag(), "可有可无，有事才办", False)
    note: str = key(Text(), "说明", "")
    at: Position = NOWHERE

    @property
    def flow(self) -> Flow:
        """Give the flow shape."""
        return FLOWS[self.flow_id]

    def who(self, part: str, category: str = "") -> tuple[str, ...]:
        """Give the ids of the bodies that fill a part, for a category where it makes a difference."""
        return self.by[part].of(category) if part in self.by else ()


@dataclass(frozen=True)
class Paper:
    """公文：由谁、在哪一步印发或形成。不写 issuer 的，是该步骤第一个环节的机构；不写 cite 的，同该步骤。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称")
    step: Word = key(Text(), "步骤")
    issuer: Who = key(WhoShape(), "印发者", Who())
    cite: str = key(Text(), "条款", "")
    at: Position = NOWHERE


@dataclass(frozen=True)
class MeetingRule:
    """会议规则：一条规则和它的条款，条款接在会议的条款之后。"""

    rule: str = key(Text(), "规则")
    cite: str = key(Text(), "条款")


@dataclass(frozen=True)
class Meeting:
    """会议：谁的会，谁召集、谁筹备，多久几次，有什么规则，形成哪些公文。"""

    id: Word = key(Id(), "编号")
    name: str = key(Text(), "名称")
    body: Word = key(Text(), "谁的会议")
    cite: Word = key(Text(), "条款")
    convener: Word | None = key(Text(), "召集者", None)
    prepares: Word | None = key(Text(), "筹备者", None)
    every: str = key(Choice(EVERY), "多久：year half_year quarter month half_month", "")
    times: int = key(Whole(1, 366), "每期几次", 1)
    papers: tuple[Word, ...] = key(Many(Text()), "公文的编号", ())
    rules: tuple[MeetingRule, ...] = key(Many(Record(MeetingRule), single=False), "规则", ())
    at: Position = NOWHERE


@dataclass(frozen=True)
class ProcessKeys:
    """考评流程文件的各部分。

    `sources` names what a scheme gives as supplier though it is no body (会议记录、群众投诉), and who enters it.
    """

    process: Word = key(Id(), "考评办法的编号")
    bodies: tuple[Body, ...] = key(Many(Record(Body), single=False), "机构")
    phases: tuple[Phase, ...] = key(Many(Record(Phase), single=False), "阶段")
    steps: tuple[Step, ...] = key(Many(Record(Step), single=False), "步骤")
    papers: tuple[Paper, ...] = key(Many(Record(Paper), single=False), "公文", ())
    meetings: tuple[Meeting, ...] = key(Many(Record(Meeting), single=False), "会议", ())
    sources: Mapping[str, tuple[str, ...]] = key(Keyed(Text(), Many(Text())), "情况来源，由谁录入", {})


@dataclass(frozen=True)
class Process:
    """The process of a scheme; every reference to a body is its id, or one of `PARTICIPANTS`."""

    id: str
    bodies: Mapping[str, Body]
    phases: tuple[Phase, ...]
    steps: Mapping[str, Step]
    papers: Mapping[str, Paper]
    meetings: Mapping[str, Meeting]
    sources: Mapping[str, tuple[str, ...]]
    file: str = ""

    def bodies_in(self, role: str, category: str = "") -> tuple[Body, ...]:
        """Give the bodies that play a role, for a category where one is named."""
        return tuple(body for body in self.bodies.values() if body.plays(role, category))

    def body_named(self, name: str) -> Body | None:
        """Give the body that a name means: its id, its name or another writing of it, or one whose member it is."""
        for body in self.bodies.values():
            if name in (body.id, body.name, *body.also):
                return body
        return next((body for body in self.bodies.values() if name in body.members), None)

    def phases_of(self, step: Step) -> tuple[Phase, ...]:
        """Give the phases in which a step is open; a standing duty without a phase is open in all."""
        return tuple(phase for phase in self.phases if not step.phase or phase.id in step.phase)

    def papers_of(self, step: str) -> tuple[Paper, ...]:
        """Give the papers of a step."""
        return tuple(paper for paper in self.papers.values() if paper.step == step)
