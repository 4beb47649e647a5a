"""The options that say how a table is read, and the table that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, TypedDict, Unpack

import typer

from smartcommune.cli.options import words
from smartcommune.problems import Place, Problem

if TYPE_CHECKING:
    from smartcommune.model.provenance import FileDigest
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.header.column_map import ColumnMap
    from smartcommune.tables.header.draft import Draft
    from smartcommune.tables.sheets.sheet import Sheet

Table = Annotated[str, typer.Argument(metavar="TABLE", help=words("help.table"))]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME|NUMBER", help=words("help.sheet"))]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=words("help.encoding"))]
Separator = Annotated[str | None, typer.Option("--separator", metavar="SIGN", help=words("help.separator"))]
Columns = Annotated[str | None, typer.Option("--columns", metavar="FILE", help=words("help.columns"))]
IGNORE: Final = "--ignore-columns"
IgnoreColumns = Annotated[list[str] | None, typer.Option(IGNORE, metavar="NAME", help=words("help.ignore-columns"))]
RejectsFile = Annotated[str | None, typer.Option("--rejects", metavar="FILE", help=words("help.rejects"))]
NoMark = Annotated[bool, typer.Option("--no-bom", help=words("help.no-bom"))]


class Reading(TypedDict, total=False):
    """What may be said about how a table is read."""

    sheet: str | None
    encoding: str | None
    separator: str | None
    columns: str | None
    ignored: Sequence[str] | None


class Opened(NamedTuple):
    """A table that is open, and what the user said about its columns."""

    sheet: Sheet
    mapping: ColumnMap
    mapped_by: FileDigest | None

    def loaded(self, ruleset: RuleSet, as_of: date | None = None) -> Loaded:
        """Its rows as facts.

        Raises:
            InputError: it is not clear which column is which.
        """
        from smartcommune.tables.cells.cell_facts import load_table

        return load_table(self.sheet, ruleset, self.mapping, as_of)._replace(mapped_by=self.mapped_by)

    def draft(self, ruleset: RuleSet, problems: Sequence[Problem], as_of: date | None) -> Draft:
        """What is known of its columns where these problems keep it from being loaded."""
        from smartcommune.tables.header.draft import draft_of

        return draft_of(self.sheet, ruleset, self.mapping, problems, None if as_of is None else as_of.year)


def opened(table: str, ruleset: RuleSet, **options: Unpack[Reading]) -> Opened:
    """The table of a file, with the options that say how it is read.

    Raises:
        InputError: the file, or the map of its columns, cannot be read.
    """
    import polars as pl

    from smartcommune.cli.signals import listen_alone
    from smartcommune.rulesets.library import file_digest
    from smartcommune.source.document import read_document
    from smartcommune.source.files import read_source
    from smartcommune.tables.header.column_map import ColumnMap, read_map
    from smartcommune.tables.open import open_table
    from smartcommune.tables.results.stream import BATCH

    listen_alone()
    pl.Config.set_streaming_chunk_size(BATCH)  # in pieces of Polars' own size a wide table takes twice the memory
    columns = options.get("columns")
    given = None if columns is None else read_source(columns)
    mapping = ColumnMap() if given is None else read_map(read_document(given), ruleset)
    sheet, encoding, separator = options.get("sheet"), options.get("encoding"), options.get("separator")
    found = open_table(table, sheet=sheet, encoding=encoding, separator=separator)
    digest = None if given is None else file_digest("columns", given)
    return Opened(found, ignoring(mapping, options.get("ignored") or ()), digest)


def loaded(table: str, ruleset: RuleSet, *, as_of: date | None = None, **options: Unpack[Reading]) -> Loaded:
    """The rows of a file's table, read with the options given.

    Raises:
        InputError: the file, or the map of its columns, cannot be read, or it is not clear which column is which.
    """
    return opened(table, ruleset, **options).loaded(ruleset, as_of)


def ignoring(mapping: ColumnMap, names: Sequence[str]) -> ColumnMap:
    """A map that leaves the columns of `--ignore-columns` alone, too."""
    from smartcommune.tables.header.column_map import Ignored

    more = (Ignored(name, Place(IGNORE)) for name in names)
    return mapping._replace(ignored=(*mapping.ignored, *more))
