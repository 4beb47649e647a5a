"""A rule set to the first file that extends it: what it could change stands there as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from smartcommune.authoring.start.begun import Data, begun, in_both, written
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.messages import Message, Sayable
from smartcommune.model.ruleset import RuleSet, is_borrowed


class Changeable(NamedTuple):
    """A threshold of the extended rule set: what it is called, on what it rests, and how its file has it."""

    said: Sayable
    data: Mapping[str, Any]


def extension(id: str, extends: str, ruleset: RuleSet) -> Data:
    """A file that says nothing of its own yet, and has one case: of a commune of which nothing is known."""
    day = ruleset.in_force.first
    verdict = evaluate(make_plan(ruleset, day), {}).verdict
    name = {"name": Message("start.case").say("vi"), "on": day.isoformat(), "facts": {}}
    return {
        **begun(id, extends),
        "label": in_both(Message("start.extends", label=ruleset.label)),
        "cases": [{**name, "expect": {"verdict": verdict.value}}],
    }


def changeable(ruleset: RuleSet) -> Iterator[Changeable]:
    """The thresholds that the new file may replace."""
    for id, threshold in ruleset.thresholds.items():
        data = written(ruleset, ("thresholds", id))
        if data is not None and not is_borrowed(id):
            said = Message("start.threshold", label=threshold.label or id, basis=Message(f"basis.{threshold.basis}"))
            yield Changeable(said, {id: data})
