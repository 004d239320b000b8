"""The words, numbers and marks of the pages: `{% load kaoping %}`.

Marks are inclusion tags, so that no variable of the page gets into them by chance. See templates/core/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from kaoping.rules.numbers.points import format_number, format_places, format_points, half_up
from kaoping.web.core import clock
from kaoping.web.core.icons import ICONS

register = template.Library()

MINUS = "−"
ABSENT = "–"
GRADES = {
    "优秀": "good", "好": "good", "一等": "good", "先进": "good", "达标": "good",
    "良好": "fair", "较好": "fair", "合格": "fair", "二等": "fair", "称职": "fair",
    "基本合格": "wait", "一般": "wait", "三等": "wait", "基本称职": "wait",
    "不合格": "bad", "较差": "bad", "差": "bad", "不称职": "bad", "不达标": "bad",
}  # fmt: skip
LIGHTS = {"late": "逾期", "wait": "等待", "done": "完成", "now": "进行中", "open": "未开始"}
WEEKDAYS = "一二三四五六日"
HEIGHTS = (160, 200, 240, 280, 320, 400, 480, 640)


@register.filter
def points(value: object, places: int | None = None) -> str:
    """Write points (units of 1/10,000) with that many places, else without trailing zeros; – for None."""
    if not isinstance(value, int):
        return ABSENT if value is None else ""
    text = format_points(value) if places is None else format_places(value, int(places))
    return text.replace("-", MINUS)


@register.filter
def signed(value: object, places: int | None = None) -> str:
    """Write points as a change: +10.00, −2.50, 0.00."""
    text = points(value, places)
    plus = isinstance(value, int) and value > 0 and text.strip("0.")
    return f"+{text}" if plus else text


@register.filter
def exact(value: object) -> str:
    """Write an exact number (Fraction or int) without trailing zeros."""
    if not isinstance(value, int | Fraction):
        return ABSENT if value is None else ""
    return format_number(Fraction(value)).replace("-", MINUS)


@register.filter
def percent(value: object, places: int = 1) -> str:
    """Write a ratio (Fraction) as a percentage with that many places."""
    if not isinstance(value, int | Fraction):
        return ABSENT if value is None else ""
    units = half_up(value.numerator * 100 * 10_000, value.denominator)
    return f"{format_places(units, int(places))}%".replace("-", MINUS)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value if isinstance(value, date) else None


@register.filter
def cnday(value: object) -> str:
    """Write a day: 2026年1月12日."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def monthday(value: object) -> str:
    """Write a day of the year at hand: 1月12日."""
    day = _day(value)
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def cntime(value: object) -> str:
    """Write a moment in the office's time: 2026年1月12日 17:30."""
    if not isinstance(value, datetime):
        return cnday(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{cnday(local)} {local:%H:%M}"


@register.filter
def weekday(value: object) -> str:
    """Write the day of the week: 星期一."""
    day = _day(value)
    return f"星期{WEEKDAYS[day.weekday()]}" if day else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; see core/icons.py for the names."""
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', ICONS[name])


@register.inclusion_tag("core/parts/badge.html")
def badge(text: object, kind: str | None = None) -> dict[str, object]:
    """Show a word in a box: good, fair, wait, bad, strong, or plain; a grade (等次) finds its own kind."""
    return {"text": text, "kind": GRADES.get(str(text), "") if kind is None else kind}


@register.inclusion_tag("core/parts/light.html")
def light(kind: str, text: str = "", quiet: bool = False) -> dict[str, object]:
    """Show a light: late ▲, wait ■, done ●, now ◆, open ○; quiet: the words in grey."""
    return {"kind": kind, "text": text, "quiet": quiet, "name": LIGHTS.get(kind, kind)}


@register.inclusion_tag("core/parts/light.html")
def due(day: date | None, done: bool = False, soon: int = 5) -> dict[str, object]:
    """Show how far off a date is: 逾期 2 天, 剩 4 天 (amber when `soon`), or done."""
    left = (day - clock.today()).days if day else None
    if done or left is None:
        kind, text = ("done", "已办") if done else ("open", "无期限")
    elif left < 0:
        kind, text = "late", f"逾期 {-left} 天"
    else:
        kind = "wait" if left <= soon else "open"
        text = f"剩 {left} 天" if left else "今日到期"
    return {"kind": kind, "text": text, "quiet": kind == "open", "name": text}


@register.inclusion_tag("core/parts/citation.html")
def citation(text: str, url: str = "", article: str = "", title: str = "") -> dict[str, str]:
    """Show a citation: `article` is the text itself, else the address is asked for it."""
    return {"text": text, "url": url, "article": article, "title": title}


def _share(part: int, total: int) -> str:
    """Give a percentage with two places, between 0 and 100."""
    return format_places(half_up(max(0, min(part, total)) * 1_000_000, total), 2) if total > 0 else "0"


@register.inclusion_tag("core/parts/bar.html")
def bar(
    total: int, got: int = 0, *, lost: int = 0, open: int = 0, loss: int = 0, done: int = 0,
    mark: int | None = None, kind: str = "", words: str = "",
) -> dict[str, object]:  # fmt: skip
    """Draw parts of a total, all in one unit: got, done, loss, open, lost, in this order; a mark across it."""
    parts = {"got": got, "done": done, "loss": loss, "open": open, "lost": lost}
    pieces, start = [], 0
    for name, size in parts.items():
        if size > 0 and start < total:
            pieces.append(
                {
                    "name": name,
                    "start": _share(start, total),
                    "width": _share(min(size, total - start), total),
                }
            )
            start += size
    told = words or f"{points(got or done or loss, 2)} / {points(total, 2)}"
    return {
        "pieces": pieces,
        "mark": None if mark is None else _share(mark, total),
        "kind": kind,
        "words": told,
    }


@register.simple_tag
def chart(name: str, options: Mapping[str, Any], height: int = 240, label: str = "") -> SafeString:
    """Draw an ECharts chart from its options; `height` is one of HEIGHTS, `label` is read aloud."""
    near = min(HEIGHTS, key=lambda one: abs(one - height))
    place = format_html(
        '<div class="chart chart-{}" data-chart="{}" role="img" aria-label="{}"></div>', near, name, label
    )
    return json_script(json.loads(json.dumps(options)), name) + place


@register.inclusion_tag("core/parts/note.html")
def note(text: str, kind: str = "") -> dict[str, str]:
    """Show a remark across the page: plain, good, wait or bad."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("core/parts/empty.html")
def empty(title: str = "", text: str = "", url: str = "", action: str = "", icon: str = "") -> dict[str, str]:
    """Show that there is nothing, why, and the way on."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("core/parts/stepper.html")
def stepper(steps: Iterable[object], now: int | None = None) -> dict[str, object]:
    """Show the steps of an act: things with label, state, note; or texts, `now` being the number of the step at hand."""
    if now is None:
        return {"steps": steps}
    state = {-1: "past", 0: "now", 1: "next"}
    at = enumerate(steps, start=1)
    return {"steps": [{"label": label, "state": state[(n > now) - (n < now)]} for n, label in at]}


@register.inclusion_tag("core/parts/phasebar.html")
def phasebar(phases: Iterable[object]) -> dict[str, object]:
    """Show the phases of the year: things with name, when, state (past, now, next, late), span (1-12), url."""
    return {"phases": phases}


@register.inclusion_tag("core/parts/tasks.html")
def tasks(tasks: Iterable[object]) -> dict[str, object]:
    """Show to-dos as cards: things with title, url, and count, lines or detail, verb, due, state, more, more_url."""
    return {"tasks": list(tasks)}


@register.simple_tag
def task_state(task: object) -> str:
    """Give a task's own state, else by its due day."""
    found = task.get("state", "") if isinstance(task, Mapping) else getattr(task, "state", "")
    day = task.get("due") if isinstance(task, Mapping) else getattr(task, "due", None)
    return str(found) if found or not day else ("late" if day < clock.today() else "")


@register.inclusion_tag("core/parts/field.html")
def field(
    field: BoundField, half: bool = False, plain: bool = False, unit: str = "", label: str = "", help: str = "",
) -> dict[str, object]:  # fmt: skip
    """Show a form's field: label, widget, help, errors; half: two in a row; plain: label above; unit: word after it."""
    return {"field": field, "half": half, "plain": plain, "unit": unit, "label": label, "help": help}


@register.inclusion_tag("core/parts/form.html")
def form_fields(form: BaseForm) -> dict[str, object]:
    """Show what is wrong with a form and all its fields; put it into an element of class form-grid."""
    return {"form": form}


@register.inclusion_tag("core/parts/form_errors.html")
def form_errors(form: BaseForm | BaseFormSet[Any]) -> dict[str, object]:
    """Show what is wrong with a form as a whole, with links to its wrong fields."""
    return {"form": form}


@register.simple_tag
def wrong_fields(form: BaseForm | BaseFormSet[Any]) -> list[BoundField]:
    """Give the fields with errors, in order."""
    forms = list(form.forms) if isinstance(form, BaseFormSet) else [form]
    return [bound for one in forms for bound in one.visible_fields() if bound.errors]


@register.simple_tag
def lone_checkbox(field: BoundField) -> bool:
    """Say whether the field is one box, which has its label at its right."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def control(field: BoundField, css: str = "") -> SafeString:
    """Render a field's widget, marked when wrong."""
    wrong = "is-invalid" if field.errors else ""
    own = str(field.field.widget.attrs.get("class", ""))
    classes = " ".join(part for part in (own, css, wrong) if part)
    return field.as_widget(attrs={"class": classes} if classes else {})


@register.inclusion_tag("core/parts/dropzone.html")
def dropzone(
    field: BoundField | None = None, *, name: str = "", id: str = "", accept: str = "", multiple: bool = False,
    required: bool = False, help: str = "",
) -> dict[str, object]:  # fmt: skip
    """Show a file field that files can be dropped on: of a form, or by name."""
    given = {"name": name, "id": id, "accept": accept, "multiple": multiple, "required": required}
    return {"field": field, "help": help, "limit": settings.FILE_SIZE_LIMIT, **given}


@register.inclusion_tag("core/parts/confirm.html")
def confirm(
    url: str, label: str, question: str = "", *, yes: str = "", reason: str = "", danger: bool = False,
    primary: bool = False, small: bool = False, name: str = "", value: object = "",
) -> dict[str, object]:  # fmt: skip
    """Show a button that posts to an address after a question; `reason` is the field of a reason to be given."""
    looks = {"danger": danger, "primary": primary, "small": small}
    said = {"url": url, "label": label, "question": question, "yes": yes, "reason": reason}
    return {**said, **looks, "name": name, "value": value}


@register.inclusion_tag("core/parts/pager.html", takes_context=True)
def pager(context: Context, pager: Page[Any], unit: str = "条", name: str = "page") -> dict[str, object]:
    """Show the pages of a list; the rest of the address stays as it is."""
    return {"pager": pager, "unit": unit, "name": name, "request": context.get("request")}


@register.simple_tag
def elided(pager: Page[Any]) -> list[int | None]:
    """Give the page numbers to show; None is a gap."""
    numbers = pager.paginator.get_elided_page_range(pager.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, name: str = "page") -> str:
    """Give the address of another page of the list."""
    return _address(context, {name: str(number)})


def _address(context: Context, changes: Mapping[str, str], dropped: Sequence[str] = ()) -> str:
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name in dropped:
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_head(context: Context, name: str, label: str, css: str = "", note: str = "") -> SafeString:
    """Show a column's head that sorts by it: ?sort=name, then ?sort=-name."""
    request: HttpRequest | None = context.get("request")
    now = request.GET.get("sort", "") if request else ""
    told = {name: ' aria-sort="ascending"', f"-{name}": ' aria-sort="descending"'}.get(now, "")
    address = _address(context, {"sort": f"-{name}" if now == name else name}, dropped=("page",))
    small = format_html("<small>{}</small>", note) if note else ""
    link = format_html('<a href="{}">{}</a>{}', address, label, small)
    return format_html('<th scope="col" class="{}"{}>{}</th>', css, SafeString(told), link)
