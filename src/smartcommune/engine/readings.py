"""What a plan says under every reading of its text to what it says whichever of them is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from smartcommune.engine.evaluate import Evaluation
from smartcommune.engine.plan import Plan
from smartcommune.engine.points import Earned
from smartcommune.engine.verdicts import Levels, by_level
from smartcommune.logic import Possible
from smartcommune.model.ruleset import Verdict


def under_each(plan: Plan, evaluated: Callable[[Plan], Evaluation]) -> tuple[Evaluation, ...]:
    """What is said under each reading that is left open, as it is written first."""
    return tuple(evaluated(each) for each in (plan, *plan.others))


def joined(found: Sequence[Evaluation]) -> Evaluation:
    """What stays possible while it is open which of some readings is right; settled is what all of them agree on."""
    written = found[0]
    if len(found) == 1 or not written.plan.in_force:
        return written
    levels = _levels(found)
    together = written._replace(
        outcomes={id: _either([each.outcomes[id] for each in found]) for id in written.outcomes},
        scope=_either([each.scope for each in found]),
        eligible=_either([each.eligible for each in found]),
        earned={id: reduce(Earned.with_, [each.earned[id] for each in found]) for id in written.earned},
        levels=levels,
        verdict=_agreed([each.verdict for each in found]),
    )
    if not written.plan.ruleset.verdict_by_level or together.verdict is Verdict.OUT_OF_SCOPE or len(levels) < 2:
        return together
    return together._replace(eligible=by_level(levels), verdict=Verdict.UNDETERMINED)


def differ(found: Sequence[Evaluation]) -> bool:
    """Whether verdict or level hang on the reading; out of scope there is no level."""
    if all(each.verdict is Verdict.OUT_OF_SCOPE for each in found):
        return False
    return len({(each.verdict, frozenset(each.levels)) for each in found}) > 1


def _either(outcomes: Sequence[Possible]) -> Possible:
    return reduce(or_, outcomes)


def _agreed(verdicts: Sequence[Verdict]) -> Verdict:
    return verdicts[0] if len(set(verdicts)) == 1 else Verdict.UNDETERMINED


def _levels(found: Sequence[Evaluation]) -> Levels:
    """The levels that are possible under some reading, in the order in which they stand."""
    possible = {level for each in found for level in each.levels}
    order = dict.fromkeys((*(level.id for each in found for level in each.plan.ruleset.levels), None))
    return tuple(level for level in order if level in possible)
