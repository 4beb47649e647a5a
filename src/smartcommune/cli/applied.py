"""Rules with the user's settings to what a workbook or a page says about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby

from smartcommune.api import Rules
from smartcommune.assess.assessment import called
from smartcommune.authoring.show.describe import describe_plan
from smartcommune.model.conditions import named_in
from smartcommune.model.points import Sum
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.render.applied import Applied, RulesOnDays, Scored
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.unused import labels_of
from smartcommune.tables.results.kept import Kept
from smartcommune.tables.results.tally import combines
from smartcommune.tables.results.unread import Unread


def applied(rules: Rules, loaded: Loaded, kept: Sequence[Kept], unread: Unread) -> Applied:
    """Which rules the rows of a table are assessed by, and how."""
    return Applied(
        loaded.with_map(rules.on(None).provenance),
        lambda days: on_days(rules, days),
        {id: criterion.label for id, criterion in rules.ruleset.criteria.items()},
        {id: indicator.label for id, indicator in rules.ruleset.indicators.items()},
        rules.ruleset.verdicts,
        tuple((column.name, column.title) for column in kept),
        unread,
        lambda: loaded.reading(labels_of(rules.ruleset)),
        {level.id: level.label for level in rules.ruleset.levels},
        [id for id, criterion in rules.ruleset.criteria.items() if combines(criterion)],
        rules.ruleset.has_score,
        _signs(rules.ruleset),
        list(_scored(rules.ruleset)),
    )


def _scored(ruleset: RuleSet) -> Iterator[Scored]:
    """The criteria of which points can be lost."""
    for id, most in relations(ruleset).mosts.items():
        criterion = ruleset.criteria[id]
        if most > 0 and not isinstance(criterion.earning, Sum):
            label = called(criterion.number, criterion.label)
            yield Scored(id, label, most, criterion.not_applicable == "left_out")


def _signs(ruleset: RuleSet) -> list[str]:
    """The criteria that classes name, which no reason of a verdict does."""
    if ruleset.levels_ordered:
        return []
    return list(dict.fromkeys(named_in(level.when for level in ruleset.levels if level.when is not None)))


def on_days(rules: Rules, days: Collection[date]) -> Sequence[RulesOnDays]:
    """The rules as they are on the days of the rows, once for each stretch of days in which they are the same."""
    periods = rules.periods()
    stretches = groupby(sorted(days or [rules.on(None).as_of]), periods.number)
    found = [list(stretch) for _, stretch in stretches]
    return [RulesOnDays(own[0], own[-1], describe_plan(rules.plan(own[0]))) for own in found]
