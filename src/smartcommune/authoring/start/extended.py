"""A rule set to the first file that extends it: what it could change stands there as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.messages import Message, Sayable
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.source.document import as_data


class Changeable(NamedTuple):
    """A threshold of the extended rule set: what it is called, on what it rests, and how its file has it."""

    said: Sayable
    data: Mapping[str, Any]


def extension(id: str, extends: str, ruleset: RuleSet) -> dict[str, Any]:
    """A file that says nothing of its own yet, and has one case: of a commune of which nothing is known."""
    day = ruleset.in_force.first
    verdict = evaluate(make_plan(ruleset, day), {}).verdict
    name = {"name": Message("start.case").say("vi"), "on": day.isoformat(), "facts": {}}
    return {
        "format": "1",
        "id": id,
        "version": "1",
        "extends": extends,
        "status": "draft",
        "label": {language: Message("start.extends", label=ruleset.label).say(language) for language in ("vi", "en")},
        "cases": [{**name, "expect": {"verdict": verdict.value}}],
    }


def changeable(ruleset: RuleSet) -> Iterator[Changeable]:
    """The thresholds that the new file may replace."""
    for id, threshold in ruleset.thresholds.items():
        node = _written(ruleset, id)
        if node is not None and not is_borrowed(id):
            said = Message("start.threshold", label=threshold.label or id, basis=Message(f"basis.{threshold.basis}"))
            yield Changeable(said, {id: as_data(node)})


def _written(ruleset: RuleSet, id: str) -> Any:
    node = ruleset.document.node(("thresholds", id))
    return node if node is not None or ruleset.parent is None else _written(ruleset.parent, id)
