"""What can become of a half-known commune under a table of points, and what is said where that is given up."""

from pathlib import Path
from typing import Final

import pytest

from smartcommune.api import load_ruleset
from smartcommune.assess import advise, outlook, whole

EXAMPLES: Final = Path(__file__).parents[2] / "examples/scored"
HALF: Final = {
    "as_of": "2026-12-31",
    "claims": "complete",
    "findings": "complete",
    "facts": {
        "plan_good": "true", "commune_plan_on": "2026-09-20", "findings_open": "0", "innovations": "2",
        "province_tasks": "100%", "comments_in_time": "true", "science_staff": "true", "classes_planned": "4",
        "people_reached": "120", "budget_given": "200", "final_report": "true", "disbursed_last_year": "95%",
    },
}  # fmt: skip


@pytest.mark.full
def test_a_half_known_commune_is_decided_as_far_as_it_can_be() -> None:
    """Eleven facts are unknown, one of which can come to hundreds of points: all of it is looked at."""
    answer = load_ruleset(str(EXAMPLES / "nq57-khanh-hoa-commune-2026.yaml")).check(HALF)
    assert [text.key for text, _ in answer.remarks if str(getattr(text, "key", "")).endswith("not-decided")] == []
    assert [level.id for level in answer.levels] == ["b", "c", "d"]
    assert answer.missing[0].indicator == "days_late"
    assert {"classes_held", "budget_spent", "inspected"} < {item.indicator for item in answer.missing}


@pytest.mark.full
def test_that_too_much_is_possible_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence for one cause: what is possible and what matters are given up together."""
    monkeypatch.setattr(whole, "outlooks", lambda evaluations: [None for _ in evaluations])
    monkeypatch.setattr(outlook, "MOST_HEARD", 1)
    monkeypatch.setattr(advise, "MOST_ADDED", 1)  # that takes its time, and is not what is asked here
    answer = load_ruleset(str(EXAMPLES / "legal-access-2021.yaml"), as_of="2023-01-01").check({"facts": {}})
    keys = [text.key for text, _ in answer.remarks if str(getattr(text, "key", "")).endswith("not-decided")]
    assert "possible-not-decided" in keys
    assert not {"missing-not-decided", "missing-order-not-decided", "points-not-decided"} & {*keys}
    assert answer.missing
