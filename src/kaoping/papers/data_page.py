"""The data of a site: the files copied beside it, and how anybody can work the result out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kaoping.rules.facts.tables import TABLE
from kaoping.rules.ledger.result import Result
from kaoping.rules.scheme.model import Scheme

DATA, FACTS = "data", "facts"
SCHEME_FILE = "scheme.yaml"
_RESULTS = {
    "ranking": "排名：名次、总分、等次",
    "scores": "各单位各指标得分",
    "ledger": "得分明细：每一分的来历",
    "consequences": "结果运用",
    "report": "排名和明细的工作簿",
    "result": "本次结果由什么得出",
    "document": "条款要点",
}


@dataclass(frozen=True)
class DataFile:
    """A file that is copied; `path` is relative to the site."""

    path: str
    name: str
    what: str
    size: int
    digest: str


@dataclass(frozen=True)
class DataPage:
    """Everything that the page shows; `command` is empty where the facts are not there."""

    files: tuple[DataFile, ...]
    command: str
    compares: bool


def copy_data(scheme: Scheme, result: Result, directory: Path, files: Sequence[Path]) -> DataPage:
    """Copy the files, write the scheme beside them, and make the view of the page."""
    copied = [_write(directory, path, what, data) for path, what, data in _contents(scheme, files)]
    command = _command(result, [file.path for file in copied])
    compares = any(file.path == f"{DATA}/ranking.csv" for file in copied)
    return DataPage(tuple(copied), command, compares)


def _contents(scheme: Scheme, files: Sequence[Path]) -> Iterator[tuple[str, str, bytes]]:
    if scheme.text:
        yield f"{DATA}/{SCHEME_FILE}", "考评办法", scheme.text.encode()
    taken: set[str] = set()
    for file in files:
        place = _place(file, taken)
        taken.add(place)
        yield place, _what(file), file.read_bytes()


def _place(file: Path, taken: set[str]) -> str:
    """Give where a file goes: facts into a folder of their own, so that it can be read as one."""
    folder = f"{DATA}/{FACTS}" if file.stem in TABLE else DATA
    place, number = f"{folder}/{file.name}", 2
    while place in taken:
        place, number = f"{DATA}/{file.stem}-{number}{file.suffix}", number + 1
    return place


def _what(file: Path) -> str:
    if file.stem in TABLE:
        return f"事实：{TABLE[file.stem].label}"
    return _RESULTS.get(file.stem, "")


def _write(directory: Path, path: str, what: str, data: bytes) -> DataFile:
    target = directory / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return DataFile(path, target.name, what, len(data), hashlib.sha256(data).hexdigest())


def _command(result: Result, paths: Sequence[str]) -> str:
    """Give the one command that works the result out again from the files that are there."""
    facts = next((path for path in paths if path.endswith(".xlsx") and FACTS in path), "")
    if any(path.startswith(f"{DATA}/{FACTS}/") for path in paths):
        facts = f"{DATA}/{FACTS}"
    if not facts:
        return ""
    scheme = f"{DATA}/{SCHEME_FILE}" if f"{DATA}/{SCHEME_FILE}" in paths else result.scheme
    as_of = f" --as-of {result.as_of}" if result.as_of != result.cycle.last_day else ""
    return f"kaoping score {scheme} {facts}{as_of} -o again"
