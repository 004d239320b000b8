"""Generate the reference pages, the JSON Schema and the computed tables of the docs: `make docs`.

With `--check` nothing is written: it says which files are not as the code would make them, and exits with 1.
With `--without-commands` the pages that show commands are left alone, which is quicker.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scripts.docs.console import has_commands, with_outputs
from scripts.docs.pages import PAGES, index, render
from scripts.docs.schema import scheme_schema
from scripts.docs.tables import with_tables

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def generated() -> dict[str, str]:
    """Give the text of every generated file but those of `commands`, by its path below docs/."""
    files = {f"language/{page.file}": render(page) for page in PAGES}
    files["language/README.md"] = index()
    files["language/scheme.schema.json"] = json.dumps(scheme_schema(), ensure_ascii=False, indent=1) + "\n"
    for page in sorted(DOCS.glob("algorithms/*.md")):
        files[f"algorithms/{page.name}"] = with_tables(page.read_text("utf-8"))
    return files


def commands() -> dict[str, str]:
    """Give the pages that show commands, with the output that these have now."""
    texts = {str(page.relative_to(DOCS)): page.read_text("utf-8") for page in sorted(DOCS.rglob("*.md"))}
    return {name: with_outputs(text) for name, text in texts.items() if has_commands(text)}


def stale(files: dict[str, str]) -> list[str]:
    """Give the files that differ from what is on disk, and those of docs/language that nothing makes."""
    found = [name for name, text in files.items() if not _same(DOCS / name, text)]
    extra = [path for path in (DOCS / "language").iterdir() if f"language/{path.name}" not in files]
    return found + [f"language/{path.name}" for path in extra]


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


def main() -> int:
    """Write what differs, or with --check only say so."""
    files = generated() | ({} if "--without-commands" in sys.argv else commands())
    (DOCS / "language").mkdir(exist_ok=True)
    found = stale(files)
    for name in found:
        print(name)
        if "--check" not in sys.argv:
            if name in files:
                (DOCS / name).write_text(files[name], "utf-8")
            else:
                (DOCS / name).unlink()
    return int("--check" in sys.argv and bool(found))


if __name__ == "__main__":
    sys.exit(main())
