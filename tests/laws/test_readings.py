"""Texts that can be read in two ways: what holds whichever reading is right, against the reference by each of them."""

from copy import deepcopy
from datetime import date

import narwhals as nw
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.explain import placed
from smartcommune.authoring.cases import read
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.engine.readings import joined
from smartcommune.vectorise import assessed
from tests.laws.frames import frame_of
from tests.laws.scored import scored_rule_sets
from tests.laws.strategies import DAYS, Tree, facts
from tests.laws.test_points import is_open, known, linked
from tests.profile_mapping import profile_from_mapping
from tests.spec import points as reference

TEXTS = {key: {"vi": key, "en": key} for key in ("question", "reading", "alternative")}


@st.composite
def two_ways(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Random rules of which one criterion could be read as another one is; and what they are then."""
    rules = draw(scored_rule_sets())
    names = [name for name, each in rules["criteria"].items() if isinstance(each.get("points"), dict)]
    names = [name for name in names if "sum" not in rules["criteria"][name]["points"]]
    assume(len(names) > 1)
    name, other = draw(st.permutations(names))[:2]
    points = rules["criteria"][other]["points"]
    assume(points != rules["criteria"][name]["points"])
    assume(not {"by_claim", "by_finding"} & rules["criteria"][name].keys())
    turned = deepcopy(rules)
    turned["criteria"][name]["points"] = points
    turned["criteria"][name].pop("test", None)
    instead = {"criteria": {name: {"cite": "law#p", "points": points}}}
    rules["criteria"][name]["ambiguities"] = [{"id": "R-1", **TEXTS, "instead": instead}]
    return rules, turned


@given(data=st.data(), both=two_ways(), day=st.sampled_from(DAYS))
def test_what_holds_whichever_reading_is_right(data: st.DataObject, both: tuple[Tree, Tree], day: str) -> None:
    """Settled is what the reference says by both; a table says so, too, and each reading that is taken says its own."""
    rules, turned = both
    for indicator in rules["indicators"].values():
        indicator.pop("rounded_to", None)
    ruleset = linked(rules)
    stated = data.draw(known(rules, data.draw(facts(rules))))
    plan = make_plan(ruleset, date.fromisoformat(day))
    facts_of = profile_from_mapping({"facts": stated}, ruleset).facts
    found = read(plan, facts_of)
    if any(map(is_open, found)):
        return
    expected = [reference.assess(each, stated, day) for each in (rules, turned)]
    assert [(each.verdict.value, each.levels) for each in found] == [(each.verdict, each.levels) for each in expected]
    together = joined(found)
    levels = {level for each in expected for level in each.levels}
    verdicts = {each.verdict for each in expected}
    is_split = len(verdicts) > 1 or (ruleset.verdict_by_level and len(levels) > 1 and verdicts != {"out_of_scope"})
    assert together.verdict.value == ("undetermined" if is_split else expected[0].verdict)
    assert {*together.levels} == levels
    frame = nw.from_native(frame_of(ruleset, [facts_of]).lazy())
    (row,) = assessed(frame, Periods((plan,)), "en").collect().rows(named=True)
    assert row["verdict"] == together.verdict.value
    if plan.in_force:
        named = [row["level"]] if row["levels_possible"] is None else row["levels_possible"].split(",")
        possible = [level.id for level in placed(together)] or [None]
        assert [None if level == "-" else level for level in named] == possible
        ends = [float(each.earned["total"][0]) for each in expected]
        assert abs(row["points_low"] - min(ends)) <= 0.01
        assert abs(row["points_high"] - max(ends)) <= 0.01
