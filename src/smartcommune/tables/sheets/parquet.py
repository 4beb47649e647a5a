"""A Parquet file to a typed sheet: texts, whole numbers, numbers, truth values and days, lazily."""

from __future__ import annotations

from typing import Final

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem, finding
from smartcommune.source.table_files import TableFile
from smartcommune.tables.sheets.ends import reading, typed_sheet
from smartcommune.tables.sheets.sheet import MOST_COLUMNS, ROW, Sheet, too_wide
from smartcommune.tables.sheets.unheard import panics_unheard

_AS_THEY_ARE: Final = (pl.String, pl.Int64, pl.Float64, pl.Boolean, pl.Date)
_WHOLE: Final = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)
# Their text says exactly what they hold; 85.2 in 32 bits is no other number than 85.2.
_BY_TEXT: Final = (pl.Categorical, pl.Enum, pl.Decimal, pl.Float32, pl.UInt64, pl.Int128, pl.Time, pl.Null)
# Columns in which a value of each row is looked for: more of them cost more than they spare.
_FIRST: Final = 3
_SUPPORTED: Final = (*_AS_THEY_ARE, *_WHOLE, *_BY_TEXT, pl.Datetime)


def read_parquet(file: TableFile) -> Sheet:
    """The sheet of a Parquet file.

    Raises:
        InputError: damaged, empty, or with columns that no table of communes has.
    """
    with reading(file.name), panics_unheard():
        scan = pl.scan_parquet(file.path, glob=False, hive_partitioning=False, row_index_name=ROW, row_index_offset=1)
        schema = dict(scan.collect_schema())
    names = list(schema)[1:]
    if len(names) > MOST_COLUMNS:
        raise too_wide(file.name, len(names))
    unsupported = [_unsupported(file.name, name, schema[name]) for name in names if schema[name] not in _SUPPORTED]
    if unsupported:
        raise InputError(unsupported)
    columns = (_read(name, schema[name]).alias(f"c{number}") for number, name in enumerate(names))
    scan = scan.select(pl.col(ROW).cast(pl.Int64), *columns)
    with reading(file.name), panics_unheard():
        return typed_sheet(file, "parquet", scan, names, _has_blank_rows)


def _has_blank_rows(scan: pl.LazyFrame) -> bool:
    """Whether a row may be blank; none is if one of the first columns, as code or name, has a value in each."""
    first = scan.collect_schema().names()[1 : 1 + _FIRST]  # behind the numbers of the rows
    return 0 not in scan.select(first).null_count().collect(engine="streaming").row(0)


def _read(name: str, type: pl.DataType) -> pl.Expr:
    """A column in one of the types of a typed sheet."""
    column = pl.col(name)
    if type in _AS_THEY_ARE:
        return column
    if type in _WHOLE:
        return column.cast(pl.Int64)
    if type == pl.Datetime:
        is_day = column.dt.time() == pl.time(0)
        return pl.when(is_day).then(column.dt.strftime("%Y-%m-%d")).otherwise(column.dt.strftime("%Y-%m-%d %H:%M:%S"))
    return column.cast(pl.String)


def _unsupported(name: str, column: str, type: pl.DataType) -> Problem:
    known = {pl.List: "list", pl.Array: "list", pl.Struct: "record", pl.Binary: "bytes"}
    kind = next((kind for each, kind in known.items() if type == each), "other")
    known_as = {"column": column, "type": Message(f"column-type.{kind}")}
    return finding("unsupported-type", Place(name), Message("remove-column"), **known_as)
