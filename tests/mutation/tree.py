"""A copy of the program that shadows the real one, where one mutant at a time takes the place of its module."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.mutation.mutants import Mutant

_LATER = count(1)


@dataclass(frozen=True)
class Tree:
    """A folder with a copy of `src` in it."""

    root: Path

    @classmethod
    def of(cls, project: Path, root: Path) -> Tree:
        """Copy the program of a project into a new folder, without what Python compiled."""
        shutil.copytree(project / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
        return cls(root)

    @property
    def packages(self) -> Path:
        """Where the packages lie, for the search path."""
        return self.root / "src"

    @contextmanager
    def having(self, mutant: Mutant) -> Iterator[None]:
        """Have a mutant in the tree, and its module back afterwards.

        What Python compiled is told from its text by size and time in whole seconds: the time is set, a little later
        for every mutant, and that of the module itself comes back with it.
        """
        path = self.root / mutant.source.path
        before = path.stat()
        try:
            path.write_bytes(mutant.text)
            os.utime(path, (before.st_atime, int(before.st_mtime) + next(_LATER)))
            yield
        finally:
            path.write_bytes(mutant.source.text)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
