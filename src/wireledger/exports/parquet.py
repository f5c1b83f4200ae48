"""Any view as Parquet: columns typed after the rows' fields, lists as lists, accounts and acts as lists of structs.

Needs PyArrow (``pip install 'wireledger[exports]'``)."""

from __future__ import annotations

import dataclasses
import itertools
import types
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireledger.errors import UsageError
from wireledger.exports.query import VIEWS, Query
from wireledger.exports.text import printable
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    import pyarrow as pa

    from wireledger.ledger import Ledger

ROWS = 8192
"""Rows of a row group."""


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the rows of a view; returns how many. Raises UsageError where PyArrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError("Parquet needs PyArrow: pip install 'wireledger[exports]'") from error
    found = query.rows(ledger)
    schema = schema_of(VIEWS[query.view])
    with replacing(path) as file, pq.ParquetWriter(file, schema, compression="zstd", store_schema=False) as out:
        rows = iter(found)
        while batch := list(itertools.islice(rows, ROWS)):
            out.write_table(pa.Table.from_pylist([_plain(dataclasses.asdict(r)) for r in batch], schema=schema))
    return len(found)


def schema_of(row: type) -> pa.Schema:
    """The Arrow schema of a row class."""
    import pyarrow as pa

    hints = typing.get_type_hints(row)
    return pa.schema([pa.field(f.name.rstrip("_"), _type(hints[f.name])) for f in dataclasses.fields(row)])


def _type(hint: Any) -> pa.DataType:
    import pyarrow as pa

    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    if typing.get_origin(hint) is list:
        return pa.list_(_type(typing.get_args(hint)[0]))
    if typing.get_origin(hint) is dict:  # the only records of plain dicts are magnitudes
        of = {
            "kind": pa.string(),
            "value": pa.float64(),
            "unit": pa.string(),
            "bound": pa.string(),
            "claim": pa.string(),
        }
        return pa.struct(list(of.items()))
    if dataclasses.is_dataclass(hint):
        return pa.struct(list(schema_of(typing.cast(type, hint))))
    plain = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), float: pa.float64()}
    return plain[hint]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k.rstrip("_"): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return printable(value) if isinstance(value, str) else value
