"""A table's rows to the profiles of single communes, as files of one commune each would have them.

Which rows are wanted is said by code, by row or by name; without any word all of them are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import polars as pl

from smartcommune.messages import Amount, Listed, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import shown
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding
from smartcommune.profiles.profile import Evidence, Profile
from smartcommune.profiles.shares import misfits
from smartcommune.tables.cells.cell_facts import KEPT, OK, Loaded, rejected
from smartcommune.tables.header.columns import CODE_DIGITS, lettered
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.heading_parts import EVIDENCE
from smartcommune.tables.results.stream import BATCH
from smartcommune.tables.rows import FactRow, evidence_in, row_of, self_points_in
from smartcommune.tables.sheets.sheet import BLANKS, ROW, runs

# Communes that are listed where a name means several; more of them are counted.
MOST_LISTED: Final = 20
# What stands before the name of a commune, and is no part of it.
_KINDS: Final = tuple(map(folded, ("xã", "phường", "thị trấn", "đặc khu")))


class Wanted(NamedTuple):
    """Which communes of a table are asked for; without any word all of them."""

    codes: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


class TableCommune(NamedTuple):
    """One row of a table: the profile in it, or what is wrong with it."""

    row: int
    profile: Profile | None
    problems: tuple[Problem, ...] = ()


class _Known(NamedTuple):
    """What tells a row from others."""

    row: int
    code: str | None
    name: str | None
    place: tuple[str, ...]

    def say(self) -> Message:
        where = Listed(tuple(part for part in (self.name or "…", *self.place, self.code) if part))
        return Message("row-of-commune", row=self.row, commune=where)


def communes(loaded: Loaded, ruleset: RuleSet, wanted: Wanted) -> list[TableCommune]:
    """The communes that are wanted, in the table's order.

    Raises:
        InputError: one that is wanted is not there, or a word means several.
    """
    positions = {column.position: column.named for column in loaded.columns if column.how == EVIDENCE and column.named}
    table = loaded.keeping(list(positions))
    parts = list(table.batches(BATCH))
    rows = None if wanted == Wanted() else _found(loaded, parts, ruleset, wanted)
    found = [each for part in parts for each in _communes(table, _only(part, rows), ruleset, positions)]
    apart = [_apart(each, loaded) for each in loaded.sheet.problems if rows is None]
    return sorted([*found, *apart], key=lambda each: each.row)


def _apart(problem: Problem, loaded: Loaded) -> TableCommune:
    """A row that never came to the table's frame; the row of a file in a folder is no place in that file."""
    place = problem.place._replace(line=None) if loaded.sheet.parts else problem.place
    return TableCommune(problem.place.line or 0, None, (problem._replace(place=place),))


def _only(part: pl.DataFrame, rows: Sequence[int] | None) -> pl.DataFrame:
    return part if rows is None else part.filter(pl.col(ROW).is_in(rows))


def _communes(
    loaded: Loaded, part: pl.DataFrame, ruleset: RuleSet, evidence: Mapping[int, str]
) -> Iterator[TableCommune]:
    wrong: dict[int, list[Problem]] = {}
    for problem in rejected(loaded, part):
        wrong.setdefault(problem.place.line or 0, []).append(_where_it_stands(problem, loaded))
    for cells in part.iter_rows(named=True):
        row = cells[ROW]
        if cells[OK]:
            yield TableCommune(row, _profile(loaded, cells, row_of(cells, ruleset), ruleset, evidence))
        else:
            yield TableCommune(row, None, tuple(wrong.get(row, ())))


def _where_it_stands(problem: Problem, loaded: Loaded) -> Problem:
    """A problem of a row that was made of a sheet of its own, in the place of its cell there."""
    line, column = problem.place.line or 0, (problem.place.column or 0) - 1
    cell = loaded.sheet.cells.get((line, column))
    return problem if cell is None else problem._replace(place=Place(cell.file, cell.row, cell.column + 1))


def _profile(
    loaded: Loaded, cells: Mapping[str, Any], row: FactRow, ruleset: RuleSet, evidence: Mapping[int, str]
) -> Profile:
    """The profile in a row, as a file would have it."""
    known = dict(row.facts)
    documents = _evidence(cells, evidence)
    said = {id: Evidence(documents.get(id), None) for id in known} | evidence_in(cells, ruleset)
    remarks = loaded.sheet.remarks.get(row.number, ())
    notes = (*_of_form(loaded, row.number, ruleset), *_misfits(loaded, row, ruleset), *remarks)
    return Profile(row.commune, row.as_of, known, said, notes, self_points_in(cells, ruleset))


def _evidence(cells: Mapping[str, Any], evidence: Mapping[int, str]) -> dict[str, str]:
    """The words of the columns of evidence, by indicator."""
    found: dict[str, list[str]] = {}
    for position, id in evidence.items():
        text = str(cells.get(f"{KEPT}{position}") or "").strip(BLANKS)
        if text:
            found.setdefault(id, []).append(text)
    return {id: "; ".join(dict.fromkeys(texts)) for id, texts in found.items()}


def _of_form(loaded: Loaded, row: int, ruleset: RuleSet) -> Iterator[Message]:
    """That the form of a commune was made for another rule set."""
    form = loaded.sheet.parts[row - 1] if loaded.sheet.parts else loaded.sheet
    if form.rules not in (None, ruleset.id):
        yield Message("form-of-other-rules", asked=form.rules, used=ruleset.id)


def _misfits(loaded: Loaded, row: FactRow, ruleset: RuleSet) -> Iterator[Message]:
    """Stated shares beside a count of which no whole number is such a share."""
    columns = {column.target: column for column in loaded.columns}
    for id, count in misfits(row.facts, ruleset.indicators):
        ids = (id, count)
        share, number = (shown(row.facts[each], ruleset.indicators[each]) for each in ids)  # type: ignore[arg-type]  # numbers
        at, place = (lettered(columns[each], row.number, loaded.sheet) for each in ids)
        yield Message("no-such-share", share=id, stated=share, at=at, count=count, number=number, place=place)


def _found(loaded: Loaded, parts: Iterable[pl.DataFrame], ruleset: RuleSet, wanted: Wanted) -> list[int]:
    """The rows that are wanted.

    Raises:
        InputError: one of them is not there, or a word means several.
    """
    known = [each for part in parts for each in _known(part)]
    rows: set[int] = set()
    problems: list[Problem] = []
    for row in wanted.rows:
        at = [each for each in known if each.row == row]
        problems += [] if at else [_no_row(loaded, row, known)]
        rows |= {each.row for each in at}
    for option, words, matches in (("--code", wanted.codes, _coded(ruleset)), ("--name", wanted.names, _named)):
        for word in words:
            at = matches(known, word)
            if len(at) == 1:
                rows.add(at[0].row)
            else:
                problems.append(_several(option, word, at) if at else _nobody(loaded, option, word, known))
    if problems:
        raise InputError(problems)
    return sorted(rows)


def _known(part: pl.DataFrame) -> Iterator[_Known]:
    places = [name for name in ("district", "province") if name in part.columns]
    for row, code, name, *place in part.select(ROW, "code", "name", *places).iter_rows():
        yield _Known(row, code, name, tuple(place))


def _coded(ruleset: RuleSet) -> Callable[[Sequence[_Known], str], list[_Known]]:
    """What finds communes by their code, whose leading zeros programs leave out."""

    def whole(code: str) -> str:
        return code.zfill(CODE_DIGITS) if code.isdecimal() and ruleset.subject == "commune" else code

    return lambda known, word: [each for each in known if each.code and whole(each.code) == whole(word.strip())]


def _named(known: Sequence[_Known], word: str) -> list[_Known]:
    """The communes of a name as it stands; else as it is said; else without its accents."""
    bare_word = bare(_said(word))
    ways = (
        (str.strip, word.strip()),
        (_said, _said(word)),
        (_bare, bare_word),
        (_bare, _without(bare_word, map(bare, _KINDS))),
    )
    every = ([each for each in known if each.name and like(each.name) == said] for like, said in ways)
    return next((found for found in every if found), [])


def _said(name: str) -> str:
    """A name without capitals, and without what kind of unit it is."""
    return _without(folded(name), _KINDS)


def _bare(name: str) -> str:
    return bare(_said(name))


def _without(text: str, kinds: Iterable[str]) -> str:
    return next((text.removeprefix(f"{kind} ") for kind in kinds if text.startswith(f"{kind} ")), text)


def _no_row(loaded: Loaded, row: int, known: Sequence[_Known]) -> Problem:
    listed = runs([each.row for each in known])
    more = ("…",) if len(listed) > MOST_LISTED else ()
    help = Message("rows-of-table", rows=Listed((*listed[:MOST_LISTED], *more))) if listed else None
    return finding("no-such-row", Place(loaded.sheet.name, row), help, row=row)


def _several(option: str, word: str, found: Sequence[_Known]) -> Problem:
    more = len(found) - MOST_LISTED
    listed = [each.say() for each in found[:MOST_LISTED]] + ([Message("sure.more", count=more)] if more > 0 else [])
    count = Amount(len(found), "noun.row")
    return finding("several-communes", Place(option), Message("several-communes-help"), found=word, count=count,
                   communes=Listed(tuple(listed), "; "))  # fmt: skip


def _nobody(loaded: Loaded, option: str, word: str, known: Sequence[_Known]) -> Problem:
    names = {each.name for each in known if each.name} if option == "--name" else set()
    meant = did_you_mean(word, sorted(names))
    help = meant if meant is not None and meant.key == "did-you-mean" else None
    return finding("no-such-commune", Place(loaded.sheet.name), help, option=option, found=word)
