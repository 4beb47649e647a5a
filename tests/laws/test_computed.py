"""Figures computed from others, of up to 15 digits: a table says of a row what one profile says, to the digit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from smartcommune.engine.cut_points import is_written
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.logic import outcome_of
from smartcommune.model.facts import figure_of
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.quantity import iso_date, plain
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.vectorise import assessed
from smartcommune.vectorise.dataframe import REFUSED, Known, typed
from tests.laws.strategies import Tree, named
from tests.laws.test_dataframes import ENGINES, rows
from tests.profile_mapping import profile_from_mapping
from tests.quick import some
from tests.unit.tiny import tiny

QUICK = ("polars", "pandas")
DAY = iso_date("2025-06-30")
FORMS: dict[str, Tree] = {
    "share": {"share": {"of": "a", "in": "b"}, "range": {"min": "-999999999999999%", "max": "999999999999999%"}},
    "difference": {"difference": {"of": "a", "minus": "b"}},
    "sum": {"sum": ["a", "b", "c"]},
    "mean": {"mean": ["a", "b", "c"]},
    "ratio": {"ratio": {"of": "a", "to": "b"}},
    "change": {"change": {"of": "a", "from": "b"}},
    "nested": {"ratio": {"of": "d", "to": "c"}},
}
OPERATORS = ("gte", "gt", "lte", "lt", "is")
fewer = settings(max_examples=max(2, settings.default.max_examples // 10))


def rules_of(form: Tree, limit: str, kind: str = "number") -> RuleSet:
    """A rule set with a figure computed from three, and a criterion for each way to compare it."""
    mark = "%" if form.keys() & {"share", "change"} else ""
    derived = {"x": form | {"label": named("x")}}
    if "d" in json.dumps(form):
        derived["d"] = {"difference": {"of": "a", "minus": "b"}, "label": named("d")}
    leaves = {f"is_{key}": {"indicator": "x", key: limit + mark} for key in OPERATORS}
    rules = {
        "format": "1",
        "id": "random",
        "version": "1",
        "subject": "commune",
        "label": named("random"),
        "in_force": {"from": "2021-01-01"},
        "sources": {"law": {"title": named("law"), "number": "1", "date": "2020-01-01", "kind": "law"}},
        "indicators": {id: {"type": kind, "label": named(id)} for id in "abc"},
        "derived": derived,
        "criteria": {id: {"label": named(id), "cite": "law", "test": leaf} for id, leaf in leaves.items()},
        "verdict": {"eligible_when": {"any_of": list(leaves)}},
    }
    return parse_ruleset(json.dumps(rules))


def decimals(digits: int, places: int) -> Fraction:
    return Fraction(digits, 10**places)


NUMBERS = st.builds(decimals, st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 19)).filter(
    lambda number: not number or abs(number) >= Fraction(1, 10**5)
)
SMALL = st.builds(decimals, st.integers(-300, 300), st.integers(0, 2))
FIGURES = st.fixed_dictionaries({id: st.one_of(NUMBERS, SMALL) for id in "abc"})


def limit_of(ruleset: RuleSet, facts: Tree, step: int) -> str:
    """A limit at the figure that follows from facts, or as near to it as 15 digits come."""
    known = {id: fact for id, fact in facts.items() if fact is not None}
    for id in ("d", "taken", "x"):
        form = ruleset.indicators[id].form if id in ruleset.indicators else None
        if form is not None:
            known[id] = figure_of(form, known)
    figure = known["x"]
    if not isinstance(figure, Fraction):
        return "1"
    near = figure if is_written(figure) else Fraction(f"{float(figure):.14g}")
    near += step * Fraction(1, 10**6)
    return plain(near) if is_written(near) else "1"


def outcomes(ruleset: RuleSet, facts: Tree) -> Tree:
    evaluation = evaluate(make_plan(ruleset, DAY), facts)  # type: ignore[arg-type]  # a day
    return {f"outcome.{id}": str(outcome_of(possible)) for id, possible in evaluation.outcomes.items()}


def frame_of(facts: list[Tree]) -> pl.DataFrame:
    columns = {id: pl.Series([float(each[id]) for each in facts], dtype=pl.Float64) for id in "abc"}
    return pl.DataFrame({"row": list(range(len(facts))), **columns})


@pytest.mark.parametrize("form", some(FORMS, ("share", "change", "nested")))
@given(facts=FIGURES, step=st.integers(-1, 1))
@example(facts={"a": Fraction("0.3"), "b": Fraction("0.1"), "c": Fraction("0.2")}, step=0)
@example(facts={"a": Fraction("999999999999999"), "b": Fraction("0.00001"), "c": Fraction("-999999999999999")}, step=0)
@example(facts={"a": Fraction("-0.0833333333333333"), "b": Fraction("83.3333333333333"), "c": Fraction(3)}, step=0)
def test_a_table_computes_as_one_profile_does(form: str, facts: Tree, step: int) -> None:
    """At the figure itself, and beside it: no float decides."""
    ruleset = rules_of(FORMS[form], limit_of(rules_of(FORMS[form], "1"), facts, step))
    plans = Periods((make_plan(ruleset, DAY),))  # type: ignore[arg-type]  # a day
    found = assessed(nw.from_native(frame_of([facts]).lazy()), plans, "en").to_native().collect().to_dicts()
    wanted = outcomes(ruleset, facts)
    assert {key: found[0][key] for key in wanted} == wanted


@pytest.mark.parametrize("engine", some(ENGINES, QUICK))
@fewer
@given(form=st.sampled_from(sorted(FORMS)), facts=st.lists(FIGURES, min_size=1, max_size=6))
def test_every_engine_computes_the_same(engine: str, form: str, facts: list[Tree]) -> None:
    """Through any library, each row has the outcomes of one profile."""
    ruleset = rules_of(FORMS[form], limit_of(rules_of(FORMS[form], "1"), facts[0], 0))
    plans = Periods((make_plan(ruleset, DAY),))  # type: ignore[arg-type]  # a day
    frame = typed(ENGINES[engine](frame_of(facts)), ruleset, "en", Known(keep=["row"]))
    found = rows(assessed(frame, plans, "en", keep=["row"]).to_native())
    for row, each in zip(found, facts, strict=True):
        wanted = outcomes(ruleset, {id: fact for id, fact in each.items() if fact is not None})
        assert {key: row[key] for key in wanted} == wanted


STATED: dict[str, Callable[[Fraction], Fraction]] = {
    "rounded": lambda figure: Fraction(round(figure * 100), 100),
    "cut off": lambda figure: Fraction(int(figure * 1000), 1000),
    "whole": lambda figure: Fraction(int(figure)),
    "off by one": lambda figure: Fraction(int(figure * 1000) + 1, 1000),
    "of a program": lambda figure: Fraction(f"{float(figure):.12g}"),
    "another": lambda figure: figure + 1,
}


@pytest.mark.parametrize("form", ["difference", "ratio", "mean", "nested"])
@given(facts=FIGURES, stated=st.sampled_from(sorted(STATED)))
def test_what_is_stated_otherwise_is_refused_in_tables_as_in_profiles(form: str, facts: Tree, stated: str) -> None:
    """A stated figure that is neither the computed one rounded nor cut off; one of another size."""
    ruleset = rules_of(FORMS[form], "1")
    figure = Fraction(limit_of(ruleset, facts, 0))
    said = STATED[stated](figure)
    assume(all(map(is_written, (said, *facts.values()))))
    known = {**facts, "x": said}
    try:
        profile_from_mapping({"facts": {id: plain(value) for id, value in known.items()}}, ruleset)
        is_refused = False
    except InputError:
        is_refused = True
    frame: Any = frame_of([facts]).with_columns(x=pl.lit(float(said)))
    assert (typed(frame, ruleset, "en", Known()).to_native()[REFUSED][0] is not None) == is_refused


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
SPANS = st.fixed_dictionaries({"a": st.none() | DAYS, "b": DAYS | st.just(date(2024, 2, 29)), "c": NUMBERS | SMALL})
BETWEEN: dict[str, Tree] = {
    "days": {"days": {"from": "a", "to": "b"}},
    "later": {"difference": {"of": "taken", "minus": "c"}},
}


def rules_of_days(form: str, limit: str) -> RuleSet:
    """A rule set that compares the days between two others, or what is left of them without a number."""
    days = BETWEEN["days"] | {"label": named("taken")}
    return tiny(
        {f"is_{key}": {"indicator": "x", key: limit} for key in OPERATORS},
        {"any_of": [f"is_{key}" for key in OPERATORS]},
        indicators={
            "a": {"type": "date", "future": "true"},
            "b": {"type": "date", "future": "true"},
            "c": {"type": "number", "unit": "day"},
        },
        derived={"x": BETWEEN[form] | {"label": named("x")}} | ({} if form == "days" else {"taken": days}),
    )


@pytest.mark.full
@pytest.mark.parametrize("engine", some(ENGINES, QUICK))
@fewer
@given(form=st.sampled_from(sorted(BETWEEN)), facts=st.lists(SPANS, min_size=1, max_size=4), step=st.integers(-1, 1))
@example(form="days", facts=[{"a": date(1, 1, 1), "b": date(9999, 12, 31), "c": Fraction(1)}], step=0)
@example(form="days", facts=[{"a": date(2024, 2, 29), "b": date(2024, 3, 1), "c": Fraction(1)}], step=0)
def test_every_engine_counts_the_same_days(engine: str, form: str, facts: list[Tree], step: int) -> None:
    """Of any two days, before or after each other, through any library."""
    ruleset = rules_of_days(form, limit_of(rules_of_days(form, "1"), facts[0], step))
    plans = Periods((make_plan(ruleset, DAY),))  # type: ignore[arg-type]  # a day
    columns = {id: pl.Series([each[id] for each in facts], dtype=pl.Date) for id in "ab"}
    numbers = pl.Series([float(each["c"]) for each in facts], dtype=pl.Float64)
    frame: Any = pl.DataFrame({"row": list(range(len(facts))), **columns, "c": numbers})
    found = rows(
        assessed(
            typed(ENGINES[engine](frame), ruleset, "en", Known(keep=["row"])), plans, "en", keep=["row"]
        ).to_native()
    )
    for row, each in zip(found, facts, strict=True):
        wanted = outcomes(ruleset, {id: fact for id, fact in each.items() if fact is not None})
        assert {key: row[key] for key in wanted} == wanted
