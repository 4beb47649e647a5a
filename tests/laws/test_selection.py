"""`select` on random tables against everything that the missing facts may turn out to be, tried one by one."""

from __future__ import annotations

import csv
import random
from contextlib import ExitStack
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.api import load_ruleset
from smartcommune.cli.select_run import Run, chosen
from smartcommune.cli.select_terms import as_terms, as_wanted
from smartcommune.cli.table_options import TableOptions
from smartcommune.cli.targets import Target
from smartcommune.tables.ranking import tried
from smartcommune.tables.ranking.choice import Pick, Standing
from tests.laws.strategies import to_yaml
from tests.spec import reference
from tests.spec.choosing import Commune, Every, Rules, Turn, chosen_now, every

DAY = "2023-06-30"
# What facts are drawn from and what unknown ones are filled in with: all that the conditions tell apart.
BOOLEANS = ("true", "false")
RATES = ("20", "60", "80")
FILLED = {"rate": ("0", "20", "40", "60", "70", "80", "90"), "place": ("north", "south")}
EXTRA = ("1", "2")
EXTRA_FILLED = ("0.5", "1", "1.5", "2", "2.5")
FLAGS = ("a", "b", "c")
# What quotas count by: places, places within places, and places across others.
PERS = (
    ("province",),
    ("province",),
    ("Huyện",),
    ("place",),
    ("Huyện", "province"),
    ("province", "Huyện"),
    ("place", "province"),
)
MOST_WAYS = 3_000


class Case(NamedTuple):
    """A rule set, a table, and what is asked of it."""

    rules: dict[str, Any]
    rows: list[dict[str, str]]
    options: dict[str, Any]


def case_of(seed: int) -> Case:
    """A random case in which few enough facts are missing that all can be tried."""
    draw = random.Random(seed)  # noqa: S311  # nothing secret: a table that can be made again from its number
    rules = _rules(draw)
    rows = [_row(number, draw) for number in range(draw.randint(1, 7))]
    per = draw.choice([(), (), *PERS])
    ties = draw.choice([(), (), ("rate",), ("rate:least",), ("Phụ",), ("Phụ:least",), ("Phụ", "rate")])
    for row in rows:  # a district lies in one province
        row["Huyện"] = draw.choice([*(f"{row['province']} {letter}" for letter in "xxyy"), "?"])
        row["Huyện"] = "?" if "?" in row["Huyện"] else row["Huyện"]
    options = {
        "seats": str(draw.randint(0, 4)),
        "per": [f"{name}={draw.randint(1, 2)}" for name in per],
        "ties": ties,
        "minimum": draw.choice([None, None, "50", "66,67"]),
    }
    return Case(rules, rows, options)


def _rules(draw: random.Random) -> dict[str, Any]:
    """Criteria that often look at the same facts."""
    leaves: list[Any] = [{"indicator": flag, "is": is_} for flag in FLAGS for is_ in BOOLEANS]
    leaves += [
        {"indicator": "rate", "gte": "60%"},
        {"indicator": "rate", "lt": "80%"},
        {"indicator": "place", "is": "north"},
    ]
    criteria = {}
    for id in ("k1", "k2", "k3"):
        kind, number = draw.choice([("any_of", 2), ("all_of", 2), ("", 1), ("", 1)])
        members = draw.sample(leaves, number)
        test = {kind: members} if kind else members[0]
        criteria[id] = {"cite": "law#1", "label": _named(id), "weight": draw.choice(["1", "1", "1", "2"]), "test": test}
    when = draw.choice([{"any_of": ["k1", "k2"]}, {"any_of": ["k1", "k2", "k3"]}, {"all_of": ["k1"]}])
    boolean = {"type": "boolean"}
    return {
        "format": "1",
        "id": "small",
        "version": "1",
        "subject": "commune",
        "label": _named("small"),
        "in_force": {"from": "2020-01-01"},
        "sources": {"law": {"title": _named("law"), "date": "2020-01-01", "kind": "law"}},
        "indicators": {flag: {**boolean, "label": _named(flag)} for flag in FLAGS}
        | {
            "rate": {"type": "percent", "label": _named("rate")},
            "place": {"type": "enum", "label": _named("place"), "values": {"north": _named("N"), "south": _named("S")}},
        },
        "criteria": criteria,
        "score": {"basis": "assumption"},
        "verdict": {"eligible_when": when},
    }


def _named(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def _row(number: int, draw: random.Random) -> dict[str, str]:
    """A commune of which, half the time, a fact or two are missing."""
    row = {
        "code": f"{number + 1:05}",
        "name": f"Xã {number + 1}",
        "province": draw.choice(["A", "A", "B", "B", "C"]),
        "Huyện": draw.choice(["x", "x", "y"]),
        **{flag: draw.choice(BOOLEANS) for flag in FLAGS},
        "rate": draw.choice(RATES),
        "place": draw.choice(FILLED["place"]),
        "Phụ": draw.choice(EXTRA),
    }
    if draw.random() < 0.5:
        missing = draw.sample([*FLAGS, *FLAGS, "rate", "place", "Phụ", "province"], draw.choice([1, 1, 2]))
        row |= {name: draw.choice(["?", ""]) if name not in ("province",) else "?" for name in missing}
    return row


def communes_of(case: Case) -> list[Commune]:
    return [_commune(number, row, case) for number, row in enumerate(case.rows, 2)]


def _commune(number: int, row: dict[str, str], case: Case) -> Commune:
    """A commune with all that it may turn out to be, by the reference."""
    ids = [*FLAGS, "rate", "place"]
    known = {id: row[id] for id in ids if row[id] not in ("", "?")}
    now = reference.assess(case.rules, known, DAY)
    if now["verdict"] not in ("eligible", "undetermined"):
        return Commune(number, eligible=False, turns=(Turn(eligible=False),))
    turns = dict.fromkeys(turn for filled in _filled(row, ids) for turn in _turns(filled, row, case))
    return Commune(number, now["verdict"] == "eligible", tuple(turns), _places(row, case))


def _filled(row: dict[str, str], ids: list[str]) -> Any:
    choices = (_values(id) if row[id] in ("", "?") else (row[id],) for id in ids)
    return (dict(zip(ids, values, strict=True)) for values in product(*choices))


def _values(id: str) -> tuple[str, ...]:
    return FILLED.get(id, BOOLEANS)


def _turns(facts: dict[str, str], row: dict[str, str], case: Case) -> Any:
    found = reference.assess(case.rules, facts, DAY)
    if found["verdict"] != "eligible":
        yield Turn(eligible=False)
        return
    score = found["score"][0] if found["score"] else Fraction(-1)
    extra = EXTRA_FILLED if row["Phụ"] in ("", "?") else (row["Phụ"],)
    places = [_filled_place(name, row, facts) for name in _per(case)]
    for value, *where in product(extra, *places):
        if not _lies_in(dict(zip(_per(case), where, strict=True))):
            continue
        ties = tuple(_tie(tie, facts, value) for tie in case.options["ties"])
        yield Turn(eligible=True, score=score, ties=ties, places=tuple(where))


def _lies_in(where: dict[str, str]) -> bool:
    """No district lies in another province."""
    return not {"Huyện", "province"} <= where.keys() or where["Huyện"].partition(" ")[0] == where["province"]


def _tie(tie: str, facts: dict[str, str], extra: str) -> Fraction:
    name, _, least = tie.partition(":")
    value = Fraction(facts["rate"] if name == "rate" else extra)
    return -value if least else value


def _per(case: Case) -> list[str]:
    return [text.partition("=")[0] for text in case.options["per"]]


def _filled_place(name: str, row: dict[str, str], facts: dict[str, str]) -> tuple[str, ...]:
    if name == "place":
        return (facts["place"],)
    if row[name] not in ("", "?"):
        return (row[name],)
    provinces = ("A", "B", "C", "elsewhere", "nowhere") if row["province"] == "?" else (row["province"],)
    if name == "Huyện":  # in whatever province, and there may be some that nobody else stands in
        return tuple(f"{province} {letter}" for province in provinces for letter in "xyz")
    return provinces


def _places(row: dict[str, str], case: Case) -> tuple[str | None, ...]:
    return tuple(None if row[name] in ("", "?") else row[name] for name in _per(case))


def run_of(case: Case, folder: Path) -> Run:
    """The choice of the command."""
    (folder / "small.yaml").write_text(to_yaml(case.rules), encoding="utf-8")
    path = folder / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(case.rows[0]))
        writer.writeheader()
        writer.writerows(case.rows)
    rules = load_ruleset(str(folder / "small.yaml"), DAY)
    options = case.options
    terms = as_terms(options["seats"], options["per"], options["minimum"], rules.ruleset)
    found = TableOptions().opened(str(path), rules.ruleset).loaded(rules.ruleset)
    wanted = as_wanted(terms, options["ties"], found, rules.ruleset)
    with ExitStack() as stack:
        return chosen(found, rules, Target(None, "text", None, has_mark=False), "en", terms, wanted, stack)


def rules_of(case: Case) -> Rules:
    options = case.options
    minimum = None if options["minimum"] is None else Fraction(options["minimum"].replace(",", "."))
    return Rules(int(options["seats"]), tuple(int(text.partition("=")[2]) for text in options["per"]), minimum)


def compared(case: Case, folder: Path) -> None:
    """The choice of the command against all that can be."""
    communes, rules = communes_of(case), rules_of(case)
    found = {pick.candidate.row: pick for pick in run_of(case, folder).selection.all}
    picked, some = chosen_now(communes, rules)
    assert {row for row, pick in found.items() if pick.standing is Standing.PICKED} == picked
    assert {row for row, pick in found.items() if pick.standing is Standing.TIED} == some - picked
    for each in communes:
        _compare_apart(each, rules, found[each.row])
    ways = every(communes, rules)
    for row in picked:
        _compare_pick(found[row], communes, rules, ways, picked)
    for row, pick in found.items():
        if pick.rank is not None:
            assert (pick.best, pick.worst) == ways.ranks(row)


def _compare_apart(each: Commune, rules: Rules, pick: Pick) -> None:
    """The standing of a commune that takes no part."""
    can_be = [turn for turn in each.turns if turn.eligible]
    if not each.eligible and pick.candidate.verdict == "undetermined":
        reaches = any(rules.lets_in(turn) for turn in can_be)
        expected = "undetermined" if reaches else "out_of_reach" if can_be else "never_eligible"
        assert pick.standing == expected
    if each.eligible and not any(rules.lets_in(turn) for turn in each.now):
        assert pick.standing == "below_minimum"
    elif each.eligible and None in each.places:
        assert pick.standing == "quota_unknown"


def _compare_pick(pick: Pick, communes: list[Commune], rules: Rules, ways: Every, picked: frozenset[int]) -> None:
    """How sure a pick is, on whom it hangs, and who takes its seat."""
    row = pick.candidate.row
    assert pick.certain is ways.is_certain(row)
    hangs_on = ways.hangs_on(row)
    if hangs_on:
        assert {each.row for each in pick.hangs_on} == hangs_on
    assert bool(pick.hangs_on) is not pick.certain
    without = [each for each in communes if each.row != row]
    sure, some = chosen_now(without, rules)
    assert {each.row for each in pick.reserve} == sure - picked
    if not pick.reserve:
        assert {each.row for each in pick.reserve_tied} <= some - sure
        assert bool(pick.reserve_tied) or not (some - sure) - chosen_now(communes, rules)[1]


def is_small(case: Case) -> bool:
    return prod(len(each.turns) for each in communes_of(case)) <= MOST_WAYS


@given(st.integers(0, 10**9))
def test_a_choice_is_what_trying_everything_says(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Picks, ties, reasons, certainty, on whom a pick hangs, its reserve and all rank intervals."""
    case = case_of(seed)
    if is_small(case):
        compared(case, tmp_path_factory.mktemp("choice"))


@given(st.integers(0, 10**9))
def test_what_is_not_tried_is_not_claimed(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Where too much is open to try it, certain is certain, unsure is unsure, and whoever a pick hangs on is named."""
    case = case_of(seed)
    if not is_small(case):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tried, "MOST_WAYS", 0)
        found = run_of(case, tmp_path_factory.mktemp("choice")).selection
    ways = every(communes_of(case), rules_of(case))
    for pick in found.picked:
        row = pick.candidate.row
        assert pick.certain in (None, ways.is_certain(row))
        assert pick.certain or {each.row for each in pick.hangs_on} >= ways.hangs_on(row)
