"""The first minute (第一分钟) as each of the five persons, in a real Chromium, at a desk's and at a phone's width."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.demo.visitors import DIRECTOR, LEADER, LIAISON, SUPPLIER, TOWN, enter

pytestmark = pytest.mark.browser


def fits(page: Page) -> bool:
    """Say whether the page itself does not scroll sideways; wide tables scroll in their own box."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", "").strip())


def test_the_director_sees_three_todos_and_where_the_three_series_stand(page: Page) -> None:
    enter(page, DIRECTOR)
    titles = page.locator(".task h2").all_inner_texts()
    assert [
        t for t in titles if t in ("份填报待您确认", "个单位资料不全，不能排名", "会议材料待打印")
    ] == titles
    assert page.locator(".task-number").all_inner_texts() == ["2", "2", "1"]
    expect(page.locator("table").first).to_contain_text("第一系列")
    assert fits(page)


def test_the_director_opens_a_total_and_its_lines_add_up(page: Page) -> None:
    enter(page, DIRECTOR)
    page.goto("/haiyu/2025/ranking/")
    assert fits(page)
    row = page.locator("tr", has_text="市委宣传部").first
    total = number(row.locator("td.total").inner_text())
    row.locator("td.total a, td a").first.click()
    page.goto("/haiyu/2025/units/D02/account/")
    parts = page.locator(".sum-part:not(.is-total) .sum-value").all_inner_texts()
    shown = [number(re.split(r"[/\s]", part.strip())[0]) for part in parts]
    assert sum(shown).quantize(Decimal("0.01")) == total == Decimal("671.08")
    for leaf in ("34.00", "39.00"):
        expect(page.locator("table.account")).to_contain_text(f"得 {leaf}")
    assert fits(page)


def test_each_line_names_article_fact_document_and_two_persons(page: Page) -> None:
    enter(page, DIRECTOR)
    page.goto("/haiyu/2025/units/D02/account/")
    line = page.locator("tr", has_text="E022").first
    for words in ("三(二)2(1)", "一名干部被追究刑事责任", "海公〔2025〕8号", "陈亮", "−10.00"):
        expect(line).to_contain_text(words)
    beaten = page.locator("tr.is-beaten").first
    expect(beaten).to_contain_text("同一事项")
    line.locator("a", has_text="海公〔2025〕8号").click()
    expect(page.locator("main")).to_contain_text("陈亮")
    expect(page.locator("h1")).to_contain_text("市委宣传部")


def test_the_director_sees_last_month_as_it_was(page: Page) -> None:
    enter(page, DIRECTOR)
    page.goto("/haiyu/2025/units/D02/account/?as_of=2025-01-31")
    expect(page.locator(".heading-sub")).to_contain_text("2025年1月31日")
    expect(page.locator("tr", has_text="E022")).to_contain_text("在截止日（2025年1月31日）之后，不计")
    expect(page.locator(".sum-part.is-total")).to_contain_text("698.08")


def test_the_notice_is_a_paper(page: Page) -> None:
    enter(page, DIRECTOR)
    for kind, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = page.request.get(f"/haiyu/2025/units/D02/notice.{kind}")
        assert answer.ok and answer.body().startswith(magic)


@pytest.mark.parametrize("page", ["desk"], indirect=True)
def test_the_director_sees_the_effect_before_the_click_and_confirms(page: Page) -> None:
    enter(page, DIRECTOR)
    page.get_by_role("link", name="逐条确认").first.click()
    page.locator("a", has_text="市林业局").first.click()
    effect = page.locator(".preview").first
    expect(effect).to_contain_text("85.00")
    expect(effect).to_contain_text("75.00")
    expect(effect).to_contain_text("变动的单位")
    page.get_by_role("button", name="确认", exact=True).click()
    page.wait_for_load_state()
    page.goto("/haiyu/2025/waiting/")
    expect(page.locator("main")).not_to_contain_text("市林业局")
    page.goto("/haiyu/2025/units/Z16/account/")
    expect(page.locator("table.account")).to_contain_text("海效投〔2026〕1号")


@pytest.mark.parametrize("page", ["desk"], indirect=True)
def test_the_supplier_records_a_deduction_with_a_preview(page: Page, tmp_path: Path) -> None:
    enter(page, SUPPLIER)
    page.goto("/haiyu/2025/events/new/")
    page.locator("#id_unit").fill("市林业局")
    page.locator("#id_unit").press("Tab")
    page.locator("#id_item").fill("三(二)2(1) 刑责或治安处罚")
    page.locator("#id_item").press("Tab")
    expect(page.locator("#fields")).to_contain_text("科级以下")
    assert not page.get_by_text("数额").count(), "only what this rule needs is asked"
    page.get_by_label(re.compile("科级以下")).first.check()
    page.locator("[name=date]").fill("2025-12-20")
    page.locator("[name=document]").fill("海公〔2025〕99号")
    page.locator("[name=document_day]").fill("2025-12-22")
    page.locator("[name=note]").fill("一名工作人员酒后驾驶被行政拘留")
    expect(page.locator("#preview")).to_contain_text("−10.00")
    assert "变动的单位" not in page.locator("#preview").inner_text(), "no figures of other units"
    assert fits(page)
    page.get_by_role("button", name="保存并送确认").click()
    expect(page.locator("h1")).to_contain_text("市林业局")
    expect(page.locator("main")).to_contain_text("待确认")


def test_the_supplier_sees_no_ranking_and_nothing_of_his_own_unit(page: Page) -> None:
    enter(page, SUPPLIER)
    assert page.request.get("/haiyu/2025/ranking/").status == 404, "before the release"
    assert page.request.get("/haiyu/2025/units/Z05/account/").status == 404


def test_the_liaison_reads_what_is_on_record_but_no_score(page: Page) -> None:
    enter(page, LIAISON)
    page.goto("/haiyu/2025/units/Z01/")
    expect(page.locator("h1")).to_contain_text("市发改委")
    assert fits(page)
    assert page.request.get("/haiyu/2025/units/Z01/account/").status == 404
    assert page.request.get("/haiyu/2025/units/Z02/").status == 404
    page.goto("/haiyu/2024/units/Z01/account/")
    expect(page.locator("main")).to_contain_text("总分")
    assert fits(page)


def test_the_leader_goes_from_the_meeting_to_a_line_and_its_evidence_in_two_clicks(page: Page) -> None:
    enter(page, LEADER)
    expect(page.locator("main")).to_contain_text("1月15日")
    page.goto("/haiyu/2025/units/D02/account/")
    page.locator("tr", has_text="E022").first.locator("a", has_text="海公〔2025〕8号").click()
    expect(page.locator("main")).to_contain_text("海公〔2025〕8号")
    assert page.get_by_role("button", name="确认", exact=True).count() == 0
    assert fits(page)


def test_the_town_is_run_by_one_person(page: Page) -> None:
    enter(page, TOWN)
    expect(page.locator(".topbar, header").first).to_be_visible()
    page.goto("/baisha/2025/ranking/")
    expect(page.locator("main")).to_contain_text("村建站")
    assert fits(page)
    assert page.request.get("/haiyu/2025/ranking/").status == 404


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_the_five_most_used_pages_fit_a_phone(page: Page) -> None:
    enter(page, DIRECTOR)
    for path in (
        "events/",
        "events/new/",
        "waiting/",
        "charts/",
        "items/",
        "scheme/",
        "participants/",
        "calendar/",
    ):
        page.goto(f"/haiyu/2025/{path}")
        assert fits(page), path
