"""The notice as PDF: set by typst, from a template that gets its words as data, never as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from kaoping.papers.notice.content import NoticeFacts
from kaoping.papers.notice.fonts import choose, installed
from kaoping.papers.notice.sheet import sheet

TEMPLATE = Path(__file__).with_name("notice.typ")
_SETTING = Lock()
"""A compiler sets one paper at a time."""


def pdf(notice: NoticeFacts, font_folders: tuple[Path, ...] = ()) -> bytes:
    """Set a notice; the same notice gives the same bytes with the same fonts. Raises: FontsError.

    `font_folders` hold further fonts, such as an office's own 方正小标宋 and 仿宋.
    """
    fonts = choose(installed(font_folders).families())
    words = json.dumps({**asdict(sheet(notice)), "fonts": fonts}, ensure_ascii=False)
    with _SETTING:
        made = _compiler(font_folders).compile(
            format="pdf", sys_inputs={"notice": words}, timestamp=_timestamp(notice)
        )
    assert isinstance(made, bytes)
    return made


@cache
def _compiler(font_folders: tuple[Path, ...]) -> typst.Compiler:
    """Keep the compiler: with its fonts read and its template parsed, the next paper takes milliseconds."""
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=installed(font_folders))


def _timestamp(notice: NoticeFacts) -> datetime:
    """Date the file by the paper, not by the clock."""
    return datetime.combine(notice.issued or notice.as_of, time(), UTC)
