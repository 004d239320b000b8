"""Rows of a result (结果各行) that are kept by unit and read as one sequence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar, overload

from kaoping.rules.ledger.result import Line, Score
from kaoping.rules.numbers.points import Points

T = TypeVar("T")


class Chained(Sequence[T], Generic[T]):
    """The rows of all units one after the other, to be walked through; equal to any sequence of the same rows."""

    def __init__(self, parts: Sequence[Sequence[T]]):
        self.parts = parts

    def __len__(self) -> int:
        """Count all rows."""
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[T]:
        """Go through the units."""
        return chain.from_iterable(self.parts)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """Give some rows by their place; walks through them."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Compare row by row."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as of any list

    def __repr__(self) -> str:
        """Show the rows."""
        return repr(tuple(self))


class UnitScores(Sequence[Score]):
    """The scores (得分) of one unit: by the nodes in force and in their order, then overflow and limits of the total.

    The nodes and their points are those of all units with the same plan; a row is made when it is read.
    """

    __slots__ = ("closings", "points", "scores", "unit")

    def __init__(
        self,
        unit: str,
        points: Mapping[str, Points | None],
        scores: Sequence[Points],
        closings: Sequence[Line],
    ):
        self.unit = unit
        self.points = points
        self.scores = scores
        self.closings = closings

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.scores) + len(self.closings)

    def __iter__(self) -> Iterator[Score]:
        """Make the rows."""
        for (item, points), score in zip(self.points.items(), self.scores, strict=True):
            yield Score(self.unit, item, points, score)
        for line in self.closings:
            yield Score(self.unit, line.item, None, line.points)

    @overload
    def __getitem__(self, place: int) -> Score: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Score]: ...
    def __getitem__(self, place: int | slice) -> Score | Sequence[Score]:
        """Give some rows by their place."""
        return tuple(self)[place]
