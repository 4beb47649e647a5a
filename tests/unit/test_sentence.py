"""The sentence of a table's row: which criteria it names, with which figures, and on what those rest."""

from __future__ import annotations

from typing import Any

import pytest

from smartcommune.assess.sentence import ELIGIBLE, SCOPE, sentence
from smartcommune.logic import outcome_of
from smartcommune.messages import Language, Words
from smartcommune.model.ruleset import RuleSet, Verdict
from tests.unit.tiny import ethnic, evaluated, threshold, tiny, yes

RATE = {"rate_min": threshold("percent", "70%", "assumption")}
AT_LEAST_RATE = {"indicator": "rate", "gte": {"threshold": "rate_min"}}


def said(ruleset: RuleSet, language: Language = "en", options: dict[str, Any] | None = None, **facts: str) -> str:
    """The sentence about one commune."""
    evaluation = evaluated(ruleset, facts, **(options or {}))
    outcomes = {id: outcome_of(possible) for id, possible in evaluation.outcomes.items()}
    parts = {SCOPE: outcome_of(evaluation.scope), ELIGIBLE: outcome_of(evaluation.eligible)}
    return sentence(evaluation.plan, evaluation.verdict, {**outcomes, **parts}, language)


def test_it_names_what_speaks_for_the_verdict_in_the_order_of_the_rules() -> None:
    """Of an eligible commune what is met, of the others what is not or is not known."""
    ruleset = tiny({"x": yes("a"), "y": yes("b"), "z": yes("c")}, {"any_of": ["y", "x", "z"]})
    assert said(ruleset, a="true", b="true", c="false") == "Eligible; met: x; met: y"
    assert said(ruleset, a="false", b="false", c="false") == "Not eligible; not met: x; not met: y; not met: z"
    assert said(ruleset, a="false", b="false") == "Not yet decidable; not known: z"


def test_criteria_that_combine_others_give_way_to_these() -> None:
    """A part that is not met is named only where the whole it belongs to is not met either."""
    criteria = {"x": yes("a"), "y": yes("b"), "z": yes("c"), "either": {"any_of": ["x", "y"]}}
    ruleset = tiny(criteria, {"all_of": ["either", "z"]})
    assert said(ruleset, a="true", b="false", c="false") == "Not eligible; not met: z"
    assert said(ruleset, a="false", b="false", c="true") == "Not eligible; not met: x; not met: y"
    assert said(ruleset, a="true", b="false", c="true") == "Eligible; met: x; met: z"


def test_under_a_negation_the_opposite_speaks() -> None:
    """A criterion that must not be met makes eligible where it fails, and not eligible where it holds."""
    ruleset = tiny({"x": yes("a"), "y": yes("b")}, {"all_of": ["x", {"none_of": ["y"]}]})
    assert said(ruleset, a="true", b="false") == "Eligible; met: x; not met: y"
    assert said(ruleset, a="true", b="true") == "Not eligible; met: y"


def test_figures_are_named_and_assumed_ones_are_marked() -> None:
    """A comparison says what it needs; whatever rests on an assumption, or on the user, says so."""
    group = {"all_of": [AT_LEAST_RATE, {"indicator": "length", "lt": 9}, yes("a")]}
    ruleset = tiny({"leaf": AT_LEAST_RATE, "group": group}, {"all_of": ["leaf", "group"]}, thresholds=RATE)
    facts = {"rate": "60", "a": "false"}
    assert said(ruleset, **facts) == (
        "Not eligible; not met: leaf (needs at least 70%, assumed); not met: group (with assumed thresholds)"
    )
    assert said(ruleset, "vi", **facts) == (
        "Không đủ điều kiện; chưa đạt: leaf (cần từ 70 % trở lên, giả định); chưa đạt: group (có ngưỡng giả định)"
    )
    options = {"overrides": {"rate_min": "65%"}}
    assert said(ruleset, "en", options, **facts) == (
        "Not eligible; not met: leaf (needs at least 65%, set by the user);"
        " not met: group (with thresholds set by the user)"
    )
    refused = {"assumptions": "refuse"}
    assert "needs a threshold that is set: assumptions are refused" in said(
        ruleset, "en", refused, a="true", rate="60", length="1"
    )


def test_a_threshold_by_place_has_all_its_values() -> None:
    """The sentence is the same for every commune, so it says the figures of all places."""
    found = said(ethnic(), ntm="false", poverty_rate="20%")
    assert found == (
        "Eligible; met: Not yet new-rural; met: High poverty (needs at least 15% / 20%, depending on: Region)"
    )


def test_a_group_that_drops_out_of_a_count_is_still_named() -> None:
    """What counts its members says so itself, for it can fail without any of them failing."""
    criteria = {"x": yes("a"), "y": yes("b"), "two": {"at_least": {"n": 2, "of": ["x", "y"]}}}
    assert said(tiny(criteria, "two"), a="true", b="na") == "Not eligible; not met: two"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("false", "Out of scope; not met: s"),
        ("na", "Out of scope; does not apply: s"),
        ("?", "Not yet decidable; not known: s"),
    ],
)
def test_outside_the_scope_its_criterion_is_named(fact: str, expected: str) -> None:
    """The scope decides first, and what it rests on is said."""
    assert said(tiny({"s": yes("a"), "x": yes("b")}, "x", scope=["s"]), a=fact, b="true") == expected


def test_where_nothing_applies_there_is_only_the_verdict() -> None:
    """No criterion speaks for a commune to which the conditions do not apply."""
    assert said(tiny({"x": yes("a")}, "x"), a="na") == "Out of scope"


def test_a_rule_set_has_its_own_words_for_a_verdict() -> None:
    """Where a rule set asks another question, its answer leads the sentence."""
    ruleset = tiny({"x": yes("a")}, "x")._replace(called={Verdict.ELIGIBLE: Words("Sẵn sàng", "Ready")})
    assert said(ruleset, a="true") == "Ready; met: x"


def test_of_a_part_that_is_settled_nothing_more_has_to_be_known() -> None:
    """Where only the scope is open, or only the conditions, the other part's unknown criteria are not named."""
    ruleset = tiny({"s": yes("a"), "x": yes("b"), "y": yes("c")}, {"any_of": ["x", "y"]}, scope=["s"])
    assert said(ruleset, b="true") == "Not yet decidable; not known: s"
    assert said(ruleset, a="true") == "Not yet decidable; not known: x; not known: y"
    assert said(ruleset) == "Not yet decidable; not known: s; not known: x; not known: y"
