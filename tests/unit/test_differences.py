"""Every change of behaviour between two rule sets, laid to the clause that causes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smartcommune.authoring.compare.differences import Differences, differences
from smartcommune.authoring.compare.without_effect import without_effect
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.logic import Outcome
from smartcommune.messages import Words
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.render import differences as text
from smartcommune.render import differences_json
from smartcommune.rulesets.library import load, load_built_in, parse_ruleset

from .small import SMALL, changed
from .tiny import INDICATORS, Tree, threshold, tiny, yes

DAY = date(2023, 5, 1)
CRITERIA: Tree = {"low": {"indicator": "rate", "gte": "50%"}, "ca": yes("a"), "cb": yes("b")}
WHEN: Tree = {"any_of": ["low", {"all_of": ["ca", "cb"]}]}


def found(old: RuleSet, new: RuleSet) -> Differences:
    return differences(old, new, DAY)


def pairs(comparison: Differences) -> dict[str | None, list[tuple[Verdict, Verdict]]]:
    """For each clause the pairs of verdicts that it changes, in the order in which they are shown."""
    (stretch,) = comparison.stretches
    return {
        change.clause and change.clause.id: [(one.before.verdict, one.after.verdict) for one in change.examples]
        for change in stretch.changes
    }


def with_criteria(**changes: Any) -> RuleSet:
    return tiny({**CRITERIA, **changes}, WHEN)


def test_a_rule_set_says_the_same_as_itself() -> None:
    """Proven for every commune on every day; nothing else differs either."""
    comparison = differences(load_built_in("pilot-smart-2023"), load_built_in("pilot-smart-2023"))
    assert comparison.is_same
    assert comparison.asides == ()


def test_a_change_is_shown_by_the_smallest_commune() -> None:
    """From 50 % to over 50 % only a commune at exactly 50 % gets another verdict, and it needs no other fact."""
    comparison = found(tiny(CRITERIA, WHEN), with_criteria(low={"indicator": "rate", "gt": "50%"}))
    assert pairs(comparison)["low"][0] == (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)
    (change,) = comparison.stretches[0].changes
    facts = [{known.indicator: known.value for known in example.facts} for example in change.examples]
    assert {"rate": 50, "a": False} in facts or {"rate": 50, "b": False} in facts
    assert {"rate": 50} in facts
    assert not comparison.is_same


def test_each_clause_answers_for_its_own_changes() -> None:
    """Two clauses changed: each has the communes whose verdict it changes by itself."""
    comparison = found(
        tiny(CRITERIA, WHEN), with_criteria(low={"indicator": "rate", "gte": "60%"}, ca={"not": yes("a")})
    )
    assert set(pairs(comparison)) == {"low", "ca"}
    assert (Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE) in pairs(comparison)["ca"]
    assert (Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE) not in pairs(comparison)["low"]


def test_what_takes_several_clauses_is_said_apart() -> None:
    """Of two conditions that must both hold, each relaxed alone changes nothing for a commune that met neither."""
    both = {"all_of": ["ca", "cb"]}
    old = tiny({"ca": yes("a"), "cb": yes("a")}, both)
    new = tiny({"ca": {"any_of": [yes("a"), yes("b")]}, "cb": {"any_of": [yes("a"), yes("b")]}}, both)
    assert (Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE) in pairs(found(old, new))[None]


def test_thresholds_by_place_name_the_place() -> None:
    """Only the Delta's value changes, so the example lies there."""
    rule = {"it": {"indicator": "rate", "gte": {"threshold": "low"}}}
    old, new = (
        tiny(rule, "it", thresholds={"low": threshold("percent", "50%", places={"delta": value})})
        for value in ("40%", "45%")
    )
    comparison = found(old, new)
    change = comparison.stretches[0].changes[0]
    assert change.clause is not None
    assert (change.clause.before.say("en"), change.clause.after.say("en")) == ("50%; delta: 40%", "50%; delta: 45%")
    assert {known.indicator: known.value for known in change.examples[0].facts} == {"region": "delta", "rate": 40}


def test_a_clause_that_changes_no_verdict_is_named_with_the_proof() -> None:
    """A criterion that nothing rests on may change; its outcomes do, and that is said too."""
    old = tiny({**CRITERIA, "idle": yes("c")}, WHEN)
    comparison = found(old, tiny({**CRITERIA, "idle": {"not": yes("c")}}, WHEN))
    (stretch,) = comparison.stretches
    assert ([clause.id for clause in stretch.silent], stretch.changes) == (["idle"], ())
    (outcome,) = stretch.outcomes
    assert (outcome.id, {outcome.before, outcome.after}) == ("idle", {Outcome.MET, Outcome.NOT_MET})
    assert not comparison.is_same


def test_other_words_for_the_same_condition_change_nothing() -> None:
    """The clause is named, and it is proven that no commune is treated differently."""
    comparison = found(tiny(CRITERIA, WHEN), with_criteria(low={"not": {"indicator": "rate", "lt": "50%"}}))
    assert [clause.id for clause in comparison.stretches[0].silent] == ["low"]
    assert comparison.is_same


def test_scope_and_conditions_of_selection_are_clauses() -> None:
    """So are the criteria that a verdict rests on."""
    comparison = found(tiny(CRITERIA, WHEN), tiny(CRITERIA, {"all_of": ["low", "ca"]}, scope=["cb"]))
    assert {"verdict.scope", "verdict.eligible_when"} <= set(pairs(comparison))


def test_days_on_which_nothing_changes_are_compared_once() -> None:
    """A threshold that is replaced later differs from then on; a period that ends earlier is said as such."""
    dated = "{from: 2022-01-01, default: 80%, delta: 70%}"
    until = "{from: 2022-01-01, until: 2023-12-31, default: 80%, delta: 70%}"
    later = changed((dated, f"{until}, {dated.replace('80', '90').replace('2022', '2024')}"))
    comparison = differences(parse_ruleset(SMALL, "s.yaml"), parse_ruleset(later, "s.yaml"))
    differing = [stretch for stretch in comparison.stretches if not stretch.is_same]
    assert [(span.first.isoformat(), str(span.last)) for stretch in differing for span in stretch.spans] == [
        ("2024-01-01", "2025-12-31")
    ]
    ended = changed(("until: 2025-12-31", "until: 2024-12-31"))
    comparison = differences(parse_ruleset(SMALL, "s.yaml"), parse_ruleset(ended, "s.yaml"))
    (last,) = [stretch for stretch in comparison.stretches if not stretch.is_same]
    assert (last.old_in_force, last.new_in_force, last.spans[0].first) == (True, False, date(2025, 1, 1))


def test_words_citations_and_cases_stand_apart() -> None:
    """They change no verdict; a weight changes the score, so the rule sets are not the same."""
    other = changed(("{vi: Tốt, en: Good}", "{vi: Khá, en: Fair}"), ("name: one", "name: two"))
    comparison = differences(parse_ruleset(SMALL, "s.yaml"), parse_ruleset(other, "s.yaml"))
    named = [(aside.where, aside.how) for aside in comparison.asides]
    assert named == [("criteria.good.label", "changed"), ("cases.one", "removed"), ("cases.two", "added")]
    assert comparison.is_same
    weighed = changed(("weight: 0", "weight: 2"))
    assert not differences(parse_ruleset(SMALL, "s.yaml"), parse_ruleset(weighed, "s.yaml")).is_same


def test_an_indicator_of_another_type_is_not_compared() -> None:
    """Nothing is claimed about it."""
    old = tiny({"it": yes("a")}, "it")
    new = tiny({"it": {"indicator": "a", "gte": 5}}, "it", indicators={"a": {"type": "count"}})
    comparison = found(old, new)
    assert comparison.uncompared == ("a",)
    assert not comparison.is_same


@pytest.mark.parametrize(
    ("id", "declared", "part", "said"),
    [
        (
            "region",
            {"values": ["delta", "hills", "other"]},
            "values",
            "region (region): hills in the new rule set only",
        ),
        ("region", {"values": ["delta"]}, "values", "region (region): other in the old rule set only"),
        ("length", {"range": {"min": 0, "max": 60}}, "range", "length (length): another range"),
        ("length", {"unit": "m"}, "unit", "length (length): another unit"),
        ("part", {"type": "count"}, "at_most", "part (part): bounded by another indicator"),
        ("rate", {"only_when": yes("a")}, "only_when", "rate (rate): stated under another condition"),
    ],
)
def test_what_only_one_rule_set_takes_is_no_proof_of_sameness(id: str, declared: Tree, part: str, said: str) -> None:
    """A commune that the other one refuses to read is compared with nothing: that is said, and it is a difference."""
    shape = declared if "type" in declared else {**INDICATORS[id], **declared}
    comparison = found(tiny(CRITERIA, WHEN), tiny(CRITERIA, WHEN, indicators={id: shape}))
    assert [(item.indicator, item.part, item.text.say("en")) for item in comparison.accepted] == [(id, part, said)]
    assert not comparison.is_same
    assert comparison.asides == ()
    assert said in text.page(comparison, "en", 100).plain
    (told,) = json.loads(differences_json.document(comparison, "en"))["indicators"]["accepted_by_one"]
    assert (told["indicator"], told["part"]) == (id, part)


def test_what_only_one_rule_set_asks_for_is_shown_from_its_side() -> None:
    """Out of a scope that the new rule set no longer has: the criterion that kept the commune out, with its mark."""
    comparison = found(tiny(CRITERIA, WHEN, scope=["ca"]), tiny(CRITERIA, WHEN))
    assert "- ✘ ca: no" in text.page(comparison, "en", 100).plain


def test_what_is_too_much_to_look_at_is_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is proven, and the answer says how far it looked."""
    monkeypatch.setattr("smartcommune.authoring.compare.differences.MOST_HEARD", 3)
    comparison = found(tiny(CRITERIA, WHEN), with_criteria(low=yes("c")))
    assert comparison.stretches[0].looked == 3
    assert not comparison.is_same
    shown = text.page(comparison, "en", 100).plain
    assert "Not decided after 3 cases" in shown
    assert "Conditions of the criterion low (low) [1/L]: not known whether it changes a verdict" in shown
    assert "changes no verdict" not in shown


def test_where_all_communes_are_too_many_those_of_which_everything_is_known_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What changes for them is told, with no more facts than it takes; of half known ones nothing is claimed."""
    monkeypatch.setattr("smartcommune.authoring.compare.differences.MOST_HEARD", 300)
    old, new = tiny(CRITERIA, WHEN), with_criteria(low={"indicator": "rate", "gte": "60%"}, cb=yes("b"))
    comparison = found(old, new)
    (stretch,) = comparison.stretches
    assert (stretch.looked, stretch.only_complete) == (300, True)
    assert pairs(comparison) == {"low": [(Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)]}
    ((example,),) = (change.examples for change in stretch.changes)
    assert {known.indicator for known in example.facts} in ({"rate", "a"}, {"rate", "b"})
    assert "Decided for communes of which everything is known" in text.page(comparison, "en", 100).plain
    (period,) = json.loads(differences_json.document(comparison, "en"))["periods"]
    assert (period["decided"], period["decided_where_all_is_known"]) == (False, True)


def test_nothing_is_proven_where_half_known_communes_were_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clause that changes nothing for whole communes may still do so for others."""
    monkeypatch.setattr("smartcommune.authoring.compare.differences.MOST_HEARD", 500)
    other = {"any_of": [{"indicator": "rate", "gte": "50%"}, {"all_of": [yes("a"), {"not": yes("a")}]}]}
    comparison = found(tiny(CRITERIA, WHEN), with_criteria(low=other))
    assert not comparison.is_same
    (stretch,) = comparison.stretches
    assert stretch.only_complete
    assert not stretch.silent
    assert [clause.id for clause in stretch.undecided] == ["low"]


def provinces() -> Differences:
    return differences(load_built_in("pilot-smart-2023"), load_built_in("pilot-smart-ninh-binh"))


def test_the_page_shows_both_sides() -> None:
    """The clause with its values, the verdicts, and the reason that tells the two apart."""
    shown = text.page(provinces(), "en", 100).plain
    assert "(smartphone_min): 80% → 90%" in shown
    assert "Eligible → Not eligible" in shown
    assert "- ✔ Smartphone use: 80% (needs at least 80%" in shown
    assert "+ ✘ Smartphone use: 80% (needs at least 90%" in shown
    assert max(map(len, text.page(provinces(), "vi", 80).plain.splitlines())) <= 80


def test_markdown_and_json_say_the_same() -> None:
    """One heading and one entry for each clause; the JSON has facts that a profile can hold."""
    comparison = provinces()
    document: Mapping[str, Any] = json.loads(differences_json.document(comparison, "en"))
    clauses = [change["clause"]["id"] for period in document["periods"] for change in period["changes"]]
    assert "smartphone_min" in clauses
    assert document["same"] is False
    assert all(period["decided"] for period in document["periods"])
    example = next(
        change
        for period in document["periods"]
        for change in period["changes"]
        if change["clause"]["id"] == clauses[-1]
    )["examples"][0]
    assert example["facts"]["smartphone_rate"] == 80
    assert (example["before"], example["after"]) == ("eligible", "not_eligible")
    page = text.document(comparison, "en")
    assert page.count("\n#### ") == len(clauses)


LEVELLED = """\
format: 1
id: levelled
version: "1"
label: {vi: Xếp loại, en: Levelled}
issuer: {vi: Tỉnh, en: Province}
in_force: {from: 2023-01-01}
sources: {law: {title: {vi: Luật, en: Law}, number: "1", issuer: {vi: Tỉnh, en: P}, date: 2020-01-01, kind: law}}
indicators:
  a: {type: boolean, label: {vi: A, en: A}}
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
criteria:
  x: {cite: law, label: {vi: X, en: X}, test: {indicator: a, is: true}, points: 4}
  y: {cite: law, label: {vi: Y, en: Y}, test: {indicator: rate, gte: 50%}, points: 2}
  total: {cite: law, label: {vi: Tổng, en: Total}, points: {sum: [x, y]}}
levels:
  - {id: one, label: {vi: Một, en: One}, cite: law, when: {points: total, gte: 6}}
  - {id: two, label: {vi: Hai, en: Two}}
verdict: {eligible_when: x}
"""
# What else a rule set says, with what it becomes: no verdict and no outcome changes by it.
BESIDE = {
    "another level": ("gte: 6", "gte: 4", ["levels"]),
    "a level by another criterion": ("{points: total, gte: 6}", "y", ["levels"]),
    "points that decide a level": ("points: 2", "points: 1", ["levels"]),
    "points that decide nothing": ("points: 4", "points: 5", ["points"]),
    "the same by other words": ("gte: 6", "gt: 4", []),
}


@pytest.mark.parametrize(("old", "new", "expected"), BESIDE.values(), ids=BESIDE)
def test_levels_and_points_are_compared_as_verdicts_are(old: str, new: str, expected: list[str]) -> None:
    """Nothing is called the same behaviour that puts a commune into another class, or gives it other points."""
    assert LEVELLED.count(old) == 1
    before, after = parse_ruleset(LEVELLED), parse_ruleset(LEVELLED.replace(old, new))
    comparison = found(before, after)
    (stretch,) = comparison.stretches
    assert (stretch.changes, stretch.outcomes, stretch.open) == ((), (), ())
    assert [part for part in ("levels", "points") if getattr(stretch, part)] == expected
    assert comparison.is_same == (not expected)
    for change in (*stretch.levels, *stretch.points):
        facts = {known.indicator: known.value for known in change.facts}
        assert evaluate(make_plan(before, DAY), facts) != evaluate(make_plan(after, DAY), facts)
        assert change.before.say("en") != change.after.say("en")


def test_communes_out_of_scope_are_in_no_level() -> None:
    """So that none of them changes into another one."""
    scoped = LEVELLED.replace("verdict: {", "verdict: {scope: [y], ")
    comparison = found(parse_ruleset(scoped), parse_ruleset(scoped.replace("gte: 6", "gte: 1")))
    (stretch,) = comparison.stretches
    assert stretch.levels
    assert all({known.indicator: known.value for known in one.facts}.get("rate", 100) >= 50 for one in stretch.levels)


def test_what_is_compared_under_one_reading_only_says_so() -> None:
    """The other reading may differ where the written one does not."""
    instead = "instead: {criteria: {x: {cite: law, test: y, points: 4}}}"
    open = (
        f"{{id: R1, question: {{vi: H, en: Q}}, reading: {{vi: C, en: R}}, alternative: {{vi: K, en: O}}, {instead}}}"
    )
    text_of = LEVELLED.replace("verdict: {", f"verdict: {{ambiguities: [{open}], ")
    assert text_of.count("test: y") == 1
    before, after = parse_ruleset(text_of), parse_ruleset(text_of.replace("test: y", "test: {not: y}"))
    comparison = found(before, after)
    assert (comparison.otherwise, comparison.is_same) == (("R1",), False)
    assert "not under the other reading of R1" in text.page(comparison, "en", 200).plain
    assert json.loads(differences_json.document(comparison, "en"))["readings_not_compared"] == ["R1"]
    assert found(before, before).is_same


RATING = Path(__file__).parents[2] / "examples/scored/nq57-khanh-hoa-commune-2026.yaml"


def test_what_would_be_written_otherwise_by_another_reading_is_no_difference_to_itself() -> None:
    """The text of it is a document, and documents equal none but themselves."""
    one, other = (load(str(RATING)) for _ in range(2))
    assert not without_effect(one, other)
    question = other.criteria["basic"].readings[0]._replace(alternative=Words("x", "x"))
    basic = other.criteria["basic"]._replace(readings=(question, *other.criteria["basic"].readings[1:]))
    (aside,) = without_effect(one, other._replace(criteria={**other.criteria, "basic": basic}))
    assert (aside.where, aside.how) == ("criteria.basic.ambiguities", "changed")


@pytest.mark.full  # a second
@pytest.mark.parametrize(("mark", "before", "after"), [("88", "b", "a"), ("93.5", "a", "b")])
def test_levels_that_a_mark_changes_are_shown_though_not_all_communes_can_be_looked_at(
    tmp_path: Path, mark: str, before: str, after: str
) -> None:
    """By a commune whose points lie between the old mark and the new one."""
    path = tmp_path / RATING.name
    path.write_text(RATING.read_text("utf-8").replace("default: 90}", f"default: {mark}}}"), "utf-8")
    old, new = load(str(RATING)), load(str(path))
    comparison = differences(old, new, date(2026, 12, 31))
    (stretch,) = comparison.stretches
    assert (stretch.looked, stretch.only_complete) == (0, False)
    facts = {known.indicator: known.value for known in stretch.levels[0].facts}
    levels = [evaluate(make_plan(each, date(2026, 12, 31)), facts).levels for each in (old, new)]
    assert levels == [(before,), (after,)]
    assert "Not decided: a figure is computed from several facts." in text.page(comparison, "en", 100).plain
