"""Result folders -> sites: what `report` and `demo` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaoping.tables.evaluated import Evaluation


def fill_site(
    evaluation: Evaluation, results: Path, directory: Path, with_facts: bool, home: str = ""
) -> None:
    """Write the pages of a result into a folder; `results` is the folder that the result was written to.

    The tables of facts hold who rated whom: they go along only when that is asked for. `home` leads to an index.
    """
    from kaoping.papers import write_site
    from kaoping.tables.evaluation import SNAPSHOT

    document = evaluation.package.document
    files = sorted(path for path in results.iterdir() if path.is_file())
    files += sorted((results / SNAPSHOT).glob("document.yaml"))
    if with_facts:
        files += sorted((results / SNAPSHOT / "facts").glob("*.csv"))
    told = {**document.entries, "title": document.title, "articles": document.articles}
    write_site(
        evaluation.result, evaluation.scheme, told, directory, files, facts=evaluation.facts, home=home
    )
