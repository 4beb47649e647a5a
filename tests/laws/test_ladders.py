"""Points that climb with one figure: the tables against the evaluator, on, just below and just above every step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

import narwhals as nw
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.model.conditions import leaves_in, thresholds_in
from smartcommune.model.facts import NA, Facts, FactValue, completed
from smartcommune.model.points import Scale
from smartcommune.problems import InputError
from smartcommune.quantity import is_decimal
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.vectorise import assessed
from tests.laws.frames import frame_of
from tests.spec.figures import rounded
from tests.spec.points import Scored
from tests.unit.tiny import DAY, label, threshold

Tree = dict[str, Any]
WIDE: Final = {"range": {"min": "-1000", "max": "1000"}}
NUMBERS: Final[Mapping[str, Tree]] = {
    "rate": {"type": "percent", "may_not_apply": "true"},
    "length": {"type": "number", **WIDE},
    "money": {"type": "money"},
    "people": {"type": "count"},
    "published": {"type": "percent", "rounded_to": "0.1%"},
    "rough": {"type": "number", "rounded_to": "2", **WIDE},
    "ruled": {"type": "percent", "round": {"to": "1%"}},
    "council": {"type": "number", "range": {"min": "-3.3", "max": "6.25"}},
    "part": {"type": "count", "at_most": "whole"},
    "whole": {"type": "count"},
    "spent": {"type": "money"},
    "given": {"type": "money"},
    "before": {"type": "number", **WIDE},
    "from": {"type": "date"},
    "to": {"type": "date"},
}
DERIVED: Final[Mapping[str, Tree]] = {
    "share": {"share": {"of": "part", "in": "whole"}},
    "spending": {"share": {"of": "spent", "in": "given"}, "may_not_apply": "true", "range": {"max": "1000%"}},
    "rise": {"difference": {"of": "length", "minus": "before"}, "range": {"min": "-2000", "max": "2000"}},
    "mean": {"mean": ["length", "before"]},
    "taken": {"days": {"from": "from", "to": "to"}},
}
FIGURES: Final = ("rate", "length", "money", "people", "published", "rough", "ruled", *DERIVED)
PERCENT: Final = ("rate", "published", "ruled", "share", "spending")
DECIMALS: Final = ("0.1", "0.3", "0.7", "1", "2.5", "3", "7", "17", "0.123456789012345", "33.3333333333333", "60", "85")
WHOLES: Final = ("1", "2", "3", "7", "17", "60", "85")
REFERENCE: Final = Scored({"indicators": NUMBERS}, {}, str(DAY), {}, "use", {})
BY_PLACE: Final = {"threshold": "base"}
ROUNDS: Final = [
    {"to": to, "how": how} for to in ("0.01", "0.03", "0.5", "1") for how in ("half_away", "half_even", "down")
]


@st.composite
def ladders(draw: st.DrawFn) -> Tree:
    """One way in which points climb with a figure."""
    figure = draw(st.sampled_from(FIGURES))
    sign, listed = ("%" if figure in PERCENT else ""), WHOLES if figure in ("people", "taken") else DECIMALS
    values = st.sampled_from([value + sign for value in listed])
    some = st.sampled_from([{}, {"none_below": draw(values)}])
    form = draw(st.sampled_from(["given", "proportion", "proportion", "each", "each", "each"]))
    if form == "given":
        return {"given": "council", "round": draw(st.sampled_from(ROUNDS))}
    if form == "proportion":
        rates = {"most": draw(st.sampled_from(["2", "4.25", "10"])), "full_at": draw(values), **draw(some)}
        return {"indicator": figure, "in_proportion": rates, "round": draw(st.sampled_from(ROUNDS))}
    add, end = draw(st.sampled_from([("0.5", ("most", "9.75")), ("-1", ("least", "-20"))]))
    rule = {"indicator": figure, "each": draw(values), "add": add, end[0]: end[1]}
    rule |= {"base": draw(st.sampled_from(["0", "1", "-1", "5"])), **draw(some)}
    rule |= draw(st.sampled_from([{}, {"above": draw(values)}]))
    if figure == "people" and draw(st.booleans()):
        rule["above"] = BY_PLACE
    return rule | draw(st.sampled_from([{}, {"parts": "pro_rata", "round": draw(st.sampled_from(ROUNDS))}]))


def planned(**rules: Tree) -> Plan:
    """A rule set of criteria that earn such points; the first is the score."""
    first = next(iter(rules))
    document = {
        "format": 1,
        "id": "ladder",
        "version": "1",
        "label": label("Ladder"),
        "in_force": {"from": "2021-01-01"},
        "sources": {"law": {"title": label("Law"), "number": "1/L", "kind": "law", "date": "2020-01-01"}},
        "indicators": {
            "region": {"type": "enum", "values": ["delta", "hills", "other"], "label": label("region")},
            **{id: {"label": label(id), **each} for id, each in NUMBERS.items()},
        },
        "derived": {id: {"label": label(id), **each} for id, each in DERIVED.items()},
        "thresholds": {
            "base": {"label": label("base"), **threshold("count", "20", places={"delta": "3", "hills": "50"})}
        },
        "criteria": {
            id: {"label": label(id), "cite": "law", "points": rule, "not_applicable": "left_out"}
            for id, rule in rules.items()
        },
        "score": {"points": first, "basis": "law", "cite": "law"},
        "verdict": {"eligible_when": {"points": first, "gte": "1"}},
    }
    try:
        return make_plan(parse_ruleset(json.dumps(document)), DAY)
    except InputError as error:
        assume(not {problem.id for problem in error.problems} <= {"scale-too-long"})
        raise


@st.composite
def beside(draw: st.DrawFn, plan: Plan, id: str) -> Fraction:
    """A figure at a step, as near to one as a decimal comes, or anywhere."""
    cuts = [cut for cut in plan.cuts(id) if isinstance(cut, Fraction)]
    cut = draw(st.sampled_from([*sorted(cuts)[:2], *sorted(cuts)[-2:], *cuts, Fraction(0)]))
    if draw(st.booleans()):
        cut += draw(st.sampled_from([-1, 1])) * draw(st.sampled_from([Fraction("0.05"), Fraction("0.25"), Fraction(1)]))
    number = Fraction(f"{float(cut):.15g}")
    places = 15 - len(str(int(abs(number)) or ""))
    number += draw(st.integers(-2, 2)) * Fraction(1, 10**places)
    return number if is_decimal(number) else Fraction(0)


@st.composite
def communes(draw: st.DrawFn, plan: Plan, id: str) -> Facts:
    """A commune of such a figure, stated or computed, or of which something is not known."""
    wanted = draw(beside(plan, id))
    facts: dict[str, FactValue] = {}
    if draw(st.booleans()):
        facts["region"] = draw(st.sampled_from(["delta", "hills", "other"]))
    if id in PERCENT:
        wanted = max(wanted, Fraction(0))
    if id in ("share", "spending"):
        part, whole = ("part", "whole") if id == "share" else ("spent", "given")
        facts[whole] = Fraction(draw(st.sampled_from([0, 1, 3, 7, 1000, 29_999, 999_999_999_937])))
        facts[part] = Fraction(int(facts[whole] * wanted / 100) + draw(st.integers(-1, 1)))  # type: ignore[operator]  # a number
        facts[part] = max(facts[part], Fraction(0))  # type: ignore[type-var]  # numbers
        if id == "spending" and draw(st.booleans()):
            facts |= {each: facts[each] / 8 for each in (part, whole)}  # type: ignore[operator]  # numbers
        if id == "share":
            facts[part] = min(facts[part], facts[whole])  # type: ignore[type-var]  # numbers
    elif id in ("rise", "mean"):
        facts["before"] = Fraction(draw(st.sampled_from(["0", "0.1", "-33.3", "999.999999999999"])))
        times, rest = (1, facts["before"]) if id == "rise" else (2, -facts["before"])  # type: ignore[operator]  # a number
        length = Fraction(f"{float(times * wanted + rest):.12g}") + Fraction(draw(st.integers(-1, 1)), 10**9)  # type: ignore[operator]
        facts["length"] = max(min(length, Fraction(1000)), Fraction(-1000))
    elif id == "taken":
        facts |= {"from": DAY, "to": min(DAY + timedelta(int(max(-900, min(wanted, 900)))), date(2023, 5, 1))}
        facts["from"] = facts["to"] - timedelta(int(max(-900, min(wanted, 900))))  # type: ignore[operator]  # days
    else:
        facts[id] = max(Fraction("-3.3"), min(wanted, Fraction("6.25"))) if id == "council" else wanted
    if id in ("people",):
        facts[id] = Fraction(max(0, int(wanted)))
    if id == "money":
        facts[id] = max(wanted, Fraction(0))
    if id == "rate" and draw(st.integers(0, 5)) == 0:
        facts[id] = NA
    if draw(st.integers(0, 5)) == 0:
        facts.pop(draw(st.sampled_from(list(facts))))
    return facts


@given(rule=ladders())
def test_the_outer_rows_speak_for_all(rule: Tree) -> None:
    """What the rows compare, by which thresholds, and the fewest and the most points are those of the outer ones."""
    criterion = planned(p=rule).ruleset.criteria["p"]
    scale = criterion.earning
    assert isinstance(scale, Scale)
    points = [scale.otherwise, *(rung.points for rung in scale.rungs)]
    assert scale.ends == (min(points), max(points))
    every, outline = criterion.conditions, criterion.outline
    assert {leaf.indicator for leaf in leaves_in(every)} == {leaf.indicator for leaf in leaves_in(outline)}
    assert thresholds_in(every) == thresholds_in(outline)


@given(data=st.data(), rule=ladders())
def test_points_climb_with_a_figure(data: st.DataObject, rule: Tree) -> None:
    """On either side of every step, of stated, published, rounded and computed figures: the same fewest and most.

    Where the figure is known the evaluator gives what the reference does, and the table what the evaluator does.
    """
    plan, figure = planned(p=rule), rule.get("indicator", "council")
    stated = [data.draw(communes(plan, figure)) for _ in range(20)]
    rows = assessed(nw.from_native(frame_of(plan.ruleset, stated)), Periods((plan,)), "en").rows(named=True)
    for facts, row in zip(stated, rows, strict=True):
        earned = evaluate(plan, facts).earned["p"]
        assert (row["points_low"], row["points_high"]) == (float(earned.low), float(earned.high)), facts
        value = completed(facts, plan.ruleset).get(figure)
        if (
            isinstance(value, Fraction)
            and "rounded_to" not in NUMBERS.get(figure, {})
            and rule.get("above") != BY_PLACE
        ):
            told = REFERENCE.by_figure(rule, rounded({"indicators": NUMBERS}, figure, value))
            assert (earned.low, earned.high) == (told, told), facts
