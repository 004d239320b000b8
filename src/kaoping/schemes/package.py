"""A scheme package (办法包): a folder with scheme.yaml, document.yaml, process.yaml and cases; built in, or anybody's own.

The process may be lacking: scoring does without. It has a digest of its own, so that an office that moves house does
not change the scheme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem, SchemeError, nearest
from kaoping.rules import load
from kaoping.schemes.document import Document, read_document
from kaoping.schemes.process import Process, load_process

FOLDER = Path(__file__).parent
SCHEME_FILE, DOCUMENT_FILE, PROCESS_FILE, CASES = "scheme.yaml", "document.yaml", "process.yaml", "cases"
MAX_BYTES = 1_000_000
_AS_OF = "expected-as-of-"


@dataclass(frozen=True)
class WorkedCase:
    """A worked case (算例): facts, and what must come out of them, by as-of date (None: the cycle's last day)."""

    name: str
    facts: Path
    expected: Mapping[date | None, Path]


@dataclass(frozen=True)
class Package:
    """A scheme package: its text, its document, its process and its cases. `file` is how errors name the scheme."""

    id: str
    folder: Path
    file: str
    text: str
    document: Document
    process_text: str | None = field(default=None, repr=False)

    @cached_property
    def cases(self) -> tuple[WorkedCase, ...]:
        """Give the worked cases, by name."""
        folder = self.folder / CASES
        found = [_case(path) for path in sorted(folder.iterdir())] if folder.is_dir() else []
        return tuple(case for case in found if case)

    @property
    def digest(self) -> str:
        """Give the digest of the scheme's text."""
        return _digest(self.text)

    @property
    def process_file(self) -> str:
        """Give how errors name the process."""
        return str(Path(self.file).with_name(PROCESS_FILE))

    @property
    def process_digest(self) -> str | None:
        """Give the digest of the process's text, None where there is no process."""
        return None if self.process_text is None else _digest(self.process_text)

    @cached_property
    def process(self) -> Process | None:
        """Give the process, None where there is none. Raises: SchemeError where it, or the scheme, is wrong."""
        if self.process_text is None:
            return None
        return load_process(self.process_text, self.process_file, load(self.text, self.file))


def _digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def builtin() -> tuple[str, ...]:
    """Give the ids of the schemes that come with the program."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{SCHEME_FILE}")))


def find(name: str) -> Package:
    """Open a package by a built-in id, its folder or its scheme.yaml.

    Raises: SchemeError where there is none, or it cannot be read.
    """
    if name in builtin():
        return open_package(FOLDER / name)
    path = Path(name)
    if path.is_dir():
        return open_package(path)
    if path.is_file():
        return open_package(path.parent, path.name)
    ids = builtin()
    params = {"value": name, "known": "、".join(ids)}
    raise SchemeError([Problem("package-unknown", params=params, suggestion=nearest(name, ids))])


def open_package(folder: Path, file: str = SCHEME_FILE) -> Package:
    """Read the package in a folder."""
    path = folder / file
    if not path.is_file():
        raise SchemeError([Problem("package-empty", params={"path": str(folder)})])
    told = f"{folder.name}/{file}" if folder.parent == FOLDER else str(path)
    beside = folder / DOCUMENT_FILE
    document = read_document(read_text(beside), str(beside)) if beside.is_file() else Document()
    process = read_text(folder / PROCESS_FILE) if (folder / PROCESS_FILE).is_file() else None
    return Package(folder.resolve().name, folder, told, read_text(path), document, process)


def read_text(path: Path) -> str:
    """Read a text file of bounded size, UTF-8 with or without BOM. Raises: SchemeError."""
    place = Position(str(path))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SchemeError([Problem("package-large", place, {"size": size, "limit": MAX_BYTES})])
        return path.read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problem = Problem("package-encoding", place, {"byte": error.start + 1})
    except OSError as error:
        problem = Problem("package-unreadable", place, {"reason": error.strerror or str(error)})
    raise SchemeError([problem])


def _case(folder: Path) -> WorkedCase | None:
    """Give the case of a folder, None where it holds no facts."""
    facts = next((path for path in (folder / "facts", folder / "facts.xlsx") if path.exists()), None)
    if facts is None:
        return None
    expected: dict[date | None, Path] = {}
    if (folder / "expected").is_dir():
        expected[None] = folder / "expected"
    for path in sorted(folder.glob(f"{_AS_OF}*")):
        expected[date.fromisoformat(path.name.removeprefix(_AS_OF))] = path
    return WorkedCase(folder.name, facts, expected)
