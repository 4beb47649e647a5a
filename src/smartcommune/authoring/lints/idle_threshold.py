"""Thresholds whose value makes no difference to any verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.reached import Reached, reached
from smartcommune.engine.cut_points import cells
from smartcommune.engine.plan import Plan
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Leaf, Value
from smartcommune.model.conditions import thresholds_in
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sets import sizes
from smartcommune.rulesets.used import used_criteria


def check(subject: Subject) -> Iterator[Finding]:
    known, used = reached(subject), used_criteria(subject.ruleset)
    for id in subject.own("thresholds"):
        if not _is_needed(id, subject.ruleset, known, used):
            continue
        found = list(_values(id, subject.ruleset, known.plans))
        values = [*found[-1:], *found[:-1]]  # the highest first: it differs most
        if values and known.is_idle(id, values):
            yield Finding(("thresholds", id), Message("lint.idle-threshold", name=id), on_key=True)


def _is_needed(id: str, ruleset: RuleSet, known: Reached, used: Collection[str]) -> bool:
    """Whether a criterion compares with it that makes a difference itself; other lints tell of those that do not."""
    if id in thresholds_in((ruleset.eligible_when,)):
        return True
    told = [known.criterion(name) for name in relations(ruleset).comparing.get(id, ()) if name in used]
    return any(item is not None and item.decides for item in told)


def _values(id: str, ruleset: RuleSet, plans: Iterable[Plan]) -> Iterable[Value]:
    """One value per cell of what is compared with a threshold, and every number of members counted against it."""
    found: dict[Value, None] = {}
    for part in relations(ruleset).compared.get(id, ()):
        if isinstance(part, Leaf):
            cuts = [cut for plan in plans for cut in plan.cuts(part.indicator)]
            indicator = ruleset.indicators[part.indicator]
            is_set = indicator.type == "set"
            found |= dict.fromkeys(sizes(indicator.values) if is_set else cells(indicator, cuts))
        elif isinstance(part, AtLeast):
            unit = 100 / Fraction(len(part.members)) if part.is_share else Fraction(1)
            found |= dict.fromkeys(number * unit for number in range(len(part.members) + 1))
    return found


SEVERITY = "warning"
SUMMARY = Words("Ngưỡng không làm khác kết luận nào", "A threshold that changes no verdict")
AVOID = """\
criteria:
  is_commune: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: unit_type, is: xa}}
  online:
    label: {vi: …, en: …}
    cite: qd#2
    test: {any_of: [is_commune, {indicator: broadband_rate, gte: {threshold: broadband_min}}]}
verdict: {scope: [is_commune], eligible_when: {all_of: [staffed, online]}}
"""
PREFER = """\
criteria:
  is_commune: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: unit_type, is: xa}}
  online:
    label: {vi: …, en: …}
    cite: qd#2
    test: {indicator: broadband_rate, gte: {threshold: broadband_min}}
verdict: {scope: [is_commune], eligible_when: {all_of: [staffed, online]}}
"""
WHY = Words(
    "Dù ngưỡng này bằng bao nhiêu, kết luận của mọi xã vẫn thế: một điều kiện khác đã bao trùm nó. Khi số"
    " trường hợp quá lớn để xét hết, `not-decided` nói điều đó.",
    "Whatever its value, every commune gets the same verdict: another condition has taken its place. "
    "Where there would be too much to look at, `not-decided` says so.",
)
ASKS_ALL = True
