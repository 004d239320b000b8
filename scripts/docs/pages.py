"""The pages of the language reference: which things of the code each tells of, and how it is laid out."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import kaoping.rules
from kaoping.rules.clauses import due, missing, periods
from kaoping.rules.clauses.sources import SOURCES, event, value
from kaoping.rules.clauses.worths import EVENT_WORTHS, VALUE_WORTHS
from kaoping.rules.language import conditions, groups
from kaoping.rules.language import number_shapes as numbers
from kaoping.rules.language.formula.functions import GROUPS, REFERENCES, SCALARS, Signature
from kaoping.rules.language.formula_shape import FormulaShape
from kaoping.rules.language.shapes import keys_of
from kaoping.rules.scheme import keys as language
from kaoping.rules.scheme.checks.names import BUILT_IN
from scripts.docs.examples import Doc, facts_for, ledger_table, markdown_table, read_doc, run, whole_scheme
from scripts.docs.keys import key_table, nested, record_name

SIGNS = {"Events": event.EventKeys, "Values": value.ValueKeys}
"""Keys that a source has beside those of its own class."""


@dataclass(frozen=True)
class Page:
    """A page: its file, what it tells of (docstrings in order), the records whose keys it lists."""

    file: str
    about: tuple[object, ...]
    records: tuple[type, ...] = ()
    section: str = ""
    english: str = ""

    @property
    def doc(self) -> Doc:
        """Give what the main docstring says."""
        return read_doc(self.about[0])

    @property
    def heading(self) -> str:
        """Give the title: what stands before the colon of the Chinese text."""
        return chinese(self.doc.text).split("：", 1)[0]


def chinese(text: str) -> str:
    """Leave out the paragraphs that are for readers of the code: those in English."""
    paragraphs = [p for p in text.split("\n\n") if not re.match(r"[A-Z]", p) and re.search(r"[一-鿿]", p)]
    return "\n\n".join(paragraphs)


def english(thing: object) -> str:
    """Give the English line: the docstring's own, or the first line of the thing's module."""
    text = inspect.getdoc(thing) or ""
    if re.match(r"[A-Z]", text):
        return text.split("\n", 1)[0]
    module = importlib.import_module(getattr(thing, "__module__", type(thing).__module__))
    return (module.__doc__ or "").split("\n", 1)[0]


FILES = {"Ratings": "rating", "Awards": "award", "Interpolation": "line"}
"""Files that are not called as the class is."""


def _file(kind: str, cls: type) -> str:
    words = FILES.get(cls.__name__) or re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
    return f"{kind}-{words}.md"


@cache
def _told() -> Mapping[str, object]:
    """Give every function and method of the core whose docstring has an example, by its Chinese title."""
    found: dict[str, object] = {}
    for info in pkgutil.walk_packages(kaoping.rules.__path__, "kaoping.rules."):
        module = importlib.import_module(info.name)
        classes = [cls for _, cls in inspect.getmembers(module, inspect.isclass)]
        for holder in (module, *classes):
            for _, thing in inspect.getmembers(holder, inspect.isfunction):
                if thing.__module__ == info.name and "Example:" in (thing.__doc__ or ""):
                    found[chinese(read_doc(thing).text).split("：", 1)[0]] = thing
    return found


def told(title: str) -> object:
    """Give the function that a title tells of, wherever it stands and whatever it is called."""
    return _told()[title]


SOURCE, EVENT, VALUE, LIMIT, NODE, WHOLE = (
    "事实从哪里来",
    "事项值多少分",
    "指标值值多少分",
    "计多少",
    "办法的骨架",
    "各处通用",
)
_C = conditions

PAGES: tuple[Page, ...] = (
    Page(
        "scheme.md",
        (language.SchemeKeys,),
        (language.SchemeKeys, language.CategoryKeys),
        NODE,
        english="The top of a scheme.",
    ),
    Page(
        "nodes.md",
        (language.NodeKeys,),
        (language.NodeKeys, language.ScopeKeys, language.DiffersKeys),
        NODE,
        english="Nodes of the tree: indicators with points, children or rules.",
    ),
    Page("rules.md", (language.RuleKeys,), (language.RuleKeys,), NODE, english="Keys of any rule."),
    Page(
        "groups.md",
        (language.GroupKeys,),
        (language.GroupKeys,),
        NODE,
        english="A group: a bracket around rules, no node of the tree.",
    ),
    Page("adjustments.md", (told("附加项目"),), (), NODE),
    Page("vetoes.md", (told("一票否决"),), (), NODE),
    Page(
        "rank.md",
        (language.RankKeys,),
        (language.RankKeys,),
        NODE,
        english="Ranks: within what, on which total, how ties count.",
    ),
    Page(
        "grades.md",
        (language.GradesKeys,),
        (language.GradesKeys, language.GradeKeys, language.MoveKeys),
        NODE,
        english="Grades: the first whose condition holds.",
    ),
    Page(
        "consequences.md",
        (language.ConsequenceKeys,),
        (language.ConsequenceKeys, language.OutcomeKeys),
        NODE,
        english="What follows from a grade or a fact.",
    ),
    Page(
        "total-limits.md",
        (language.TotalLimitKeys,),
        (language.TotalLimitKeys, language.LimitCeiling),
        NODE,
        english="A ceiling or floor of the total under a condition.",
    ),
    Page(
        "not-assessed.md",
        (language.NotAssessedKeys,),
        (language.NotAssessedKeys,),
        NODE,
        english="A condition that takes a unit out of the year.",
    ),
    Page(
        "holes.md",
        (language.HoleKeys,),
        (language.HoleKeys,),
        NODE,
        english="Numbers that the document leaves open.",
    ),
    *(Page(_file("source", cls), (cls,), (SIGNS.get(cls.__name__, cls),), SOURCE) for cls in SOURCES),
    Page("due.md", (due.DueKeys,), (due.DueKeys,), SOURCE),
    Page("missing.md", (missing.Treatment,), (missing.MeanOf,), SOURCE),
    *(Page(_file("event", cls), (cls,), (cls,) if keys_of(cls) else (), EVENT) for cls in EVENT_WORTHS),
    Page("circumstances.md", (event.Circumstance,), (event.Circumstance,), EVENT),
    *(Page(_file("value", cls), (cls,), (cls,), VALUE) for cls in VALUE_WORTHS),
    Page("periods.md", (periods.Periods,), (periods.Periods,), VALUE),
    Page("limit-share.md", (told("主办、联办分担"),), (), LIMIT),
    Page("limit-exempt.md", (told("免责"),), (), LIMIT),
    Page("limit-same-matter.md", (told("同一事项就高一次"),), (), LIMIT),
    Page("limit-cap.md", (told("封顶"),), (), LIMIT),
    Page("limit-void.md", (told("此项不得分"),), (), LIMIT),
    Page("limit-clamp.md", (told("封底、封顶与超出部分"),), (), LIMIT),
    Page("limit-average.md", (told("辖区平均"),), (), LIMIT),
    Page(
        "gate.md",
        (language.GateKeys,),
        (language.GateKeys,),
        LIMIT,
        english="A condition that bounds or multiplies a score.",
    ),
    Page(
        "factor.md",
        (language.FactorKeys,),
        (language.FactorKeys,),
        LIMIT,
        english="A coefficient on the sum of a node's children.",
    ),
    Page("numbers.md", (numbers.NumberShape,), (), WHOLE),
    Page(
        "quantities.md",
        (language.QuantityKeys,),
        (language.QuantityKeys,),
        WHOLE,
        english="Named intermediate quantities.",
    ),
    Page("among.md", (groups.AmongShape,), (), WHOLE),
    Page("conditions.md", (_C.ConditionShape,), (), WHOLE),
    Page("formulas.md", (FormulaShape,), (), WHOLE),
)
OWN_PAGE: Mapping[type, str] = {cls: page.file for page in PAGES for cls in page.records}
EXTRA: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "source-events.md": {
        word: {"key": f"`{word}`", "shape": "[分值](README.md#事项值多少分)", "default": "", "doc": doc}
        for word, doc in (("deduct", "扣分"), ("add", "加分"))
    }
}
SECTIONS = (
    "1-numbers",
    "2-indicators",
    "3-events",
    "4-values",
    "5-ratings-awards-other-schemes",
    "6-total-rank-grade-consequence",
    "7-facts-in",
    "8-results-out",
    "9-what-always-holds",
)
"""Anchors of the sections of docs/concepts.md, which have the numbers of the specification."""
_NOTICE = "<!-- 由 make docs 生成，请勿手改；文字在 {source} 的说明里。 -->"


def render(page: Page) -> str:
    """Write a page."""
    module = inspect.getmodule(page.about[0])
    source = f"src/{(module.__name__ if module else 'kaoping.rules.scheme.keys').replace('.', '/')}.py"
    parts = [
        _NOTICE.format(source=source),
        f"# {page.heading}",
        f"*{page.english or english(page.about[0])}*",
    ]
    parts += [_text(page.doc), *_example(page.doc), *_keys(page)]
    if page.file == "conditions.md":
        parts += _conditions()
    if page.file == "formulas.md":
        parts += _functions()
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(doc: Doc) -> str:
    text = chinese(doc.text)
    body = text.split("：", 1)[1] if "：" in text.split("\n", 1)[0] else text
    paragraphs = [_joined(paragraph) for paragraph in body.split("\n\n")]
    said = "\n\n".join(paragraphs)
    return said + (f"\n\n出处：{_source(doc.source)}" if doc.source else "")


def _joined(paragraph: str) -> str:
    """Join the lines of a paragraph, without a blank between Chinese words; lists stay."""
    lines = paragraph.split("\n")
    if any(line.startswith("- ") for line in lines):
        return paragraph
    return re.sub(r"(?<=[A-Za-z0-9`])\n(?=[A-Za-z0-9`])", " ", paragraph).replace("\n", "")


def _source(text: str) -> str:
    """Link the sections of the specification, which docs/concepts.md holds under the same numbers."""
    return re.sub(
        r"(?:spec )?section ([0-9])(?:\.[0-9])?",
        lambda match: f"[第{match[1]}节](../concepts.md#{SECTIONS[int(match[1]) - 1]})",
        text,
    )


def _example(doc: Doc) -> Iterator[str]:
    if not doc.example:
        return
    text = whole_scheme(doc.example)
    yield f"## 例\n\n```yaml scheme\n{text}```"
    if doc.facts:
        scheme, _ = run(text, {"cycle": "year\n2025\n", "units": "unit,name,category\n"})
        tables = facts_for(scheme, doc.facts)
        name = next(name for name in tables if name not in ("cycle", "units"))
        _, result = run(text, tables)
        yield f"事实（`{name}.csv`）：\n\n```csv\n{tables[name]}```"
        yield f"得分明细：\n\n{ledger_table(result)}"


def _keys(page: Page) -> Iterator[str]:
    if page.records:
        yield "## 键"
    without = {cls: file for cls, file in OWN_PAGE.items() if file != page.file}
    shown: list[type] = []
    for cls in page.records:
        for inner in (cls, *nested(cls, without)):
            if inner not in shown:
                shown.append(inner)
    for i, cls in enumerate(shown):
        head = f"### {record_name(cls)}\n\n" if i or len(shown) > 1 else ""
        links = {**without, **{inner: "" for inner in shown}}
        yield head + key_table(cls, links, EXTRA.get(page.file) if i == 0 else None)


def _conditions() -> Iterator[str]:
    yield "## 各种条件"
    for cls in (*_C.CONDITION.leaves.values(), _C.Not, _C.All, _C.Any_):
        title, _, body = read_doc(cls).text.partition("：")
        part = f"### {title}\n\n{body or title}"
        if keys_of(cls):
            own = {c: "" for c in nested(cls, {})}
            part += "\n\n" + key_table(cls, own)
            for inner in own:
                part += f"\n\n#### {record_name(inner)}\n\n{key_table(inner, own)}"
        yield part


def _functions() -> Iterator[str]:
    yield "## 名称\n\n" + markdown_table(
        {"name": "名称", "doc": "含义"},
        [{"name": f"`{name}`", "doc": meaning} for name, meaning in BUILT_IN.items()],
    )
    tables: Sequence[tuple[str, Mapping[str, Signature]]] = (
        ("一个单位的数", SCALARS),
        ("一组单位的数", GROUPS),
        ("查找", REFERENCES),
    )
    for title, functions in tables:
        rows = [{"usage": f"`{f.usage}`", "doc": f.meaning} for f in functions.values()]
        yield f"## 函数：{title}\n\n" + markdown_table({"usage": "写法", "doc": "含义"}, rows)


def index() -> str:
    """Write the index of the language reference."""
    parts = [
        _NOTICE.format(source="scripts/docs/pages.py"),
        "# 考评办法描述语言",
        "*The reference of the scheme language, one page a construct. A one-page card: "
        "[language.md](../language.md).*",
        "每页说一样：它是什么、一个完整的例子（测试会运行）、可以写的键。先读一页的[语言卡片](../language.md)，"
        "用到什么再查什么。编辑器可以用 [scheme.schema.json](scheme.schema.json) 提示和校验：在 `scheme.yaml` "
        "第一行写 `# yaml-language-server: $schema=…/scheme.schema.json`。",
    ]
    for section in (NODE, SOURCE, EVENT, VALUE, LIMIT, WHOLE):
        rows = [
            {"page": f"[{page.heading}]({page.file})", "keys": _words(page), "doc": _gist(page)}
            for page in PAGES
            if page.section == section
        ]
        parts.append(f"## {section}\n\n{_ABOUT[section]}\n\n" + markdown_table(_INDEX, rows))
    return "\n\n".join(parts) + "\n"


_INDEX = {"page": "页", "keys": "键", "doc": "一句话"}
_ABOUT = {
    NODE: "一份办法由哪些部分组成。",
    SOURCE: "一条规则只有一种来源。",
    EVENT: "写在 `deduct`（扣分）或 `add`（加分）之下。一个数就是每次固定分值；其余形状也可以写在各个级别之下。",
    VALUE: "与 `value` 写在一起，一条规则只写一种。",
    LIMIT: "值多少分和计多少分是两回事：分担、免责、就高、封顶、此项不得分、封底，依这个次序。",
    WHOLE: "数、公式、条件、比较范围，在哪里都是同一种写法。",
}


def _words(page: Page) -> str:
    if page.section in (EVENT, VALUE) and page.records and page.file not in _KEYS:
        return "、".join(f"`{name}`" for name in list(keys_of(page.records[0]))[:4])
    return _KEYS.get(page.file, "")


_KEYS = {
    "nodes.md": "`items`、`rules`",
    "groups.md": "`group`",
    "adjustments.md": "`adjustments`",
    "vetoes.md": "`vetoes`",
    "rank.md": "`rank`",
    "grades.md": "`grades`",
    "consequences.md": "`consequences`",
    "total-limits.md": "`total_limits`",
    "not-assessed.md": "`not_assessed`",
    "holes.md": "`holes`",
    "source-events.md": "`deduct`、`add`、`fact`",
    "source-values.md": "`value`",
    "source-rating.md": "`rating`",
    "source-award.md": "`award`",
    "source-other-scheme.md": "`result`",
    "circumstances.md": "`circumstances`",
    "periods.md": "`periods`",
    "due.md": "`due`",
    "missing.md": "`missing`",
    "limit-share.md": "`share`",
    "limit-exempt.md": "`exempt`",
    "limit-same-matter.md": "`same_matter`",
    "limit-cap.md": "`cap`、`once`",
    "limit-void.md": "`void`",
    "limit-clamp.md": "`ceiling`、`floor`、`overflow`",
    "limit-average.md": "`average`",
    "gate.md": "`gate`",
    "factor.md": "`factor`",
    "quantities.md": "`quantities`",
    "among.md": "`among`、`over`",
    "conditions.md": "`when`、`race`",
    "formulas.md": "`formula`、`by`",
}


def _gist(page: Page) -> str:
    text = chinese(page.doc.text).split("\n\n")[0].replace("\n", "")
    said = text.split("：", 1)[-1]
    return re.split(r"[。；]", said)[0] + "。"
