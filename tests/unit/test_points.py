"""Points and levels of one small rule set: what is earned, at the edges, in words, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from smartcommune.assess.whole import assess
from smartcommune.authoring.schemas import schema
from smartcommune.authoring.show.describe import describe
from smartcommune.engine.evaluate import evaluate, leaf_possible
from smartcommune.engine.plan import make_plan
from smartcommune.engine.points import Earned, added, in_points, in_steps, on_scale
from smartcommune.logic import holding
from smartcommune.model.conditions import leaves_in
from smartcommune.model.points import Scale
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError
from smartcommune.reach.atoms import Climbing, begins
from smartcommune.render.json import assessments
from smartcommune.rulesets.library import load, parse_ruleset
from tests.profile_mapping import profile_from_mapping

TEXT = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
DAY = date(2023, 6, 30)
RULES = parse_ruleset(TEXT)
PLAN = make_plan(RULES, DAY)
KNOWN = {
    "terrain": "low",
    "people": "3600",
    "plan": "true",
    "rate": "72%",
    "tasks": "90%",
    "council": "5.5",
    "late": "3",
}


def earned(id: str, **facts: str) -> tuple[Fraction, Fraction]:
    """The fewest and the most points of a criterion."""
    found = evaluate(PLAN, profile_from_mapping({"facts": facts}, RULES).facts).earned[id]
    return found.low, found.high


def points(id: str, **facts: str) -> str:
    """The points of a criterion that is settled."""
    low, high = earned(id, **facts)
    assert low == high
    return str(low)


@pytest.mark.parametrize(
    ("id", "facts", "expected"),
    [
        ("done", {"tasks": "100%"}, "10"),
        ("done", {"tasks": "99.9%"}, "8"),
        ("done", {"tasks": "70%"}, "4"),
        ("done", {"tasks": "69.9%"}, "0"),
        # 10 points are rounded to hundredths: 84.9575 % is the first figure that gives all of them
        ("spent", {"rate": "84.9575%"}, "10"),
        ("spent", {"rate": "84.9574%"}, "999/100"),
        ("spent", {"rate": "60%"}, "353/50"),
        ("spent", {"rate": "59.99%"}, "0"),
        ("spent", {"rate": "59.9999999999999%"}, "0"),
        ("spent", {"rate": "72.2075%"}, "17/2"),
        ("spent", {"rate": "72.2074999999999%"}, "849/100"),
        ("spent", {"rate": "72.2075000000001%"}, "17/2"),
        ("spent", {"rate": "na"}, "0"),
        ("size", {"terrain": "low", "people": "3500"}, "10"),
        ("size", {"terrain": "low", "people": "3599"}, "10"),
        ("size", {"terrain": "low", "people": "3600"}, "21/2"),
        ("size", {"terrain": "low", "people": "8500"}, "35"),
        ("size", {"terrain": "low", "people": "90000"}, "35"),
        ("size", {"terrain": "high", "people": "2725"}, "21/2"),
        ("given", {"council": "5.494"}, "549/100"),
        ("given", {"council": "5.495"}, "11/2"),
        ("delay", {"late": "0"}, "0"),
        ("delay", {"late": "1"}, "-1"),
        ("delay", {"late": "2"}, "-1"),
        ("delay", {"late": "3"}, "-2"),
        ("delay", {"late": "30"}, "-10"),
        ("basic", {"plan": "true", "tasks": "100%", "rate": "na"}, "50"),
        ("total", KNOWN, "1133/20"),
    ],
)
def test_points_at_the_edges(id: str, facts: dict[str, str], expected: str) -> None:
    """Every way of earning points gives what the table of a decision says, on either side of each figure."""
    assert points(id, **facts) == expected


GIVEN = "points: {given: council}"
BELOW = TEXT.replace("range: {min: 0, max: 6}", "range: {min: -3.5, max: 6}")


@pytest.mark.parametrize(
    ("how", "stated", "expected"),
    [
        ("down", "-1.9", "-1"),
        ("down", "-1", "-1"),
        ("down", "-0.9", "0"),
        ("down", "1.9", "1"),
        ("half_even", "-0.5", "0"),
        ("half_even", "-0.500000000000001", "-1"),
        ("half_even", "-1.5", "-2"),
        ("half_even", "-2.5", "-2"),
        ("half_even", "2.5", "2"),
        ("half_away", "-0.5", "-1"),
        ("half_away", "-0.499999999999999", "0"),
        ("half_away", "-3.5", "-7/2"),
        ("half_away", "5.5", "6"),
    ],
)
def test_given_points_are_rounded_below_0_as_above(how: str, stated: str, expected: str) -> None:
    """Towards 0, away from it or to the even ones, within the range of what may be given."""
    rules = parse_ruleset(BELOW.replace(GIVEN, f"points: {{given: council, round: {{to: 1, how: {how}}}}}"))
    facts = profile_from_mapping({"facts": {"council": stated}}, rules).facts
    found = evaluate(make_plan(rules, DAY), facts).earned["given"]
    assert (str(found.low), str(found.high)) == (expected, expected)


@pytest.mark.parametrize(("people", "expected"), [("3599", "0"), ("3650", "0"), ("3699", "0"), ("3700", "11")])
def test_nothing_is_earned_below_a_figure_beside_a_threshold(people: str, expected: str) -> None:
    """Where points are counted from a threshold on, too, which may lie below that figure."""
    rules = parse_ruleset(TEXT.replace("base: 10, above", "none_below: 3700, base: 10, above"))
    facts = profile_from_mapping({"facts": {"terrain": "low", "people": people}}, rules).facts
    found = evaluate(make_plan(rules, DAY), facts).earned["size"]
    assert (str(found.low), str(found.high)) == (expected, expected)


@pytest.mark.parametrize(
    ("id", "facts", "expected"),
    [
        ("done", {}, (0, 10)),
        ("spent", {}, (0, 10)),
        ("size", {"people": "3600"}, (Fraction(21, 2), Fraction(29, 2))),
        ("delay", {}, (-10, 0)),
        ("basic", {"plan": "true", "tasks": "100%"}, (Fraction(175, 6), 50)),
    ],
)
def test_unknown_facts_leave_an_interval(id: str, facts: dict[str, str], expected: tuple[Any, Any]) -> None:
    """Its ends are what some way to fill them in gives: of what may not apply, too."""
    assert earned(id, **facts) == expected


def answer(**facts: str) -> Any:
    return assess(PLAN, profile_from_mapping({"facts": facts}, RULES))


@pytest.mark.full
def test_the_level_is_the_verdict() -> None:
    """A commune that falls into one level is settled; where several are possible it is not."""
    known = answer(**KNOWN)
    assert (known.verdict, [level.id for level in known.levels]) == (Verdict.ELIGIBLE, ["b"])
    open = answer(**{**KNOWN, "council": "?"})
    assert (open.verdict, [level.id for level in open.levels]) == (Verdict.ELIGIBLE, ["b"])
    both = answer(**{**KNOWN, "tasks": "?"})
    assert (both.verdict, [level.id for level in both.levels]) == (Verdict.UNDETERMINED, ["b", "c"])
    assert [item.indicator for item in both.missing] == ["tasks"]


def test_points_stand_in_the_reasons() -> None:
    """Each criterion says what it earns of what was to be had, the sum before its parts."""
    found = {reason.id: reason.text.say("vi") for reason in _every(answer(**KNOWN).reasons)}
    assert found["total"] == "56,65 của 91 điểm"
    assert found["done"] == "90 %: 8 của 10 điểm"
    assert found["has_plan"] == "đạt: 4 của 4 điểm"
    assert found["delay"] == "3 ngày: -2 điểm"


@pytest.mark.full
def test_json_is_what_its_schema_says() -> None:
    """Points, levels and what is lost stand in the JSON of an answer, settled or open."""
    answers = [answer(**KNOWN), answer(**{**KNOWN, "tasks": "?", "rate": "?"})]
    found = json.loads(assessments(answers, "vi"))
    Draft202012Validator(schema("assessment")).validate(found)
    settled, open = found["assessments"]
    assert settled["points"] == {"value": 56.65, "low": 56.65, "high": 56.65, "most": 91}
    assert (settled["level"], open["levels_possible"]) == ("b", ["b", "c"])


def _every(reason: Any) -> list[Any]:
    return [reason, *(below for child in reason.children for below in _every(child))]


def test_show_has_the_table_of_points() -> None:
    """A reader of the rules sees how points are earned, and the levels."""
    found = describe(RULES, DAY, DAY)
    said = {item.id: item.test.say("en") for item in found.criteria}
    assert said["has_plan"] == "Has a plan: 4 points"
    assert said["spent"] == (
        "Disbursed: in proportion, all 10 points from 85%; none below 60%; rounded to 0.01; "
        "where it does not apply it is left out of the most"
    )
    assert said["size"] == (
        "Population: 10 points; beyond 3,500 people (Mountain: 2,625 people) 0.5 points for every 100 people more; "
        "35 points at most"
    )
    assert said["basic"].endswith("scaled to 50 points")
    assert found.verdict.eligible.say("en").startswith("Levels, the best first: 1) Class A:")


MISTAKES = {
    "points without a test": ("test: {indicator: plan, is: true}, ", "", "points-without-test"),
    "a scale beside a test": ("is: true}, points: 4}", "is: true}, points: {sum: [done]}}", "points-beside-test"),
    "no way of earning": ("points: {given: council}", "points: {gives: council}", "wrong-kind"),
    "a weight": ("is: true}, points: 4}", "is: true}, points: 4, weight: 2}", "weight-beside-points"),
    "a sum of itself": ("sum: [has_plan, done, spent]", "sum: [has_plan, done, total]", "circle"),
    "a member twice": ("sum: [basic, size, given, delay]", "sum: [basic, size, spent]", "added-twice"),
    "a member without points": ("is: true}, points: 4}", "is: true}}", "no-points"),
    "a row that never counts": ("{gte: 90%, points: 8}", "{gte: 90%, points: 3}", "row-never"),
    "two rows alike": ("{gte: 90%, points: 8}", "{gte: 70%, points: -4}", "row-twice"),
    "rows both ways": ("{gte: 90%, points: 8}", "{gte: 90%, points: -8}", "rows-both-ways"),
    "a row of nothing": ("{gte: 90%, points: 8}", "{points: 8}", "no-comparison"),
    "a round of nothing": ("round: {to: 0.01}}}\n  size", "round: {to: 0}}}\n  size", "bad-step"),
    "a fine round": ("round: {to: 0.01}}}\n  size", "round: {to: 0.0001}}}\n  size", "scale-too-long"),
    "a target of nothing": ("full_at: 85%", "full_at: 0%", "not-above-zero"),
    "scaled to nothing": ("scaled_to: 50", "scaled_to: 0", "not-above-zero"),
    "no end": (", most: 35}}", "}}", "needs-end"),
    "given without a range": (", range: {min: 0, max: 6}", "", "given-without-range"),
    "a named scored criterion": ("{points: total, gte: 40}", "total", "points-only"),
    "points and percent": ("{points: total, gte: 40}", "{points: total, gte: 40, lt: 90%}", "points-and-percent"),
    "a share of a deduction": ("{points: total, gte: 40}", "{points: delay, gte: 40%}", "share-of-no-points"),
    "a level below": ("{points: total, gte: 40}", "{level: c}", "undeclared-level"),
    "a level for all in the middle": (", when: {points: total, gte: 40}}", "}", "level-for-all"),
    "two levels alike": ("id: c,", "id: b,", "level-twice"),
    "text as a figure": ("{indicator: people, base", "{indicator: terrain, base", "not-a-figure"),
}


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_what_contradicts_itself_is_refused(old: str, new: str, expected: str) -> None:
    """Each mistake is a problem with a place, and the first that is told."""
    assert TEXT.count(old) == 1
    with pytest.raises(InputError) as caught:
        parse_ruleset(TEXT.replace(old, new))
    first = caught.value.problems[0]
    assert first.id == expected
    assert first.place.line
    assert first.message.say("vi") != first.message.say("en")


# What a file makes of a criterion of `ntm-2026`, which adds up ten of them to `criteria_met`, and what that breaks.
ATTESTED = "test: {indicator: ntm2026_01_planning, is: true}"
ROWS = "points: {indicator: agriculture_share, scale: [{gte: 5%, points: 1}, {gte: 5%, points: 2}]}"
CHANGES = {
    "a sum is none": ("criteria_met", ATTESTED, "no-points"),
    "a member loses its points": ("c01_planning", ATTESTED, "no-points"),
    "a sum of what has none": ("criteria_met", "points: {sum: [is_commune]}", "no-points"),
    "a member becomes a sum of another": ("c01_planning", "points: {sum: [c02_infrastructure]}", "points-only"),
    "a sum of one twice": ("criteria_met", "points: {sum: [c01_planning, c01_planning]}", "added-twice"),
    "a sum of itself": ("c01_planning", "points: {sum: [criteria_met]}", "circle"),
    "rows alike": ("c01_planning", ROWS, "row-twice"),
    "the scope is scored only": ("is_commune", "points: {sum: [c01_planning]}", "points-only"),
}


@pytest.mark.parametrize(("id", "written", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_a_replaced_criterion_breaks_is_told_in_the_file_that_replaces_it(
    id: str, written: str, expected: str, tmp_path: Path
) -> None:
    """Not at its first line, nor at places of the file that it extends."""
    child = tmp_path / "child.yaml"
    head = 'format: 1\nid: child\nversion: "1"\nextends: ntm-2026\nlabel: {vi: C, en: C}\nreplace:\n  criteria:\n'
    child.write_text(f"{head}    {id}: {{label: {{vi: A, en: A}}, cite: qd51#1, {written}}}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(str(child))
    problems = caught.value.problems
    assert expected in [problem.id for problem in problems]
    assert {(problem.place.source, problem.place.line) for problem in problems} == {(str(child), 8)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("1/3", "10")], [("0.5", "2"), ("1", "2")]),
        ([("0", "0"), ("7.25", "8")], [("0", "4"), ("-1/6", "0"), ("4", "4")]),
        ([("0", "0")], [("2/7", "3")]),
    ],
)
def test_points_are_added_up_in_whole_steps_without_loss(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    """The sums are those of the fractions, in the coarsest steps: equal sums are equal however they came about."""
    mine, its = ([(Fraction(points), Fraction(most)) for points, most in pairs] for pairs in (one, other))
    found = added(*(in_steps(Earned(frozenset(pairs))) for pairs in (mine, its)))
    sums = frozenset((points + more, most + top) for points, most in mine for more, top in its)
    assert in_points(found).pairs == sums
    assert found == in_steps(Earned(sums))


@pytest.mark.parametrize("id", ["spent", "given", "delay"])
def test_the_points_of_a_known_figure_are_found_by_where_rows_begin(id: str) -> None:
    """The same as by comparing the figure with the rows, at every cut point and beside it."""
    scale = RULES.criteria[id].earning
    assert isinstance(scale, Scale)
    leaves = tuple(leaves_in(rung.condition for rung in scale.rungs))
    climbing = Climbing(PLAN, scale, leaves, begins(scale, leaves))
    assert climbing.begins is not None
    figures = {figure + step for figure, _ in climbing.begins[::7] for step in (-1, Fraction(-1, 1000), 0, 1)}
    for facts in ({climbing.id: figure} for figure in figures):
        rows = on_scale(scale, lambda row, facts=facts: holding(leaf_possible(leaves[row], PLAN, facts)))  # type: ignore[misc]  # bound now
        assert climbing.answer(facts) == frozenset(rows), facts


def test_rows_that_begin_at_a_threshold_are_compared_one_by_one() -> None:
    """Where the place decides at which figure a row begins, there is no one figure."""
    scale = RULES.criteria["size"].earning
    assert isinstance(scale, Scale)
    assert begins(scale, tuple(leaves_in(rung.condition for rung in scale.rungs))) is None
