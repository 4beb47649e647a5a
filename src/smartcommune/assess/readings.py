"""The assessments of a commune under each reading of the text to the one that holds whichever reading is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from smartcommune.assess.assessment import (
    Assessment,
    Change,
    Margin,
    Missing,
    NextLevel,
    Placed,
    ReadAs,
    Reason,
    Score,
)
from smartcommune.assess.points import Points, SelfScored
from smartcommune.engine.evaluate import Evaluation, evaluate_again
from smartcommune.engine.readings import differ, joined
from smartcommune.engine.verdicts import by_level
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.wording import Rounded
from smartcommune.rulesets.readings import INSTEAD, computed, open_readings

Part = TypeVar("Part")


class Read(NamedTuple):
    """What comes out under one reading, and what it was decided from."""

    evaluation: Evaluation
    answer: Assessment


def whichever(each: Sequence[tuple[Evaluation, Assessment]]) -> Assessment:
    """What is answered while it is open which of some readings is right, that as written first.

    Settled is what all of them agree on. The reasons are those of the text as it is written.
    """
    found = [Read(*one) for one in each]
    evaluations, answers = [one.evaluation for one in found], [one.answer for one in found]
    written, together, is_open = answers[0], joined(evaluations), differ(evaluations)
    ruleset = together.plan.ruleset
    placed = {level.id: level for answer in answers for level in answer.levels}
    levels = tuple(placed[id] for id in together.levels if id in placed)
    readings = tuple(ReadAs(_taken(each, ruleset), answer) for each, answer in found)
    return written._replace(
        verdict=together.verdict,
        ruleset=written.ruleset._replace(verdict=ruleset.verdict_words(together.verdict)),
        levels=levels,
        score=_score(answers),
        points=_points(answers),
        because=() if together.verdict is Verdict.UNDETERMINED else tuple(_each(answers, lambda each: each.because)),
        reasons=_reasons(written, together, levels),
        missing=tuple(_missing(answers)),
        advice=tuple(each for each in _each(answers, lambda answer: answer.advice) if _leads(each.changes, found)),
        next_level=next(_next_levels(found, together), None),
        margin=None if is_open else _margin(answers),
        outcomes=_outcomes(answers, together),
        remarks=((_said(readings, ruleset, is_open=is_open), ()), *_each(answers, lambda answer: answer.remarks)),
        readings=readings,
        by_reading=_by_reading(readings, ruleset, together.verdict) if is_open else None,
        self_points={id: _self_scored([each.self_points[id] for each in answers]) for id in written.self_points},
    )


def _taken(evaluation: Evaluation, written: RuleSet) -> dict[str, str]:
    """How each ambiguity that is left open is read."""
    other = evaluation.plan.ruleset.instead
    return {id: INSTEAD if id in other else "written" for id in open_readings(written)}


def _each(answers: Sequence[Assessment], parts: Callable[[Assessment], Sequence[Part]]) -> Iterator[Part]:
    """Parts of some answers, each once."""
    found: list[Part] = []
    for part in (part for answer in answers for part in parts(answer)):
        if part not in found:
            found.append(part)
            yield part


def _missing(answers: Sequence[Assessment]) -> Iterator[Missing]:
    """The facts that can change the answer under some reading; what they would mean is said where all agree on it."""
    found = [{item.indicator: item for item in answer.missing} for answer in answers]
    for id in dict.fromkeys(id for each in found for id in each):
        named = [each[id] for each in found if id in each]
        is_shared = len(named) == len(found) and all(item == named[0] for item in named)
        yield named[0] if is_shared else named[0]._replace(settles=0, meanings=())


def _margin(answers: Sequence[Assessment]) -> Margin | None:
    """The figure that is nearest to changing the verdict under some reading."""
    found = filter(None, (answer.margin for answer in answers))
    return min(found, key=lambda each: each.relative, default=None)


def _outcomes(answers: Sequence[Assessment], together: Evaluation) -> dict[str, Outcome]:
    """The outcome of each criterion; unknown where it hangs on the reading."""
    found = {id: {answer.outcomes[id] for answer in answers} for id in answers[0].outcomes}
    return {id: each.pop() if len(each) == 1 else outcome_of(together.outcomes[id]) for id, each in found.items()}


def _score(answers: Sequence[Assessment]) -> Score | None:
    there = [answer.score for answer in answers if answer.score is not None]
    return Score(min(each.low for each in there), max(each.high for each in there)) if there else None


def _points(answers: Sequence[Assessment]) -> Points | None:
    there = [answer.points for answer in answers if answer.points is not None]
    return _hull(there) if there else None


def _hull(points: Sequence[Points]) -> Points:
    low, high, most_low, most_high = zip(*points, strict=True)
    return Points(min(low), max(high), min(most_low), max(most_high))


def _self_scored(each: Sequence[SelfScored]) -> SelfScored:
    """What a commune gives itself beside what is computed by some reading."""
    low, high = min(one.low for one in each), max(one.high for one in each)
    return SelfScored(each[0].own, _hull([one.points for one in each]), low, high)


def _reasons(written: Assessment, together: Evaluation, levels: tuple[Placed, ...]) -> Reason | None:
    """The reasons by the text as written, at whose head stands what holds under every reading."""
    if written.reasons is None:
        return None
    named = Message("text.level", level=Listed(tuple(level.label for level in levels), " / "))
    outcome, children = outcome_of(by_level(together.levels)), written.reasons.children
    parts = (each._replace(text=named, outcome=outcome) if each.text.key == named.key else each for each in children)
    said = Message("text.verdict", verdict=together.plan.ruleset.verdict_words(together.verdict))
    whole = written.reasons.outcome if together.verdict is written.verdict else Outcome.UNKNOWN
    return written.reasons._replace(outcome=whole, text=said, children=tuple(parts))


def _after(changes: Sequence[Change], found: Sequence[Read]) -> Evaluation:
    """What would hold under every reading once facts are others."""
    facts = {change.indicator: change.after for change in changes}
    return joined([evaluate_again(each.evaluation, facts) for each in found])


def _leads(changes: Sequence[Change], found: Sequence[Read]) -> bool:
    """Whether changes that lead to the goal by one reading lead there by all of them."""
    return _after(changes, found).verdict is Verdict.ELIGIBLE


def _next_levels(found: Sequence[Read], together: Evaluation) -> Iterator[NextLevel]:
    """The ways to a better level by one reading that lead to one by all of them; told is the level that is sure."""
    levels = {level.id: level.label for level in together.plan.ruleset.levels}
    order = [*levels, None]
    worst = max((order.index(id) for id in together.levels), default=0)
    for way in (each.answer.next_level for each in found):
        reached = () if way is None else _after(way.changes, found).levels
        sure = max((order.index(id) for id in reached), default=worst)
        if way is not None and sure < worst:
            id = list(levels)[sure]
            yield way._replace(level=Placed(id, levels[id]))


def _by_reading(readings: Sequence[ReadAs], ruleset: RuleSet, verdict: Verdict) -> Message:
    """What comes out under each reading, and that it is open therefore: what stands below the verdict."""
    is_shared = verdict is not Verdict.UNDETERMINED and all(one.answer.levels for one in readings)
    each = tuple(
        Message(
            "readings.by" if number > 1 else "readings.by-first",
            number=number,
            how=_how(one, ruleset),
            then=_outcome(one.answer, is_shared=is_shared),
        )
        for number, one in enumerate(readings, 1)
    )
    key = "readings.no-level" if is_shared else "readings.no-verdict"
    return Message("readings.therefore", each=Listed(each, "; "), therefore=Message(key))


def _said(readings: Sequence[ReadAs], ruleset: RuleSet, *, is_open: bool) -> Message:
    """What has to be settled, and how one reading is taken; where all come to the same, that they do."""
    if not is_open:
        each = tuple(Message("readings.each", how=_how(one, ruleset), then=_outcome(one.answer)) for one in readings)
        is_same = len({one.answer.points for one in readings}) == 1
        key = "readings.same" if is_same else "readings.same-but-points"
        return Message(key, ids=Listed(tuple(readings[0].taken)), each=Listed(each, "; "))
    questions = Listed(tuple(computed(ruleset)[id].question for id in readings[0].taken), " ")
    ways = tuple(Message("readings.way", number=number, way=_way(one)) for number, one in enumerate(readings, 1))
    return Message("readings.open", questions=questions, ways=Listed(ways, "; "))


def _way(one: ReadAs) -> str:
    """The options that take a reading."""
    return " ".join(f"--reading {id}={how}" for id, how in one.taken.items())


def _how(one: ReadAs, ruleset: RuleSet) -> Listed:
    """The words of each ambiguity as it is read."""
    found = computed(ruleset)
    words = (found[id].alternative if how == INSTEAD else found[id].reading for id, how in one.taken.items())
    return Listed(tuple(Message("readings.how", text=text) for text in words), ", ")


def _outcome(answer: Assessment, *, is_shared: bool = False) -> Sayable:
    """The conclusion, of one that all readings share the level alone, and the points where there are any."""
    said = Listed(tuple(level.label for level in answer.levels), " / ") if is_shared else answer.conclusion
    if answer.points is None:
        return said
    ends = tuple(Rounded(end) for end in dict.fromkeys((answer.points.low, answer.points.high)))
    return Message("readings.points", conclusion=said, points=Listed(ends, "–"))
