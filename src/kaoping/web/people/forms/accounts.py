"""Accounts (开户、用户申请): for a person of the body or a new one; users that a unit asks for."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from kaoping.web.core.models import Body
from kaoping.web.people.actions.accounts import NewPerson
from kaoping.web.people.forms.choices import GRANTABLE, open_units
from kaoping.web.people.forms.remarks import AREA
from kaoping.web.people.models import Nomination, Person, Unit
from kaoping.web.people.permissions import Actor


class NewAccount(forms.Form):
    """An account for a person of the body, or for a new one (开户)."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="人员", required=False, empty_label="（新登记人员，填写下面各项）"
    )
    name = forms.CharField(label="姓名", max_length=50, required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="所在单位", required=False, empty_label="（无）")
    post = forms.CharField(label="职务", max_length=50, required=False)
    phone = forms.CharField(label="电话", max_length=50, required=False)
    other = forms.BooleanField(label="同名的另一人", required=False)
    login = forms.CharField(label="登录名", max_length=30, help_text="3 至 30 个小写字母、数字、点、横线")
    reason = forms.CharField(label="理由", required=False, widget=AREA)

    def __init__(self, body: Body, *args: Any, nomination: Nomination | None = None, **kwargs: Any) -> None:
        if nomination:
            asked = {"name": nomination.name, "unit": nomination.unit_id, "post": nomination.post}
            kwargs["initial"] = {**asked, "phone": nomination.phone, "reason": nomination.reason}
        super().__init__(*args, **kwargs)
        persons = Person.objects.filter(body=body).select_related("unit")
        cast("forms.ModelChoiceField[Person]", self.fields["person"]).queryset = persons
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = open_units(body)

    def clean(self) -> dict[str, Any]:
        """Either a known person or the name of a new one."""
        told = cast(dict[str, Any], super().clean())
        if not told.get("person") and not told.get("name", "").strip():
            self.add_error("name", "请选择已登记的人员，或填写新人员的姓名。")
        return told

    def who(self) -> Person | NewPerson:
        told = self.cleaned_data
        return told["person"] or NewPerson(
            told["name"].strip(), told["unit"], told["post"], told["phone"], told["other"]
        )


class Nominate(forms.Form):
    """A user for a unit (用户申请)."""

    name = forms.CharField(label="姓名", max_length=50)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="所在单位", required=False, empty_label=None)
    post = forms.CharField(label="职务", max_length=50, required=False)
    phone = forms.CharField(label="电话", max_length=50, required=False)
    role = forms.ChoiceField(label="拟任角色", choices=GRANTABLE)
    reason = forms.CharField(label="理由", required=False, widget=AREA)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = open_units(actor.body)
        if "PO" not in actor.roles:
            units = units.filter(pk__in=actor.own_units)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        self.fields["unit"].required = "PO" not in actor.roles

    def who(self) -> NewPerson:
        told = self.cleaned_data
        return NewPerson(told["name"].strip(), told["unit"], told["post"], told["phone"])
