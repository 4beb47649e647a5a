"""The shape of rule files and profiles: which keys stand where, and what kind of text each holds.

All scalars arrive as text and stay text: shapes say what is well formed, `link` gives every text its value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Final, Literal, LiteralString

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from smartcommune.quantity import NotANumber, decimal, iso_date
from smartcommune.record import CONDITIONS

MOST_WEIGHT: Final = 1_000_000

# Tags of unions stand between these marks, so that no key of a file can be taken for one.
_TAG: Final = "‹{}›"


class Shape(BaseModel):
    """Strict and frozen; an unknown key is a problem."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    def items(self) -> Iterator[tuple[str, Any]]:
        """The keys that were given, as files name them, with their values."""
        names = {name: field.alias or name for name, field in type(self).model_fields.items()}
        return ((names.get(name, name), value) for name, value in self if value is not None)


def _checked(problem: LiteralString, is_good: Callable[[str], object]) -> Any:
    """A text that passes a check; the problem's name says what is wrong otherwise."""

    def check(text: str) -> str:
        if not is_good(text):
            raise PydanticCustomError(problem, "{found}", {"found": text})
        return text

    return AfterValidator(check)


def _is_number(text: str) -> bool:
    try:
        decimal(text)
    except NotANumber:
        return False
    return True


def _is_weight(text: str) -> bool:
    return _is_number(text) and 0 <= decimal(text) <= MOST_WEIGHT


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _labelled(value: object) -> object:
    """A list of ids as a table of ids without labels."""
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    return value


Id = Annotated[str, _checked("bad-id", re.compile(r"[a-z][a-z0-9_]{0,63}").fullmatch)]
# Values of an enumeration may begin with a digit: `2021_2025` is one.
ValueId = Annotated[str, _checked("bad-id", re.compile(r"[a-z0-9][a-z0-9_]{0,63}").fullmatch)]
RuleSetId = Annotated[str, _checked("bad-ruleset-id", re.compile(r"[a-z][a-z0-9-]{0,63}").fullmatch)]
Text = Annotated[str, _checked("empty-text", str.strip)]
Url = Annotated[str, _checked("bad-url", re.compile(r"https?://[^\s<>\"]+").fullmatch)]
Citation = Annotated[str, _checked("bad-citation", re.compile(r"[a-z][a-z0-9_]{0,63}(#\S(.*\S)?)?").fullmatch)]
Citations = Annotated[tuple[Citation, ...], BeforeValidator(_listed)]
Day = Annotated[str, _checked("not-a-date", iso_date)]
Boolean = Annotated[str, _checked("not-a-boolean", frozenset({"true", "false"}).__contains__)]
Weight = Annotated[str, _checked("bad-weight", _is_weight)]
Score = Annotated[str, _checked("not-a-number", _is_number)]
Difficulty = Literal["1", "2", "3", "4", "5"]

IndicatorType = Literal["boolean", "enum", "percent", "count", "number", "money", "date", "text", "code"]
Basis = Literal["law", "guidance", "province", "assumption"]
SourceKind = Literal["law", "guidance", "province", "press"]
VerdictName = Literal["eligible", "not_eligible", "undetermined", "out_of_scope", "not_in_force"]
OutcomeName = Literal["met", "not_met", "unknown", "not_applicable"]


class Bilingual(Shape):
    """A text in Vietnamese and in English."""

    vi: Text
    en: Text


class Period(Shape):
    """When a rule set is in force; both days belong to it."""

    from_: Day = Field(alias="from")
    until: Day | None = None
    note: Bilingual | None = None


class SourceShape(Shape):
    """A document that citations point into."""

    title: Bilingual
    number: Text | None = None
    issuer: Bilingual | None = None
    date: Day | None = None
    undated: Bilingual | None = None
    kind: SourceKind
    url: Url | None = None
    quote: Text | None = None


class Range(Shape):
    """The smallest and largest value a fact can have."""

    min: Text | None = None
    max: Text | None = None


class IndicatorShape(Shape):
    """A declared, typed fact about a commune."""

    type: IndicatorType
    label: Bilingual
    about: Bilingual | None = None
    values: Annotated[dict[ValueId, Bilingual | None], BeforeValidator(_labelled)] | None = None
    ordered: Boolean | None = None
    unit: Id | None = None
    range: Range | None = None
    rounded_to: Text | None = None
    at_most: Id | None = None
    only_when: LeafShape | None = None
    actionable: Boolean | None = None
    difficulty: Difficulty | None = None
    aliases: tuple[Text, ...] | None = None


class ShareShape(Shape):
    """The share that one count has in another, in percent."""

    of: Id
    in_: Id = Field(alias="in")


class DerivedShape(Shape):
    """An indicator that is calculated when it is not stated."""

    share: ShareShape
    label: Bilingual
    about: Bilingual | None = None
    actionable: Boolean | None = None
    difficulty: Difficulty | None = None
    aliases: tuple[Text, ...] | None = None


class ValuesShape(Shape):
    """The values of a threshold from one day on; every key but these three is a place."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    from_: Day = Field(alias="from")
    until: Day | None = None
    default: Text | None = None


class ThresholdShape(Shape):
    """A named, dated value that criteria compare with."""

    type: IndicatorType
    label: Bilingual | None = None
    by: Id | None = None
    exclusive: Boolean | None = None
    basis: Basis
    cite: Citations
    from_test: Bilingual | None = None
    values: tuple[ValuesShape, ...] = Field(min_length=1)


class ThresholdUse(Shape):
    """A named threshold in the place of a constant."""

    threshold: Id


def _operand_tag(value: object) -> str | None:
    return _TAG.format("threshold" if isinstance(value, dict) else "constant")


Operand = Annotated[
    Annotated[Text, Tag("‹constant›")] | Annotated[ThresholdUse, Tag("‹threshold›")],
    Discriminator(_operand_tag),
]


class LeafShape(Shape):
    """One indicator compared with one constant or threshold; several bounds must all hold."""

    indicator: Id
    is_: Operand | None = Field(None, alias="is")
    is_not: Operand | None = None
    in_: tuple[Text, ...] | None = Field(None, alias="in", min_length=1)
    gte: Operand | None = None
    gt: Operand | None = None
    lte: Operand | None = None
    lt: Operand | None = None


class AllOfShape(Shape):
    """Met when every member that applies is met."""

    all_of: tuple[ConditionShape, ...] = Field(min_length=1)


class AnyOfShape(Shape):
    """Met when at least one member is met."""

    any_of: tuple[ConditionShape, ...] = Field(min_length=1)


class NoneOfShape(Shape):
    """Met when no member is met."""

    none_of: tuple[ConditionShape, ...] = Field(min_length=1)


class NotShape(Shape):
    """Met when the condition is not."""

    not_: ConditionShape = Field(alias="not")


class CountShape(Shape):
    """How many of the members that apply, or which share of them, must be met."""

    n: Operand
    of: tuple[ConditionShape, ...] = Field(min_length=1)
    must: tuple[ConditionShape, ...] | None = None


class AtLeastShape(Shape):
    """Met when enough members are met."""

    at_least: CountShape


def _condition_tag(value: object) -> str | None:
    if isinstance(value, str):
        return "‹criterion›"
    found = [key for key in CONDITIONS if key in value] if isinstance(value, dict) else []
    return _TAG.format(found[0]) if found else None


ConditionShape = Annotated[
    Annotated[Id, Tag("‹criterion›")]
    | Annotated[LeafShape, Tag("‹indicator›")]
    | Annotated[AllOfShape, Tag("‹all_of›")]
    | Annotated[AnyOfShape, Tag("‹any_of›")]
    | Annotated[NoneOfShape, Tag("‹none_of›")]
    | Annotated[NotShape, Tag("‹not›")]
    | Annotated[AtLeastShape, Tag("‹at_least›")],
    Discriminator(_condition_tag),
]


class Ambiguity(Shape):
    """A place where the text can be read in more than one way, with the reading taken."""

    id: Text
    question: Bilingual
    reading: Bilingual
    alternative: Bilingual


class CriterionShape(Shape):
    """A named requirement with a citation."""

    label: Bilingual
    cite: Citations
    test: ConditionShape
    applies_when: ConditionShape | None = None
    weight: Weight | None = None
    note: Bilingual | None = None
    ambiguities: tuple[Ambiguity, ...] | None = None


class ScoreShape(Shape):
    """On what the weights rest."""

    basis: Basis
    cite: Citations | None = None
    note: Bilingual | None = None


class VerdictShape(Shape):
    """When a commune is in scope and when it is eligible."""

    scope: tuple[Id, ...] | None = None
    eligible_when: ConditionShape
    ambiguities: tuple[Ambiguity, ...] | None = None


class Notice(Shape):
    """What every answer for a day in this period says besides the verdict."""

    from_: Day = Field(alias="from")
    until: Day | None = None
    cite: Citations | None = None
    text: Bilingual


class ScoreInterval(Shape):
    """The score that a case expects."""

    low: Score
    high: Score


class ExpectShape(Shape):
    """What a case expects; what it does not name is not compared."""

    verdict: VerdictName
    because: tuple[Id, ...] | None = None
    outcomes: dict[Id, OutcomeName] | None = None
    missing: tuple[Id, ...] | None = None
    score: ScoreInterval | None = None


class FactShape(Shape):
    """A fact with its evidence."""

    value: str | None
    evidence: Text | None = None
    date: Day | None = None


def _fact_tag(value: object) -> str:
    return _TAG.format("evidence" if isinstance(value, dict) else "value")


Fact = Annotated[
    Annotated[str | None, Tag("‹value›")] | Annotated[FactShape, Tag("‹evidence›")],
    Discriminator(_fact_tag),
]


class CaseShape(Shape):
    """A profile with the verdict expected of it."""

    name: Text
    on: Day
    facts: dict[Id, Fact] | None = None
    expect: ExpectShape


class CasesFile(Shape):
    """The cases of a rule set in a file of their own, `<rule set>.cases.yaml` beside it."""

    format: Literal["1"]
    ruleset: RuleSetId
    cases: tuple[CaseShape, ...] = Field(min_length=1)


class RuleFile(Shape):
    """One rule set as its file gives it."""

    format: Literal["1"]
    id: RuleSetId
    version: Text
    subject: Literal["commune", "village"] | None = None
    extends: Text | None = None
    label: Bilingual
    issuer: Bilingual | None = None
    in_force: Period | None = None
    sources: dict[Id, SourceShape] | None = None
    indicators: dict[Id, IndicatorShape] | None = None
    derived: dict[Id, DerivedShape] | None = None
    thresholds: dict[Id, ThresholdShape] | None = None
    criteria: dict[Id, CriterionShape] | None = None
    score: ScoreShape | None = None
    verdict: VerdictShape | None = None
    notices: tuple[Notice, ...] | None = None
    not_known: tuple[Bilingual, ...] | None = None
    cases: tuple[CaseShape, ...] | None = None


class CommuneShape(Shape):
    """Which commune a profile describes."""

    code: Text | None = None
    code_list: Day | None = None
    name: Text | None = None
    province: Text | None = None


class ProfileFile(Shape):
    """One commune's facts on a date."""

    commune: CommuneShape | None = None
    as_of: Day | None = None
    facts: dict[str, Fact] | None
