"""The verdict of another rule set as a condition, against that rule set itself."""

import json
from datetime import date

import narwhals as nw
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.assessment import Assessment
from smartcommune.assess.whole import assess
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.rulesets.link import link
from smartcommune.shape.wellformed import rule_file
from smartcommune.source.document import read_document
from smartcommune.source.files import Source
from smartcommune.vectorise import assessed
from tests.laws.frames import expected, frame_of
from tests.laws.strategies import Facts, Situation, Tree, completions, named, situations, to_yaml
from tests.laws.test_engine import _assumptions
from tests.profile_mapping import profile_from_mapping


def user_of(other: RuleSet, rules: Tree) -> RuleSet:
    """A rule set of which one criterion asks whether another finds a commune eligible, one whether it does not."""
    wanted = {name: {"ruleset": other.id, "is": name} for name in ("eligible", "not_eligible")}
    written = {
        "format": "1",
        "id": "user",
        "version": "1",
        "label": named("user"),
        "in_force": rules["in_force"],
        "sources": rules["sources"],
        "criteria": {
            f"is_{name}": {"label": named(name), "cite": "law", "test": test} for name, test in wanted.items()
        },
        "verdict": {"eligible_when": "is_eligible"},
    }
    document = read_document(Source("user.yaml", json.dumps(written)))
    return link(rule_file(document), document, None, "", {other.id: other})


def asked(ruleset: RuleSet, situation: Situation, facts: Facts) -> Assessment:
    plan = make_plan(ruleset, date.fromisoformat(situation.as_of), situation.overrides, _assumptions(situation))
    return assess(plan, profile_from_mapping({"facts": facts}, ruleset))


@given(situation=situations())
def test_a_verdict_is_what_the_other_rule_set_says(situation: Situation) -> None:
    """`is: eligible` is met exactly where the other verdict is, and no verdict against it leaves it open or met."""
    other = parse_ruleset(to_yaml(situation.rules))
    verdict = asked(other, situation, situation.facts).verdict.value
    assume(verdict != "not_in_force")
    found = asked(user_of(other, situation.rules), situation, situation.facts).outcomes
    for wanted in ("eligible", "not_eligible"):
        outcome = found[f"is_{wanted}"].value
        assert (outcome == "met") is (verdict == wanted)
        if verdict not in (wanted, "undetermined"):
            # Where nothing in the other rule set applies, its verdict does not apply either.
            may_be = {"not_met"} | ({"not_applicable", "unknown"} if verdict == "out_of_scope" else set())
            assert outcome in may_be


@given(situation=situations(), data=st.data())
def test_a_settled_verdict_stays_however_the_facts_are_filled_in(situation: Situation, data: st.DataObject) -> None:
    """An outcome that rests on another rule set is sound: no completion of the facts changes it once it is settled."""
    user = user_of(parse_ruleset(to_yaml(situation.rules)), situation.rules)
    before = asked(user, situation, situation.facts)
    after = asked(user, situation, data.draw(completions(situation.rules, situation.facts)))
    for id, outcome in before.outcomes.items():
        assert outcome.value == "unknown" or after.outcomes[id] == outcome, id
    assert before.verdict.value == "undetermined" or after.verdict == before.verdict


@given(situation=situations())
def test_a_whole_table_asks_for_verdicts_as_one_profile_does(situation: Situation) -> None:
    """Whatever rests on another rule set is the same, one profile at a time and all at once."""
    user = user_of(parse_ruleset(to_yaml(situation.rules)), situation.rules)
    plan = make_plan(user, date.fromisoformat(situation.as_of), situation.overrides, _assumptions(situation))
    facts = profile_from_mapping({"facts": situation.facts}, user).facts
    frame = nw.from_native(frame_of(user, [facts]).lazy())
    (row,) = assessed(frame, Periods((plan,)), "vi").to_native().collect().to_dicts()
    wanted = {key: value for key, value in expected(plan, facts, "vi").items() if not is_borrowed(key)}
    assert {key: row[key] for key in wanted} == wanted
