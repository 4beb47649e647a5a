"""Suggested cases to YAML in the format of `*.cases.yaml`, ready to be reviewed and pasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Amount, Language, Message
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import NO_LEVEL, Case, RuleSet
from smartcommune.model.values import written_constant
from smartcommune.quantity import is_decimal, plain
from smartcommune.render.safe import terminal
from smartcommune.render.scalars import quoted, scalar

if TYPE_CHECKING:
    from smartcommune.authoring.measure.suggest import Suggested

_WIDTH: Final = 130


def yaml(
    ruleset: RuleSet, cases: Sequence[Suggested], known: Iterable[Case], language: Language, *, open: int = 0
) -> str:
    """A file of cases: a comment that says what it is, and the cases with names that no other case has.

    Args:
        ruleset: that the cases are of.
        cases: that are suggested.
        known: those that there are.
        language: of comments and names.
        open: of how many things it is not decided whether a case can show them.
    """
    if not cases:
        said = Message("suggest.open", count=open, ruleset=ruleset.id)
        return _comment((said if open else Message("suggest.nothing", ruleset=ruleset.id)).say(language))
    names = {case.name for case in known}
    lines = [
        _comment(Message("suggest.header", count=Amount(len(cases), "noun.case"), ruleset=ruleset.id).say(language))
    ]
    lines.append(f"format: 1\nruleset: {ruleset.id}\n\ncases:\n")
    for case in cases:
        name = _unused(case.name.say(language), names)
        names.add(name)
        lines.append(_case(name, case, ruleset))
    return "".join(lines)


def _comment(text: str) -> str:
    return f"# {terminal(text)}\n"


def _unused(name: str, names: set[str]) -> str:
    found, number = name, 2
    while found in names:
        found, number = f"{name} ({number})", number + 1
    return found


def _case(name: str, case: Suggested, ruleset: RuleSet) -> str:
    facts = [f"{id}: {fact_text(value, ruleset.indicators[id])}" for id, value in _ordered(case, ruleset)]
    expect = f"{{{', '.join(_expected(case))}}}"
    head = f"  - {{name: {quoted(name)}, on: {case.day.isoformat()},"
    return f"{head}\n{_wrapped('facts', facts)},\n     expect: {expect}}}\n"


def _expected(case: Suggested) -> Iterator[str]:
    """What a case expects, a key each."""
    yield f"verdict: {case.verdict.value}"
    levels = [id or NO_LEVEL for id in case.levels]
    if levels:
        yield f"level: {levels[0]}" if len(levels) == 1 else f"levels_possible: [{', '.join(levels)}]"
    outcomes = [f"{scalar(id)}: {outcome.value}" for id, outcome in case.outcomes.items()]
    if outcomes:
        yield f"outcomes: {{{', '.join(outcomes)}}}"
    points = [f"{scalar(id)}: {_points(*ends)}" for id, ends in case.points.items() if all(map(is_decimal, ends))]
    if points:
        yield f"points: {{{', '.join(points)}}}"


def _points(low: Fraction, high: Fraction) -> str:
    return plain(low) if low == high else f"{{low: {plain(low)}, high: {plain(high)}}}"


def _ordered(case: Suggested, ruleset: RuleSet) -> list[tuple[str, FactValue]]:
    return [(id, case.facts[id]) for id in ruleset.indicators if id in case.facts]


def _wrapped(key: str, items: Sequence[str]) -> str:
    """`key: {…}` on as many lines as its items need."""
    lead = f"     {key}: {{"
    lines, line = [], lead
    for number, item in enumerate(items):
        piece = item + (", " if number + 1 < len(items) else "")
        if len(line) + len(piece) > _WIDTH and line.strip():
            lines.append(line.rstrip())
            line = " " * len(lead)
        line += piece
    return "\n".join([*lines, f"{line}}}"])


def fact_text(value: FactValue, indicator: Indicator) -> str:
    """A fact as a profile writes it."""
    if value is NA:
        return "na"
    return scalar(value) if isinstance(value, str) else written_constant(value, indicator.type)
