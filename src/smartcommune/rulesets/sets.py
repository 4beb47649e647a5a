"""What is wrong with the sets of a rule set once all that is asked of them is known."""

from __future__ import annotations

from smartcommune.engine.cut_points import MOST_ASKED
from smartcommune.messages import Message
from smartcommune.model.condition import Operator
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.names import Names


def check_sets(ruleset: RuleSet, names: Names) -> None:
    """No more values of a set are asked for than can be looked through, and their names can be told apart."""
    for id, indicator in ruleset.indicators.items():
        if indicator.type == "set":
            _check_asked(id, ruleset, names)
            _check_names(indicator, names)


def _check_asked(id: str, ruleset: RuleSet, names: Names) -> None:
    found = relations(ruleset).leaves.get(id, ())
    pairs = ((leaf, item) for leaf in found for item in leaf.comparisons if item.operator is Operator.HAS)
    asked = {item.constant: leaf.place(item) for leaf, item in pairs}
    if len(asked) > MOST_ASKED:
        message = Message("set-asked", indicator=id, found=len(asked), most=MOST_ASKED)
        names.report("set-asked", [*asked.values()][MOST_ASKED], message)


def _check_names(indicator: Indicator, names: Names) -> None:
    """A name with a comma must not read like several other values."""
    called = {
        name.casefold(): value
        for value, label in indicator.values.items()
        for name in (value, label.vi, label.en, *indicator.value_aliases.get(value, ()))
    }
    for name, value in called.items():
        parts = [part.strip() for part in name.split(";" if ";" in name else ",")]
        if len(parts) > 1 and all(part in called for part in parts if part):
            message = Message("set-value-parts", value=value, name=name)
            names.report("set-value-parts", ("indicators", indicator.id, "values", value), message, key=True)
