"""Small files of every kind, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
GIF = b"GIF89a" + b"\0" * 20
WEBP = b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 20
EXE = b"MZ\x90\0" + b"\0" * 200


def zipped(*names: str) -> bytes:
    """Give a zip with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in names:
            target.writestr(zipfile.ZipInfo(name), "<x/>")
    return made.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
OFD = zipped("OFD.xml", "Doc_0/Document.xml")


def compound(*names: str) -> bytes:
    """Give an OLE compound file's header and a directory with these names."""
    made = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    for name in ("Root Entry", *names):
        words = name.encode("utf-16le")
        made += words.ljust(64, b"\0") + struct.pack("<H", len(words) + 2) + b"\0" * 62
    return made


DOC = compound("1Table", "WordDocument")
XLS = compound("Workbook")
