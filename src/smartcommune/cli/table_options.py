"""The options that say how a table is read, and the table that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from smartcommune.cli.options import words
from smartcommune.cli.signals import listen_alone
from smartcommune.problems import Place, Problem

if TYPE_CHECKING:
    from smartcommune.model.provenance import FileDigest
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.header.column_map import ColumnMap
    from smartcommune.tables.header.draft import Draft
    from smartcommune.tables.sheets.sheet import Sheet

Table = Annotated[str, typer.Argument(metavar="TABLE", help=words("help.table"))]
IGNORE: Final = "--ignore-columns"
RejectsFile = Annotated[str | None, typer.Option("--rejects", metavar="FILE", help=words("help.rejects"))]
NoMark = Annotated[bool, typer.Option("--no-bom", help=words("help.no-bom"))]


class Opened(NamedTuple):
    """A table that is open, and what the user said about its columns."""

    sheet: Sheet
    ruleset: RuleSet  # the one that is asked for, else that of the form
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


class TableOptions(NamedTuple):
    """How a table is read."""

    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME|NUMBER", help=words("help.sheet"))] = None
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=words("help.encoding"))] = None
    separator: Annotated[str | None, typer.Option("--separator", metavar="SIGN", help=words("help.separator"))] = None
    columns: Annotated[str | None, typer.Option("--columns", metavar="FILE", help=words("help.columns"))] = None
    ignore_columns: Annotated[
        list[str] | None, typer.Option(IGNORE, metavar="NAME", help=words("help.ignore-columns"))
    ] = None

    @property
    def options(self) -> dict[str, str | list[str] | None]:
        """What the user gave, by option."""
        return {f"--{name.replace('_', '-')}": value for name, value in self._asdict().items()}

    def sheet_of(self, table: str) -> Sheet:
        """The table in a file.

        Raises:
            InputError: the file cannot be read, or has no such sheet.
        """
        from smartcommune.tables.open import open_table

        return open_table(table, sheet=self.sheet, encoding=self.encoding, separator=self.separator)

    def opened(self, table: str, asked: RuleSet | None) -> Opened:
        """The table of a file, read as these options say, with the rule set for it.

        Raises:
            InputError: the file, or the map of its columns, cannot be read; or it is not clear which rule set is meant.
        """
        import polars as pl

        from smartcommune.model.beside import as_read
        from smartcommune.rulesets.library import file_digest
        from smartcommune.source.document import read_document
        from smartcommune.source.files import read_source
        from smartcommune.tables.header.column_map import ColumnMap, read_map
        from smartcommune.tables.named_rules import ruleset_of
        from smartcommune.tables.results.stream import BATCH

        listen_alone()
        pl.Config.set_streaming_chunk_size(BATCH)  # in pieces of Polars' own size a wide table takes twice the memory
        sheet = self.sheet_of(table)
        ruleset = ruleset_of(sheet, asked)
        given = None if self.columns is None else read_source(self.columns)
        mapping = ColumnMap() if given is None else read_map(read_document(given), as_read(ruleset))
        digest = None if given is None else file_digest("columns", given)
        return Opened(sheet, ruleset, ignoring(mapping, self.ignore_columns or ()), digest)


class RowOptions(NamedTuple):
    """Which communes of a table are assessed."""

    code: Annotated[list[str] | None, typer.Option("--code", metavar="CODE", help=words("help.code"))] = None
    row: Annotated[list[str] | None, typer.Option("--row", metavar="NUMBER", help=words("help.row"))] = None
    name: Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help=words("help.name"))] = None

    @property
    def options(self) -> list[str]:
        """Those that the user gave."""
        return [f"--{option}" for option, given in self._asdict().items() if given]


def ignoring(mapping: ColumnMap, names: Sequence[str]) -> ColumnMap:
    """A map that leaves the columns of `--ignore-columns` alone, too."""
    from smartcommune.tables.header.column_map import Ignored

    more = (Ignored(name, Place(IGNORE)) for name in names)
    return mapping._replace(ignored=(*mapping.ignored, *more))
