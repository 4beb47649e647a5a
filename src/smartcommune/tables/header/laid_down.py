"""Sheets that communes fill in from the top down to one table: a row for each commune, a column for each thing asked.

The rows are read like those of any other table; what is wrong with a cell is told where it stands on its own sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import PurePath

import polars as pl

from smartcommune.messages import Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.tables.header.header_names import Naming
from smartcommune.tables.header.vertical import Filled, filled, header_of
from smartcommune.tables.open import of_file, open_table
from smartcommune.tables.sheets.sheet import ROW, Cell, Sheet


def laid_down(sheet: Sheet, naming: Naming, ruleset: RuleSet) -> Sheet:
    """The sheet with a row for each commune: as it is, or made of the sheets that it is or holds.

    Raises:
        InputError: none of these can be read.
    """
    if not sheet.parts and header_of(sheet, naming) is None:
        return sheet
    parts, found = list[Sheet](), list[Filled]()
    for part in sheet.parts or (sheet,):
        beside = [(other, filled(other, naming, ruleset)) for other in _beside(part, naming)]
        written = [(other, each) for other, each in beside if each.said]  # a copy that is left blank says nothing
        parts += [part, *(other for other, _ in written)]
        found += [filled(part, naming, ruleset), *(each for _, each in written)]
    sheet = sheet._replace(parts=tuple(parts)) if len(parts) > 1 else sheet
    if all(each.problems for each in found):
        raise InputError(problem for each in found for problem in each.problems)
    return _table(sheet, found)


def _beside(sheet: Sheet, naming: Naming) -> Iterator[Sheet]:
    """The other sheets of a workbook that are filled in from the top down: a form may be copied for each commune."""
    for name in sheet.others:
        with suppress(InputError):  # empty, or no table: it holds nothing for us
            other = open_table(sheet.name, sheet=name)
            if header_of(other, naming) is not None:
                yield other


def _table(sheet: Sheet, found: Sequence[Filled]) -> Sheet:
    """One row for each of the sheets, numbered as they come; those with problems are told and left out."""
    names = list(dict.fromkeys(header for each in found for header in each.asked))
    rows = [number for number, each in enumerate(found, 1) if not each.problems]
    columns: dict[str, pl.Series] = {ROW: pl.Series(rows, dtype=pl.Int64)}
    cells: dict[tuple[int, int], Cell] = {}
    for position, name in enumerate(names):
        said = [found[number - 1].said.get(name) for number in rows]
        columns[f"c{position}"] = pl.Series([each and each.text for each in said], dtype=pl.String)
        columns[f"c{position}.number"] = pl.Series([bool(each and each.is_number) for each in said])
        cells |= {(row, position): each.cell for row, each in zip(rows, said, strict=True) if each is not None}
    problems = [of_file(problem, number) for number, each in enumerate(found, 1) for problem in each.problems]
    remarks = {number: each.remarks for number, each in enumerate(found, 1) if each.remarks}
    return sheet._replace(
        is_typed=True,
        frame=pl.DataFrame(columns).lazy(),
        width=len(names),
        head=(),
        tail=(),
        names=tuple(names),
        merged=(),
        has_number_marks=True,
        notes=(*sheet.notes, Message("vertical.read", count=len(found)), *_notes(sheet, found)),
        problems=(*sheet.problems, *problems),
        cells=cells,
        remarks=remarks,
    )


def _notes(sheet: Sheet, found: Sequence[Filled]) -> tuple[Message, ...]:
    """What is not used, on which sheet."""
    if not sheet.parts:
        return tuple(remark for each in found for remark in each.remarks)
    return tuple(
        Message("vertical.of-file", file=PurePath(part.name).name, text=remark)
        for part, each in zip(sheet.parts, found, strict=True)
        for remark in each.remarks
    )
