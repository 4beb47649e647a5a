"""Facts that give each verdict, a profile to write them into, and the reasons of an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import COMMAND, Done, Run, environment

__all__ = ["COMMAND", "Done", "Run", "environment"]
EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = "2023-06-30"

# Facts that give each verdict under the default rule set on that day.
ELIGIBLE = {"unit_type": "xa", "central_pilot": False, "smartphone_rate": "85.2"}
NOT_ELIGIBLE = {
    "unit_type": "xa",
    "central_pilot": False,
    "ntm_level": "basic",
    "ntm_criteria_set": "2021_2025",
    "broadband_household_rate": "85%",
    "work_files_online_rate": "66%",
    "community_digital_team": True,
    "digital_platform_in_use": False,
    "ict_capability_attested": False,
    "outstanding_field": "none",
    "fibre_village_rate": "100%",
    "mobile_coverage_household_rate": "97%",
    "free_wifi_culture_house": False,
    "facilities_attested": False,
    "digital_trained_staff_rate": "62%",
    "human_resources_attested": False,
    "smartphone_rate": "71.5%",
}
UNDETERMINED = {"unit_type": "xa", "central_pilot": False}
OUT_OF_SCOPE = {"unit_type": "phuong"}

Facts = Mapping[str, object]
WriteProfile = Callable[..., str]


@pytest.fixture
def profile(tmp_path: Path) -> WriteProfile:
    """Writes a profile and gives its path: `profile(facts, name="x.json", as_of=…, commune=…)`."""

    def profile(facts: Facts, name: str = "profile.json", as_of: str | None = DAY, **more: object) -> str:
        path = tmp_path / name
        content = {"facts": facts, **({} if as_of is None else {"as_of": as_of}), **more}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return profile


def every_reason(reason: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    """A reason of a JSON answer and everything below it."""
    if reason is None:
        return
    yield reason
    for child in reason.get("children", ()):
        yield from every_reason(child)
