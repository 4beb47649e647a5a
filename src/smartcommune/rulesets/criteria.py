"""The criteria of a rule file, those that it states anew and those that it takes over, each after what it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message, Words
from smartcommune.model.condition import Condition, Group, PointsLeaf, Reference, members
from smartcommune.model.conditions import every_part
from smartcommune.model.ruleset import Criterion, Earning, RuleSet, is_borrowed
from smartcommune.model.statements import CLAIMS, FINDINGS
from smartcommune.model.threshold import Span
from smartcommune.model.wording import period
from smartcommune.quantity import decimal
from smartcommune.rulesets.borrowed import borrowed
from smartcommune.rulesets.conditions import link_condition
from smartcommune.rulesets.indicators import items
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.order import in_order
from smartcommune.rulesets.points import applying, by_test, link_points
from smartcommune.rulesets.readings import readings_of
from smartcommune.rulesets.words import words_of, words_or
from smartcommune.source.document import MOST_LEVELS, Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import CriterionPeriodShape, CriterionShape, ReplacementShape, RuleFile

# What a criterion that is replaced keeps unless it is written anew: its keys, and what they become.
_KEPT: Final = {
    "applies_when": "applies_when",
    "in_force": "in_force",
    "weight": "weight",
    "note": "note",
    "ambiguities": "readings",
    "not_applicable": "not_applicable",
    "number": "number",
    "by_claim": "by",
    "evidence_asked": "evidence_asked",
}
# A key that says the same as another one, in a different way.
_OTHERWISE: Final = {"by_finding": "by_claim"}


def link_criteria(
    file: RuleFile, names: Names, in_force: Span, parent: RuleSet | None, used: Mapping[str, RuleSet]
) -> dict[str, Criterion]:
    """All criteria, each after those that it refers to."""
    own = {
        id: _criterion(("criteria", id), words_of(shape.label), shape, names, in_force)
        for id, shape in items(file.criteria)
    }
    own |= _replacements(file, names, in_force, parent)
    if names.problems:
        return own  # an undeclared name would only be reported a second time
    criteria = {**(parent.criteria if parent else {}), **borrowed(used, names.document), **own}
    if any(criterion.earning is not None for id, criterion in criteria.items() if not is_borrowed(id)):
        criteria = {id: criterion._replace(weight=Fraction(0)) for id, criterion in criteria.items()}
    graph = {id: criterion.references for id, criterion in criteria.items()}  # no sets: their order differs by run
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = error.args[1]  # each criterion is referred to by the next
        before, first = next(pair for pair in pairwise(cycle) if pair[1] in own)
        names.report("circle", _reference(own[first], before), Message("circle", cycle=" → ".join(cycle)))
        return own
    ordered = in_order(criteria)
    _check_levels(ordered, names)
    return ordered


def _replacements(file: RuleFile, names: Names, in_force: Span, parent: RuleSet | None) -> dict[str, Criterion]:
    """The criteria of the parent that the file states anew; what is not written of them is kept."""
    found: dict[str, Criterion] = {}
    known = {id: item for id, item in (parent.criteria if parent else {}).items() if not is_borrowed(id)}
    for id, shape in items(file.replace.criteria) if parent and file.replace else ():
        path: Path = ("replace", "criteria", id)
        if names.declared("criterion", id, known, path, key=True):
            before, written = known[id], {_OTHERWISE.get(key, key) for key, _ in shape.items()}
            label = before.label if shape.label is None else words_of(shape.label)
            anew = _criterion(path, label, shape, names, in_force)
            rest = {field: getattr(before, field) for key, field in _KEPT.items() if key not in written}
            found[id] = anew._replace(**rest)
    return found


def _criterion(
    path: Path, label: Words, shape: CriterionShape | ReplacementShape, names: Names, in_force: Span
) -> Criterion:
    earning, test = _earning(shape, names, path)
    return Criterion(
        id=str(path[-1]),
        label=label,
        citations=names.citations(shape.cite, (*path, "cite")),
        test=test,
        applies_when=None
        if shape.applies_when is None
        else link_condition(shape.applies_when, names, (*path, "applies_when")),
        weight=Fraction(1) if shape.weight is None else decimal(shape.weight),
        note=words_or(shape.note, None),
        readings=readings_of(shape.ambiguities or (), names, (*path, "ambiguities")),
        in_force=None if shape.in_force is None else _within(shape.in_force, in_force, names, (*path, "in_force")),
        path=path,
        earning=earning,
        has_outcome=shape.test is not None,
        not_applicable=shape.not_applicable,
        number=shape.number,
        by=_by(shape, names, path),
        evidence_asked=words_or(shape.evidence_asked, None),
    )


def _by(shape: CriterionShape | ReplacementShape, names: Names, path: Path) -> str | None:
    """The statement after which a criterion earns only what is stated."""
    found = [id for id, flag in ((CLAIMS, shape.by_claim), (FINDINGS, shape.by_finding)) if flag == "true"]
    if len(found) > 1:
        names.report("claim-and-finding", (*path, "by_finding"), Message("claim-and-finding"), key=True)
    return found[0] if found else None


def _within(shape: CriterionPeriodShape, in_force: Span, names: Names, path: Path) -> Span:
    """The period of a criterion, which has a day in that of its rule set."""
    span = names.period(shape.from_, shape.until, path)
    if not (span.covers(in_force.first) or in_force.covers(span.first)):
        said = {"own": period(span), "whole": period(in_force)}
        names.report("criterion-out-of-force", path, Message("criterion-out-of-force", **said))
    return span


def _earning(shape: CriterionShape | ReplacementShape, names: Names, path: Path) -> tuple[Earning | None, Condition]:
    """How a criterion earns points, and its test; one that earns points only is tested for whether it applies."""
    if shape.test is not None:
        test = link_condition(shape.test, names, (*path, "test"))
        if shape.points is None or isinstance(shape.points, str):
            return None if shape.points is None else by_test(shape.points, test), test
        names.report("points-beside-test", (*path, "points"), Message("points-beside-test"), key=True)
        return None, test
    if shape.points is None:
        names.report("missing-key", path, Message("missing-key", key="test"))
    elif isinstance(shape.points, str):
        names.report("points-without-test", (*path, "points"), Message("points-without-test"))
    else:
        earning = link_points(shape.points, names, (*path, "points"))
        if earning is not None:
            return earning, applying(earning, (*path, "points"))
    return None, Group("any_of", (), path)


def _reference(criterion: Criterion, id: str) -> Path:
    """The place where a criterion names another."""
    named = (part for part in every_part(criterion.outline) if isinstance(part, Reference | PointsLeaf))
    return next((part.path for part in named if part.criterion == id), ("criteria", criterion.id, "points"))


def _check_levels(criteria: Mapping[str, Criterion], names: Names) -> None:
    """Conditions nest at most as deep as documents do, references included, so that evaluating them cannot run deep."""
    levels: dict[str, int] = {}
    for id, criterion in criteria.items():
        levels[id] = 1 + max(_levels(condition, levels) for condition in criterion.outline)
        if levels[id] > MOST_LEVELS:
            names.report("too-deep", criterion.path, Message("too-deep", most=MOST_LEVELS), key=True)
            return


def _levels(condition: Condition, levels: Mapping[str, int]) -> int:
    if isinstance(condition, Reference):
        return levels[condition.criterion]
    return 1 + max((_levels(member, levels) for member in members(condition)), default=0)
