"""A rule set to where and when its parts apply: what its own file writes, and stretches on which nothing changes."""

from __future__ import annotations

from datetime import date
from itertools import chain

from smartcommune.engine.periods import changes
from smartcommune.engine.turns import turns
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.threshold import Dated
from smartcommune.source.document import Path


def is_own(ruleset: RuleSet, path: Path) -> bool:
    """Whether a part stands in the file of this rule set: not in that of the one it extends, nor nowhere at all."""
    return bool(path) and ruleset.document.node(path) is not None


def stretch_periods(ruleset: RuleSet, threshold: str) -> list[tuple[Path, Dated]]:
    """The periods of a threshold that stands in this file, by their first days, with their places."""
    document = ruleset.document
    found = [dated for dated in ruleset.thresholds[threshold].values if dated.grounds is None]  # the others are kept
    path: Path = ("thresholds", threshold, "values")
    # The rule set has them sorted by their first days, equal ones in the order of the file.
    order = sorted(range(len(found)), key=lambda number: document.text((*path, number, "from")) or "")
    return [((*path, number), dated) for number, dated in zip(order, found, strict=True)]


def stretches(*rulesets: RuleSet) -> list[date]:
    """The first day of each stretch of the periods in force on which these rule sets say the same every day."""
    days = {*turns(*rulesets), *chain.from_iterable(map(changes, rulesets))}
    return sorted(day for day in days if any(ruleset.in_force.covers(day) for ruleset in rulesets))
