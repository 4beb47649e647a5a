"""An undecided evaluation to the unknown facts that can still change the verdict or the level, the most decisive first.

Where the level is not the verdict, it is a question of its own, asked of the rule set as if it were. A fact can
change the verdict if there is a way to fill in all other unknown facts so that the verdict is open without it and
settled by one of its values (`docs/semantics.md`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Any, Final, NamedTuple

from smartcommune.assess.assessment import Meaning, Missing
from smartcommune.assess.not_decided import looked, not_decided
from smartcommune.assess.open_facts import open_facts
from smartcommune.assess.outlook import Outlook, Told, Values, level_of, verdict_of
from smartcommune.assess.requirement import need_of
from smartcommune.engine.cut_points import cells, come, figure_cuts
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_again
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.condition import Operator, Value
from smartcommune.model.facts import numbers
from smartcommune.model.forms import days_at
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Verdict
from smartcommune.model.values import limits
from smartcommune.model.wording import shown
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach import Budget, Reach, TooMany
from smartcommune.reach.atoms import Answer
from smartcommune.reach.communes import Communes
from smartcommune.reach.roles import Roles

Settled = tuple[Value, Verdict]

# Comparisons in all: half a second; the largest built-in rule set takes a hundredth of them.
MOST_WORK: Final = 100_000
# Answers heard about one fact, and about all: a second; the largest built-in rule set takes an eighth of them. Beyond
# them facts are listed without proof that they matter.
MOST_HEARD: Final = 400_000
MOST_IN_ALL: Final = 500_000
# About one fact where points are added up, each of which takes longer.
MOST_ADDED: Final = 150_000
# Sets whose meanings are said one by one.
_MOST_SAID: Final = 8


class Found(NamedTuple):
    """The missing facts, and what about them was not decided, because there would be too much to look at."""

    facts: tuple[Missing, ...] = ()
    not_decided: tuple[Message, ...] = ()


def missing(evaluation: Evaluation, outlook: Outlook | None = None) -> Found:
    """The unknown facts that can change the verdict, then those that can only change the level.

    Args:
        evaluation: what is known of a commune.
        outlook: what can become of it, where that could be taken apart.
    """
    facts: dict[str, Missing] = {}
    notes: dict[Message, None] = {}
    known = Values() if outlook is None else outlook.values
    for asked in open_questions(evaluation):
        found = _missing_in(asked, outlook, known)
        for item in found.facts:  # what an answer means is said of verdicts
            facts.setdefault(item.indicator, item if asked is evaluation else item._replace(meanings=()))
        notes |= dict.fromkeys(found.not_decided)
    return Found(tuple(facts.values()), tuple(notes))


def unproven(evaluation: Evaluation) -> tuple[Missing, ...]:
    """The unknown facts that may change the verdict or the level, where it is given up already to look which do."""
    asked = open_questions(evaluation)
    ids = dict.fromkeys(id for each in asked for id in open_facts(each))
    return tuple(_missing(evaluation, id, (), ()) for id in ids)


def open_questions(evaluation: Evaluation) -> Iterator[Evaluation]:
    """What is open about a commune: its verdict, and its level where that is asked beside the verdict."""
    if evaluation.verdict is Verdict.UNDETERMINED:
        yield evaluation
    ruleset = evaluation.plan.ruleset
    if len(evaluation.levels) > 1 and not ruleset.verdict_by_level and evaluation.verdict is not Verdict.OUT_OF_SCOPE:
        yield evaluate(evaluation.plan._replace(ruleset=relations(ruleset).by_level), evaluation.stated)


def _missing_in(evaluation: Evaluation, outlook: Outlook | None, known: Values) -> Found:
    """The unknown facts that can settle an open verdict, ordered by the share of their answers that settle it alone."""
    ids, notes = _decisive(evaluation, outlook)
    room = MOST_WORK // evaluation.plan.work()
    found: list[Missing] = []
    for id in ids:
        answers = _answers(evaluation, id, known)
        verdicts = None if outlook is None else _verdicts_by(outlook, evaluation, id, answers)
        if verdicts is None:
            room -= len(answers)
            answers = answers if room >= 0 else ()
            verdicts = [evaluate_again(evaluation, {id: answer}).verdict for answer in answers]
        found.append(_missing(evaluation, id, answers, verdicts))
    if room < 0 and not notes:
        tried = sum(item.answers for item in found)
        note = (
            Message("missing-order-not-decided", looked=looked(tried)) if tried else Message("missing-order-not-tried")
        )
        notes = (*notes, note)
    return Found(tuple(sorted(found, key=lambda item: -item.settles / max(item.answers, 1))), notes)


def _verdicts_by(outlook: Outlook, evaluation: Evaluation, id: str, answers: Sequence[Value]) -> list[Verdict] | None:
    """The verdicts after some answers, whatever the other facts are; None where that cannot be taken apart."""
    found = outlook.after(id, answers, _asked_of(evaluation))
    return None if found is None else [_agreed(each) for each in found]


def _agreed(told: frozenset[Answer]) -> Verdict:
    """The verdict that is told in every case; in a level of whichever name a commune is settled."""
    if len(told) > 1:
        return Verdict.UNDETERMINED
    return next((each for each in told if isinstance(each, Verdict)), Verdict.ELIGIBLE)


def _asked_of(evaluation: Evaluation) -> Told:
    """What is asked: the level where that is all that is asked, else the verdict."""
    return level_of if evaluation.plan.ruleset.verdict_by_level else verdict_of


def decisive(evaluation: Evaluation, most: int, outlook: Outlook | None = None) -> list[str]:
    """The unknown facts that can change the verdict.

    Args:
        evaluation: an undecided one.
        most: how many answers may be heard.
        outlook: what can become of the commune, where that could be taken apart.

    Raises:
        TooMany: it takes more.
    """
    ids = list(dict.fromkeys(open_facts(evaluation)))
    if outlook is not None:
        decides = {id: outlook.decides(id, _asked_of(evaluation)) for id in ids}
        if None not in decides.values():
            return [id for id, is_so in decides.items() if is_so] or ids
    reaches = list(_reaches(ids, evaluation, most))
    if not _can_be_settled(ids, reaches[0], evaluation.plan):
        return []  # a threshold without a value keeps it open, whatever the facts are
    deciding = {id for reach in reaches for id in _deciding(ids, reach, evaluation)}
    # Without a fact that decides alone, conditions of several facts hold whatever these are: any of them may do.
    return [id for id in ids if id in deciding] or ids


def _reaches(ids: list[str], evaluation: Evaluation, most: int) -> Iterator[Reach]:
    """The ways in which the unknown facts may become known: a share by itself, or by its counts.

    Which of them it is matters where one of the counts is asked for as well.
    """
    plan = evaluation.plan
    sources = relations(plan.ruleset).sources
    is_asked_twice = any(not sources.get(id, frozenset()).isdisjoint(ids) for id in ids)
    ways = (False, True) if is_asked_twice else (False,)
    budget = Budget(most)
    for by_counts in ways:
        communes = Communes([plan], given=evaluation.stated, unknown=False, by_counts=by_counts)
        heard = MOST_ADDED if relations(plan.ruleset).mosts else MOST_HEARD
        yield Reach(communes, most=min(most, heard), in_all=budget)


def _can_be_settled(ids: Iterable[str], reach: Reach, plan: Plan) -> bool:
    """Whether there is a commune whose verdict is settled; most often it is whatever the facts are."""
    choices = (reach.communes.choices(group)[:1] for group in reach.communes.groups(ids))
    facts = {id: fact for first in choices for choice in first for id, fact in choice.facts.items()}
    if evaluate(plan, {**reach.given, **facts}).verdict is not Verdict.UNDETERMINED:
        return True
    return any(verdict is not Verdict.UNDETERMINED for (verdict,) in reach.answers(reach.verdict(plan)))


def _decisive(evaluation: Evaluation, outlook: Outlook | None) -> tuple[list[str], tuple[Message, ...]]:
    """The facts that can change the verdict; where too much would have to be looked at, those that may, and a note."""
    try:
        return decisive(evaluation, MOST_IN_ALL, outlook), ()
    except TooMany as given_up:
        return list(dict.fromkeys(open_facts(evaluation))), (not_decided("missing-not-decided", given_up),)


def _deciding(ids: list[str], reach: Reach, evaluation: Evaluation) -> list[str]:
    """The facts without which the verdict is open although it is settled with them, whatever the others are."""
    roles = Roles(reach, reach.verdict(evaluation.plan))
    return [id for id in ids if any(map(_settles, roles.pairs(id)))]


def _settles(pair: tuple[Verdict, ...]) -> bool:
    without, verdict = pair
    return without is Verdict.UNDETERMINED and verdict is not Verdict.UNDETERMINED


def _missing(evaluation: Evaluation, id: str, answers: Sequence[Value], verdicts: Sequence[Verdict]) -> Missing:
    """The fact with what its answers mean; none are counted where there was no room for it."""
    indicator = evaluation.plan.ruleset.indicators[id]
    settles = len(verdicts) - verdicts.count(Verdict.UNDETERMINED)
    meanings = tuple(_meanings(evaluation, indicator, list(zip(answers, verdicts, strict=True))))
    return Missing(
        indicator=id,
        label=indicator.label,
        settles=settles,
        answers=len(answers),
        about=indicator.about,
        question=_question(indicator),
        meanings=meanings,
    )


def _question(indicator: Indicator) -> Message:
    """What is asked for, in words."""
    own = indicator.type if indicator.type in ("boolean", "date", "set") else "value"
    kind = "number" if indicator.numeric else own
    return Message(f"ask.{kind}", label=indicator.label)


def _answers(evaluation: Evaluation, id: str, known: Values) -> Sequence[Value]:
    """One value per cell, found once for all questions about a commune and all readings that cut alike."""
    cuts = _cuts(evaluation, id)
    key = id, tuple(cuts)
    if key not in known:
        known[key] = _one_per_cell(evaluation, id, cuts)
    return known[key]


def _one_per_cell(evaluation: Evaluation, id: str, cuts: list[Value]) -> list[Value]:
    """One value per cell: of a count the smallest one, of anything else one inside."""
    plan = evaluation.plan
    indicator = plan.ruleset.indicators[id]
    if indicator.type == "count":
        ends = [end for cut in cuts if isinstance(cut, Fraction) for end in (ceil(cut), floor(cut) + 1)]
        values: list[Value] = [*sorted({indicator.least or Fraction(0), *map(Fraction, ends)})]
    else:
        values = _one_each(come(cells(indicator, cuts), indicator, plan.as_of), cuts, indicator)
    if indicator.type != "count" and len(cuts) == len(figure_cuts(indicator, plan.cuts(id))):
        return values
    return [value for value in values if not contradicts_itself({**evaluation.stated, id: value}, plan.ruleset)]


def _cuts(evaluation: Evaluation, id: str) -> list[Value]:
    """Where the cells of a fact end, and those of what is computed from it and what is known."""
    plan = evaluation.plan
    return [*figure_cuts(plan.ruleset.indicators[id], plan.cuts(id)), *_computed_cuts(evaluation, id)]


def _one_each(values: Iterable[Value], cuts: list[Value], indicator: Indicator) -> list[Value]:
    """Of values in ascending order one between each two cut points, and the cut points: ends of a range are no more."""
    if not (indicator.numeric or indicator.type == "date"):
        return list(values)
    ends: list[Any] = [*cuts]
    ends.sort()
    found: dict[tuple[int, int], Value] = {}
    for value in values:
        found.setdefault((bisect_left(ends, value), bisect_right(ends, value)), value)
    return list(found.values())


def _computed_cuts(evaluation: Evaluation, id: str) -> Iterator[Value]:
    """The figures at which what is computed from them and others, which are known, reaches its cut points."""
    facts, indicators = evaluation.facts, evaluation.plan.ruleset.indicators
    for other, form in relations(evaluation.plan.ruleset).forms.items():
        figures = numbers(form.parts, facts)
        if id not in form.parts or len(figures) < len(form.parts) - 1:
            continue
        yield from (Fraction(0),) if form.below == id else ()
        yield from figures.values() if form.below == id and form.share else ()  # a whole is not below its part
        ends = () if form.share else (end for end in limits(indicators[other]) if end is not None)
        for cut in (*evaluation.plan.cuts(other), *ends):
            reached = form.reaching(id, cut, figures) if isinstance(cut, Fraction) else None
            if reached is not None:
                yield from days_at(reached) if form.kind == "days" else (reached,)


def _meanings(evaluation: Evaluation, indicator: Indicator, answers: list[Settled]) -> Iterator[Meaning]:
    """What the answers mean: those that stand beside each other and mean the same are said together."""
    called = evaluation.plan.ruleset.verdict_words
    if indicator.type == "set" and len(answers) > _MOST_SAID:
        return
    if not (indicator.numeric or indicator.type == "date"):
        for verdict in dict.fromkeys(verdict for _, verdict in answers):
            same = [value for value, found in answers if found is verdict]
            words = Listed(tuple(_said(value, indicator, evaluation) for value in same))
            yield Meaning(words, verdict, called(verdict))
        return
    runs = [list(run) for _, run in groupby(answers, key=lambda answer: answer[1])]
    cuts = sorted(_cuts(evaluation, indicator.id))
    for number, run in enumerate(runs):
        after = runs[number + 1][0][0] if number + 1 < len(runs) else None
        low = None if number == 0 else _lowest(run[0][0], cuts, indicator)
        high = None if after is None else _highest(run[-1][0], after, cuts, indicator)
        yield Meaning(_between(low, high, indicator), run[0][1], called(run[0][1]))


def _said(value: Value, indicator: Indicator, evaluation: Evaluation) -> object:
    """A value in words; of a text that nothing is compared with, that it is another one."""
    is_other = isinstance(value, str) and not indicator.values and value not in evaluation.plan.cuts(indicator.id)
    return Message("meaning.other") if is_other else shown(value, indicator)


End = tuple[Operator, Value]


def _lowest(value: Value, cuts: list[Value], indicator: Indicator) -> End:
    """Where the cell of a value begins: at the value if it is a cut point or a count, else above one."""
    if value in cuts or indicator.type == "count":
        return Operator.GTE, value
    return Operator.GT, max(cut for cut in cuts if cut < value)  # type: ignore[operator]  # of one type


def _highest(value: Value, after: Value, cuts: list[Value], indicator: Indicator) -> End:
    if indicator.type == "count" or value not in cuts:
        return Operator.LT, after if after in cuts or indicator.type == "count" else _lowest(after, cuts, indicator)[1]
    return Operator.LTE, value


def _between(low: End | None, high: End | None, indicator: Indicator) -> Sayable:
    """A range in words; a single value by itself."""
    if low is not None and high is not None and low[1] == high[1]:
        return Listed((shown(low[1], indicator),))
    ends = [need_of(operator, shown(value, indicator), indicator) for operator, value in filter(None, (low, high))]
    return Listed(tuple(ends)) if ends else Message("meaning.any")
