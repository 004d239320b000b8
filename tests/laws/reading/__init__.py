"""A second, independent reading of the specification for generated worlds: outcomes from the plain data, by sums.

It knows nothing of YAML, reader or engine, and keeps no ledger. `read` gives what becomes of every unit.
"""

from __future__ import annotations

from tests.laws.reading.numbers import Corner
from tests.laws.reading.outcomes import Outcome, read
from tests.laws.reading.year import bearer

__all__ = ["Corner", "Outcome", "bearer", "read"]
