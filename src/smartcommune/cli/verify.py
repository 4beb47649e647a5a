"""`smartcommune verify`: whether results are what these rules give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from smartcommune.api import Rules
from smartcommune.cli.exits import Exit
from smartcommune.cli.options import (
    AnswerOptions,
    AsOf,
    AssumptionUse,
    Cites,
    Quiet,
    Settings,
    as_date,
    as_settings,
    one_of,
    words,
)
from smartcommune.cli.table_options import TableOptions
from smartcommune.cli.targets import format_of
from smartcommune.messages import LANGUAGES, Amount, Language, Message, Sayable
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import did_you_mean, refusal
from smartcommune.quantity import iso_date
from smartcommune.render.safe import terminal
from smartcommune.rulesets.library import CASES, id_of, load
from smartcommune.source.files import is_folder, read_source, yaml_files

if TYPE_CHECKING:
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.results.recorded import Different, Recorded, Stated

# On the screen; whoever wants all of them compares the files.
MOST_SHOWN: Final = 20
Result = Annotated[str, typer.Argument(metavar="RESULT", help=words("help.verify-result"))]
From = Annotated[str | None, typer.Option("--rules", metavar="ID|FILE|FOLDER", help=words("help.verify-rules"))]
TableFile = Annotated[str | None, typer.Option("--table", metavar="TABLE", help=words("help.verify-table"))]
Assumed = Annotated[str | None, typer.Option("--assumptions", metavar="use|refuse", help=words("help.assumptions"))]


def verify(
    *,
    result: Result,
    rules: From = None,
    table: TableFile = None,
    as_of: AsOf = None,
    settings: Settings = None,
    cites: Cites = None,
    assumptions: Assumed = None,
    reading: TableOptions,
    answer: AnswerOptions,
    quiet: Quiet = False,
) -> None:
    from smartcommune.tables.results.recorded import read_results

    language = answer.language
    format_of(answer.output, None, ("text",))
    chosen = None if assumptions is None else one_of("--assumptions", assumptions, AssumptionUse)
    day, given, decided = as_date("--as-of", as_of), as_settings(settings), as_settings(cites, "--set-cite")
    recorded = read_results(result)
    found = [_compared(stated, recorded, rules) for stated in recorded.stated]
    if table is not None:
        found.append(_again(recorded, _Asked(table, reading, day, given, decided, chosen), rules))
    if answer.output is not None or not quiet:
        answer.deliver("".join(f"{line.say(language)}\n" for part in found for line in part.lines))
    raise typer.Exit(Exit.OK if all(part.is_same for part in found) else Exit.DIFFERENT)


class _Asked(NamedTuple):
    """The table, and the options of `batch`."""

    table: str
    reading: TableOptions
    day: date | None
    settings: Mapping[str, str]
    cites: Mapping[str, str]
    assumptions: AssumptionUse | None


class _Part(NamedTuple):
    """One thing that was compared, in words."""

    is_same: bool
    lines: Sequence[Sayable]


def _compared(stated: Stated, recorded: Recorded, rules: str | None) -> _Part:
    """The rules that the results name beside those that there are."""
    ruleset = _ruleset(stated.id, rules)
    values = {"id": stated.id, "version": stated.version, "found": stated.sha256, "now": ruleset.sha256}
    if ruleset.sha256 == stated.sha256:
        return _Part(is_same=True, lines=[Message("verify.same-rules", **values)])
    now = {file.name: file.sha256 for file in ruleset.files}
    other = [file for file in recorded.files if file.name in now and now[file.name] != file.sha256]
    lines = [Message("verify.other-rules", **values), *(Message("verify.file", name=file.name) for file in other)]
    return _Part(is_same=False, lines=lines)


def _ruleset(id: str, rules: str | None) -> RuleSet:
    """The rule set of an id: built in, in a file, or in a folder.

    Raises:
        InputError: there is none.
    """
    if rules is None or not is_folder(rules):
        return load(rules or id)
    return load(_file_in(rules, id))


def _file_in(folder: str, id: str) -> str:
    names = {id_of(read_source(name)): name for name in yaml_files(folder) if not name.endswith(CASES)}
    if id in names:
        return names[id]
    guess = did_you_mean(id, [name for name in names if name])
    raise refusal("unknown-ruleset", "--rules", guess, name=id)


def _again(recorded: Recorded, asked: _Asked, rules: str | None) -> _Part:
    """The rows of the table assessed again, beside the results."""
    from smartcommune.tables.results.recorded import differences

    for language in LANGUAGES:  # the sentences are in one of them
        in_use, rows = _assessed(recorded, asked, rules, language)
        found = list(differences(recorded, rows, _words(in_use.ruleset), terminal))
        if not any(item.column == "reasons" for item in found):
            break
    if not found:
        return _Part(is_same=True, lines=[Message("verify.same-rows", rows=Amount(len(recorded.rows), "noun.row"))])
    lines: list[Sayable] = [Message("verify.other-rows", count=Amount(len(found), "noun.difference"))]
    lines += [_said(item) for item in found[:MOST_SHOWN]]
    return _Part(is_same=False, lines=lines)


def _said(item: Different) -> Message:
    if not item.column:
        return Message("verify.row-lacking" if item.expected else "verify.no-such-row", commune=item.commune)
    return Message("verify.cell", **item._asdict())


def _assessed(
    recorded: Recorded, asked: _Asked, rules: str | None, language: Language
) -> tuple[Rules, Sequence[Mapping[str, Any]]]:
    stated = recorded.stated[0]
    days = {str(row.get("as_of")) for row in recorded.rows}
    day = asked.day or (_day(days.pop()) if len(days) == 1 else None)
    thresholds, cites = asked.settings or stated.thresholds, asked.cites or stated.cites
    assumptions: Any = asked.assumptions or stated.assumptions
    in_use = Rules(_ruleset(stated.id, rules), day, thresholds, assumptions, cites, stated.readings)
    found = asked.reading.opened(asked.table, in_use.ruleset).loaded(in_use.ruleset, day)
    if recorded.terms:
        from smartcommune.cli.verify_select import selected

        return in_use, selected(in_use, found, recorded.terms, language)
    return in_use, list(_rows(in_use, found, language))


def _day(text: str) -> date | None:
    from smartcommune.tables.results.recorded import plainly

    return iso_date(plainly("as_of", text, {}))


def _rows(rules: Rules, found: Loaded, language: Language) -> Iterator[Mapping[str, Any]]:
    """The rows of a table as `batch` gives them."""
    from smartcommune.cli.table_run import TableRun

    with ExitStack() as stack:
        run = TableRun(found, rules, language, stack)
        frame = run.collected(run.results())
    yield from frame.iter_rows(named=True)


def _words(ruleset: RuleSet) -> Mapping[str, Mapping[str, str]]:
    """What the words of a workbook stand for, in both languages."""
    from smartcommune.tables.ranking.choice import Standing

    verdicts = {words.say(lang): verdict.value for verdict, words in ruleset.verdicts.items() for lang in LANGUAGES}
    outcomes = ("met", "not_met", "unknown", "not_applicable")
    labels = {each.label.say(lang): id for id, each in ruleset.declared.items() for lang in LANGUAGES}
    return {
        "standing": {Message(f"standing.{each}").say(lang): each.value for each in Standing for lang in LANGUAGES},
        "verdict": verdicts,
        "outcome": {Message(f"outcome.{outcome}").say(lang): outcome for outcome in outcomes for lang in LANGUAGES},
        "missing": labels,
    }
