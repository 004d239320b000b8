"""Templates -> bytes: one environment, everything escaped, the same bytes for the same input."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from kaoping.papers import links, shown
from kaoping.papers.lacking import Balance

STYLE = "kaoping.css"
TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Give the environment that all pages are made in."""
    found = Environment(
        loader=PackageLoader("kaoping.papers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals.update(article=links.article, anchor=links.anchor, fragment=links.fragment)
    found.globals.update(plain=shown.plain, number=shown.number, told=_balance)
    return found


def _balance(found: Balance) -> str:
    told = f"已得{shown.number(found.got)}分，已失{shown.number(found.lost)}分"
    return told + (f"，未定{shown.number(found.open)}分" if found.open else "")


def write_page(path: Path, template: str, **view: object) -> None:
    """Make a page and write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = environment().get_template(template).render(**view)
    path.write_bytes(text.encode())


def write_style(directory: Path) -> None:
    """Put the style sheet beside the pages."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / STYLE).write_bytes((TEMPLATES / STYLE).read_bytes())
