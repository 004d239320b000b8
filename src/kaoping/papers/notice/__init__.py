"""得分通知单: the notice of a unit's score, with the account of every point, as PDF and as docx.

notice = notice_of(scheme, result, "u1", document.entries, issuer="海屿市绩效办", issued=day)
pdf(notice)       # bytes, the same for the same notice; FontsError where no Chinese font is installed
docx(notice)      # bytes, the same words in the same rows
"""

from __future__ import annotations

from kaoping.papers.notice.as_docx import docx
from kaoping.papers.notice.as_pdf import pdf
from kaoping.papers.notice.content import (
    LineSource,
    NoticeFacts,
    NoticeLine,
    Status,
    notice_of,
    source_key,
)
from kaoping.papers.notice.fonts import FontsError

__all__ = [
    "FontsError",
    "LineSource",
    "NoticeFacts",
    "NoticeLine",
    "Status",
    "docx",
    "notice_of",
    "pdf",
    "source_key",
]
