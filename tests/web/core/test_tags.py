"""Claims about the filters and tags of the pages."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from kaoping.web.core import clock
from kaoping.web.core.renderers import FormRenderer


def shown(template: str, /, **context: Any) -> str:
    """Render a piece of template."""
    return Template("{% load kaoping %}" + template).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("filters", "value", "text"),
    [
        ("points:2", 7_315_000, "731.50"), ("points:2", -100_000, "−10.00"), ("points:2", -1, "0.00"), ("points", 125_000, "12.5"),
        ("points", None, "–"), ("points", "", ""), ("signed:2", 100_000, "+10.00"), ("signed:2", -25_000, "−2.50"), ("signed:2", 0, "0.00"),
        ("signed:2", 1, "0.00"), ("signed", 1, "+0.0001"), ("signed:2", None, "–"), ("exact", Fraction(-1, 2), "−0.5"), ("exact", None, "–"),
        ("percent:1", Fraction(1, 3), "33.3%"), ("percent", 1, "100.0%"), ("percent:0", Fraction(-1, 4), "−25%"),
    ],
)  # fmt: skip
def test_numbers_are_written_for_reading(filters: str, value: object, text: str) -> None:
    assert shown("{{ v|" + filters + " }}", v=value) == text


def test_days_are_written_in_chinese_and_in_the_office_s_time() -> None:
    late = datetime(2026, 1, 11, 17, 5, tzinfo=UTC)
    assert (
        shown("{{ d|cnday }} {{ d|weekday }} {{ d|monthday }}", d=date(2026, 1, 12))
        == "2026年1月12日 星期一 1月12日"
    )
    assert shown("{{ d|cntime }}", d=late) == "2026年1月12日 01:05"
    assert shown("{{ d|cnday }}", d=late) == "2026年1月12日"
    assert shown("{{ d|cnday }}", d="2026-01-12") == "2026年1月12日"
    assert shown("{{ d|cnday }}{{ d|weekday }}{{ d|cntime }}", d=None) == ""
    assert shown("{{ d|cnday }}", d="soon") == ""


@pytest.mark.parametrize(
    ("grade", "kind"), [("优秀", "good"), ("合格", "fair"), ("基本合格", "wait"), ("不合格", "bad")]
)
def test_a_grade_finds_its_own_badge(grade: str, kind: str) -> None:
    assert f'class="badge badge-{kind}"' in shown("{% badge g %}", g=grade)
    assert 'class="badge"' in shown("{% badge '首次' %}")


def test_each_light_has_its_own_shape() -> None:
    shapes = {
        kind: re.sub("light-[a-z]+|aria-label=.[^ ]+", "", shown("{% light k %}", k=kind))
        for kind in ("late", "wait", "done", "now", "open")
    }
    assert len(set(shapes.values())) == 5


@pytest.mark.parametrize(
    ("left", "kind", "text"),
    [
        (-2, "late", "逾期 2 天"),
        (-1, "late", "逾期 1 天"),
        (0, "wait", "今日到期"),
        (5, "wait", "剩 5 天"),
        (6, "open", "剩 6 天"),
    ],
)
def test_a_due_day_is_counted_from_today(left: int, kind: str, text: str) -> None:
    page = shown("{% due day %}", day=clock.today() + timedelta(left))
    assert f"light-{kind}" in page
    assert text in page


def test_what_is_done_is_not_overdue() -> None:
    assert "light-done" in shown("{% due day done=True %}", day=date(2020, 1, 1))
    assert "无期限" in shown("{% due day %}", day=None)


def test_a_citation_opens_its_article_or_is_plain() -> None:
    assert 'href="/a/"' in shown("{% citation '三(二)' '/a/' %}")
    assert 'data-text="每件扣 &lt;2&gt; 分"' in shown(
        "{% citation '三(二)' article=text %}", text="每件扣 <2> 分"
    )
    assert shown("{% citation '三(二)' %}") == '<span class="cite">三(二)</span>'


def test_the_parts_of_a_bar_follow_each_other_and_stay_inside() -> None:
    page = shown("{% bar 1000 600 open=300 lost=500 mark=700 %}")
    assert re.findall(r'class="(\w+)" x="([\d.]+)" width="([\d.]+)"', page) == [
        ("got", "0.00", "60.00"), ("open", "60.00", "30.00"), ("lost", "90.00", "10.00"), ("mark", "70.00", ".8"),
    ]  # fmt: skip
    assert "<rect" not in shown("{% bar 0 0 %}")


def test_a_chart_carries_its_options_as_data() -> None:
    page = shown(
        "{% chart 'spread' options height=200 label='总分分布' %}",
        options={"title": {"text": "</script><b>"}},
    )
    assert page.count("</script>") == 1
    told = re.search(r'<script id="spread" type="application/json">(.*?)</script>', page)
    assert told is not None
    assert json.loads(told[1]) == {"title": {"text": "</script><b>"}}
    assert 'class="chart chart-200" data-chart="spread"' in page


def test_a_stepper_counts_from_the_step_at_hand() -> None:
    page = shown("{% stepper steps 2 %}", steps=["填写", "确认", "告知"])
    assert re.findall(r"is-(past|now|next)", page) == ["past", "now", "next"]


def test_a_pager_keeps_the_query() -> None:
    request = RequestFactory().get("/", {"c": "party", "page": "2"})
    page = shown("{% pager list unit='件' %}", list=Paginator(range(95), 10).get_page(2), request=request)
    assert "共 95 件，第 11–20 件" in page
    assert 'href="?c=party&amp;page=3"' in page
    assert 'aria-current="page">2<' in page


def test_one_page_has_no_pager_links() -> None:
    assert "<a" not in shown("{% pager list %}", list=Paginator(range(5), 10).get_page(1))


def test_a_head_sorts_up_then_down() -> None:
    head = "{% sort_head 'total' '总分' 'num' '1000' %}"
    assert 'href="?sort=total"' in shown(head, request=RequestFactory().get("/?page=4"))
    up = shown(head, request=RequestFactory().get("/?sort=total"))
    assert 'aria-sort="ascending"' in up
    assert 'href="?sort=-total"' in up


class Form(forms.Form):
    name = forms.CharField(label="单位", help_text="全称")
    agreed = forms.BooleanField(label="已核对")
    kind = forms.ChoiceField(label="情形", choices=[("a", "甲")], widget=forms.RadioSelect)


def test_a_field_brings_label_help_and_errors_together() -> None:
    page = shown("{% field form.name %}", form=Form({"name": ""}))
    assert '<label class="field-label is-required" for="id_name">单位</label>' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'class="is-invalid"' in page


def test_a_page_s_own_variables_stay_out_of_a_field() -> None:
    assert "宣传部" not in shown(
        "{% field form.name %}", form=Form(), unit="宣传部", help="宣传部", label="宣传部"
    )


def test_choices_are_a_group_with_a_name() -> None:
    assert 'role="group" aria-labelledby="id_kind_label"' in shown("{% field form.kind %}", form=Form())


def test_what_is_wrong_links_to_the_fields() -> None:
    page = shown("{% form_errors form %}", form=Form({"kind": "a"}))
    assert "请改正 2 处" in page
    assert 'href="#id_name">单位</a>' in page
    assert shown("{% form_errors form %}", form=Form()) == ""


def test_a_form_renders_itself_in_the_project_s_form() -> None:
    page = str(Form({}, renderer=FormRenderer()))
    assert page.count('class="field has-error"') == 3
    assert "请改正 3 处" in page


def test_a_button_that_asks_posts_with_the_token() -> None:
    page = shown("{% confirm '/x/' '作废' '作废这一条？' reason='why' danger=True %}", csrf_token="t0ken")
    assert 'value="t0ken"' in page
    assert 'data-confirm="作废这一条？" data-confirm-reason="why"' in page
    assert "btn-danger" in page


def test_tasks_are_cards_and_nothing_to_do_is_said() -> None:
    task = {"title": "条扣分待您确认", "count": 2, "url": "/x/", "due": clock.today() - timedelta(1)}
    assert 'class="task is-late"' in shown("{% tasks list %}", list=[task])
    assert "没有待办" in shown("{% tasks list %}", list=[])


def test_a_drop_zone_takes_a_form_s_field_or_makes_one() -> None:
    assert 'accept=".xlsx" multiple' in shown("{% dropzone name='file' accept='.xlsx' multiple=True %}")
    form = type("Upload", (forms.Form,), {"file": forms.FileField()})()
    assert 'name="file"' in shown("{% dropzone form.file %}", form=form)
