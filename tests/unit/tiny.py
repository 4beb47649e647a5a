"""Tiny rule sets made of Python values, one commune at a time, and the ethnic-area example of the format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from smartcommune.assess.assessment import Assessment, Reason
from smartcommune.assess.whole import assess
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.library import parse_ruleset
from tests.profile_mapping import profile_from_mapping

DAY = date(2023, 5, 1)
Tree = Mapping[str, Any]
# What a small rule file begins with.
HEAD = """\
format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01, until: 2023-12-31}
sources: {law: {title: {vi: Luật, en: Law}, date: 2022-01-01, kind: law}}
"""


def label(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


INDICATORS: dict[str, Tree] = {
    **{name: {"type": "boolean"} for name in "abcdef"},
    "rate": {"type": "percent"},
    "rounded": {"type": "percent", "rounded_to": "0.1%"},
    "part": {"type": "count", "at_most": "whole"},
    "whole": {"type": "count", "actionable": "false"},
    "length": {"type": "number", "unit": "km", "range": {"min": 0, "max": 50}},
    "region": {"type": "enum", "values": ["delta", "other"], "actionable": "false"},
    "level": {"type": "enum", "ordered": "true", "values": ["none", "basic", "high"]},
    "opened": {"type": "date"},
    "word": {"type": "text"},
}


def yes(indicator: str) -> Tree:
    return {"indicator": indicator, "is": "true"}


def tiny(
    criteria: Mapping[str, Any],
    eligible_when: Any,
    *,
    scope: Sequence[str] = (),
    thresholds: Tree | None = None,
    indicators: Mapping[str, Tree] | None = None,
    share: Tree | None = None,
    derived: Mapping[str, Tree] | None = None,
) -> RuleSet:
    """A rule set; a criterion is a condition, or a table with `test` and more."""
    leave = {"may_not_apply": "true"}
    declared = {
        id: {"label": label(id), **({} if id == "region" else leave), **shape}
        for id, shape in {**INDICATORS, **(indicators or {})}.items()
    }
    written = {}
    for id, content in criteria.items():
        more = content if isinstance(content, Mapping) and "test" in content else {"test": content}
        written[id] = {"label": label(id), "cite": "law", **more}
    document = {
        "format": 1,
        "id": "tiny",
        "version": "1",
        "label": label("Tiny"),
        "in_force": {"from": "2021-01-01", "until": "2025-12-31"},
        "sources": {"law": {"title": label("Law"), "number": "1/L", "kind": "law", "date": "2020-01-01"}},
        "indicators": declared,
        "derived": {
            "share": {
                "share": {"of": "part", "in": "whole"},
                "label": label("share"),
                **(leave if share is None else share),
            },
            **(derived or {}),
        },
        "criteria": written,
        "verdict": {"scope": list(scope), "eligible_when": eligible_when},
    }
    if thresholds:
        document["thresholds"] = dict(thresholds)
    return parse_ruleset(json.dumps(document))


def threshold(type: str, default: str, basis: str = "law", **more: Any) -> Tree:
    """A threshold with one value since 2021; `places` are values by region."""
    places = more.pop("places", {})
    by = {"by": "region"} if places else {}
    from_test = {"from_test": label("another test")} if basis == "assumption" else {}
    values = [{"from": "2021-01-01", "default": default, **places}]
    return {"type": type, "basis": basis, "cite": "law", "values": values, **by, **from_test, **more}


def evaluated(ruleset: RuleSet, facts: Tree, day: date = DAY, **options: Any) -> Evaluation:
    plan = make_plan(ruleset, day, **options)
    return evaluate(plan, profile_from_mapping({"facts": facts}, ruleset).facts)


def assessed(ruleset: RuleSet, facts: Tree, day: date = DAY, **options: Any) -> Assessment:
    return assess(make_plan(ruleset, day, **options), profile_from_mapping({"facts": facts}, ruleset))


def every(reason: Reason | None) -> Iterable[Reason]:
    """A reason and everything below it."""
    if reason is not None:
        yield reason
        for child in reason.children:
            yield from every(child)


def reason_of(answer: Assessment, id: str) -> Reason:
    """The first reason of that id."""
    return next(reason for reason in every(answer.reasons) if reason.id == id)


ETHNIC = """\
format: 1
id: ethnic-area-iii-2021
version: "2021.1"
subject: commune
label: {vi: Xã khu vực III, en: Region III (specially disadvantaged) commune}
in_force: {from: 2021-01-01, until: 2025-12-31}
sources:
  qd33:
    title: {vi: Quyết định 33/2020/QĐ-TTg, en: Decision 33/2020/QD-TTg}
    number: 33/2020/QĐ-TTg
    date: 2020-11-12
    kind: law
indicators:
  region:       {type: enum, values: [mekong_delta, other], actionable: false, label: {vi: Vùng, en: Region}}
  ntm:          {type: boolean, label: {vi: Đã đạt chuẩn nông thôn mới, en: Meets the new-rural standard}}
  poverty_rate: {type: percent, label: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}}
  poor:         {type: count, unit: household, label: {vi: Hộ nghèo, en: Poor households}}
  poor_em:      {type: count, unit: household, at_most: poor, label: {vi: Hộ nghèo DTTS, en: Poor minority households}}
  illiterate:   {type: percent, label: {vi: Chưa đọc thông viết thạo, en: Cannot read or write}}
  road_km:      {type: number, unit: km, label: {vi: Đường đến trung tâm, en: Road to the centre}}
  road_unpaved: {type: percent, label: {vi: Đường chưa cứng hóa, en: Unpaved share of the road}}
derived:
  poor_em_share: {share: {of: poor_em, in: poor}, label: {vi: Tỷ lệ DTTS, en: Minority share of the poor}}
thresholds:
  poverty_high:
    type: percent
    by: region
    basis: law
    cite: qd33#3.2.a
    values: [{from: 2021-01-01, default: 20%, mekong_delta: 15%}]
  poverty_mid:
    type: percent
    by: region
    basis: law
    cite: qd33#3.2.b
    values: [{from: 2021-01-01, default: 15%, mekong_delta: 12%}]
criteria:
  not_ntm: {cite: qd33#3.2, label: {vi: Chưa đạt NTM, en: Not yet new-rural}, test: {indicator: ntm, is: false}}
  high_poverty:
    cite: qd33#3.2.a
    label: {vi: Nghèo cao, en: High poverty}
    weight: 4
    test: {indicator: poverty_rate, gte: {threshold: poverty_high}}
  delta_poor:
    cite: qd33#3.2.a
    label: {vi: Trên 150 hộ nghèo DTTS, en: Over 150 poor minority households}
    weight: 2
    applies_when: {indicator: region, is: mekong_delta}
    test: {indicator: poor_em, gt: 150}
  mid_poverty:
    cite: qd33#3.2.b
    label: {vi: Nghèo trung bình, en: Medium poverty}
    weight: 2
    test: {indicator: poverty_rate, gte: {threshold: poverty_mid}, lt: {threshold: poverty_high}}
  poor_mostly_em:
    cite: qd33#3.2.b.i
    label: {vi: Trên 60% hộ nghèo là DTTS, en: Over 60% of the poor are minority}
    weight: 1
    test: {indicator: poor_em_share, gt: 60%}
  low_literacy:
    cite: qd33#3.2.b.ii
    label: {vi: Từ 20% chưa biết chữ, en: 20% or more cannot read}
    weight: 1
    test: {indicator: illiterate, gte: 20%}
  bad_road:
    cite: qd33#3.2.b.iv
    label: {vi: Đường khó, en: Bad road}
    weight: 1
    test: {all_of: [{indicator: road_km, gt: 20}, {indicator: road_unpaved, gt: 50%}]}
verdict:
  scope: []
  eligible_when:
    all_of:
      - not_ntm
      - any_of:
          - high_poverty
          - delta_poor
          - all_of: [mid_poverty, {at_least: {n: 1, of: [poor_mostly_em, low_literacy, bad_road]}}]
"""


def ethnic() -> RuleSet:
    return parse_ruleset(ETHNIC)
