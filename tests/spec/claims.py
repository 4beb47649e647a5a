"""What is earned by claim, or by finding, of a commune whose file says that it is complete: nothing but what is stated.

A row of points that compares an unknown fact, and is not met whatever that is, does not count any more.
"""

from typing import Any

from tests.spec.days import in_period
from tests.spec.points import Scored, leaves
from tests.spec.reference import MET, UNKNOWN, Tree

STATEMENTS = {"by_claim": "claims", "by_finding": "findings"}


def closed(rules: Tree, stated: dict[str, str], as_of: str, complete: set[str]) -> Tree:
    """The rules without the rows that count no more; each criterion keeps the most that was to be had of it."""
    criteria: dict[str, Any] = {}
    for name, criterion in rules["criteria"].items():
        commune = Scored({**rules, "criteria": {**criteria, name: criterion}}, stated, as_of, {}, "use", {})
        waits = any(key in criterion and id in complete for key, id in STATEMENTS.items())
        counting, silent = rows(criterion, commune) if waits and "points" in criterion else ([], [])
        criteria[name] = dict(criterion)
        if silent and in_period(criterion.get("in_force", rules["in_force"]), as_of):
            criteria[name]["points"] = {"scale": counting, "left_of": str(commune.most(name))}
    return {**rules, "criteria": criteria}


def rows(criterion: Tree, commune: Scored) -> tuple[list[Tree], list[Tree]]:
    """The rows of a criterion that may count, and those that do not."""
    rule = criterion["points"]
    if isinstance(rule, str):
        every = [{"when": criterion["test"], "points": rule}]
    elif "scale" in rule:
        every = [
            row if "when" in row else {"when": compared(rule, row), "points": row["points"]} for row in rule["scale"]
        ]
    else:
        figure = rule.get("indicator", rule.get("given"))
        return ([], [rule]) if commune.fact(figure) == UNKNOWN else ([rule], [])
    silent = [row for row in every if is_silent(row["when"], commune)]
    return [row for row in every if row not in silent], silent


def compared(rule: Tree, row: Tree) -> Tree:
    return {"indicator": rule["indicator"]} | {key: text for key, text in row.items() if key != "points"}


def is_silent(condition: Any, commune: Scored) -> bool:
    compared = (id for leaf in leaves(condition) if "indicator" in leaf for id in facts_of(leaf))
    is_open = any(commune.fact(id) == UNKNOWN for id in compared)
    return is_open and commune.condition(condition) != {MET}


def facts_of(leaf: Tree) -> list[str]:
    """The facts that a comparison looks at: its own, and the one that this is compared with."""
    others = (each["indicator"] for each in leaf.values() if isinstance(each, dict) and "indicator" in each)
    return [leaf["indicator"], *others]
