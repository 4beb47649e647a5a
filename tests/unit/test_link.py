"""A rule file to a rule set: names are looked up, constants get their types, and what does not fit is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from smartcommune.logic import Outcome
from smartcommune.messages import Words
from smartcommune.model.condition import AtLeast, Comparison, Condition, Group, Leaf, Not, Operator, Reference
from smartcommune.model.forms import Share
from smartcommune.model.ruleset import Case, Verdict
from smartcommune.model.threshold import Dated, Span
from smartcommune.problems import InputError
from smartcommune.rulesets.expected import link_cases
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.shape.wellformed import cases_file
from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import Source

from .small import SMALL, changed, placed, problems, small
from .tiny import label, tiny, yes

A_COUNT = False  # and no share


def bare(condition: Condition | None) -> Condition | None:
    """The condition without the places of its parts."""
    match condition:
        case Not():
            return Not(kept(condition.member))
        case Group():
            return Group(condition.kind, tuple(kept(member) for member in condition.members))
        case AtLeast():
            members = tuple(kept(member) for member in condition.members)
            must = tuple(kept(member) for member in condition.must)
            return AtLeast(condition.need, condition.is_share, condition.threshold, members, must)
        case Leaf():
            return Leaf(condition.indicator, condition.comparisons)
        case Reference():
            return Reference(condition.criterion)
        case _:
            return None


def kept(condition: Condition) -> Condition:
    found = bare(condition)
    assert found is not None
    return found


def test_the_head_of_a_rule_set_is_read() -> None:
    """Id, version, labels and period are those of the file."""
    rules = small()
    assert (rules.id, rules.version, rules.subject) == ("small", "1", "commune")
    assert (rules.label, rules.issuer) == (Words("Nhỏ", "Small"), Words("Bộ", "Ministry"))
    assert rules.in_force == Span(date(2021, 1, 1), date(2025, 12, 31))
    assert rules.not_known == (Words("không rõ", "unknown"),)
    assert (rules.parent, rules.score_basis, rules.force_note) == (None, None, None)


def test_indicators_are_read_in_their_types() -> None:
    """Values, ranges, roundings, conditions and shares are resolved."""
    indicators = small().indicators
    assert list(indicators) == ["region", "level", "set", "flag", "rate", "length", "opened", "part", "whole", "share"]
    assert indicators["region"].values == {"delta": Words("delta", "delta"), "other": Words("other", "other")}
    assert indicators["level"].values["high"] == Words("C", "Up")
    assert indicators["level"].ordered
    assert bare(indicators["set"].only_when) == Leaf("level", (Comparison(Operator.IS_NOT, "none"),))
    assert indicators["rate"].rounded_to == Fraction(1, 10)
    assert (indicators["length"].least, indicators["length"].most, indicators["length"].unit) == (0, 50, "km")
    assert indicators["part"].at_most == "whole"
    assert (indicators["share"].type, indicators["share"].share) == ("percent", Share("part", "whole"))


def test_thresholds_are_read_with_their_periods_in_order() -> None:
    """Values are sorted by their first day, whatever the order in the file."""
    thresholds = small().thresholds
    assert thresholds["high"].values == (Dated(Span(date(2022, 1, 1), None), Fraction(80), {("delta",): Fraction(70)}),)
    assert [dated.default for dated in thresholds["guess"].values] == [Fraction(30), Fraction(40)]
    assert (thresholds["guess"].exclusive, thresholds["guess"].from_test) == (True, Words("khác", "another"))
    assert [citation.say("en") for citation in thresholds["guess"].citations] == ["1/QĐ", "“News”, trang 1"]


def test_criteria_stand_after_those_that_they_refer_to() -> None:
    """The order of evaluation follows from the references, not from the file."""
    text = changed(("criteria:\n", "criteria:\n  first: {label: {vi: a, en: a}, cite: law, test: many}\n"))
    order = list(parse_ruleset(text).criteria)
    assert order.index("good") < order.index("many") < order.index("first")


def test_conditions_are_read_with_their_constants() -> None:
    """Every kind of condition has its members and its numbers."""
    rules = small()
    good = Leaf("rate", (Comparison(Operator.GTE, threshold="high"), Comparison(Operator.LT, Fraction(99))))
    assert bare(rules.criteria["good"].test) == good
    assert bare(rules.criteria["many"].applies_when) == Not(Leaf("region", (Comparison(Operator.IS, "other"),)))
    assert bare(rules.criteria["many"].test) == AtLeast(
        Fraction(2),
        A_COUNT,
        None,
        (
            Reference("good"),
            Leaf("share", (Comparison(Operator.GT, threshold="guess"),)),
            Group("none_of", (Leaf("level", (Comparison(Operator.IN, ("none",)),)),)),
        ),
        (Reference("good"),),
    )
    assert bare(rules.eligible_when) == Group(
        "any_of",
        (
            Reference("many"),
            Group(
                "all_of",
                (Reference("good"), AtLeast(None, A_COUNT, "enough", (Reference("base"), Reference("good")))),
            ),
        ),
    )
    assert (rules.scope, rules.criteria["base"].weight, rules.criteria["good"].weight) == (("base",), 0, 1)


def test_conditions_know_where_they_stand() -> None:
    """Each part carries the path of its place in the file."""
    rules = small()
    many = rules.criteria["many"].test
    assert isinstance(many, AtLeast)
    assert [member.path for member in many.members] == [
        ("criteria", "many", "test", "at_least", "of", number) for number in range(3)
    ]
    assert str(rules.document.place(many.members[1].path)) == "s.yaml:42:20"


@pytest.mark.parametrize(
    ("written", "need", "is_share"),
    [("3", Fraction(3), False), ("80%", Fraction(80), True), ("80 %", Fraction(80), True),
     ("2/3", Fraction(200, 3), True),
     ("0.5%", Fraction(1, 2), True), ("100%", Fraction(100), True)],
)  # fmt: skip
def test_a_need_is_a_count_or_a_share(written: str, need: Fraction, is_share: bool) -> None:
    """`2` counts members, `80%` and `2/3` are shares of those that apply."""
    many = parse_ruleset(changed(("n: 2\n", f"n: {written}\n"))).criteria["many"].test
    assert isinstance(many, AtLeast)
    assert (many.need, many.is_share) == (need, is_share)


def test_a_case_is_read_with_what_it_expects() -> None:
    """Outcomes and numbers are typed; the facts stay in the document."""
    (case,) = small().cases
    assert (case.name, case.on, case.path) == ("one", date(2023, 1, 1), ("cases", 0))
    assert case.expect.verdict is Verdict.UNDETERMINED
    assert case.expect.because == frozenset({"many"})
    assert case.expect.outcomes == {"base": Outcome.MET}
    assert case.expect.missing == ("rate",)
    assert case.expect.score == (0, 100)


def test_a_case_may_expect_only_a_verdict() -> None:
    """What is not named is not compared."""
    text = SMALL[: SMALL.index("    expect:")] + "    expect: {verdict: eligible}\n"
    expect = parse_ruleset(text).cases[0].expect
    assert (expect.because, expect.outcomes, expect.missing, expect.score) == (None, {}, None, None)


def test_remarks_have_their_period() -> None:
    """A notice is shown for days inside its period, both ends included."""
    (remark,) = small().remarks
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [remark.span.covers(day) for day in days] == [False, True, True, False]


# --------------------------------------------------------------------------------------------------------- problems

DAY = "  day: {type: date, basis: law, cite: law, values: [{from: 2021-01-01, default: 2021-01-01}]}\n"
LOW = "  low: {type: percent, by: level, basis: law, cite: law, values: [{from: 2021-01-01, none: 1%}]}\n"
NOT_ORDERED = (
    "`flag` has no order, so `gte` does not fit; use `is` or `in`, or declare `ordered: true` [not-comparable]"
)
NOT_BOOLEAN = (
    "`yes` is neither `true` nor `false`; write `true` or `false`, or leave it out if not known [not-a-boolean]"
)
ONE_FORM = (
    "`share` is computed in exactly one way: "
    "write one of `share`, `difference`, `sum`, `mean`, `ratio`, `change`, `days` [one-form]"
)
PART_DIFFERS = "`length` and `part` differ in type or unit, so that nothing can be computed from both [part-differs]"
PART_ROUNDED = (
    "`rate` has `rounded_to`: nothing exact follows from it; drop it, or let profiles state the result [part-rounded]"
)
UNIT_OF = "only a `ratio` has a `unit`; whatever else is computed has that of its parts [unit-of]"
CIRCLE = "the criteria refer to each other in a circle:"
MUST = "a condition in `must` must also stand in `of` [must-not-member]"

# What is changed, and the problems: a bar stands before the word that each points at.
MISTAKES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "a misspelt indicator": (
        [("test: {indicator: flag,", "test: {indicator: flog,")],
        [("|flog", "unknown indicator `flog`; did you mean `flag`? [undeclared-indicator]")],
    ),
    "a misspelt threshold": (
        [("gte: {threshold: high}", "gte: {threshold: hihg}")],
        [("|hihg", "unknown threshold `hihg`; did you mean `high`? [undeclared-threshold]")],
    ),
    "a misspelt criterion": (
        [("any_of: [many,", "any_of: [mnay,")],
        [("|mnay", "unknown criterion `mnay`; did you mean `many`? [undeclared-criterion]")],
    ),
    "a misspelt criterion in must": (
        [("must: [good]", "must: [goood]")],
        [("|goood", "unknown criterion `goood`; did you mean `good`? [undeclared-criterion]")],
    ),
    "a misspelt source": (
        [("cite: [law#2, news]", "cite: [law#2, newz]")],
        [("|newz", "unknown source `newz`; did you mean `news`? [undeclared-source]")],
    ),
    "a misspelt source alone": (
        [("cite: law#1", "cite: lew#1")],
        [("|lew#1", "unknown source `lew`; did you mean `law`? [undeclared-source]")],
    ),
    "a misspelt source of a notice": (
        [("2022-12-31, cite: law,", "2022-12-31, cite: lew,")],
        [("|lew,", "unknown source `lew`; did you mean `law`? [undeclared-source]")],
    ),
    "a misspelt place": (
        [("delta: 70%", "dleta: 70%")],
        [("|dleta", "`dleta` is not a place of this threshold; did you mean `delta`? [undeclared-place]")],
    ),
    "a misspelt scope": (
        [("scope: [base]", "scope: [good, bass]")],
        [("|bass", "unknown criterion `bass`; did you mean `base`? [undeclared-criterion]")],
    ),
    "a misspelt criterion in a case": (
        [("because: [many]", "because: [mony]")],
        [("|mony", "unknown criterion `mony`; did you mean `many`? [undeclared-criterion]")],
    ),
    "a misspelt outcome in a case": (
        [("outcomes: {base: met}", "outcomes: {bose: met}")],
        [("|bose", "unknown criterion `bose`; did you mean `base`? [undeclared-criterion]")],
    ),
    "a misspelt indicator in a case": (
        [("missing: [rate]", "missing: [rote]")],
        [("|rote", "unknown indicator `rote`; did you mean `rate`? [undeclared-indicator]")],
    ),
    "no comparison": (
        [("{indicator: flag, is: true}", "{indicator: flag}")],
        [("|{indicator: flag}", ("`flag` is compared with nothing: "
          "add `is`, `gte`, `gt`, `lte`, `lt` or `in` [no-comparison]"))],
    ),
    "an order that is none": (
        [("{indicator: flag, is: true}", "{indicator: flag, gte: true}")],
        [("gte: |true", NOT_ORDERED)],
    ),
    "a constant of another type": (
        [("{indicator: flag, is: true}", "{indicator: flag, is: yes}")],
        [("|yes", NOT_BOOLEAN)],
    ),
    "a percentage without its sign": (
        [("lt: 99%", "lt: 99")],
        [("lt: |99", "`99` lacks the % sign; write `99%` if it is a percentage [percent-sign]")],
    ),
    "a value that an enumeration does not have": (
        [("in: [none]", "in: [none, hgih]")],
        [("|hgih", "`hgih` is not one of the values of `level`; did you mean `high`? [not-a-value]")],
    ),
    "a value in is_not": (
        [("is_not: none", "is_not: nnone")],
        [("|nnone", "`nnone` is not one of the values of `level`; did you mean `none`? [not-a-value]")],
    ),
    "a threshold of another type": (
        [("gte: {threshold: high}", "gte: {threshold: enough}")],
        [("gte: {threshold: |enough",
          "the threshold `enough` is of type `count`, expected `percent` here [other-type]")],
    ),
    "a threshold that cannot be a number of members": (
        [("n: {threshold: enough}", "n: {threshold: day}"), ("  enough:", DAY + "  enough:")],
        [("threshold: |day", "the threshold `day` is of type `date`, expected `count` here [other-type]")],
    ),
    "a number of members by a threshold that is not there": (
        [("n: {threshold: enough}", "n: {threshold: enuogh}")],
        [("|enuogh", "unknown threshold `enuogh`; did you mean `enough`? [undeclared-threshold]")],
    ),
    "two places in one comparison": (
        [("  enough:", LOW + "  enough:"), ("lt: 99%", "lt: {threshold: low}")],
        [("|{indicator: rate, gte", ("the thresholds of one comparison depend on different indicators: "
          "level, region [two-places]"))],
    ),
    "a threshold by no enumeration": (
        [("by: region", "by: flag")],
        [("by: |flag", "`flag` must be an indicator of type `enum` [by-not-enum]")],
    ),
    "a threshold by an indicator that is not there": (
        [("by: region", "by: regoin")],
        [("|regoin", "unknown indicator `regoin`; did you mean `region`? [undeclared-indicator]")],
    ),
    "a threshold of a type that has none": (
        [("  enough:", DAY.replace("date,", "text,") + "  enough:")],
        [("type: |text, basis", ("a threshold cannot be of type `text`: "
          "expected percent, count, number, money or date [threshold-type]"))],
    ),
    "a constant of a threshold that does not fit": (
        [("default: 40%", "default: 40")],
        [("|40}", "`40` lacks the % sign; write `40%` if it is a percentage [percent-sign]")],
    ),
    "a period that ends before it begins": (
        [("until: 2025-12-31", "until: 2020-12-31")],
        [("|2020-12-31", "the period ends on 2020-12-31, before it begins on 2021-01-01 [period-backwards]")],
    ),
    "a threshold's period that ends before it begins": (
        [("until: 2021-12-31", "until: 2020-12-31")],
        [("|2020-12-31", "the period ends on 2020-12-31, before it begins on 2021-01-01 [period-backwards]")],
    ),
    "a notice's period that ends before it begins": (
        [("until: 2022-12-31", "until: 2020-12-31")],
        [("|2020-12-31", "the period ends on 2020-12-31, before it begins on 2021-01-01 [period-backwards]")],
    ),
    "an enumeration without values": (
        [("  opened:", "  empty: {type: enum, label: {vi: a, en: a}}\n  opened:")],
        [("|empty:", "`empty`: an indicator of type `enum` or `set` has `values`, others have none [enum-values]")],
    ),
    "values that are not of an enumeration": (
        [("flag: {type: boolean", "flag: {type: boolean, values: [a]")],
        [("|flag: {type", "`flag`: an indicator of type `enum` or `set` has `values`, others have none [enum-values]")],
    ),
    "a range of what is no number": (
        [("flag: {type: boolean", "flag: {type: boolean, range: {min: 1}")],
        [("range: |{min: 1}", "`flag` is not a number [not-numeric]")],
    ),
    "a range that is turned around": (
        [("range: {min: 0, max: 50}", "range: {min: 60, max: 50}")],
        [("|{min: 60", "the minimum of `length` is above its maximum [range-backwards]")],
    ),
    "an end of a range that is no number": (
        [("range: {min: 0, max: 50}", "range: {min: 0, max: 5o}")],
        [("|5o", "`5o` is not a number [not-a-number]")],
    ),
    "a rounding of a count": (
        [("whole: {type: count", "whole: {type: count, rounded_to: 1")],
        [("rounded_to: |1", "`whole` is not a number [not-numeric]")],
    ),
    "a rounding by nothing": (
        [("rounded_to: 0.1%", "rounded_to: 0%")],
        [("rounded_to: |0%", "`0%` is not a rounding step above 0 [bad-rounding]")],
    ),
    "a rounding that is no percentage": (
        [("rounded_to: 0.1%", "rounded_to: abc")],
        [("|abc", "`abc` lacks the % sign; write a percentage, such as `80%` [percent-sign]")],
    ),
    "at most something that is no count": (
        [("at_most: whole", "at_most: length")],
        [("at_most: |length", "`length` must be an indicator of type `count` [not-a-count-indicator]")],
    ),
    "at most something that is not there": (
        [("at_most: whole", "at_most: hole")],
        [("at_most: |hole", "unknown indicator `hole`; did you mean `whole`? [undeclared-indicator]")],
    ),
    "a share of what is no count": (
        [("share: {of: part, in: whole}", "share: {of: rate, in: hole}")],
        [
            (
                "of: |rate",
                "`share` is computed from `count`, `money`, `number`, and `rate` is of type `percent` [part-type]",
            ),
            ("in: |hole", "unknown indicator `hole`; did you mean `whole`? [undeclared-indicator]"),
        ],
    ),
    "a figure that is computed in two ways": (
        [("share: {share: {of: part, in: whole}", "share: {share: {of: part, in: whole}, sum: [part, whole]")],
        [("derived:\n  |share: {share", ONE_FORM)],
    ),
    "a sum of what has another unit": (
        [("share: {share: {of: part, in: whole}", "share: {sum: [part, length]")],
        [("sum: [part, |length", PART_DIFFERS)],
    ),
    "a part that stands twice": (
        [("share: {share: {of: part, in: whole}", "share: {sum: [part, whole, part]")],
        [("sum: [part, whole, |part", "`part` already stands in this computation [part-twice]")],
    ),
    "a part that is rounded": (
        [("share: {share: {of: part, in: whole}", "share: {mean: [rate]")],
        [("mean: [|rate", PART_ROUNDED)],
    ),
    "a figure that rests on itself": (
        [("share: {share: {of: part, in: whole}", "share: {mean: [share]")],
        [("derived:\n  |share: {mean", "the indicators depend on each other in a circle: share → share [circle]")],
    ),
    "a unit of what is no ratio": (
        [("share: {share: {of: part, in: whole}", "share: {share: {of: part, in: whole}, unit: km")],
        [("in: whole}, unit: |km", UNIT_OF)],
    ),
    "a condition in must that is no member": (
        [("must: [good]", "must: [base]")],
        [("must: [|base", MUST)],
    ),
    "what must not be met, in must": (
        [("must: [good]", "must: [{none_of: [good]}]")],
        [("must: [|{none_of", MUST)],
    ),
    "a condition in must, in a group": (
        [("must: [good]", "must: [{any_of: [good, base]}]")],
        [("must: [{any_of: [good, |base", MUST)],
    ),
    "criteria in a circle": (
        [("test: {indicator: flag, is: true}", "test: many"),
         ("must: [good]", "must: [good]\n    note: {vi: a, en: a}"),
         ("{indicator: share, gt: {threshold: guess}}", "base")],
        [("of: [good, |base, {none_of", f"{CIRCLE} base → many → base; leave one of the references out [circle]")],
    ),
    "a criterion that is itself": (
        [("test: {indicator: flag, is: true}", "test: base")],
        [("test: |base", f"{CIRCLE} base → base; leave one of the references out [circle]")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_at_its_place(changes: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    """Each mistake is one problem, at the word that is wrong, with what to do."""
    text = changed(*changes)
    assert problems(text) == [f"{placed(text, marked)}: {message}" for marked, message in expected]


@pytest.mark.parametrize(
    "need", ["0", "-1", "1.5", "0%", "101%", "abc", "x%", "3/2", "2/0", "2/3%", "1e3", "1,5%", "+2"]
)
def test_a_number_of_members_that_is_none_is_refused(need: str) -> None:
    """A need is a whole number above 0, or a share above 0 and up to all."""
    assert problems(changed(("n: 2\n", f"n: {need}\n"))) == [
        f"41:12: `{need}` is not a number of members: write `2`, `80%` or `2/3`, above 0 [bad-need]"
    ]


@pytest.mark.parametrize("most", ["-1", "1.5", "50%", "abc", "2/3", "+2", "1e3"])
def test_a_number_that_no_more_members_may_reach_is_whole(most: str) -> None:
    """What `at_most` allows is a whole number from 0 on."""
    text = changed(("at_least:\n", "at_most:\n"), ("n: 2\n", f"n: {most}\n"), ("        must: [good]\n", ""))
    assert problems(text) == [
        f"41:12: `{most}` is not a number of members: write `2`, a whole number from 0 on [bad-most]"
    ]


@pytest.mark.parametrize(
    "must", ["{gt: {threshold: guess}, indicator: share}", "{indicator: share, gt: {threshold: guess}}"]
)
def test_a_condition_in_must_is_the_one_in_of_however_it_is_written(must: str) -> None:
    """The order of keys means nothing."""
    assert problems(changed(("must: [good]", f"must: [{must}]"))) == []


def test_all_mistakes_come_together() -> None:
    """One run tells every undeclared name, in the order of the file."""
    found = problems(changed(("cite: law#1", "cite: lew#1"), ("lt: 99%", "lt: 99"), ("scope: [base]", "scope: [bass]")))
    assert [text.rpartition("[")[2] for text in found] == [
        "undeclared-source]",
        "percent-sign]",
        "undeclared-criterion]",
    ]


@pytest.mark.parametrize(
    ("key", "line"), [("in_force", "in_force: {from: 2021-01-01, until: 2025-12-31}\n"), ("verdict", "")]
)
def test_a_rule_set_that_extends_none_has_a_period_and_a_verdict(key: str, line: str) -> None:
    """Both are required, and what is missing at the top is placed where the file begins."""
    text = SMALL.replace(line, "") if line else SMALL[: SMALL.index("verdict:")]
    assert problems(text) == [f"1:1: the key `{key}` is missing [missing-key]"]


def test_an_indicator_and_a_derived_one_cannot_share_an_id() -> None:
    """One of two declarations of a name is never lost silently."""
    found = problems(
        changed(("derived:\n", "derived:\n  rate: {share: {of: part, in: whole}, label: {vi: a, en: a}}\n"))
    )
    assert len(found) == 1
    assert found[0].startswith("21:3: ")


def test_only_when_compares_with_a_value_and_not_with_a_threshold() -> None:
    """A threshold changes with the date; whether two facts contradict each other does not."""
    only_when = "only_when: {indicator: level, is_not: none}"
    found = problems(changed((only_when, "only_when: {indicator: rate, gte: {threshold: high}}")))
    assert [text.partition(": ")[2] for text in found] == [
        "`only_when` compares with a value, not with a threshold or a time [only-when-threshold]"
    ]


# ---------------------------------------------------------------------------------------------------------- extends

CHILD = """\
format: 1
id: child
version: "1"
label: {vi: Con, en: Child}
extends: pilot-smart-2023
"""


def child(more: str) -> list[str]:
    return problems(CHILD + more)


def test_a_child_takes_over_everything_but_the_cases() -> None:
    """Period, verdict, criteria and remarks are those of the parent; its cases stay with it."""
    rules = parse_ruleset(CHILD)
    parent = rules.parent
    assert parent is not None
    assert (rules.id, rules.in_force, rules.scope, rules.eligible_when) == (
        "child", parent.in_force, parent.scope, parent.eligible_when,
    )  # fmt: skip
    assert (rules.issuer, rules.force_note, rules.score_basis) == (parent.issuer, parent.force_note, parent.score_basis)
    assert (rules.remarks, rules.not_known, rules.readings) == (parent.remarks, parent.not_known, parent.readings)
    assert rules.criteria == parent.criteria
    assert rules.cases == ()


def test_a_child_replaces_a_threshold() -> None:
    """The only thing of the parent that a child may change."""
    values = "[{from: 2023-06-05, default: 90%}]"
    threshold = f"thresholds: {{smartphone_min: {{type: percent, basis: province, cite: tt60, values: {values}}}}}\n"
    assert parse_ruleset(CHILD + threshold).thresholds["smartphone_min"].values[0].default == 90


def test_a_child_adds_criteria_and_says_anew_when_a_commune_is_eligible() -> None:
    """New criteria may name those of the parent; its scope stays."""
    rules = parse_ruleset(
        CHILD
        + "sources: {mine: {title: {vi: a, en: a}, kind: province, date: 2024-01-01}}\n"
        + "criteria: {both: {label: {vi: a, en: a}, cite: mine, test: {all_of: [advanced_ntm, facilities]}}}\n"
        + "verdict: {eligible_when: both}\n"
    )
    assert bare(rules.eligible_when) == Reference("both")
    assert rules.parent is not None
    assert rules.scope == rules.parent.scope == ("is_commune", "not_central_pilot")
    assert "both" in rules.criteria


LABEL = "label: {vi: a, en: a}"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("sources: {article: {title: {vi: a, en: a}, kind: law, date: 2024-01-01}}", "6:11: `article`"),
        (f"indicators: {{adults: {{type: count, {LABEL}}}}}", "6:14: `adults`"),
        (f"indicators: {{smartphone_rate: {{type: percent, {LABEL}}}}}", "6:14: `smartphone_rate`"),
        (f"criteria: {{facilities: {{{LABEL}, cite: article, test: advanced_ntm}}}}", "6:12: `facilities`"),
        (f"derived: {{smartphone_rate: {{share: {{of: adults, in: adults}}, {LABEL}}}}}", "6:11: `smartphone_rate`"),
        (f"derived: {{unit_type: {{share: {{of: adults, in: adults}}, {LABEL}}}}}", "6:11: `unit_type`"),
    ],
)
def test_a_child_cannot_redefine_what_its_parent_has(more: str, expected: str) -> None:
    """Sources and indicators can only be added, criteria are replaced elsewhere; the place is the taken name."""
    said = f"{expected} already stands in `pilot-smart-2023`; only thresholds and criteria can be replaced"
    if more.startswith("criteria"):
        said += "; write `replace: {criteria: {facilities: …}}`, or give it another id"
    assert child(more) == [f"{said} [redefined]"]


def test_a_replaced_threshold_keeps_its_type() -> None:
    """A percentage cannot become a count."""
    more = (
        "thresholds: {smartphone_min: {type: count, basis: law, cite: tt60, values: [{from: 2023-06-05, default: 9}]}}"
    )
    assert child(more) == [
        "6:37: the threshold `smartphone_min` is of type `count`, expected `percent` here [other-type]"
    ]


def test_only_when_cannot_use_a_parents_threshold() -> None:
    """Also a threshold that is declared already is no constant."""
    only_when = "{indicator: smartphone_rate, gte: {threshold: smartphone_min}}"
    more = f"indicators: {{x: {{type: text, {LABEL}, only_when: {only_when}}}}}"
    (found,) = (text for text in child(more) if "[only-when-threshold]" in text)
    assert found.endswith("`only_when` compares with a value, not with a threshold or a time [only-when-threshold]")


def test_a_circle_through_a_parents_criterion_is_found() -> None:
    """Criteria of a child that refer to each other in a circle are refused at one of them."""
    more = (
        f"criteria:\n  a: {{{LABEL}, cite: article, test: {{all_of: [facilities, b]}}}}\n"
        f"  b: {{{LABEL}, cite: article, test: a}}\n"
    )
    (found,) = (text for text in child(more) if "[circle]" in text)
    assert found.startswith(("7:68: the criteria refer to each other in a circle:", "8:51: the criteria refer"))


def test_the_digest_covers_the_parent() -> None:
    """The same text has the same digest; any change, also of whitespace, has another."""
    assert small().sha256 == small().sha256
    assert small().sha256 != parse_ruleset(SMALL + "\n").sha256
    assert len(small().sha256) == 64


def nested(levels: int) -> str:
    """A chain of criteria of so many levels, the leaf being the first."""
    lines = [f"  c{n}: {{{LABEL}, cite: law, test: c{n - 1}}}" for n in range(1, levels - 1)]
    first = f"  c0: {{{LABEL}, cite: law, test: {{indicator: flag, is: true}}}}"
    return changed(("criteria:\n", "\n".join(["criteria:", first, *lines, ""])))


def test_references_nest_no_deeper_than_documents() -> None:
    """64 levels of references are allowed; the criterion with the 65th is named."""
    assert problems(nested(64)) == []
    text = nested(65)
    assert problems(text) == [f"{placed(text, '|c63: ')}: nested more than 64 levels deep [too-deep]"]


CASES = """\
format: 1
ruleset: small
cases:
  - {name: one, on: 2023-01-01, facts: {flag: true}, expect: {verdict: eligible, because: [many], missing: [rate]}}
"""


def linked(text: str) -> tuple[Case, ...]:
    document = read_document(Source("c.yaml", text))
    return link_cases(cases_file(document).cases, small(), document)


def test_cases_of_their_own_file_are_read_with_the_names_of_the_rule_set() -> None:
    """They point into their own file."""
    (case,) = linked(CASES)
    assert (case.name, case.on, case.path, case.document.name) == ("one", date(2023, 1, 1), ("cases", 0), "c.yaml")


def test_misspelt_names_in_a_file_of_cases_are_refused() -> None:
    """At their places in that file."""
    with pytest.raises(InputError) as caught:
        linked(CASES.replace("many", "mony").replace("[rate]", "[rote]"))
    assert [problem.say("en") for problem in caught.value.problems] == [
        f"c.yaml:{placed(CASES, '|many')}: unknown criterion `mony`; did you mean `many`? [undeclared-criterion]",
        f"c.yaml:{placed(CASES, '|rate')}: unknown indicator `rote`; did you mean `rate`? [undeclared-indicator]",
    ]


CRITERIA_BEFORE = """\
import sys
from smartcommune.rulesets.library import parse_ruleset
print(list(parse_ruleset(sys.stdin.read()).criteria))
"""


@pytest.mark.full
def test_the_order_of_the_criteria_is_the_same_in_every_run() -> None:
    """Criteria that are named before they are declared come in the order in which they are named."""
    criteria = {"x": {"all_of": ["d", "b", "c", "e"]}, **{id: yes(id) for id in "edcb"}}
    orders = {order_of(criteria, seed) for seed in "1234"}
    assert orders == {"['d', 'b', 'c', 'e', 'x']\n"}


def order_of(criteria: Mapping[str, Any], seed: str) -> str:
    ruleset = {"criteria": {id: {"label": label(id), "cite": "law", "test": test} for id, test in criteria.items()}}
    text = json.dumps({**as_data(tiny({"x": yes("a")}, "x").document.root), **ruleset})
    environment = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", CRITERIA_BEFORE]
    return subprocess.run(command, input=text, env=environment, capture_output=True, text=True, check=True).stdout
