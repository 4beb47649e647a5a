"""A choice to the words around it: under which terms it was made, and a command that decides between equals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from smartcommune.api import Rules
from smartcommune.cli.select_run import Run
from smartcommune.cli.shell import line
from smartcommune.engine.bounds import Bound
from smartcommune.engine.plan import Plan
from smartcommune.messages import Amount, Listed, Message, Sayable, Words
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sources import Citation, not_read
from smartcommune.model.wording import Shown
from smartcommune.render.selection_words import MOST_NAMED, Context, TermsApplied
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.unused import labels_of, unused_note
from smartcommune.tables.ranking.candidate import NO_LEVEL, Value
from smartcommune.tables.ranking.outlook import Wanted
from smartcommune.tables.ranking.ties import TieBreak
from smartcommune.vectorise.days import AS_OF

CODE: Final = "code"
# What the user gave, by option; the table has no name.
Given = Mapping[str, str | bool | Sequence[str] | None]


def worded(run: Run, found: Loaded, rules: Rules, wanted: Wanted, command: str | None) -> Context:
    """What a choice rests on, in words."""
    ruleset, provenance = rules.ruleset, found.with_map(rules.on(None).provenance)
    names: dict[str, Sayable] = {id: indicator.label for id, indicator in ruleset.indicators.items()}
    columns = (*wanted.places, *(tie.column for tie in wanted.ties))
    names |= {column.target or column.name: column.label for column in columns}
    rows, refused = run.table.rows, run.table.refused
    read = Message("select.read", rows=Amount(rows, "noun.row"), assessed=rows - refused, refused=refused)
    lead = (
        *provenance.lines,
        _day(rules, found),
        Listed((read, *found.sheet.notes, *found.layout.brief, *found.counted), "; "),
        *unused_note(found.columns, labels_of(ruleset)),
    )
    quotas = dict(zip(run.selection.terms.quotas, wanted.places, strict=False))
    named = {each.row for pick in run.selection.picked for each in pick.hangs_on[:MOST_NAMED]}
    return Context(
        lead,
        _applied(provenance, rules, run, wanted),
        names,
        {name: column.label for name, column in quotas.items()},
        {name: _values(column.target, ruleset) for name, column in quotas.items()},
        ruleset.verdicts,
        {row: run.outlook.open_facts(row) for row in sorted(named)},
        command,
        tuple(column for column in found.columns if column.is_left_alone and not column.is_blank),
        not_read(_cited(ruleset)),
        _levels(ruleset),
    )


def _levels(ruleset: RuleSet) -> Mapping[str, Sayable]:
    """What the levels of a rule set are called, and that a commune is in none of them."""
    found: dict[str, Sayable] = {level.id: level.label for level in ruleset.levels}
    return found | {NO_LEVEL: Message("level.none")} if found else found


def _day(rules: Rules, found: Loaded) -> Sayable:
    """On which day the rows are assessed."""
    has_own = any(column.target == AS_OF for column in found.columns)
    key = "sheet.day-or-own" if has_own and rules.as_of is None else "sheet.day"
    return Message(key, day=Shown(rules.on(None).as_of))


def _values(target: str | None, ruleset: RuleSet) -> Mapping[str, Words]:
    return ruleset.indicators[target].values if target is not None and target in ruleset.indicators else {}


def _applied(stated: Provenance, rules: Rules, run: Run, wanted: Wanted) -> TermsApplied:
    """Everything that the choice depends on beside the table."""
    plan = rules.on(None)
    return TermsApplied(
        stated,
        plan.as_of,
        tuple(id for id, bound in plan.bounds.items() if _is_assumed(bound)),
        wanted.ties,
        tuple(_lines(run, plan, wanted)),
    )


def _is_assumed(bound: Bound) -> bool:
    return bound.threshold.basis == "assumption" and not bound.is_set and bound.absence is None


def _lines(run: Run, plan: Plan, wanted: Wanted) -> Iterator[Sayable]:
    """The terms, a sentence each."""
    terms = run.selection.terms
    yield Message("select.seats", seats=terms.seats)
    for column, most in zip(wanted.places, terms.quotas.values(), strict=False):
        yield Message("select.quota", by=column.label, most=most)
    if terms.minimum is not None:
        yield Message("select.minimum", minimum=Shown(terms.minimum))
    yield from _order(run, plan.ruleset, wanted)
    assumed = tuple(bound.threshold.name for bound in plan.bounds.values() if _is_assumed(bound))
    if assumed:
        yield Message("select.assumed", labels=Listed(assumed, "; "))
    if run.table.narrowing.wide:
        yield Message("summary.wide", count=run.table.narrowing.wide)
    if run.undecided:
        yield Message("select.not-decided", count=run.undecided)


def _cited(ruleset: RuleSet) -> Iterator[Citation]:
    """What criteria and thresholds cite."""
    for part in (ruleset.criteria, ruleset.thresholds):
        for one in part.values():
            yield from one.citations


def _order(run: Run, ruleset: RuleSet, wanted: Wanted) -> Iterator[Sayable]:
    """What communes are ranked by, and for how many that is not known."""
    is_scored = ruleset.has_score
    if not (is_scored or wanted.ties):
        yield Message("select.no-weights")
        return
    if is_scored:
        yield Message("select.by-score")
    if not wanted.ties:
        yield Message("select.no-ties")
        return
    labels = Listed(tuple(_tie(tie) for tie in wanted.ties), "; ")
    yield Message("select.ties" if is_scored else "select.by-ties", labels=labels)
    if ruleset.ranking.citations:
        yield Message("select.ties-cited", citations=Listed(ruleset.ranking.citations, "; "))
    eligible = [pick.candidate for pick in run.selection.ranked]
    for number, tie in enumerate(wanted.ties):
        blank = sum(not candidate.ties[number].is_known for candidate in eligible)
        if blank:
            yield Message("select.tie-blank", label=tie.column.label, count=blank)


def _tie(tie: TieBreak) -> Message:
    key = ("last" if tie.is_least else "first") if tie.is_text else ("low" if tie.is_least else "high")
    return Message(f"select.tie-{key}", label=tie.column.label)


def ready_command(run: Run, found: Loaded, ruleset: RuleSet, given: Given) -> str | None:
    """The command that was given with one more column, which decides between the first equals; None without any."""
    if not run.selection.ties:
        return None
    tie = run.selection.ties[0]
    rows = [pick.candidate.row for pick in tie.picks]
    columns = {column.target for column in found.columns}
    deciding = (
        id
        for id, indicator in ruleset.declared.items()
        if (indicator.comparable or indicator.type == "boolean")
        and (id in columns or indicator.form is not None)
        and _decides((run.outlook.number(row, id) for row in rows), len(rows), tie.seats)
    )
    return line([*_words(given), "--tie-break", next(deciding, CODE)])


def _decides(numbers: Iterator[Value | None], count: int, seats: int) -> bool:
    """Whether it is clear who are the first; the first number that is not known says that it is not."""
    known: list[Value] = list(iter(lambda: next(numbers, None), None))
    known.sort(reverse=True)
    return len(known) == count and known[seats - 1 : seats] != known[seats : seats + 1]


def _words(given: Given) -> Iterator[str]:
    yield from ("smartcommune", "select")
    for option, value in given.items():
        if isinstance(value, bool):
            yield from (option,) if value else ()
            continue
        for text in [value] if isinstance(value, str) else value or ():
            yield from (option, text) if option else (text,)
