"""Thresholds whose value makes no difference to any verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.authoring.lints.common import plans
from smartcommune.engine.cut_points import cells
from smartcommune.messages import Message, Words
from smartcommune.model.conditions import conditions, every_part, thresholds_in, thresholds_of
from smartcommune.model.ruleset import AtLeast, Leaf, RuleSet, Threshold, Value
from smartcommune.rulesets.used import used_criteria


def check(subject: Subject) -> Iterator[Finding]:
    from smartcommune.authoring.lints.reached import reached  # only files that are not on record pay for it

    ruleset = subject.ruleset
    for id in subject.own("thresholds"):
        if not _is_needed(id, subject):
            continue
        found = list(_values(id, subject))
        values = [*found[-1:], *found[:-1]]  # the highest first: it differs most
        variants = (_with_value(ruleset, ruleset.thresholds[id], value) for value in values)
        if values and all(reached(subject).same_verdicts(other) for other in variants):
            yield Finding(("thresholds", id), Message("lint.idle-threshold", name=id), on_key=True)


def _is_needed(id: str, subject: Subject) -> bool:
    """Whether a criterion compares with it that makes a difference itself; other lints tell of those that do not."""
    from smartcommune.authoring.lints.reached import reached

    ruleset = subject.ruleset
    if id in thresholds_in((ruleset.eligible_when,)):
        return True
    found = [name for name, item in ruleset.criteria.items() if id in thresholds_in(item.conditions)]
    told = [reached(subject).criterion(name) for name in found if name in used_criteria(ruleset)]
    return any(item is not None and item.decides for item in told)


def _values(id: str, subject: Subject) -> Iterable[Value]:
    """One value per cell of what is compared with a threshold, and every number of members counted against it."""
    ruleset = subject.ruleset
    found: dict[Value, None] = {}
    for part in (part for part in every_part(conditions(ruleset)) if id in thresholds_of(part)):
        if isinstance(part, Leaf):
            cuts = [cut for plan in plans(subject) for cut in plan.cuts(part.indicator)]
            found |= dict.fromkeys(cells(ruleset.indicators[part.indicator], cuts))
        elif isinstance(part, AtLeast) and part.threshold == id:
            unit = 100 / Fraction(len(part.members)) if part.is_share else Fraction(1)
            found |= dict.fromkeys(number * unit for number in range(len(part.members) + 1))
    return found


def _with_value(ruleset: RuleSet, threshold: Threshold, value: Value) -> RuleSet:
    """The rule set with one value for a threshold at every place and on every day."""
    values = tuple(
        dated._replace(default=None if dated.default is None else value, places=dict.fromkeys(dated.places, value))
        for dated in threshold.values
    )
    return ruleset._replace(thresholds={**ruleset.thresholds, threshold.id: threshold._replace(values=values)})


LINT = Lint(
    id="idle-threshold",
    severity="warning",
    summary=Words("Ngưỡng không làm khác kết luận nào", "A threshold that changes no verdict"),
    avoid="""\
criteria:
  is_commune: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: unit_type, is: xa}}
  online:
    label: {vi: …, en: …}
    cite: qd#2
    test: {any_of: [is_commune, {indicator: broadband_rate, gte: {threshold: broadband_min}}]}
verdict: {scope: [is_commune], eligible_when: {all_of: [staffed, online]}}
""",
    prefer="""\
criteria:
  is_commune: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: unit_type, is: xa}}
  online:
    label: {vi: …, en: …}
    cite: qd#2
    test: {indicator: broadband_rate, gte: {threshold: broadband_min}}
verdict: {scope: [is_commune], eligible_when: {all_of: [staffed, online]}}
""",
    why=Words(
        "Dù ngưỡng này bằng bao nhiêu, kết luận của mọi xã vẫn thế: một điều kiện khác đã bao trùm nó. Khi số"
        " trường hợp quá lớn để xét hết, mục này không nói gì.",
        "Whatever its value, every commune gets the same verdict: another condition has taken its place. "
        "Where there would be too much to look at, this lint says nothing.",
    ),
    check=check,
    asks_all=True,
)
