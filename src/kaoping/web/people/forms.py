"""Forms of people: units and their changes, accounts, grants, deputies, passwords."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from kaoping.web.core import clock
from kaoping.web.core.fields import ChineseDateField
from kaoping.web.core.models import Body
from kaoping.web.people import queries
from kaoping.web.people.actions.accounts import NewPerson
from kaoping.web.people.actions.grants import Terms
from kaoping.web.people.matrix import ADMINISTRATORS, ROLES
from kaoping.web.people.models import Grant, Nomination, Person, Unit
from kaoping.web.people.permissions import Actor
from kaoping.web.people.registry import LENGTHS, Change, Details

GRANTABLE = tuple((role, words) for role, words in ROLES.items() if role not in (*ADMINISTRATORS, "GZ", "XT"))
_AREA = forms.Textarea(attrs={"rows": 2})


class Login(AuthenticationForm):
    """Login name and password; one answer for all that may be wrong."""

    error_messages = {  # noqa: RUF012 - Django's own way
        "invalid_login": "登录名或密码不对。连续 5 次不对，将锁定一段时间。",
        "inactive": "登录名或密码不对。连续 5 次不对，将锁定一段时间。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"


class NewPassword(PasswordChangeForm):
    """The old password and, twice, the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = ("原密码", "新密码", "再输一遍新密码")
        for name, label in zip(("old_password", "new_password1", "new_password2"), labels, strict=True):
            self.fields[name].label = label
        self.fields["new_password1"].help_text = "至少 10 位，不能是常见密码，不能与登录名相近。"

    def clean(self) -> dict[str, Any]:
        """Refuse the old password as the new one."""
        told = cast(dict[str, Any], super().clean())
        if told.get("new_password1") and told.get("new_password1") == told.get("old_password"):
            self.add_error("new_password1", "新密码不能与原密码相同。")
        return told


class Stated(forms.Form):
    """What every change of the registry states: document, effective day, reason."""

    document = forms.CharField(label="文号", max_length=200, help_text="如 海编〔2026〕3号")
    from_day = ChineseDateField(label="生效日期", earliest=date(1949, 10, 1))
    reason = forms.CharField(label="说明", required=False, widget=_AREA)

    def stated(self) -> dict[str, Any]:
        """Give these as arguments of `Change`."""
        told = self.cleaned_data
        return {"document": told["document"], "from_day": told["from_day"], "reason": told["reason"]}


class OneUnit(forms.Form):
    """The details of a unit."""

    code = forms.CharField(
        label="单位编号", max_length=LENGTHS["code"], help_text="一经确定不再改变，也不重复使用"
    )
    name = forms.CharField(label="单位名称", max_length=LENGTHS["name"])
    short = forms.CharField(label="简称", max_length=LENGTHS["short"], required=False)
    category = forms.CharField(label="单位类别", max_length=LENGTHS["category"], required=False)
    phone = forms.CharField(label="联系电话", max_length=LENGTHS["phone"], required=False)

    def details(self, code: str = "") -> Details:
        """Give the unit as the registry would have it."""
        told = self.cleaned_data
        fields = {name: told[name].strip() for name in LENGTHS if name in told}
        return Details(**({"code": code} | fields))


class Register(OneUnit, Stated):
    """A new unit (新设)."""

    field_order = ("code", "name", "short", "category", "phone", "document", "from_day", "reason")

    def change(self) -> Change:
        return Change("register", new=(self.details(),), **self.stated())


class Rename(OneUnit, Stated):
    """Another name, short name or category of a unit (更名)."""

    code = None  # type: ignore[assignment]
    field_order = ("name", "short", "category", "phone", "document", "from_day", "reason")

    def change(self, unit: Unit) -> Change:
        return Change("rename", changed=(self.details(unit.code),), **self.stated())


class Close(Stated):
    """A unit that ceases to be (撤销)."""

    def change(self, unit: Unit) -> Change:
        return Change("close", closed=(unit.code,), **self.stated())


def _open_units(body: Body) -> Any:
    return queries.units_of(body, clock.today()).filter(closed_on=None)


class Merge(OneUnit, Stated):
    """Units that become one (合并): a new one, or one of the registry that goes on (并入)."""

    olds = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="被合并的单位", help_text="这些单位自生效日起撤销",
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    into = forms.ModelChoiceField(
        Unit.objects.none(), label="并入已有单位", required=False, empty_label="（合并成新单位）"
    )
    field_order = (
        "olds",
        "into",
        "code",
        "name",
        "short",
        "category",
        "phone",
        "document",
        "from_day",
        "reason",
    )

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("olds", "into"):
            cast("forms.ModelChoiceField[Unit]", self.fields[name]).queryset = _open_units(body)
        self.fields["code"].required = self.fields["name"].required = False
        self.fields["code"].help_text = "合并成新单位时填写"

    def clean(self) -> dict[str, Any]:
        """A new unit needs code and name."""
        told = cast(dict[str, Any], super().clean())
        for name, words in (("code", "单位编号"), ("name", "单位名称")):
            if not told.get("into") and not told.get(name):
                self.add_error(name, f"合并成新单位的，请填写{words}；并入已有单位的，请在上面选择。")
        return told

    def change(self) -> Change:
        told = self.cleaned_data
        closed = tuple(unit.code for unit in told["olds"])
        heir = told["into"].code if told["into"] else told["code"]
        new = () if told["into"] else (self.details(),)
        return Change(
            "merge", new=new, closed=closed, heirs=tuple((c, heir) for c in closed), **self.stated()
        )


class Split(Stated):
    """A unit out of which others are made (分设); it closes or goes on."""

    parts = forms.CharField(
        label="分设出的单位", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个：单位编号、名称、类别，用逗号隔开；类别可省，省则同原单位",
    )  # fmt: skip
    keeps = forms.BooleanField(label="原单位保留", required=False)
    field_order = ("parts", "keeps", "document", "from_day", "reason")

    def clean_parts(self) -> list[list[str]]:
        """Read a line for each unit."""
        lines = [
            re.split(r"[,，、\t]\s*", line.strip())
            for line in self.cleaned_data["parts"].splitlines()
            if line.strip()
        ]
        for number, cells in enumerate(lines, 1):
            if len(cells) not in (2, 3):
                raise forms.ValidationError(
                    f"第 {number} 行有 {len(cells)} 项，应为“编号，名称”或“编号，名称，类别”。"
                )
        return lines

    def change(self, unit: Unit) -> Change:
        told = self.cleaned_data
        new = tuple(
            Details(c[0], c[1], category=c[2] if len(c) == 3 else unit.category) for c in told["parts"]
        )
        heirs = tuple((unit.code, one.code) for one in new)
        closed = () if told["keeps"] else (unit.code,)
        return Change("split", new=new, closed=closed, heirs=heirs, **self.stated())


class SignedSheet(forms.Form):
    """In a town, a signed sheet may stand for the second person (单人办理)."""

    sheet = forms.FileField(label="签字原件扫描件", required=False)
    signed_by = forms.CharField(label="签字人", max_length=50, required=False)
    signed_on = ChineseDateField(label="签字日期", required=False)

    def clean(self) -> dict[str, Any]:
        """All three, or none."""
        told = cast(dict[str, Any], super().clean())
        given = [name for name in self.fields if told.get(name)]
        if given and len(given) < len(self.fields):
            raise forms.ValidationError(
                "单人办理须同时有签字原件、签字人和签字日期；另一人复核的，三项都不填。"
            )
        return told


class UnitFile(forms.Form):
    """A workbook or CSV file of units."""

    file = forms.FileField(label="文件", help_text=".xlsx 或 .csv")

    def clean_file(self) -> Any:
        """Refuse other kinds of file."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith((".xlsx", ".csv")):
            raise forms.ValidationError("只能导入 .xlsx 或 .csv 文件：请在 Excel 或 WPS 中另存。")
        if file.size > 10 * 2**20:
            raise forms.ValidationError("文件超过 10 MB：请删去多余的工作表和图片。")
        return file


class Verdict(forms.Form):
    """Confirm or return, with a remark."""

    outcome = forms.ChoiceField(choices=(("confirmed", "确认"), ("returned", "退回")))
    remark = forms.CharField(label="意见", required=False, max_length=2000)


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=2000)


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
    reason = forms.CharField(label="理由", required=False, widget=_AREA)

    def __init__(self, body: Body, *args: Any, nomination: Nomination | None = None, **kwargs: Any) -> None:
        if nomination:
            asked = {"name": nomination.name, "unit": nomination.unit_id, "post": nomination.post}
            kwargs["initial"] = {**asked, "phone": nomination.phone, "reason": nomination.reason}
        super().__init__(*args, **kwargs)
        persons = Person.objects.filter(body=body).select_related("unit")
        cast("forms.ModelChoiceField[Person]", self.fields["person"]).queryset = persons
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = _open_units(body)

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
    reason = forms.CharField(label="理由", required=False, widget=_AREA)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = _open_units(actor.body)
        if "PO" not in actor.roles:
            units = units.filter(pk__in=actor.own_units)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        self.fields["unit"].required = "PO" not in actor.roles

    def who(self) -> NewPerson:
        told = self.cleaned_data
        return NewPerson(told["name"].strip(), told["unit"], told["post"], told["phone"])


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
        label="限于条款", required=False, help_text="条款编号，用顿号或空格隔开；不填即不限"
    )
    indicators = forms.CharField(label="限于指标", required=False, help_text="指标编号，含其下级；不填即不限")
    from_day = ChineseDateField(label="起始日")
    until_day = ChineseDateField(label="截止日")
    document = forms.CharField(label="文号", max_length=200, required=False)
    reason = forms.CharField(label="理由", required=False, widget=_AREA)

    def __init__(self, body: Body, *args: Any, grant: Grant | None = None, **kwargs: Any) -> None:
        today = clock.today()
        kwargs["initial"] = (
            _initial(grant) if grant else {"from_day": today, "until_day": date(today.year, 12, 31)}
        )
        super().__init__(*args, **kwargs)
        cast("forms.ModelMultipleChoiceField[Unit]", self.fields["units"]).queryset = Unit.objects.filter(
            body=body
        )
        cast(forms.MultipleChoiceField, self.fields["categories"]).choices = [
            (c, c) for c in queries.categories_of(body)
        ]
        if grant:
            self.fields["role"].disabled = self.fields["from_day"].disabled = True

    def terms(self) -> Terms:
        told = self.cleaned_data
        scope = {
            "unit": [unit.pk for unit in told["units"]], "category": told["categories"],
            "rule": _ids(told["rules"]), "indicator": _ids(told["indicators"]),
        }  # fmt: skip
        return Terms(
            told["role"], told["from_day"], told["until_day"], {k: v for k, v in scope.items() if v},
            told["reason"], told["document"],
        )  # fmt: skip


def _ids(text: str) -> list[str]:
    return [part for part in re.split(r"[\s,，、;；]+", text) if part]


def _initial(grant: Grant) -> dict[str, Any]:
    scope = grant.scope
    return {
        "role": grant.role, "units": scope.get("unit", []), "categories": scope.get("category", []),
        "rules": "、".join(scope.get("rule", [])), "indicators": "、".join(scope.get("indicator", [])),
        "from_day": grant.from_day, "until_day": grant.until_day, "document": grant.document,
    }  # fmt: skip


class AdministratorForm(forms.Form):
    """One of the three administrators (三员)."""

    person = forms.ModelChoiceField(Person.objects.none(), label="人员")
    role = forms.ChoiceField(label="角色", choices=[(role, ROLES[role]) for role in ADMINISTRATORS])
    from_day = ChineseDateField(label="起始日")
    until_day = ChineseDateField(label="截止日")
    document = forms.CharField(label="文号", max_length=200, required=False)
    reason = forms.CharField(label="理由", required=False, widget=_AREA)

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
    reason = forms.CharField(label="理由", required=False, widget=_AREA)

    def __init__(self, actor: Actor, own: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grants = Grant.objects.filter(pk__in=own).select_related("person", "deputy_for")
        cast("forms.ModelChoiceField[Grant]", self.fields["grant"]).queryset = grants
        persons = Person.objects.filter(body=actor.body).exclude(pk=actor.person.pk).select_related("unit")
        if actor.roles <= {"ZX", "FZ"}:
            persons = persons.filter(unit__in=actor.own_units)
        cast("forms.ModelChoiceField[Person]", self.fields["deputy"]).queryset = persons
