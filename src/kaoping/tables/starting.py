"""A package to start from (新办法): the files under `starter/`, with the scheme's id, and what its case gives."""

from __future__ import annotations

from pathlib import Path

from kaoping.errors.problems import Problem
from kaoping.rules import score
from kaoping.schemes.package import open_package
from kaoping.tables.casefiles import write_expected
from kaoping.tables.folders import FolderError, whole_folder
from kaoping.tables.opening import open_case

STARTER = Path(__file__).parent / "starter"
ID = "ID-OF-THE-SCHEME"


def write_package(scheme: str, folder: Path) -> None:
    """Write a new package; its example case is scored for what is expected of it. Raises: FolderError."""
    if folder.exists():
        raise FolderError([Problem("out-exists", params={"path": str(folder)})])
    with whole_folder(folder, ()) as part:
        for path in sorted(STARTER.rglob("*")):
            if path.is_file():
                copy = part / path.relative_to(STARTER)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(path.read_text(encoding="utf-8").replace(ID, scheme), encoding="utf-8")
        case = part / "cases" / "example"
        found, facts = open_case(open_package(part), case / "facts")
        write_expected(score(found, facts), case / "expected")
