"""Rules with the user's settings to what a workbook says about them."""

from __future__ import annotations

from typing import Final

from smartcommune.api import Rules
from smartcommune.authoring.show.describe import describe_plan
from smartcommune.engine.plan import Absence
from smartcommune.messages import Message, Sayable
from smartcommune.model.wording import Shown
from smartcommune.quantity import today
from smartcommune.render.workbook import Applied
from smartcommune.tables.cells.cell_facts import Loaded

AS_OF: Final = "as_of"


def applied(rules: Rules, loaded: Loaded) -> Applied:
    """Which rules the rows of a table are assessed by, and how."""
    plan = rules.plan(rules.as_of or today())
    described = describe_plan(plan)
    by_user = frozenset(id for id, bound in plan.bounds.items() if bound.is_set)
    settings: list[Sayable] = [
        Message("sheet.set", label=limit.label, value=limit.value)
        for limit in described.thresholds
        if limit.id in by_user
    ]
    if any(bound.absence is Absence.ASSUMPTION for bound in plan.bounds.values()):
        settings.append(Message("sheet.refused"))
    return Applied(
        described,
        day_of(rules, loaded),
        tuple(settings),
        by_user,
        {id: criterion.label for id, criterion in rules.ruleset.criteria.items()},
        {id: indicator.label for id, indicator in rules.ruleset.indicators.items()},
        rules.ruleset.verdicts,
    )


def day_of(rules: Rules, loaded: Loaded) -> Sayable:
    """On which day the rows are assessed."""
    has_own = any(column.target == AS_OF for column in loaded.columns)
    key = "sheet.day-or-own" if has_own and rules.as_of is None else "sheet.day"
    return Message(key, day=Shown(rules.as_of or today()))
