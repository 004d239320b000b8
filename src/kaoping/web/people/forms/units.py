"""The registry of units (单位名录): its changes, the signed sheet of a town, the file to import."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from django import forms

from kaoping.web.core.fields import ChineseDateField
from kaoping.web.core.models import Body
from kaoping.web.people.forms.choices import open_units
from kaoping.web.people.forms.remarks import AREA
from kaoping.web.people.models import Unit
from kaoping.web.people.registry import LENGTHS, Change, Details


class Stated(forms.Form):
    """What every change of the registry states: document, effective day, reason."""

    document = forms.CharField(label="文号", max_length=200, help_text="如 海编〔2026〕3号")
    from_day = ChineseDateField(label="生效日期", earliest=date(1949, 10, 1))
    reason = forms.CharField(label="说明", required=False, widget=AREA)

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
            cast("forms.ModelChoiceField[Unit]", self.fields[name]).queryset = open_units(body)
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
