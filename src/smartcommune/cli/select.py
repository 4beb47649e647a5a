"""`smartcommune select`: the communes of a table ranked, and seats given to the best of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple

import typer

from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import (
    LANGUAGE,
    AsOf,
    Assumptions,
    Cites,
    Lang,
    NoColor,
    Output,
    Quiet,
    Rules,
    Settings,
    as_date,
    as_settings,
    one_of,
    words,
)
from smartcommune.cli.table_options import Columns, Encoding, RejectsFile, Separator, SheetName, Table, loaded
from smartcommune.cli.targets import Target, target_of
from smartcommune.messages import Language, Listed, Message, Sayable
from smartcommune.problems import InputError, Place, Problem, did_you_mean, left_out
from smartcommune.quantity import NotANumber, decimal

if TYPE_CHECKING:
    import polars as pl
    from rich.text import Text

    from smartcommune.api import Rules as RuleSetInUse
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.render.selection import Context, Rendered
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.ranking import Candidate, Selection, Terms
    from smartcommune.tables.results.rejects import Reject

PROVINCE: Final = "province"
FORMATS: Final = ("text", "csv", "xlsx", "json")
AssumptionUse = Literal["use", "refuse"]
Seats = Annotated[str, typer.Option("--seats", "-n", metavar="N", help=words("help.seats"))]
Per = Annotated[list[str] | None, typer.Option("--per", metavar="COLUMN=N", help=words("help.per"))]
MinScore = Annotated[str | None, typer.Option("--min-score", metavar="SCORE", help=words("help.min-score"))]
TieBreak = Annotated[list[str] | None, typer.Option("--tie-break", metavar="INDICATOR", help=words("help.tie-break"))]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="text|csv|xlsx|json", help=words("help.select-format"))
]


def select(
    table: Table,
    seats: Seats,
    per: Per = None,
    min_score: MinScore = None,
    tie_break: TieBreak = None,
    rules: Rules = None,
    as_of: AsOf = None,
    settings: Settings = None,
    cites: Cites = None,
    assumptions: Assumptions = "use",
    sheet: SheetName = None,
    encoding: Encoding = None,
    separator: Separator = None,
    columns: Columns = None,
    format: FormatOption = None,
    output: Output = None,
    rejects: RejectsFile = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.api import load_ruleset
    from smartcommune.rulesets.library import DEFAULT

    language = one_of("--lang", lang, Language)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    target = target_of(output, format, FORMATS, rejects=rejects)
    decided = as_settings(cites, "--set-cite")
    in_use = load_ruleset(rules or DEFAULT, as_date("--as-of", as_of), as_settings(settings), settled, decided)
    terms = _terms(seats, per, min_score, in_use.ruleset)
    ties = _ties(tie_break or (), in_use.ruleset)
    found = loaded(table, in_use.ruleset, sheet=sheet, encoding=encoding, separator=separator, columns=columns)
    with ExitStack() as stack:  # the files appear together
        run = _run(found, in_use, target, language, terms, ties, stack)
        if output is not None or not quiet:
            _deliver(run, found, in_use, target, language, ties, no_color=no_color)
    if run.refused:
        report(list(_problems(run)), language, no_color=no_color)
    raise typer.Exit(Exit.PROBLEMS if run.refused else Exit.OK)


select.__doc__ = words("help.select-table")


class _Run(NamedTuple):
    """A choice, and how many rows of the table it rests on."""

    selection: Selection
    rows: int
    refused: int
    first: Sequence[Reject]  # of the rows that could not be read
    more: int  # problems than these
    wide: int  # communes whose list of missing facts may name others, too


def _problems(run: _Run) -> Iterator[Problem]:
    """What is wrong with the first rows, and how many problems more there are."""
    yield from (reject.problem for reject in run.first)
    if run.more:
        yield left_out(run.more, run.first[-1].problem.place)


def _terms(seats: str, per: Sequence[str] | None, minimum: str | None, ruleset: RuleSet) -> Terms:
    """How many are picked, and under which conditions.

    Raises:
        InputError: no whole number, no score, or nothing that could be counted by.
    """
    from smartcommune.tables.ranking import Terms

    quotas: dict[str, int] = {}
    for text in per or ():
        name, _, most = text.partition("=")
        _check_place(name.strip(), ruleset)
        quotas[name.strip()] = _whole("--per", most.strip(), text)
    return Terms(_whole("--seats", seats, seats), quotas, None if minimum is None else _points(minimum))


def _whole(option: str, text: str, given: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text)
    raise _usage(option, Message("not-a-whole-number", found=given))


def _points(text: str) -> float:
    try:
        score = decimal(text.replace(",", "."))
    except NotANumber:
        raise _usage("--min-score", Message("not-a-number", found=text)) from None
    if not 0 <= score <= Fraction(100):
        raise _usage("--min-score", Message("not-a-score", found=text))
    return float(score)


def _check_place(name: str, ruleset: RuleSet) -> None:
    """Whether communes can be counted by it: the province, or an indicator that is no number."""
    places = [
        id for id, indicator in ruleset.indicators.items() if indicator.type in ("enum", "text", "code", "boolean")
    ]
    if name not in (PROVINCE, *places):
        raise _usage("--per", Message("not-a-place", found=name), did_you_mean(name, [PROVINCE, *places]))


def _ties(names: Sequence[str], ruleset: RuleSet) -> tuple[str, ...]:
    """The indicators that decide between equal scores; `-` in front prefers the lower value."""
    for name in names:
        indicator = ruleset.indicators.get(name.removeprefix("-"))
        if indicator is None or not (indicator.comparable or indicator.type == "boolean"):
            known = [id for id, each in ruleset.indicators.items() if each.comparable or each.type == "boolean"]
            raise _usage("--tie-break", Message("not-comparable-tie", found=name), did_you_mean(name, known))
    return tuple(names)


def _usage(option: str, message: Message, help: Message | None = None) -> InputError:
    return InputError([Problem(message.key, Place(option), message, help)])


def _run(
    found: Loaded,
    rules: RuleSetInUse,
    target: Target,
    language: Language,
    terms: Terms,
    ties: Sequence[str],
    stack: ExitStack,
) -> _Run:
    """The rows that cannot be assessed, and the choice among all others."""
    from smartcommune.cli.table_run import Rejects, finished, results
    from smartcommune.tables import ranking as chosen
    from smartcommune.tables.results.missing_facts import Narrowing
    from smartcommune.tables.results.stream import Pass

    more = [*terms.quotas, *(name.removeprefix("-") for name in ties)]
    rejects = Rejects(found, target.rejects, language, stack)
    table = Pass(found, rejects.take, rules.ended("--as-of"))
    narrowing = Narrowing(rules.periods())
    assessed = results(table, narrowing, language, keep=("row", *(name for name in more if name != PROVINCE)))
    frame = finished(lambda: assessed.collect(engine="streaming"), table, lambda _: None)
    rejects.finish()
    selection = chosen.select(_candidates(frame, rules.ruleset, terms, ties), terms, found.sheet.name)
    rows, refused = table.read + rejects.apart, table.refused + rejects.apart
    return _Run(selection, rows, refused, rejects.first, rejects.count - len(rejects.first), narrowing.wide)


def _candidates(frame: pl.DataFrame, ruleset: RuleSet, terms: Terms, ties: Sequence[str]) -> Iterator[Candidate]:
    from smartcommune.model.ruleset import Verdict
    from smartcommune.tables.ranking import Candidate

    for row in frame.iter_rows(named=True):
        yield Candidate(
            row["row"],
            row["code"],
            row["name"],
            row["province"],
            Verdict(row["verdict"]),
            row["score_low"],
            row["score_high"],
            tuple((row["missing"] or "").split(",")) if row["missing"] else (),
            tuple(_rank(row[name.removeprefix("-")], name, ruleset) for name in ties),
            {name: _place(name, row[name]) for name in terms.quotas},
            row["as_of"],
        )


def _rank(value: Any, name: str, ruleset: RuleSet) -> float | None:
    """The value of a tie-breaker, the higher the better."""
    if value is None:
        return None
    indicator = ruleset.indicators[name.removeprefix("-")]
    if indicator.type == "date":
        value = value.toordinal()
    elif isinstance(value, str):
        value = list(indicator.values).index(value)
    return -float(value) if name.startswith("-") else float(value)


def _place(name: str, value: Any) -> str | None:
    """What a quota counts by: spelling, and the word province in front, make no other province."""
    from smartcommune.tables.header.folding import bare, folded

    if value is None or name != PROVINCE:
        return None if value is None else str(value)
    words = bare(folded(str(value)))  # no two provinces differ by nothing but accents
    prefix = next((kind for kind in ("tinh", "thanh pho", "tp") if words.startswith(f"{kind} ")), "")
    return words.removeprefix(prefix).strip()


def _deliver(
    run: _Run,
    found: Loaded,
    rules: RuleSetInUse,
    target: Target,
    language: Language,
    ties: Sequence[str],
    *,
    no_color: bool,
) -> None:
    from smartcommune.cli.streams import DEFAULT_COLUMNS, columns, deliver, opened
    from smartcommune.render.selection import Rendered

    rendered = Rendered(run.selection, _context(run, found, rules, ties), language)
    if target.format == "xlsx":
        with opened(target.output) as file:
            rendered.workbook(file)
        return
    width = columns(sys.stdout) if target.output is None else DEFAULT_COLUMNS
    deliver(_answer(rendered, target, width), target.output, no_color=no_color)


def _answer(rendered: Rendered, target: Target, width: int) -> Text | str:
    match target.format:
        case "json":
            return rendered.json()
        case "csv":
            return ("\ufeff" if target.has_mark else "") + rendered.csv()
        case _:
            return rendered.page(width)


def _read(run: _Run) -> Message:
    return Message("select.read", rows=run.rows, assessed=run.rows - run.refused, refused=run.refused)


def _context(run: _Run, found: Loaded, rules: RuleSetInUse, ties: Sequence[str]) -> Context:
    """What the choice rests on, in words."""
    from smartcommune.cli.applied import day_of, provenance
    from smartcommune.render.selection import Context

    ruleset = rules.ruleset
    indicators = {id: indicator.label for id, indicator in ruleset.indicators.items()}
    names: dict[str, Sayable] = {PROVINCE: Message("column.province"), **indicators}
    lead: list[Sayable] = [
        *provenance(rules, found).lines,
        day_of(rules, found),
        Listed((_read(run), *found.sheet.notes, *found.layout.brief, *found.counted), "; "),
    ]
    lead += [Message("summary.wide", count=run.wide)] if run.wide else []
    terms = run.selection.terms
    lead += [Message("select.quota", by=names[name], most=most) for name, most in terms.quotas.items()]
    if ties:
        labels = tuple(
            Message(f"select.tie-{'low' if name[0] == '-' else 'high'}", label=names[name.removeprefix("-")])
            for name in ties
        )
        lead.append(Message("select.ties", labels=Listed(labels, "; ")))
    values = {id: indicator.values for id, indicator in ruleset.indicators.items()}
    return Context(tuple(lead), provenance(rules, found), indicators, names, values, ruleset.verdicts)
