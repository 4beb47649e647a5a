"""A table of levels, as an office copies it from its own decision, to what is asked for each criterion and group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from smartcommune.authoring.start.limits import Asked, Limit, asked_of
from smartcommune.messages import LANGUAGES, Listed, Message, Sayable
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.problems import InputError, Place, Problem, finding, refusal
from smartcommune.quantity import day_of
from smartcommune.tables.header.folding import folded
from smartcommune.tables.sheets.sheet import ROW, Sheet, letter_of

# The columns of the table, but for one for each group; what says of which document a level is may stand in one row for
# all below it.
CRITERION: Final = "criterion"
INDICATOR: Final = "indicator"
UNIT: Final = "unit"
DOCUMENT: Final = ("number", "day", "issuer", "title")
CLAUSE: Final = "clause"
BEFORE: Final = (CRITERION, "label", INDICATOR, UNIT)
BEHIND: Final = (*DOCUMENT, CLAUSE)


class Paper(NamedTuple):
    """The document that levels are from; None is what the table does not say."""

    number: str | None
    day: date | None
    issuer: str | None
    title: str | None


class Level(NamedTuple):
    """What is asked of a group, as it stands in a cell; `asked` is None where that is blank or not clear."""

    text: str
    asked: Asked | None
    cell: str


class Requirement(NamedTuple):
    """One indicator of a decision: what it is, under which criterion, and what is asked of each group."""

    criterion: str
    label: str
    unit: str
    levels: Mapping[str, Level]  # by the id of the group; the only one is "" where there are none
    paper: Paper
    clause: str | None
    row: int


class Requirements(NamedTuple):
    """All of a table, with what could not be understood in it."""

    name: str  # of the file
    ruleset: RuleSet
    found: tuple[Requirement, ...]
    unclear: tuple[Problem, ...]


def groups(ruleset: RuleSet) -> dict[str, Sayable]:
    """The groups that have levels of their own, with what the column of each is called."""
    if not ruleset.levels or ruleset.levels_ordered:
        return {"": Message("start.level")}
    levels = sorted(ruleset.levels, key=lambda level: level.label.vi)
    return {level.id: Message("start.level-of", group=level.label) for level in levels}


def numbered(ruleset: RuleSet) -> dict[str, str]:
    """The criteria that may be given levels, by the numbers that they have in their document."""
    own = {id: criterion for id, criterion in ruleset.criteria.items() if not is_borrowed(id)}
    return {criterion.number: id for id, criterion in own.items() if criterion.number and criterion.has_outcome}


def read_requirements(sheet: Sheet, ruleset: RuleSet) -> Requirements:
    """What a table asks.

    Raises:
        InputError: columns are missing, a row names no criterion, or nothing is filled in.
    """
    rows = _rows(sheet)
    header = next(rows, ())
    columns = _columns(header[1:], ruleset, sheet)
    found: list[Requirement] = []
    problems: list[Problem] = []
    paper = Paper(None, None, None, None)
    for number, *cells in rows:
        row = {name: text.strip() for name, position in columns.items() if (text := cells[position]) is not None}
        paper = _paper(row, paper, Place(sheet.name, number), problems)
        if INDICATOR in row:
            found.append(_requirement(row, columns, paper, number, ruleset, sheet, problems))
    if problems:
        raise InputError(problems)
    if not found:
        raise refusal("no-requirements", sheet.name, Message("no-requirements-help"))
    return Requirements(sheet.name, ruleset, tuple(found), tuple(_unclear(found, sheet)))


def _rows(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """The number of each row, with its cells."""
    names = [f"c{position}" for position in range(sheet.width)]
    yield from sheet.frame.select(ROW, *names).collect().iter_rows()


def _columns(header: Sequence[str | None], ruleset: RuleSet, sheet: Sheet) -> dict[str, int]:
    """Where each column stands; columns of the reader's own are left alone."""
    called: dict[str, str] = {}
    named: dict[str, Sayable] = {id: Message(f"start.{id}") for id in (*BEFORE, *BEHIND)}
    named |= {_group(id): words for id, words in groups(ruleset).items()}
    for id, words in named.items():
        called |= {folded(words.say(language)): id for language in LANGUAGES}
    found = {called[folded(text)]: position for position, text in enumerate(header) if text and folded(text) in called}
    missing = [words for id, words in named.items() if id not in found and id not in (UNIT, "label")]
    if missing:
        help = Message("requirements-columns-help", id=ruleset.id)
        raise InputError([finding("requirements-columns", Place(sheet.name, 1), help, columns=Listed(tuple(missing)))])
    return found


def _group(id: str) -> str:
    return f"group:{id}"


def _paper(row: Mapping[str, str], above: Paper, place: Place, problems: list[Problem]) -> Paper:
    """The document of a row; a blank cell says what the row above says."""
    text = row.get("day")
    day = above.day if text is None else day_of(text)
    if day is None and text is not None:
        problems.append(finding("not-a-date", place, Message("date-help"), found=text))
    return Paper(row.get("number", above.number), day, row.get("issuer", above.issuer), row.get("title", above.title))


def _requirement(
    row: Mapping[str, str],
    columns: Mapping[str, int],
    paper: Paper,
    number: int,
    ruleset: RuleSet,
    sheet: Sheet,
    problems: list[Problem],
) -> Requirement:
    known, named = numbered(ruleset), row.get(CRITERION, "")
    if named not in known:
        help = Message("no-such-number-help", numbers=Listed(tuple(known)))
        problems.append(finding("no-such-number", Place(sheet.name, number), help, found=named))
    for key in ("number", "day"):
        if getattr(paper, key) is None:
            message = Message(f"start.{key}")
            problems.append(finding("no-document", Place(sheet.name, number), None, column=message))
    levels = {}
    for id in groups(ruleset):
        text = row.get(_group(id), "")
        levels[id] = Level(text, asked_of(text) if text else None, f"{letter_of(columns[_group(id)])}{number}")
    unit = row.get(UNIT, "") or next((each.asked.unit for each in levels.values() if isinstance(each.asked, Limit)), "")
    return Requirement(known.get(named, ""), row[INDICATOR], unit, levels, paper, row.get(CLAUSE), number)


def _unclear(rows: Sequence[Requirement], sheet: Sheet) -> Iterator[Problem]:
    """The cells that say nothing, or nothing that is clear; what is asked there stays attested."""
    for requirement in rows:
        for level in requirement.levels.values():
            if not is_clear(level, requirement):
                place, said = Place(sheet.name, requirement.row), {"cell": level.cell, "label": requirement.label}
                if level.text:
                    found = finding("level-unclear", place, Message("level-unclear-help"), text=level.text, **said)
                else:
                    found = finding("level-blank", place, Message("level-blank-help"), **said)
                yield found._replace(severity="warning")


def is_clear(level: Level, requirement: Requirement) -> bool:
    """Whether it can be computed what a cell asks: all figures of an indicator are percent, or all in its one unit."""
    asked = level.asked
    if not isinstance(asked, Limit):
        return asked is not None
    first = next(each.asked for each in requirement.levels.values() if isinstance(each.asked, Limit))
    same_unit = not asked.unit or folded(asked.unit) == folded(requirement.unit)
    return asked.is_percent == first.is_percent and (asked.is_percent or same_unit)
