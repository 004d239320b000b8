"""What a file really is (文件类型): told by its content, never by its name; a fixed list is let in."""

from __future__ import annotations

import codecs
import mmap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """A kind of file that is let in: its code, its words, the endings that its name may have, its media type."""

    code: str
    words: str
    endings: tuple[str, ...]
    media: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ALL = (
    Kind("pdf", "PDF", (".pdf",), "application/pdf"),
    Kind("ofd", "OFD 版式文件", (".ofd",), "application/ofd"),
    Kind("docx", "Word 文档", (".docx",), f"{_OFFICE}wordprocessingml.document"),
    Kind("doc", "Word 97 文档", (".doc", ".wps"), "application/msword"),
    Kind("xlsx", "Excel 工作簿", (".xlsx",), f"{_OFFICE}spreadsheetml.sheet"),
    Kind("xls", "Excel 97 工作簿", (".xls", ".et"), "application/vnd.ms-excel"),
    Kind("png", "PNG 图片", (".png",), "image/png"),
    Kind("jpeg", "JPEG 图片", (".jpg", ".jpeg"), "image/jpeg"),
    Kind("gif", "GIF 图片", (".gif",), "image/gif"),
    Kind("webp", "WebP 图片", (".webp",), "image/webp"),
    Kind("text", "文本（UTF-8）", (".txt", ".csv"), "text/plain; charset=utf-8"),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _ALL}
"""The kinds that are let in, by code."""
ALLOWED = (
    "PDF、OFD、Word（doc、docx）、Excel（xls、xlsx）、图片（png、jpg、gif、webp）、UTF-8 文本（txt、csv）"
)


class Refusal(Exception):
    """The content is of no kind that is let in; the words say what it really is."""


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "Linux 程序"),
    (b"#!", "脚本"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"SQLite format 3", "SQLite 数据库"),
)
_MARKUP: tuple[bytes, ...] = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<?php")


def kind_of(file: Path) -> Kind:
    """Tell the kind of a file by its content. Raises: Refusal, with the words of what it is."""
    with file.open("rb") as opened:
        start = opened.read(512)
    if not start:
        raise Refusal("空文件")
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return KINDS["webp"]
    if start.startswith(b"PK\x03\x04"):
        return KINDS[_zip(file)]
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return KINDS[_compound(file)]
    for magic, code in _MAGIC:
        if start.startswith(magic):
            return KINDS[code]
    for magic, words in _FOREIGN:
        if start.startswith(magic):
            raise Refusal(words)
    return KINDS[_text(file, start)]


def _zip(file: Path) -> str:
    """Tell what a zip holds by the names of its members; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as opened:
            names = {name.lower() for name in opened.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refusal("损坏的压缩包或文档") from error
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names):
        raise Refusal("带宏的 Office 文件，请另存为不带宏的格式")
    marks = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ofd.xml": "ofd"}
    found = [code for member, code in marks.items() if member in names]
    if len(found) != 1 or (found != ["ofd"] and "[content_types].xml" not in names):
        raise Refusal("ZIP 压缩包")
    return found[0]


def _compound(file: Path) -> str:
    """Tell what an OLE compound file holds by the names in its directory."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _has_entry(content, "_VBA_PROJECT") or _has_entry(content, "_VBA_PROJECT_CUR"):
            raise Refusal("带宏的 Office 文件，请另存为不带宏的格式")
        if _has_entry(content, "WordDocument"):
            return "doc"
        if _has_entry(content, "Workbook") or _has_entry(content, "Book"):
            return "xls"
    raise Refusal("其他程序的复合文档（如安装包、邮件）")


def _has_entry(content: mmap.mmap, name: str) -> bool:
    """Look for a directory entry: a name in UTF-16 at a multiple of 128 bytes, ended by zeros."""
    wanted = name.encode("utf-16le") + b"\0\0"
    at = content.find(wanted)
    while at != -1 and at % 128:
        at = content.find(wanted, at + 2)
    return at != -1


def _text(file: Path, start: bytes) -> str:
    """Make sure that it is text in UTF-8, and neither a page nor a program."""
    if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP):
        raise Refusal("网页或标记语言文件")
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with file.open("rb") as opened:
        try:
            while part := opened.read(1 << 16):
                _check_letters(decoder.decode(part))
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise Refusal(_not_utf8(start)) from error
    return "text"


def _check_letters(text: str) -> None:
    if any(letter < " " and letter not in "\t\n\r\f" for letter in text):
        raise Refusal("无法识别的二进制文件")


def _not_utf8(start: bytes) -> str:
    """Tell text in the older Chinese encoding from what is no text; the start may end within a letter."""
    try:
        codecs.getincrementaldecoder("gb18030")().decode(start)
    except UnicodeDecodeError:
        return "无法识别的二进制文件"
    binary = any(byte < 32 and byte not in b"\t\n\r\f" for byte in start)
    return "无法识别的二进制文件" if binary else "GBK 编码的文本，请另存为 UTF-8 编码"
