"""Rule sets to descriptions: nothing is left out, nothing is left to look up, and what is assumed says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from smartcommune.authoring.cases import cases_beside
from smartcommune.authoring.show.describe import describe, summary
from smartcommune.authoring.show.description import (
    ConditionText,
    Description,
    Requirement,
    ThresholdText,
    basis,
    counted,
    name,
    scored,
    source_line,
    taken,
    used,
)
from smartcommune.messages import LANGUAGES
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.model.threshold import Span
from smartcommune.model.wording import period
from smartcommune.problems import InputError
from smartcommune.rulesets.library import built_in, load, parse_ruleset
from tests.quick import RULE_SETS as QUICK
from tests.quick import some

from .small import changed, small
from .tiny import ethnic, threshold, tiny, yes
from .trees import Sample, samples

TODAY = date(2023, 6, 30)
PILOT = "pilot-smart-2023"


def described(ruleset: RuleSet, criterion: str | None = None, day: date | None = None) -> Description:
    return describe(ruleset, day, TODAY, criterion)


def every(clause: ConditionText) -> Iterator[ConditionText]:
    yield clause
    for member in clause.members:
        yield from every(member)


def requirement(found: Description, id: str) -> Requirement:
    return next(item for item in found.criteria if item.id == id)


def limit(found: Description, id: str) -> ThresholdText:
    return next(item for item in found.thresholds if item.id == id)


def sentence(test: Any, **more: Any) -> str:
    """The only criterion of a tiny rule set in one English sentence."""
    return described(tiny({"it": test}, "it", **more)).criteria[0].test.say("en")


# ---------------------------------------------------------------------------------------------------------------------
# The whole and its parts


@pytest.mark.parametrize("id", some(built_in(), QUICK))
def test_nothing_is_left_out(id: str) -> None:
    """Every criterion, threshold and source of a built-in rule set stands in its description, once.

    What belongs to a rule set whose verdict it asks for stands in that one's description.
    """
    ruleset = load(id)
    found = described(ruleset)
    assert sorted(item.id for item in found.criteria) == sorted(id for id in ruleset.criteria if not is_borrowed(id))
    elsewhere = [load(other) for other in ruleset.uses]
    thresholds = {item.id for item in found.thresholds}
    assert set(ruleset.thresholds) - thresholds <= {id for other in elsewhere for id in other.thresholds}
    sources = {source.id for _, source in found.sources}
    assert set(ruleset.sources) - sources <= {id for other in elsewhere for id in other.sources}
    assert elsewhere or (len(thresholds), len(sources)) == (len(ruleset.thresholds), len(ruleset.sources))
    assert found.not_known == ruleset.not_known
    assert [item.text for item in found.remarks] == [remark.text for remark in ruleset.remarks]


def test_another_rule_set_is_named_not_unfolded() -> None:
    """A condition that asks for another rule set's verdict says where to read on, and has no number here."""
    found = described(load("ntm-model-2021"))
    clause = found.criteria[1].test.members[1]
    assert (clause.kind, clause.criterion) == ("ruleset", None)
    assert "(see the rule set ntm-advanced-2021)" in clause.text.say("en")
    with pytest.raises(InputError):
        described(load("ntm-model-2021"), "ntm-advanced-2021:eligible")


@given(samples())
def test_criteria_are_numbered_in_reading_order(sample: Sample) -> None:
    """From 1 upwards; a criterion comes before those that it rests on."""
    found = described(sample.ruleset)
    assert [item.number for item in found.criteria] == list(range(1, len(sample.ruleset.criteria) + 1))
    numbers = {item.id: item.number for item in found.criteria}
    for item in found.criteria:
        for clause in every(item.test):
            assert clause.criterion is None or numbers[clause.criterion] > item.number


def test_a_criterion_comes_with_those_below_it_only() -> None:
    """With their thresholds and sources, under the numbers that they have in the whole document."""
    ruleset = load(PILOT)
    whole, part = described(ruleset), described(ruleset, "ict_in_outstanding_field")
    assert [item.id for item in part.criteria] == ["ict_in_outstanding_field", "ict_capability", "in_outstanding_field"]
    assert set(part.criteria) <= set(whole.criteria)
    assert [item.id for item in part.thresholds] == ["broadband_min", "work_files_min"]
    cited = {cited.source.id for item in (*part.criteria, *part.thresholds) for cited in item.citations}
    assert {source.id for _, source in part.sources} == cited
    assert (part.verdict, part.not_known, part.remarks) == (None, (), ())
    assert part.counts["assumption"] == 2


def test_a_criterion_that_weighs_nothing_has_no_score() -> None:
    """The scope of the pilot selection does not count."""
    assert described(load(PILOT), "is_commune").scoring is None


def test_an_unknown_criterion_is_a_problem_with_a_suggestion() -> None:
    """Placed at an option, so that the command line answers that it was used badly."""
    with pytest.raises(InputError) as caught:
        described(load(PILOT), "smartphone_us")
    (problem,) = caught.value.problems
    assert problem.id == "undeclared-criterion"
    assert problem.say("en") == (
        "--criterion: unknown criterion `smartphone_us`; did you mean `smartphone_use`? [undeclared-criterion]"
    )


def test_a_summary_counts() -> None:
    """Criteria, cases, thresholds, and how many of these rest on what."""
    ruleset = load(PILOT)
    cases = len(cases_beside(ruleset, built_in()[PILOT]))
    found = summary(ruleset, cases)
    assert (found.criteria, found.cases, found.thresholds) == (11, cases, 6)
    assert found.counts == {"law": 0, "guidance": 0, "province": 0, "assumption": 6}
    assert found.grounds == {"law": 0, "guidance": 11, "province": 0, "press": 0}
    assert found.score_basis == "assumption"


# ---------------------------------------------------------------------------------------------------------------------
# The day


@pytest.mark.parametrize(
    ("as_of", "today", "taken_day", "why"),
    [
        (None, "2023-06-30", "2023-06-30", "today"),
        (None, "2030-01-01", "2025-12-31", "last"),
        (None, "2020-01-01", "2021-01-01", "first"),
        ("2024-01-01", "2023-06-30", "2024-01-01", "given"),
        ("2026-01-01", "2023-06-30", "2026-01-01", "outside"),
    ],
)
def test_the_day_is_taken_and_told(as_of: str | None, today: str, taken_day: str, why: str) -> None:
    """What was asked for, else today, else the nearest day in force; the document says which and why."""
    given = None if as_of is None else date.fromisoformat(as_of)
    day = describe(small(), given, date.fromisoformat(today)).day
    assert (day.date.isoformat(), day.why) == (taken_day, why)
    assert taken_day in taken(day).say("en")


def test_a_rule_set_without_an_end_is_taken_on_its_first_day_before_it_begins() -> None:
    """There is no last day to take."""
    ruleset = parse_ruleset(changed((", until: 2025-12-31}\nsources", "}\nsources")))
    assert describe(ruleset, None, date(2020, 1, 1)).day.why == "first"
    assert describe(ruleset, None, date(2050, 1, 1)).day.why == "today"


def test_the_thresholds_are_those_of_the_day() -> None:
    """A value that was replaced is not shown, and where there was none that is said."""
    values = [{"from": "2021-01-01", "until": "2021-12-31", "default": "1"}, {"from": "2023-01-01", "default": "2"}]
    need = {"need": {"type": "count", "basis": "law", "cite": "law", "values": values}}
    ruleset = tiny({"it": {"indicator": "part", "gte": {"threshold": "need"}}}, "it", thresholds=need)
    texts = []
    for year in (2021, 2022, 2023):
        found = described(ruleset, day=date(year, 6, 1))
        texts.append((limit(found, "need").value.say("en"), found.criteria[0].test.say("en")))
    assert texts == [
        ("1", "part: at least 1"),
        ("no value on this date", "part: a threshold that has not been set"),
        ("2", "part: at least 2"),
    ]
    assert limit(described(ruleset, day=date(2022, 6, 1)), "need").span is None


# ---------------------------------------------------------------------------------------------------------------------
# Sentences


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (yes("a"), "a"),
        ({"indicator": "a", "is": "false"}, "a: no"),
        ({"indicator": "rate", "gte": "80%", "lt": "90%"}, "rate: at least 80%, less than 90%"),
        ({"indicator": "rate", "gte": "100%"}, "rate: 100%"),
        ({"indicator": "length", "gt": "20"}, "length: more than 20 km"),
        ({"indicator": "level", "gte": "basic"}, "level: “basic” or higher"),
        ({"indicator": "region", "in": ["delta", "other"]}, "region: one of: delta, other"),
        ({"indicator": "region", "is_not": "delta"}, "region: other than “delta”"),
        ({"indicator": "opened", "within": {"years": "1"}}, "opened: within 1 year before the day of assessment"),
        (
            {"indicator": "opened", "longer_ago_than": {"months": "18"}},
            "opened: more than 18 months before the day of assessment",
        ),
        ({"not": yes("a")}, "Not: a) a"),
        (
            {"all_of": [yes("a"), {"none_of": [yes("b")]}]},
            "All of the following: a) a; b) None of the following: (1) b",
        ),
        ({"at_most": {"n": "1", "of": [yes("a"), yes("b")]}}, "Of the following, at most 1: a) a; b) b"),
        ({"at_least": {"n": "80%", "of": [yes("a"), yes("b")]}}, "Of the following, at least 80%: a) a; b) b"),
        (
            {"at_least": {"n": "1", "of": [yes("a"), yes("b")], "must": [yes("b")]}},
            "Of the following, at least 1: a) a; b) b; c) These must be met: (1) b",
        ),
    ],
)
def test_a_condition_is_a_sentence(test: Any, expected: str) -> None:
    """Every kind of condition, with the parts of a group marked."""
    assert sentence(test) == expected


def test_deep_parts_have_marks_of_their_own() -> None:
    """Below the second level the mark has the numbers on the way, until it would take more room than the text."""
    deep = {"any_of": [{"any_of": [{"any_of": [{"any_of": [{"any_of": [yes("a")]}]}]}]}]}
    marks = [part.rpartition("; ")[2].split(" ")[0] for part in sentence(deep).split(": ")[1:]]
    assert marks == ["a)", "(1)", "(1.1)", "(1.1.1)", "(…1)"]


def test_marks_go_on_after_z() -> None:
    """As in a long list of points."""
    clause = described(tiny({"it": {"any_of": [yes("a")] * 28}}, "it")).criteria[0].test
    assert [member.mark for member in clause.members][24:] == ["y)", "z)", "aa)", "ab)"]


def test_another_criterion_is_named_with_its_number() -> None:
    """So that a reader finds it."""
    found = described(tiny({"it": {"not": "other"}, "other": yes("a")}, "it"))
    assert requirement(found, "it").test.say("en") == "Not: a) Criterion 2: other"
    assert [clause.criterion for clause in every(requirement(found, "it").test)] == [None, "other"]


def test_an_assumed_threshold_is_marked_in_every_sentence() -> None:
    """In a comparison and in a number of members, and nowhere else."""
    assumed = {"guess": threshold("percent", "40%", "assumption"), "enough": threshold("count", "1", "assumption")}
    leaf = {"indicator": "rate", "gte": {"threshold": "guess"}}
    group = {"at_least": {"n": {"threshold": "enough"}, "of": [leaf, yes("a")]}}
    found = described(tiny({"it": group}, "it", thresholds=assumed))
    text = found.criteria[0].test.say("en")
    assert text == "Of the following, at least 1, assumed*: a) rate: at least 40%, assumed*; b) a"
    assert [clause.is_assumed for clause in every(found.criteria[0].test)] == [True, True, False]
    assert found.rests_on_assumptions


def test_law_has_no_mark() -> None:
    """Where nothing is assumed, nothing says so."""
    found = described(ethnic())
    assert not found.rests_on_assumptions
    assert "assumed" not in " ".join(item.test.say("en") for item in found.criteria)


def test_a_threshold_of_several_places_is_given_at_each() -> None:
    """In the sentence and in the list, with the ordinary value last in the list."""
    found = described(ethnic())
    assert requirement(found, "high_poverty").test.say("en") == "Poverty rate: at least 20% (mekong_delta: 15%)"
    assert (
        requirement(found, "high_poverty").test.say("vi") == "Tỷ lệ hộ nghèo từ 20 % (riêng mekong_delta: 15 %) trở lên"
    )
    high = limit(found, "poverty_high")
    assert (high.by_place, high.value.say("en")) == (True, "mekong_delta: 15%; Elsewhere: 20%")
    assert [figure.place for figure in high.figures] == ["mekong_delta", None]
    assert name(high).say("en") == "poverty_high, by Region"


def test_a_place_without_a_value_says_so() -> None:
    """A threshold that has no ordinary value lists every place."""
    values = [{"from": "2021-01-01", "delta": "15%"}]
    need = {"need": {"type": "percent", "by": "region", "basis": "law", "cite": "law", "values": values}}
    found = described(tiny({"it": {"indicator": "rate", "gte": {"threshold": "need"}}}, "it", thresholds=need))
    assert limit(found, "need").value.say("en") == "delta: 15%; other: none set"
    assert found.criteria[0].test.say("en") == "rate: at least delta: 15%; other: none set"


def test_whether_a_criterion_applies_is_a_sentence_too() -> None:
    """It stands beside the test."""
    applies = requirement(described(ethnic()), "delta_poor").applies
    assert applies is not None
    assert applies.say("en") == "Region: mekong_delta"


@pytest.mark.parametrize("id", some(built_in(), QUICK))
def test_every_sentence_is_said_in_both_languages(id: str) -> None:
    """And nothing of the inside of the program shows in it."""
    found = described(load(id))
    for language in LANGUAGES:
        for item in found.criteria:
            assert "<" not in item.test.say(language)
            assert "None of" in item.test.say(language) or "None" not in item.test.say("vi")


# ---------------------------------------------------------------------------------------------------------------------
# Thresholds, weights, sources


def test_a_province_says_what_it_replaces() -> None:
    """With the value that it had, and that reaching its own does not suffice."""
    found = described(load("pilot-smart-lam-dong"))
    own = limit(found, "smartphone_min")
    assert own.replaces is not None
    assert (own.replaces.id, own.replaces.value.say("en")) == (PILOT, "80%")
    assert own.value.say("en") == "70% (reaching it exactly does not suffice)"
    parent = load(PILOT)
    changed = [id for id, item in load("pilot-smart-lam-dong").thresholds.items() if item != parent.thresholds.get(id)]
    assert [item.id for item in found.thresholds if item.replaces is not None] == changed
    assert requirement(found, "smartphone_use").test.say("en").endswith("more than 70%, assumed*")


def test_a_threshold_says_where_it_is_used() -> None:
    """By the numbers of criteria, in the verdict, or nowhere."""
    several = {"one": threshold("count", "1"), "two": threshold("count", "2"), "idle": threshold("count", "3")}
    part = {"indicator": "part", "gte": {"threshold": "one"}}
    verdict = {"at_least": {"n": {"threshold": "two"}, "of": ["it", "other"]}}
    found = described(tiny({"it": part, "other": part}, verdict, thresholds=several))
    assert [used(item).say("en") for item in found.thresholds] == [
        "Used in criteria 1, 2", "Used in the verdict", "Not used anywhere",
    ]  # fmt: skip
    assert used(limit(described(ethnic()), "poverty_mid")).say("en") == "Used in criterion 4"


def test_the_basis_of_a_threshold_is_told() -> None:
    """An assumed one says for which test its figure was published."""
    found = described(small())
    assert basis(limit(found, "high")).say("en") == "Basis: law"
    assert basis(limit(found, "guess")).say("en") == "ASSUMED*: another"
    assert basis(limit(found, "guess")._replace(from_test=None)).say("en") == "ASSUMED*"


def test_thresholds_are_counted_by_basis() -> None:
    """Also those of which there are none: that is what a reader looks for."""
    assert counted(described(small())).say("en") == (
        "3 thresholds: law 2 · guidance 0 · provincial decision 0 · assumed* 1"
    )
    assert counted(described(tiny({"it": yes("a")}, "it"))).say("en") == "No thresholds"
    one = tiny({"it": yes("a")}, "it", thresholds={"one": threshold("count", "1")})
    assert counted(described(one)).say("en").startswith("1 threshold: law 1 ")


def test_weights_are_listed_with_their_basis() -> None:
    """The heaviest first; a basis that is not stated is said to be missing."""
    scoring = described(ethnic()).scoring
    assert scoring is not None
    assert [line.say("en") for line in scored(scoring)] == [
        "Basis of the weights: not stated", "Weight 4: criterion 2", "Weight 2: criteria 3, 4",
        "Weight 1: criteria 1, 5, 6, 7",
    ]  # fmt: skip
    pilot = described(load(PILOT)).scoring
    assert pilot is not None
    assert scored(pilot)[0].say("en") == "Basis of the weights: assumed*"


def test_assumed_weights_alone_make_a_description_rest_on_assumptions() -> None:
    """A part without thresholds still shows the mark, so it explains it."""
    found = described(load(PILOT), "in_outstanding_field")
    assert found.thresholds == ()
    assert found.rests_on_assumptions


def test_a_citation_names_its_source() -> None:
    """By its number, else its issuer, else its kind; the title stands among the sources."""
    citations = [cited.say("en") for cited in limit(described(small()), "guess").citations]
    assert citations == ["[1] 1/QĐ", "[2] press, trang 1"]
    portal = limit(described(load(PILOT)), "mobile_coverage_min").citations[0]
    assert portal.say("en") == "[12] Portal of Phú Yên province, Nhóm hạ tầng số"


def test_a_source_says_when_its_date_is_not_known() -> None:
    """Number, issuer, date or why there is none, and kind, as far as there are any."""
    (_, law), (_, news) = described(small()).sources
    assert source_line(law).say("en") == "1/QĐ · 2020-01-01 · law · its text was read"
    assert source_line(news).say("en") == "not known · press"


def test_periods_are_worded_and_compared() -> None:
    """With and without an end."""
    open, closed = Span(date(2021, 1, 1), None), Span(date(2021, 1, 1), date(2025, 12, 31))
    assert period(open).say("vi") == "từ 01/01/2021"
    assert period(closed).say("en") == "2021-01-01 – 2025-12-31"
    assert open.includes(closed)
    assert closed.includes(closed)
    assert not closed.includes(open)
    assert not Span(date(2022, 1, 1), None).includes(closed)
    assert not Span(date(2021, 1, 1), date(2022, 1, 1)).includes(closed)
