"""Random rule sets with points and levels, all as text: every way of earning them, on figures that lie on the edges."""

from typing import Any

from hypothesis import strategies as st

from tests.laws.strategies import VALUES, Declared, Tree, conditions, named, rule_sets
from tests.spec.figures import type_of

POINTS = ["1", "2", "2.5", "4", "10"]
FIGURES = ("percent", "number", "count", "money")
WITHOUT = [{}, {"not_applicable": "full"}, {"not_applicable": "none"}, {"not_applicable": "left_out"}]
SAID = WITHOUT[1:]
ROUNDS = [{"to": "0.5"}, {"to": "1", "how": "half_even"}, {"to": "0.25", "how": "down"}]


@st.composite
def scored_rule_sets(draw: st.DrawFn) -> Tree:
    """A random rule set whose criteria earn points, summed up, compared, and with levels."""
    rules = draw(rule_sets())
    declared = _declared(rules)
    rules["indicators"]["council"] = {"type": "number", "range": {"min": "0", "max": "10"}, "label": named("council")}
    for criterion in rules["criteria"].values():
        criterion.pop("weight", None)
        if draw(st.booleans()):
            criterion |= {"points": draw(st.sampled_from([*POINTS, "-1"])), **draw(st.sampled_from(SAID))}
            criterion |= draw(stated_only(criterion["points"]))
    plain = list(rules["criteria"])
    for i in range(draw(st.integers(1, 4))):
        criterion = {"label": named(f"points {i}"), "cite": "law#p", **draw(st.sampled_from(SAID))}
        if draw(st.integers(0, 4)) == 0:
            criterion["applies_when"] = draw(conditions(declared, plain, 1))
        points = draw(earnings(declared, plain))
        rules["criteria"][f"p{i}"] = criterion | {"points": points} | draw(stated_only(points))
    scored = [name for name, criterion in rules["criteria"].items() if "points" in criterion]
    middle = draw(st.integers(1, len(scored)))
    _add(rules, "group", draw(sums(scored[:middle])), draw(st.sampled_from(SAID)))
    _add(rules, "total", draw(sums(["group", *scored[middle:]])), draw(st.sampled_from(SAID)))
    rules["score"] |= {"points": "total"}
    rules["levels"] = [
        {"id": name, "label": named(name)} | ({"when": draw(comparisons(scored))} if number < 2 else {})
        for number, name in enumerate(["a", "b", "c"][: draw(st.integers(2, 3))])
    ]
    rules["levels_ordered"] = draw(st.sampled_from(["true", "false"]))
    form = draw(st.sampled_from(["levels", "level", "points"]))
    if form == "levels":
        rules["verdict"].pop("eligible_when")
    else:
        rules["verdict"]["eligible_when"] = (
            {"level": draw(st.sampled_from(["a", "b"]))} if form == "level" else draw(comparisons(scored))
        )
    return rules


def _declared(rules: Tree) -> Declared:
    types = {name: type_of(rules, name) for name in [*rules["indicators"], *rules["derived"]]}
    values = {name: list(each["values"]) for name, each in rules["indicators"].items() if each["type"] == "enum"}
    ordered = [name for name, each in rules["indicators"].items() if "ordered" in each]
    quotas = {name: each for name, each in rules["thresholds"].items() if name.startswith("n")}
    thresholds = {name: each for name, each in rules["thresholds"].items() if name.startswith("t")}
    return Declared(types, values, ordered, thresholds, quotas)


def _add(rules: Tree, name: str, points: Tree, more: Tree) -> None:
    rules["criteria"][name] = {"label": named(name), "cite": "law#s", "points": points, **more}


@st.composite
def stated_only(draw: st.DrawFn, points: Any) -> Tree:
    """Perhaps that a criterion waits for what is claimed or found, where without either it has nothing."""
    rows = [points] if isinstance(points, str) else [row["points"] for row in points.get("scale", ())]
    takes = any(text.startswith("-") for text in rows) or (not rows and points.get("add") == "-1")
    if "add" in points and (points["base"] == "2" or (points["base"] != "0" and "none_below" not in points)):
        return {}
    return draw(st.sampled_from([{}, {"by_finding" if takes else "by_claim": "true"}]))


@st.composite
def earnings(draw: st.DrawFn, declared: Declared, plain: list[str]) -> Any:
    """One way of earning points."""
    figures = [name for name, kind in declared.types.items() if kind in FIGURES]
    forms = ["rows", "given", *(["scale", "proportion", "each", "each"] if figures else [])]
    form = draw(st.sampled_from([*forms, *(["set"] if "crops" in declared.types else [])]))
    if form == "set":
        rows = [{"has": "tea", "points": "1"}, {"count": {"gte": "2"}, "points": draw(st.sampled_from(["2", "2.5"]))}]
        return {"indicator": "crops", "scale": rows}
    if form == "given":
        return {"given": "council", "round": draw(st.sampled_from(ROUNDS))}
    if form == "rows":
        whens = draw(st.lists(conditions(declared, plain, 1), min_size=1, max_size=2, unique_by=str))
        points = draw(st.lists(st.sampled_from(POINTS), min_size=len(whens), max_size=len(whens), unique=True))
        return {"scale": [{"when": when, "points": each} for when, each in zip(whens, points, strict=True)]}
    name = draw(st.sampled_from(figures))
    values = VALUES[declared.types[name]]
    if form == "scale":
        return draw(scales(name, values))
    if form == "proportion":
        rates = {"most": draw(st.sampled_from(["2", "4.25"])), "full_at": draw(st.sampled_from(_positive(values)))}
        none = draw(st.sampled_from([{}, {"none_below": draw(st.sampled_from(values))}]))
        if none and number_of(none["none_below"]) > number_of(rates["full_at"]):
            none = {}
        return {"indicator": name, "in_proportion": rates | none, "round": draw(st.sampled_from(ROUNDS))}
    return draw(increments(name, values))


@st.composite
def scales(draw: st.DrawFn, name: str, values: list[str]) -> Tree:
    """Rows from different figures on, the higher the more points, or the more taken off."""
    from_ = sorted(draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)), key=number_of)
    sign = draw(st.sampled_from(["", "", "-"]))
    points = sorted(
        draw(st.lists(st.sampled_from(POINTS), min_size=len(from_), max_size=len(from_), unique=True)), key=float
    )
    rows = [{"gte": value, "points": sign + each} for value, each in zip(from_, points, strict=True)]
    return {"indicator": name, "scale": draw(st.permutations(rows))} | draw(st.sampled_from([{}, {"otherwise": "0"}]))


@st.composite
def increments(draw: st.DrawFn, name: str, values: list[str]) -> Tree:
    """Points for every so much more of a figure, up or down."""
    rule: Tree = {"indicator": name, "each": draw(st.sampled_from(_positive(values)))}
    if draw(st.booleans()):
        rule |= {"add": "0.5", "most": draw(st.sampled_from(["3", "5.25"])), "base": draw(st.sampled_from(["0", "1"]))}
    else:
        rule |= {"add": "-1", "least": "-3", "base": draw(st.sampled_from(["0", "-1", "2"]))}
    rule |= draw(st.sampled_from([{}, {"above": draw(st.sampled_from(values))}]))
    if "above" not in rule or draw(st.booleans()):
        rule |= draw(st.sampled_from([{}, {"none_below": draw(st.sampled_from(values))}]))
    return rule | draw(st.sampled_from([{}, {"parts": "pro_rata", "round": draw(st.sampled_from(ROUNDS))}]))


@st.composite
def sums(draw: st.DrawFn, members: list[str]) -> Tree:
    """A sum with some of what can be done to it."""
    rule: Tree = {"sum": members}
    rule |= draw(st.sampled_from([{}, {}, {"most": "5"}, {"most": "8", "least": "1"}, {"least": "0"}]))
    return rule | draw(st.sampled_from([{}, {"round": draw(st.sampled_from(ROUNDS))}]))


@st.composite
def comparisons(draw: st.DrawFn, scored: list[str]) -> Tree:
    """Points of a sum, or of several criteria, compared."""
    several = draw(st.lists(st.sampled_from(scored), min_size=1, max_size=2, unique=True))
    which = draw(st.sampled_from(["total", "group", several]))
    limit = draw(st.sampled_from([{"gte": "2"}, {"gt": "2.5"}, {"lte": "4"}, {"gte": "1", "lt": "6"}, {"is": "0"}]))
    return {"points": which} | limit


def number_of(text: str) -> float:
    return float(text.removesuffix("%"))


def _positive(values: list[str]) -> list[str]:
    return [value for value in values if number_of(value) > 0]
