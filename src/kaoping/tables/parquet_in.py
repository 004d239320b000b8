"""Parquet files -> raw tables. A row's line is its number, from 1; columns of lists or structs are refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from kaoping.errors.position import Position
from kaoping.errors.problems import Problem
from kaoping.rules.facts.tables import TABLE
from kaoping.tables.cells import row_texts
from kaoping.tables.raw import NO_ROWS, RawTable, Record
from kaoping.tables.shaping import column_name, shape

MAX_ROWS = 5_000_000
MAX_BYTES = 1_000_000_000
"""Of a table in memory."""
_BATCH = 10_000
_PLAIN = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_integer,
    pa.types.is_decimal,
    pa.types.is_floating,
    pa.types.is_date,
    pa.types.is_timestamp,
    pa.types.is_boolean,
    pa.types.is_null,
)


def read_parquet(path: Path, name: str, problems: list[Problem]) -> RawTable | None:
    """Read a Parquet file as a table; what is wrong goes to `problems`. None where nothing could be read."""
    empty = RawTable(name, (), NO_ROWS, str(path), header=0)
    try:
        with parquet.ParquetFile(path) as file:
            found = _unreadable(file, empty)
            problems.extend(found)
            return None if found else shape(empty, _records(file, empty, problems), problems)
    except _TooLarge:
        problems.append(_too_large(empty))
    except (pa.ArrowException, OSError, ValueError):
        problems.append(Problem("parquet-damaged", Position(str(path))))
    return None


class _TooLarge(Exception):
    pass


def _too_large(table: RawTable) -> Problem:
    return Problem(
        "parquet-large", Position(table.file), {"rows": MAX_ROWS, "size": f"{MAX_BYTES // 10**6} MB"}
    )


def _unreadable(file: parquet.ParquetFile, table: RawTable) -> list[Problem]:
    """Say what keeps a file from being read, by its metadata alone."""
    metadata = file.metadata
    sizes = [metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups)]
    if metadata.num_rows > MAX_ROWS or sum(sizes) > MAX_BYTES:
        return [_too_large(table)]
    return [
        Problem("parquet-type", table.place(0, index), {"column": field.name, "type": str(field.type)})
        for index, field in enumerate(file.schema_arrow)
        if not _is_plain(field.type)
    ]


def _is_plain(kind: pa.DataType) -> bool:
    values = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(test(values) for test in _PLAIN)


def _records(file: parquet.ParquetFile, table: RawTable, problems: list[Problem]) -> Iterator[Record]:
    """Give the names of the columns as a header, then the rows as text."""
    names = [name.strip() for name in file.schema_arrow.names]
    declared = {column.name: column.kind for column in TABLE[table.name].columns}
    kinds = [declared.get(column_name(table.name, name), "text") for name in names]
    yield 0, names
    line, size = 0, 0
    for batch in file.iter_batches(_BATCH):
        size += batch.nbytes
        if size > MAX_BYTES:
            raise _TooLarge
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            line += 1
            yield line, row_texts(table, line, values, kinds, problems)
