"""The shape of rule files and profiles: which keys stand where, and what kind of text each holds.

All scalars arrive as text. What a constant means depends on the indicator that it is compared with, so constants stay
text here; `link` gives them their values.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainValidator, Tag
from pydantic_core import PydanticCustomError

from smartcommune.quantity import NotANumber, decimal, iso_date

MOST_WEIGHT: Final = 1_000_000

# Tags of unions stand between these marks, so that no key of a file can be taken for one.
_TAG: Final = "‹{}›"


class Shape(BaseModel):
    """Strict and frozen; an unknown key is a problem."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


def _matching(pattern: str, problem: str) -> Any:
    compiled = re.compile(pattern)

    def check(value: object) -> object:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise PydanticCustomError(problem, "{found}", {"found": value})
        return value

    return BeforeValidator(check, json_schema_input_type=str)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("expected-text", "")
    return value


def _boolean(value: object) -> bool:
    if value not in ("true", "false"):
        raise PydanticCustomError("not-a-boolean", "{found}", {"found": _text(value)})
    return value == "true"


def _date(value: object) -> date:
    day = iso_date(_text(value))
    if day is None:
        raise PydanticCustomError("not-a-date", "{found}", {"found": value})
    return day


def _number(value: object) -> Fraction:
    try:
        return decimal(_text(value))
    except NotANumber:
        raise PydanticCustomError("not-a-number", "{found}", {"found": value}) from None


def _weight(value: object) -> Fraction:
    number = _number(value)
    if not 0 <= number <= MOST_WEIGHT:
        raise PydanticCustomError("bad-weight", "{found}", {"found": value})
    return number


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _labelled(value: object) -> object:
    """A list of ids as a table of ids without labels."""
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    return value


Id = Annotated[str, _matching(r"[a-z][a-z0-9_]{0,63}", "bad-id")]
# Values of an enumeration may begin with a digit: `2021_2025` is one.
ValueId = Annotated[str, _matching(r"[a-z0-9][a-z0-9_]{0,63}", "bad-id")]
RuleSetId = Annotated[str, _matching(r"[a-z][a-z0-9-]{0,63}", "bad-ruleset-id")]
Text = Annotated[str, _matching(r"(?s).*\S.*", "empty-text")]
Url = Annotated[str, _matching(r"https?://[^\s<>\"]+", "bad-url")]
Citation = Annotated[str, _matching(r"[a-z][a-z0-9_]{0,63}(#\S(.*\S)?)?", "bad-citation")]
Citations = Annotated[tuple[Citation, ...], BeforeValidator(_listed)]
Day = Annotated[date, PlainValidator(_date)]
Boolean = Annotated[bool, PlainValidator(_boolean)]
Weight = Annotated[Fraction, PlainValidator(_weight)]
Score = Annotated[Fraction, PlainValidator(_number)]

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
    ordered: Boolean = False
    unit: Id | None = None
    range: Range | None = None
    rounded_to: Text | None = None
    at_most: Id | None = None
    only_when: LeafShape | None = None
    actionable: Boolean = True
    difficulty: Literal["1", "2", "3", "4", "5"] | None = None
    aliases: tuple[Text, ...] = ()


class ShareShape(Shape):
    """The share that one count has in another, in percent."""

    of: Id
    in_: Id = Field(alias="in")


class DerivedShape(Shape):
    """An indicator that is calculated when it is not stated."""

    share: ShareShape
    label: Bilingual
    about: Bilingual | None = None
    actionable: Boolean = True
    difficulty: Literal["1", "2", "3", "4", "5"] | None = None
    aliases: tuple[Text, ...] = ()


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
    exclusive: Boolean = False
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
    is_: Text | None = Field(None, alias="is")
    is_not: Text | None = None
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
    must: tuple[ConditionShape, ...] = ()


class AtLeastShape(Shape):
    """Met when enough members are met."""

    at_least: CountShape


CONDITIONS: Final = ("indicator", "all_of", "any_of", "none_of", "not", "at_least")


def _condition_tag(value: object) -> str | None:
    if isinstance(value, str):
        return "‹criterion›"
    if isinstance(value, dict):
        found = [key for key in CONDITIONS if key in value]
        return _TAG.format(found[0]) if found else None
    return None


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
    weight: Weight = Fraction(1)
    note: Bilingual | None = None
    ambiguities: tuple[Ambiguity, ...] = ()


class ScoreShape(Shape):
    """On what the weights rest."""

    basis: Basis
    cite: Citations = ()
    note: Bilingual | None = None


class VerdictShape(Shape):
    """When a commune is in scope and when it is eligible."""

    scope: tuple[Id, ...] = ()
    eligible_when: ConditionShape
    ambiguities: tuple[Ambiguity, ...] = ()


class Notice(Shape):
    """What every answer for a day in this period says besides the verdict."""

    from_: Day = Field(alias="from")
    until: Day | None = None
    cite: Citations = ()
    text: Bilingual


class ScoreInterval(Shape):
    """The score that a case expects."""

    low: Score
    high: Score


class ExpectShape(Shape):
    """What a case expects; what it does not name is not compared."""

    verdict: VerdictName
    because: tuple[Id, ...] | None = None
    outcomes: dict[Id, OutcomeName] = Field(default_factory=dict)
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
    facts: dict[Id, Fact] = Field(default_factory=dict)
    expect: ExpectShape


class RuleFile(Shape):
    """One rule set as its file gives it."""

    format: Literal["1"]
    id: RuleSetId
    version: Text
    subject: Literal["commune", "village"] = "commune"
    extends: Text | None = None
    label: Bilingual
    issuer: Bilingual | None = None
    in_force: Period | None = None
    sources: dict[Id, SourceShape] = Field(default_factory=dict)
    indicators: dict[Id, IndicatorShape] = Field(default_factory=dict)
    derived: dict[Id, DerivedShape] = Field(default_factory=dict)
    thresholds: dict[Id, ThresholdShape] = Field(default_factory=dict)
    criteria: dict[Id, CriterionShape] = Field(default_factory=dict)
    score: ScoreShape | None = None
    verdict: VerdictShape | None = None
    notices: tuple[Notice, ...] = ()
    not_known: tuple[Bilingual, ...] = ()
    cases: tuple[CaseShape, ...] = ()


class CommuneShape(Shape):
    """Which commune a profile describes."""

    code: Text | None = None
    code_list: Day | None = None
    name: Text | None = None
    province: Text | None = None


class ProfileFile(Shape):
    """One commune's facts on a date."""

    commune: CommuneShape = CommuneShape.model_construct()
    as_of: Day | None = None
    facts: dict[str, Fact] = Field(default_factory=dict)
