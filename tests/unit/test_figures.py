"""Reasons with figures: value and need of each comparison that speaks for an outcome, and of no other."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from smartcommune.api import Rules, load_ruleset
from smartcommune.messages import Language
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.tables.results.shown_values import with_words
from smartcommune.vectorise import assessed

RULES = load_ruleset("pilot-smart-2023", as_of=date(2023, 6, 30))
BASE: dict[str, Any] = {"unit_type": "xa", "central_pilot": False}


def reasons(language: Language = "vi", **facts: Any) -> str:
    frame = pl.LazyFrame([BASE | facts])
    periods = RULES.periods()
    words = nw.from_native(with_words(frame, periods, language))
    found: Any = assessed(words, periods, language, with_figures=True).to_native()
    return str(found.collect()["reasons"][0])


@pytest.mark.parametrize(("value", "shown"), [(79.0, "79 %"), (79.5, "79,5 %"), (79.995, "79,995 %"), (79, "79 %")])
def test_a_figure_stands_beside_its_need(value: float, shown: str) -> None:
    """As people write it, and never rounded onto the threshold."""
    text = reasons(smartphone_rate=value, **NOT_MET)
    assert f"Tỷ lệ sử dụng điện thoại thông minh ({shown}, cần từ 80 % trở lên, giả định)" in text


# What makes every other criterion fail.
NOT_MET: dict[str, Any] = {
    "ntm_level": "basic", "ntm_criteria_set": "2021_2025", "broadband_household_rate": 85.0,
    "work_files_online_rate": 50.0, "community_digital_team": False, "digital_platform_in_use": False,
    "ict_capability_attested": False, "outstanding_field": "none", "fibre_village_rate": 90.0,
    "mobile_coverage_household_rate": 97.0, "free_wifi_culture_house": False, "facilities_attested": False,
    "digital_trained_staff_rate": 62.0, "human_resources_attested": False,
}  # fmt: skip


def test_only_what_speaks_for_the_outcome_is_said() -> None:
    """Of the signs of a capability that is not there: those that are not met, with their figures."""
    text = reasons("en", smartphone_rate=79.0, **NOT_MET)
    capability = next(part for part in text.split("; not met: ") if "online" in part)
    assert "50%, needs at least 60%" in capability
    assert "85%" not in text
    assert "97%" not in text
    assert "90%, needs 100%" in text


def test_a_share_of_counts_is_shown_on_its_side() -> None:
    """Three of eleven is no decimal; what is nearer to the threshold than two digits show gets more of them."""
    facts = dict(NOT_MET)
    assert "(27,27 %, cần" in reasons(smartphone_adults=3, adults=11, **facts)
    assert "(79,999 %, cần" in reasons(smartphone_adults=103_999, adults=130_000, **facts)


def test_what_is_not_known_is_said_so() -> None:
    """No figure stands for it."""
    text = reasons(**{**NOT_MET, "ntm_level": None})
    assert "(chưa có số liệu, cần từ 80 % trở lên, giả định)" in text


PLACED = """format: 1
id: placed
version: "1"
label: {vi: Theo nơi, en: By place}
in_force: {from: 2023-01-01}
sources: {law: {title: {vi: Quyết định, en: Decision}, number: 1/QĐ, date: 2022-01-01, kind: law}}
indicators:
  region:
    {type: enum, values: {north: {vi: Bắc, en: North}, south: {vi: Nam, en: South}}, label: {vi: Vùng, en: Region}}
  group: {type: enum, values: {one: {vi: Một, en: One}, two: {vi: Hai, en: Two}}, label: {vi: Nhóm, en: Group}}
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
thresholds:
  high:
    {type: percent, by: [region, group], basis: law, cite: law,
     values: [{from: 2023-01-01, default: 60%, north: {one: 90%}}]}
criteria: {good: {label: {vi: Tốt, en: Good}, cite: law, test: {indicator: rate, gte: {threshold: high}}}}
verdict: {eligible_when: good}
"""


def test_what_is_needed_is_that_of_the_place_of_the_row() -> None:
    """As far as it is known: of a row in the north the value of its group, none where its group has none."""
    rules = Rules(parse_ruleset(PLACED), date(2023, 6, 30))
    rows = [{"region": region, "group": group, "rate": 50.0} for region in ("north", "south", None) for group in GROUPS]
    words = nw.from_native(with_words(pl.LazyFrame(rows), rules.periods(), "en"))
    found: Any = assessed(words, rules.periods(), "en", with_figures=True).to_native()
    needs = [text.partition("50%, ")[2].removesuffix(")") for text in found.collect()["reasons"]]
    unknown = "needs at least 90% / 60%, depending on: Region"
    assert needs == [
        *("needs at least 90%", "needs a threshold that has not been set", "needs at least 90%"),
        *("needs at least 60%", "needs at least 60%", "needs at least 60%"),
        *(unknown, "needs at least 60%", f"{unknown} and Group"),
    ]


GROUPS = ("one", "two", None)
