"""Small rule files that cost much where an analysis has no memory: each of a size that can be doubled.

    python benchmarks/costly.py [--sizes 60 250 500] [--shapes flat shares …] [--groups all_of any_of …]

shows what they cost in processor time: reading a file and assessing a commune of which everything is known, and, as how
many times that, a commune of which little is known, one that fails everywhere, and `validate`; a `?` stands where
something was not decided.

`Costly` is a rule set as plain values, with a commune of which everything is known and one of which little is. All
figures that are known lie beside their thresholds, so that every analysis has something to look for.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartcommune.assess.whole import assess
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.engine.plan import make_plan
from smartcommune.profiles.profile import read_profile
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.source.files import Source
from smartcommune.source.python_values import document_of

Facts = dict[str, Any]
DAY: Final = "2023-06-30"


class Costly(NamedTuple):
    """A rule set, all facts of a commune that meets it, and the few facts of one that is hardly known."""

    rules: Mapping[str, Any]
    known: Facts
    few: Facts

    def write(self, folder: Path) -> None:
        """The rule file and its communes: `known`, `few`, and `failing`, which fails wherever it can."""
        (folder / "costly.yaml").write_text(json.dumps(self.rules), encoding="utf-8")
        for name, facts in {"known": self.known, "few": self.few, "failing": failing(self.known)}.items():
            profile = {"commune": {"code": "14212", "name": name}, "as_of": DAY, "facts": facts}
            (folder / f"{name}.yaml").write_text(json.dumps(profile), encoding="utf-8")

    def table(self, folder: Path, rows: int) -> None:
        """A CSV table of so many communes: the known one, with percentages that go round from row to row."""
        with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["code", "name", *self.known])
            for row in range(rows):
                facts = (
                    f"{(row + 7 * n) % 101}%" if fact == "81%" else fact for n, fact in enumerate(self.known.values())
                )
                writer.writerow([f"{row:05}", f"Xa {row}", *facts])


def failing(known: Facts) -> Facts:
    """The same commune with every yes a no and every percentage below its threshold."""
    worse = {True: False, "81%": "12%", 900: 120, "v0": "v4", "v1": "v4", "v2": "v4"}
    return {id: worse.get(fact, fact) for id, fact in known.items()}


def _label(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def _rules(
    indicators: Mapping[str, Any],
    tests: Mapping[str, Any],
    when: object,
    thresholds: Mapping[str, Any] | None = None,
    derived: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    rules = {
        "format": 1,
        "id": "costly",
        "version": "1",
        "label": _label("Costly"),
        "in_force": {"from": "2021-01-01"},
        "sources": {"law": {"title": _label("Law"), "number": "1", "kind": "law", "date": "2020-01-01"}},
        "indicators": {id: {**declared, "label": _label(id)} for id, declared in indicators.items()},
        "derived": {id: {**declared, "label": _label(id)} for id, declared in (derived or {}).items()},
        "thresholds": {
            id: {"type": "percent", "basis": "law", "cite": "law", **item} for id, item in (thresholds or {}).items()
        },
        "criteria": {id: {"label": _label(id), "cite": "law", "test": test} for id, test in tests.items()},
        "verdict": {"scope": [], "eligible_when": when},
    }
    return {key: value for key, value in rules.items() if value or key not in ("derived", "thresholds")}


def group(kind: str, members: Iterable[object]) -> dict[str, Any]:
    """Members combined in some way: half of them at least or at most, or two at a time where groups are `nested`."""
    listed = list(members)
    half = {"n": max(len(listed) // 2, 1), "of": listed}
    match kind:
        case "at_least":
            return {"at_least": half}
        case "at_most":
            return {"not": {"at_least": half}}
        case "not":
            return {"not": {"all_of": listed}}
        case "nested":
            fours = [[{"all_of": listed[n + i : n + i + 2]} for i in (0, 2)] for n in range(0, len(listed) - 3, 4)]
            return {"all_of": [{"any_of": four} for four in fours] or listed}
    return {kind: listed}


def deep(size: int) -> Costly:
    """Criteria that each name the one before them twice."""
    tests: dict[str, Any] = {"c0": {"indicator": "f0", "is": True}}
    for n in range(1, size + 1):
        tests[f"c{n}"] = {"any_of": [f"c{n - 1}", {"all_of": [f"c{n - 1}", {"indicator": f"f{n}", "is": True}]}]}
    known = {f"f{n}": True for n in range(size + 1)}
    rules = _rules({id: {"type": "boolean"} for id in known}, tests, {"all_of": [f"c{size}"]})
    return Costly(rules, known, {f"f{size}": True})


def flat(size: int, kind: str = "all_of") -> Costly:
    """Criteria about one yes or no each, in one group."""
    known = {f"f{n}": True for n in range(size)}
    tests = {f"c{n}": {"indicator": id, "is": True} for n, id in enumerate(known)}
    return Costly(_rules({id: {"type": "boolean"} for id in known}, tests, group(kind, tests)), known, {"f0": True})


def neighbours(size: int, kind: str = "all_of") -> Costly:
    """Criteria about two figures each, of which the next one asks for the second as well, the last for the first."""
    known: Facts = {f"rate{n}": "81%" for n in range(size)}
    tests = {
        f"c{n}": {
            "all_of": [{"indicator": f"rate{(n + i) % size}", "gte": f"{40 + (n + 20 * i) % 40}%"} for i in (0, 1)]
        }
        for n in range(size)
    }
    rules = _rules({id: {"type": "percent"} for id in known}, tests, group(kind, tests))
    return Costly(rules, known, {"rate0": "81%"})


def chosen(size: int, kind: str = "all_of") -> Costly:
    """Criteria about one of six values each."""
    values = {f"v{n}": _label(f"v{n}") for n in range(6)}
    known: Facts = {f"kind{n}": f"v{n % 3}" for n in range(size)}
    tests = {f"c{n}": {"indicator": id, "in": ["v0", "v1", "v2"]} for n, id in enumerate(known)}
    rules = _rules({id: {"type": "enum", "values": values} for id in known}, tests, group(kind, tests))
    return Costly(rules, known, {"kind0": "v0"})


def counts(size: int, kind: str = "all_of") -> Costly:
    """Criteria about one number of things each, every second one a part of the one before it."""
    known: Facts = {f"count{n}": 900 for n in range(size)}
    parts = {id: {"at_most": f"count{n - 1}"} if n % 2 else {} for n, id in enumerate(known)}
    tests = {f"c{n}": {"indicator": id, "gte": 400 + n % 40} for n, id in enumerate(known)}
    rules = _rules({id: {"type": "count", **part} for id, part in parts.items()}, tests, group(kind, tests))
    return Costly(rules, known, {"count0": 900})


def conditional(size: int, kind: str = "all_of") -> Costly:
    """Criteria about one figure each, of which each two are given only where a kind has them."""
    kinds = [f"kind{n}" for n in range(size // 3)]
    indicators: dict[str, Any] = {
        id: {"type": "enum", "values": {"with": _label("with"), "without": _label("without")}} for id in kinds
    }
    rates = [f"rate{n}" for n in range(size - len(kinds))]
    for n, id in enumerate(rates):
        indicators[id] = {"type": "percent", "only_when": {"indicator": kinds[n // 2 % len(kinds)], "is": "with"}}
    tests = {f"c{n}": {"indicator": id, "gte": f"{40 + n % 40}%"} for n, id in enumerate(rates)}
    known: Facts = {**dict.fromkeys(kinds, "with"), **dict.fromkeys(rates, "81%")}
    return Costly(_rules(indicators, tests, group(kind, tests)), known, {"kind0": "with", "rate0": "81%"})


def shares(size: int, kind: str = "all_of") -> Costly:
    """Criteria about one figure and one threshold each, in one group; a quarter of the figures are shares of counts."""
    figures = max(3 * size // 5, 1)
    counted = max(figures // 4, 1)
    indicators: dict[str, Any] = {f"rate{n}": {"type": "percent"} for n in range(counted, figures)}
    known: Facts = dict.fromkeys(indicators, "81%")
    derived: dict[str, Any] = {}
    for n in range(counted):
        indicators |= {f"all{n}": {"type": "count"}, f"part{n}": {"type": "count", "at_most": f"all{n}"}}
        derived[f"rate{n}"] = {"share": {"of": f"part{n}", "in": f"all{n}"}}
        known |= {f"all{n}": 1000 + n, f"part{n}": 900}
    thresholds = {f"t{n}": {"values": [{"from": "2021-01-01", "default": f"{40 + n % 40}%"}]} for n in range(size)}
    tests = {f"c{n}": {"indicator": f"rate{n % figures}", "gte": {"threshold": f"t{n}"}} for n in range(size)}
    few = {f"rate{counted}": "81%"}
    return Costly(_rules(indicators, tests, group(kind, tests), thresholds, derived), known, few)


def placed(size: int, places: int = 34, kind: str = "all_of") -> Costly:
    """Criteria about one percentage each, compared with a threshold that each province has for itself."""
    names = [f"p{n}" for n in range(places)]
    indicators: dict[str, Any] = {"place": {"type": "enum", "values": {name: _label(name) for name in names}}}
    thresholds: dict[str, Any] = {}
    tests: dict[str, Any] = {}
    for n in range(size):
        indicators[f"rate{n}"] = {"type": "percent"}
        values = {name: f"{40 + (n + 7 * place) % 40}%" for place, name in enumerate(names)}
        thresholds[f"t{n}"] = {"by": "place", "values": [{"from": "2021-01-01", "default": "50%", **values}]}
        tests[f"c{n}"] = {"indicator": f"rate{n}", "gte": {"threshold": f"t{n}"}}
    known: Facts = {"place": "p0", **{f"rate{n}": "81%" for n in range(size)}}
    nowhere = {id: fact for id, fact in known.items() if id != "place"}
    return Costly(_rules(indicators, tests, group(kind, tests), thresholds), known, nowhere)


SHAPES: Final[dict[str, Callable[[int, str], Costly]]] = {
    "flat": flat,
    "shares": shares,
    "neighbours": neighbours,
    "chosen": chosen,
    "counts": counts,
    "conditional": conditional,
    "places": lambda size, kind: placed(min(size, 60), 34, kind),
    "deep": lambda size, _: deep(min(size, 20)),
}
GROUPS: Final = ("all_of", "any_of", "none_of", "not", "at_least", "at_most", "nested")


def assessed(made: Costly, facts: Facts) -> bool:
    """Whether all that is said about a commune is decided."""
    ruleset = parse_ruleset(json.dumps(made.rules))
    profile = read_profile(document_of({"facts": facts}, "profile"), ruleset)
    remarks = assess(make_plan(ruleset, date.fromisoformat(DAY)), profile).remarks
    return not any("not decided" in remark.say("en") for remark, _ in remarks)


def validated(made: Costly) -> bool:
    """Whether all that is asked about a rule set is decided."""
    problems = validate(Source("costly.yaml", json.dumps(made.rules)), LINTS.values())
    return all(problem.id != "not-decided" for problem in problems)


def timed(ask: Callable[[], bool]) -> tuple[float, str]:
    """The processor time of something in seconds, and whether it was decided."""
    start = time.process_time()
    is_decided = ask()
    return time.process_time() - start, " " if is_decided else "?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[60, 250, 500])
    parser.add_argument("--shapes", nargs="*", choices=SHAPES, default=[*SHAPES])
    parser.add_argument("--groups", nargs="*", choices=GROUPS, default=[*GROUPS])
    options = parser.parse_args()
    assessed(flat(1), {})  # what is imported when it is first needed is not counted
    validated(flat(1))
    print(f"{'shape':12} {'group':9} {'size':>5} {'known':>9} {'little known':>13} {'failing':>10} {'validate':>10}")
    for shape, kind, size in product(options.shapes, options.groups, options.sizes):
        made = SHAPES[shape](size, kind)
        known, _ = timed(partial(assessed, made, made.known))
        others = [timed(partial(assessed, made, facts)) for facts in (made.few, failing(made.known))]
        others.append(timed(partial(validated, made)))
        times = " ".join(
            f"{taken / known:>{width}.1f}{mark}" for (taken, mark), width in zip(others, (12, 9, 9), strict=True)
        )
        print(f"{shape:12} {kind:9} {size:>5} {known:>7.2f} s {times}", flush=True)


if __name__ == "__main__":
    main()
