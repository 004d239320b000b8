"""Uploaded files (附件): kept once by their content's SHA-256, told by content, checked again when they are served."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import FileResponse

from kaoping.web.core import clock
from kaoping.web.core.content import ALLOWED, KINDS, Kind, Refusal, kind_of
from kaoping.web.core.models import Body, File

NAME_LIMIT = 120
"""Letters of a file's name."""


class FileRefused(ValueError):
    """The file is not taken in; the words are for the user."""


class FileDamaged(RuntimeError):
    """The stored content is gone, or is not what was uploaded; the words are for the user."""


class Uploader(Protocol):
    """Who uploads: a person with a key and a name."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...


def take_in(body: Body, person: Uploader, uploaded: UploadedFile) -> File:
    """Store an uploaded file and write its row. Raises: FileRefused.

    Called in the transaction of the act; where that is undone, the content stays behind and harms nobody.
    """
    name = clean_name(uploaded.name or "")
    folder = Path(settings.FILES)
    (folder / "incoming").mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=folder / "incoming")
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size = _receive(uploaded, name, target)
        kind = _kind(Path(path), name)
        _keep(Path(path), _place(sha256))
    finally:
        Path(path).unlink(missing_ok=True)
    made = File(
        body=body, sha256=sha256, size=size, name=name, kind=kind.code,
        uploader=person.pk, uploader_name=person.name, uploaded_at=clock.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _receive(uploaded: UploadedFile, name: str, target: BinaryIO) -> tuple[str, int]:
    """Copy the content to disk, counting and hashing on the way; give SHA-256 and size."""
    digest, size, limit = hashlib.sha256(), 0, settings.FILE_SIZE_LIMIT
    for part in uploaded.chunks():
        size += len(part)
        if size > limit:
            raise FileRefused(f"文件“{name}”超过 {limit // 2**20} MB，请压缩扫描件或拆成几个文件后再传")
        digest.update(part)
        target.write(part)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _kind(content: Path, name: str) -> Kind:
    """Tell the kind, and make sure that the name says the same."""
    try:
        kind = kind_of(content)
    except Refusal as refusal:
        raise FileRefused(f"文件“{name}”实际是{refusal}，不能上传。可以上传：{ALLOWED}") from refusal
    if Path(name).suffix.lower() not in kind.endings:
        endings = "或 ".join(kind.endings)
        raise FileRefused(
            f"文件“{name}”实际是 {kind.words}，扩展名应为 {endings}，请改正后再传。可以上传：{ALLOWED}"
        )
    return kind


def _place(sha256: str) -> Path:
    return Path(settings.FILES) / sha256[:2] / sha256


def _keep(content: Path, place: Path) -> None:
    """Move the content to its place in one step; the same content that is there already is replaced by itself."""
    place.parent.mkdir(exist_ok=True)
    content.chmod(0o440)
    content.replace(place)
    _sync(place.parent)
    _sync(place.parent.parent)


def _sync(folder: Path) -> None:
    """Make sure that a folder's new entry outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clean_name(told: str) -> str:
    """Give a name without folders, control letters or letters that turn the direction of reading, not too long."""
    name = unicodedata.normalize("NFC", told.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(
        letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    name = re.sub(r'[<>:"|?*]', "_", re.sub(r"\s+", " ", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    return f"{stem[:NAME_LIMIT].strip() or '未命名'}{dot}{ending[:10]}"


def same_content(file: File) -> QuerySet[File]:
    """Give earlier uploads of the same content in the body, the first one first."""
    found: QuerySet[File] = File.objects.filter(body_id=file.body_id, sha256=file.sha256, id__lt=file.pk)
    return found.order_by("id")


def open_file(file: File) -> BinaryIO:
    """Open a file's content after checking it against its SHA-256. Raises: FileDamaged."""
    try:
        opened = _place(file.sha256).open("rb")
    except OSError as error:
        raise FileDamaged(f"附件“{file.name}”的内容不在存储中，请联系系统管理员从备份恢复") from error
    if hashlib.file_digest(opened, "sha256").hexdigest() != file.sha256:
        opened.close()
        raise FileDamaged(f"附件“{file.name}”的内容与上传时不符，请联系系统管理员从备份恢复")
    opened.seek(0)
    return opened


def download(file: File) -> FileResponse:
    """Give the answer that hands a file out: always as an attachment, never to be run or guessed at."""
    answer = FileResponse(
        open_file(file), as_attachment=True, filename=file.name, content_type=KINDS[file.kind].media
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
