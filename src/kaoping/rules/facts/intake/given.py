"""What intake is given: raw tables of text, and what the scheme asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from kaoping.errors.position import Position
from kaoping.rules.facts.inputs import Input


class Row(Protocol):
    """A row of text: `line` is its place in the file, counted from 1; one cell for each column."""

    @property
    def line(self) -> int: ...

    @property
    def cells(self) -> Sequence[str]: ...


class Rows(Protocol):
    """Rows of text in order; `texts` holds the same cells column by column."""

    @property
    def texts(self) -> Sequence[Sequence[str]]: ...

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> Row: ...

    def __iter__(self) -> Iterator[Row]: ...


class RawTable(Protocol):
    """A table of text, as a file, a workbook or a form gives it."""

    @property
    def columns(self) -> Sequence[str]: ...

    @property
    def rows(self) -> Rows: ...

    def position(self, row: Row | None, column: str = "") -> Position:
        """Say where a cell stands; no row means the header, no column the whole row."""


class Asks(Protocol):
    """What a scheme asks of facts; names are Chinese. `inputs` is keyed by table and item (results: scheme).

    `item_names` holds every node, rule and veto, `holes` every declared hole (空缺) with its name or article.
    """

    @property
    def categories(self) -> Mapping[str, str]: ...

    @property
    def observer_categories(self) -> frozenset[str]: ...

    @property
    def inputs(self) -> Mapping[tuple[str, str], Input]: ...

    @property
    def holes(self) -> Mapping[str, str]: ...

    @property
    def item_names(self) -> Mapping[str, str]: ...

    @property
    def grades(self) -> Mapping[str, str]: ...
