"""The condition of a verdict in named parts: where an outcome changes, only what rests on it is looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

from smartcommune.engine.evaluate import Evaluation, evaluate, possible
from smartcommune.engine.verdicts import Levels, by_level, levels_of
from smartcommune.logic import ANYTHING, Possible
from smartcommune.model.condition import AtLeast, Condition, Reference, members
from smartcommune.model.conditions import named_in, rebuilt
from smartcommune.model.ruleset import Level


class Formula:
    """What the condition of one commune's verdict comes to, while the outcomes of criteria are tried out."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._ruleset = evaluation.plan.ruleset
        self._found = evaluation.levels if self._ruleset.verdict_by_level else evaluation.eligible
        self._outcomes = dict(evaluation.outcomes)
        self._earned = dict(evaluation.earned)
        self._so_far = evaluation._replace(outcomes=self._outcomes, earned=self._earned)
        # What criteria earn that count as if nothing were known of them.
        self._open = evaluate(evaluation.plan, {}).earned if evaluation.earned else {}
        self._known = evaluation.earned
        self._parts: list[Condition] = []  # each after those inside it
        self._users: dict[str, list[int]] = {}
        whens = [level.when for level in self._by_level]
        self._reached = [None if when is None else self._named(when).criterion for when in whens]
        self._whole = self._named(self._ruleset.eligible_when).criterion
        self.looked = 0  # at how many members of parts in all

    def _named(self, condition: Condition) -> Reference:
        """The name of a part, which no criterion can have; a group with `must` looks inside its members itself."""
        if isinstance(condition, Reference):
            return condition
        is_closed = isinstance(condition, AtLeast) and condition.must
        part = condition if is_closed else rebuilt(condition, self._named)
        number = len(self._parts)
        self._parts.append(part)
        for id in named_in((part,)):
            self._users.setdefault(id, []).append(number)
        self._outcomes[_name(number)] = possible(part, self._so_far)
        return Reference(_name(number))

    @property
    def eligible(self) -> Possible:
        """What the condition comes to with the outcomes that are put."""
        return by_level(self._levels) if self._ruleset.verdict_by_level else self._outcomes[self._whole]

    @property
    def is_settled(self) -> bool:
        """Whether it comes to what it came to with all outcomes as they are."""
        return self._found == (self._levels if self._ruleset.verdict_by_level else self.eligible)

    @property
    def _by_level(self) -> tuple[Level, ...]:
        return self._ruleset.levels if self._ruleset.verdict_by_level else ()

    @property
    def _levels(self) -> Levels:
        """The levels that are possible with the outcomes that are put."""
        outcomes = [None if name is None else self._outcomes[name] for name in self._reached]
        reached = [(level.id, outcome) for level, outcome in zip(self._by_level, outcomes, strict=True)]
        return levels_of(reached, is_ordered=self._ruleset.levels_ordered)

    def put(self, outcomes: Mapping[str, Possible]) -> Mapping[str, Possible]:
        """Let criteria have other outcomes; returns all that stood there before, which may be put back."""
        before = {id: self._outcomes[id] for id, outcome in outcomes.items() if outcome != self._outcomes[id]}
        self._set(outcomes)
        waiting = list({number for id in before for number in self._users.get(id, ())})
        heapify(waiting)
        while waiting:
            number = heappop(waiting)
            name, part = _name(number), self._parts[number]
            self.looked += 1 + len(members(part))
            outcome = possible(part, self._so_far)
            if outcome != self._outcomes[name]:
                before.setdefault(name, self._outcomes[name])
                self._outcomes[name] = outcome
                for user in self._users.get(name, ()):
                    heappush(waiting, user)
        return before

    def put_back(self, before: Mapping[str, Possible]) -> None:
        """Undo what was put last."""
        self._set(before)

    def _set(self, outcomes: Mapping[str, Possible]) -> None:
        self._outcomes |= outcomes
        for id in outcomes.keys() & self._open.keys():
            self._earned[id] = self._open[id] if outcomes[id] == ANYTHING else self._known[id]


def _name(number: int) -> str:
    return f"verdict.{number}"
