"""What the commands say, in Chinese (written first) and English."""

from __future__ import annotations

from dataclasses import dataclass

import click

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Settings:
    """What holds for all commands of a call."""

    language: str = "zh"


def language() -> str:
    """Give the language of this call."""
    context = click.get_current_context(silent=True)
    settings = context.find_object(Settings) if context else None
    return settings.language if settings else "zh"


def say(key: str, **params: object) -> str:
    """Give a phrase in the language of this call."""
    return WORDS[key][LANGUAGES.index(language())].format_map(params)


WORDS: dict[str, tuple[str, str]] = {
    "scored": (
        "{name}　{year}年度，截至{as_of}：{units}个单位，{lines}条得分明细",
        "{name}, {year}, as of {as_of}: {units} units, {lines} ledger lines",
    ),
    "written": ("结果已写入 {path}", "Results are in {path}"),
    "not-written": (
        "没有写文件；要写出结果，请加 --out 文件夹",
        "Nothing was written; give --out DIR to write results",
    ),
    "incomplete": ("另有{count}个单位资料不全，暂不排名", "{count} units are incomplete and have no rank"),
    "more-rows": ("……另有{count}行，见 ranking.csv", "... and {count} more, see ranking.csv"),
    "reading": ("读取事实，计分……", "Reading facts, scoring ..."),
    "writing": ("写 {what}……", "Writing {what} ..."),
    "category": ("类别", "category"),
    "rank": ("名次", "rank"),
    "unit": ("单位", "unit"),
    "total": ("总分", "total"),
    "grade": ("等次", "grade"),
    "remarks": ("备注", "remarks"),
    "vetoed": ("一票否决", "vetoed"),
    "lacks": ("缺 {items}", "lacks {items}"),
    "of": ("第{rank}名，共{count}个", "place {rank} of {count}"),
    "no-rank": ("资料不全，暂不排名", "incomplete, no rank"),
    "observer": ("只参评，不计分", "takes part, is not scored"),
    "running": ("累计", "running"),
    "account-of": (
        "{name}（{unit}）　{scheme}　{year}年度，截至{as_of}",
        "{name} ({unit}), {scheme}, {year}, as of {as_of}",
    ),
    "sum": ("总分 {total} = {parts}", "Total {total} = {parts}"),
    "published": ("公布总分 {total}（四舍五入保留{places}位）", "Published total {total} ({places} places)"),
    "consequences": ("结果运用", "Consequences"),
    "other-lines": ("另记", "Also recorded"),
    "scheme-fine": (
        "{name}：{items}项指标、{rules}条计分条款、{categories}类单位，没有错误",
        "{name}: {items} items, {rules} rules, {categories} categories, no errors",
    ),
    "process-fine": (
        "考评流程：{bodies}个机构、{phases}个阶段、{steps}个步骤、{papers}种公文、{meetings}种会议，没有错误",
        "process: {bodies} bodies, {phases} phases, {steps} steps, {papers} papers, {meetings} meetings, no errors",
    ),
    "no-process": ("没有考评流程（process.yaml），不影响计分", "no process.yaml; scoring does without"),
    "warnings": ("提醒 {count} 处：", "{count} warnings:"),
    "no-warnings": ("没有提醒", "No warnings"),
    "holes": (
        "空缺的数值 {count} 处（在事实的 holes 表中填写）：",
        "{count} holes (to be filled in the table holes):",
    ),
    "no-holes": ("没有空缺的数值", "No holes"),
    "needed-always": ("计分前必填", "needed to score"),
    "needed-use": ("用到时必填", "needed on use"),
    "needed-never": ("计分不用", "not needed to score"),
    "compared": (
        "{name}：{moved}个单位有变动，{same}个单位没有变动",
        "{name}: {moved} units differ, {same} do not",
    ),
    "different-schemes": (
        "两份结果的办法不同：{before} 与 {after}",
        "The results are of different schemes: {before} and {after}",
    ),
    "unchanged-points": ("得分未变，因其他单位变动", "own points unchanged, others moved"),
    "sum-of-changes": ("各行合计 {points}", "sum {points}"),
    "no-change": ("没有变动", "no change"),
    "new-unit": ("新增", "new"),
    "gone-unit": ("不再计分", "gone"),
    "case-passed": ("通过　{scheme} {case}{as_of}", "ok    {scheme} {case}{as_of}"),
    "case-failed": ("不符　{scheme} {case}{as_of}", "FAIL  {scheme} {case}{as_of}"),
    "as-of": ("（截至{day}）", " (as of {day})"),
    "should-be": ("　应有", "  expected"),
    "should-not-be": ("　实得", "  got     "),
    "more-differences": ("　……另有{count}行", "  ... and {count} more"),
    "cases-passed": ("{count}个算例全部相符", "all {count} cases are as expected"),
    "cases-failed": ("{count}个算例中有{failed}个不符", "{failed} of {count} cases differ"),
    "new-made": (
        "已建立 {path}。接下来：\n  kaoping check {path}\n  kaoping test {path}\n  kaoping template {path} -o facts.xlsx",
        "Made {path}. Next:\n  kaoping check {path}\n  kaoping test {path}\n  kaoping template {path} -o facts.xlsx",
    ),
    "template-made": (
        "填报表已写入 {path}：{sheets}",
        "The workbook is in {path}: {sheets}",
    ),
    "site-made": (
        "网页已写入 {path}，请打开 {path}/index.html",
        "The pages are in {path}: open {path}/index.html",
    ),
    "demo-scoring": ("{name}：{units}个单位", "{name}: {units} units"),
    "demo-serving": (
        "网址 {address}　（按 Ctrl+C 结束）",
        "Open {address}  (Ctrl+C ends)",
    ),
}
