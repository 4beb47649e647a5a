"""A rule set and a day on which it is not in force to what is said instead: what took its place, and what applies."""

from __future__ import annotations

from datetime import date
from functools import cache

from smartcommune.messages import Listed, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import Shown
from smartcommune.rulesets.library import built_in, load_built_in


def in_force_on(day: date, subject: str) -> tuple[RuleSet, ...]:
    """The built-in rule sets for a subject (`commune`, `village`) that are in force on a day."""
    return tuple(
        ruleset for ruleset in _built_in().values() if ruleset.subject == subject and ruleset.in_force.covers(day)
    )


def instead(ruleset: RuleSet, day: date) -> tuple[Message, ...]:
    """What to say about a rule set that is not in force on a day: its successors, if it has ended, and what applies."""
    said = [Message("in-force.replaced", ruleset=_named(id), id=id) for id in _successors(ruleset, day)]
    found = in_force_on(day, ruleset.subject)
    if not found:
        return (*said, Message(f"in-force.none-{ruleset.subject}", day=Shown(day)))
    ids = Listed(tuple(other.id for other in found))
    return (*said, Message("in-force.others", day=Shown(day), ids=ids, iso=day.isoformat()))


def _successors(ruleset: RuleSet, day: date) -> tuple[str, ...]:
    return ruleset.replaced_by if ruleset.in_force.last is not None and day > ruleset.in_force.last else ()


def _named(id: str) -> object:
    """A rule set by its label; one that is not built in by its id."""
    return Message("list.name", id=id, label=_built_in()[id].label) if id in _built_in() else id


# Only an answer that is not in force, and `list`, look at all of them.
@cache
def _built_in() -> dict[str, RuleSet]:
    return {id: load_built_in(id) for id in built_in()}
