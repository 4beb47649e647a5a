"""Rules with the user's settings to what a workbook says about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from smartcommune.api import Rules
from smartcommune.authoring.show.describe import describe_plan
from smartcommune.messages import Message, Sayable
from smartcommune.model.provenance import Provenance
from smartcommune.model.wording import Shown
from smartcommune.render.workbook import Applied
from smartcommune.render.workbook_rules import RulesOnDays
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.unused import labels_of
from smartcommune.tables.results.kept import Kept
from smartcommune.tables.results.unread import Unread

AS_OF: Final = "as_of"


def applied(rules: Rules, loaded: Loaded, kept: Sequence[Kept], unread: Unread) -> Applied:
    """Which rules the rows of a table are assessed by, and how."""
    return Applied(
        provenance(rules, loaded),
        lambda days: on_days(rules, days),
        {id: criterion.label for id, criterion in rules.ruleset.criteria.items()},
        {id: indicator.label for id, indicator in rules.ruleset.indicators.items()},
        rules.ruleset.verdicts,
        tuple((column.name, column.title) for column in kept),
        unread,
        lambda: loaded.reading(labels_of(rules.ruleset)),
    )


def provenance(rules: Rules, loaded: Loaded) -> Provenance:
    """The rules and the user's settings, with the map of the columns among the files."""
    return loaded.with_map(rules.on(None).provenance)


def on_days(rules: Rules, days: Collection[date]) -> Sequence[RulesOnDays]:
    """The rules as they are on the days of the rows, once for each stretch of days in which they are the same."""
    periods = rules.periods()
    stretches = groupby(sorted(days or [rules.on(None).as_of]), periods.number)
    found = [list(stretch) for _, stretch in stretches]
    return [RulesOnDays(own[0], own[-1], describe_plan(rules.plan(own[0]))) for own in found]


def day_of(rules: Rules, loaded: Loaded) -> Sayable:
    """On which day the rows are assessed."""
    has_own = any(column.target == AS_OF for column in loaded.columns)
    key = "sheet.day-or-own" if has_own and rules.as_of is None else "sheet.day"
    return Message(key, day=Shown(rules.on(None).as_of))
