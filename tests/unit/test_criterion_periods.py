"""Criteria with a period of their own: outside it they do not apply."""

from __future__ import annotations

from datetime import date

import pytest

from smartcommune.authoring.compare.differences import differences
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.show.describe import describe_plan
from smartcommune.engine.plan import make_plan
from smartcommune.messages import LANGUAGES, Language
from smartcommune.render.show_text import description
from smartcommune.render.text import assessments
from smartcommune.rulesets.library import parse_ruleset

from .small import SMALL, changed, placed, problems
from .tiny import assessed, reason_of, tiny, yes

LATE = {"test": yes("b"), "in_force": {"from": "2023-07-01", "until": "2024-06-30"}, "weight": "3"}
RULES = tiny({"x": yes("a"), "late": LATE}, {"all_of": ["x", "late"]})


@pytest.mark.parametrize(
    ("day", "verdict", "score"),
    [
        ("2023-06-30", "eligible", 100),
        ("2023-07-01", "not_eligible", 25),
        ("2024-06-30", "not_eligible", 25),
        ("2024-07-01", "eligible", 100),
    ],
)
def test_a_criterion_that_is_not_in_force_does_not_apply(day: str, verdict: str, score: int) -> None:
    """It drops out of its group and of the score; both its days belong to its period."""
    found = assessed(RULES, {"a": "true", "b": "false"}, date.fromisoformat(day))
    assert (found.verdict.value, found.score and found.score.low) == (verdict, score)


def test_a_reason_says_when_a_criterion_is_in_force() -> None:
    """Nothing is said of its facts, and none is missing."""
    found = assessed(RULES, {"a": "true"}, date(2023, 6, 30))
    reason = reason_of(found, "late")
    assert reason.text.say("en") == "does not apply: the criterion is in force 2023-07-01 – 2024-06-30"
    assert (reason.outcome.value, reason.children, found.missing) == ("not_applicable", (), ())


@pytest.mark.parametrize(("day", "because"), [("2023-06-30", ("x",)), ("2023-07-01", ("x", "late"))])
def test_what_is_not_in_force_settles_nothing(day: str, because: tuple[str, ...]) -> None:
    """A verdict never rests on a criterion outside its period."""
    assert assessed(RULES, {"a": "true", "b": "true"}, date.fromisoformat(day)).because == because


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folded_answer_says_why_a_criterion_is_left_out(language: Language) -> None:
    """A member of a group that does not apply is not only named there."""
    group = {"x": yes("a"), "late": LATE, "both": {"test": {"all_of": ["x", "late"]}}}
    answer = assessed(tiny(group, {"any_of": ["both"]}), {"a": "true"}, date(2023, 6, 30))
    why = {
        "vi": "không áp dụng: tiêu chí có hiệu lực 01/07/2023",
        "en": "does not apply: the criterion is in force 2023-07-01",
    }
    assert why[language] in " ".join(assessments([answer], language, 80).plain.split())


@pytest.mark.parametrize("period", ["{from: 2026-01-01}", "{from: 2010-01-01, until: 2020-12-31}"])
def test_a_period_has_a_day_of_the_rule_set(period: str) -> None:
    """Else the criterion would never apply."""
    text = changed(("cite: law, weight: 0", f"cite: law, weight: 0, in_force: {period}"))
    (problem,) = problems(text)
    assert problem.startswith(placed(text, f"in_force: |{period}"))
    assert problem.endswith(
        "on no day of the rule set (2021-01-01 – 2025-12-31): correct the days, or leave the criterion out "
        "[criterion-out-of-force]"
    )


def test_a_period_ends_after_it_begins() -> None:
    """As every period."""
    text = changed(("cite: law, weight: 0", "cite: law, weight: 0, in_force: {from: 2023-01-01, until: 2022-01-01}"))
    assert [problem.rpartition(" ")[2] for problem in problems(text)] == ["[period-backwards]"]


def test_rules_differ_on_the_days_on_which_one_has_a_criterion_more() -> None:
    """The days of a period are compared by themselves."""
    always = tiny({"x": yes("a"), "late": {**LATE, "in_force": {"from": "2021-01-01"}}}, {"all_of": ["x", "late"]})
    same = [span for stretch in differences(RULES, always).stretches if stretch.is_same for span in stretch.spans]
    assert [(span.first, span.last) for span in same] == [(date(2023, 7, 1), date(2024, 6, 30))]


def test_periods_are_off_by_a_day_in_mutants() -> None:
    """Either day, either way, as far as rules are in force."""
    said = [
        mutant.message.say("en") for mutant in mutants(RULES) if "late" in mutant.path and "in_force" in mutant.path
    ]
    assert len(said) == 4
    assert "2023-06-30" in said[0]


def test_the_period_is_shown() -> None:
    """In the document of the rule set."""
    rules = parse_ruleset(SMALL.replace("cite: law, weight: 0", "cite: law, weight: 0, in_force: {from: 2023-01-01}"))
    assert (
        "In force: since 2023-01-01" in description(describe_plan(make_plan(rules, date(2023, 1, 1))), "en", 80).plain
    )
