"""A result with all that it was made of (考评结果与所依据的), as one record."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.rules import Facts, Result, Scheme
from kaoping.schemes import Package


@dataclass(frozen=True)
class Evaluation:
    """A package, its scheme with the holes filled, the facts it was applied to, and what came out."""

    package: Package
    scheme: Scheme
    facts: Facts
    result: Result
