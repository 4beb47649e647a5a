"""A rule file and the rule set it extends to a rule set in which every name is resolved.

Names that are not declared, constants that do not fit their indicator and criteria that go in circles are collected
and raised together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from smartcommune.logic import Outcome
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import (
    Case,
    Condition,
    Criterion,
    Dated,
    Expectation,
    Group,
    Indicator,
    LegalSource,
    Reading,
    Reference,
    Remark,
    RuleSet,
    Span,
    Threshold,
    Verdict,
    members,
    parts,
)
from smartcommune.problems import InputError, suggested
from smartcommune.quantity import decimal, iso_date
from smartcommune.rulesets.borrowed import borrowed, check_used, declare_used
from smartcommune.rulesets.conditions import link_condition
from smartcommune.rulesets.indicators import check_number, declare_indicators, items, words_of, words_or
from smartcommune.rulesets.names import Names
from smartcommune.source.document import MOST_LEVELS, Document, Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import (
        Ambiguity,
        CaseShape,
        Citations,
        CriterionShape,
        ExpectShape,
        Notice,
        RuleFile,
        SourceShape,
        ThresholdShape,
        ValuesShape,
        VerdictShape,
    )

_PERIOD_KEYS: Final = ("from", "until", "default")
# Stands in for a period that is missing; the problem is reported and the rule set never used.
_FIRST_DAY: Final = date.min


def link(
    file: RuleFile,
    document: Document,
    parent: RuleSet | None,
    sha256: str,
    used: Mapping[str, RuleSet] = MappingProxyType({}),
) -> RuleSet:
    """The rule set that a file describes, together with what it takes over from its parent.

    Args:
        file: what the file says.
        document: the same with its places.
        parent: the rule set that it extends.
        sha256: the digest of all files together.
        used: the rule sets whose verdicts it uses, by their ids.

    Raises:
        InputError: every undeclared name, constant that does not fit, circle and missing part, at its place.
    """
    names = Names(document)
    if parent is not None:
        names.sources.update(parent.sources)
        names.indicators.update(parent.indicators)
        names.thresholds.update(parent.thresholds)
        names.criteria.update(parent.criteria)
        _check_redefinitions(file, parent, names)
    declare_used(used, names)
    for part in ("indicators", "thresholds", "criteria"):
        check_number(part, len(list(getattr(file, part) or ())), names, (part,))
    names.criteria.update(file.criteria or ())
    names.sources.update({id: _source(id, shape) for id, shape in items(file.sources)})
    declare_indicators(file, names)
    names.thresholds.update({id: _threshold(id, shape, names) for id, shape in items(file.thresholds)})
    ruleset = _ruleset(file, names, parent, sha256, used)
    _check_counted(ruleset, names)
    check_used(ruleset, used, names)
    if names.problems:
        raise InputError(names.problems)
    return ruleset


def _ruleset(file: RuleFile, names: Names, parent: RuleSet | None, sha256: str, used: Mapping[str, RuleSet]) -> RuleSet:
    criteria = _criteria(file, names, parent, used)
    scope, eligible_when, readings = _verdict(file, names, parent)
    return RuleSet(
        id=file.id,
        version=file.version,
        subject=file.subject or (parent.subject if parent else "commune"),
        label=words_of(file.label),
        issuer=words_or(file.issuer, parent.issuer if parent else None),
        in_force=_in_force(file, names, parent),
        force_note=words_or(file.in_force.note if file.in_force else None, parent.force_note if parent else None),
        sources=names.sources,
        indicators=names.indicators,
        thresholds=names.thresholds,
        criteria=criteria,
        scope=scope,
        eligible_when=eligible_when,
        readings=readings,
        score_basis=file.score.basis if file.score else parent.score_basis if parent else None,
        score_note=words_or(file.score.note if file.score else None, parent.score_note if parent else None),
        remarks=(*(parent.remarks if parent else ()), *_remarks(file.notices or (), names)),
        not_known=(*(parent.not_known if parent else ()), *(words_of(item) for item in file.not_known or ())),
        cases=tuple(_case(shape, names, ("cases", number)) for number, shape in enumerate(file.cases or ())),
        sha256=sha256,
        document=names.document,
        parent=parent,
        replaced_by=(file.in_force.replaced_by or ()) if file.in_force else parent.replaced_by if parent else (),
        called=_called(file.verdict) if file.verdict else parent.called if parent else {},
        uses=tuple(dict.fromkeys((*(parent.uses if parent else ()), *used))),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else iso_date(text)


def _cited(cite: Citations | str | None) -> tuple[str, ...]:
    return (cite,) if isinstance(cite, str) else cite or ()


def _check_redefinitions(file: RuleFile, parent: RuleSet, names: Names) -> None:
    """Only thresholds may be replaced, and only by one of the same type."""
    inherited = {
        "sources": parent.sources,
        "indicators": parent.indicators,
        "derived": parent.indicators,
        "criteria": parent.criteria,
    }
    for part, known in inherited.items():
        for id in getattr(file, part) or ():
            if id in known:
                names.report("redefined", (part, id), Message("redefined", name=id, parent=parent.id), key=True)
    for id, shape in items(file.thresholds):
        if id in parent.thresholds and parent.thresholds[id].type != shape.type:
            message = Message("other-type", threshold=id, type=shape.type, expected=parent.thresholds[id].type)
            names.report("other-type", ("thresholds", id, "type"), message)


def _in_force(file: RuleFile, names: Names, parent: RuleSet | None) -> Span:
    if file.in_force is None:
        if parent is None:
            names.report("missing-key", (), Message("missing-key", key="in_force"))
            return Span(_FIRST_DAY, None)
        return parent.in_force
    return _span(file.in_force.from_, file.in_force.until, names, ("in_force",))


def _span(from_: str, until: str | None, names: Names, path: Path) -> Span:
    first, last = _day(from_) or _FIRST_DAY, _day(until)
    if last is not None and last < first:
        names.report("period-backwards", (*path, "until"), Message("period-backwards", first=first, last=last))
    return Span(first, last)


def _source(id: str, shape: SourceShape) -> LegalSource:
    issuer = None if shape.issuer is None else words_of(shape.issuer)
    return LegalSource(
        id=id,
        title=words_of(shape.title),
        number=shape.number,
        issuer=issuer,
        date=_day(shape.date),
        kind=shape.kind,
        url=shape.url,
        quote=shape.quote,
        undated=words_or(shape.undated, None),
    )


def _threshold(id: str, shape: ThresholdShape, names: Names) -> Threshold:
    path: Path = ("thresholds", id)
    if shape.type in ("boolean", "enum", "text", "code"):
        names.report("threshold-type", (*path, "type"), Message("threshold-type", type=shape.type))
    places = _places(shape, names, path)
    like = Indicator(id, shape.type, Words(id, id))
    values = [
        _dated(value, like, places, names, (*path, "values", number)) for number, value in enumerate(shape.values)
    ]
    return Threshold(
        id=id,
        type=shape.type,
        label=None if shape.label is None else words_of(shape.label),
        by=shape.by,
        exclusive=shape.exclusive == "true",
        basis=shape.basis,
        citations=names.citations(_cited(shape.cite), (*path, "cite")),
        from_test=words_or(shape.from_test, None),
        values=tuple(sorted(values, key=lambda value: value.span.first)),
    )


def _places(shape: ThresholdShape, names: Names, path: Path) -> Mapping[str, Words] | None:
    """The places that a threshold may depend on: the values of the indicator it names; None where it is no such."""
    if shape.by is None:
        return {}
    if not names.declared("indicator", shape.by, names.indicators, (*path, "by")):
        return None
    if names.indicators[shape.by].type != "enum":
        names.report("by-not-enum", (*path, "by"), Message("by-not-enum", indicator=shape.by))
        return None
    return names.indicators[shape.by].values


def _dated(shape: ValuesShape, like: Indicator, places: Mapping[str, Words] | None, names: Names, path: Path) -> Dated:
    given = {key: text for key, text in shape.items() if key not in _PERIOD_KEYS}
    for place in given:
        if places is not None and place not in places:
            message = Message("undeclared-place", name=place)
            help = suggested(len(names.problems), place, ["default", *places])
            names.report("undeclared-place", (*path, place), message, help, key=True)
    return Dated(
        _span(shape.from_, shape.until, names, path),
        None if shape.default is None else names.value(shape.default, like, (*path, "default")),
        {place: names.value(text, like, (*path, place)) for place, text in given.items()},
    )


def _criteria(
    file: RuleFile, names: Names, parent: RuleSet | None, used: Mapping[str, RuleSet]
) -> dict[str, Criterion]:
    """All criteria, each after those that it refers to."""
    own = {id: _criterion(id, shape, names) for id, shape in items(file.criteria)}
    if names.problems:
        return own  # an undeclared name would only be reported a second time
    criteria = {**(parent.criteria if parent else {}), **borrowed(used, names.document), **own}
    graph = {id: criterion.references for id, criterion in criteria.items()}  # no sets: their order differs by run
    try:
        ordered = {id: criteria[id] for id in TopologicalSorter(graph).static_order()}
    except CycleError as error:
        cycle = error.args[1]  # each criterion is referred to by the next
        before, first = next(pair for pair in pairwise(cycle) if pair[1] in own)
        names.report("circle", _reference(own[first], before), Message("circle", cycle=" → ".join(cycle)))
        return own
    _check_levels(ordered, names)
    return ordered


def _criterion(id: str, shape: CriterionShape, names: Names) -> Criterion:
    path: Path = ("criteria", id)
    return Criterion(
        id=id,
        label=words_of(shape.label),
        citations=names.citations(_cited(shape.cite), (*path, "cite")),
        test=link_condition(shape.test, names, (*path, "test")),
        applies_when=None
        if shape.applies_when is None
        else link_condition(shape.applies_when, names, (*path, "applies_when")),
        weight=Fraction(1) if shape.weight is None else decimal(shape.weight),
        note=words_or(shape.note, None),
        readings=tuple(_reading(ambiguity) for ambiguity in shape.ambiguities or ()),
    )


def _reading(shape: Ambiguity) -> Reading:
    return Reading(shape.id, words_of(shape.question), words_of(shape.reading), words_of(shape.alternative))


def _reference(criterion: Criterion, id: str) -> Path:
    """The place where a criterion names another."""
    found = (part for condition in criterion.conditions for part in parts(condition))
    return next(part.path for part in found if isinstance(part, Reference) and part.criterion == id)


def _check_levels(criteria: Mapping[str, Criterion], names: Names) -> None:
    """Conditions nest at most as deep as documents do, references included, so that evaluating them cannot run deep."""
    levels: dict[str, int] = {}
    for id, criterion in criteria.items():
        levels[id] = 1 + max(_levels(condition, levels) for condition in criterion.conditions)
        if levels[id] > MOST_LEVELS:
            names.report("too-deep", ("criteria", id), Message("too-deep", most=MOST_LEVELS), key=True)
            return


def _check_counted(ruleset: RuleSet, names: Names) -> None:
    """How many members are enough is reached by as many: an exclusive threshold cannot say it."""
    for id in ruleset.counting:
        if id in ruleset.thresholds and ruleset.thresholds[id].exclusive:
            names.report("exclusive-count", ("thresholds", id, "exclusive"), Message("exclusive-count", name=id))


def _levels(condition: Condition, levels: Mapping[str, int]) -> int:
    if isinstance(condition, Reference):
        return levels[condition.criterion]
    return 1 + max((_levels(member, levels) for member in members(condition)), default=0)


def _verdict(
    file: RuleFile, names: Names, parent: RuleSet | None
) -> tuple[tuple[str, ...], Condition, tuple[Reading, ...]]:
    shape = file.verdict
    if shape is None:
        if parent is None:
            names.report("missing-key", (), Message("missing-key", key="verdict"))
            return (), Group("all_of", ()), ()
        return parent.scope, parent.eligible_when, parent.readings
    scope = shape.scope or ()
    for number, id in enumerate(scope):
        names.declared("criterion", id, names.criteria, ("verdict", "scope", number))
    eligible_when = link_condition(shape.eligible_when, names, ("verdict", "eligible_when"))
    return scope, eligible_when, tuple(_reading(ambiguity) for ambiguity in shape.ambiguities or ())


def _called(shape: VerdictShape) -> Mapping[Verdict, Words]:
    if shape.called is None:
        return {}
    return {
        Verdict.ELIGIBLE: words_of(shape.called.eligible),
        Verdict.NOT_ELIGIBLE: words_of(shape.called.not_eligible),
    }


def _remarks(notices: tuple[Notice, ...], names: Names) -> Iterable[Remark]:
    for number, notice in enumerate(notices):
        path: Path = ("notices", number)
        span = _span(notice.from_, notice.until, names, path)
        yield Remark(span, words_of(notice.text), names.citations(_cited(notice.cite), (*path, "cite")))


def link_cases(shapes: tuple[CaseShape, ...], ruleset: RuleSet, document: Document) -> tuple[Case, ...]:
    """The cases that a file of their own has for a rule set.

    Raises:
        InputError: a case names a criterion or an indicator that the rule set does not declare.
    """
    names = Names(document)
    names.indicators.update(ruleset.indicators)
    names.criteria.update(ruleset.criteria)
    cases = tuple(_case(shape, names, ("cases", number)) for number, shape in enumerate(shapes))
    if names.problems:
        raise InputError(names.problems)
    return cases


def _case(shape: CaseShape, names: Names, path: Path) -> Case:
    expect = shape.expect
    _check_expected(expect, names, (*path, "expect"))
    score = None if expect.score is None else (decimal(expect.score.low), decimal(expect.score.high))
    expectation = Expectation(
        Verdict(expect.verdict),
        None if expect.because is None else frozenset(expect.because),
        {id: Outcome(name) for id, name in items(expect.outcomes)},
        expect.missing,
        score,
        None if expect.notices is None else tuple(sorted(_day(text) or _FIRST_DAY for text in expect.notices)),
    )
    return Case(shape.name, _day(shape.on) or _FIRST_DAY, expectation, names.document, path)


def _check_expected(expect: ExpectShape, names: Names, path: Path) -> None:
    for key in ("because", "outcomes"):
        for place, id in enumerate(getattr(expect, key) or ()):
            is_key = key == "outcomes"
            names.declared("criterion", id, names.criteria, (*path, key, id if is_key else place), key=is_key)
    for place, id in enumerate(expect.missing or ()):
        names.declared("indicator", id, names.indicators, (*path, "missing", place))
