"""A rule set to where and when its parts apply: what its own file writes, and stretches on which nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smartcommune.model.ruleset import Dated, RuleSet
from smartcommune.source.document import Path


def is_own(ruleset: RuleSet, path: Path) -> bool:
    """Whether a part stands in the file of this rule set, and not in that of the one it extends."""
    return ruleset.document.node(path) is not None


def stretch_periods(ruleset: RuleSet, threshold: str) -> list[tuple[Path, Dated]]:
    """The periods of a threshold that stands in this file, by their first days, with their places."""
    document = ruleset.document
    found = [dated for dated in ruleset.thresholds[threshold].values if dated.grounds is None]  # the others are kept
    path: Path = ("thresholds", threshold, "values")
    # The rule set has them sorted by their first days, equal ones in the order of the file.
    order = sorted(range(len(found)), key=lambda number: document.text((*path, number, "from")) or "")
    return [((*path, number), dated) for number, dated in zip(order, found, strict=True)]


def day_after(day: date, days: int = 1) -> date | None:
    """The day so many days later; None before the first and after the last that there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def stretches(*rulesets: RuleSet) -> list[date]:
    """The first day of each stretch of the periods in force on which no threshold of these rule sets changes."""
    days: set[date | None] = set()
    for ruleset in rulesets:
        days |= set(_changes(ruleset))
    return sorted(day for day in days if day and any(ruleset.in_force.covers(day) for ruleset in rulesets))


def _changes(ruleset: RuleSet) -> Iterator[date | None]:
    for span in (ruleset.in_force, *(dated.span for item in ruleset.thresholds.values() for dated in item.values)):
        yield span.first
        yield span.last and day_after(span.last)
