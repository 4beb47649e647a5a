"""The options that say how a table is read, and the table that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from smartcommune.cli.options import words

if TYPE_CHECKING:
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.tables.cells.cell_facts import Loaded

Table = Annotated[str, typer.Argument(metavar="TABLE", help=words("help.table"))]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME|NUMBER", help=words("help.sheet"))]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=words("help.encoding"))]
Separator = Annotated[str | None, typer.Option("--separator", metavar="SIGN", help=words("help.separator"))]
Columns = Annotated[str | None, typer.Option("--columns", metavar="FILE", help=words("help.columns"))]
IgnoreColumns = Annotated[
    list[str] | None, typer.Option("--ignore-columns", metavar="NAME", help=words("help.ignore-columns"))
]
RejectsFile = Annotated[str | None, typer.Option("--rejects", metavar="FILE", help=words("help.rejects"))]
NoMark = Annotated[bool, typer.Option("--no-bom", help=words("help.no-bom"))]


def loaded(
    table: str,
    ruleset: RuleSet,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    columns: str | None = None,
    ignored: Sequence[str] | None = None,
    as_of: date | None = None,
) -> Loaded:
    """The table of a file, read with the options given.

    Raises:
        InputError: the file, or the map of its columns, cannot be read, or it is not clear which column is which.
    """
    import polars as pl

    from smartcommune.cli.signals import listen_alone
    from smartcommune.problems import Place
    from smartcommune.rulesets.library import file_digest
    from smartcommune.source.document import read_document
    from smartcommune.source.files import read_source
    from smartcommune.tables.cells.cell_facts import load_table
    from smartcommune.tables.header.column_map import ColumnMap, Ignored, read_map
    from smartcommune.tables.open import open_table
    from smartcommune.tables.results.stream import BATCH

    listen_alone()
    pl.Config.set_streaming_chunk_size(BATCH)  # in pieces of Polars' own size a wide table takes twice the memory
    given = None if columns is None else read_source(columns)
    mapping = ColumnMap() if given is None else read_map(read_document(given), ruleset)
    more = (Ignored(name, Place("--ignore-columns")) for name in ignored or ())
    mapping = mapping._replace(ignored=(*mapping.ignored, *more))
    sheet_read = open_table(table, sheet=sheet, encoding=encoding, separator=separator)
    found = load_table(sheet_read, ruleset, mapping, as_of)
    return found if given is None else found._replace(mapped_by=file_digest("columns", given))
