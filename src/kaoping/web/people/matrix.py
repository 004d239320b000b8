"""The permission matrix (权限矩阵): who may do what, as matrix.csv beside this module says it; nothing else says it.

Cells: Y may; 1 as maker; 2 as checker; O own unit or object; S own indicators or rules; C counts only;
P after publication; - refused.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

ROLES = {
    "SA": "系统管理员", "SM": "安全保密管理员", "SX": "安全审计员", "PO": "绩效办", "ZX": "专项考评部门",
    "LL": "单位联络员", "FZ": "单位负责人", "LX": "联席会议成员", "LD": "领导小组", "SL": "市领导评价人",
    "JC": "基层评价人", "DF": "第三方调查机构", "GZ": "公众", "XT": "系统",
}  # fmt: skip
ADMINISTRATORS = ("SA", "SM", "SX")
"""The three administrator roles (三员): each excludes the others and every other role."""


@dataclass(frozen=True)
class Action:
    """A row of the matrix: an action and its cell for each role."""

    code: str
    group: str
    words: str
    cells: Mapping[str, str]

    def __str__(self) -> str:
        return self.code

    @property
    def checked(self) -> bool:
        """Say whether the row has a checker."""
        return "2" in self.cells.values()

    @property
    def made(self) -> bool:
        """Say whether the row has a maker; a row with a checker only checks what another row makes."""
        return "1" in self.cells.values()

    def fits(self, role: str, step: str = "") -> bool:
        """Say whether a role has the action at all, or its step: "1" makes, "2" checks, "Y" is the final decision."""
        cell = self.cells[role]
        match step:
            case "1":
                return cell in ("1", "O", "S") or (cell == "Y" and not self.checked)
            case "2":
                return cell == "2" or (cell in ("O", "S") and not self.made)
            case "Y":
                return cell == "Y"
            case _:
                return cell != "-"


def _read() -> dict[str, Action]:
    text = (files(__package__) / "matrix.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Action(row["code"], row["group"], row["action"], {role: row[role] for role in ROLES})
        for row in rows
    }


ACTIONS: Mapping[str, Action] = _read()
"""All actions by code, in the order of the matrix."""
