"""A result with all that it was made of (考评结果与快照): it can be written, opened again, and computed anew.

The folder of a result holds the tables of spec section 8, `report.xlsx`, `result.json` that names scheme, digest
and engine, and `snapshot/` with scheme, document and facts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import kaoping
from kaoping.errors.problems import Problem, SchemeError
from kaoping.rules import score
from kaoping.schemes import Package
from kaoping.schemes.package import DOCUMENT_FILE, SCHEME_FILE, open_package
from kaoping.tables.csv_out import read_rows, write_csv
from kaoping.tables.evaluated import Evaluation
from kaoping.tables.facts_out import write_facts
from kaoping.tables.folders import FolderError, whole_folder
from kaoping.tables.memory import give_back
from kaoping.tables.opening import open_case
from kaoping.tables.rows import RESULT_TABLES

MANIFEST, SNAPSHOT, FACTS, WORKBOOK = "result.json", "snapshot", "facts", "report.xlsx"
OWN_FILES = (MANIFEST, SNAPSHOT, WORKBOOK, *(f"{table.name}.csv" for table in RESULT_TABLES))


def evaluate(
    package: Package, facts: Path, as_of: date | None = None, encoding: str | None = None
) -> Evaluation:
    """Score files of facts by a package. Raises: SchemeError, FactsError."""
    scheme, taken = open_case(package, facts, encoding)
    give_back()
    return Evaluation(package, scheme, taken, score(scheme, taken, as_of))


def manifest(evaluation: Evaluation) -> dict[str, object]:
    """Say what a result was made of and by what."""
    scheme, result, cycle = evaluation.scheme, evaluation.result, evaluation.result.cycle
    return {
        "format": 1,
        "engine": kaoping.__version__,
        "scheme": scheme.id,
        "name": scheme.name,
        "digest": evaluation.package.digest,
        "as_of": result.as_of.isoformat(),
        "places": result.places,
        "cycle": {
            "year": cycle.year,
            "first_day": cycle.first_day.isoformat(),
            "last_day": cycle.last_day.isoformat(),
        },
        "units": len(result.units),
        "lines": len(result.lines),
    }


def write_evaluation(
    evaluation: Evaluation,
    directory: Path,
    workbook: bool = True,
    progress: Callable[[str], None] = lambda what: None,
) -> None:
    """Write a result folder, whole or not at all. Raises: FolderError."""
    with whole_folder(directory, OWN_FILES) as folder:
        for table in RESULT_TABLES:
            progress(table.label)
            write_csv(folder / f"{table.name}.csv", table.columns, table.rows(evaluation.result))
        write_snapshot(evaluation, folder / SNAPSHOT)
        if workbook:
            from kaoping.tables.xlsx_out import write_workbook

            progress(WORKBOOK)
            write_workbook(evaluation, folder / WORKBOOK)
        told = {**manifest(evaluation), "facts": _digest(folder / SNAPSHOT / FACTS)}
        text = json.dumps(told, ensure_ascii=False, indent=2)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def write_snapshot(evaluation: Evaluation, folder: Path, with_facts: bool = True) -> None:
    """Write the scheme, its document and the facts, as a package with its facts beside it."""
    folder.mkdir()
    package = evaluation.package
    for name, text in ((SCHEME_FILE, package.text), (DOCUMENT_FILE, package.document.text)):
        if text:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    if with_facts:
        write_facts(evaluation.facts, folder / FACTS)


def read_evaluation(directory: Path) -> Evaluation:
    """Open a result folder and compute it anew.

    Raises: FolderError where something was changed or it does not come out the same; SchemeError and FactsError
    where this program no longer reads what an earlier one wrote.
    """
    if not (directory / MANIFEST).is_file():
        raise FolderError([Problem("result-none", params={"path": str(directory)})])
    facts = directory / SNAPSHOT / FACTS
    try:
        told = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        as_of = date.fromisoformat(told["as_of"])
        package = open_package(directory / SNAPSHOT)
        digests = package.digest, _digest(facts)
    except (OSError, ValueError, KeyError, TypeError, SchemeError) as error:
        raise _damaged(str(error).partition("\n")[0]) from error
    if told.get("digest") != digests[0]:
        raise _damaged("scheme.yaml 与 result.json 所记摘要不符")
    if told.get("facts") != digests[1]:
        raise _damaged("事实表与 result.json 所记摘要不符")
    evaluation = evaluate(package, facts, as_of, "utf-8")
    _check_same(evaluation, directory)
    return evaluation


def _digest(folder: Path) -> str:
    """Give the digest of the files of a folder, by name."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        found.update(f"{path.name}\n{path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return f"sha256:{found.hexdigest()}"


def _check_same(evaluation: Evaluation, directory: Path) -> None:
    """Refuse a folder whose tables are not those that its snapshot gives; notes are words and may change."""
    for table in RESULT_TABLES:
        path = directory / f"{table.name}.csv"
        told = [row[:8] for row in read_rows(path)] if path.is_file() else []
        if told != [tuple(table.columns)[:8], *(tuple(row[:8]) for row in table.rows(evaluation.result))]:
            raise _damaged(f"{table.name}.csv 与快照重算的结果不同")


def _damaged(reason: str) -> FolderError:
    return FolderError([Problem("result-damaged", params={"reason": reason})])
