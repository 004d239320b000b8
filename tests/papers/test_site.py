"""Claims about the sites of results: numbers add up as shown, nothing unescaped, every link leads somewhere."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kaoping.papers.links import file_names
from kaoping.rules.ledger.result import Standing
from tests.papers.sites import SCHEMES, TOPICS, Element, Site, all_sites, points, read, site, topic_site

NAMES = (*SCHEMES, *(topic.name for topic in TOPICS))
HOSTILE = "<script>alert('甲')</script>&\"'<b>"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Write all sites once."""
    folder = tmp_path_factory.mktemp("sites")
    found = {found.scheme.id: found for found in all_sites(folder)}
    topics = tmp_path_factory.mktemp("topics")
    return found | {topic.name: topic_site(topic, topics / topic.name) for topic in TOPICS}


def lines_of(page: Element) -> list[Element]:
    """Give the rows of the account that are ledger lines: in the table that ends in the grand total."""
    table = next(table for table in page.all("table", "ledger") if table.all("tr", "grand"))
    return [row for row in table.all("tr") if row.all("td", "counted")]


def unit_page(found: Site, unit: str) -> Element:
    """Read a unit's page."""
    names = file_names(one.id for one in found.result.units)
    return found.page(f"unit/{names[unit]}.html")


def totals(found: Site) -> list[tuple[Standing, Element]]:
    """Give the standings with their pages."""
    return [(standing, unit_page(found, standing.unit)) for standing in found.result.standings]


@pytest.mark.parametrize("scheme", NAMES)
def test_the_lines_of_each_account_add_up_to_the_exact_total(sites: dict[str, Site], scheme: str) -> None:
    for standing, page in totals(sites[scheme]):
        shown = [points(row.one("td", "counted").text) for row in lines_of(page)]
        assert sum(shown) == standing.exact_total, standing.name


@pytest.mark.parametrize("scheme", NAMES)
def test_every_line_of_the_ledger_stands_on_the_page(sites: dict[str, Site], scheme: str) -> None:
    found = sites[scheme]
    for standing, page in totals(found):
        rows = [
            row
            for table in page.all("table", "ledger")
            for row in table.all("tr")
            if row.all("td", "counted")
        ]
        shown = sorted(
            (points(row.one("td", "raw").text), points(row.one("td", "counted").text)) for row in rows
        )
        assert shown == sorted((line.raw, line.points) for line in found.result.lines_of[standing.unit])


@pytest.mark.parametrize("scheme", NAMES)
def test_running_sums_follow_the_lines_to_the_sum_of_the_leaf(sites: dict[str, Site], scheme: str) -> None:
    for _, page in totals(sites[scheme]):
        table = next(table for table in page.all("table", "ledger") if table.all("tr", "grand"))
        running = 0
        for row in table.one("tbody").all("tr"):
            if "item" in row.classes or "whole" in row.classes:
                running = 0
            if counted := row.all("td", "counted"):
                running += points(counted[0].text)
                assert points(row.one("td", "running").text) == running
            elif "sub" in row.classes:
                total = points(row.all("td")[-1].text.removeprefix("= "))
                assert total == running or not row.one("td", "words").text.startswith(
                    ("起评", "得分", "扣分")
                )
                running = total


@pytest.mark.parametrize("scheme", NAMES)
def test_the_sum_on_top_shows_the_published_total(sites: dict[str, Site], scheme: str) -> None:
    for standing, page in totals(sites[scheme]):
        terms = page.one("div", "eq").all("div", "term")
        shown = [term.one("span", "v").text.split(" / ")[0].strip() for term in terms]
        assert points(shown[-1]) == standing.total
        signs = [-1 if term.one("span", "op").text == "−" else 1 for term in terms[:-1]]
        assert (
            sum(s * points(text) for s, text in zip(signs, shown[:-1], strict=True)) == standing.exact_total
        )


@pytest.mark.parametrize("scheme", NAMES)
def test_the_ranking_shows_every_unit_once_with_its_total_linked(sites: dict[str, Site], scheme: str) -> None:
    found = sites[scheme]
    rows = [row for row in found.page("index.html").all("tr") if row.all("td", "tot")]
    shown = {}
    for row in rows:
        link = row.one("td", "tot").one("a")
        shown[row.one("th", "unit").one("a").text] = (row.one("td", "rank").text, points(link.text))
        assert (found.folder / link.attributes["href"]).is_file()
    want = {s.name: ("–" if s.rank is None else str(s.rank), s.total) for s in found.result.standings}
    assert shown == want and len(rows) == len(want)


@pytest.mark.parametrize("scheme", NAMES)
def test_every_link_leads_to_a_file_and_an_element_of_the_site(sites: dict[str, Site], scheme: str) -> None:
    found = sites[scheme]
    ids = {
        path: [e.attributes["id"] for e in read(path).all() if "id" in e.attributes] for path in found.pages
    }
    assert all(len(set(names)) == len(names) for names in ids.values())
    for path in found.pages:
        for link in [*read(path).all("a"), *read(path).all("link")]:
            address = urlsplit(link.attributes["href"])
            assert not address.scheme and not address.netloc and not address.path.startswith("/")
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            assert target.is_file(), f"{path.name}: {link.attributes['href']}"
            if address.fragment:
                assert unquote(address.fragment) in ids[target], f"{path.name}: {link.attributes['href']}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_line_with_an_article_links_to_it(sites: dict[str, Site], scheme: str) -> None:
    found = sites[scheme]
    for _, page in totals(found):
        for row in lines_of(page):
            (link,) = row.one("td", "art").all("a", "cite")
            assert link.attributes["href"].startswith("../scheme.html#a-")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_site_is_the_same_bytes_every_time(sites: dict[str, Site], scheme: str, tmp_path: Path) -> None:
    again = site(scheme, tmp_path / "elsewhere", home="../index.html")
    assert digests(again.folder) == digests(sites[scheme].folder)


def digests(folder: Path) -> dict[str, str]:
    """Give the digest of every file by its place."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("scheme", NAMES)
def test_no_page_names_a_path_of_the_machine(sites: dict[str, Site], scheme: str) -> None:
    found = sites[scheme]
    for path in found.pages:
        text = path.read_text(encoding="utf-8")
        assert str(found.folder) not in text and "/home/" not in text and "/tmp/" not in text
        assert "file:" not in text and "http" not in text


@pytest.mark.parametrize("scheme", NAMES)
def test_tables_say_what_heads_what(sites: dict[str, Site], scheme: str) -> None:
    for path in sites[scheme].pages:
        page = read(path)
        assert page.one("html").attributes["lang"] == "zh-CN"
        for heading in page.all("th"):
            assert heading.attributes.get("scope") in ("col", "row", "rowgroup"), path.name


def test_names_of_units_are_escaped_everywhere(tmp_path: Path, sites: dict[str, Site]) -> None:
    result = sites["zhangzhou"].result
    found = site(
        "zhangzhou",
        tmp_path,
        units=tuple(unit._replace(name=HOSTILE) for unit in result.units),
        standings=tuple(standing._replace(name=HOSTILE) for standing in result.standings),
    )
    for path in found.pages:
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text and '<b>"' not in text
        if path.parent.name == "unit":
            assert HOSTILE in read(path).one("h1").text


def test_ids_of_units_become_safe_file_names() -> None:
    ids = ["P2", "p2", "../../etc", "甲", "CON", "a b", "", "x" * 80, "u_1-z"]
    names = file_names(ids)
    assert names["P2"] == "P2" and names["u_1-z"] == "u_1-z"
    assert len({name.lower() for name in names.values()}) == len(ids)
    assert all(name.replace("-", "").replace("_", "").isalnum() and name.isascii() for name in names.values())


def test_a_beaten_event_is_struck_out_with_its_reason(sites: dict[str, Site]) -> None:
    (row,) = [
        row for row in lines_of(unit_page(sites["zhangzhou"], "P2")) if row.one("td", "id").text == "E007"
    ]
    assert "off" in row.classes and "党纪政纪处分" in row.one("span", "strike").text
    assert "与E006为同一事项" in row.one("span", "why").text
    assert row.one("td", "counted").text == "0.00" and row.one("td", "raw").text == "−10.00"


def test_a_floor_and_its_overflow_are_lines_and_the_leaf_is_summed_in_words(sites: dict[str, Site]) -> None:
    page = unit_page(sites["zhangzhou"], "P2")
    closing = [row.text for row in lines_of(page) if "close" in row.classes]
    assert "封底" in closing[0] and "+15.00" in closing[0] and "超出部分" in closing[2]
    sums = [row.one("td", "words").text for row in page.all("tr", "sub")]
    assert sums[0] == "起评 100.00 − 扣分 115.00 + 封底 15.00（事项10条，计分9条）"


def test_grade_lines_part_the_ranking(sites: dict[str, Site]) -> None:
    table = sites["zhangzhou"].page("index.html").all("table", "rankt")[0]
    rows = table.one("tbody").all("tr")
    lines = {row.one("b", "at").text: at for at, row in enumerate(rows) if "line" in row.classes}
    assert lines == {"800.00": 6, "700.00": 8}
    assert "bad" in rows[8].classes and "good" in rows[6].classes


def test_distances_are_measured_from_grade_lines(sites: dict[str, Site]) -> None:
    facts = [fact.text for fact in unit_page(sites["zhangzhou"], "P2").all("span", "fact")]
    assert any("800.00" in fact and "−68.50" in fact for fact in facts)
    assert any("700.00" in fact and "+31.50" in fact for fact in facts)


def test_an_incomplete_unit_says_what_it_lacks(sites: dict[str, Site]) -> None:
    (lack, *_) = sites["zhangzhou"].page("index.html").all("tr", "lack")
    assert "综合评议" in lack.text and "50分未定" in lack.text and "市政府办" in lack.text


def test_a_truncated_axis_is_said_in_the_title(sites: dict[str, Site]) -> None:
    titles = [title.text for title in sites["zhangzhou"].page("index.html").all("figcaption")]
    assert "分数轴从550分起，未从0分起" in titles[0]


def test_data_can_be_worked_out_again(sites: dict[str, Site]) -> None:
    found = sites["zhangzhou"]
    text = found.page("data.html").text
    assert "kaoping score data/scheme.yaml data/facts -o again" in text
    assert (found.folder / "data" / "scheme.yaml").read_text(encoding="utf-8") == found.scheme.text
    assert (found.folder / "data" / "facts" / "events.csv").is_file()


def test_the_index_leads_to_every_site(sites: dict[str, Site]) -> None:
    folder = sites["zhangzhou"].folder.parent
    links = [link.attributes["href"] for link in read(folder / "index.html").all("a")]
    assert links == [f"{name}/index.html" for name in SCHEMES]
    assert all((folder / link).is_file() for link in links)
