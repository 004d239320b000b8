"""A package that somebody uploads (上传办法包): a zip of its folder or its YAML files; all that is wrong is told at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from kaoping.rules import Problem, SchemeError, check, load
from kaoping.schemes import Package
from kaoping.schemes.document import read_document
from kaoping.schemes.package import MAX_BYTES, PROCESS_FILE, SCHEME_FILE
from kaoping.schemes.process import check_process, load_process
from kaoping.web.years.drafts import Wrong
from kaoping.web.years.packages import open_texts

DOCUMENT_FILE = "document.yaml"
FILES = (SCHEME_FILE, DOCUMENT_FILE, PROCESS_FILE)
"""What is taken of a package; worked cases and all else are left."""
MOST_MEMBERS = 2000
"""At most so many entries of a zip file are looked at."""


@dataclass(frozen=True)
class Told:
    """A problem or warning as a page shows it: file, line, the line itself, words with article and remedy."""

    file: str
    line: int
    column: int
    words: str
    text: str = ""


def told(problems: Iterable[Problem]) -> list[Told]:
    """Give problems for a page; files by their names only."""
    return [
        Told(PurePosixPath(p.position.file).name, p.position.line, p.position.column, p.message(),
             p.position.text.rstrip()[:240])
        for p in problems
    ]  # fmt: skip


def read_files(uploaded: Iterable[UploadedFile]) -> dict[str, str]:
    """Give the texts of a package's files by name. Raises: Wrong, with everything that cannot be read."""
    problems: list[str] = []
    texts: dict[str, str] = {}
    for file in uploaded:
        for name, content in _members(file, problems):
            texts[name] = _text(name, content, problems)
    if SCHEME_FILE not in texts and not problems:
        problems.append(
            f"缺少 {SCHEME_FILE}：办法包至少要有这个文件，另可有 {DOCUMENT_FILE} 和 {PROCESS_FILE}"
        )
    if problems:
        raise Wrong(problems)
    return texts


def _members(file: UploadedFile, problems: list[str]) -> Iterator[tuple[str, bytes]]:
    """Give the package's files in an upload: those of a zip file, or the file itself."""
    name = PurePosixPath(file.name or "").name
    if name in FILES:
        yield name, file.read(MAX_BYTES + 1)
    elif name.endswith(".zip"):
        yield from _zipped(name, file, problems)
    else:
        problems.append(f"{name}：不是办法包的文件，请上传 {'、'.join(FILES)} 或它们的 zip 压缩包")


def _zipped(name: str, file: UploadedFile, problems: list[str]) -> Iterator[tuple[str, bytes]]:
    """Read the files of the topmost folder that has a scheme; no more of any than is allowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.read())) as archive:
            infos = {
                PurePosixPath(i.filename): i for i in archive.infolist()[:MOST_MEMBERS] if not i.is_dir()
            }
            homes = sorted(
                (p.parent for p in infos if p.name == SCHEME_FILE), key=lambda p: (len(p.parts), p)
            )
            for wanted in FILES if homes else ():
                if info := infos.get(homes[0] / wanted):
                    with archive.open(info) as member:
                        yield wanted, member.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        problems.append(f"{name}：压缩包已损坏或设有密码，请重新压缩后上传")


def _text(name: str, content: bytes, problems: list[str]) -> str:
    if len(content) > MAX_BYTES:
        problems.append(f"{name}：超过 {MAX_BYTES // 1000} KB，请检查是否选错了文件")
        return ""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.append(f"{name}：第 {error.start + 1} 个字节起不是 UTF-8 文字，请用 UTF-8 编码另存")
        return ""


def open_upload(texts: dict[str, str]) -> Package:
    """Open an uploaded package. Raises: SchemeError with the problems of all its files together."""
    problems = [*_problems(texts)]
    if problems:
        raise SchemeError(problems)
    return open_texts(texts)


def _problems(texts: dict[str, str]) -> Iterator[Problem]:
    """Try document, scheme and process; the process can be tried only on a scheme that stands."""
    try:
        read_document(texts.get(DOCUMENT_FILE, "{}"), DOCUMENT_FILE)
    except SchemeError as error:
        yield from error.problems
    try:
        scheme = load(texts[SCHEME_FILE], SCHEME_FILE)
        if PROCESS_FILE in texts:
            load_process(texts[PROCESS_FILE], PROCESS_FILE, scheme)
    except SchemeError as error:
        yield from error.problems


def warnings_of(package: Package) -> list[Told]:
    """Give what a package should not be (提醒): of its scheme and of its process."""
    scheme, articles = load(package.text, package.file), package.document.articles
    found = check(scheme, articles)
    found += check_process(package.process, scheme, articles) if package.process else []
    return told(found)
