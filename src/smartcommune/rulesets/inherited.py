"""A rule file and the rule set it extends to what the file keeps of it, and to what is wrong with the two together.

A child keeps the scope, the open questions, the notices and the words of its parent unless it says in so many words,
with a citation, that it does not. What it writes anew has to be there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from smartcommune.messages import Message, Words
from smartcommune.model.condition import PointsLeaf, parts
from smartcommune.model.conditions import leaves_in, outline
from smartcommune.model.ruleset import Criterion, Reading, Remark, RuleSet, Verdict, is_borrowed
from smartcommune.model.sources import Citation
from smartcommune.model.threshold import Span
from smartcommune.model.wording import period
from smartcommune.problems import suggested
from smartcommune.rulesets.indicators import check_number, items
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.used import used_criteria, used_indicators, used_thresholds
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import RuleFile


class Kept(NamedTuple):
    """What a file takes over from the rule set that it extends, besides what it can refer to by name."""

    scope: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    remarks: tuple[Remark, ...] = ()
    not_known: tuple[Words, ...] = ()
    called: Mapping[Verdict, Words] = {}
    score: tuple[str | None, Words | None] = (None, None)  # its basis, and the note on it


# The keys with which a file leaves something out, and what each leaves out.
_PARTS: Final = {
    "scope": "scope",
    "ambiguities": "readings",
    "notices": "remarks",
    "not_known": "not_known",
    "called": "called",
    "score": "score",
}


def kept(parent: RuleSet | None, without: Collection[str]) -> Kept:
    """What is taken over from a parent without what the file leaves out, by its keys."""
    if parent is None:
        return Kept()
    score = (parent.score_basis, parent.score_note)
    every = Kept(parent.scope, parent.readings, parent.remarks, parent.not_known, parent.called, score)
    return every._replace(**{_PARTS[key]: Kept._field_defaults[_PARTS[key]] for key in without})


def left_out(file: RuleFile, parent: RuleSet | None, names: Names) -> dict[str, tuple[Citation, ...]]:
    """What a file says that it does not take over, by its keys, with what lets it; what is not there is reported."""
    found = dict[str, tuple[Citation, ...]]()
    there = kept(parent, ())
    given = {} if file.without is None else dict(file.without.items())
    for key, shape in ((key, given[key]) for key in _PARTS if key in given):  # in one order, however it is written
        path: Path = ("without", key)
        found[key] = names.let(shape.cite, path)
        if parent is not None and getattr(there, _PARTS[key]) == Kept._field_defaults[_PARTS[key]]:
            names.report("replaces-nothing", path, Message("leaves-nothing-out", key=key, parent=parent.id), key=True)
    return found


def outlived(file: RuleFile, names: Names) -> tuple[Citation, ...]:
    """What lets a rule set live longer than the one it extends."""
    return () if file.outlives is None else names.let(file.outlives.cite, ("outlives",))


def check_linked(ruleset: RuleSet, file: RuleFile, names: Names) -> None:
    """Report what is wrong with a file and the one it extends taken together."""
    _check_places(ruleset, names)
    for part in ("indicators", "thresholds", "criteria"):
        number = sum(not is_borrowed(id) for id in getattr(ruleset, part))
        check_number(part, number, names, (part,) if getattr(file, part) else ())
    if ruleset.parent is None:
        for key in ("without", "outlives", "replace", "drop"):
            if getattr(file, key) is not None:
                names.report("without-parent", (key,), Message("without-parent", key=key), key=True)
    else:
        _check_period(ruleset, ruleset.parent, file, names)
        if not any(
            problem.id.startswith("undeclared-") for problem in names.problems
        ):  # that name may be the one meant
            _check_replaced(ruleset, ruleset.parent, file, names)


def _check_places(ruleset: RuleSet, names: Names) -> None:
    """What a comparison depends on is what one of its thresholds does, whichever file they stand in."""
    for leaf in dict.fromkeys(leaves_in(outline(ruleset))):
        compared = [item.threshold for item in leaf.comparisons if item.threshold is not None]
        places = [{*names.thresholds[id].by} for id in compared]
        together = set[str]().union(*places)
        if compared and together not in places:
            message = Message("two-places", names=", ".join(sorted(together)))
            written = [path for id in compared if names.document.node(path := ("thresholds", id)) is not None]
            own = leaf.path if names.document.node(leaf.path) is not None else next(iter(written), ())
            names.report("two-places", own, message)


def _check_period(ruleset: RuleSet, parent: RuleSet, file: RuleFile, names: Names) -> None:
    """A rule set is in force no longer than the one it extends, unless it cites what lets it live on."""
    allowed = parent.in_force if file.outlives is None else Span(parent.in_force.first, None)
    if not allowed.includes(ruleset.in_force):
        said = {"parent": parent.id, "own": period(ruleset.in_force), "other": period(parent.in_force)}
        names.report("beyond-parent", ("in_force",), Message("beyond-parent", **said), Message("beyond-parent-help"))
    elif file.outlives is not None and parent.in_force.includes(ruleset.in_force):
        names.report("replaces-nothing", ("outlives",), Message("outlives-nothing", parent=parent.id), key=True)


def _check_replaced(ruleset: RuleSet, parent: RuleSet, file: RuleFile, names: Names) -> None:
    """What a file writes replaces something of its parent, or something asks for it; else it was to replace something.

    A criterion that states a weight may be there for the score alone, and one that compares points to be told.
    """
    beside = {id for id, shape in items(file.criteria) if shape.weight is not None}
    beside |= {id for id, item in ruleset.criteria.items() if _compares_points(item)}
    criteria = [id for id in parent.criteria if not is_borrowed(id)]
    for part, used, known in (
        ("thresholds", used_thresholds(ruleset), parent.thresholds),
        ("indicators", used_indicators(ruleset), parent.indicators),
        ("derived", used_indicators(ruleset), parent.indicators),
        ("criteria", used_criteria(ruleset) | beside, criteria),
    ):
        for id in _idle(getattr(file, part) or (), used, known):
            help = suggested(len(names.problems), id, known)
            message = Message(f"replaces-nothing-{part}", name=id, parent=parent.id)
            names.report("replaces-nothing", (part, id), message, help, key=True)


def _idle(written: Iterable[str], used: Collection[str], known: Collection[str]) -> Iterator[str]:
    return (id for id in written if id not in known and id not in used)


def _compares_points(criterion: Criterion) -> bool:
    return any(isinstance(part, PointsLeaf) for part in parts(criterion.test))
