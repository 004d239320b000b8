"""What happened (事实): filings of rows, each made by one person and confirmed by another; rows are written once.

A filing (填报单) holds the rows of one act: one event, an event with its joint units, a table that was imported.
A correction is the next version of the filing with its rows anew, or with none (撤回). In force are the rows of
the filings in force, see `core.proposals.in_force`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db import models

from kaoping.rules.numbers.points import format_number
from kaoping.web.core.append_only import AppendOnly
from kaoping.web.core.models import File
from kaoping.web.core.proposals import Proposal, Verdict
from kaoping.web.people.permissions import Subject
from kaoping.web.years.models import Participant, Year

if TYPE_CHECKING:
    _CharField = models.CharField[Any, Any]
else:
    _CharField = models.CharField


class ExactField(_CharField):
    """An exact number, kept as decimal text and given as a Fraction; no float in between."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 60, "null": True, "blank": True, **kwargs})

    def from_db_value(self, value: str | None, *_: object) -> Fraction | None:
        return None if value is None else Fraction(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else format_number(Fraction(value))


class Filing(Proposal):
    """A filing (填报单). `origin` is version 1 of a correction's lineage.

    `units`, `categories` and `items` say what its rows concern, and those that it corrects. `role` is that in which
    its maker acted.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="filings")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    table = models.CharField("表", max_length=20)
    title = models.CharField("名称", max_length=300, blank=True)
    role = models.CharField("经办角色", max_length=2, blank=True)
    office = models.CharField("提供部门", max_length=100, blank=True)
    units = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    items = models.JSONField(default=list)
    document_day = models.DateField("成文日期", null=True, blank=True)
    withdrawn = models.BooleanField("撤回", default=False)
    sheet = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField("签字人", max_length=50, blank=True)
    signed_on = models.DateField("签字日期", null=True, blank=True)

    class Meta(Proposal.Meta):
        ordering = ("id",)
        indexes = (models.Index(fields=("year", "table")),)

    asked_by: frozenset[int] = frozenset()
    """Own units of the actor who asks: a filing about several units is, for one of them, about that one."""
    signed = False
    """A signed sheet stands for the second person (单人办理): only in a town."""

    def __str__(self) -> str:
        return self.title or f"填报单{self.pk}"

    def subject(self) -> Subject:
        """Needs `year`. A filing about several units concerns each of them; several categories are none of them."""
        unit = next((u for u in self.units if u in self.asked_by), self.units[0] if self.units else None)
        return Subject(
            self.year.body_id,
            unit=unit,
            others=frozenset(self.units) - {unit},
            category="、".join(self.categories),
            items=tuple(self.items),
            year=self.year_id,
            makers=frozenset({self.maker_id}),
            published=self.year.published,
            signed=self.signed,
        )


class FilingVerdict(Verdict):
    """What the second person says. `single_handed`: in a town, a signed sheet stands for the second person (单人办理)."""

    proposal = models.OneToOneField(Filing, models.PROTECT, related_name="verdict")
    single_handed = models.BooleanField("单人办理", default=False)
    sheet = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField("签字人", max_length=50, blank=True)
    signed_on = models.DateField("签字日期", null=True, blank=True)


class FilingFile(AppendOnly):
    """A file that proves a filing (佐证)."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(File, models.PROTECT, related_name="used")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("filing", "file"), name="filing_file_once"),)


class Row(AppendOnly):
    """A row of a table of facts (spec section 7), about a participant."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="%(class)ss")
    year = models.ForeignKey(Year, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="%(class)ss")
    item = models.CharField("条款", max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)


class Event(Row):
    """An event (事项). `code` is its number in the year; `points` in 1/10,000."""

    code = models.CharField("事项编号", max_length=60)
    date = models.DateField("日期")
    count = models.PositiveIntegerField("次数", default=1)
    level = models.CharField("级别", max_length=60, blank=True)
    circumstances = models.JSONField("情节", default=list)
    amount = ExactField(verbose_name="数额")
    points = models.BigIntegerField("分值", null=True, blank=True)
    matter = models.CharField("同一事项", max_length=100, blank=True)
    role = models.CharField("角色", max_length=20, blank=True)
    exempt = models.CharField("免责理由", max_length=500, blank=True)
    note = models.CharField("备注", max_length=2000, blank=True)

    class Meta(Row.Meta):
        abstract = False
        indexes = (models.Index(fields=("year", "matter")), models.Index(fields=("year", "code")))


class Submission(Row):
    """Something handed in for a period (报送)."""

    period = models.CharField("所属期", max_length=20)
    submitted_on = models.DateField("报送日期")


class Value(Row):
    """A measured value (指标值)."""

    value = ExactField(verbose_name="数值", null=False)
    base = ExactField(verbose_name="基数")
    period = models.CharField("所属期", max_length=20, blank=True)


class Rating(Row):
    """One rater's score (评价), from a signed list or an agency's table; secret ballots are another app's."""

    group = models.CharField("评价主体", max_length=60)
    rater = models.CharField("评价人", max_length=100)
    score = ExactField(verbose_name="评分", null=False)
    weight = ExactField(verbose_name="权数")


class Award(Row):
    """Points that an assessor gives (评定); in 1/10,000."""

    points = models.BigIntegerField("得分")
    assessor = models.CharField("考评主体", max_length=100, blank=True)
    note = models.CharField("说明", max_length=2000, blank=True)


class OtherResult(Row):
    """The result of another scheme (其他考评结果)."""

    scheme = models.CharField("考评办法", max_length=60)
    total = ExactField(verbose_name="总分", null=False)
    grade = models.CharField("等次", max_length=60, blank=True)
    rank = models.PositiveIntegerField("名次", null=True)
    of = models.PositiveIntegerField("排名单位数", null=True)
    vetoes = models.PositiveIntegerField("否决项数", null=True)
    period = models.CharField("所属期", max_length=20, blank=True)


class Decision(Row):
    """What a meeting decided (会议决定)."""

    code = models.CharField("决定编号", max_length=60)
    kind = models.CharField("类型", max_length=20)
    target = models.CharField("对象", max_length=200, blank=True)
    value = models.CharField("改为", max_length=200, blank=True)
    number = models.CharField("文号", max_length=200, blank=True)
    date = models.DateField("日期", null=True)
    why = models.CharField("理由", max_length=2000, blank=True)


class Writing(AppendOnly):
    """How a table that was loaded was written (原样), see `tables.layout`: it can be written again byte for byte.

    `filing` is None for the tables of the year itself: cycle, units, holes.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="writings")
    table = models.CharField("表", max_length=20)
    filing = models.OneToOneField(Filing, models.PROTECT, null=True, blank=True, related_name="writing")
    layout = models.JSONField(default=dict)
