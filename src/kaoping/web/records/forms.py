"""The form of an event (事项登记表): made of what the rule asks, judged by the same intake as files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from kaoping.errors.problems import FactsError, Problem
from kaoping.rules.facts.inputs import Field, Input
from kaoping.rules.facts.rows import Event
from kaoping.rules.numbers.points import format_number, format_points
from kaoping.web.core.fields import ChineseDateField, ExactNumberField, PointsField
from kaoping.web.core.widgets import Level, Levels, ManyLevels, NumberInput
from kaoping.web.people.permissions import Actor
from kaoping.web.records.actions import Paper
from kaoping.web.records.checking import read_rows
from kaoping.web.records.choices import Option, chosen, rule_options, rules_for, unit_options, units_for
from kaoping.web.records.prices import prices_of
from kaoping.web.records.queries import matters_of
from kaoping.web.years.models import Year
from kaoping.web.years.packages import scheme_of

SOLE = ""
ROLE_WORDS = {"lead": "主办", "joint": "联办"}
COLUMNS = {"note": "note", "level": "level", "count": "count", "date": "date", "unit": "unit", "item": "item",
           "amount": "amount", "points": "points", "matter": "matter", "role": "role", "exempt": "exempt"}  # fmt: skip
"""Which field of the form tells a column of the table."""


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class EventForm(forms.Form):
    """One event, with its joint units where the rule has such. `asked` is the rule that was chosen, None before."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    unit = forms.CharField(
        label="被考评单位", widget=forms.TextInput(attrs={"list": "units", "placeholder": "名称、编号或拼音"})
    )
    item = forms.CharField(
        label="适用条款", widget=forms.TextInput(attrs={"list": "rules", "placeholder": "条款号或事项名称"})
    )

    def __init__(self, actor: Actor, year: Year, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.year, self.code = actor, year, code
        self.scheme = scheme_of(year)
        self.rows: list[Event] = []
        rules = rules_for(actor, year)
        self.rules = rule_options(self.scheme, rules)
        rule = chosen(self.rules, self._told("item"))
        self.asked: Input | None = next((a for a in rules if rule and a.item == rule.id), None)
        self.units = unit_options(units_for(actor, year, self.asked))
        self.chosen_unit: Option | None = chosen(self.units, self._told("unit"))
        if self.asked:
            self._ask(self.asked)
        self._word(rule)

    def _word(self, rule: Option | None) -> None:
        """Show the words of what was chosen, and say what is missing by its name."""
        for name, option in (("unit", self.chosen_unit), ("item", rule)):
            if option is not None:
                self.initial[name] = option.words
        for name, field in self.fields.items():
            field.error_messages["required"] = f"请{'选择' if name == 'level' else '填写'}{field.label}。"

    def _told(self, name: str) -> str:
        """Give what the form has in a field, typed or to begin with."""
        return str(self.data.get(name, "") if self.is_bound else self.initial.get(name, "") or "")

    def _ask(self, asked: Input) -> None:
        """Put in the fields that the rule needs, and no others."""
        matters = [("", "不与其他事项合并")] + [(m, m) for m in self.matters]
        own = {field.name: self._field(asked, field) for field in asked.fields}
        order = {"level": own.pop("level", None), "circumstances": self._circumstances(asked)}
        joint = forms.CharField(
            label="联办单位", required=False, help_text="本单位主办时填写；名称或编号，几个单位用顿号隔开"
        )
        fields: dict[str, forms.Field | None] = {
            **order,
            "count": forms.IntegerField(label="次数", min_value=1, initial=1, widget=NumberInput),
            "date": ChineseDateField(label="事项日期", earliest=self.year.first_day, latest=self.year.last_day),
            **own,
            "joint": joint if self._shares(asked) and not self.code else None,
            "document": forms.CharField(label="依据文号", max_length=200),
            "document_day": ChineseDateField(label="成文日期"),
            "note": forms.CharField(label="事实", max_length=2000, help_text="写清时间、经过、结果，不写举报人姓名",
                                    widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000})),
            "upload": forms.FileField(label="佐证", required=False, widget=Files),
            "same": forms.ChoiceField(label="同一事项", required=False, choices=matters),
            "matter": forms.CharField(label="新的事项名称", required=False, max_length=100,
                                      help_text="与以后的登记或联办单位合并为一件时填写"),
            "office": forms.CharField(
                label="提供部门", required=False, max_length=100, initial=self._supplier(asked)
            ),
            "reason": forms.CharField(label="更正理由", widget=forms.Textarea(attrs={"rows": 2})) if self.code else None,
        }  # fmt: skip
        self.fields.update({name: field for name, field in fields.items() if field is not None})

    @property
    def matters(self) -> list[str]:
        """Earlier matters of the unit (同一事项)."""
        return matters_of(self.year, self.chosen_unit.id) if self.chosen_unit else []

    def _supplier(self, asked: Input) -> str:
        """Give the one office that supplies the facts of a rule."""
        rule = self.scheme.rules.get(asked.item)
        names = rule.labels.supplier if rule else ()
        return names[0] if len(names) == 1 else ""

    def _shares(self, asked: Input) -> bool:
        role = asked.field("role")
        return role is not None and {"lead", "joint"} <= set(role.choices)

    def _field(self, asked: Input, field: Field) -> forms.Field:
        """Make the form's field of a field of the rule."""
        match field.name:
            case "level":
                return self._level(asked, field)
            case "amount":
                return ExactNumberField(
                    label=field.label, required=field.required, help_text=field.help, units=("元",)
                )
            case "points":
                return PointsField(label=field.label, required=field.required, help_text=_bounds(field))
            case "role":
                choices = [
                    (SOLE, "独立完成"),
                    *((name, ROLE_WORDS.get(name, name)) for name in field.choices),
                ]
                return forms.ChoiceField(
                    label="办理方式", required=False, choices=choices, widget=forms.RadioSelect
                )
        told = f"符合“{field.help}”的，写明情况；不免的留空" if field.help else ""
        return forms.CharField(label="免责理由", required=False, max_length=500, help_text=told)

    def _level(self, asked: Input, field: Field) -> forms.Field:
        prices = prices_of(self.scheme, asked.item)
        choices = [(name, Level(words, prices.get(name, ""))) for name, words in field.choices.items()]
        return forms.ChoiceField(label="情形", required=field.required, choices=choices, widget=Levels)

    def _circumstances(self, asked: Input) -> forms.Field | None:
        level = asked.field("level")
        if level is None or not level.extras:
            return None
        return forms.MultipleChoiceField(
            label="情节", required=False, choices=list(level.extras.items()), widget=ManyLevels
        )

    def clean(self) -> dict[str, Any]:
        """Judge the rows by the intake; what it says goes to the fields. All errors at once."""
        told = super().clean() or {}
        self._check_choices()
        if self.asked is None or self.chosen_unit is None:
            return told
        rows = [self._cells(told, self.chosen_unit.id, told.get("role", ""), self.code or "new-1")]
        joint = self._joint(told.get("joint", ""))
        if joint:
            rows[0]["role"] = "lead"
            rows += [self._cells(told, one.id, "joint", f"new-{n}") for n, one in enumerate(joint, start=2)]
            if not rows[0]["matter"]:
                self.add_error("matter", "有联办单位的，请写事项名称：各单位的登记以它合为一件。")
        self._judge(rows)
        return told

    def _check_choices(self) -> None:
        for name, found, words in (
            ("unit", self.chosen_unit, "没有这个单位，或不止一个、不适用本条、不归您登记：请从列表中选。"),
            ("item", self.asked, "没有这一条，或不归您登记：请从列表中选。"),
        ):
            if found is None and name not in self.errors:
                self.add_error(name, words)

    def _cells(self, told: Mapping[str, Any], unit: str, role: str, code: str) -> dict[str, str]:
        """Write a row as the table has it."""
        level = "+".join(filter(None, [told.get("level", ""), *(told.get("circumstances") or ())]))
        amount, points, day = told.get("amount"), told.get("points"), told.get("date")
        assert self.asked is not None
        return {
            "event": code, "unit": unit, "item": self.asked.item, "role": role, "level": level,
            "date": day.isoformat() if day else "", "count": str(told.get("count") or ""),
            "amount": "" if amount is None else format_number(amount),
            "points": "" if points is None else format_points(points),
            "matter": told.get("matter") or told.get("same") or "",
            "exempt": told.get("exempt", ""), "note": told.get("note", ""),
        }  # fmt: skip

    def _joint(self, typed: str) -> list[Option]:
        """Find the joint units (联办单位); what names none is an error."""
        names = [name for name in typed.replace("，", "、").replace(",", "、").split("、") if name.strip()]
        found = [(name, chosen(self.units, name)) for name in names]
        for name, option in found:
            if option is None or option == self.chosen_unit:
                self.add_error("joint", f"“{name.strip()}”不是可以登记的另一个单位。")
        return [option for _, option in found if option is not None]

    def _judge(self, rows: Sequence[Mapping[str, str]]) -> None:
        try:
            self.rows = read_rows(self.year, "events", rows)
        except FactsError as error:
            self.take_problems(error.problems)
            return
        named = {self.code} if self.code else set()
        self.rows = [row if row.id in named else row._replace(id="") for row in self.rows]

    def take_problems(self, problems: Sequence[Problem]) -> None:
        """Put what intake says on the fields; a field that is wrong already is told once."""
        wrong = set(self.errors)
        for problem in problems:
            name = COLUMNS.get(str(problem.params.get("column", "")), "")
            if name in wrong:
                continue
            self.add_error(name if name in self.fields else None, problem.message())

    def paper(self, evidence: Sequence[Any]) -> Paper:
        """Give what stands around the rows."""
        told = self.cleaned_data
        return Paper(
            document=told["document"], document_day=told["document_day"], office=told.get("office", ""),
            reason=told.get("reason", ""), files=tuple(evidence), key=told["key"],
        )  # fmt: skip


def _bounds(field: Field) -> str:
    if field.low is None or field.high is None:
        return field.help or "写正数，加减由条款决定"
    return f"{format_points(field.low)} 至 {format_points(field.high)} 分；写正数，加减由条款决定"


def initial_of(row: Event, units: Sequence[Option], filing: Any) -> dict[str, Any]:
    """Give the form what a row has: for a correction."""
    return {
        "key": uuid.uuid4(), "unit": row.unit, "item": row.item, "date": row.date, "count": row.count,
        "level": row.level, "circumstances": list(row.circumstances), "amount": row.amount, "points": row.points,
        "role": row.role, "exempt": row.exempt, "note": row.note, "same": row.matter, "document": filing.document,
        "document_day": filing.document_day, "office": filing.office,
    }  # fmt: skip


class Query(forms.Form):
    """The query bar of the list."""

    STATES = (("", "待确认和已确认"), ("waiting", "待确认"), ("confirmed", "已确认"), ("returned", "已退回"),
              ("superseded", "已更正"), ("all", "全部"))  # fmt: skip
    unit = forms.CharField(label="单位", required=False, max_length=100)
    rule = forms.ChoiceField(label="条款", required=False)
    office = forms.CharField(label="提供部门", required=False, max_length=100)
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    since = ChineseDateField(label="自", required=False)
    until = ChineseDateField(label="至", required=False)
    text = forms.CharField(label="文字", required=False, max_length=100)

    def __init__(self, rules: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", "全部"), *rules]  # type: ignore[attr-defined]


class SignedSheet(forms.Form):
    """The sheet that the second person signed (单人办理)."""

    sheet = forms.FileField(label="签字件")
    signed_by = forms.CharField(label="签字人", max_length=50)
    signed_on = ChineseDateField(label="签字日期")
