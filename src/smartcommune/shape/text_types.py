"""The kinds of text in rule files and profiles: how each is checked, and what an editor is told about it.

To this program every scalar of a file is text. An editor sees the types of YAML: `80` is a number, `true` a boolean. So
each kind of text has a JSON Schema that accepts, as an editor sees it, what the check accepts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, LiteralString, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from smartcommune.quantity import MOST_DIGITS, NotANumber, day_of, decimal, iso_date
from smartcommune.shape.record import CONDITIONS

# What a text of a rule file can be the name of.
Kind = Literal["ruleset", "source", "indicator", "threshold", "criterion", "level", "value"]
MOST_WEIGHT: Final = 1_000_000

# The key under which a type hands its name and its JSON Schema to whoever collects the definitions.
DEFINITION: Final = "x-definition"

_ID: Final = "[a-z][a-z0-9_]{0,63}"
_VALUE_ID: Final = "[a-z0-9][a-z0-9_]{0,63}"
_RULESET_ID: Final = "[a-z][a-z0-9-]{0,63}"
_URL: Final = r'https?://[^\s<>"]+'
_VERSION: Final = "[0-9A-Za-z][0-9A-Za-z._+-]{0,31}"
_CITATION: Final = rf"{_ID}(#\S(.*\S)?)?"

_ID_HELP: Final = "viết chữ thường không dấu, chữ số và _ / write lower-case letters without accents, digits and _"
_KINDS: Final = ", ".join(CONDITIONS)
_CONDITION_HELP: Final = f"viết mã tiêu chí hoặc một trong {_KINDS} / write a criterion's id or one of {_KINDS}"
_BOOLEAN_HELP: Final = "viết true hoặc false / write true or false"
_DIFFICULTY_HELP: Final = "viết một số từ 1 đến 5 / write a number from 1 to 5"
_URL_HELP: Final = "viết địa chỉ bắt đầu bằng https:// / write an address that begins with https://"
# Year first, or as people write it, with one sign between day, month and year.
_DAYS: Final = (
    "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    *(f"[0-9]{{1,2}}{sign}[0-9]{{1,2}}{sign}[0-9]{{4}}" for sign in ("/", "[.]", "-")),
)
_DAY_HELP: Final = "viết năm-tháng-ngày, ví dụ 2023-06-30 / write year-month-day, for example 2023-06-30"
_WEIGHT_HELP: Final = f"viết một số từ 0 đến {MOST_WEIGHT} / write a number from 0 to {MOST_WEIGHT}"
_NUMBER_HELP: Final = f"viết một số có tối đa {MOST_DIGITS} chữ số / write a number of at most {MOST_DIGITS} digits"
_CITATION_HELP: Final = "viết nguồn hoặc nguồn#điều khoản / write source or source#article"
_VERSION_HELP: Final = "viết chữ không dấu, chữ số và . _ + - / write letters, digits and . _ + -"
_TEXT_HELP: Final = "không được để trống / must not be blank"

# As `quantity.decimal` reads them: at most 40 characters and 15 digits between the outer zeros.
_SHORT: Final = rf"(?=.{{1,40}}$)(?=-?[0.]*([0-9]\.?){{0,{MOST_DIGITS}}}[0.]*$)"
_NUMBER: Final = rf"^{_SHORT}-?(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})(\.[0-9]+)?$"
_WEIGHT: Final = rf"^{_SHORT}(-0(\.0+)?|(0|[1-9][0-9]{{0,5}})(\.[0-9]+)?|{MOST_WEIGHT}(\.0+)?)$"
_MOST_NUMBER: Final = 10**MOST_DIGITS - 1


def _definition(name: str, schema: object) -> dict[str, Any]:
    """A schema with its name; the validator keeps what it takes for a kind of string also where keys are described."""
    return {"type": "string", DEFINITION: {name: schema}}


class Named:
    """Gives a type its name among the definitions of a JSON Schema, and its schema if it is not the validator's own."""

    def __init__(self, name: str, **schema: object) -> None:
        self.name = name
        self.schema = schema

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return _definition(self.name, self.schema or handler(core_schema))


class Role:
    """Says what a text names, and whether it is declared there; of a citation, what stands before its `#`."""

    def __init__(self, kind: Kind, *, declares: bool = False) -> None:
        self.kind = kind
        self.declares = declares


class _OneOrMany:
    """One item without brackets stands for the list of it; the name of both among the definitions."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(core_schema)
        return _definition(self.name, {"anyOf": [many["items"], many]})


class _ListOrLabels:
    """A list of ids stands for a table of ids without labels."""

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        labels = handler(core_schema)
        return {"anyOf": [{"type": "array", "items": labels["propertyNames"]}, labels]}


def _checked(problem: LiteralString, is_good: Callable[[str], object]) -> Any:
    """A text that passes a check; the problem's name says what is wrong otherwise."""

    def check(text: str) -> str:
        if not is_good(text):
            raise PydanticCustomError(problem, "{found}", {"found": text})
        return text

    return AfterValidator(check)


def _matching(problem: LiteralString, pattern: str) -> Any:
    return _checked(problem, re.compile(pattern).fullmatch)


def _pattern(pattern: str, help: str) -> dict[str, object]:
    """A string of a pattern; editors that know `patternErrorMessage` say what to write instead."""
    return {"type": "string", "pattern": f"^{pattern}$", "patternErrorMessage": help}


def _number(low: int, high: int, pattern: str, help: str) -> dict[str, object]:
    """A number, or a string that holds one."""
    return {
        "type": ["number", "string"],
        "minimum": low,
        "maximum": high,
        "pattern": pattern,
        "patternErrorMessage": help,
    }


def _is_number(text: str) -> bool:
    try:
        decimal(text)
    except NotANumber:
        return False
    return True


def _is_weight(text: str) -> bool:
    return _is_number(text) and 0 <= decimal(text) <= MOST_WEIGHT


def _is_row(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text[:9]) > 0


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _labelled(value: object) -> object:
    """A list of ids as a table of ids without labels."""
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    return value


_SCALARS: Final = ["string", "number", "boolean"]


def _several(value: object) -> object:
    """A list of texts as one text."""
    is_list = isinstance(value, tuple) and all(isinstance(item, str) and item.strip() for item in value)
    return ", ".join(value) if is_list else value  # type: ignore[arg-type]  # a list, as was asked


Id = Annotated[str, _matching("bad-id", _ID), Named("Id", **_pattern(_ID, _ID_HELP))]
# Ids that are declared: in the schema they are ids.
SourceName = Annotated[Id, Role("source", declares=True)]
IndicatorName = Annotated[Id, Role("indicator", declares=True)]
ThresholdName = Annotated[Id, Role("threshold", declares=True)]
CriterionName = Annotated[Id, Role("criterion", declares=True)]
LevelName = Annotated[Id, Role("level", declares=True)]
# Ids that name what is declared elsewhere.
IndicatorRef = Annotated[
    str, _matching("bad-id", _ID), Role("indicator"), Named("IndicatorRef", **_pattern(_ID, _ID_HELP))
]
ThresholdRef = Annotated[
    str, _matching("bad-id", _ID), Role("threshold"), Named("ThresholdRef", **_pattern(_ID, _ID_HELP))
]
CriterionRef = Annotated[
    str, _matching("bad-id", _ID), Role("criterion"), Named("CriterionRef", **_pattern(_ID, _ID_HELP))
]
LevelRef = Annotated[str, _matching("bad-id", _ID), Role("level"), Named("LevelRef", **_pattern(_ID, _ID_HELP))]
# Where a condition is due; an editor that finds neither an id nor a condition says what it could be.
CriterionId = Annotated[
    str,
    _matching("bad-id", _ID),
    Role("criterion"),
    Named("CriterionId", **_pattern(_ID, _ID_HELP), errorMessage=_CONDITION_HELP),
]
# Values of an enumeration may begin with a digit: `2021_2025` is one, and so is `1`, which editors take for a number.
ValueId = Annotated[
    str,
    _matching("bad-id", _VALUE_ID),
    Named("ValueId", **(_pattern(_VALUE_ID, _ID_HELP) | {"type": ["string", "integer"], "minimum": 0})),
]
RuleSetId = Annotated[
    str,
    _matching("bad-ruleset-id", _RULESET_ID),
    Named("RuleSetId", **_pattern(_RULESET_ID, _ID_HELP.replace("_", "-"))),
]
RuleSetName = Annotated[RuleSetId, Role("ruleset", declares=True)]
RuleSetRef = Annotated[
    str,
    _matching("bad-ruleset-id", _RULESET_ID),
    Role("ruleset"),
    Named("RuleSetRef", **_pattern(_RULESET_ID, _ID_HELP.replace("_", "-"))),
]
Text = Annotated[
    str,
    _checked("empty-text", str.strip),
    Named("Text", type=["string", "number", "boolean"], pattern=r"\S", patternErrorMessage=_TEXT_HELP),
]
# The id of a rule set, or the path of its file.
RuleSetText = Annotated[Text, Role("ruleset")]
# What a fact is compared with: of an enumeration or a set, one of its values.
Constant = Annotated[Text, Role("value")]
ValueRef = Annotated[ValueId, Role("value")]
Version = Annotated[
    str,
    _matching("bad-version", _VERSION),
    Named("Version", **(_pattern(_VERSION, _VERSION_HELP) | {"type": ["string", "number"], "minimum": 0})),
]
# What stands for a fact: any text, none at all where it is unknown; a list for the values of a set.
Given = Annotated[
    str | None,
    BeforeValidator(_several),
    Role("value"),
    Named("Given", type=[*_SCALARS, "null", "array"], items={"type": _SCALARS, "pattern": r"\S"}),
]
# What stands for the points that a commune gives itself; none at all where it says nothing.
OwnPoints = Annotated[str | None, Named("OwnPoints", type=["number", "string", "null"])]
Url = Annotated[str, _matching("bad-url", _URL), Named("Url", **_pattern(_URL, _URL_HELP))]
Citation = Annotated[
    str, _matching("bad-citation", _CITATION), Role("source"), Named("Citation", **_pattern(_CITATION, _CITATION_HELP))
]
Criteria = Annotated[tuple[CriterionRef, ...], BeforeValidator(_listed), _OneOrMany("CriteriaIds")]
Citations = Annotated[tuple[Citation, ...], BeforeValidator(_listed), _OneOrMany("Citations")]
By = Annotated[tuple[IndicatorRef, ...], Field(min_length=1), BeforeValidator(_listed), _OneOrMany("By")]
T = TypeVar("T")
Many = Annotated[tuple[T, ...], BeforeValidator(_listed)]
RowNumber = Annotated[str, _checked("not-a-row", _is_row)]
Day = Annotated[
    str,
    _checked("not-a-date", iso_date),
    Named("Day", **_pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", _DAY_HELP), format="date"),
]
# In a profile, which people write.
ProfileDay = Annotated[
    str,
    _checked("not-a-date", day_of),
    Named("ProfileDay", **_pattern(f"({'|'.join(_DAYS)})", _DAY_HELP)),
]
Boolean = Annotated[
    str,
    _checked("not-a-boolean", frozenset({"true", "false"}).__contains__),
    Named("Boolean", **(_pattern("(true|false)", _BOOLEAN_HELP) | {"type": ["boolean", "string"]})),
]
Weight = Annotated[
    str, _checked("bad-weight", _is_weight), Named("Weight", **_number(0, MOST_WEIGHT, _WEIGHT, _WEIGHT_HELP))
]
Score = Annotated[
    str,
    _checked("not-a-number", _is_number),
    Named("Points", **_number(-_MOST_NUMBER, _MOST_NUMBER, _NUMBER, _NUMBER_HELP)),
]
Difficulty = Annotated[
    Literal["1", "2", "3", "4", "5"],
    Named("Difficulty", **(_number(1, 5, "^[1-5]$", _DIFFICULTY_HELP) | {"type": ["integer", "string"]})),
]
Required = Annotated[Literal["true"], Named("Required", enum=[True, "true"])]
Format = Annotated[Literal["1"], Named("Format", enum=[1, "1"])]
# How a table of ids and labels, or only the ids as a list, is read.
LABELLED: Final = (BeforeValidator(_labelled), _ListOrLabels())

IndicatorType = Literal["boolean", "enum", "set", "percent", "count", "number", "money", "date", "text", "code"]
Basis = Literal["law", "guidance", "province", "assumption"]
SourceKind = Literal["law", "guidance", "province", "press"]
Reading = Literal["text", "reported", "title"]
VerdictName = Literal["eligible", "not_eligible", "undetermined", "out_of_scope", "not_in_force"]
Order = Literal["most_first", "least_first"]
OutcomeName = Literal["met", "not_met", "unknown", "not_applicable"]
NotApplicable = Literal["full", "none", "left_out"]
Subject = Literal["commune", "village"]
Status = Literal["example", "draft"]
Statement = Literal["complete", "open", "?"]
TakenName = Literal["written", "instead"]
