"""How a criterion earns points, in words for a reader of the rules: as the table of the decision has it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smartcommune.authoring.show.clauses import Clauses
from smartcommune.authoring.show.description import ConditionText, PrintedRow
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Given, Increments, Proportion, Scale, Sum
from smartcommune.model.relations import relations
from smartcommune.model.rounding import Rounding
from smartcommune.model.ruleset import Criterion, is_borrowed
from smartcommune.model.wording import Shown, shown


def earned_by(criterion: Criterion, clauses: Clauses) -> ConditionText:
    """What a criterion asks for, and the points that it earns."""
    earning = criterion.earning
    if isinstance(earning, Sum):
        found = _of_sum(earning, clauses)
    elif isinstance(earning, Scale) and not criterion.has_outcome:
        found = _of_scale(earning, clauses)
    else:
        found = clauses.clause(criterion.test)
        if isinstance(earning, Scale):
            text = Message("show.points-if-met", text=found.text, points=Shown(earning.rungs[0].points))
            found = found._replace(text=text)
    more = [] if criterion.by is None else [Message(f"show.by-{criterion.by}")]
    if criterion.not_applicable is not None:
        more.append(Message(f"show.not-applicable.{criterion.not_applicable}"))
    if not more:
        return found
    return found._replace(text=Message("show.points-and", text=found.text, more=Listed(tuple(more), "; ")))


def printed_rows(plan: Plan) -> Iterator[PrintedRow]:
    """The table of points in the order of the file: number, content, points, evidence."""
    mosts = relations(plan.ruleset).mosts
    for id, criterion in plan.ruleset.criteria.items():
        if criterion.earning is not None and not is_borrowed(id) and plan.has(criterion):
            least = criterion.earning.ends[0] if isinstance(criterion.earning, Scale) else Fraction(0)
            is_deduction = mosts[id] == 0 and least < 0
            key, points = ("show.table-least", least) if is_deduction else ("show.table-most", mosts[id])
            yield PrintedRow(
                id=id,
                number=criterion.number,
                label=criterion.label,
                points=Message(key, points=Shown(points)),
                evidence=criterion.evidence_asked,
                is_sum=isinstance(criterion.earning, Sum),
            )


def _of_sum(earning: Sum, clauses: Clauses) -> ConditionText:
    """A sum, with what is done to it in the order in which it is done."""
    ways: list[Message] = []
    for key, number in (("scaled", earning.scaled_to), ("most", earning.most), ("least", earning.least)):
        if number is not None:
            ways.append(Message(f"show.sum-{key}", points=Shown(number)))
    ways += _rounded(earning.round)
    labels = tuple(
        Message("show.criterion", number=clauses.numbers[id], label=clauses.ruleset.criteria[id].label)
        for id in earning.members
    )
    text: Sayable = Message("show.sum", members=Listed(labels, "; "))
    if ways:
        text = Message("show.points-and", text=text, more=Listed(tuple(ways), "; "))
    return ConditionText("points", text)


def _of_scale(scale: Scale, clauses: Clauses) -> ConditionText:
    written = scale.written
    if written is None:
        return ConditionText("points", Message("show.scale"), members=tuple(_rows(scale, clauses)))
    indicator = clauses.ruleset.indicators[written.indicator]
    if isinstance(written, Given):
        least, most = scale.ends
        text = Message("show.given", label=indicator.label, least=Shown(least), most=Shown(most))
        ways = _rounded(written.round)
    elif isinstance(written, Proportion):
        text, ways = _proportion(written, indicator)
    else:
        text, ways = _increments(written, indicator, clauses)
    more = Listed(tuple(ways), "; ")
    return ConditionText(
        "points", Message("show.points-and", text=text, more=more) if ways else text, indicator=indicator.id
    )


def _proportion(written: Proportion, indicator: Indicator) -> tuple[Message, list[Message]]:
    full = shown(written.full_at, indicator)
    text = Message("show.proportion", label=indicator.label, most=Shown(written.most), full=full)
    return text, [*_none_below(written.none_below, indicator), *_rounded(written.round)]


def _increments(written: Increments, indicator: Indicator, clauses: Clauses) -> tuple[Message, list[Message]]:
    above: Sayable = Listed(() if written.above is None else (shown(written.above, indicator),))
    if written.threshold is not None:
        above = clauses.value_of(written.threshold, indicator)
    said = {"base": Shown(written.base), "each": shown(written.each, indicator), "add": Shown(written.add)}
    text = Message("show.increments", label=indicator.label, above=above, **said)
    key, end = ("show.sum-most", written.most) if written.add > 0 else ("show.sum-least", written.least)
    parts = [] if written.round is None else [Message("show.pro-rata"), *_rounded(written.round)]
    return text, [Message(key, points=Shown(end)), *_none_below(written.none_below, indicator), *parts]


def _none_below(value: Fraction | None, indicator: Indicator) -> list[Message]:
    return [] if value is None else [Message("show.none-below", value=shown(value, indicator))]


def _rounded(rounding: Rounding | None) -> list[Message]:
    return [] if rounding is None else [Message(f"show.rounded.{rounding.how}", to=Shown(rounding.to))]


def _rows(scale: Scale, clauses: Clauses) -> Iterator[ConditionText]:
    """The rows, the one with the most points first, then what is earned where none holds."""
    for number, rung in enumerate(scale.rungs, 1):
        clause = clauses.clause(rung.condition, (number,))
        yield clause._replace(text=Message("show.points-if-met", text=clause.text, points=Shown(rung.points)))
    if scale.otherwise:
        yield ConditionText("points", Message("show.otherwise", points=Shown(scale.otherwise)), mark="-")
