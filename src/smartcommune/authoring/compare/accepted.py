"""Two declarations of one indicator to the facts that only one of them takes, so that nothing can be compared there."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.condition import Leaf
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet


class Accepted(NamedTuple):
    """A part of a declaration that makes one rule set refuse what the other one takes."""

    indicator: str
    part: str  # as the file names it: `values`, `range`, …
    text: Sayable

    @property
    def where(self) -> str:
        return f"indicators.{self.indicator}.{self.part}"


def accepted_by_one(old: RuleSet, new: RuleSet) -> tuple[Accepted, ...]:
    """The parts of declarations that differ in what they let a profile say; other types are told elsewhere."""
    return tuple(
        item
        for id, after in new.indicators.items()
        if (before := old.indicators.get(id)) is not None and before.type == after.type
        for item in _differing(before, after)
    )


def _differing(old: Indicator, new: Indicator) -> Iterator[Accepted]:
    for key, one, other in (("old", old, new), ("new", new, old)):
        words = tuple(label for value, label in one.values.items() if value not in other.values)
        if words:
            yield _accepted(new, "values", f"diff.accepted-values-{key}", values=Listed(words))
    before, after = _limits(old), _limits(new)
    yield from (_accepted(new, part, f"diff.accepted-{part}") for part in after if before[part] != after[part])


def _accepted(indicator: Indicator, part: str, key: str, **values: object) -> Accepted:
    return Accepted(indicator.id, part, Message(key, label=indicator.label, id=indicator.id, **values))


def _limits(indicator: Indicator) -> dict[str, Hashable]:
    """What else a declaration says about the facts that it takes."""
    return {
        "range": (indicator.least, indicator.most),
        "unit": indicator.unit,
        "at_most": indicator.at_most,
        "only_when": _compared(indicator.only_when),
        "may_not_apply": _compared(indicator.may_not_apply),
        "evidence": indicator.evidence,
    }


def _compared(condition: Leaf | bool | None) -> Hashable:
    """What a condition compares, wherever it stands in its file."""
    return (condition.indicator, condition.comparisons) if isinstance(condition, Leaf) else condition
