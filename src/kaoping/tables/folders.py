"""Folders that are written whole or not at all: made beside their place, then moved into it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from kaoping.errors.problems import Problem, ProblemsError


class FolderError(ProblemsError):
    """A folder cannot be written, or is not what it should be."""


@contextmanager
def whole_folder(directory: Path, own: Collection[str]) -> Iterator[Path]:
    """Give an empty folder to write into; it takes the place of `directory` when all went well.

    An earlier folder is replaced only if it holds nothing but files named in `own`, otherwise: FolderError.
    Nothing is left behind after an error.
    """
    place = directory.resolve()
    check_free(place, own)
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        _move_into_place(part, place)
    except OSError as error:
        params = {"path": str(directory), "reason": error.strerror or str(error)}
        raise FolderError([Problem("out-unwritable", params=params)]) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_free(directory: Path, own: Collection[str]) -> None:
    """Refuse a folder that holds files of others. Raises: FolderError."""
    if directory.exists() and not directory.is_dir():
        raise FolderError([Problem("out-file", params={"path": str(directory)})])
    names = sorted(path.name for path in directory.iterdir()) if directory.exists() else []
    foreign = [name for name in names if name not in own]
    if foreign:
        more = "……" if len(foreign) > 3 else ""
        params = {"path": str(directory), "files": "、".join(foreign[:3]) + more}
        raise FolderError([Problem("out-foreign", params=params)])


def _move_into_place(part: Path, place: Path) -> None:
    """Put the finished folder in its place; where that cannot be moved away, its contents are replaced."""
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    try:
        if place == Path.cwd():
            raise OSError(errno.EBUSY, "the current folder")
        if place.exists():
            place.rename(old)
        part.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        _replace_contents(part, place)
    shutil.rmtree(old, ignore_errors=True)


def _replace_contents(part: Path, place: Path) -> None:
    for path in place.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in list(part.iterdir()):
        shutil.move(path, place / path.name)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write a file to; it takes the place of `path` when all went well. Raises: FolderError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "是一个文件夹")
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        params = {"path": str(path), "reason": error.strerror or str(error)}
        raise FolderError([Problem("out-unwritable", params=params)]) from error
    finally:
        part.unlink(missing_ok=True)
