"""Grants (授权): a role with scope and term, the three administrators (三员), deputies (代理)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms

from kaoping.web.core import clock
from kaoping.web.core.fields import ChineseDateField
from kaoping.web.core.models import Body
from kaoping.web.people import queries
from kaoping.web.people.actions.grants import Terms
from kaoping.web.people.forms.choices import GRANTABLE
from kaoping.web.people.forms.remarks import AREA
from kaoping.web.people.matrix import ADMINISTRATORS, ROLES
from kaoping.web.people.models import Grant, Person, Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.people.scopes import Names, scheme_names


class GrantForm(forms.Form):
    """Role, scope and term of a grant."""

    role = forms.ChoiceField(label="角色", choices=GRANTABLE)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="限于单位", required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="不选即不限；联络员、负责人不选即其所在单位",
    )  # fmt: skip
    categories = forms.MultipleChoiceField(
        label="限于类别", required=False, widget=forms.CheckboxSelectMultiple
    )
    rules = forms.CharField(
        label="限于条款", required=False, help_text="条款的名称或编号，用顿号或空格隔开；不填即不限"
    )
    indicators = forms.CharField(
        label="限于指标", required=False, help_text="指标的名称或编号，含其下级；不填即不限"
    )
    from_day = ChineseDateField(label="起始日")
    until_day = ChineseDateField(label="截止日")
    document = forms.CharField(label="文号", max_length=200, required=False)
    reason = forms.CharField(label="理由", required=False, widget=AREA)

    def __init__(self, body: Body, *args: Any, grant: Grant | None = None, **kwargs: Any) -> None:
        today, self.names = clock.today(), scheme_names(body)
        kwargs["initial"] = (
            _initial(grant, self.names)
            if grant
            else {"from_day": today, "until_day": date(today.year, 12, 31)}
        )
        super().__init__(*args, **kwargs)
        cast("forms.ModelMultipleChoiceField[Unit]", self.fields["units"]).queryset = Unit.objects.filter(
            body=body
        )
        known = self.names.get("category") or {words: words for words in queries.categories_of(body)}
        cast(forms.MultipleChoiceField, self.fields["categories"]).choices = list(known.items())
        if grant:
            self.fields["role"].disabled = self.fields["from_day"].disabled = True

    def clean_rules(self) -> list[str]:
        return self._ids("rules", "rule", "条款")

    def clean_indicators(self) -> list[str]:
        return self._ids("indicators", "indicator", "指标")

    def _ids(self, field: str, kind: str, words: str) -> list[str]:
        """Give the ids of what was typed, by id or by a name that only one has; all that is unknown is told at once."""
        names, told = self.names.get(kind, {}), _parts(self.cleaned_data[field])
        if not names:
            return told
        found = {one: [key for key, name in names.items() if one in (key, name)] for one in told}
        unknown = [one for one, ids in found.items() if len(ids) != 1]
        if unknown:
            raise forms.ValidationError(
                f"各年度的方案里没有这样的{words}，或不止一个：{'、'.join(unknown)}；请写全名或编号"
            )
        return [ids[0] for ids in found.values()]

    def terms(self) -> Terms:
        told = self.cleaned_data
        scope = {
            "unit": [unit.pk for unit in told["units"]], "category": told["categories"],
            "rule": told["rules"], "indicator": told["indicators"],
        }  # fmt: skip
        return Terms(
            told["role"], told["from_day"], told["until_day"], {k: v for k, v in scope.items() if v},
            told["reason"], told["document"],
        )  # fmt: skip


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[\s,，、;；]+", text) if part]


def _initial(grant: Grant, names: Names) -> dict[str, Any]:
    scope = {kind: [_name(names.get(kind, {}), one) for one in ids] for kind, ids in grant.scope.items()}
    return {
        "role": grant.role, "units": grant.scope.get("unit", []),
        "categories": grant.scope.get("category", []),
        "rules": "、".join(scope.get("rule", [])), "indicators": "、".join(scope.get("indicator", [])),
        "from_day": grant.from_day, "until_day": grant.until_day, "document": grant.document,
    }  # fmt: skip


def _name(names: Mapping[Any, str], key: str) -> str:
    """Give a name that only one has, else the id."""
    return names[key] if list(names.values()).count(names.get(key, "")) == 1 else key


class AdministratorForm(forms.Form):
    """One of the three administrators (三员)."""

    person = forms.ModelChoiceField(Person.objects.none(), label="人员")
    role = forms.ChoiceField(label="角色", choices=[(role, ROLES[role]) for role in ADMINISTRATORS])
    from_day = ChineseDateField(label="起始日")
    until_day = ChineseDateField(label="截止日")
    document = forms.CharField(label="文号", max_length=200, required=False)
    reason = forms.CharField(label="理由", required=False, widget=AREA)

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = Person.objects.filter(body=body).select_related("unit")
        cast("forms.ModelChoiceField[Person]", self.fields["person"]).queryset = persons

    def terms(self) -> Terms:
        told = self.cleaned_data
        return Terms(
            told["role"],
            told["from_day"],
            told["until_day"],
            reason=told["reason"],
            document=told["document"],
        )


class DeputyForm(forms.Form):
    """A deputy (代理) for one of the own roles, until a day."""

    grant = forms.ModelChoiceField(Grant.objects.none(), label="委托的角色", empty_label=None)
    deputy = forms.ModelChoiceField(Person.objects.none(), label="代理人")
    until_day = ChineseDateField(label="截止日")
    reason = forms.CharField(label="理由", required=False, widget=AREA)

    def __init__(self, actor: Actor, own: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grants = Grant.objects.filter(pk__in=own).select_related("person", "deputy_for")
        cast("forms.ModelChoiceField[Grant]", self.fields["grant"]).queryset = grants
        persons = Person.objects.filter(body=actor.body).exclude(pk=actor.person.pk).select_related("unit")
        if actor.roles <= {"ZX", "FZ"}:
            persons = persons.filter(unit__in=actor.own_units)
        cast("forms.ModelChoiceField[Person]", self.fields["deputy"]).queryset = persons
