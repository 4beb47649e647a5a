"""What is wrong with the points and levels of a rule set that is linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcommune.engine.cut_points import cells
from smartcommune.messages import Message
from smartcommune.model.condition import Holds, Leaf, PointsLeaf, Reference
from smartcommune.model.conditions import every_part, outline, said
from smartcommune.model.facts import holds
from smartcommune.model.points import Rung, Scale, Sum
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, RuleSet, is_borrowed
from smartcommune.model.statements import CLAIMS, FINDINGS, KEYS
from smartcommune.model.wording import Shown
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import RuleFile


def check_points(ruleset: RuleSet, file: RuleFile, names: Names) -> None:
    """Report what contradicts itself in points, comparisons of points and levels."""
    if names.problems:
        return
    scored = {id: criterion for id, criterion in ruleset.criteria.items() if criterion.earning is not None}
    _check_named(ruleset, scored, names)
    _check_score(ruleset, file, scored, names)
    own = {*(file.criteria or ()), *(file.replace.criteria if file.replace else ())}
    _check_stated(ruleset, own, names)
    for id, criterion in scored.items():
        if isinstance(criterion.earning, Sum):
            _check_sum(criterion, criterion.earning, ruleset, names)
        elif id in own and isinstance(criterion.earning, Scale) and not criterion.has_outcome:
            _check_rows(criterion.earning, ruleset, names)
    if not names.problems:
        _check_mosts(ruleset, names)


def _report(problem: str, path: Path, id: str, ruleset: RuleSet, names: Names, among: Iterable[str] = ()) -> None:
    """Report a use of a criterion; one that is taken over was right until this file changed a criterion among some."""
    if names.document.node(path) is not None:
        names.report(problem, path, Message(problem, name=id))
        return
    paths = (ruleset.criteria[changed].path for changed in (id, *among))
    place = next((path for path in paths if names.document.node(path) is not None), ())
    names.report(problem, place, Message(problem, name=id), Message("still-used"), key=True)


def _check_named(ruleset: RuleSet, scored: Mapping[str, Criterion], names: Names) -> None:
    """What has points only is compared, and what is compared has points."""
    for part in every_part(outline(ruleset)):
        if isinstance(part, PointsLeaf) and part.criterion not in scored:
            _report("no-points", (*part.path, "points"), part.criterion, ruleset, names)
        elif isinstance(part, Reference) and not ruleset.criteria[part.criterion].has_outcome and not _is_made(part):
            _report("points-only", part.path, part.criterion, ruleset, names)
    for number, id in enumerate(ruleset.scope):
        if not ruleset.criteria[id].has_outcome:
            _report("points-only", ("verdict", "scope", number), id, ruleset, names)


def _is_made(reference: Reference) -> bool:
    """Whether no file writes it: it says only what a sum is made of."""
    return reference.path[-1:] == ("points",)


def _check_score(ruleset: RuleSet, file: RuleFile, scored: Mapping[str, Criterion], names: Names) -> None:
    """The score is what some criterion earns, or the weight of what is met."""
    score = ruleset.score_points
    path: Path = ("score", "points")
    if score is not None and names.declared("criterion", score, ruleset.criteria, path) and score not in scored:
        _report("no-points", path, score, ruleset, names)
    has_points = not all(map(is_borrowed, scored))
    for id, shape in () if file.criteria is None else file.criteria.items():
        if has_points and shape.weight is not None:
            names.report("weight-beside-points", ("criteria", id, "weight"), Message("weight-beside-points"), key=True)
        if id not in scored and shape.not_applicable is not None:
            place: Path = ("criteria", id, "not_applicable")
            names.report("no-points", place, Message("no-points", name=id), key=True)
        if id not in scored and shape.evidence_asked is not None:
            place = ("criteria", id, "evidence_asked")
            names.report("no-points", place, Message("no-points", name=id), key=True)


def _check_stated(ruleset: RuleSet, own: Collection[str], names: Names) -> None:
    """What is earned by claim gives, what is taken off by finding takes, and without either there is nothing."""
    for criterion in ruleset.criteria.values():
        if criterion.id in own and criterion.by is not None:
            key = KEYS[criterion.by]
            for problem, found in _misstated(criterion):
                message = Message(problem, name=criterion.id, key=key, points=Shown(found))
                names.report(problem, (*criterion.path, key), message, key=True)


def _misstated(criterion: Criterion) -> Iterator[tuple[str, Fraction]]:
    """What is wrong with a criterion that earns only what is stated, with the points that are."""
    scale = criterion.earning
    if not isinstance(scale, Scale):
        yield "no-points" if scale is None else "stated-sum", Fraction(0)
        return
    least, most = scale.ends
    if criterion.by == CLAIMS and least < 0:
        yield "claim-takes", least
    elif criterion.by == FINDINGS and most > 0:
        yield "finding-gives", most
    elif scale.otherwise:
        yield "earned-unstated", scale.otherwise


def _check_sum(criterion: Criterion, earning: Sum, ruleset: RuleSet, names: Names) -> None:
    """A sum is of points, and no criterion reaches it by two ways."""
    seen: dict[str, str] = {}
    for number, member in enumerate(earning.members):
        path: Path = (*criterion.path, "points", "sum", number)
        if ruleset.criteria[member].earning is None:
            _report("no-points", path, member, ruleset, names)
        for id in _reached(member, ruleset):
            if id in seen:
                _report("added-twice", path, id, ruleset, names, (member, seen[id]))
            seen[id] = member


def _reached(id: str, ruleset: RuleSet) -> Iterator[str]:
    """A criterion and all that it is a sum of."""
    yield id
    earning = ruleset.criteria[id].earning
    for member in earning.members if isinstance(earning, Sum) else ():
        yield from _reached(member, ruleset)


def _check_rows(scale: Scale, ruleset: RuleSet, names: Names) -> None:
    """Rows that say the same with other points, that pull both ways at once, or that never count."""
    if scale.written is not None:
        return
    rows = sorted(scale.rungs, key=lambda rung: str(rung.condition.path))
    for number, row in enumerate(rows):
        for other in rows[:number]:
            if said(other.condition) == said(row.condition):
                names.report("row-twice", row.condition.path, Message("row-twice"))
                return
    leaves = [(row, leaf) for row in scale.rungs if (leaf := _leaf(row)) is not None]
    if scale.measured is not None and not any(item.constant is None for _, leaf in leaves for item in leaf.comparisons):
        _check_values(leaves, ruleset, names)


def _leaf(row: Rung) -> Leaf | None:
    condition = row.condition
    return condition.member if isinstance(condition, Holds) and isinstance(condition.member, Leaf) else None


def _check_values(rows: list[tuple[Rung, Leaf]], ruleset: RuleSet, names: Names) -> None:
    """For every kind of value which rows hold."""
    indicator = ruleset.indicators[rows[0][1].indicator]
    cuts = [item.constant for _, leaf in rows for item in leaf.comparisons]
    flat = [one for cut in cuts for one in (cut if isinstance(cut, tuple) else (cut,))]
    counting = set[int]()
    for value in cells(indicator, (cut for cut in flat if cut is not None)):
        holding = [
            number
            for number, (_, leaf) in enumerate(rows)
            if all(holds(item.operator, value, item.constant, indicator) for item in leaf.comparisons)
        ]
        counting.update(holding[:1])  # the furthest from 0 come first
        points = {rows[number][0].points > 0 for number in holding if rows[number][0].points}
        if len(points) > 1:
            names.report("rows-both-ways", rows[holding[0]][1].path, Message("rows-both-ways"))
            return
    for number, (row, leaf) in enumerate(rows):
        if number not in counting:
            names.report("row-never", leaf.path, Message("row-never", points=Shown(row.points)))


def _check_mosts(ruleset: RuleSet, names: Names) -> None:
    """Nothing is a share of a most of nothing."""
    most: Mapping[str, Fraction] = relations(ruleset).mosts
    for part in every_part(outline(ruleset)):
        if isinstance(part, PointsLeaf) and part.is_share and most[part.criterion] <= 0:
            _report("share-of-no-points", part.path, part.criterion, ruleset, names)
    for id, criterion in ruleset.criteria.items():
        earning = criterion.earning
        if isinstance(earning, Sum) and earning.scaled_to is not None and not any(most[one] for one in earning.members):
            _report("share-of-no-points", (*criterion.path, "points", "scaled_to"), id, ruleset, names)
