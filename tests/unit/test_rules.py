"""The built-in rule sets keep what their cases promise."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from smartcommune.authoring.cases import CaseResult, cases_beside, run_case
from smartcommune.authoring.measure.coverage import coverage
from smartcommune.authoring.measure.exercise import exercises
from smartcommune.logic import Outcome
from smartcommune.model.ruleset import Verdict, is_borrowed
from smartcommune.rulesets.library import built_in, load_built_in
from smartcommune.shape.wellformed import cases_file, rule_file
from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import read_source
from tests.quick import RULE_SETS, some

RULES = Path(__file__).parents[2] / "rules"


def results_of(id: str) -> list[CaseResult]:
    ruleset = load_built_in(id)
    return [run_case(case, ruleset) for case in cases_beside(ruleset, built_in()[id])]


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_every_case_passes(id):
    """Each built-in rule set gives every one of its cases the verdict that the case expects."""
    failed = [(result.case.name, result.differences, result.problems) for result in results_of(id) if not result.passed]
    assert failed == []


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_the_cases_show_all_that_can_be_shown(id):
    """Every obligation of a built-in rule set has its case."""
    assert coverage(load_built_in(id), exercises(results_of(id))).lacking == ()


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_every_rule_set_has_cases(id):
    """No built-in rule set goes without cases."""
    assert len(results_of(id)) >= 5


def test_every_criterion_is_seen_in_every_outcome():
    """The cases of the main rule set show each criterion met, not met, unknown, and not applicable before its day."""
    seen: dict[str, set[Outcome]] = {}
    for result in results_of("pilot-smart-2023"):
        for id, outcome in result.outcomes.items():
            seen.setdefault(id, set()).add(outcome)
    possible = set(Outcome) - {Outcome.NOT_APPLICABLE, Outcome.SCORED}
    criteria = load_built_in("pilot-smart-2023").criteria.values()
    assert seen == {each.id: possible | ({Outcome.NOT_APPLICABLE} if each.in_force else set()) for each in criteria}


@pytest.mark.parametrize("id", sorted(id for id in built_in() if load_built_in(id).parent is None))
def test_every_criterion_is_met_not_met_and_unknown(id):
    """The cases of each rule set that stands on its own show each of its criteria met, not met and unknown."""
    seen: dict[str, set[Outcome]] = {}
    for result in results_of(id):
        for criterion, outcome in result.outcomes.items():
            seen.setdefault(criterion, set()).add(outcome)
    wanted = {Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN}
    criteria = [name for name in load_built_in(id).criteria if not is_borrowed(name)]
    assert {name: wanted - seen[name] for name in criteria if wanted - seen[name]} == {}


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_what_replaces_a_rule_set_exists_and_follows_it(id):
    """A rule set that replaces another is built in, assesses the same, and begins when the other has ended."""
    ruleset = load_built_in(id)
    for other in map(load_built_in, ruleset.replaced_by):
        assert ruleset.in_force.last is not None
        assert (other.subject, other.in_force.first > ruleset.in_force.last) == (ruleset.subject, True)


@pytest.mark.full
def test_every_verdict_is_seen():
    """The cases of the main rule set end in each of the five verdicts."""
    verdicts = {result.evaluation.verdict for result in results_of("pilot-smart-2023") if result.evaluation}
    assert verdicts == set(Verdict)


def test_main_rule_set_has_at_least_40_cases():
    """The main rule set is held by at least 40 cases."""
    assert len(results_of("pilot-smart-2023")) >= 40


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_digests_are_up_to_date(id):
    """`rules.sha256` has the digest of every built-in rule file, and each of them passes validation."""
    recorded = dict(reversed(line.split()) for line in (RULES / "rules.sha256").read_text().splitlines())
    path = built_in()[id]
    assert recorded[path.relative_to(RULES).as_posix()] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert rule_file(read_document(read_source(str(path)))).id == id
    cases = path.with_name(f"{id}.cases.yaml")
    assert recorded[cases.relative_to(RULES).as_posix()] == hashlib.sha256(cases.read_bytes()).hexdigest()
    assert cases_file(read_document(read_source(str(cases)))).ruleset == id


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_thresholds_say_what_they_rest_on(id):
    """Every threshold is cited, and an assumed one names the test that its figure comes from."""
    for threshold in load_built_in(id).thresholds.values():
        assert threshold.citations, threshold.id
        assert threshold.basis != "assumption" or threshold.from_test, threshold.id


def test_a_record_reads_like_the_validated_model():
    """Reading a validated file without its models gives the same rule set."""
    from smartcommune.rulesets.link import link
    from smartcommune.shape.record import Record

    document = read_document(read_source(str(built_in()["pilot-smart-2023"])))
    with_models = link(rule_file(document), document, None, "")
    assert link(Record(as_data(document.root)), document, None, "") == with_models


def test_the_digests_fit_the_rule_files() -> None:
    """Every rule set has its line in `rules.sha256`, as `sha256sum` writes it, and none stands there without a file.

    A digest on record means that the file was validated; it is not validated again when it is read.
    """
    lines = (RULES / "rules.sha256").read_text(encoding="utf-8").splitlines()
    recorded = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    files = {path.relative_to(RULES).as_posix(): path for path in RULES.rglob("*.yaml")}
    rule_sets = {name for name in files if not name.endswith(".cases.yaml")}
    assert rule_sets <= set(recorded) <= set(files)
    assert {name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in recorded} == recorded
    assert list(recorded) == sorted(recorded)
