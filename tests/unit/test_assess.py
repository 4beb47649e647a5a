"""A plan and a profile to the whole assessment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from smartcommune.assess.assessment import Score
from smartcommune.assess.whole import assess
from smartcommune.engine.plan import make_plan
from smartcommune.logic import Outcome
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.rulesets.library import load, parse_ruleset
from tests.profile_mapping import profile_from_mapping

from .small import small
from .tiny import DAY, ETHNIC, Tree, assessed, ethnic, reason_of, tiny, yes
from .trees import Sample, completions, facts, flags_of, samples


def share(ruleset: RuleSet, known: Mapping[str, str]) -> Fraction | None:
    """The score of a commune all of whose flags are known, in plain arithmetic."""
    weights = {flag: ruleset.criteria[f"c{flag}"].weight for flag in known}
    met = sum((weights[flag] for flag, value in known.items() if value == "true"), Fraction(0))
    total = sum((weights[flag] for flag, value in known.items() if value != "na"), Fraction(0))
    return 100 * met / total if total else None


@given(samples(), facts)
def test_the_score_is_the_interval_of_every_completion(sample: Sample, known: dict[str, str]) -> None:
    """Low and high are the lowest and highest score that filling in the unknown facts can give, exactly."""
    ruleset = sample.ruleset
    flags = flags_of(ruleset)
    known = {flag: value for flag, value in known.items() if flag in flags}
    scores = [score for score in (share(ruleset, facts) for facts in completions(known, flags)) if score is not None]
    expected = Score(min(scores), max(scores)) if scores else None
    assert assessed(ruleset, known).score == expected


def test_the_value_of_a_score_is_its_low_end() -> None:
    """What is not known does not count in a commune's favour."""
    score = assessed(tiny({"ca": yes("a"), "cb": yes("b")}, {"any_of": ["ca", "cb"]}), {"a": True}).score
    assert score is not None
    assert (score.value, score.low, score.high) == (50, 50, 100)


def test_the_score_is_not_rounded() -> None:
    """A third is a third."""
    criteria = {f"c{flag}": yes(flag) for flag in "abc"}
    score = assessed(tiny(criteria, {"any_of": list(criteria)}), {"a": True, "b": False, "c": False}).score
    assert score == Score(Fraction(100, 3), Fraction(100, 3))


@pytest.mark.parametrize(
    ("known", "verdict", "because", "missing"),
    [
        ({"region": "other", "ntm": False, "poverty_rate": "20%"}, Verdict.ELIGIBLE, ("not_ntm", "high_poverty"), ()),
        ({"ntm": False, "poverty_rate": "20%"}, Verdict.ELIGIBLE, ("not_ntm", "high_poverty"), ()),
        ({"ntm": True}, Verdict.NOT_ELIGIBLE, ("not_ntm",), ()),
    ],
)
def test_the_example_of_the_format(
    known: Tree, verdict: Verdict, because: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    """The cases of the format, by the whole answer."""
    answer = assessed(ethnic(), known)
    assert (answer.verdict, answer.because) == (verdict, because)
    assert tuple(item.indicator for item in answer.missing) == missing


def test_the_third_case_of_the_format_asks_for_the_region() -> None:
    """At 16 % the verdict is open, and the region alone would settle it in one of its two answers."""
    answer = assessed(ethnic(), {"ntm": False, "poverty_rate": "16%"})
    assert answer.verdict is Verdict.UNDETERMINED
    first = answer.missing[0]
    assert (first.indicator, first.settles, first.answers) == ("region", 1, 2)


def test_an_answer_names_what_was_applied() -> None:
    """Rule set, version, digest, period and date."""
    ruleset = parse_ruleset(ETHNIC)
    answer = assessed(ruleset, {}, date(2022, 2, 28))
    applied = answer.ruleset
    rules = applied.provenance
    assert (rules.id, rules.version, rules.sha256) == (ruleset.id, "2021.1", ruleset.sha256)
    assert (applied.first_day, applied.last_day) == (date(2021, 1, 1), date(2025, 12, 31))
    assert answer.as_of == date(2022, 2, 28)
    texts = [citation.say("vi") for citation in applied.citations]
    assert texts == list(dict.fromkeys(texts))
    assert "33/2020/QĐ-TTg, 3.2.a" in texts


def test_out_of_force_there_is_nothing_but_the_notices() -> None:
    """No score, no reasons, nothing missing, no advice, no outcomes."""
    answer = assessed(ethnic(), {"ntm": False, "poverty_rate": "20%"}, date(2026, 1, 1))
    assert answer.verdict is Verdict.NOT_IN_FORCE
    assert (answer.score, answer.reasons) == (None, None)
    assert (answer.because, answer.missing, answer.advice, answer.branches) == ((), (), (), ())
    assert dict(answer.outcomes) == {}


@pytest.mark.parametrize(
    ("day", "notices"),
    [
        (date(2024, 1, 8), 0),
        (date(2024, 1, 9), 1),
        (date(2025, 6, 30), 1),
        (date(2025, 7, 1), 1),
        (date(2025, 12, 31), 1),
        (date(2026, 1, 1), 2),
        (date(2026, 2, 14), 2),
        (date(2026, 2, 15), 2),
        (date(2026, 12, 31), 2),
        (date(2027, 1, 1), 1),
    ],
)
def test_notices_are_those_of_the_date(day: date, notices: int) -> None:
    """Both ends of a notice's period belong to it, also outside the rule set's own."""
    assert len(assessed(load("pilot-smart-2023"), {}, day).remarks) == notices


def test_outcomes_are_those_of_all_criteria() -> None:
    """Also of those that the verdict does not need."""
    answer = assessed(tiny({"ca": yes("a"), "cb": yes("b"), "cc": yes("c")}, "ca"), {"a": True, "b": "na"})
    assert dict(answer.outcomes) == {"ca": Outcome.MET, "cb": Outcome.NOT_APPLICABLE, "cc": Outcome.UNKNOWN}


def test_branches_are_the_criteria_of_the_verdict_itself() -> None:
    """Those in the scope and in the conditions of selection, through groups, but not those inside other criteria."""
    criteria = {"in": yes("a"), "inner": yes("b"), "outer": {"any_of": ["inner"]}, "other": yes("c")}
    ruleset = tiny(criteria, {"any_of": ["outer", {"all_of": ["other", {"not": yes("d")}]}]}, scope=["in"])
    ids = [reason.id for reason in assessed(ruleset, {}).branches]
    assert ids[:3] == ["in", "outer", "other"]
    assert "inner" not in ids


def test_an_assessment_keeps_who_it_is_about() -> None:
    """The commune's identity goes through unchanged."""
    ruleset = small()
    profile = profile_from_mapping({"commune": {"code": "00123", "name": "Xã Mới"}, "facts": {}}, ruleset)
    answer = assess(make_plan(ruleset, DAY), profile)
    assert (answer.commune.code, answer.commune.name, answer.commune.province) == ("00123", "Xã Mới", None)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"share": {"value": "50%", "evidence": "Report 1", "date": "2023-01-31"}}, ["Report 1 · 2023-01-31"]),
        ({"share": {"value": "50%", "date": "2023-01-31"}}, ["dated 2023-01-31"]),
        ({"share": {"value": "50%"}}, []),
        (
            {"part": {"value": 1, "evidence": "Report 1"}, "whole": {"value": 2, "evidence": "Report 2"}},
            ["Report 1", "Report 2"],
        ),
        ({"part": {"value": 1, "evidence": "One"}, "whole": {"value": 2, "evidence": "One"}}, ["One"]),
    ],
)
def test_a_reason_carries_what_its_value_rests_on(facts: Tree, said: list[str]) -> None:
    """The evidence of the fact, with its day; of a computed figure that of its parts, each document once."""
    ruleset = tiny({"it": {"indicator": "share", "gte": "40%"}}, {"any_of": ["it"]})
    reason = reason_of(assessed(ruleset, facts), "it")
    assert [each.say("en") for each in reason.evidence] == said
    expected = f"; evidence: {'; '.join(said)}" if said else ""
    assert reason.with_evidence.say("en") == reason.text.say("en") + expected
