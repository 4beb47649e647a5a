"""What can become of a half-known commune, taken apart where nothing is shared: against trying every commune."""

from collections.abc import Callable, Iterator
from itertools import product
from math import prod
from typing import Any, Final

from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from smartcommune.assess.outlook import Outlook, level_of, outlook, reaches, verdict_of
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.model.facts import FactValue
from smartcommune.model.points import Sum
from smartcommune.reach import Reach, TooMany
from tests.laws.scored import ROUNDS, WITHOUT, scored_rule_sets
from tests.laws.strategies import DAYS, SOURCE, Tree, facts, named
from tests.laws.test_points import evaluated, linked, statements

MOST: Final = 200  # communes that are tried
Filled = dict[str, FactValue]


def communes(alone: Evaluation) -> Iterator[tuple[Reach, list[Filled]]]:
    """Every commune that this one can be, by each way in which its facts may become known: one of each cell."""
    for reach in reaches([alone]):
        groups = reach.communes.groups(id for id in alone.plan.ruleset.indicators if id not in alone.stated)
        try:
            choices = [reach.communes.choices(group) for group in groups]
        except TooMany:
            reject()
        assume(prod(map(len, choices)) <= MOST)
        yield (
            reach,
            [
                {**alone.stated, **{id: fact for choice in chosen for id, fact in choice.facts.items()}}
                for chosen in product(*choices)
            ],
        )


def answers(found: Evaluation) -> tuple[Any, ...]:
    return (found.verdict, found.levels) if found.plan.ruleset.levels else (found.verdict,)


@st.composite
def tables(draw: st.DrawFn) -> Tree:
    """A table of points as offices have them: criteria with facts of their own, in sections, and knock-outs."""
    criteria: Tree = {}
    for number in range(draw(st.integers(2, 5))):
        criteria[f"c{number}"] = draw(rows(f"f{number}", ["", "", "-"] if number else [""])) | draw(
            st.sampled_from([*WITHOUT[1:], *WITHOUT[1:3]])
        )
    scored = [*criteria]
    out_at = draw(st.integers(1, len(scored)))
    criteria["section"] = {"points": draw(totals(scored[:out_at]))}
    criteria["all"] = {"points": draw(totals(["section", *scored[out_at:]]))}
    shared = draw(st.sampled_from([*scored, None]))
    if shared is not None:
        criteria["knock"] = {"test": {"points": shared, "gte": "1"}}
    asked = draw(st.sampled_from(["section", "all"]))
    limits = [f"{limit}%" for limit in (30, 50, 75)] if draw(st.booleans()) else ["2", "3.5", "6"]
    whens: list[Tree] = [{"points": "all", "gte": draw(st.sampled_from(limits))} for _ in range(2)]
    whens[0] = {"all_of": [whens[0], {"points": asked, draw(st.sampled_from(["gte", "gt"])): "1"}]}
    facts_of = [f"f{number}" for number in range(len(scored))]
    return {
        "format": "1",
        "id": "table",
        "version": "1",
        "subject": "commune",
        "label": named("table"),
        "issuer": named("office"),
        "in_force": {"from": DAYS[0]},
        "sources": {"law": {"title": named("law"), "number": "1", "issuer": named("nobody")} | SOURCE},
        "indicators": {id: {"type": "percent", "may_not_apply": "true", "label": named(id)} for id in facts_of},
        "derived": {},
        "thresholds": {},
        "criteria": {id: {"label": named(id), "cite": "law#1", **each} for id, each in criteria.items()},
        "score": {"points": "all", "basis": "assumption", "note": named("made up")},
        "levels": [
            *({"id": f"l{place}", "label": named(f"l{place}"), "when": when} for place, when in enumerate(whens)),
            {"id": "rest", "label": named("rest")},
        ],
        "verdict": {
            "scope": ["knock"] if shared is not None and draw(st.booleans()) else [],
            "eligible_when": {"level": draw(st.sampled_from(["l0", "l1"]))},
        },
    }


@st.composite
def rows(draw: st.DrawFn, fact: str, signs: list[str]) -> Tree:
    """Points for one figure."""
    points = sorted(draw(st.lists(st.sampled_from([1.0, 1.5, 2.0, 2.25, 4.0]), min_size=1, max_size=2, unique=True)))
    sign = draw(st.sampled_from(signs))
    froms = [f"{40 * (place + 1)}%" for place in range(len(points))]
    each = [{"gte": start, "points": f"{sign}{value:g}"} for start, value in zip(froms, points, strict=True)]
    return {"points": {"indicator": fact, "scale": each}}


@st.composite
def totals(draw: st.DrawFn, members: list[str]) -> Tree:
    """A sum, perhaps scaled, cut off and rounded."""
    ends = [{}, {}, {"most": "3"}, {"most": "6", "least": "0"}, {"scaled_to": "10"}, {"scaled_to": "7", "most": "5"}]
    return (
        {"sum": members}
        | draw(st.sampled_from(ends))
        | draw(st.sampled_from([{}, {}, *({"round": each} for each in ROUNDS)]))
    )


@given(data=st.data(), rules=st.one_of(tables(), scored_rule_sets()), day=st.sampled_from(DAYS))
def test_what_can_become_of_a_commune_is_what_becomes_of_one_that_it_can_be(
    data: st.DataObject, rules: Tree, day: str
) -> None:
    """Points, verdicts and levels, what each fact can change, and what may follow from each of its values."""
    ruleset = linked(rules)
    stated = data.draw(facts(rules))
    if rules["id"] == "table":
        stated = {id: fact for id, fact in stated.items() if data.draw(st.booleans())}
    alone = evaluated(ruleset, stated, day, data.draw(statements(ruleset)))
    assume(not all(earned.is_settled for earned in alone.earned.values()))
    ahead = outlook(alone)
    event("taken apart" if ahead is not None else "not taken apart")
    if ahead is None:
        return
    ways = [(reach, [(each, evaluate(alone.plan, each)) for each in every]) for reach, every in communes(alone)]
    every = [found for _, way in ways for _, found in way]
    assert ahead.become == {(found.verdict, found.levels) for found in every}
    for id, earned in ahead.earned.items():
        assert isinstance(ruleset.criteria[id].earning, Sum)
        each = [found.earned[id] for found in every]
        assert (earned.low, earned.high) == (min(one.low for one in each), max(one.high for one in each))
        assert earned.most == (min(one.most[0] for one in each), max(one.most[1] for one in each))
    for told in (verdict_of, level_of):
        for id in {id for _, way in ways for filled, _ in way for id in filled if id not in alone.stated}:
            decides = ahead.decides(id, told)
            assert decides is None or decides or not any(turned(id, way, told) for _, way in ways)
            for reach, way in ways:
                if len(ways) == 1 and is_alone(id, reach):
                    assert not decides or turned(id, way, told)
                    follows(id, ahead, way, told)


def follows(
    id: str, ahead: Outlook, way: list[tuple[Filled, Evaluation]], told: Callable[[tuple[Any, ...]], Any]
) -> None:
    """What may follow from each value of a fact is what follows in some commune that has it."""
    values = {filled[id]: set[Any]() for filled, _ in way if id in filled}
    for filled, evaluation in way:
        if id in filled:
            values[filled[id]].add(told(answers(evaluation)))
    found = ahead.after(id, [*values], told)
    assert found is None or found == [*values.values()]


def is_alone(id: str, reach: Reach) -> bool:
    """Whether a fact is bound to no other unknown one."""
    (group,) = reach.communes.groups([id])
    return all({*choice.facts} - reach.given.keys() == {id} for choice in reach.communes.choices(group))


def turned(id: str, way: list[tuple[Filled, Evaluation]], told: Callable[[tuple[Any, ...]], Any]) -> bool:
    """Whether two communes that differ in one fact alone are told different things."""
    found: dict[tuple[Any, ...], set[Any]] = {}
    for filled, evaluation in way:
        if id in filled:
            others = tuple((other, fact) for other, fact in filled.items() if other != id)
            found.setdefault(others, set()).add(told(answers(evaluation)))
    return any(len(each) > 1 for each in found.values())
