"""Facts that need evidence to count: one commune, whole tables and the reference leave out the same ones."""

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.assess.evidenced import counted, unevidenced
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.vectorise import assessed
from tests.laws.frames import expected, frame_of
from tests.laws.strategies import DAYS, Facts, Tree, facts, rule_sets, to_yaml
from tests.profile_mapping import profile_from_mapping
from tests.spec.evidence import counting

NEEDS: list[Tree] = [
    {"required": "true"},
    {"required": "true", "within": {"months": "6"}},
    {"required": "true", "within": {"years": "1"}},
]
# Around half a year, and a year, before the days of assessment; one is the last of its month.
DATES = ["2020-02-29", "2020-06-30", "2020-08-28", "2020-08-31", "2020-09-01", "2021-01-01", "2021-12-31", "2024-06-30"]


@st.composite
def evidence(draw: st.DrawFn, stated: Facts) -> dict[str, dict[str, str]]:
    """Some facts with words and a day, with one of them, or with none."""
    found: dict[str, dict[str, str]] = {}
    for id in stated:
        words = {"evidence": "12/BC-UBND"} if draw(st.booleans()) else {}
        days = {"date": draw(st.sampled_from(DATES))} if draw(st.integers(0, 2)) else {}
        found[id] = words | days
    return found


@given(data=st.data(), rules=rule_sets(), day=st.sampled_from(DAYS))
def test_what_has_no_evidence_does_not_count(data: st.DataObject, rules: Tree, day: str) -> None:
    """The same facts are left out by all three, and the answers are those without them."""
    for indicator in rules["indicators"].values():
        if data.draw(st.booleans()):
            indicator["evidence"] = data.draw(st.sampled_from(NEEDS))
    ruleset = parse_ruleset(to_yaml(rules))
    plan = make_plan(ruleset, date.fromisoformat(day))
    communes = [data.draw(facts(rules)) for _ in range(3)]
    papers = [data.draw(evidence(stated)) for stated in communes]
    profiles, wanted = [], []
    for stated, paper in zip(communes, papers, strict=True):
        whole = {id: {"value": value, **paper[id]} for id, value in stated.items()}
        profile = profile_from_mapping({"facts": whole}, ruleset)
        without = unevidenced(profile.facts, profile.evidence, ruleset, plan.as_of)
        left = profile_from_mapping({"facts": counting(rules, stated, paper, day)}, ruleset).facts
        assert dict(counted(profile.facts, without)) == dict(left)
        profiles.append(profile)
        wanted.append((left, ",".join(each.indicator.id for each in without) or None))
    frame = frame_of(ruleset, [profile.facts for profile in profiles])
    frame = frame.with_columns(columns(papers, [*rules["indicators"]]))
    rows = assessed(nw.from_native(frame.lazy()), Periods((plan,)), "en").collect().rows(named=True)
    for row, (left, lacking) in zip(rows, wanted, strict=True):
        known = expected(plan, left, "en")
        assert {name: row[name] for name in known} == known
        if "unevidenced" in row and plan.in_force:
            assert row["unevidenced"] == lacking
        assert evaluate(plan, left).verdict.value == row["verdict"]


def columns(papers: list[dict[str, dict[str, str]]], ids: list[str]) -> list[pl.Series]:
    """The words and the days of the evidence, as a table has them."""
    found: list[pl.Series] = []
    for id in ids:
        each: list[Any] = [paper.get(id, {}) for paper in papers]
        days = [date.fromisoformat(one["date"]) if "date" in one else None for one in each]
        found.append(pl.Series(f"{id}.evidence", [one.get("evidence") for one in each], dtype=pl.String))
        found.append(pl.Series(f"{id}.evidence_date", days, dtype=pl.Date))
    return found
