"""Random rule sets that extend each other and use each other's verdicts, with facts about a commune."""

from collections.abc import Iterable
from typing import NamedTuple

from hypothesis import strategies as st

from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.borrowed import uses
from smartcommune.rulesets.link import link
from smartcommune.shape.wellformed import rule_file
from smartcommune.source.document import read_document
from smartcommune.source.files import Source
from tests.laws.strategies import (
    DAYS,
    EDGES,
    Declared,
    Facts,
    Tree,
    a_threshold,
    conditions,
    facts,
    named,
    rule_sets,
    threshold_values,
    to_yaml,
)
from tests.spec.extending import changed, extended
from tests.spec.figures import type_of
from tests.spec.places import by_of

AFTERWARDS = "2026-01-01"  # when every rule set has ended that ends at all


class Family(NamedTuple):
    """Rule files by their ids, which of them is asked, and everything else that an assessment depends on."""

    files: dict[str, Tree]
    asked: str
    facts: Facts
    as_of: str
    overrides: dict[str, str]
    assumptions: str

    @property
    def rules(self) -> Tree:
        """What is asked, as one file would say it; of a verdict that is used, the rule set that gives it."""
        return extended(self.files[self.asked], self.files)


def loaded(files: dict[str, Tree], id: str) -> RuleSet:
    """A rule set linked with those that it rests on."""
    document = read_document(Source(f"{id}.yaml", to_yaml(files[id])))
    file = rule_file(document)
    parent = loaded(files, file.extends) if file.extends else None
    return link(file, document, parent, "", {use.ruleset: loaded(files, use.ruleset) for use in uses(document)})


@st.composite
def families(draw: st.DrawFn, *, borrowing: bool) -> Family:
    """A parent, a child and often a grandchild; or one of these, whose verdict another rule set and its child use."""
    files = {"random": draw(rule_sets())}
    oldest = asked = grown(draw, files, "random", ("child", "grandchild"))
    if borrowing:
        files["user"] = draw(users(files, oldest))
        asked = grown(draw, files, "user", ("heir", "second-heir"))
    whole = extended(files[oldest], files)
    thresholds = whole["thresholds"]
    overridden = draw(st.lists(st.sampled_from(sorted(thresholds)), max_size=1)) if thresholds else []
    overrides = {name: draw(st.sampled_from(threshold_values(thresholds[name], name))) for name in overridden}
    is_after = extended(files[asked], files)["in_force"]["from"] == AFTERWARDS
    as_of = draw(st.sampled_from([AFTERWARDS, "2027-06-30"] if is_after else DAYS * 3 + EDGES))
    assumptions = draw(st.sampled_from(["use", "use", "refuse"]))
    return Family(files, asked, draw(facts(whole)), as_of, overrides, assumptions)


def grown(draw: st.DrawFn, files: dict[str, Tree], oldest: str, ids: Iterable[str]) -> str:
    """The youngest of a line in which each rule set extends the one before."""
    for id in ids:
        if draw(st.integers(0, 3)):
            files[id] = draw(children(files, oldest, id))
            oldest = id
    return oldest


@st.composite
def children(draw: st.DrawFn, files: dict[str, Tree], extends: str, id: str) -> Tree:
    """A rule set that replaces thresholds, adds criteria, and sometimes says anew who is eligible, and when."""
    whole = extended(files[extends], files)
    stated = draw(some_of([*whole["criteria"]], 2))
    dropped = [name for name in whole["criteria"] if droppable(whole, name)][:1] if draw(st.booleans()) else []
    whole, stated = changed(whole, {}, dropped), [name for name in stated if name not in dropped]
    names = declared(whole)
    values = names.values
    thresholds = {}
    for name, old in whole["thresholds"].items():
        if draw(st.booleans()):
            ways = [by_of(old)] if by_of(old) else []
            new = draw(a_threshold(old["type"], threshold_values(old, name), ways, values))
            if name.startswith("n"):
                new.pop("exclusive", None)
            for key in draw(st.sampled_from([(), ("type",), ("type", "label")])):
                del new[key]
            thresholds[name] = new
    criteria: Tree = {}
    for number in range(draw(st.integers(0, 2))):
        earlier = [*whole["criteria"], *criteria]
        criterion = {"label": named(id), "cite": "law", "weight": draw(st.sampled_from(["0", "1", "3"]))}
        criteria[f"{id.replace('-', '_')}_{number}"] = criterion | {"test": draw(conditions(names, earlier, 2))}
    tree: Tree = {"format": "1", "id": id, "version": "1", "label": named(id), "extends": extends}
    tree |= {"thresholds": thresholds, "criteria": criteria, "drop": {name: {"cite": "law"} for name in dropped}}
    if stated and draw(st.booleans()):
        tree["replace"] = {"criteria": {name: draw(replacements(whole, names, name)) for name in stated}}
    if draw(st.booleans()):
        earlier = [*whole["criteria"], *criteria]
        own = draw(some_of(earlier, 1))
        tree["verdict"] = {"scope": own, "eligible_when": draw(conditions(names, earlier, 2))}
    if whole["verdict"].get("scope") and draw(st.integers(0, 3)) == 0:
        tree["without"] = {"scope": {"cite": "law"}}
    goes_on = whole["in_force"]["from"] < AFTERWARDS and whole["in_force"].get("until", "9999") > "2024-12-31"
    if goes_on and draw(st.integers(0, 3)) == 0:
        tree["in_force"] = {"from": whole["in_force"]["from"], "until": "2024-12-31"}
    return tree


def some_of(names: list[str], most: int) -> st.SearchStrategy[list[str]]:
    """Some of the names, each once; where all were dropped there are none."""
    return st.lists(st.sampled_from(names), max_size=most, unique=True) if names else st.just([])


def droppable(whole: Tree, name: str) -> bool:
    """Whether something is left of every condition, of the scope and of the verdict without a criterion."""
    left = changed(whole, {}, [name])
    tests = [each["test"] for each in left["criteria"].values()]
    asked = [each for each in left["criteria"].values() if name in str(each.get("applies_when"))]
    scope = not whole["verdict"].get("scope") or left["verdict"]["scope"]
    return bool(scope) and not asked and None not in (*tests, left["verdict"]["eligible_when"])


@st.composite
def replacements(draw: st.DrawFn, whole: Tree, names: Declared, name: str) -> Tree:
    """What a criterion says anew: of those that stood before it in the oldest file, so that none goes in a circle."""
    earlier = [other for other in whole["criteria"] if other.startswith("c") and other < name]
    more = [{}, {}, {"weight": "2"}, {"in_force": {"from": "2022-07-01"}}, {"label": named("anew")}]
    return {"cite": "law", "test": draw(conditions(names, earlier, 1))} | draw(st.sampled_from(more))


@st.composite
def users(draw: st.DrawFn, files: dict[str, Tree], of: str) -> Tree:
    """A rule set that asks for the verdict of another, beside conditions of its own on the same facts."""
    whole = extended(files[of], files)
    names = declared(whole)._replace(thresholds={}, quotas={})
    asks = {"ruleset": of, "is": draw(st.sampled_from(["eligible", "not_eligible"]))}
    in_force = whole["in_force"]
    if "until" in in_force and draw(st.booleans()):
        asks["on"], in_force = "its_last_day", {"from": AFTERWARDS}
    tests = {"u0": draw(st.sampled_from([asks, {"not": asks}, {"any_of": [asks, asks]}]))}
    tests["u1"] = draw(conditions(names, ["u0", "u0"], 2))
    scope = draw(st.lists(st.just("u1"), max_size=1))
    eligible_when = draw(conditions(names, ["u0", "u1"], 1))
    shared = ("format", "version", "sources", "indicators", "derived", "score")
    return {key: whole[key] for key in shared} | {
        "id": "user",
        "label": named("user"),
        "in_force": in_force,
        "thresholds": {},
        "criteria": {id: {"label": named(id), "cite": "law", "test": test} for id, test in tests.items()},
        "verdict": {"scope": scope, "eligible_when": eligible_when},
    }


def declared(whole: Tree) -> Declared:
    """What a rule set's conditions may name."""
    indicators, thresholds = whole["indicators"], whole["thresholds"]
    return Declared(
        types={name: type_of(whole, name) for name in [*indicators, *whole["derived"]]},
        values={name: list(each["values"]) for name, each in indicators.items() if each["type"] == "enum"},
        ordered=[name for name, each in indicators.items() if "ordered" in each],
        thresholds={name: each for name, each in thresholds.items() if name.startswith("t")},
        quotas={name: each for name, each in thresholds.items() if name.startswith("n")},
    )
