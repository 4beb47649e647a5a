"""Results to CSV, JSON Lines and Parquet, in which nothing acts."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import polars as pl

from smartcommune.messages import Words
from smartcommune.render.safe import ACTING_SIGN, ACTING_START, cell, json_document

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Texts that come from the table itself; all others are made of the rule set's words.
FROM_TABLE: Final = ("code", "name", "province")
FROM_RULES: Final = ("reasons",)
ROW_GROUP: Final = 100_000
# Between the texts of a column; one that holds it itself is at worst looked through in vain.
_JOINT: Final = "|"


def acting_columns(words: Iterable[Words]) -> tuple[str, ...]:
    """The columns that have to be looked through, given all words that reasons are made of."""
    acts = any(cell(text) != text for label in words for text in (label.vi, label.en))
    return FROM_TABLE + FROM_RULES if acts else FROM_TABLE


def guarded(results: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The same rows, in whose columns no text acts; numbers are untouched."""
    # Something acts in few parts of a table: all texts of a column are looked through at once.
    every = pl.col([name for name in columns if name in results.columns])
    acts = results.select(every.str.join(_JOINT).str.contains(f"(?:^|[{_JOINT}]){ACTING_START}|{ACTING_SIGN}"))
    return results.with_columns(_guarded(results[name]) for name in acts.columns if acts[name].any())


def _guarded(column: pl.Series) -> pl.Series:
    acting = column.str.contains(f"^{ACTING_START}|{ACTING_SIGN}").fill_null(value=False)
    return column.scatter(acting.arg_true(), [cell(text) for text in column.filter(acting)])


class JsonLines(io.RawIOBase):
    """A stream that takes JSON and hands it on with every character escaped that would act where it is shown."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def writable(self) -> bool:
        return True

    def write(self, content: Buffer) -> int:
        text = self._decoder.decode(bytes(content))
        plain = text.replace("\n", "").isprintable()
        self._file.write((text if plain else json_document(text)).encode("utf-8"))
        return memoryview(content).nbytes


def write(results: pl.LazyFrame, format: str, file: BinaryIO, *, with_mark: bool) -> None:
    """Run the results into a file."""
    match format:
        case "csv":
            results.sink_csv(file, include_bom=with_mark, engine="streaming")
        case "jsonl":
            results.sink_ndjson(cast("BinaryIO", JsonLines(file)), engine="streaming")
        case _:
            # Groups of one size, so that the same results always give the same bytes.
            results.sink_parquet(file, row_group_size=ROW_GROUP, engine="streaming")
