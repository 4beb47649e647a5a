"""A dataframe of the caller's to one that is typed as the rule set declares, with what is wrong in each row.

Column types are checked before anything runs. A value that could not stand in a profile (a percentage of 120, NaN, an
undeclared word) is taken out, and its row is not assessed: `REFUSED` names its columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

import narwhals as nw

from smartcommune.messages import Language, Message
from smartcommune.model.beside import SELF, SELF_FOR_SPARK, as_read
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import MOST_COUNT, limits
from smartcommune.problems import InputError, Place, Problem, finding
from smartcommune.quantity import MOST_DIGITS
from smartcommune.vectorise.contradictions import TEXTS, Schema, contradictions, misnamed
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.facts import NA, NA_FOR_SPARK, FactColumns
from smartcommune.vectorise.possible import Steps, Term, Truth, any_true
from smartcommune.vectorise.sets import every_set
from smartcommune.vectorise.verdicts import NO_TEXT, named

REFUSED: Final = "__refused"
_FLAG: Final = "__unfit_"
_MOST: Final = Fraction(10**MOST_DIGITS - 1)
_ROW: Final = (AS_OF, "code", "code_list", "name")
_NUMBERS: Final = ("percent", "number", "money")


class Known(NamedTuple):
    """What the caller says of a frame."""

    keep: Sequence[str] = ()  # other columns that have to be there
    percent: Collection[str] = ()  # columns whose numbers up to 1 are percentages, too
    strange: str | None = None  # a pattern of the names that are no commune's


def typed(native: Any, ruleset: RuleSet, language: Language, known: Known) -> Any:
    """The frame for Narwhals, its columns in the types of the rule set, with the column `REFUSED`.

    Args:
        native: any dataframe that Narwhals knows.
        ruleset: says which columns are facts, and of which types.
        language: of the words in `REFUSED`, which is null for rows that can be assessed.
        known: what the caller says of the frame.

    Raises:
        InputError: a column has a type that cannot hold its facts exactly, or nothing of the rule set is there.
    """
    frame = nw.from_native(native)
    ruleset = as_read(ruleset, ":" if frame.implementation.is_spark_like() else ".")
    frame = _plain(frame, ruleset)
    schema = frame.collect_schema()
    problems = [*_wrong(schema, ruleset), *_absent(schema, ruleset, known)]
    if problems:
        raise InputError(problems)
    checks = {id: _fits(each, schema, known) for id, each in ruleset.declared.items() if id in schema}
    flags = {_FLAG + id: (~fits).fill_null(value=False) for id, fits in checks.items() if fits is not None}
    if flags:
        frame = frame.with_columns(**flags)
    frame = frame.with_columns(**{id: _cast(ruleset.indicators[id], schema, _FLAG + id in flags) for id in checks})
    facts = FactColumns(frame.collect_schema(), ruleset.indicators)
    wrong: dict[str, list[Truth]] = {name.removeprefix(_FLAG): [Term(nw.col(name))] for name in flags}
    steps = Steps()
    for id, truth in contradictions(_given(schema, ruleset), ruleset, facts, steps):
        wrong.setdefault(id, []).append(truth)
    wrong |= {id: [truth] for id, truth in misnamed(schema, known.strange).items()}
    return steps.beside(frame, **{REFUSED: _refusal(wrong, language)})


def _given(schema: Schema, ruleset: RuleSet) -> list[str]:
    """The indicators of which the frame says something."""
    return [id for id in ruleset.declared if any(id + ending in schema for ending in ("", NA, NA_FOR_SPARK))]


def _plain(frame: Any, ruleset: RuleSet) -> Any:
    """The same frame in types that know null, and under names that its engine can refer to."""
    if frame.implementation.is_pandas():
        native = frame.to_native()
        own = [name for name in frame.columns if name in ruleset.indicators or name.endswith(NA) or name in _ROW]
        names = [name for name in own if not str(native[name].dtype).endswith("[pyarrow]")]
        return nw.from_native(native.assign(**{name: _dated(native[name].convert_dtypes()) for name in names}))
    if frame.implementation.is_spark_like():
        names = [name for name in frame.columns if name.endswith(NA)]
        renamed = {name: name.removesuffix(NA) + NA_FOR_SPARK for name in names}
        beside = {name: name.replace(".", ":", 1) for name in frame.columns if "." in name}
        renamed |= {name: to for name, to in beside.items() if to in ruleset.indicators or name.startswith(SELF)}
        return nw.from_native(frame.to_native().withColumnsRenamed(renamed))
    return frame


def _dated(column: Any) -> Any:
    """A column of pandas; days that it keeps as Python objects as days that can be computed with."""
    if column.dtype != object or nw.dependencies.get_pandas().api.types.infer_dtype(column, skipna=True) != "date":
        return column
    return column.astype("datetime64[s]")


def _wrong(schema: Schema, ruleset: RuleSet) -> Iterator[Problem]:
    """Columns of a type that cannot hold their facts exactly."""
    for id, indicator in ruleset.declared.items():
        if id in schema and not _holds(schema[id], indicator):
            yield _mistyped(id, schema[id], indicator.type)
    for name, dtype in schema.items():
        id = name.removesuffix(NA).removesuffix(NA_FOR_SPARK)
        if id != name and id in ruleset.indicators and dtype != nw.Boolean:
            yield _mistyped(name, dtype, "boolean")
    if AS_OF in schema and not _is_day(schema[AS_OF]):
        yield _mistyped(AS_OF, schema[AS_OF], "date")


def _holds(dtype: nw.dtypes.DType, indicator: Indicator) -> bool:
    if indicator.type == "boolean":
        return dtype == nw.Boolean
    if indicator.type == "date":
        return _is_day(dtype)
    if indicator.numeric:
        return dtype.is_integer() or isinstance(dtype, nw.Float64 | nw.Decimal)
    return isinstance(dtype, TEXTS)


def _is_day(dtype: nw.dtypes.DType) -> bool:
    if isinstance(dtype, nw.Datetime):
        return dtype.time_zone is None
    # pandas keeps dates as Python objects.
    return isinstance(dtype, nw.Date | nw.Object)


def _mistyped(column: str, dtype: nw.dtypes.DType, type: str) -> Problem:
    expected = Message(f"frame-type.{type}")
    return finding("frame-type", Place(column), column=column, found=str(dtype), expected=expected)


def _absent(schema: Schema, ruleset: RuleSet, known: Known) -> Iterator[Problem]:
    if not any(id in schema for id in ruleset.declared if not id.startswith((SELF, SELF_FOR_SPARK))):
        yield finding("no-fact-columns", Place("dataframe"), ruleset=ruleset.id)
    for name in schema:
        if name.startswith((SELF, SELF_FOR_SPARK)) and name not in ruleset.declared:
            id = name.removeprefix(SELF).removeprefix(SELF_FOR_SPARK)
            yield finding("self-points-of-none", Place(SELF + id), column=f"`{SELF}{id}`", name=id)
    for name in known.percent:
        if name not in schema or name not in ruleset.indicators or ruleset.indicators[name].type != "percent":
            yield finding("no-percent-column", Place(name), column=name)
    for name in known.keep:
        if name not in schema:
            yield finding("no-such-column", Place(name), column=name)


def _fits(indicator: Indicator, schema: Schema, known: Known) -> nw.Expr | None:
    """Whether a value could stand in a profile, or is not there; never true of NaN. None where any value could."""
    value = nw.col(indicator.id)
    if indicator.type == "enum":
        return value.is_null() | value.cast(nw.String).is_in(list(indicator.values))
    if indicator.type == "set":
        return value.is_null() | value.cast(nw.String).str.contains(every_set(indicator))
    if not indicator.numeric:
        return None
    low, high = limits(indicator)
    most = Fraction(MOST_COUNT) if indicator.type == "count" else _MOST
    high = most if high is None else min(high, most)
    # NaN is above everything in some engines and comparable to nothing in others: it is not at most this anywhere.
    inside = (value >= _number(-_MOST if low is None else low)) & (value <= _number(high))
    if indicator.type == "percent" and indicator.id not in known.percent:
        inside = inside & ((value <= 0) | (value > 1))  # 0.85 % or 85 %?
    if indicator.type == "count" and not schema[indicator.id].is_integer():
        inside = inside & (value // 1 == value)
    return value.is_null() | inside


def _number(limit: Fraction) -> float | int:
    return int(limit) if limit.denominator == 1 else float(limit)


def _cast(indicator: Indicator, schema: Schema, is_checked: bool) -> nw.Expr:
    value, dtype = nw.col(indicator.id), schema[indicator.id]
    if is_checked:
        value = nw.when(~nw.col(_FLAG + indicator.id)).then(value)
    if indicator.type == "count" or (indicator.type in _NUMBERS and dtype.is_integer()):
        return value.cast(nw.Int64)
    if indicator.type in _NUMBERS:
        return value.cast(nw.Float64)
    return value.cast(nw.String) if isinstance(dtype, TEXTS) else value


def _refusal(wrong: Mapping[str, Sequence[Truth]], language: Language) -> nw.Expr:
    """The names of the columns to look at, in words; null where there are none."""
    ids = named({id: any_true(truths) for id, truths in wrong.items()}, ", ")
    return ids if ids is NO_TEXT else nw.concat_str(nw.lit(Message("row-refused").say(language)), ids)
