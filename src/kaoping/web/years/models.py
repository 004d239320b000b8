"""A package in force for a year, participants, charges of offices, phases, calendar."""

from __future__ import annotations

from django.db import models

from kaoping.web.core.append_only import AppendOnly
from kaoping.web.core.models import Body
from kaoping.web.core.proposals import Proposal, Verdict
from kaoping.web.people.models import Person, Unit
from kaoping.web.people.permissions import Subject


class StoredPackage(AppendOnly):
    """A scheme package as it was when it was adopted (办法包存档): all its files, found by digest; it never changes.

    `digest` covers all files, `scheme_digest` scheme.yaml alone: a process may change without the scheme.
    """

    digest = models.CharField(max_length=80, primary_key=True)
    scheme_digest = models.CharField(max_length=80)
    scheme = models.CharField("办法编号", max_length=50)
    name = models.CharField("办法名称", max_length=200)
    files = models.JSONField()


class Year(models.Model):
    """A year (年度考评) of a body under a package. It is in force once a proposal to open it is confirmed.

    `phase` is the id of the current phase of process.yaml and `phase_kind` its fixed kind; both are written by
    the act that confirms a `PhaseChange`, only.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="years")
    slug = models.SlugField("代号")
    name = models.CharField("名称", max_length=100)
    number = models.PositiveIntegerField("年度")
    first_day = models.DateField("起始日")
    last_day = models.DateField("截止日")
    package = models.ForeignKey(StoredPackage, models.PROTECT, related_name="years")
    opened_on = models.DateField("启用日期", null=True, blank=True)
    phase = models.CharField("阶段", max_length=50, blank=True)
    phase_kind = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("-number", "-id")
        constraints = (models.UniqueConstraint(fields=("body", "slug"), name="year_slug"),)

    def __str__(self) -> str:
        return self.name

    @property
    def published(self) -> bool:
        """Say whether the result is out (已发布)."""
        return self.phase_kind in ("published", "rectifying")

    def subject(self) -> Subject:
        return Subject(self.body_id, year=self.pk, published=self.published)


class YearProposal(Proposal):
    """A proposal to open the year with these holes filled (启用方案), or, later, to fill further holes.

    `package` is what the decider sees and what is in force once he confirms; `phase` is where the year begins.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="proposals")
    package = models.ForeignKey(StoredPackage, models.PROTECT, related_name="+")
    holes = models.JSONField("空缺数值", default=dict)
    phase = models.CharField("启用时的阶段", max_length=50, blank=True)

    def subject(self) -> Subject:
        return Subject(self.year.body_id, year=self.year_id, makers=frozenset({self.maker_id}))


class YearVerdict(Verdict):
    proposal = models.OneToOneField(YearProposal, models.PROTECT, related_name="verdict")


class Participant(models.Model):
    """A participant (参评单位) with *this year's* name and category; fixed when the year opens."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="participants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    code = models.CharField("单位编号", max_length=40)
    name = models.CharField("名称", max_length=100)
    category = models.CharField("类别", max_length=50)
    observer = models.BooleanField("只参评不计分", default=False)
    parent = models.CharField("上级单位", max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=("year", "unit"), name="participant_once"),
            models.UniqueConstraint(fields=("year", "code"), name="participant_code"),
        )

    def __str__(self) -> str:
        return self.name

    def subject(self) -> Subject:
        """Needs `year` (select_related it in lists)."""
        year = self.year
        return Subject(
            year.body_id, unit=self.unit_id, category=self.category, year=year.pk, published=year.published,
            released=year.published or year.phase_kind == "checking",
        )  # fmt: skip


class Charge(models.Model):
    """Which office of the registry a supplier or assessor (提供部门、考评主体) that the scheme names is this year."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="charges")
    name = models.CharField("办法中的名称", max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("year", "name", "unit"), name="charge_once"),)


class PhaseChange(Proposal):
    """A proposal that the year goes into another phase (转入阶段)."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="phase_changes")
    phase = models.CharField("阶段", max_length=50)

    def subject(self) -> Subject:
        return Subject(self.year.body_id, year=self.year_id, makers=frozenset({self.maker_id}))


class PhaseVerdict(Verdict):
    proposal = models.OneToOneField(PhaseChange, models.PROTECT, related_name="verdict")


class CalendarDate(AppendOnly):
    """An entry of this year's calendar: a deadline moved (改期), a step done (办结) or not done after all (撤销办结).

    `step` is the id of the step, with the period behind a colon where there are several; the last row of a step
    counts, moves apart from the others.
    """

    KINDS = (("move", "改期"), ("done", "办结"), ("undone", "撤销办结"))
    year = models.ForeignKey(Year, models.PROTECT, related_name="dates")
    step = models.CharField("步骤", max_length=80)
    kind = models.CharField("类型", max_length=10, choices=KINDS, default="move")
    day = models.DateField("日期")
    reason = models.TextField("理由")
    maker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class DayOverride(models.Model):
    """A day that is a workday or not, whatever the holiday table says (节假日调整表)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="day_overrides")
    day = models.DateField("日期")
    working = models.BooleanField("上班")
    reason = models.CharField("依据", max_length=200)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=("body", "day"), name="day_override_once"),)
