"""A lazy frame of a file's rows to its first and last rows, and the expressions by which blank cells are null.

What Polars says about a file that it cannot read becomes a problem of that file, be it an error or a panic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from unicodedata import normalize

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, os_words, refusal
from smartcommune.source.table_files import TableFile
from smartcommune.source.writing import is_panic
from smartcommune.tables.sheets.sheet import MOST_HEAD, MOST_TAIL, ROW, Row, Sheet

# Enough rows to have the first or the last ones among them although some are blank.
_END_ROWS: Final = 2_000
# A row with something in it.
IS_FILLED: Final = ~pl.all_horizontal(pl.exclude(ROW).is_null())


def filled(name: str) -> pl.Expr:
    """A column of texts in which blank ones are null."""
    return pl.when(pl.col(name).str.strip_chars() != "").then(name).alias(name)


def ends_of(name: str, scan: pl.LazyFrame, *, has_problems: bool) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The first and the last rows of a frame that are not blank.

    Raises:
        InputError: there is no row in it, and none that was left out either.
    """
    head = _head(scan)
    if not head and not has_problems:
        raise refusal("empty-table", name)
    return head, _tail(scan)


def typed_sheet(
    file: TableFile,
    kind: str,
    scan: pl.LazyFrame,
    names: Sequence[str],
    has_blank_rows: Callable[[pl.LazyFrame], bool] = lambda _: True,
    **more: Any,
) -> Sheet:
    """The sheet of a frame whose columns have types and names.

    Args:
        file: where it is from.
        kind: of file.
        scan: its rows, with their numbers.
        names: of its columns.
        has_blank_rows: whether there may be blank rows in a frame whose blank cells are null.
        more: of the sheet.

    Raises:
        InputError: as `ends_of`.
    """
    texts = [name for name, type in scan.collect_schema().items() if type == pl.String]
    scan = scan.with_columns(map(filled, texts))
    head, tail = ends_of(file.name, scan, has_problems=bool(more.get("problems")))
    return Sheet(
        name=file.name,
        kind=kind,
        is_typed=True,
        # To look for blank rows is to read every column, also those that nobody asks for.
        frame=scan.filter(IS_FILLED) if has_blank_rows(scan) else scan,
        width=len(names),
        head=head,
        tail=tail,
        names=tuple(names),
        **more,
    )


def _head(scan: pl.LazyFrame) -> tuple[Row, ...]:
    """The first rows; only a table that begins with very many blank ones is gone through for them."""
    first = _rows(scan.head(_END_ROWS).filter(IS_FILLED).head(MOST_HEAD))
    return first if len(first) == MOST_HEAD else _rows(scan.filter(IS_FILLED).head(MOST_HEAD))


def _tail(scan: pl.LazyFrame) -> tuple[Row, ...]:
    """The last rows; only a table that ends in very many blank ones is gone through for them."""
    last = _rows(scan.tail(_END_ROWS).filter(IS_FILLED).tail(MOST_TAIL))
    return last if len(last) == MOST_TAIL else _rows(scan.filter(IS_FILLED).tail(MOST_TAIL))


def _rows(frame: pl.LazyFrame) -> tuple[Row, ...]:
    found = frame.collect(engine="streaming").iter_rows()
    return tuple(Row(number, tuple(map(_text, cells))) for number, *cells in found)


def _text(value: object) -> str | None:
    """A cell as text, composed, since headers are compared with words."""
    if value is None or isinstance(value, str):
        return value and normalize("NFC", value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """A table that is being read.

    Raises:
        InputError: it is damaged.
    """
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _broken(name, error) from error
    except BaseException as error:
        if is_panic(error):
            raise _broken(name, error) from error
        raise


def _broken(name: str, error: BaseException) -> InputError:
    if isinstance(error, OSError) and error.errno is not None:
        return InputError(
            [Problem(UNREADABLE, Place(name), Message("cannot-read", reason=os_words(str(error.strerror))))]
        )
    return refusal("broken-table", name, Message("export-again"))
