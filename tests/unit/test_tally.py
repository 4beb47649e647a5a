"""What results add up to: verdicts by province, criteria not met, facts that are lacking."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import polars as pl
import pytest

from smartcommune.api import load_ruleset
from smartcommune.model.ruleset import Verdict
from smartcommune.rulesets.library import load_built_in
from smartcommune.rulesets.used import verdict_criteria
from smartcommune.tables.collection_plan import Collect
from smartcommune.tables.results import tally
from smartcommune.tables.results.tally import Apart, Counts, Differing, Tally

RULES = load_ruleset("pilot-smart-2023").ruleset
SCHEMA = {"province": pl.String, "verdict": pl.String, "missing": pl.String} | {
    f"outcome.{id}": pl.String for id in RULES.criteria
}


def row(verdict: str, province: str | None = "A", missing: str | None = None, **outcomes: str) -> dict[str, Any]:
    """A result; criteria that are not named are met."""
    return {"province": province, "verdict": verdict, "missing": missing} | {
        f"outcome.{id}": outcomes.get(id, "met") for id in RULES.criteria
    }


def counts(*parts: list[dict[str, Any]]) -> Counts:
    found = Tally(RULES)
    for part in parts:
        found.add(pl.DataFrame(part, schema=SCHEMA))
    return found.counts()


def test_parts_add_up() -> None:
    """However the results are cut into parts, they come to the same."""
    rows = [row("eligible"), row("not_eligible", "B", facilities="not_met"), row("undetermined", None, "adults")] * 3
    assert counts(rows) == counts(rows[:4], [], rows[4:])
    assert counts(rows).assessed == 9
    assert counts(rows).verdicts[Verdict.ELIGIBLE] == 3


def test_levels_are_counted_by_province() -> None:
    """Each level by itself, all that are open between several together; out of scope a commune is in none."""
    rows = [
        ("A", "group_1", None), ("A", "group_1", None), ("A", None, "group_1,group_3"), (None, "group_3", None),
        ("B", None, None),
    ]  # fmt: skip
    part = [row("eligible", place) | {"level": level, "levels_possible": open} for place, level, open in rows]
    found = Tally(RULES)
    found.add(pl.DataFrame(part, schema=SCHEMA | {"level": pl.String, "levels_possible": pl.String}))
    assert found.counts().levels == {"A": {"group_1": 2, tally.OPEN: 1}, None: {"group_3": 1}}
    assert found.counts().by_level == {"group_1": 2, tally.OPEN: 1, "group_3": 1}


def test_self_scored_points_that_differ_are_counted() -> None:
    """By criterion, the most frequent first; a commune counts once, and one of which nothing is given not at all."""
    first, second = list(RULES.criteria)[:2]
    names = [f"points_difference.{first}", f"points_difference.{second}"]
    given = [(0.0, 1.5), (None, -0.01), (None, None), (2.0, 3.0)]
    part = pl.DataFrame(
        [row("eligible") | dict(zip(names, each, strict=True)) for each in given],
        schema=SCHEMA | dict.fromkeys(names, pl.Float64),
    )
    found = Tally(RULES)
    for piece in (part[:2], part[2:]):
        found.add(piece)
    assert found.counts().differing == Differing(3, (Apart(second, 2, 1), Apart(first, 1, 0)))
    none = Tally(RULES)
    none.add(part[2:3])
    assert none.counts().differing == Differing(0, ())
    assert counts([row("eligible")]).differing is None


def test_provinces_are_in_order_with_the_unknown_last() -> None:
    """Each province has its own counts; those without one stand at the end."""
    found = counts([row("eligible", "B"), row("eligible", None), row("not_eligible", "A")])
    assert list(found.provinces) == ["A", "B", None]
    assert found.provinces["A"][Verdict.NOT_ELIGIBLE] == 1
    assert found.provinces["B"][Verdict.NOT_ELIGIBLE] == 0


def test_only_a_no_has_reasons_for_it() -> None:
    """A criterion counts where the commune is not eligible, and the most frequent one comes first."""
    found = counts(
        [
            row("not_eligible", smartphone_use="not_met", facilities="not_met"),
            row("not_eligible", smartphone_use="not_met"),
            row("eligible", human_resources="not_met"),
            row("not_eligible", in_outstanding_field="unknown"),
        ]
    )
    assert found.unmet == (("smartphone_use", 2), ("facilities", 1))


def test_a_criterion_that_combines_others_is_no_reason_of_its_own() -> None:
    """What only sums up other criteria would be not met in every commune that is not eligible."""
    assert counts([row("not_eligible", other_conditions="not_met")]).unmet == ()


def test_what_to_collect_comes_in_the_order_in_which_it_settles() -> None:
    """All that a commune lacks comes before what many lack among others; each step counts on those before it."""
    found = counts(
        [
            row("undetermined", missing="ntm_level,adults"),
            row("undetermined", missing="ntm_level,smartphone_rate"),
            row("undetermined", missing="adults"),
            row("eligible", missing=None),
        ]
    )
    assert found.wanted == (Collect("adults", 2, 1), Collect("ntm_level", 2, 1), Collect("smartphone_rate", 1, 1))


def test_lists_of_missing_facts_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are known by then are counted on, the others are left out of the plan."""
    monkeypatch.setattr(tally, "MOST_SETS", 1)
    found = counts(*([row("undetermined", missing=missing)] for missing in ("adults", "ntm_level", "adults")))
    assert found.wanted == (Collect("adults", 2, 2),)
    assert found.verdicts[Verdict.UNDETERMINED] == 3


def test_names_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column with more values than any country has provinces is none that anything is summed up by."""
    monkeypatch.setattr(tally, "MOST_PROVINCES", 2)
    found = counts([row("eligible", name) for name in "ABCD"], [row("eligible", "A")])
    assert {name: place[Verdict.ELIGIBLE] for name, place in found.provinces.items()} == {None: 5}
    assert found.assessed == 5


def test_parts_may_come_at_the_same_time() -> None:
    """The engine hands out parts from several threads; none is counted twice or lost."""
    part = pl.DataFrame([row("undetermined", missing="adults,ntm_level")] * 3, schema=SCHEMA)
    found = Tally(RULES)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: found.add(part), range(400)))
    assert found.counts().verdicts[Verdict.UNDETERMINED] == 1200
    assert found.counts().wanted == (Collect("ntm_level", 1200, 0), Collect("adults", 1200, 1200))


def test_who_is_near_another_verdict_is_counted_where_it_is_asked() -> None:
    """The rows in which some figure is within the margin; without a margin there is nothing to count."""
    part = pl.DataFrame([row("eligible"), row("not_eligible"), row("eligible")], schema=SCHEMA)
    found = Tally(RULES)
    found.add(part)
    assert found.counts().near is None
    for near in (["smartphone_rate", None, None], [None, "adults,smartphone_rate", "adults"]):
        found.add(part.with_columns(near=pl.Series(near, dtype=pl.String)))
    assert found.counts().near == 3


def test_what_no_verdict_rests_on_is_not_counted_against_a_commune() -> None:
    """Of a rule set with groups beside its verdict, the criteria of the verdict alone."""
    deciding = verdict_criteria(load_built_in("ntm-2026"))
    assert {id for id in deciding if not id.startswith(("c0", "c1"))} == {"is_commune"}
    assert len(deciding) == 11
