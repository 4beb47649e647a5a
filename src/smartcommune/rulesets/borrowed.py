"""Another rule set's verdict to criteria of the rule set that uses it.

A condition `{ruleset: X, is: eligible}` becomes a reference to the criterion `X:eligible`, which rests on the criteria
of X, here called `X/…`. They are ordinary criteria, so whatever evaluates a rule set needs to know no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.messages import LANGUAGES, Message, Words
from smartcommune.model.condition import AtLeast, Condition, Group, Leaf, Not, PointsLeaf, Reference
from smartcommune.model.conditions import rebuilt
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Scale, Sum
from smartcommune.model.ruleset import Criterion, Earning, RuleSet, Verdict, verdict_id
from smartcommune.model.sources import LegalSource
from smartcommune.model.threshold import Threshold
from smartcommune.model.wording import Shown
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Document, Path, Table, as_data, walk

_NO_WEIGHT: Final = Fraction(0)
_BOTH: Final = Fraction(2)
# What is said of a declaration may differ; it means the same.
_SAID_OF_IT: Final = ("title", "label", "about", "aliases", "url", "quote", "note", "difficulty", "actionable")
_USABLE: Final = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)


class Use(NamedTuple):
    """A place of a rule file that asks for the verdict of another rule set."""

    ruleset: str
    verdict: str
    path: Path
    on: str | None = None  # `its_last_day`; None on the day of assessment


def uses(document: Document) -> tuple[Use, ...]:
    """Every verdict of another rule set that a file asks for."""
    found = (
        Use(scalar.text, document.text((*path[:-1], "is")) or "", path, document.text((*path[:-1], "on")))
        for part, node in ((part, document.node((part,))) for part in ("criteria", "replace", "verdict"))
        for path, scalar in (() if node is None else walk(node, (part,)))
        if len(path) > 2 and path[-1] == "ruleset"
    )
    return tuple(found)


def declare_used(used: Mapping[str, RuleSet], names: Names) -> None:
    """Let a file use what the rule sets declare whose verdicts it uses."""
    for ruleset in used.values():
        names.sources = {**ruleset.sources, **names.sources}
        names.indicators = {**ruleset.indicators, **names.indicators}
        names.thresholds = {**ruleset.thresholds, **names.thresholds}


def check_used(user: RuleSet, names: Names) -> None:
    """Report what keeps a verdict from being used: another subject or period, or one name for two things.

    What the rule set that the file extends uses is looked at anew: the file may have changed what that rests on.
    """
    own = {use.ruleset: use.path for use in reversed(uses(names.document))} if user.used else {}
    for other in user.used.values():
        place = own.get(other.id, ("extends",))
        if other.verdict_by_level:
            help = Message("used-level-help", name=other.id)
            names.report("used-level", place, Message("used-level", name=other.id), help)
        if other.others:
            message = Message("used-reading", name=other.id)
            names.report("used-reading", place, message, Message("used-level-help", name=other.id))
        if other.subject != user.subject:
            message = Message("used-subject", name=other.id, found=other.subject, expected=user.subject)
            names.report("used-subject", place, message)
        if not other.in_force.includes(user.in_force):
            where, named = own.get(other.id, ("in_force",)), {"name": other.id}
            if other.ended_on is None:
                names.report("used-period", where, Message("used-period", **named), Message("used-period-help"))
            else:
                message, help = Message("used-before-its-end", **named), Message("used-before-its-end-help")
                names.report("used-before-its-end", where, message, help)
        for kind, id in _differing(other, names):
            written = _where_it_differs((kind, id), names.document, other.document)
            message = Message("declared-otherwise", name=id, ruleset=other.id)
            is_key = written is not None and len(written) == 2
            names.report("declared-otherwise", written or place, message, key=is_key)


def _where_it_differs(path: Path, document: Document, other: Document) -> Path | None:
    """The first key of a declaration with another value than there, or the declaration; None if it is not here."""
    here, there = document.node(path), other.node(path)
    if not isinstance(here, Table):
        return None
    known = as_data(there) if isinstance(there, Table) else {}
    keys = (key for key, (_, value) in here.entries.items() if key in known and key not in _SAID_OF_IT)
    return next(((*path, key) for key in keys if as_data(here.entries[key][1]) != known[key]), path)


def _differing(other: RuleSet, names: Names) -> Iterator[tuple[str, str]]:
    """The names that mean something else here than in the other rule set."""
    for id, source in other.sources.items():
        if _document(source) != _document(names.sources[id]):
            yield "sources", id
    for id, indicator in other.indicators.items():
        if _measured(indicator) != _measured(names.indicators[id]):
            yield "indicators" if indicator.form is None else "derived", id
    for id, threshold in other.thresholds.items():
        if _figures(threshold) != _figures(names.thresholds[id]):
            yield "thresholds", id


def _document(source: LegalSource) -> tuple[object, ...]:
    return source.number, source.date, source.kind


def _measured(indicator: Indicator) -> tuple[object, ...]:
    """What an indicator measures; how it is called, explained and advised on may differ."""
    only_when, may_not_apply = (
        leaf._replace(path=()) if isinstance(leaf, Leaf) else leaf
        for leaf in (indicator.only_when, indicator.may_not_apply)
    )
    plain = indicator._replace(label=Words("", ""), about=None, values={}, aliases=())
    plain = plain._replace(only_when=only_when, may_not_apply=may_not_apply, wholes=())  # type: ignore[arg-type]  # each its own
    plain = plain._replace(actionable=True, difficulty=1, not_to_be_confused=())
    return (*plain, tuple(indicator.values))


def _figures(threshold: Threshold) -> tuple[object, ...]:
    each = tuple(
        (dated.span, dated.default, dated.places, dated.of, grounds.exclusive, grounds.basis)
        for dated in threshold.values
        for grounds in (dated.grounds or threshold.grounds,)
    )
    return threshold.type, threshold.by, each


def borrowed(used: Mapping[str, RuleSet], document: Document) -> dict[str, Criterion]:
    """The criteria of the rule sets that are used, and one for each verdict that is asked for.

    They carry no weight: the score is that of the rule set that uses them.
    """
    found: dict[str, Criterion] = {}
    for ruleset in used.values():
        for criterion in ruleset.criteria.values():
            found[f"{ruleset.id}/{criterion.id}"] = _borrowed(criterion, ruleset.id)
    for use in uses(document) if used else ():
        if use.verdict in _USABLE:  # of a file with mistakes, what fits is linked all the same
            found[verdict_id(use.ruleset, use.verdict)] = _verdict(used[use.ruleset], use.verdict)
    return found


def _borrowed(criterion: Criterion, ruleset: str) -> Criterion:
    applies_when = criterion.applies_when
    return criterion._replace(
        id=f"{ruleset}/{criterion.id}",
        test=_renamed(criterion.test, ruleset),
        applies_when=None if applies_when is None else _renamed(applies_when, ruleset),
        weight=_NO_WEIGHT,
        path=(f"{ruleset}:", *criterion.path),
        earning=_earning(criterion.earning, ruleset),
    )


def _earning(earning: Earning | None, ruleset: str) -> Earning | None:
    """How points are earned, by the new names of what that looks at."""
    if isinstance(earning, Sum):
        return earning._replace(members=tuple(f"{ruleset}/{id}" for id in earning.members))
    if isinstance(earning, Scale):
        rungs = (rung._replace(condition=_renamed(rung.condition, ruleset)) for rung in earning.rungs)
        return earning._replace(rungs=tuple(rungs))
    return earning


def _verdict(ruleset: RuleSet, verdict: str) -> Criterion:
    """Met where the scope and `eligible_when`, or its opposite, both are.

    The count makes one of them that does not apply fail the verdict: the commune is out of scope then.
    """
    decides, path = _renamed(ruleset.eligible_when, ruleset.id), (f"{ruleset.id}:",)
    if verdict == "not_eligible":
        decides = Not(decides, path)
    if ruleset.scope:
        scope = tuple(Reference(f"{ruleset.id}/{id}", path) for id in ruleset.scope)
        both = (scope[0] if len(scope) == 1 else Group("all_of", scope, path), decides)
        decides = AtLeast(need=_BOTH, is_share=False, threshold=None, members=both, path=path)
    said = {"ruleset": ruleset.label, "verdict": ruleset.verdict_words(Verdict(verdict))}
    label = Message("verdict-of", **said)
    if ruleset.ended_on is not None:
        label = Message("verdict-of-last-day", **said, day=Shown(ruleset.ended_on))
    words = Words(*(label.say(language) for language in LANGUAGES))
    return Criterion(
        id=verdict_id(ruleset.id, verdict),
        label=words,
        citations=(),
        test=decides,
        applies_when=None,
        weight=_NO_WEIGHT,
        note=None,
        readings=(),
        path=path,
    )


def _renamed(condition: Condition, ruleset: str) -> Condition:
    """A condition that refers to criteria under their new names; its path leads nowhere in this file."""
    path = (f"{ruleset}:", *condition.path)
    if isinstance(condition, Reference | PointsLeaf):
        return condition._replace(criterion=f"{ruleset}/{condition.criterion}", path=path)
    return rebuilt(condition, lambda member: _renamed(member, ruleset))._replace(path=path)
