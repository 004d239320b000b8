"""Papers of the demo as PDF: a few lines in Chinese on one page; the same words give the same bytes.

The page names a Chinese font that every reader of PDF replaces by its own, so nothing is embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from kaoping.web.core.files import take_in
from kaoping.web.core.models import File
from kaoping.web.people.permissions import Actor

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
    b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)


def attach(actor: Actor, name: str, lines: Sequence[str]) -> File:
    """Store a paper as a file that the actor uploads."""
    return take_in(
        actor.body, actor.person, SimpleUploadedFile(f"{name}.pdf", paper(lines), "application/pdf")
    )


def paper(lines: Sequence[str]) -> bytes:
    """Set lines on a page of A4: the first is the title, in the middle."""
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(_set(lines)),
        *_FONT,
    )


def _set(lines: Sequence[str]) -> bytes:
    shown = [_line(lines[0], 20, round(297 - 10 * len(lines[0])), 740)]
    shown += [_line(text, 14, 72, 690 - 28 * n) for n, text in enumerate(lines[1:])]
    return b"\n".join(shown)


def _line(text: str, size: int, x: int, y: int) -> bytes:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _file(*objects: bytes) -> bytes:
    """Put objects into a file with its table of places."""
    made, places = b"%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (n, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + end


def cover(office: str, document: str, day: date, facts: Sequence[str]) -> list[str]:
    """Give the lines of an office's paper about facts."""
    wrapped = [part for fact in facts for part in _wrapped(fact)]
    dated = f"{day.year}年{day.month}月{day.day}日"
    return [
        f"{office}情况报告",
        document,
        "",
        *wrapped,
        "",
        "（演示用件，单位、人员与事实均为虚构）",
        office,
        dated,
    ]


def _wrapped(text: str, width: int = 32) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]
