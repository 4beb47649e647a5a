"""A rule file and the rule set it extends to a rule set in which every name is resolved.

Names that are not declared, constants that do not fit their indicator and criteria that go in circles are collected
and raised together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcommune.messages import Message, Words
from smartcommune.model.condition import Condition, Group
from smartcommune.model.ruleset import Criterion, Level, Reading, Remark, RuleSet, Verdict
from smartcommune.model.statements import statements_of
from smartcommune.model.threshold import Span
from smartcommune.problems import InputError
from smartcommune.rulesets.borrowed import check_used, declare_used
from smartcommune.rulesets.conditions import link_condition
from smartcommune.rulesets.criteria import link_criteria
from smartcommune.rulesets.dropped import dropped_by, without_dropped
from smartcommune.rulesets.ended import with_ended
from smartcommune.rulesets.expected import link_all
from smartcommune.rulesets.indicators import declare_indicators, items
from smartcommune.rulesets.inherited import check_linked, kept, left_out, outlived
from smartcommune.rulesets.levels import are_ordered, link_levels
from smartcommune.rulesets.names import FIRST_DAY, Names
from smartcommune.rulesets.ranking import ranking_of
from smartcommune.rulesets.readings import computed_among, other_readings, readings_of
from smartcommune.rulesets.relative import check_relative
from smartcommune.rulesets.scored import check_points
from smartcommune.rulesets.sets import check_sets
from smartcommune.rulesets.sources import link_source
from smartcommune.rulesets.thresholds import link_threshold
from smartcommune.rulesets.words import words_of, words_or
from smartcommune.source.document import Document, Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import (
        Notice,
        RuleFile,
        VerdictShape,
    )


def link(
    file: RuleFile,
    document: Document,
    parent: RuleSet | None,
    sha256: str,
    used: Mapping[str, RuleSet] = MappingProxyType({}),
) -> RuleSet:
    """The rule set that a file describes, together with what it takes over from its parent, under every reading.

    Args:
        file: what the file says.
        document: the same with its places.
        parent: the rule set that it extends.
        sha256: the digest of all files together.
        used: the rule sets whose verdicts it uses, by their ids.

    Raises:
        InputError: every undeclared name, constant that does not fit, circle and missing part, at its place.
    """
    written = _link(file, document, parent, sha256, used)
    others = other_readings(written, lambda file, document, under: _link(file, document, under, sha256, {}))
    return written._replace(others=others)


def _link(
    file: RuleFile, document: Document, parent: RuleSet | None, sha256: str, used: Mapping[str, RuleSet]
) -> RuleSet:
    """The rule set as it is written."""
    names = Names(document)
    if parent is not None:
        names.sources.update(parent.sources)
        names.indicators.update(parent.indicators)
        names.thresholds.update(parent.thresholds)
        _check_redefinitions(file, parent, names)
    used = with_ended(used, parent, names)
    declare_used(used, names)
    names.criteria.update(file.criteria or ())
    names.sources.update({id: link_source(id, shape, names) for id, shape in items(file.sources)})
    dropped = dropped_by(file, parent, names)
    taken = None if parent is None else without_dropped(parent, dropped, file, names)
    names.criteria.update(taken.criteria if taken else ())
    declare_indicators(file, names)
    in_force = _in_force(file, names, parent)
    for id, shape in items(file.thresholds):
        before = parent.thresholds.get(id) if parent else None
        names.thresholds[id] = link_threshold(id, shape, names, in_force, before)
    check_relative(names, in_force)
    whole = _ruleset(file, names, in_force, taken, sha256, used)
    ruleset = whole._replace(parent=parent, dropped=dropped)
    _check_counted(ruleset, names)
    check_sets(ruleset, names)
    check_points(ruleset, file, names)
    check_used(ruleset, names)
    check_linked(ruleset, file, names)
    if names.problems:
        raise InputError(names.problems)
    return ruleset


def _ruleset(
    file: RuleFile,
    names: Names,
    in_force: Span,
    parent: RuleSet | None,
    sha256: str,
    used: Mapping[str, RuleSet],
) -> RuleSet:
    without = left_out(file, parent, names)
    taken = kept(parent, without)
    levels = link_levels(file, names, parent)
    criteria = link_criteria(file, names, in_force, parent, used)
    _declare_statements(criteria, names)
    readings = _readings(file.verdict, names, taken.readings)
    names.readings |= computed_among(criteria.values(), readings).keys()
    return RuleSet(
        id=file.id,
        version=file.version,
        subject=file.subject or (parent.subject if parent else "commune"),
        label=words_of(file.label),
        issuer=words_or(file.issuer, parent.issuer if parent else None),
        in_force=in_force,
        force_note=words_or(file.in_force.note if file.in_force else None, parent.force_note if parent else None),
        sources=names.sources,
        indicators=names.indicators,
        thresholds=names.thresholds,
        criteria=criteria,
        scope=_scope(file.verdict, names, taken.scope),
        eligible_when=_eligible_when(file.verdict, names, parent, levels),
        readings=readings,
        score_basis=file.score.basis if file.score else taken.score[0],
        score_note=words_or(file.score.note, None) if file.score else taken.score[1],
        remarks=(*taken.remarks, *_remarks(file.notices or (), names)),
        not_known=(*taken.not_known, *(words_of(item) for item in file.not_known or ())),
        cases=link_all(file.cases or (), names, criteria, levels),
        sha256=sha256,
        document=names.document,
        parent=parent,
        replaced_by=(file.in_force and file.in_force.replaced_by) or (parent.replaced_by if parent else ()),
        called=_called(file.verdict) or taken.called,
        used={**(parent.used if parent else {}), **used},
        without=without,
        outlives=outlived(file, names),
        ranking=ranking_of(file.ranking, names, parent),
        score_points=(file.score and file.score.points) or (parent.score_points if parent else None),
        levels=levels,
        levels_ordered=are_ordered(file, parent),
        verdict_by_level=_is_by_level(file, parent, levels),
        status=_status(file, parent, used),
    )


def _declare_statements(criteria: Mapping[str, Criterion], names: Names) -> None:
    """The statements of which criteria make use are facts like others; no indicator may have their name."""
    for id, indicator in statements_of(criteria.values()).items():
        if names.indicators.setdefault(id, indicator) != indicator:
            message = Message("statement-taken", name=id)
            names.report("statement-taken", ("indicators", id), message, key=True)


def _is_by_level(file: RuleFile, parent: RuleSet | None, levels: tuple[Level, ...]) -> bool:
    """Whether it is the verdict to fall into a level, because nothing else is said."""
    if file.verdict is not None and file.verdict.eligible_when is not None:
        return False
    return bool(levels) if parent is None else parent.verdict_by_level


def _status(file: RuleFile, parent: RuleSet | None, used: Mapping[str, RuleSet]) -> str | None:
    """What it is, unless it is to be used: what rests on an example or a draft is no better than that."""
    found = (file.status, parent and parent.status, *(other.status for other in used.values()))
    return next(filter(None, found), None)


def _check_redefinitions(file: RuleFile, parent: RuleSet, names: Names) -> None:
    """What is replaced says so; only thresholds may be written as if they were new."""
    inherited = {
        "sources": parent.sources,
        "indicators": parent.indicators,
        "derived": parent.indicators,
        "criteria": parent.criteria,
    }
    for part, known in inherited.items():
        for id in getattr(file, part) or ():
            if id in known:
                help = Message("redefined-help", name=id) if part == "criteria" else None
                names.report("redefined", (part, id), Message("redefined", name=id, parent=parent.id), help, key=True)


def _in_force(file: RuleFile, names: Names, parent: RuleSet | None) -> Span:
    if file.in_force is None:
        if parent is None:
            names.report("missing-key", (), Message("missing-key", key="in_force"))
            return Span(FIRST_DAY, None)
        return parent.in_force
    return names.period(file.in_force.from_, file.in_force.until, ("in_force",))


def _check_counted(ruleset: RuleSet, names: Names) -> None:
    """How many members are enough is reached by as many: an exclusive threshold cannot say it."""
    for id in ruleset.counting:
        if id in ruleset.thresholds and ruleset.thresholds[id].exclusive:
            names.report("exclusive-count", ("thresholds", id, "exclusive"), Message("exclusive-count", name=id))


def _scope(shape: VerdictShape | None, names: Names, taken: tuple[str, ...]) -> tuple[str, ...]:
    """The criteria of the scope: its own, at the positions that they have in the file, then those it takes over."""
    own = (shape.scope or ()) if shape else ()
    for number, id in enumerate(own):
        names.declared("criterion", id, names.criteria, ("verdict", "scope", number))
    return (*own, *(id for id in taken if id not in own))


def _eligible_when(
    shape: VerdictShape | None, names: Names, parent: RuleSet | None, levels: tuple[Level, ...]
) -> Condition:
    if shape is not None and shape.eligible_when is not None:
        return link_condition(shape.eligible_when, names, ("verdict", "eligible_when"))
    if parent is not None and not (parent.verdict_by_level and levels != parent.levels):
        return parent.eligible_when
    if not levels:
        path: Path = () if shape is None else ("verdict",)
        names.report("missing-key", path, Message("missing-key", key="eligible_when" if path else "verdict"))
    whens = tuple(level.when for level in levels if level.when is not None)
    return whens[0] if len(whens) == 1 else Group("any_of", whens)


def _readings(shape: VerdictShape | None, names: Names, taken: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What is left open: what is taken over, an own entry in the place of one of the same id, then the others."""
    own = readings_of((shape.ambiguities or ()) if shape else (), names, ("verdict", "ambiguities"))
    return tuple({reading.id: reading for reading in (*taken, *own)}.values())


def _called(shape: VerdictShape | None) -> Mapping[Verdict, Words]:
    if shape is None or shape.called is None:
        return {}
    return {
        Verdict.ELIGIBLE: words_of(shape.called.eligible),
        Verdict.NOT_ELIGIBLE: words_of(shape.called.not_eligible),
    }


def _remarks(notices: tuple[Notice, ...], names: Names) -> Iterable[Remark]:
    for number, notice in enumerate(notices):
        path: Path = ("notices", number)
        span = names.period(notice.from_, notice.until, path)
        yield Remark(span, words_of(notice.text), names.citations(notice.cite, (*path, "cite")))
