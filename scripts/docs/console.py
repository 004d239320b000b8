"""Commands shown in a page: run in an empty folder with the page's files, their output put below them.

A ```console``` block holds lines `$ kaoping …` (and `$ cat FILE`), each with its output. A line `…` in an output stands for
lines that are left out there. Blocks marked `file=NAME` are written where they stand, before the commands that follow.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.docs.blocks import Block, blocks

DOTS = "…"
PATIENCE = 60
"""Seconds after which a command is taken for one that never ends."""


def with_outputs(page: str) -> str:
    """Give a page with the outputs of its commands renewed."""
    with tempfile.TemporaryDirectory() as folder:
        return play(page, Path(folder))


def play(page: str, folder: Path) -> str:
    """Do in a folder what a page says: write its files, run its commands; give the page with their outputs."""
    lines = page.splitlines()
    moved = 0
    for block in blocks(page):
        if block.file:
            _write(folder / block.file, block.text)
        elif block.language == "console":
            shown = list(_shown(block, folder))
            start, length = block.line + moved, block.text.count("\n")
            lines[start : start + length] = shown
            moved += len(shown) - length
    return "\n".join(lines) + "\n"


def has_commands(page: str) -> bool:
    """Say whether a page shows commands with their output."""
    return any(block.language == "console" for block in blocks(page))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _shown(block: Block, folder: Path) -> Iterator[str]:
    command, below = "", list[str]()
    for line in [*block.text.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command:
                yield f"$ {command}"
                yield from _as_before(run(command, folder).splitlines(), below)
            command, below = line[2:], []
        else:
            below.append(line)


def _as_before(output: list[str], below: list[str]) -> list[str]:
    """Leave out of an output what was left out before."""
    if DOTS not in below:
        return output
    first, last = below.index(DOTS), len(below) - below.index(DOTS) - 1
    if first + last >= len(output):
        return output
    return [*output[:first], DOTS, *output[len(output) - last :]]


def run(command: str, folder: Path) -> str:
    """Run `kaoping …` or `cat …` in a folder: what it prints, and what it complains of."""
    name, *arguments = shlex.split(command)
    if name == "cat":
        return "".join((folder / argument).read_text("utf-8-sig") for argument in arguments)
    if name != "kaoping":
        raise ValueError(f"no such command in the docs: {name}")
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "C.UTF-8",
    }
    program = [str(Path(sys.executable).with_name("kaoping")), *arguments]
    done = subprocess.run(
        program, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        timeout=PATIENCE,
    )  # fmt: skip
    if "Traceback" in done.stderr:
        raise RuntimeError(f"{command}: {done.stderr}")
    told = done.stdout + (done.stderr if done.returncode else "")
    return "\n".join(line.rstrip() for line in told.splitlines()) + "\n"
