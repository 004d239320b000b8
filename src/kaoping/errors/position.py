"""Where something stands: a place in a scheme's YAML text or in a table of facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A place (位置): file, line (or row) and column, counted from 1; 0 means the file or line as a whole.

    `sheet` names the sheet of a workbook, `text` holds the whole line and `width` the marked part of it.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    sheet: str = ""
    text: str = ""
    width: int = 1

    def __str__(self) -> str:
        parts = [self.file + (f"[{self.sheet}]" if self.sheet else "")]
        parts += [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


NOWHERE = Position()
