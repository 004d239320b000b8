"""Sample pages of the theme: the home page, an account, a form, with invented figures of 海屿市 (fictional)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator

from kaoping.web.core import clock
from kaoping.web.core.fields import ChineseDateField, PointsField
from kaoping.web.core.widgets import Level, Levels

LEVELS = [
    ("late", Level("未经同意，逾期未办结", "每件 2 分")),
    ("returned", Level("敷衍应付，退回重办", "每件 5 分", "同一件两次，或退办率超过 20%")),
    ("untrue", Level("办理结论与事实不符，造成不良影响", "每件 10 分")),
]


class Deduction(forms.Form):
    unit = forms.CharField(label="被考评单位", initial="海屿市林业局")
    article = forms.ChoiceField(
        label="适用条款",
        choices=[("a", "三(二)4(4)　转办投诉件办理"), ("b", "三(二)4(3)")],
        help_text="您可录入 1 条：市机关效能投诉中心提供情况的条款",
    )
    level = forms.ChoiceField(label="情形", choices=LEVELS, widget=Levels, initial="untrue")
    count = forms.IntegerField(label="件数", initial=1, widget=forms.TextInput)
    day = ChineseDateField(label="事项日期", initial=date(2025, 12, 18))
    document = forms.CharField(label="依据文号", initial="海效投〔2026〕2号")
    points = PointsField(label="核定", high=100_000, required=False)
    text = forms.CharField(
        label="事实",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写清时间、经过、结果，不写举报人姓名。",
    )
    file = forms.FileField(label="佐证", required=False)
    same = forms.ChoiceField(
        label="同一事项",
        choices=[("", "不与其他事项合并"), ("1", "与 E188 同一事项")],
        widget=forms.RadioSelect,
        required=False,
    )
    secret = forms.BooleanField(label="涉及未公开的案件，只给绩效办看", required=False)


class Frame:
    """The frame's `page`."""

    body: ClassVar = {"name": "海屿市", "slug": "haiyu"}
    year: ClassVar = {"name": "2025 年度 · 市直机关绩效考评"}
    actor: ClassVar = {"name": "周启明", "role_words": "绩效办主任"}
    links: ClassVar = [{"label": "换一个身份", "url": "/"}, {"label": "退出", "url": "/", "post": True}]
    demo = True
    search_url = "/search"
    today = date(2026, 1, 12)
    menu: ClassVar = [
        {"label": "", "entries": [{"label": "首页", "url": "/", "current": True}]},
        {
            "label": "年度",
            "entries": [
                {"label": "方案与口径", "url": "#"},
                {"label": "参评单位", "url": "#", "count": 76, "quiet": True},
                {"label": "日程与任务", "url": "#"},
            ],
        },
        {
            "label": "事项",
            "entries": [
                {"label": "扣分事项", "url": "#", "count": 2},
                {"label": "加分申报", "url": "#"},
                {"label": "听取意见", "url": "#", "count": 3},
            ],
        },
        {
            "label": "结果",
            "entries": [
                {"label": "试排名", "url": "#"},
                {"label": "一户一档", "url": "#"},
                {"label": "核对", "url": "#"},
            ],
        },
    ]


def home() -> dict[str, Any]:
    names = ["组织部", "政法委", "妇联", "编办", "总工会", "法院", "文明办", "宣传部", "统战部"]
    totals = [877_7500, 820_0000, 815_0000, 796_4500, 791_3000, 788_1500, 785_6500, 731_5000, 585_8800]
    grades = ["优秀"] * 3 + ["合格"] * 5 + ["不合格"]
    units = [
        {
            "name": name,
            "total": total,
            "grade": grade,
            "open": 0,
            "lost": 1000_0000 - total,
            "parts": [430_0000, 100_0000, 23_5000, total - 553_5000],
            "remark": "超扣 15" if name == "宣传部" else "",
        }
        for name, total, grade in zip(names, totals, grades, strict=True)
    ]
    to_do = [
        {
            "count": 2,
            "title": "条扣分待您确认",
            "lines": [
                "建设局 重要任务逾期 −5.00（市委督查室，1月9日）",
                "粮食局 批示件逾期 −3.00（市政府办，1月10日）",
            ],
            "url": "#",
            "verb": "逐条确认",
            "due": clock.today(),
        },
        {
            "count": 2,
            "title": "个单位资料不全，不能排名",
            "lines": [
                "教育局 缺综合评议（50 分，市政府办）",
                "公路稽征处 缺目标评定（450 分，市效能办，已逾期 2 天，请尽快催办）",
            ],
            "url": "#",
            "verb": "发催办单",
            "more": "提请不考评",
            "more_url": "#",
            "state": "wait",
        },
        {
            "count": 4,
            "title": "份会议材料待打印",
            "detail": "绩效考评工作小组会议，1月15日 9:00",
            "url": "#",
            "verb": "生成并打印",
            "due": clock.today() - timedelta(2),
        },
    ]
    phases = [
        {"name": "下达目标", "when": "1–3月", "state": "past", "span": 3},
        {"name": "日常督查与事项登记", "when": "3–12月 · 事项 412 件", "state": "past", "span": 8},
        {"name": "公众与综合评议", "when": "12月", "state": "late", "span": 3},
        {"name": "核对与试排名", "when": "1月12–16日", "state": "now", "span": 4},
        {"name": "审议审定", "when": "1月", "span": 2},
        {"name": "联合通报", "when": "2月", "span": 2},
        {"name": "整改与反馈", "when": "3–6月", "span": 4},
    ]
    options = {
        "grid": {"left": 36, "right": 12, "top": 16, "bottom": 26},
        "xAxis": {"type": "category", "data": ["600以下", "600–700", "700–750", "750–800", "800以上"]},
        "yAxis": {"type": "value"},
        "tooltip": {"trigger": "axis"},
        "series": [
            {
                "type": "bar",
                "data": [1, 0, 4, 9, 4],
                "name": "单位",
                "label": {"show": True, "position": "top"},
            }
        ],
    }
    listed = Paginator(range(187), 20).get_page(4)
    return {
        "units": units,
        "to_do": to_do,
        "phases": phases,
        "options": options,
        "list": listed,
        "form": Deduction(),
    }


def account() -> dict[str, Any]:
    def line(
        day: str, article: str, fact: str, total: str, raw: int, counted: int, running: int, **more: str
    ) -> dict[str, Any]:
        who = (
            {"doc": "海效〔2025〕21号", "maker": "郭 立", "office": "市效能办", "checker": "何 敏"}
            if day
            else {}
        )
        return {
            "day": day,
            "article": article,
            "fact": fact,
            "sum": total,
            "raw": raw,
            "counted": counted,
            "running": running,
            **who,
            **more,
        }

    part = [
        line("", "三(二)", "起评分", "", 100_0000, 100_0000, 100_0000),
        line(
            "02-03 E006", "三(二)2(1)", "科级以下 1 人被追究刑责", "10 × 1 人次", -10_0000, -10_0000, 90_0000
        ),
        line(
            "02-20 E007",
            "三(二)2(2)",
            "科级以上 1 人受党纪政纪处分　10 × 1 人次",
            "",
            -10_0000,
            0,
            90_0000,
            kind="beaten",
            reason="与 E006 同一事项（案1），就高计一次；两条同为 10 分，取日期在前的 E006，本条不计",
        ),
        line("03-03 E008", "三(二)2(3)", "效能告诫 2 人", "5 × 2 人次", -10_0000, -10_0000, 80_0000),
        line("12-31 E009", "三(二)3(1)", "“一票否决”专项 2 项", "20 × 5 项", -100_0000, -100_0000, -20_0000),
        line(
            "",
            "三(二)",
            "封底　扣至 0 分为止，多扣的 20.00 分转入第五项",
            "",
            20_0000,
            20_0000,
            0,
            kind="closing",
        ),
    ]
    leaves = [
        {
            "label": "一　完成基本工作目标",
            "article": "三(一)",
            "full": 450,
            "points": 430_0000,
            "told": "430.00",
            "lines": [
                line(
                    "01-08",
                    "四(二)1",
                    "年终自评与检查核验，评定得分",
                    "满分 450",
                    430_0000,
                    430_0000,
                    430_0000,
                )
            ],
        },
        {
            "label": "二　机关效率与作风纪律建设",
            "article": "三(二)",
            "words": "扣分制：起评 100，扣至 0 分；超出部分在总分中扣除",
            "full": 100,
            "points": 0,
            "told": "100.00 − 120.00 + 20.00（扣分 4 条，计分 3 条）",
            "lines": part,
        },
    ]
    total = [
        {"label": "一 基本工作目标", "value": 430_0000, "full": 450},
        {"label": "二 作风纪律", "value": 0, "full": 100, "sign": "+", "kind": "loss"},
        {"label": "三 突出与创新", "value": 100_0000, "full": 100, "sign": "+"},
        {"label": "四 效能评议", "value": 216_5000, "full": 350, "sign": "+"},
        {"label": "五 超出扣减", "value": 15_0000, "sign": "−", "kind": "loss"},
        {"label": "总分", "value": 731_5000, "full": 1000, "sign": "=", "kind": "total"},
    ]
    return {"leaves": leaves, "sum": total}


def deduction() -> dict[str, Any]:
    typed = {
        "unit": "海屿市林业局",
        "article": "a",
        "level": "untrue",
        "count": "1",
        "day": "2025-13-18",
        "document": "",
        "points": "12.5",
        "text": "投诉人反映采伐许可超期一案，复函称已办结；复核时许可尚未发出。",
        "same": "",
    }
    steps = [
        {"label": "填写", "state": "now"},
        {"label": "另一人确认"},
        {"label": "告知单位"},
        {"label": "单位陈述", "note": "5 个工作日"},
        {"label": "成立，计入得分"},
    ]
    day = clock.today()
    return {
        "form": Deduction(typed),
        "steps": steps,
        "late": day - timedelta(2),
        "soon": day + timedelta(4),
        "far": day + timedelta(40),
    }


def chooser() -> dict[str, Any]:
    def person(name: str, role: str, unit: str, todo: str = "") -> dict[str, str]:
        return {
            "name": name,
            "role": role,
            "unit": unit,
            "todo": todo,
            "value": name,
            "note": "看全市试排名，确认扣分，安排会议材料。",
        }

    office = [
        person("周启明", "绩效办主任", "海屿市绩效办", "3 件待办"),
        person("何敏", "绩效办经办", "海屿市绩效办"),
    ]
    units = [
        person("林溪", "联络员", "海屿市宣传部", "5 项需整改"),
        person("陈舟", "审核人", "海屿市林业局"),
        person("江岚", "报送人", "海屿市委办"),
    ]
    return {
        "groups": [{"label": "绩效办", "people": office}, {"label": "被考评单位与报送部门", "people": units}]
    }


PAGES = {"home.html": home, "account.html": account, "form.html": deduction}
