"""A profile's document to one commune's facts, in the types that a rule set declares.

A commune whose facts contradict each other is refused with the places of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import PurePath
from typing import Final, NamedTuple, TypeGuard

from smartcommune.logic import NOT_MET
from smartcommune.messages import Language, Message
from smartcommune.model.beside import is_evidence_date
from smartcommune.model.condition import Leaf
from smartcommune.model.facts import NA, Facts, FactValue, holds, may_be_na
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.statements import COMPLETE, STATEMENTS
from smartcommune.model.values import Unfit, written_constant
from smartcommune.model.wording import Shown, shown
from smartcommune.problems import InputError, Place, Problem, finding, guessed, suggested
from smartcommune.profiles import codes
from smartcommune.profiles.computed import beyond_range, otherwise_computed
from smartcommune.profiles.given import UNKNOWN, fact_in, given_in, is_text
from smartcommune.profiles.self_points import read_self_points
from smartcommune.profiles.shares import misfits
from smartcommune.quantity import day_of, today
from smartcommune.source.document import Document, Listing, Node, Path, Scalar, Table


class Evidence(NamedTuple):
    """Where a fact was found: the words of the profile, and the day they are from."""

    text: str | None
    day: date | None

    def say(self, language: Language) -> str:
        """Both in words: `Báo cáo số 12/BC-UBND · 31/05/2023`."""
        if self.day is None:
            return self.text or ""
        day = Shown(self.day).say(language)
        return Message("evidence.day", day=day).say(language) if self.text is None else f"{self.text} · {day}"


class Commune(NamedTuple):
    """Which commune a profile describes; what was not given is None."""

    code: str | None = None
    code_list: date | None = None
    name: str | None = None
    province: str | None = None
    district: str | None = None


class Profile(NamedTuple):
    """One commune's facts on a date; a fact that is absent is unknown."""

    commune: Commune
    as_of: date | None
    facts: Facts
    evidence: Mapping[str, Evidence] = {}
    notes: tuple[Message, ...] = ()  # what is odd about the facts without being wrong
    self_points: Mapping[str, Fraction] = {}  # what the commune gives itself, by criterion


def read_profile(document: Document, ruleset: RuleSet) -> Profile:
    """The profile in a document.

    Raises:
        InputError: unknown keys and names, values that do not fit, facts that contradict each other.
    """
    as_of = _day(document.text(("as_of",)))
    facts, problems = read_facts(document, ("facts",), ruleset, as_of, in_words=True)
    identity = {name: _identity(document.node(("commune", name))) for name in Commune._fields}
    listed, where = _day(identity["code_list"]), (identity["province"], identity["district"])
    commune = Commune(identity["code"], listed, identity["name"], *where)
    self_points, unfit = read_self_points(document, ruleset)
    problems += [*unfit, *_shape_problems(document)]
    places = {name: document.place(("commune", name)) for name in Commune._fields}
    problems += codes.problems(commune.code, commune.code_list, as_of, places)
    if problems:
        raise InputError(problems)
    return Profile(
        commune,
        as_of,
        facts,
        {id: evidence_at(document, ("facts", id)) for id in facts},
        (*_otherwise(ruleset, document), *_unfitting(facts, ruleset, document)),
        self_points,
    )


def _otherwise(ruleset: RuleSet, document: Document) -> Iterator[Message]:
    """That the profile asks for another rule set than the one it is assessed by."""
    asked = document.text(("rules",))
    if asked is not None and PurePath(asked).stem != ruleset.id:
        yield Message("asks-for-other-rules", asked=asked, at=document.place(("rules",)), used=ruleset.id)


def _unfitting(facts: Facts, ruleset: RuleSet, document: Document) -> Iterator[Message]:
    """Stated shares beside a count of which no whole number is such a share; the share is what decides."""
    for id, count in misfits(facts, ruleset.indicators):
        known = {name: shown(facts[name], ruleset.indicators[name]) for name in (id, count)}  # type: ignore[arg-type]  # numbers
        share, number = (document.place(("facts", name)) for name in (id, count))
        yield Message(
            "no-such-share", share=id, stated=known[id], at=share, count=count, number=known[count], place=number
        )


def _identity(node: Node | None) -> str | None:
    """A name or a code as it stands there: a commune may be called `Null`."""
    return (node.text.strip() or None) if isinstance(node, Scalar) else None


def evidence_at(document: Document, path: Path) -> Evidence:
    """The evidence that a fact comes with there."""
    return Evidence(document.text((*path, "evidence")), _day(document.text((*path, "date"))))


def _day(text: str | None) -> date | None:
    return None if text is None else day_of(text)


def _shape_problems(document: Document) -> tuple[Problem, ...]:
    """What has not the shape of a profile.

    The models that find and word every mistake take longer to import than the rest of an assessment, so a profile that
    is plainly well formed passes without them.
    """
    if _has_only(document.root, _PROFILE) and document.node(("facts",)) is not None:
        return ()
    from smartcommune.shape.wellformed import profile_file

    try:
        profile_file(document)
    except InputError as error:
        return error.problems
    return ()


def _is_day(node: Node) -> bool:
    return isinstance(node, Scalar) and day_of(node.text) is not None


def _is_value(node: Node) -> bool:
    return isinstance(node, Scalar) or (isinstance(node, Listing) and all(map(is_text, node.items)))


def _is_fact(node: Node) -> bool:
    return _is_value(node) or (_has_only(node, _FACT) and "value" in node.entries)


def _is_statement(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.blank or node.text in (COMPLETE, "open", UNKNOWN))


def _are_facts(node: Node) -> bool:
    return isinstance(node, Table) and all(_is_fact(value) for _, value in node.entries.values())


def _are_numbers(node: Node) -> bool:
    return isinstance(node, Table) and all(isinstance(value, Scalar) for _, value in node.entries.values())


def _has_only(node: Node, keys: Keys) -> TypeGuard[Table]:
    """Whether this is a table of no other keys than these, each with such a value behind it."""
    return isinstance(node, Table) and all(key in keys and keys[key](value) for key, (_, value) in node.entries.items())


Keys = Mapping[str, Callable[[Node], bool]]
_FACT: Final[Keys] = {"value": _is_value, "evidence": is_text, "date": _is_day}
_COMMUNE: Final[Keys] = dict.fromkeys(Commune._fields, is_text) | {"code_list": _is_day}
_PROFILE: Final[Keys] = {
    "rules": is_text,
    **dict.fromkeys(STATEMENTS, _is_statement),
    "commune": partial(_has_only, keys=_COMMUNE),
    "as_of": _is_day,
    "facts": _are_facts,
    "self_points": _are_numbers,
}


def read_facts(
    document: Document, path: Path, ruleset: RuleSet, as_of: date | None, *, in_words: bool = False
) -> tuple[dict[str, FactValue], list[Problem]]:
    """The facts in the table at a path, and everything that is wrong with them.

    Args:
        document: a profile or a file with cases.
        path: of the facts in it.
        ruleset: whose facts they are.
        as_of: the day of the assessment; else today.
        in_words: whether they are written by people, who know values by their names; cases are strict.
    """
    facts, problems = _statements(document, path[:-1], ruleset)
    table = document.node(path)
    if not isinstance(table, Table):
        return facts, problems
    for id, (key, node) in table.entries.items():
        if id in relations(ruleset).statements:
            problems.append(finding("statement-among-facts", key.place, name=id))
            continue
        if id not in ruleset.declared:
            problems.append(_undeclared(id, key.place, ruleset, len(problems)))
            continue
        try:
            value = fact_in(node, ruleset.indicators[id], in_words=in_words)
        except Unfit as unfit:
            problems.append(unfit.at(given_in(node).place, len(problems)))
            continue
        if value is NA and id in ruleset.places:
            problems.append(finding("place-not-applicable", given_in(node).place, name=id))
        elif value is not None:
            facts[id] = value
    places = {id: document.place((*path[:-1], id)) for id in STATEMENTS}
    places |= {id: key.place for id, (key, _) in table.entries.items()}
    problems += [*contradictions(facts, ruleset, places), *to_come(facts, ruleset, as_of, places)]
    return facts, problems + list(_evidence_to_come(document, path, table))


def _statements(document: Document, path: Path, ruleset: RuleSet) -> tuple[dict[str, FactValue], list[Problem]]:
    """What a profile or a case states as a whole, beside its facts."""
    known = relations(ruleset).statements
    stated = {id: text for id in STATEMENTS if (text := document.text((*path, id))) is not None}
    problems = [finding("no-such-statement", document.place((*path, id)), name=id) for id in stated if id not in known]
    return {id: text for id, text in stated.items() if id in known and text != UNKNOWN}, problems


def to_come(facts: Facts, ruleset: RuleSet, as_of: date | None, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Days that had not come on the day of assessment that the facts come with, else by today."""
    last = as_of or today()
    for id, value in facts.items():
        if is_evidence_date(id) and isinstance(value, date) and value > today():
            known = {"fact": id, "found": value.isoformat(), "last": today().isoformat()}
            yield finding("evidence-to-come", places[id], **known)
        elif isinstance(value, date) and value > last and not ruleset.indicators[id].future:
            known = {"fact": id, "found": value.isoformat(), "last": last.isoformat()}
            yield finding("day-to-come", places[id], Message("day-to-come-help"), **known)


def _evidence_to_come(document: Document, path: Path, table: Table) -> Iterator[Problem]:
    """Evidence of a day that has not come."""
    for id in table.entries:
        day = _day(document.text((*path, id, "date")))
        if day is not None and day > today():
            known = {"fact": id, "found": day.isoformat(), "last": today().isoformat()}
            yield finding("evidence-to-come", document.place((*path, id, "date")), **known)


def _undeclared(id: str, place: Place, ruleset: RuleSet, count: int) -> Problem:
    """A fact that the rule set does not know, or that it knows for another quantity than the one it needs."""
    others = {name: indicator for indicator in ruleset.indicators.values() for name in indicator.not_to_be_confused}
    declared = ruleset.declared
    if id in others:
        needed = others[id]
        help = Message("other-quantity-help", label=needed.label, about=needed.about or needed.label)
        return finding("other-quantity", place, help, name=id, indicator=needed.id)
    # A misspelt share of households must not be corrected to the share of adults.
    meant = suggested(count, id, (*declared, *others))
    if meant is not None and meant.key != "did-you-mean":
        meant = suggested(count, id, declared)
    return guessed(Problem("unknown-indicator", place, Message("undeclared-indicator", name=id), meant))


def contradicts_itself(facts: Facts, ruleset: RuleSet) -> bool:
    """Whether facts that are fit for themselves could not stand together in a profile."""
    known = {id: value for id, value in facts.items() if id in ruleset.indicators}
    return next(contradictions(known, ruleset, dict.fromkeys(known, Place("profile"))), None) is not None


def contradictions(facts: Facts, ruleset: RuleSet, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Facts of one commune that cannot all be true, each with the places of both.

    What may not be left open as not applicable is told by itself, and contradicts nothing further.
    """
    refused = {id for id, value in facts.items() if value is NA and may_be_na(id, facts, ruleset.indicators) == NOT_MET}
    fit = {id: value for id, value in facts.items() if id not in refused}
    for id in facts:
        indicator = ruleset.indicators[id]
        if id in refused:
            yield applies(indicator, facts, ruleset, places)
            continue
        yield from _larger_than(indicator, fit, ruleset, places)
        if indicator.only_when is not None and fit[id] is not NA:
            yield from _given_although(indicator, indicator.only_when, fit, ruleset, places)
        if indicator.form is not None:
            yield from otherwise_computed(indicator, indicator.form, fit, ruleset, places)
    yield from beyond_range(fit, ruleset, places)


def applies(indicator: Indicator, facts: Facts, ruleset: RuleSet, places: Mapping[str, Place]) -> Problem:
    """A fact that is said not to apply where its rule set does not allow that; with the fact that rules it out."""
    at, id = places[indicator.id], indicator.id
    other = next((leaf.indicator for leaf in indicator.conditions if leaf.indicator in places), None)
    if other is None:
        return finding("na-not-allowed", at, Message("na-not-allowed-help"), fact=id)
    known, type = facts[other], ruleset.indicators[other].type
    value = Message("not-applicable") if known is NA else written_constant(known, type)
    message = Message("na-not-allowed-beside", fact=id, other=other, value=value, place=places[other])
    return Problem("na-not-allowed", at, message, Message("na-not-allowed-help"), related=places[other])


def _larger_than(
    indicator: Indicator, facts: Facts, ruleset: RuleSet, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """More smartphone adults than adults, or than people."""
    part_value = facts[indicator.id]
    for whole in (ruleset.indicators[id] for id in indicator.wholes):
        whole_value = facts.get(whole.id)
        if isinstance(part_value, Fraction) and isinstance(whole_value, Fraction) and part_value > whole_value:
            message = Message(
                "larger-than-whole",
                part=indicator.id,
                part_value=shown(part_value, indicator),
                whole=whole.id,
                whole_value=shown(whole_value, whole),
                place=places[whole.id],
            )
            yield Problem("contradiction", places[indicator.id], message, related=places[whole.id])
            return


def _given_although(
    indicator: Indicator, leaf: Leaf, facts: Facts, ruleset: RuleSet, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """A set of criteria for a title that the commune does not hold."""
    other, value = ruleset.indicators[leaf.indicator], facts.get(leaf.indicator)
    if value is None or value is NA:
        return
    if not all(holds(item.operator, value, item.constant, other) for item in leaf.comparisons):
        message = Message(
            "given-although",
            fact=indicator.id,
            other=other.id,
            value=written_constant(value, other.type),
            place=places[other.id],
        )
        yield Problem("contradiction", places[indicator.id], message, related=places[other.id])
