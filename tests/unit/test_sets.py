"""Sets of values: how they are written, what is asked of them, what is said of them, and which mistakes are told."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import polars as pl
import pytest

from smartcommune.api import Rules
from smartcommune.engine.cut_points import MOST_ASKED, cells
from smartcommune.engine.plan import make_plan
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Words
from smartcommune.model.condition import Operator, Value
from smartcommune.model.facts import holds
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sets import EMPTY, members, set_of
from smartcommune.model.values import Unfit, said_fact
from smartcommune.problems import InputError
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.communes import Communes
from smartcommune.tables.cells.parse import read_cell
from smartcommune.tables.header.manner import Manner, choices_of

from .small import changed, placed, problems
from .tiny import DAY, assessed, evaluated, label, reason_of, threshold, tiny

VALUES = {
    "crops": Words("Trồng trọt, chăn nuôi", "Farming"),
    "school": Words("Giáo dục", "Education"),
    "health": Words("Y tế", "Health"),
}
FIELDS = Indicator("fields", "set", Words("Lĩnh vực", "Fields"), values=VALUES)
DECLARED = {"type": "set", "values": {id: {"vi": words.vi, "en": words.en} for id, words in VALUES.items()}}
HAS = {"indicator": "fields", "has": "school"}
ASKED = "is asked of a set, but"
TO_WRITE = "write `type: set`"
EITHER = "write `has` or `count`"


def of_fields(test: Any, **more: Any) -> RuleSet:
    """A rule set with one criterion `it`."""
    return tiny({"it": test}, "it", indicators={"fields": DECLARED}, **more)


def outcome(test: Any, fields: object, **more: Any) -> str:
    return outcome_of(evaluated(of_fields(test, **more), {"fields": fields}).outcomes["it"]).value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("school", "school"),
        ("Y tế", "health"),
        ("y tế;  Giáo dục", "school, health"),
        ("health, school, health", "school, health"),
        ("Trồng trọt, chăn nuôi", "crops"),
        ("Trồng trọt, chăn nuôi; y tế;", "crops, health"),
        ("[school, health]", "school, health"),
        ("[]", EMPTY),
        ("không", EMPTY),
        ("Không có", EMPTY),
    ],
)
def test_a_set_is_read_alike_in_profiles_and_tables(text: str, found: str) -> None:
    """By ids, labels and aliases; a name may have a comma; the same set is always the same text."""
    assert said_fact(text, FIELDS) == read_cell(text, Manner(FIELDS, choices=choices_of(FIELDS))) == found


@pytest.mark.parametrize("text", [";", ",", "Giáo dục; khác", "school health", "Trồng trọt, chăn nuôi, Y tế", "chưa"])
def test_a_set_is_known_wholly_or_refused(text: str) -> None:
    """What is no value is not left out, and separators alone say nothing."""
    for read in (lambda: said_fact(text, FIELDS), lambda: read_cell(text, Manner(FIELDS, choices=choices_of(FIELDS)))):
        with pytest.raises(Unfit) as caught:
            read()
        assert caught.value.id == "not-a-value"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (["school"], "met"),
        (["Y tế", "giáo dục"], "met"),
        ([], "not_met"),
        ("?", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_set_has_a_value_or_not(fields: object, found: str) -> None:
    """An empty set is known; a blank one is not."""
    assert outcome(HAS, fields) == found


@pytest.mark.parametrize(
    ("count", "found"),
    [
        ({"gte": "2"}, ["not_met", "not_met", "met"]),
        ({"is": "0"}, ["met", "not_met", "not_met"]),
        ({"gt": "0", "lt": "2"}, ["not_met", "met", "not_met"]),
        ({"gte": {"threshold": "enough"}}, ["not_met", "met", "met"]),
    ],
)
def test_a_set_has_so_many_values(count: Any, found: list[str]) -> None:
    """Numbers and thresholds of counts, between two bounds as well; on one profile and in a table."""
    ruleset = of_fields({"indicator": "fields", "count": count}, thresholds={"enough": threshold("count", "1")})
    sets = [EMPTY, "health", "school, health"]
    outcomes = [outcome_of(evaluated(ruleset, {"fields": text}).outcomes["it"]).value for text in sets]
    table = Rules(ruleset, DAY).assess(pl.DataFrame({"fields": sets}))
    assert outcomes == table["outcome.it"].to_list() == found


def test_a_set_that_is_not_known_is_compared_by_pandas_too() -> None:
    """Its truths with nulls are of two kinds, which it cannot join."""
    ruleset = tiny({"c": {**HAS, "count": {"gte": "1"}}}, "c", indicators={"fields": DECLARED})
    frame = pl.DataFrame({"a": [True, None], "fields": ["[]", None]}).to_pandas()
    assert Rules(ruleset, as_of=DAY).assess(frame)["verdict"].to_list() == ["not_eligible", "undetermined"]


def test_a_table_of_a_program_may_write_sets_as_it_likes() -> None:
    """In any order, spaced or not; what is no value of the set refuses its row."""
    sets = ["health;school", "school ,health", "[]", " [] ", None, "", "school, other", "schools"]
    found = Rules(of_fields(HAS), DAY).assess(pl.DataFrame({"fields": sets}), "en")
    assert found["outcome.it"].to_list() == ["met", "met", "not_met", "not_met", "unknown", None, None, None]
    assert found["reasons"].to_list()[5:] == ["Not assessed; values that cannot be: fields"] * 3


def test_each_cell_of_a_set_stands_for_all_sets_that_no_comparison_tells_apart() -> None:
    """The answers of the cells are those of all sets there are, each of them once."""
    four = FIELDS._replace(values={name: Words(name, name) for name in "abcd"})
    cuts: list[Value] = ["b", Fraction(2)]
    asked = [(Operator.HAS, "b"), (Operator.GTE, Fraction(2)), (Operator.IS, Fraction(2))]
    every = [set_of(chosen, four.values) for size in range(5) for chosen in combinations("abcd", size)]

    def answers(sets: Any) -> set[tuple[bool, ...]]:
        return {tuple(holds(operator, text, operand, four) for operator, operand in asked) for text in sets}

    assert answers(cells(four, cuts)) == answers(every)
    assert [members(str(cell)) for cell in cells(four, ["b"])] == [(), ("b",)]


def test_what_is_asked_of_a_set_is_said_in_words() -> None:
    """In a reason, with the value of the set; and what to do about it says what is to be added."""
    ruleset = of_fields({"all_of": [HAS, {"indicator": "fields", "count": {"gte": "2"}}]})
    answer = assessed(ruleset, {"fields": ["health"]})
    assert [child.text.say("vi") for child in reason_of(answer, "it").children] == [
        "Y tế (cần có Giáo dục)",
        "Y tế (cần từ 2 mục trở lên)",
    ]
    assert [change.text.say("vi") for item in answer.advice for change in item.changes] == ["fields: thêm Giáo dục"]
    assert assessed(ruleset, {"fields": []}).advice[0].changes[0].after == "crops, school"


def test_advice_says_of_how_many_values_one_would_do() -> None:
    """Nobody is told to take up one field where any would do."""
    answer = assessed(of_fields({"indicator": "fields", "count": {"gte": "2"}}), {"fields": "health"})
    (change,) = answer.advice[0].changes
    assert change.text.say("en") == "fields: also one of 2 values, such as Farming"


def test_an_unknown_set_is_missing_once() -> None:
    """It is asked for as a whole, whatever is asked of it."""
    ruleset = of_fields({"any_of": [HAS, {"indicator": "fields", "has": "health"}]})
    (missing,) = assessed(ruleset, {}).missing
    assert (missing.indicator, missing.settles) == ("fields", 4)
    assert missing.question is not None
    assert missing.question.say("en") == "fields: which ones?"


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("{indicator: region, |has: delta}", f"`has` {ASKED} `region` is of type `enum`: {TO_WRITE}"),
        ("{indicator: rate, |count: {gte: 2}}", f"`count` {ASKED} `rate` is of type `percent`: {TO_WRITE}"),
        ("{indicator: crops, |is: rice}", f"`crops` is of type `set`, which `is` does not compare: {EITHER}"),
        ("{indicator: crops, has: |ric}", "`ric` is not one of the values of `crops`; did you mean `rice`?"),
        ("{indicator: crops, count: {gte: |1.5}}", "`1.5` is not a count: expected a whole number from 0"),
        (
            "{indicator: crops, count: {gte: {threshold: |high}}}",
            "the threshold `high` is of type `percent`, expected `count` here",
        ),
        ("|{indicator: crops}", "`crops` is compared with nothing: add `has` or `count`"),
    ],
)  # fmt: skip
def test_a_mistake_with_a_set_is_told_at_its_place(test: str, said: str) -> None:
    """Sets are asked what they have and how much; nothing else is asked so."""
    declared = "  crops: {type: set, values: [rice, fish], label: {vi: Cây, en: Crops}}\n  flag: "
    text = changed(("  flag: ", declared), ("test: {indicator: flag, is: true}", "test: " + test.replace("|", "")))
    told = problems(text)[0].rpartition(" [")[0]
    assert told == f"{placed(text, 'test: ' + test)}: {said}"


def test_what_a_set_is_declared_with_can_be_told_apart() -> None:
    """No order, and no name that reads like two others."""
    values = "{a: {vi: Gạo, en: Rice}, b: {vi: Cá, en: Fish}, c: {vi: 'Gạo, cá', en: Both}}"
    declared = f"  crops: {{type: set, ordered: true, values: {values}, label: {{vi: Cây, en: Crops}}}}\n  flag: "
    assert [line.partition(": ")[2] for line in problems(changed(("  flag: ", declared)))] == [
        "the values of a set are in no order: leave out `ordered` [set-ordered]",
        "“gạo, cá” of `c` reads like several other values: call it otherwise [set-value-parts]",
    ]


def test_only_a_set_is_a_list() -> None:
    """Of a profile and of a case."""
    with pytest.raises(InputError) as caught:
        evaluated(of_fields(HAS), {"rate": ["80"]})
    assert [each.say("en") for each in caught.value.problems] == [
        "profile.facts.rate: `rate` has one value, not a list of them [list-of-one]"
    ]


def test_more_values_than_can_be_looked_through_are_not_asked_for() -> None:
    """A rule set says so at the first one too many; two that ask for different ones together are not decided."""
    many = [f"v{number}" for number in range(2 * MOST_ASKED)]

    def asking(names: list[str]) -> RuleSet:
        asked = {"any_of": [{"indicator": "many", "has": name} for name in names]}
        return tiny({"it": asked}, "it", indicators={"many": {"type": "set", "values": many, "label": label("many")}})

    with pytest.raises(InputError) as caught:
        asking(many[: MOST_ASKED + 1])
    assert [each.id for each in caught.value.problems] == ["set-asked"]
    old, new = (make_plan(asking(names), DAY) for names in (many[:MOST_ASKED], many[MOST_ASKED:]))
    reach = Reach(Communes([old, new]))
    with pytest.raises(TooMany):
        reach.answers(reach.verdict(old), reach.verdict(new))


def test_a_set_may_decide_whether_another_fact_applies() -> None:
    """By what it has, or by how many."""
    conditions = {"none": {"indicator": "fields", "count": {"is": "0"}}, "held": HAS}
    rates = {
        name: {"type": "percent", "may_not_apply": condition, "label": label(name)}
        for name, condition in conditions.items()
    }
    tests = {name: {"indicator": name, "gte": "50%"} for name in conditions}
    ruleset = tiny(tests, "none", indicators={"fields": DECLARED, **rates})
    found = [
        {name: outcome_of(each).value for name, each in evaluated(ruleset, facts).outcomes.items()}
        for facts in ({"fields": [], "none": "na"}, {"fields": ["school"], "held": "na"})
    ]
    assert found == [{"none": Outcome.NOT_APPLICABLE, "held": "unknown"}, {"none": "unknown", "held": "not_applicable"}]
