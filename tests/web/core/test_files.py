"""Uploaded files: told by content, kept once, checked when they are handed out."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from kaoping.web.core import files
from kaoping.web.core.files import FileDamaged, FileRefused, clean_name
from kaoping.web.core.models import File
from tests.web.core import samples
from tests.web.worlds import body, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_folder")]


def upload(name: str, content: bytes) -> File:
    of = body("haiyu") if not File.objects.exists() else File.objects.earliest("id").body
    who = person(of, "冯小雨")
    return files.take_in(of, who, SimpleUploadedFile(name, content))


def words(value: object) -> str:
    """Give the id of a parameter: contents are not shown."""
    return value if isinstance(value, str) else "holds"


def stored() -> list[Path]:
    return [p for p in Path(settings.FILES).rglob("*") if p.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("通报.pdf", samples.PDF, "pdf"), ("图.png", samples.PNG, "png"), ("图.JPG", samples.JPEG, "jpeg"),
        ("图.jpeg", samples.JPEG, "jpeg"), ("图.gif", samples.GIF, "gif"), ("图.webp", samples.WEBP, "webp"),
        ("文.docx", samples.DOCX, "docx"), ("表.xlsx", samples.XLSX, "xlsx"), ("版.ofd", samples.OFD, "ofd"),
        ("文.doc", samples.DOC, "doc"), ("文.wps", samples.DOC, "doc"), ("表.xls", samples.XLS, "xls"),
        ("说明.txt", "行政效能\r\n".encode(), "text"), ("数据.csv", "\ufeff单位,得分\nA01,98.5\n".encode(), "text"),
    ],
    ids=words,
)  # fmt: skip
def test_what_is_allowed_is_taken_in_under_its_hash(name: str, content: bytes, kind: str) -> None:
    made = upload(name, content)
    assert (made.kind, made.size, made.sha256) == (kind, len(content), hashlib.sha256(content).hexdigest())
    assert stored() == [Path(settings.FILES) / made.sha256[:2] / made.sha256]
    with files.open_file(made) as opened:
        assert opened.read() == content


@pytest.mark.parametrize(
    ("name", "content", "really"),
    [
        ("通报.pdf", samples.EXE, "Windows 程序"),
        ("通报.pdf", b"\x7fELF" + b"\0" * 50, "Linux 程序"),
        ("通报.pdf", b"#!/bin/sh\nrm -rf /\n", "脚本"),
        ("通报.pdf", samples.PNG, "PNG 图片"),
        ("通报.exe", samples.PDF, "PDF"),
        ("通报", samples.PDF, "PDF"),
        ("图.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "网页"),
        ("页.txt", "\ufeff\n <!DOCTYPE html><script>".encode(), "网页"),
        ("表.xlsx", samples.zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "带宏"),
        ("文.docx", samples.zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "带宏"),
        ("文.doc", samples.compound("WordDocument", "_VBA_PROJECT"), "带宏"),
        ("文.doc", samples.compound("__properties_version1.0"), "复合文档"),
        ("包.zip", samples.zipped("a.txt"), "ZIP 压缩包"),
        ("两样.docx", samples.zipped("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "ZIP 压缩包"),
        ("坏.docx", samples.DOCX[:60], "损坏"),
        ("空.pdf", b"", "空文件"),
        ("旧.txt", "考评结果".encode("gb18030"), "GBK"),
        ("乱.txt", b"\x00\x01\x02abc", "二进制"),
        ("乱.csv", b"\xff\xfe\x00\x80\x00", "二进制"),
    ],
    ids=words,
)  # fmt: skip
def test_what_is_not_what_its_name_says_is_refused_in_words(name: str, content: bytes, really: str) -> None:
    with pytest.raises(FileRefused) as refused:
        upload(name, content)
    said = str(refused.value)
    assert name in said and really in said and "可以上传：" in said
    assert not File.objects.exists() and stored() == []


def test_the_end_of_the_first_512_bytes_may_cut_a_letter() -> None:
    assert upload("长.txt", ("a" + "考" * 40_000).encode()).kind == "text"
    with pytest.raises(FileRefused, match="GBK"):
        upload("长.txt", ("a" + "考" * 400).encode("gb18030"))


def test_a_file_that_is_too_big_is_refused_and_leaves_nothing(settings: pytest.FixtureRequest) -> None:
    settings.FILE_SIZE_LIMIT = 1024 * 1024  # type: ignore[attr-defined]
    with pytest.raises(FileRefused, match=r"“大\.pdf”超过 1 MB"):
        upload("大.pdf", samples.PDF + b"\0" * 1024 * 1024)
    assert stored() == []


def test_the_same_content_is_stored_once_and_the_earlier_upload_is_named() -> None:
    first, second = upload("甲.pdf", samples.PDF), upload("乙.pdf", samples.PDF)
    assert len(stored()) == 1
    assert list(files.same_content(second)) == [first]
    assert list(files.same_content(first)) == []


def test_the_same_content_of_another_body_is_not_named() -> None:
    first = upload("甲.pdf", samples.PDF)
    there = body("dongshan", "东山市")
    second = files.take_in(there, person(there, "外人"), SimpleUploadedFile("乙.pdf", samples.PDF))
    assert second.sha256 == first.sha256
    assert list(files.same_content(second)) == []


def test_content_that_changed_on_the_disk_is_not_handed_out() -> None:
    made = upload("甲.pdf", samples.PDF)
    (place,) = stored()
    place.chmod(0o600)
    place.write_bytes(samples.PDF + b"x")
    with pytest.raises(FileDamaged, match=r"“甲\.pdf”的内容与上传时不符"):
        files.open_file(made)
    place.unlink()
    with pytest.raises(FileDamaged, match="不在存储中"):
        files.open_file(made)
    upload("又.pdf", samples.PDF)
    assert files.open_file(made).read() == samples.PDF


def test_an_answer_hands_a_file_out_as_an_attachment_with_its_chinese_name() -> None:
    answer = files.download(upload("2026年 考评 通报.pdf", samples.PDF))
    assert b"".join(answer.streaming_content) == samples.PDF  # type: ignore[arg-type]
    name = "2026%E5%B9%B4%20%E8%80%83%E8%AF%84%20%E9%80%9A%E6%8A%A5.pdf"
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("told", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"), ("C:\\考评\\通报.pdf", "通报.pdf"), ("a\x00b\nc.pdf", "abc.pdf"),
        ("报\u202efdp.exe", "报fdp.exe"), ("  ...隐藏.pdf", "隐藏.pdf"), ("a<b>:c?.pdf", "a_b__c_.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"), ("", "未命名"), (".pdf", "pdf"), ("无扩展名", "无扩展名"),
    ],
)  # fmt: skip
def test_names_are_cleaned(told: str, clean: str) -> None:
    assert clean_name(told) == clean


def test_a_big_upload_is_never_whole_in_memory() -> None:
    """40 MB pass through in pieces: the process's peak grows by less than half of it."""
    program = """
import io, resource, sys, tempfile
from pathlib import Path
from django.conf import settings
folder = tempfile.mkdtemp()
settings.configure(FILES=folder, FILE_SIZE_LIMIT=50 * 2**20, INSTALLED_APPS=["kaoping.web.core"], DATABASES={})
import django; django.setup()
from kaoping.web.core import files
class Uploaded:
    def chunks(self):
        yield b"%PDF-1.7"
        for _ in range(640):
            yield bytes(65536)
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
with open(folder + "/x", "wb") as target:
    files._receive(Uploaded(), "大.pdf", target)
files._kind(Path(folder, "x"), "大.pdf")
print(peak() - before)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20
