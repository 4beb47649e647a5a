"""What the cases of a rule set lack, as cases that can be pasted."""

from __future__ import annotations

import pytest

from smartcommune.authoring import cases
from smartcommune.authoring.cases import CaseResult, cases_in, run_case
from smartcommune.authoring.measure.coverage import coverage
from smartcommune.authoring.measure.exercise import exercises
from smartcommune.authoring.measure.measured import Measured
from smartcommune.authoring.measure.mutate import mutation
from smartcommune.authoring.measure.suggest import suggested
from smartcommune.model.ruleset import RuleSet
from smartcommune.render.suggested import yaml
from smartcommune.rulesets.library import built_in, load_built_in
from smartcommune.source.files import Source
from tests.quick import some


def pasted(ruleset: RuleSet, measured: Measured) -> list[CaseResult]:
    """The suggested cases, written down and read again."""
    text = yaml(ruleset, suggested(measured), (), "en")
    return [run_case(case, ruleset) for case in cases_in(Source("new.cases.yaml", text), ruleset)]


@pytest.mark.parametrize("id", some(sorted(built_in()), ["pilot-smart-ninh-binh"]))
def test_of_every_built_in_rule_set_the_suggested_cases_show_all_that_can_be_shown(id: str) -> None:
    """Without any case to begin with: what is suggested can be read, passes, and leaves nothing to be shown."""
    ruleset = load_built_in(id)
    tested = cases.TestedFile(id, ruleset, (), ())
    results = pasted(ruleset, Measured(tested, coverage(ruleset, ())))
    assert [result.case.name for result in results if not result.passed] == []
    after = coverage(ruleset, exercises(results))
    assert (after.lacking, len(after.shown) > 0) == ((), True)


@pytest.mark.full
@pytest.mark.parametrize(
    "id", some(["pilot-smart-2023", "ntm-advanced-2021", "smart-village-ninhbinh-2022"], ["pilot-smart-2023"])
)
def test_the_suggested_cases_notice_every_mistake(id: str) -> None:
    """Asked for mutants, too, there is a case for each that can be noticed."""
    ruleset = load_built_in(id)
    tested = cases.TestedFile(id, ruleset, (), ())
    results = pasted(ruleset, Measured(tested, coverage(ruleset, ()), mutation(ruleset, ())))
    after = mutation(ruleset, exercises(results))
    assert (after.survivors, after.noticed > 0) == ((), True)


def test_what_is_not_decided_is_no_reason_to_say_that_nothing_is_lacking() -> None:
    """Where no case was found, the answer says whether none is needed."""
    ruleset = load_built_in("pilot-smart-2023")
    assert yaml(ruleset, (), (), "en") == "# pilot-smart-2023 needs no further case\n"
    assert yaml(ruleset, (), (), "en", open=3).startswith("# no case was found for pilot-smart-2023: of 3 of what")
