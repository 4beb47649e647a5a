"""A profile to the facts that count on a day: those that need evidence only with it, and what the others lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from smartcommune.assess.assessment import Missing
from smartcommune.messages import Message, Sayable
from smartcommune.model.facts import NA, Facts, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import Shown, age_shown, shown
from smartcommune.profiles.profile import Evidence


class Unevidenced(NamedTuple):
    """A fact that does not count, for want of evidence."""

    indicator: Indicator
    value: FactValue
    lacking: str  # `absent`, `undated` or `too-old`
    evidence: Evidence

    @property
    def why(self) -> Message:
        """What it says, and what is wrong with its evidence."""
        value = Message("not-applicable") if self.value is NA else shown(self.value, self.indicator)
        need, day = self.indicator.evidence, self.evidence.day
        known: dict[str, object] = {"value": value}
        if self.lacking == "too-old" and need is not None and need.within is not None and day is not None:
            known |= {"day": Shown(day), "age": age_shown(need.within)}
        return Message(f"unevidenced.{self.lacking}", **known)


def unevidenced(
    facts: Facts, evidence: Mapping[str, Evidence], ruleset: RuleSet, as_of: date
) -> tuple[Unevidenced, ...]:
    """The facts that do not count on a day; one of which no evidence is given, not even that there is none, does."""
    found = []
    for id in relations(ruleset).evidenced:
        indicator, value = ruleset.indicators[id], facts.get(id)
        own = evidence.get(id)
        if value is not None and own is not None and indicator.evidence is not None:
            lacking = indicator.evidence.lacking(*own, as_of)
            if lacking is not None:
                found.append(Unevidenced(indicator, value, lacking, own))
    return tuple(found)


def counted(facts: Facts, without: Iterable[Unevidenced]) -> Facts:
    """The facts that count."""
    gone = {each.indicator.id for each in without}
    return {id: value for id, value in facts.items() if id not in gone} if gone else facts


def said(without: Iterable[Unevidenced]) -> Iterator[Message]:
    """What is stated and does not count."""
    for each in without:
        yield Message("unevidenced.said", label=each.indicator.label, why=each.why)


def with_reasons(missing: Iterable[Missing], without: Iterable[Unevidenced]) -> tuple[Missing, ...]:
    """What is missing; of a fact that is stated, why it is."""
    why = {each.indicator.id: each.why for each in without}
    return tuple(
        item._replace(label=_labelled(item.label, why[item.indicator])) if item.indicator in why else item
        for item in missing
    )


def _labelled(label: Sayable, why: Message) -> Message:
    return Message("unevidenced.missing", label=label, why=why)
