"""Claims about the notice of a score: every line of the ledger stands on it, sums add up, words come out as they are."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import typst
from docx import Document
from docx.table import _Row

from kaoping.papers.ledger import Head
from kaoping.papers.notice import (
    FontsError,
    LineSource,
    NoticeFacts,
    Status,
    as_pdf,
    docx,
    notice_of,
    pdf,
    source_key,
)
from kaoping.papers.notice.fonts import choose, installed
from kaoping.papers.notice.sheet import TRIAL_MARK, sheet
from kaoping.rules.facts.rows import Unit
from kaoping.rules.numbers.points import Points, parse_points
from kaoping.schemes import builtin, find
from kaoping.schemes.package import WorkedCase
from kaoping.tables.evaluated import Evaluation
from kaoping.tables.evaluation import evaluate
from tests.papers.sites import CASE, points

ISSUER, ISSUED = "海屿市绩效考评工作小组", date(2026, 1, 20)
HOSTILE = "#[甲] $x$ @乙 <丙> \\ *b* _i_ `c` // ~ -- ... \"'&amp; #panic() {{0}}"
SIGNED = r"[+−]?\d+(?:\.\d+)?"
PAIR = re.compile(rf"({SIGNED}) +({SIGNED})(?: +({SIGNED}))?$")


@cache
def case(scheme: str) -> WorkedCase:
    return next(one for one in find(scheme).cases if one.name == CASE)


@cache
def evaluation(scheme: str) -> Evaluation:
    return evaluate(find(scheme), case(scheme).facts)


def notice(scheme: str, unit: str, **changes: object) -> NoticeFacts:
    found = evaluation(scheme)
    told = {"issuer": ISSUER, "issued": ISSUED, "facts": found.facts, **changes}
    return notice_of(found.scheme, found.result, unit, found.package.document.entries, **told)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Papers:
    """Both papers of a unit."""

    unit: Unit
    notice: NoticeFacts
    text: str
    rows: list[list[str]]


@cache
def papers(scheme: str) -> list[Papers]:
    """Make both papers of every unit of a scheme's shared case."""
    found = []
    for unit in evaluation(scheme).result.units:
        told = notice(scheme, unit.id)
        found.append(Papers(unit, told, text_of(pdf(told)), account_rows(docx(told))))
    return found


def text_of(data: bytes) -> str:
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return told.stdout.decode()


def words_of(data: bytes) -> str:
    return re.sub(r"\s", "", text_of(data))


def account_rows(data: bytes) -> list[list[str]]:
    """Read the rows of the account back from a docx: each cell once, without the heading."""
    tables = Document(io.BytesIO(data)).tables
    return [cells_of(row) for row in tables[1].rows[1:]] if len(tables) > 1 else []


def cells_of(row: _Row) -> list[str]:
    return [cell.text for cell in dict.fromkeys(row.cells)]


def expected(scheme: str, table: str, unit: str) -> list[dict[str, str]]:
    """Read what must come out for a unit, from the worked case."""
    folder: Path = case(scheme).facts.parent / "expected"
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["unit"] == unit]


def pairs(scheme: str, unit: str) -> Counter[tuple[Points, Points]]:
    return Counter((line.raw, line.points) for line in evaluation(scheme).result.lines_of[unit])


@pytest.mark.parametrize("scheme", builtin())
def test_the_pdf_holds_every_line_of_the_ledger_with_its_points(scheme: str) -> None:
    for one in papers(scheme):
        table = one.text.partition("原始分")[2].splitlines()
        found = [
            match for line in table if (match := PAIR.search(line)) and match[1][0] + match[2][0] != "= "
        ]
        shown = Counter((points(match[1]), points(match[2])) for match in found)
        assert pairs(scheme, one.unit.id) - shown == Counter(), one.unit.name


@pytest.mark.parametrize("scheme", builtin())
def test_the_docx_holds_every_line_of_the_ledger_once(scheme: str) -> None:
    for one in papers(scheme):
        lines = [row for row in one.rows if len(row) > 2]
        shown = Counter((points(row[-3]), points(row[-2])) for row in lines)
        assert shown == pairs(scheme, one.unit.id), one.unit.name


@pytest.mark.parametrize("scheme", builtin())
def test_both_papers_tell_the_published_total_and_rank(scheme: str) -> None:
    for one in papers(scheme):
        for row in expected(scheme, "ranking", one.unit.id):
            total = row["total"].replace("-", "−")
            assert re.search(rf"总分 .* {total}$", one.text, re.MULTILINE), one.unit.name
            assert one.notice.total == total
            assert (f"第{row['rank']}名" in one.text) == bool(row["rank"])


@pytest.mark.parametrize("scheme", builtin())
def test_the_lines_of_the_worked_case_stand_on_both_papers(scheme: str) -> None:
    for one in papers(scheme):
        for row in expected(scheme, "ledger", one.unit.id):
            want = parse_points(row["raw"]), parse_points(row["points"])
            shown = [cells for cells in one.rows if len(cells) > 2 and cells[0] == row["date"]]
            assert want in [(points(cells[-3]), points(cells[-2])) for cells in shown]
            assert row["date"] in one.text


@pytest.mark.parametrize("scheme", builtin())
def test_each_item_has_the_score_of_the_worked_case(scheme: str) -> None:
    for one in papers(scheme):
        heads = {row.item: row.score.text for row in one.notice.rows if isinstance(row, Head)}
        want = {row["item"]: parse_points(row["score"]) for row in expected(scheme, "scores", one.unit.id)}
        assert {item: points(heads[item]) for item in want if item in heads} == {
            item: score for item, score in want.items() if item in heads
        }
        told = [row[1] for row in one.rows if len(row) == 2]
        assert all(f"得 {score}" in told for score in heads.values())


def value(words: str) -> Points:
    """Work out a sum as it is written: 起评 100.00 − 扣分 115.00 + 封底 15.00."""
    terms = re.findall(r"(?:^|([+−]) )(?:[^+−\d]* )?([−]?\d+(?:\.\d+)?)", words)
    return sum((-1 if sign == "−" else 1) * points(figure) for sign, figure in terms)


@pytest.mark.parametrize("scheme", builtin())
def test_the_total_is_the_sum_that_is_written_out(scheme: str) -> None:
    for one in papers(scheme):
        for words in (text for text in sheet(one.notice).paragraphs if text.startswith("总分：")):
            told, _, total = words.removeprefix("总分：").removesuffix("。").partition(" = ")
            exact, _, published = total.partition("，公布 ")
            assert value(told) == points(exact)
            assert (published or exact) == one.notice.total


@pytest.mark.parametrize("scheme", builtin())
def test_lines_add_up_to_sums_and_to_the_total(scheme: str) -> None:
    for one in papers(scheme):
        running = total = 0
        for row in one.rows:
            if len(row) > 2 and row[-1]:
                total += points(row[-2])
                running = points(row[-1])
            elif row[0].startswith("小计"):
                words = row[0].removeprefix("小计　").partition("（事项")[0]
                told = points(row[1].removeprefix("= "))
                assert "下级" in words or value(words) == told
                assert told == running or not words.startswith(("起评", "得分", "扣分"))
            elif row[0].startswith("总分"):
                assert points(row[1].removeprefix("= ").partition("，")[0]) == total


def test_zhangzhou_p2_tells_each_line_with_date_event_article_words_and_running_total() -> None:
    text = text_of(pdf(notice("zhangzhou", "P2")))
    row = next(line for line in text.splitlines() if "E008" in line)
    assert row.split() == [
        *("2025-03-03", "E008", "三(二)2(3)", "效能责任追究", "效能告诫：扣5分/人次", "×", "2"),
        *("−10.00", "−10.00", "80.00"),
    ]
    (beaten,) = (row for row in account_rows(docx(notice("zhangzhou", "P2"))) if row[1] == "E007")
    assert "与E006为同一事项，就高计一次，本条不计" in beaten[4]
    assert "430.00 + 0.00 + 100.00 + 216.50 − 15.00 = 731.50" in text


def test_both_papers_hold_the_same_rows() -> None:
    told = notice(
        "zhangzhou", "P2", sources={"E006": LineSource("海纪〔2025〕6号", "王小明", "李建国", "甲受处分")}
    )
    words = words_of(pdf(told))
    rows = account_rows(docx(told))
    assert [len(row) for row in rows] == [len(row.cells) for row in sheet(told).rows]
    assert all(re.sub(r"\s", "", row[0]) in words for row in rows)


def test_a_source_brings_its_document_persons_and_fact_into_columns_of_their_own() -> None:
    sources = {"E006": LineSource("海纪〔2025〕6号", "王小明", "李建国", "办公室某某受治安处罚")}
    told = notice("zhangzhou", "P2", sources=sources)
    assert [column.title for column in sheet(told).columns][5:8] == ["文号", "录入", "确认"]
    (row,) = (row for row in account_rows(docx(told)) if row[1] == "E006")
    assert row[3] == "刑责或治安处罚\n办公室某某受治安处罚"
    assert row[5:8] == ["海纪〔2025〕6号", "王小明", "李建国"]


def test_without_sources_their_columns_are_left_out() -> None:
    columns = sheet(notice("zhangzhou", "P2")).columns
    assert [one.title for one in columns] == [
        *("日期", "来源", "条款", "事项", "计算与说明", "原始分", "计分", "累计")
    ]
    traced = sheet(notice("zhangzhou", "P2", sources={})).columns
    assert sum(one.width for one in traced) == sum(one.width for one in columns)


def test_a_source_is_found_by_its_record_or_by_its_item() -> None:
    lines = evaluation("zhangzhou").result.lines_of["P2"]
    keys = [source_key(line) for line in lines]
    assert "E006" in keys and "appraisal.public/public" in keys and "goals" in keys
    told = notice("zhangzhou", "P2", sources={"goals": LineSource(entered_by="考评员")})
    assert next(row[6] for row in account_rows(docx(told)) if len(row) > 2) == "考评员"


def test_a_trial_is_marked_on_every_page_and_a_release_nowhere() -> None:
    trial, released = notice("zhangzhou", "P2"), notice("zhangzhou", "P2", status=Status.PUBLISHED)
    for page in text_of(pdf(trial)).removesuffix("\f").split("\f"):
        assert page.count(TRIAL_MARK) >= 2
    assert "试算" not in text_of(pdf(released))
    footers = [section.footer for section in Document(io.BytesIO(docx(trial))).sections]
    assert all(footer.paragraphs[0].text == TRIAL_MARK for footer in footers)
    assert all("试算" not in p.text for p in Document(io.BytesIO(docx(released))).paragraphs)


def test_pages_are_numbered_and_the_heading_of_the_account_is_repeated() -> None:
    pages = text_of(pdf(notice("jishui-2014", "JS01"))).removesuffix("\f").split("\f")
    assert all(f"—{number}—" in page.replace(" ", "") for number, page in enumerate(pages, 1))
    assert all("计算与说明" in page for page in pages[1:]) and len(pages) > 3


def test_the_paper_tells_the_scheme_and_the_engine() -> None:
    told = notice("zhangzhou", "P2")
    assert told.digest == find("zhangzhou").digest
    last = Document(io.BytesIO(docx(told))).paragraphs[-1].text
    assert told.digest in last and told.engine in last
    assert told.digest in words_of(pdf(told))


def test_an_incomplete_unit_is_told_what_is_lacking_and_has_no_rank() -> None:
    text = words_of(pdf(notice("zhangzhou", "G2")))
    assert "资料不全，暂不排名、不定等次。缺少：综合评议" in text and "50分未定，由市政府办提供" in text
    assert "名次：" not in text


def test_an_observer_gets_a_letter_without_figures() -> None:
    text = words_of(pdf(notice("zhangzhou", "O1")))
    assert "不计分、不排名" in text and "总分" not in text and "得分明细表" not in text


@pytest.mark.parametrize("make", [pdf, docx])
def test_a_paper_is_the_same_bytes_every_time(make: type[object]) -> None:
    assert make(notice("zhangzhou", "P2")) == make(notice("zhangzhou", "P2"))


def test_no_word_is_taken_for_markup() -> None:
    told = replace(
        notice(
            "zhangzhou",
            "P2",
            number=HOSTILE,
            sources={"E006": LineSource(HOSTILE, HOSTILE, HOSTILE, HOSTILE)},
        ),
        unit=HOSTILE,
        issuer=HOSTILE,
    )
    text = words_of(pdf(told))
    assert HOSTILE.replace(" ", "") + "：" in text
    assert text.count("#panic()") >= 8
    written = Document(io.BytesIO(docx(told)))
    assert f"{HOSTILE}：" in [paragraph.text for paragraph in written.paragraphs]


def test_what_a_file_cannot_hold_is_left_out() -> None:
    told = replace(notice("zhangzhou", "P2"), unit="甲\x00\x1b乙")
    assert "甲乙：" in [paragraph.text for paragraph in Document(io.BytesIO(docx(told))).paragraphs]
    assert pdf(told)


def test_only_the_fonts_that_were_chosen_are_in_the_pdf_and_all_are_embedded() -> None:
    chosen = choose(installed().families())
    names = {family.replace(" ", "").casefold() for families in chosen.values() for family in families}
    listed = subprocess.run(
        ["pdffonts", "-"], input=pdf(notice("zhangzhou", "P2")), capture_output=True, check=True
    )
    fonts = listed.stdout.decode().splitlines()[2:]
    assert fonts
    for font in fonts:
        assert any(name in font.casefold() for name in names), font
        assert font.split()[-5] == "yes", font


def test_without_a_chinese_font_the_error_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    told = notice("zhangzhou", "P2")
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    monkeypatch.setattr(as_pdf, "installed", lambda folders: none)
    with pytest.raises(FontsError, match=r"没有找到中文字体.*fonts-noto-cjk"):
        pdf(told)


def test_an_offices_own_fonts_come_first() -> None:
    found = choose(["Noto Serif CJK SC", "noto sans cjk sc", "方正小标宋简体", "仿宋_GB2312", "DejaVu Sans"])
    assert found["title"][0] == "方正小标宋简体" and found["body"][0] == "仿宋_GB2312"
    assert found["body"][1] == "Noto Serif CJK SC"
