"""What answers say of points that do not apply, of figures that cannot be computed, and without levels."""

from __future__ import annotations

from typing import Any

from smartcommune.api import Rules
from smartcommune.assess.assessment import Assessment, Reason, every_reason
from smartcommune.rulesets.library import parse_ruleset

RULES = """\
format: 1
id: said
version: "1"
label: {vi: Thử, en: Trial}
in_force: {from: 2021-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/L, kind: law, date: 2020-01-01}
indicators:
  has: {type: boolean, label: {vi: Có, en: Has}}
  given: {type: money, may_not_apply: true, label: {vi: Giao, en: Given}}
  spent: {type: money, label: {vi: Chi, en: Spent}}
  a: {type: boolean, label: {vi: A, en: A}}
derived:
  used: {share: {of: spent, in: given}, range: {min: 0%, max: 200%}, label: {vi: Giải ngân, en: Disbursed}}
criteria:
  full: {label: {vi: Đủ, en: Full}, cite: law, applies_when: {indicator: has, is: true}, not_applicable: full,
         test: {indicator: a, is: true}, points: 4}
  silent: {label: {vi: Im, en: Silent}, cite: law, applies_when: {indicator: has, is: true},
           test: {indicator: a, is: true}, points: 4}
  u: {label: {vi: Giải ngân, en: Disbursed}, cite: law, not_applicable: none,
      points: {indicator: used, scale: [{gte: 90%, points: 6}]}}
  total: {label: {vi: Tổng, en: Total}, cite: law, points: {sum: [full, silent, u], scaled_to: 100}}
score: {points: total, basis: law, cite: law}
verdict: {eligible_when: {points: total, gte: 10%}}
"""


def answer(**facts: Any) -> Assessment:
    return Rules(parse_ruleset(RULES)).check({"as_of": "2024-03-01", "facts": facts})


def said(found: Assessment, id: str) -> str:
    reason: Reason = next(each for each in every_reason(found.reasons) if each.id == id)
    return reason.text.say("en")


def test_without_levels_none_is_told() -> None:
    """Also where points are open, and their criteria are taken together."""
    found = answer(has=False, given="na", spent=5)
    assert found.points is not None
    assert found.points.low < found.points.high
    assert (found.levels, found.conclusion.say("en")) == ((), "Eligible")


def test_what_does_not_apply_says_what_it_earns() -> None:
    """As much as the rules say; what they are silent about stays open."""
    found = answer(has=False, given="na", spent=5)
    assert said(found, "full") == "does not apply here: 4 of 4 points"
    assert said(found, "silent") == "does not apply here: 0–4 of 0–4 points"
    assert said(found, "u") == "not applicable: 0 of 6 points"


def test_a_share_of_nothing_says_so_where_it_earns_points() -> None:
    """Nothing is missing, and still there is no figure."""
    found = answer(has=True, a=True, given=0, spent=0)
    assert said(found, "u").endswith("divided by 0 or less: 0–6 of 6 points")
