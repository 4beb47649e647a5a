"""Undecided evaluations to a plan for collecting facts: which fact next, for whom, and how many communes it settles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from smartcommune.communes import Communes
from smartcommune.evaluate import Evaluation
from smartcommune.messages import Words
from smartcommune.missing import missing
from smartcommune.reach import Reach, TooMany
from smartcommune.ruleset import Verdict

# As many facts as anyone plans ahead.
MOST_FACTS: Final = 10
# Steps for one commune and one set of facts.
MOST_HEARD: Final = 70_000


class Collect(NamedTuple):
    """A fact to collect: for which of the evaluations, by their numbers, and which of these are decided then.

    Decided means whatever the values turn out to be, with the facts collected before it.
    """

    indicator: str
    label: Words
    communes: tuple[int, ...]
    settles: tuple[int, ...]


def collection_plan(evaluations: Sequence[Evaluation], most: int = MOST_FACTS) -> tuple[Collect, ...]:
    """The facts to collect one after the other, always the one that settles most communes next.

    Where none settles a commune by itself, the one that most communes lack comes first.

    Args:
        evaluations: of the communes of one table; those that are decided are left alone.
        most: how many facts are planned.
    """
    wanted = {number: _wanted(one) for number, one in enumerate(evaluations) if one.verdict is Verdict.UNDETERMINED}
    collected: dict[int, frozenset[str]] = dict.fromkeys(wanted, frozenset())
    settled = _Settled(evaluations)
    plan: list[Collect] = []
    while wanted and len(plan) < most:
        step = _next(wanted, collected, settled)
        if step is None:
            break
        plan.append(step)
        for number in step.communes:
            collected[number] |= {step.indicator}
        for number in step.settles:
            del wanted[number]
    return tuple(plan)


def _wanted(evaluation: Evaluation) -> Mapping[str, Words]:
    return {item.indicator: item.label for item in missing(evaluation)}


def _next(
    wanted: Mapping[int, Mapping[str, Words]],
    collected: Mapping[int, frozenset[str]],
    settled: Callable[[int, frozenset[str]], bool],
) -> Collect | None:
    """The fact that settles most communes, then the one that most lack, then the first one named."""
    lacking: dict[str, list[int]] = {}
    labels: dict[str, Words] = {}
    for number, items in wanted.items():
        for id, label in items.items():
            if id not in collected[number]:
                labels.setdefault(id, label)
                lacking.setdefault(id, []).append(number)
    steps = [
        Collect(id, labels[id], tuple(numbers), tuple(n for n in numbers if settled(n, collected[n] | {id})))
        for id, numbers in lacking.items()
    ]
    return max(steps, key=lambda step: (len(step.settles), len(step.communes)), default=None)


class _Settled:
    """Whether some facts settle a commune, whatever they are; asked once for communes of which the same is known."""

    def __init__(self, evaluations: Sequence[Evaluation]) -> None:
        self._evaluations = evaluations
        self._known: dict[object, bool] = {}

    def __call__(self, number: int, ids: frozenset[str]) -> bool:
        evaluation = self._evaluations[number]
        key = (id(evaluation.plan), frozenset(evaluation.facts.items()), ids)
        if key not in self._known:
            self._known[key] = _settles(evaluation, ids)
        return self._known[key]


def _settles(evaluation: Evaluation, ids: frozenset[str]) -> bool:
    plan = evaluation.plan
    others = [id for id in plan.ruleset.indicators if id not in ids and id not in evaluation.facts]
    communes = Communes([plan], given=evaluation.facts, unknown=False, not_applicable=False)
    reach = Reach(communes, most=MOST_HEARD)
    try:
        return (Verdict.UNDETERMINED,) not in reach.answers(reach.verdict(plan, hidden=others))
    except TooMany:
        return False
