"""What a Python program relies on (contract, section 9)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import smartcommune as sc
from smartcommune.assess.assessment import Assessment
from smartcommune.quantity import today
from tests.profile_mapping import profile_from_mapping

from .tiny import ETHNIC

FACTS: dict[str, Any] = {"unit_type": "xa", "central_pilot": False, "smartphone_rate": 85.2}
DAY = "2023-06-30"


@pytest.fixture
def rules() -> sc.Rules:
    return sc.load_ruleset("pilot-smart-2023", as_of=DAY)


def problems(caught: pytest.ExceptionInfo[sc.InputError]) -> list[str]:
    return [problem.id for problem in caught.value.problems]


def test_a_rule_set_is_loaded_by_its_id(rules: sc.Rules) -> None:
    """The example of the contract."""
    assessment = rules.check({"facts": FACTS})
    assert isinstance(assessment, sc.Assessment)
    assert assessment.verdict is sc.Verdict.ELIGIBLE
    assert assessment.verdict == "eligible"
    assert assessment.because == ("other_conditions",)
    assert assessment.as_of == date(2023, 6, 30)
    assert rules.ruleset.id == "pilot-smart-2023"


@pytest.mark.parametrize("as_of", [DAY, date(2023, 6, 30)])
def test_the_date_is_a_day_or_its_text(as_of: date | str) -> None:
    """Both give the same answer."""
    assert sc.load_ruleset("pilot-smart-2023", as_of=as_of).check({"facts": FACTS}).as_of == date(2023, 6, 30)


@pytest.mark.parametrize("as_of", ["30/06/2023", "2023-02-29", "", "2023-6-30", "today"])
def test_a_text_that_is_no_day_is_a_problem(as_of: str) -> None:
    """Told as an `InputError`, not as a `ValueError` of Python's."""
    with pytest.raises(sc.InputError) as caught:
        sc.load_ruleset("pilot-smart-2023", as_of=as_of)
    assert problems(caught) == ["not-a-date"]


def test_a_moment_is_taken_as_its_day() -> None:
    """A `datetime` is a date to Python; comparing it with one must not fail."""
    rules = sc.load_ruleset("pilot-smart-2023", as_of=datetime(2023, 6, 30, 12, 0))  # noqa: DTZ001
    assert rules.check({"facts": FACTS}).verdict is sc.Verdict.ELIGIBLE


def test_the_date_of_the_rules_stands_above_the_profile_s() -> None:
    """Without one, the profile's own counts, and without that, today."""
    old = {"facts": FACTS, "as_of": date(2020, 1, 1)}
    assert sc.load_ruleset("pilot-smart-2023", as_of=DAY).check(old).verdict is sc.Verdict.ELIGIBLE
    undated = sc.load_ruleset("pilot-smart-2023")
    assert undated.check(old).verdict is sc.Verdict.NOT_IN_FORCE
    assert undated.check({"facts": FACTS, "as_of": DAY}).verdict is sc.Verdict.ELIGIBLE
    assert undated.check({"facts": FACTS}).as_of == today()


def test_a_rule_set_is_loaded_from_a_file(tmp_path: Path) -> None:
    """A path to a rule file, as text."""
    path = tmp_path / "ethnic.yaml"
    path.write_text(ETHNIC, encoding="utf-8")
    rules = sc.load_ruleset(str(path), as_of="2023-05-01")
    assert rules.check({"facts": {"ntm": False, "poverty_rate": 20}}).verdict is sc.Verdict.ELIGIBLE


def test_an_unknown_rule_set_is_a_problem() -> None:
    """With a suggestion."""
    with pytest.raises(sc.InputError) as caught:
        sc.load_ruleset("pilot-smart-2032")
    assert problems(caught) == ["unknown-ruleset"]
    assert "`pilot-smart-2023`" in str(caught.value)


@pytest.mark.parametrize(
    "value", [85.2, "85.2", "85,2%", "85.2 %", Decimal("85.2"), Fraction(426, 5), {"value": 85.2, "evidence": "BC 12"}]
)
def test_facts_can_have_python_s_own_types(rules: sc.Rules, value: object) -> None:
    """Floats as they print, decimals, fractions that are decimals, texts as in a file: one exact number."""
    assessment = rules.check({"facts": {**FACTS, "smartphone_rate": value}})
    change = next(reason for reason in _every(assessment) if reason.id == "smartphone_use")
    assert change.value == Fraction("85.2")


@pytest.mark.parametrize(
    "value", [0.1 + 0.2, float("nan"), float("inf"), 1e-7, 10**400, Decimal("NaN"), Decimal("1E+400")]
)
def test_numbers_that_no_file_could_hold_are_problems(rules: sc.Rules, value: object) -> None:
    """More digits than are exact, not a number, infinite: told as problems, never rounded."""
    with pytest.raises(sc.InputError) as caught:
        rules.check({"facts": {**FACTS, "smartphone_rate": value}})
    assert len(problems(caught)) == 1
    assert str(caught.value).startswith("profile.facts.smartphone_rate")


@pytest.mark.parametrize("value", [None, "", "?", " "])
def test_what_is_not_given_is_unknown(rules: sc.Rules, value: object) -> None:
    """Not false and not zero."""
    assert rules.check({"facts": {**FACTS, "smartphone_rate": value}}).verdict is sc.Verdict.UNDETERMINED


@pytest.mark.parametrize("value", [1, 0, "yes", "True", "đúng", 1.0])
def test_a_boolean_is_a_boolean(rules: sc.Rules, value: object) -> None:
    """A number or another word is not taken for one."""
    with pytest.raises(sc.InputError) as caught:
        rules.check({"facts": {**FACTS, "central_pilot": value}})
    assert problems(caught) == ["not-a-boolean"]


@pytest.mark.parametrize("value", [True, b"85", object(), {1, 2}, [1], {"value": [1]}, float])
def test_a_value_of_the_wrong_kind_is_a_problem(rules: sc.Rules, value: object) -> None:
    """Whatever Python object is given, it is an answer or a problem."""
    with pytest.raises(sc.InputError):
        rules.check({"facts": {**FACTS, "smartphone_rate": value}})


def test_all_problems_come_at_once(rules: sc.Rules) -> None:
    """Each with a place, a message and a help, in the order of their places."""
    facts = {"smartfone_rate": 85.2, "unit_type": "town", "central_pilot": 1, "adults": 5, "smartphone_adults": 6}
    with pytest.raises(sc.InputError) as caught:
        rules.check({"facts": facts, "fact": {}, "commune": {"names": "x"}})
    found = caught.value.problems
    assert sorted(problems(caught)) == sorted(
        ["unknown-indicator", "not-a-value", "not-a-boolean", "contradiction", "unknown-key", "unknown-key"]
    )
    assert [str(problem.place) for problem in found] == sorted(str(problem.place) for problem in found)
    text = str(caught.value)
    assert text.count("\n") == len(found) - 1
    assert "did you mean `smartphone_rate`?" in text
    assert "profile.commune.names" in text
    assert not caught.value.unreadable


@pytest.mark.parametrize("profile", [{"fact": FACTS}, {"facts": []}, {"facts": "x"}, {"as_of": 1}, {"commune": "x"}])
def test_a_mapping_that_is_no_profile_is_a_problem(rules: sc.Rules, profile: dict[str, object]) -> None:
    """Unknown keys, and facts that are no table, are told."""
    with pytest.raises(sc.InputError) as caught:
        rules.check(profile)
    assert caught.value.problems


def test_a_profile_can_be_checked_again(rules: sc.Rules) -> None:
    """A `Profile` gives what its mapping gives."""
    mapping = {"facts": FACTS, "commune": {"name": "A"}, "as_of": DAY}
    profile = profile_from_mapping(mapping, rules.ruleset)
    assert isinstance(profile, sc.Profile)
    assert rules.check(profile) == rules.check(mapping)
    assert sc.load_ruleset("pilot-smart-2023").check(profile).as_of == date(2023, 6, 30)


def test_thresholds_can_be_set() -> None:
    """As rule files write them; one that does not fit is told before any profile is read."""
    rules = sc.load_ruleset("pilot-smart-2023", as_of=DAY, thresholds={"smartphone_min": "90%"})
    assert rules.check({"facts": FACTS}).verdict is sc.Verdict.UNDETERMINED
    with pytest.raises(sc.InputError) as caught:
        sc.load_ruleset("pilot-smart-2023", thresholds={"smartphone_min": "90", "nope": "1"})
    assert sorted(problems(caught)) == ["percent-sign", "undeclared-threshold"]


def test_assumptions_can_be_refused() -> None:
    """What rests on them is unknown then."""
    rules = sc.load_ruleset("pilot-smart-2023", as_of=DAY, assumptions="refuse")
    assert rules.check({"facts": FACTS}).verdict is sc.Verdict.UNDETERMINED


def test_one_rule_set_assesses_many_profiles(rules: sc.Rules) -> None:
    """Nothing of one answer is left in the next, and the mapping given is not changed."""
    mapping = {"facts": dict(FACTS)}
    first = rules.check(mapping)
    rules.check({"facts": {"unit_type": "phuong"}})
    assert rules.check(mapping) == first
    assert mapping == {"facts": FACTS}


def test_the_public_names_are_those_of_the_package() -> None:
    """Everything in `__all__` is there, and the version is a text."""
    assert set(sc.__all__) <= {name for name in sc.__all__ if getattr(sc, name)}
    assert isinstance(sc.__version__, str)


def _every(assessment: Assessment) -> list[sc.Reason]:
    waiting = [assessment.reasons] if assessment.reasons else []
    found = []
    while waiting:
        reason = waiting.pop()
        found.append(reason)
        waiting += reason.children
    return found
