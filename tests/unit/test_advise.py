"""The smallest sets of changes that make a commune eligible, against every set of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess import advise as module
from smartcommune.assess.advise import MOST_ADVICE, advise
from smartcommune.assess.assessment import Advice
from smartcommune.model.facts import FactValue
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.quantity import plain
from smartcommune.reach import TooMany

from .tiny import Tree, assessed, ethnic, evaluated, threshold, tiny, yes
from .trees import Sample, facts, flags_of, samples

Known = Mapping[str, object]
COUNT: Tree = {"type": "count"}


def as_written(value: FactValue) -> object:
    return plain(value) if isinstance(value, Fraction) else value


def changes_of(advice: Advice) -> dict[str, object]:
    """The changes of one piece of advice, as a profile would have them."""
    return {change.indicator: as_written(change.after) for change in advice.changes}


def found(ruleset: RuleSet, known: Known, **options: Any) -> list[dict[str, object]]:
    return [changes_of(advice) for advice in advise(evaluated(ruleset, known, **options))]


def with_changes(known: Known, changes: Known) -> dict[str, object]:
    """A profile with facts changed; a count that is given takes the place of a rate that contradicts it."""
    merged = {**known, **changes}
    if "part" in changes or "whole" in changes:
        merged.pop("share", None)
    return merged


def is_eligible(ruleset: RuleSet, known: Known) -> bool:
    return evaluated(ruleset, known).verdict is Verdict.ELIGIBLE


def sets_that_help(ruleset: RuleSet, known: Known, values: Mapping[str, list[object]]) -> Iterator[frozenset[str]]:
    """The smallest sets of facts with which some choice of other values makes the commune eligible."""
    for size in range(1, len(values) + 1):
        helpful = {
            frozenset(names)
            for names in combinations(values, size)
            for choice in product(*(values[name] for name in names))
            if is_eligible(ruleset, {**known, **dict(zip(names, choice, strict=True))})
        }
        if helpful:
            yield from helpful
            return


@given(samples(), facts)
def test_of_flags_it_finds_every_smallest_set(sample: Sample, known: dict[str, str]) -> None:
    """Each advice makes the commune eligible, none is larger than needed, and none of that size is left out."""
    ruleset = sample.ruleset
    flags = flags_of(ruleset)
    known = {flag: value for flag, value in known.items() if flag in flags}
    evaluation = evaluated(ruleset, known)
    assume(evaluation.verdict in (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED))
    values: dict[str, list[object]] = {
        flag: [value for value in ("true", "false") if value != known.get(flag)] for flag in flags
    }
    expected = set(sets_that_help(ruleset, known, values))
    advice = found(ruleset, known)
    for changes in advice:
        assert is_eligible(ruleset, {**known, **changes})
    named = [frozenset(changes) for changes in advice]
    assert len(set(named)) == len(named) <= MOST_ADVICE
    if len(expected) <= MOST_ADVICE:
        assert set(named) == expected
    else:
        assert set(named) < expected
        assert len(named) == MOST_ADVICE


RATES = ["0", "39.9", "40", "40.1", "49.9", "50", "50.1", "69.9", "70", "70.1", "100"]
LEVELS = ["none", "basic", "high"]
LEAVES = [
    {"indicator": "rate", "gte": "50%"},
    {"indicator": "rate", "gt": "40%", "lt": "70%"},
    {"indicator": "rate", "lte": "40%"},
    {"indicator": "level", "gte": "basic"},
    {"indicator": "level", "in": ["none", "high"]},
    {"indicator": "level", "is_not": "none"},
    yes("a"),
    {"not": yes("a")},
]


@given(
    st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3),
    st.sampled_from(["all_of", "any_of", "none_of"]),
    st.fixed_dictionaries(
        {}, optional={"rate": st.sampled_from(RATES), "level": st.sampled_from(LEVELS), "a": st.sampled_from("tf")}
    ),
)
def test_of_figures_it_finds_every_smallest_set(leaves: list[Tree], kind: str, given_facts: dict[str, str]) -> None:
    """With percentages and levels too: what helps is found, and nothing smaller would."""
    known = {id: {"t": "true", "f": "false"}.get(value, value) for id, value in given_facts.items()}
    known = {id: f"{value}%" if id == "rate" else value for id, value in known.items()}
    ruleset = tiny(
        {f"c{number}": leaf for number, leaf in enumerate(leaves)}, {kind: [f"c{n}" for n in range(len(leaves))]}
    )
    assume(evaluated(ruleset, known).verdict is not Verdict.ELIGIBLE)
    used = {id for id in ("rate", "level", "a") if f"'{id}'" in str(leaves)}
    values = {"rate": [f"{rate}%" for rate in RATES], "level": LEVELS, "a": ["true", "false"]}
    others = {id: [value for value in values[id] if value != known.get(id)] for id in sorted(used)}
    expected = set(sets_that_help(ruleset, known, others))
    advice = found(ruleset, known)
    for changes in advice:
        shown = {id: f"{value}%" if id == "rate" else value for id, value in changes.items()}
        assert is_eligible(ruleset, {**known, **shown})
    assert {frozenset(changes) for changes in advice} == expected


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        ({"indicator": "rate", "gte": "80%"}, {"rate": "71.5%"}, {"rate": "80"}),
        ({"indicator": "rate", "gt": "80%"}, {"rate": "71.5%"}, {"rate": "80.1"}),
        ({"indicator": "rate", "lte": "20%"}, {"rate": "71.5%"}, {"rate": "20"}),
        ({"indicator": "rate", "lt": "20%"}, {"rate": "71.5%"}, {"rate": "19.9"}),
        ({"indicator": "rate", "gte": "99.95%", "is_not": "100%"}, {"rate": "71.5%"}, {"rate": "99.95"}),
        ({"indicator": "level", "gte": "basic"}, {"level": "none"}, {"level": "basic"}),
        ({"indicator": "level", "gt": "basic"}, {"level": "none"}, {"level": "high"}),
        ({"indicator": "whole", "gte": 5}, {"whole": 2}, None),
        ({"indicator": "length", "gte": "12.5"}, {"length": 3}, {"length": "12.5"}),
        ({"indicator": "length", "gt": 50}, {"length": 3}, None),
        ({"indicator": "share", "gte": "80%"}, {"share": "71.5%"}, {"share": "80"}),
        ({"indicator": "share", "gte": "80%"}, {"part": 2, "whole": 3}, {"part": "3"}),
        ({"indicator": "share", "gte": "57%"}, {"part": 100, "whole": 293}, {"part": "168"}),
        ({"indicator": "share", "gt": "50%"}, {"part": 1, "whole": 4}, {"part": "3"}),
        ({"indicator": "share", "lt": "50%"}, {"part": 4, "whole": 4}, {"part": "1"}),
        ({"indicator": "rounded", "gte": "70%"}, {"rounded": "70.0%"}, {"rounded": "70.1"}),
        ({"indicator": "opened", "lte": "2020-01-01"}, {"opened": "2021-06-01"}, {"opened": "2020-01-01"}),
        ({"indicator": "word", "is": "x"}, {"word": "y"}, {"word": "x"}),
        (yes("a"), {"a": False}, {"a": True}),
        (yes("a"), {}, {"a": True}),
    ],
)
def test_the_nearest_value_is_given(condition: Tree, known: Known, expected: Known | None) -> None:
    """The value at the threshold, or just beyond it; a value of the right type and in its range."""
    advice = found(tiny({"it": condition}, "it"), known)
    shown = [{id: str(value) for id, value in changes.items()} for changes in advice]
    assert shown == ([] if expected is None else [{id: str(value) for id, value in expected.items()}])


def test_a_count_that_is_compared_itself_and_in_a_share_keeps_both_ways() -> None:
    """More than 150, or more than 60 %: of 200, 151 is nearer than any count is needed for the share of 1,000."""
    criteria = {
        "many": {"indicator": "part", "gt": 150},
        "mostly": {"indicator": "share", "gt": "60%"},
    }
    ruleset = tiny(criteria, {"any_of": ["many", "mostly"]})
    assert found(ruleset, {"part": 100, "whole": 1000}) == [{"part": "151"}]
    both = tiny(criteria, {"all_of": ["many", "mostly"]})
    assert found(both, {"part": 100, "whole": 200}) == [{"part": "151"}]


def test_a_part_follows_its_whole() -> None:
    """One household in all is what is needed: of two poor ones one has to go as well."""
    ruleset = tiny({"it": {"indicator": "whole", "is": 1}}, "it", indicators={"whole": {"type": "count"}})
    assert found(ruleset, {"part": 2}) == [{"part": "1", "whole": "1"}]


def test_a_whole_follows_its_part() -> None:
    """Five are needed where there are three: all of five."""
    ruleset = tiny({"it": {"indicator": "part", "gte": 5}}, "it", indicators={"whole": {"type": "count"}})
    assert found(ruleset, {"part": 2, "whole": 3}) == [{"part": "5", "whole": "5"}]


def test_a_whole_is_no_smaller_than_its_part() -> None:
    """Any household will do, and 29 are known of."""
    ruleset = tiny({"it": {"indicator": "whole", "gte": 1}}, "it", indicators={"whole": {"type": "count"}})
    assert found(ruleset, {"part": 29}) == [{"whole": "29"}]


def test_nobody_is_a_way_to_a_share_of_nothing() -> None:
    """With the whole known, no share can be had by no part; it could be stated as a share as well."""
    ruleset = tiny({"it": {"indicator": "share", "is": "0%"}}, "it")
    assert {"part": "0"} in found(ruleset, {"whole": 1})


@pytest.mark.parametrize(
    ("condition", "known", "whole"),
    [
        ({"gte": "40%", "lte": "50%"}, {"part": 30, "whole": 100}, 75),
        ({"gt": "40%", "lt": "41%"}, {"part": 30, "whole": 100}, 74),
        ({"gt": "40%", "lt": "41%"}, {"part": 30}, 74),
        ({"is": "16%"}, {"part": 400, "whole": 1000}, 2500),
    ],
)
def test_a_whole_changes_while_its_part_stays(condition: Tree, known: Known, whole: int) -> None:
    """To the nearest number of which the part is such a share; another part as well would be one change too many."""
    indicators = {"whole": {"type": "count"}}
    ruleset = tiny({"it": {"indicator": "share", **condition}}, "it", indicators=indicators)
    assert {"whole": str(whole)} in found(ruleset, known)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"share": "51%"}, {"part": "10", "whole": "15", "share": "66.6"}),
        ({"share": "51%", "part": 5}, {"part": "10", "whole": "15", "share": "66.6"}),
        ({"share": "51%", "whole": 50}, {"part": "31", "share": "62"}),
    ],
)
def test_a_stated_share_follows_its_counts(known: Known, expected: Known) -> None:
    """It is changed to what they say, as it would be published; where only it may not stay, with one of them."""
    criteria = {
        "p": {"indicator": "part", "gte": 10},
        "w": {"indicator": "whole", "gte": 15},
        "s": {"indicator": "share", "gt": "60%"},
    }
    ruleset = tiny(criteria, {"all_of": list(criteria)}, indicators={"whole": {"type": "count"}})
    assert found(ruleset, known) == [expected]


def test_no_share_above_100_percent_is_stated() -> None:
    """Counts that are not bound to each other may say so; a stated share beside them cannot."""
    indicators = {"whole": {"type": "count"}, "part": {"type": "count"}}
    ruleset = tiny({"it": {"indicator": "part", "gt": 2}}, "it", indicators=indicators)
    assert found(ruleset, {"whole": 1, "share": "16%"}) == [{"part": "3", "whole": "18"}]


@pytest.mark.parametrize("whole", [0, 2])
def test_a_whole_is_as_large_as_what_it_has_a_share_of(whole: int) -> None:
    """Also where nothing asks for the share: of 2 nobody can be 3."""
    ruleset = tiny({"it": {"indicator": "part", "gt": 2}}, "it", indicators={"whole": {"type": "count"}, "part": COUNT})
    assert found(ruleset, {"whole": whole}) == [{"part": "3", "whole": "3"}]


def test_the_share_of_nothing_is_not_stated() -> None:
    """It follows from the whole by itself, so that nothing is said of it when there are some after all."""
    criteria = {"p": {"indicator": "part", "gte": 21}, "s": {"indicator": "share", "gt": "70%"}}
    ruleset = tiny(criteria, {"all_of": ["p", "s"]}, indicators={"whole": {"type": "count"}})
    assert found(ruleset, {"whole": 0}) == [{"part": "21", "whole": "21"}]


def test_a_share_of_nothing_does_not_stay_when_there_is_something() -> None:
    """What followed from the whole of 0 is unknown beside a whole of 1, so that the share is advised on as well."""
    criteria = {"w": {"indicator": "whole", "is": 1}, "s": {"indicator": "share", "is": "0%"}}
    ruleset = tiny(criteria, {"all_of": ["w", "s"]}, indicators={"whole": {"type": "count"}})
    assert found(ruleset, {"whole": 0}) == [{"part": "0", "whole": "1"}, {"whole": "1", "share": "0"}]


def test_a_share_that_may_stay_stays() -> None:
    """Of 27 households 14 are 51 %, cut off: the nearest that agree."""
    criteria = {"p": {"indicator": "part", "gte": 10}, "w": {"indicator": "whole", "gte": 15}}
    ruleset = tiny(criteria, {"all_of": list(criteria)}, indicators={"whole": {"type": "count"}})
    assert found(ruleset, {"share": "51%"}) == [{"part": "14", "whole": "27"}]


def test_none_at_all_have_no_share() -> None:
    """Of 0 there is no share, whatever the part is: a whole of 0 leaves out what is asked of the share."""
    indicators = {"whole": {"type": "count"}}
    none_of = tiny(
        {"it": yes("a"), "not": {"indicator": "share", "is": "0%"}}, {"none_of": ["it", "not"]}, indicators=indicators
    )
    assert {"whole": "0"} in found(none_of, {"a": False, "whole": 1})


def test_a_share_of_none_is_0_percent() -> None:
    """However far its cut points lie: no other share can stand beside a part of 0."""
    not_so_many = {"not": {"indicator": "share", "is": "16%"}}
    assert found(tiny({"it": not_so_many}, "it"), {"part": 0}) == [{"share": "0"}]
    none = tiny({"it": not_so_many, "none": {"indicator": "part", "is": 0}}, {"all_of": ["it", "none"]})
    assert found(none, {"share": "51%"}) == [{"part": "0", "share": "0"}]


def test_the_example_of_the_format_with_counts() -> None:
    """In the Delta, over 150 poor minority households suffice, whatever their share is."""
    known = {
        "region": "mekong_delta",
        "ntm": False,
        "poverty_rate": "0%",
        "poor": 1000,
        "poor_em": 100,
        "illiterate": "0%",
        "road_km": 1,
        "road_unpaved": "0%",
    }
    assert {"poor_em": "151"} in found(ethnic(), known)


def test_what_an_office_cannot_change_is_left_alone() -> None:
    """`actionable: false` facts never stand in an advice, even where they alone would help."""
    ruleset = tiny({"it": {"any_of": [{"indicator": "region", "is": "delta"}, yes("a")]}}, "it")
    assert found(ruleset, {"region": "other", "a": False}) == [{"a": True}]
    only = tiny({"it": {"indicator": "region", "is": "delta"}}, "it")
    assert found(only, {"region": "other"}) == []


def test_leaving_the_scope_is_no_way_out() -> None:
    """A commune out of scope, or perhaps so, gets no advice."""
    ruleset = tiny({"in": yes("a"), "it": yes("b")}, "it", scope=["in"])
    assert found(ruleset, {"a": False, "b": False}) == []
    assert found(ruleset, {"b": False}) == []
    assert found(ruleset, {"a": True, "b": False}) == [{"b": True}]


@pytest.mark.parametrize("known", [{"a": True}, {"a": "na"}])
def test_where_nothing_has_to_change_there_is_no_advice(known: Known) -> None:
    """Eligible, or out of scope because nothing applies."""
    assert found(tiny({"it": yes("a")}, "it"), known) == []


def test_no_advice_contradicts_the_other_facts() -> None:
    """No part above its whole, and nothing given that another fact rules out."""
    ruleset = tiny({"it": {"indicator": "part", "gte": 10}}, "it")
    assert found(ruleset, {"part": 2, "whole": 5}) == []
    assert found(ruleset, {"part": 2, "whole": 10}) == [{"part": "10"}]
    titled = tiny(
        {"it": {"all_of": [{"indicator": "level", "is": "none"}, {"indicator": "series", "is": "x"}]}},
        "it",
        indicators={"series": {"type": "text", "only_when": {"indicator": "level", "is_not": "none"}}},
    )
    assert found(titled, {"level": "none"}) == []


def test_the_cheapest_comes_first() -> None:
    """First by how far the facts have to move, then by difficulty."""
    indicators = {"a": {"type": "boolean", "difficulty": 5}, "b": {"type": "boolean", "difficulty": 2}}
    criteria = {
        "ca": yes("a"),
        "cb": yes("b"),
        "far": {"indicator": "length", "gte": 50},
        "near": {"indicator": "rate", "gte": "60%"},
    }
    ruleset = tiny(criteria, {"any_of": list(criteria)}, indicators=indicators)
    known = {"a": False, "b": False, "length": 0, "rate": "50%"}
    assert [next(iter(changes)) for changes in found(ruleset, known)] == ["rate", "length", "b", "a"]


def test_no_more_than_a_few_are_given() -> None:
    """An officer gets the five cheapest."""
    flags = {f"f{number}": {"type": "boolean", "difficulty": 5 - number % 5} for number in range(10)}
    criteria = {f"c{number}": yes(f"f{number}") for number in range(10)}
    ruleset = tiny(criteria, {"any_of": list(criteria)}, indicators=flags)
    advice = found(ruleset, dict.fromkeys(flags, "false"))
    assert [next(iter(changes)) for changes in advice] == ["f4", "f9", "f3", "f8", "f2"]


def test_as_many_changes_as_it_takes_are_advised() -> None:
    """Four, where no three would do."""
    criteria = {f"c{flag}": yes(flag) for flag in "abcd"}
    ruleset = tiny(criteria, {"all_of": list(criteria)})
    all_false = dict.fromkeys("abcd", "false")
    assert found(ruleset, {**all_false, "d": "true"}) == [{"a": True, "b": True, "c": True}]
    assert found(ruleset, all_false) == [dict.fromkeys("abcd", True)]


def test_an_advice_that_may_not_be_smallest_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search ends early, that is said, and nothing that may be wrong."""
    ruleset = tiny({"it": {"all_of": [yes("a"), yes("b")]}}, "it")
    known = {"a": False, "b": False}
    assert found(ruleset, known) == [{"a": True, "b": True}]
    monkeypatch.setattr(module, "MOST_HEARD", 2)
    with pytest.raises(TooMany):
        found(ruleset, known)
    assert assessed(ruleset, known).advice == ()


def test_a_change_tells_where_from_and_where_to() -> None:
    """From the present value, or from none, in words and in the fact's own type."""
    ruleset = tiny({"it": {"indicator": "rate", "gte": "80%"}, "ca": yes("a")}, {"any_of": ["it", "ca"]})
    given_rate, unknown_flag = [advice.changes[0] for advice in advise(evaluated(ruleset, {"rate": "71.5%"}))]
    assert (given_rate.before, given_rate.after) == (Fraction("71.5"), Fraction(80))
    assert given_rate.text.say("vi") == "rate: 71,5 % → 80 %"
    assert (unknown_flag.before, unknown_flag.after) == (None, True)
    assert "yes" in unknown_flag.text.say("en")


def test_a_fact_that_does_not_apply_can_change_too() -> None:
    """From not applicable, which the text says."""
    ruleset = tiny({"ca": yes("a"), "cb": yes("b")}, {"all_of": [{"any_of": ["ca", "cb"]}]})
    evaluation = evaluated(ruleset, {"a": "na", "b": False})
    texts = [change.text.say("en") for advice in advise(evaluation) for change in advice.changes]
    assert any("not applicable" in text for text in texts)


def test_refused_assumptions_are_not_advised_on() -> None:
    """A threshold without a value cannot be reached."""
    low = {"low": threshold("percent", "50%", basis="assumption")}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "low"}}}, "it", thresholds=low)
    assert found(ruleset, {"rate": 10}) == [{"rate": "50"}]
    assert found(ruleset, {"rate": 10}, assumptions="refuse") == []
