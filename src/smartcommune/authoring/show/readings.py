"""What a text leaves open to words: the question, both readings, and what would stand elsewhere by the other one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from smartcommune.authoring.show.clauses import Clauses, like
from smartcommune.authoring.show.description import ConditionText, ReadingText
from smartcommune.authoring.show.earnings import earned_by
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.ruleset import Reading
from smartcommune.source.document import Table


def reading_texts(
    readings: Iterable[Reading], plan: Plan, clauses_of: Callable[[Plan], Clauses]
) -> tuple[ReadingText, ...]:
    """The ambiguities of a part of a rule set in words."""
    return tuple(_text(reading, plan, clauses_of) for reading in readings)


def _text(reading: Reading, plan: Plan, clauses_of: Callable[[Plan], Clauses]) -> ReadingText:
    said: Sayable = reading.alternative
    wanted = plan.ruleset.instead | {reading.id}
    other = next((each for each in plan.others if each.ruleset.instead == wanted), None)
    if other is not None:
        parts = Listed(tuple(_parts(reading, other, clauses_of(other))), "; ")
        said = Message("show.instead", text=said, id=reading.id, parts=parts)
    return ReadingText(reading.id, reading.question, reading.reading, said)


def _parts(reading: Reading, other: Plan, clauses: Clauses) -> Iterator[Message]:
    """What the other reading writes anew."""
    ruleset = other.ruleset
    for id in _keys(reading, ("replace", "criteria")):
        yield _part(ruleset.criteria[id].label, earned_by(ruleset.criteria[id], clauses))
    for id in _keys(reading, ("thresholds",)):
        yield _part(ruleset.thresholds[id].name, clauses.value_of(id, like(ruleset.thresholds[id], ruleset)))
    for level in ruleset.levels if _keys(reading, ()) & {"levels"} else ():
        yield _part(level.label, Message("show.rest") if level.when is None else clauses.clause(level.when))
    if "verdict" in _keys(reading, ()):
        yield _part(Message("label.eligible_when"), clauses.clause(ruleset.eligible_when))


def _part(label: Sayable, text: Sayable | ConditionText) -> Message:
    return Message("show.instead-part", label=label, text=text)


def _keys(reading: Reading, path: tuple[str, ...]) -> set[str]:
    node = None if reading.instead is None else reading.instead.node(path)
    return set(node.entries) if isinstance(node, Table) else set()
