"""What cases of a scored rule set should show: rows, levels and both sides of marks, and communes that show them."""

from __future__ import annotations

import pytest

from smartcommune.authoring.cases import run_case
from smartcommune.authoring.measure.coverage import Coverage, coverage
from smartcommune.authoring.measure.exercise import exercises
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.messages import say
from smartcommune.rulesets.library import parse_ruleset

from .tiny import HEAD

RULES = (
    HEAD
    + """\
indicators:
  tasks: {type: percent, label: {vi: Nhiệm vụ, en: Tasks}}
  people: {type: count, label: {vi: Dân số, en: People}}
thresholds:
  mark: {type: number, basis: law, cite: law, values: [{from: 2023-01-01, default: 10}]}
criteria:
  done:
    label: {vi: Xong, en: Done}
    cite: law
    points: {indicator: tasks, scale: [{gte: 90%, points: 8}, {gt: 50%, points: 3}]}
  size: {label: {vi: Cỡ, en: Size}, cite: law, points: {indicator: people, each: 100, add: 1, most: 4}}
  total: {label: {vi: Tổng, en: Total}, cite: law, points: {sum: [done, size]}}
score: {points: total, basis: law, cite: law}
levels:
  - {id: a, label: {vi: Loại A, en: Class A}, cite: law, when: {points: total, gte: {threshold: mark}}}
  - {id: b, label: {vi: Loại B, en: Class B}}
"""
)


def measured(*facts: str) -> Coverage:
    """What cases with these facts show."""
    rows = "".join(
        f"  - {{name: c{number}, on: 2023-06-30, facts: {{{each}}}, expect: {{verdict: eligible}}}}\n"
        for number, each in enumerate(facts)
    )
    ruleset = parse_ruleset(RULES + (f"cases:\n{rows}" if rows else ""))
    return coverage(ruleset, exercises([run_case(case, ruleset) for case in ruleset.cases]))


def said(found: Coverage) -> set[str]:
    return {say(item.obligation.message, "en") for item in found.lacking}


def test_each_row_each_level_and_both_sides_of_a_mark_are_asked_for() -> None:
    """Also what is earned where no row holds; of points that follow from a figure, the most and the least."""
    assert said(measured()) == {
        "`tasks` below 90%",
        "`tasks` at exactly 90%",
        "`tasks` above 90%",
        "`tasks` below 50%",
        "`tasks` at exactly 50%",
        "`tasks` above 50%",
        "`done` earns 8 points",
        "`done` earns 3 points",
        "`done` earns 0 points",
        "`size` earns 4 points",
        "`size` earns 0 points",
        "a commune is in Class A",
        "a commune is in Class B",
        "points below `mark` (10)",
        "points at exactly `mark` (10)",
        "points above `mark` (10)",
    }


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        (
            "tasks: 95%, people: 200",
            {"`done` earns 8 points", "points at exactly `mark` (10)", "a commune is in Class A"},
        ),
        (
            "tasks: 60%, people: 1",
            {"`done` earns 3 points", "`size` earns 0 points", "points below `mark` (10)", "a commune is in Class B"},
        ),
        (
            "tasks: 50%, people: 500",
            {"`done` earns 0 points", "`size` earns 4 points", "points below `mark` (10)", "a commune is in Class B"},
        ),
    ],
)
def test_a_case_shows_what_it_earns(facts: str, shown: set[str]) -> None:
    """A row, a level and a side of a mark are shown by a case in which they are settled."""
    before, after = said(measured()), said(measured(facts))
    assert {text for text in before - after if "`tasks`" not in text} == shown


def test_a_case_that_leaves_it_open_shows_nothing() -> None:
    """Points that are not settled are no row, no level, and no side of a mark."""
    assert {text for text in said(measured()) if "`tasks`" not in text} <= said(measured("people: 400"))


def test_there_is_a_commune_for_everything_that_is_lacking() -> None:
    """Each example shows what it is for."""
    found = measured()
    assert found.impossible == ()
    assert all(item.example is not None for item in found.lacking)


def test_mutants_are_of_what_somebody_wrote() -> None:
    """Where levels are the verdict, the conditions of the levels stand in the file, and no other ones of a verdict."""
    found = list(mutants(parse_ruleset(RULES)))
    assert {item.path[0] for item in found} == {"in_force", "thresholds", "criteria", "levels"}


PASSING = (
    HEAD
    + """\
indicators:
  files: {type: count, label: {vi: Hồ sơ, en: Files}}
  staff: {type: boolean, label: {vi: Cán bộ, en: Staff}}
  late: {type: boolean, label: {vi: Trễ, en: Late}}
  rate: {type: percent, label: {vi: Tỉ lệ, en: Rate}}
  paid: {type: percent, label: {vi: Giải ngân, en: Paid}}
  paid_before: {type: percent, label: {vi: Giải ngân trước, en: Paid before}}
derived:
  rise: {label: {vi: Mức tăng, en: Rise}, difference: {of: paid, minus: paid_before}}
criteria:
  taken: {label: {vi: Tiếp nhận, en: Taken}, cite: law, test: {indicator: files, lte: 5}}
  kept: {label: {vi: Lưu, en: Kept}, cite: law, points: {indicator: files, each: 1, add: -1, none_below: 1, least: -9}}
  staffed: {label: {vi: Đủ, en: Staffed}, cite: law, test: {indicator: staff, is: true}, points: 4}
  in_time: {label: {vi: Đúng hạn, en: In time}, cite: law, test: {indicator: late, is: true}, points: -2}
  rises: {label: {vi: Tăng, en: Rises}, cite: law, test: {indicator: rise, gt: 0%}, points: 3}
  rated:
    label: {vi: Tốt, en: Rated}
    cite: law
    points: {indicator: rate, scale: [{gte: 90%, points: 8}, {gt: 50%, points: 3}]}
  total: {label: {vi: Tổng, en: Total}, cite: law, points: {sum: [kept, staffed, in_time, rises, rated]}}
score: {points: total, basis: law, cite: law}
verdict: {scope: [taken], eligible_when: {points: total, gte: 9}}
"""
)


def test_a_criterion_decides_alone_by_the_points_that_it_earns() -> None:
    """Those that a test earns turn with it, be they taken away; a rise is shown where it can be one."""
    found = coverage(parse_ruleset(PASSING), ())
    assert found.impossible == ()
    assert {say(item.obligation.message, "en") for item in found.lacking if item.example is None} == set()
