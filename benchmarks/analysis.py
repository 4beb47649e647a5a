"""What exact questions about rules cost, in seconds of one processor: built-in rule sets, growing ones, sharing.

    python benchmarks/analysis.py [--criteria 10 20 40] [--shared 0 1 2 4]

Each made-up rule set has criteria about two indicators of their own, a percentage and a yes or no, and each is about
all shared percentages too; the one it is compared with has another figure in every fourth criterion. How the criteria
are combined matters: where a number of them is enough, every count has to be told apart.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Final

from smartcommune.api import Rules
from smartcommune.assess.advise import advise
from smartcommune.assess.missing import missing
from smartcommune.authoring.cases import run_file
from smartcommune.authoring.compare.differences import differences
from smartcommune.authoring.measure.measured import measured
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.model.ruleset import Case, RuleSet
from smartcommune.reach import Reach, TooMany, verdict_pairs
from smartcommune.reach.communes import Communes
from smartcommune.rulesets.library import built_in, load, parse_ruleset
from smartcommune.source.document import as_data

DAY: Final = date(2023, 6, 30)
CUTS: Final = ("20%", "40%", "60%", "80%")


def label(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def made_up(criteria: int, shared: int, combined: str, *, moved: bool) -> RuleSet:
    """A rule set of criteria that are combined in some way, each over its own indicators and the shared ones."""
    indicators: dict[str, Any] = {f"shared_{n}": {"type": "percent", "label": label(f"s{n}")} for n in range(shared)}
    tests: dict[str, Any] = {}
    for n in range(criteria):
        indicators[f"rate_{n}"] = {"type": "percent", "label": label(f"r{n}")}
        indicators[f"flag_{n}"] = {"type": "boolean", "label": label(f"f{n}")}
        least = "75%" if moved and n % 4 == 0 else "70%"
        parts: list[Any] = [{"indicator": f"rate_{n}", "gte": least}, {"indicator": f"flag_{n}", "is": "true"}]
        parts += [{"indicator": f"shared_{s}", "gte": CUTS[(n + s) % len(CUTS)]} for s in range(shared)]
        tests[f"c{n}"] = {"label": label(f"c{n}"), "cite": "law", "test": {"any_of": parts}}
    rules = {
        "format": 1,
        "id": "made-up",
        "version": "1",
        "label": label("Made up"),
        "in_force": {"from": "2021-01-01"},
        "sources": {"law": {"title": label("Law"), "number": "1", "kind": "law", "date": "2020-01-01"}},
        "indicators": indicators,
        "criteria": tests,
        "verdict": {"scope": [], "eligible_when": {combined: _members(combined, list(tests))}},
    }
    return parse_ruleset(json.dumps(rules))


def _members(combined: str, ids: list[str]) -> object:
    return {"n": len(ids) // 2, "of": ids} if combined == "at_least" else ids


def timed(ask: Callable[[], object]) -> str:
    start = time.process_time()
    try:
        ask()
    except TooMany as given_up:
        return f"not decided after {given_up.looked} steps"
    return f"{time.process_time() - start:.2f} s"


def compared(old: RuleSet, new: RuleSet) -> str:
    """What `diff` costs, and about which communes it is decided."""
    start = time.process_time()
    (stretch,) = differences(old, new).stretches
    decided = "all communes" if stretch.looked is None else "of which all is known" if stretch.only_complete else "none"
    return f"{time.process_time() - start:>6.2f} s   {decided}"


def day_of(ruleset: RuleSet) -> date:
    return DAY if ruleset.in_force.covers(DAY) else ruleset.in_force.first


def decisive(plan: Plan) -> None:
    """For each criterion, whether it can be met, not met, and decide."""
    reach = Reach(Communes([plan], unknown=False))
    for id in plan.ruleset.criteria:
        reach.answers(reach.outcome(plan, id), *(reach.verdict(plan, {id: outcome}) for outcome in (1, 2)))


def built_in_rules() -> None:
    print(
        f"{'rule set':34} {'criteria':>8} {'verdicts':>10} {'decisive':>10} {'missing':>10} {'advice':>10} {'diff':>10}"
    )
    for id in sorted(built_in()):
        ruleset = load(id)
        plan = make_plan(ruleset, day_of(ruleset))
        empty = evaluate(plan, {})
        questions: list[Callable[[], object]] = [
            lambda plan=plan: verdict_pairs(plan, plan),  # type: ignore[misc]  # bound now
            lambda plan=plan: decisive(plan),  # type: ignore[misc]  # bound now
            lambda empty=empty: missing(empty),  # type: ignore[misc]  # bound now
            lambda empty=empty: advise(empty),  # type: ignore[misc]  # bound now
            lambda ruleset=ruleset: differences(ruleset, ruleset),  # type: ignore[misc]  # bound now
        ]
        print(f"{id:34} {len(ruleset.criteria):>8} " + " ".join(f"{timed(question):>10}" for question in questions))


def scored_examples() -> None:
    """What `check` of half a profile, `diff` and `test` cost where points are added up: no more than 5 seconds each."""
    print(f"\n{'example':34} {'half known':>10} {'diff':>10} {'coverage':>10} {'mutants':>10}")
    for path in sorted((Path(__file__).parents[1] / "examples" / "scored").glob("*[0-9].yaml")):
        tested = run_file(str(path))
        ruleset, case = (
            tested.ruleset,
            max((item.case for item in tested.results), key=lambda each: len(facts_of(each))),
        )
        half = dict(list(facts_of(case).items())[::2])
        questions: list[Callable[[], object]] = [
            lambda: Rules(ruleset, case.on).check({"facts": half}),  # noqa: B023  # asked before the next one
            lambda: differences(ruleset, ruleset),  # noqa: B023  # asked before the next one
            lambda: measured(tested, obligations=True, mutants=False),  # noqa: B023  # asked before the next one
            lambda: measured(tested, obligations=False, mutants=True),  # noqa: B023  # asked before the next one
        ]
        print(f"{ruleset.id:34} " + " ".join(f"{timed(question):>10}" for question in questions), flush=True)


def facts_of(case: Case) -> dict[str, Any]:
    """The facts of a case as its file has them."""
    found = case.document.node((*case.path, "facts"))
    return {} if found is None else dict(as_data(found))


def growth(criteria: list[int], shared: list[int]) -> None:
    print(f"\n{'diff':10} {'criteria':>8} {'shared':>8} {'':8}   decided")
    for combined in ("all_of", "any_of", "at_least"):
        for count, share in product(criteria, shared):
            old, new = (made_up(count, share, combined, moved=moved) for moved in (False, True))
            print(f"{combined:10} {count:>8} {share:>8}   {compared(old, new)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--criteria", type=int, nargs="*", default=[10, 20, 40])
    parser.add_argument("--shared", type=int, nargs="*", default=[0, 1, 2, 4])
    options = parser.parse_args()
    built_in_rules()
    scored_examples()
    growth(options.criteria, options.shared)


if __name__ == "__main__":
    main()
