"""Remarks (意见、理由): the verdict of a second person, the reason of an act."""

from __future__ import annotations

from django import forms

AREA = forms.Textarea(attrs={"rows": 2})


class Verdict(forms.Form):
    """Confirm or return, with a remark."""

    outcome = forms.ChoiceField(choices=(("confirmed", "确认"), ("returned", "退回")))
    remark = forms.CharField(label="意见", required=False, max_length=2000)


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=2000)
