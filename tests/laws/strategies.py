"""Random rule sets, facts and dates, all as text: small, valid, and full of values that lie exactly on a threshold.

Indicators, thresholds and facts draw from one short list of values per type, so that they often coincide.
"""

import json
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.spec.figures import below, computed, parts_of, type_of
from tests.spec.places import by_of
from tests.spec.reference import NOT_MET, Commune

Tree = dict[str, Any]
Facts = dict[str, str]

VALUES = {
    "percent": ["0%", "16%", "20%", "50%", "58%", "69.95%", "70%", "100%"],
    "number": ["0", "1.5", "2", "2.05", "10"],
    "count": ["0", "1", "2", "29", "50"],
    "date": ["2010-12-31", "2020-02-29", "2020-03-01", "2024-01-01"],
    "boolean": ["true", "false"],
    "money": ["0", "49", "49.95", "50", "1200.5"],
    "text": ["Xã A", "b", "1"],
    "code": ["00123", "123", "A-1"],
    "set": ["[]", "rice", "tea", "fish", "rice, tea", "fish;rice", "tea,fish", "rice; tea; fish"],
}
IN_SETS = ["rice", "tea", "fish"]
# Types that are only equal or not.
UNORDERED = ("boolean", "enum", "set", "text", "code")
# Some of these lie on the last day of an age, after a day of `VALUES`.
DAYS = ["2021-01-01", "2022-06-30", "2022-07-01", "2024-12-31", "2021-02-28", "2021-03-01"]
AGES: list[dict[str, str]] = [
    {"months": "10"},
    {"months": "12"},
    {"years": "1"},
    {"months": "28"},
    {"years": "10"},
    {"years": "14"},
]
LAST_PAST = "2020-12-31"  # of days that lie before all others
EDGES = ["2020-12-31", "2025-12-31", "2026-01-01"]  # of the time in which a rule set is in force
PERIODS: list[list[Tree]] = [  # in which a threshold has its values
    [{"from": "2019-01-01"}],
    [{"from": "2019-01-01"}, {"from": "2022-07-01"}],
    [{"from": "2022-07-01"}, {"from": "2019-01-01", "until": "2022-06-30"}],
    [{"from": "2022-06-30", "until": "2022-06-30"}],
    [{"from": "2019-01-01"}, {"from": "2022-06-30", "until": "2022-06-30"}],  # afterwards none
]
PLACES = ["region", "zone"]
NEAREST: Tree = {"round": {"to": "1%"}}
ROUNDED: list[Tree] = [  # before they are compared
    {"type": "percent", "round": {"to": "10%", "how": "half_even"}},
    {"type": "percent", "round": {"to": "0.1%", "how": "down"}},
]
INDICATORS: dict[str, list[Tree]] = {  # each in one of a few variants
    "flag": [{"type": "boolean"}],
    "region": [{"type": "enum", "values": ["delta", "coast", "other"]}],
    "zone": [{"type": "enum", "values": {place: {"vi": place, "en": place} for place in ("inner", "outer")}}],
    "level": [{"type": "enum", "values": ["none", "basic", "high"], "ordered": "true"}],
    "rate": [
        {"type": "percent"} | more
        for more in ({}, {"rounded_to": "0.1%"}, {"rounded_to": "10%"}, {"round": {"to": "1%"}})
    ],
    "coverage": [{"type": "percent"}, {"type": "percent", "range": {"min": "0%", "max": "100%"}}, *ROUNDED],
    "poor": [{"type": "count", "unit": "household"}],
    "length": [
        {"type": "number", "unit": "km"} | limits | rounded
        for limits in ({}, {"range": {"min": "0", "max": "10"}})
        for rounded in ({}, {"rounded_to": "0.1"}, {"rounded_to": "4"})
    ],
    "opened": [{"type": "date", "future": "true"}, {"type": "date"}],
    "income": [{"type": "money"}, {"type": "money", "rounded_to": "0.1"}],
    "crops": [{"type": "set", "values": IN_SETS}],
    "motto": [{"type": "text"}],
    "office": [{"type": "code"}],
}
COMPUTED: dict[str, list[Tree]] = {  # from a figure and the one before it
    "income": [
        {"change": {"of": "income", "from": "income_before"}},
        {"share": {"of": "income", "in": "income_before"}, "range": {"max": "200%"}},
        {"share": {"of": "income", "in": "income_before"}},
        {"sum": ["income", "income_before"]},
    ],
    "length": [
        {"ratio": {"of": "length", "to": "length_before"}},
        {"ratio": {"of": "length", "to": "length_before"}, "range": {"max": "10"}},
        {"difference": {"of": "length", "minus": "length_before"}},
        {"difference": {"of": "length", "minus": "length_before"}, "range": {"min": "0"}},
    ],
    "rate": [
        {"difference": {"of": "rate", "minus": "rate_before"}, "range": {"min": "-50%"}},
        {"mean": ["rate", "rate_before"]},
    ],
    "opened": [
        {"days": {"from": "opened_before", "to": "opened"}},
        {"days": {"from": "opened_before", "to": "opened"}, "range": {"min": "0"}},
    ],
}
FOLLOWING: dict[str, list[Tree]] = {  # how thresholds follow from others, without leaving their range
    "percent": [{}, {"times": "0.5"}],
    "count": [{}, {"plus": "1"}],
    "number": [{"plus": "-2"}, {"times": "1.1"}],
    "money": [{"plus": "0.05"}, {"times": "2"}],
}
SOURCE = {"date": "2020-11-12", "kind": "law"}
QUOTAS = {"count": ["0", "1", "2"], "percent": ["50%", "60%", "100%"]}


class Situation(NamedTuple):
    """Everything an assessment depends on."""

    rules: Tree
    facts: Facts
    as_of: str
    overrides: dict[str, str]
    assumptions: str


class Declared(NamedTuple):
    """What a condition may name."""

    types: dict[str, str]  # of indicators and derived shares
    values: dict[str, list[str]]  # of enums
    ordered: list[str]
    thresholds: Tree
    quotas: Tree
    exact: dict[str, list[str]] | None = None  # of what is not rounded, others of its type and unit


def to_yaml(rules: Tree) -> str:
    """A rule set as YAML text in which every scalar is in double quotes."""
    return json.dumps(rules, ensure_ascii=False, indent=1)


def named(text: str) -> Tree:
    """A label in both languages."""
    return {"vi": f"{text} (vi)", "en": text}


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A rule set, facts about one commune, a day, and sometimes overrides and refused assumptions."""
    rules = draw(rule_sets())
    overridden = draw(st.lists(st.sampled_from(sorted(rules["thresholds"])), max_size=1)) if rules["thresholds"] else []
    overrides = {name: draw(st.sampled_from(threshold_values(rules["thresholds"][name], name))) for name in overridden}
    as_of = draw(st.sampled_from(DAYS * 3 + EDGES))
    return Situation(rules, draw(facts(rules)), as_of, overrides, draw(st.sampled_from(["use", "use", "refuse"])))


@st.composite
def rule_sets(draw: st.DrawFn) -> Tree:
    """A valid rule set of two to six indicators and as many criteria."""
    indicators, derived = draw(indicator_tables())
    whole = {"indicators": indicators, "derived": derived}
    types = {name: type_of(whole, name) for name in [*indicators, *derived]}
    values = {name: list(each["values"]) for name, each in indicators.items() if each["type"] == "enum"}
    places = [name for name in PLACES if name in indicators]
    ways = [*([name] for name in places), *([places, places[::-1]] if len(places) > 1 else [])]
    counted = {"count"} if "set" in types.values() else set()
    comparable = sorted(counted | {kind for kind in types.values() if kind not in UNORDERED})
    kinds = draw(st.lists(st.sampled_from(comparable), max_size=2)) * 2 if comparable else []
    thresholds = {f"t{i}": draw(a_threshold(kind, VALUES[kind], ways, values)) for i, kind in enumerate(kinds)}
    draw(following(thresholds))
    quota_kinds = draw(st.lists(st.sampled_from(sorted(QUOTAS)), max_size=1))
    quotas = {f"n{i}": draw(a_threshold(kind, QUOTAS[kind], ways, values)) for i, kind in enumerate(quota_kinds)}
    for quota in quotas.values():
        quota.pop("exclusive", None)
    ordered = [name for name, each in indicators.items() if "ordered" in each]
    declared = Declared(types, values, ordered, thresholds, quotas, beside_each_other(whole, types))
    criteria: Tree = {}
    for i in range(draw(st.integers(2, 6))):
        criterion: Tree = {"label": named(f"criterion {i}"), "cite": f"law#{i}"}
        criterion |= draw(st.sampled_from([{}, {}, {"weight": "0"}, {"weight": "2.5"}, {"weight": "4"}]))
        if draw(st.integers(0, 3)) == 0:
            criterion["applies_when"] = draw(conditions(declared, list(criteria), 1))
        if draw(st.integers(0, 3)) == 0:
            criterion["in_force"] = draw(st.sampled_from([period for periods in PERIODS for period in periods]))
        criteria[f"c{i}"] = criterion | {"test": draw(conditions(declared, list(criteria), 2))}
    scope = draw(st.lists(st.sampled_from(sorted(criteria)), max_size=2, unique=True)) if draw(st.booleans()) else []
    return {
        "format": "1",
        "id": "random",
        "version": "1",
        "subject": "commune",
        "label": named("random rules"),
        "issuer": named("nobody"),
        "in_force": {"from": "2021-01-01"} | draw(st.sampled_from([{}, {"until": "2025-12-31"}])),
        "sources": {"law": {"title": named("law"), "number": "1", "issuer": named("nobody")} | SOURCE},
        "indicators": indicators,
        "derived": derived,
        "thresholds": thresholds | quotas,
        "criteria": criteria,
        "score": {"basis": "assumption", "note": named("the weights are random")},
        "verdict": {"scope": scope, "eligible_when": draw(conditions(declared, list(criteria), 2))},
    }


def beside_each_other(rules: Tree, types: dict[str, str]) -> dict[str, list[str]]:
    """For each fact that can be compared with another one those that it can be compared with."""
    specs = rules["indicators"] | {name: each for name, each in rules["derived"].items() if types[name] == "percent"}
    kinds = {
        name: (types[name], each.get("unit"))
        for name, each in specs.items()
        if types[name] in ("percent", "number", "count", "money", "date") and not each.keys() & {"rounded_to", "round"}
    }
    found = {name: [other for other in kinds if other != name and kinds[other] == kinds[name]] for name in kinds}
    return {name: others for name, others in found.items() if others}


@st.composite
def indicator_tables(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Two to six indicators of different kinds, and the share of two counts when there are any."""
    indicators: Tree = {}
    derived: Tree = {}
    for name in draw(st.lists(st.sampled_from(sorted(INDICATORS)), min_size=2, max_size=5, unique=True)):
        leave = draw(leaves_out(indicators)) if name not in PLACES else {}
        indicators[name] = draw(st.sampled_from(INDICATORS[name])) | {"label": named(name)} | leave
    if "poor" in indicators:
        indicators["poor_em"] = indicators["poor"] | {"at_most": "poor"}
        share = {"share": {"of": "poor_em", "in": "poor"}, "label": named("share")}
        derived["poor_em_share"] = share | draw(leaves_out({}))
    for name in [name for name in COMPUTED if name in indicators]:
        for key in ("rounded_to", "round"):
            indicators[name].pop(key, None)
        indicators[f"{name}_before"] = indicators[name] | {"label": named(f"{name} before")} | draw(leaves_out({}))
        form = draw(st.sampled_from(COMPUTED[name]))
        derived[f"{name}_computed"] = form | {"label": named("computed")} | draw(leaves_out({}))
    if (
        "income_computed" in derived
        and type_of({"indicators": indicators, "derived": derived}, "income_computed") == "percent"
        and "coverage" in indicators
    ):
        indicators["coverage"].pop("round", None)
        rise = {"difference": {"of": "income_computed", "minus": "coverage"}, "label": named("rise")}
        derived["rise"] = rise | draw(leaves_out({}))
    return indicators, derived


@st.composite
def leaves_out(draw: st.DrawFn, earlier: Tree) -> Tree:
    """Whether a fact may not apply: never, always, or by what an earlier one is; sometimes it is given only then."""
    forms: list[Tree] = [{}, {}, {"may_not_apply": "true"}, {"may_not_apply": "true"}]
    flags = [name for name, each in earlier.items() if each["type"] == "boolean"]
    levels = [name for name, each in earlier.items() if "ordered" in each]
    forms += [{"may_not_apply": {"indicator": name, "is": "false"}} for name in flags]
    forms += [{"may_not_apply": {"indicator": name, "lt": "high"}} for name in levels]
    forms += [{"only_when": {"indicator": name, "is": "true"}} for name in flags]
    sets = [name for name, each in earlier.items() if each["type"] == "set"]
    forms += [{"may_not_apply": {"indicator": name, "count": {"is": "0"}}} for name in sets]
    forms += [{"only_when": {"indicator": name, "has": "rice"}} for name in sets]
    return draw(st.sampled_from(forms))


@st.composite
def a_threshold(
    draw: st.DrawFn, kind: str, values: list[str], ways: list[list[str]], of_place: dict[str, list[str]]
) -> Tree:
    """A threshold of one type, in one or two dated entries, often by place, sometimes exclusive or an assumption."""
    threshold: Tree = {"type": kind, "label": named("threshold"), "cite": "law#t"}
    by = draw(st.sampled_from([[], *ways]))
    threshold |= {"by": by[0] if len(by) == 1 and draw(st.booleans()) else by} if by else {}
    threshold |= draw(st.sampled_from([{}, {}, {}, {"exclusive": "true"}]))
    threshold |= draw(st.sampled_from([{"basis": "law"}, {"basis": "assumption", "from_test": named("another test")}]))
    threshold["values"] = []
    for period in draw(st.sampled_from(PERIODS)):
        threshold["values"].append(period | draw(by_place(values, [of_place[name] for name in by])))
    return threshold


@st.composite
def by_place(draw: st.DrawFn, values: list[str], places: list[list[str]]) -> Tree:
    """Values for some of the places of each level, mostly with one for all others."""
    at = draw(st.lists(st.sampled_from(places[0]), unique=True)) if places else []
    default = {"default": draw(st.sampled_from(values))} if not at or draw(st.integers(0, 3)) else {}
    inside = [st.sampled_from(values), *([by_place(values, places[1:])] * 2 if places[1:] else [])]
    return default | {place: draw(draw(st.sampled_from(inside))) for place in at}


@st.composite
def following(draw: st.DrawFn, thresholds: Tree) -> None:
    """Lets some thresholds follow from earlier ones of their type, which depend on no other place."""
    for number, (name, threshold) in enumerate(thresholds.items()):
        bases = [
            other
            for other, base in list(thresholds.items())[:number]
            if base["type"] == threshold["type"] and {*by_of(base)} <= {*by_of(threshold)}
        ]
        if not bases or threshold["type"] not in FOLLOWING or draw(st.integers(0, 2)):
            continue
        for values in threshold["values"]:
            period = {key: values.pop(key) for key in ("from", "until") if key in values}
            values.clear()
            values |= period | {"of": bases[-1]} | draw(st.sampled_from(FOLLOWING[threshold["type"]]))
        thresholds[name] = threshold


@st.composite
def conditions(draw: st.DrawFn, declared: Declared, earlier: list[str], depth: int) -> Any:
    """A condition of any form with at most `depth` groups above a leaf or the id of an earlier criterion."""
    forms = ["leaf", "leaf"] + ["reference"] * bool(earlier)
    if depth:
        forms += ["all_of", "any_of", "none_of", "not", "at_least", "at_most"]
    form = draw(st.sampled_from(forms))
    if form == "leaf":
        return draw(leaves(declared))
    if form == "reference":
        return draw(st.sampled_from(earlier))
    inner = conditions(declared, earlier, depth - 1)
    if form == "not":
        return {"not": draw(inner)}
    if form not in ("at_least", "at_most"):
        return {form: draw(st.lists(inner, min_size=1, max_size=3))}
    of = draw(st.lists(inner, min_size=2, max_size=4, unique_by=json.dumps))
    if form == "at_most":
        return {form: {"n": str(draw(st.integers(0, len(of)))), "of": of}}
    n: Any = draw(st.sampled_from([*(str(i + 1) for i in range(len(of))), "50%", "60%", "2/3"]))
    if draw(st.booleans()) and declared.quotas:
        n = {"threshold": draw(st.sampled_from(sorted(declared.quotas)))}
    must: list[Any] = [each for each in of if draw(st.integers(0, 3)) == 0]
    if len(must) > 1 and draw(st.booleans()):
        must = [{draw(st.sampled_from(["any_of", "all_of"])): must}]
    return {"at_least": {"n": n, "of": of} | ({"must": must} if must else {})}


@st.composite
def leaves(draw: st.DrawFn, declared: Declared) -> Tree:
    """A comparison of one indicator with one or two constants or thresholds, or with another one."""
    if declared.exact and draw(st.integers(0, 4)) == 0:
        one = draw(st.sampled_from(sorted(declared.exact)))
        operator = draw(st.sampled_from(["is", "is_not", "gte", "gt", "lte", "lt"]))
        return {"indicator": one, operator: {"indicator": draw(st.sampled_from(declared.exact[one]))}}
    compared = {threshold["type"] for threshold in declared.thresholds.values()}
    favoured = [name for name, kind in declared.types.items() if kind in compared]
    name = draw(st.sampled_from(sorted([*declared.types, *favoured, *favoured])))
    kind = declared.types[name]
    if kind == "set":
        return {"indicator": name} | draw(asked_of_sets(declared))
    values = declared.values.get(name) or VALUES[kind]
    forms = [["is"], ["is_not"]]
    if kind in ("enum", "text", "code"):
        forms.append(["in"])
    if kind not in UNORDERED or name in declared.ordered:
        forms += [["gte"], ["gt"], ["lte"], ["lt"], ["gte", "lt"], ["gt", "lte"], ["gte", "lte"]] * 2
    leaf: Tree = {"indicator": name}
    if kind == "date" and draw(st.booleans()):
        return leaf | {draw(st.sampled_from(["within", "longer_ago_than"])): draw(st.sampled_from(AGES))}
    place = draw(st.sampled_from(PLACES))
    for operator in draw(st.sampled_from(forms)):
        fitting = [
            {"threshold": other}
            for other, threshold in sorted(declared.thresholds.items())
            if threshold["type"] == kind and goes_with(threshold, place)
            if operator in ("gte", "lte") or "exclusive" not in threshold
        ]
        several = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
        one = st.sampled_from(values) | st.sampled_from(fitting) if fitting else st.sampled_from(values)
        leaf[operator] = draw(several) if operator == "in" else draw(one)
    return leaf


def goes_with(threshold: Tree, place: str) -> bool:
    """Whether a threshold may stand beside all others that depend on nothing else than this place, or on both."""
    return {*by_of(threshold)} <= {place} or len(by_of(threshold)) == len(PLACES)


@st.composite
def asked_of_sets(draw: st.DrawFn, declared: Declared) -> Tree:
    """That a set has a value, how many it has, or both."""
    has = {"has": draw(st.sampled_from(IN_SETS))}
    place = draw(st.sampled_from(PLACES))
    fitting = [
        {"threshold": name}
        for name, threshold in sorted(declared.thresholds.items())
        if threshold["type"] == "count" and goes_with(threshold, place) and "exclusive" not in threshold
    ]
    numbers = [*fitting, *fitting, "0", "1", "2", "3"]
    operators = draw(st.sampled_from([["gte"], ["is"], ["lt"], ["gt", "lte"]]))
    count = {"count": {operator: draw(st.sampled_from(numbers)) for operator in operators}}
    return draw(st.sampled_from([has, count, has | count]))


def threshold_values(threshold: Tree, name: str) -> list[str]:
    """The values a threshold may be given: of its type, or quotas."""
    return (QUOTAS if name.startswith("n") else VALUES)[threshold["type"]]


def stated_values(indicator: Tree) -> list[str]:
    """What may be stated of an indicator: its own values, or the usual ones of its type."""
    own = [] if indicator["type"] == "set" else list(indicator.get("values", ()))
    return own or VALUES[indicator["type"]]


def possible_values(rules: Tree, name: str, known: Facts) -> list[str]:
    """What a fact may be, given the others: of its type, and of two counts one not above the other."""
    indicator = rules["indicators"].get(name, {"type": type_of(rules, name)})
    values = stated_values(indicator)
    if indicator["type"] == "date" and "future" not in indicator:
        values = [value for value in values if value <= LAST_PAST]
    for part, spec in rules["indicators"].items():
        whole = spec.get("at_most")
        if name == part and known.get(whole, "?").isdigit():
            values = [value for value in values if int(value) <= int(known[whole])]
        if name == whole and known.get(part, "?").isdigit():
            values = [value for value in values if int(value) >= int(known[part])]
    return [value for value in values if stands(rules, name, value, known)]


def stands(rules: Tree, name: str, value: str, known: Facts) -> bool:
    """Whether a fact, or that it does not apply, can be said beside others: nothing then is said that cannot be."""
    commune = Commune(rules, known | {name: value}, "", {}, "use", {})
    for other, text in commune.facts.items():
        if text == "na" and True not in commune.may_be_na(other):
            return False
        only_when = rules["indicators"].get(other, {}).get("only_when")
        if text not in ("na", "?") and only_when and commune.leaf(**only_when) == {NOT_MET}:
            return False
    return all(within_range(spec, commune) for spec in rules["derived"].values())


def within_range(spec: Tree, commune: Commune) -> bool:
    """Whether a figure, where it is computed from others, can be what it is."""
    values = [commune.fact(part) for part in parts_of(spec)]
    if any(isinstance(value, str) for value in values) or (figure := computed(spec, values)) is None:
        return True
    usual = {"min": "0%", "max": "100%"} if "share" in spec else {}
    ends = {key: Fraction(text.rstrip("%")) for key, text in (usual | spec.get("range", {})).items()}
    return ends.get("min", figure) <= figure <= ends.get("max", figure)


@st.composite
def facts(draw: st.DrawFn, rules: Tree) -> Facts:
    """Facts that do not contradict each other, a quarter of them unknown and some not applicable."""
    stated: Facts = {}
    for name in [*rules["indicators"], *rules["derived"]]:
        if name in rules["derived"] and any(stated.get(part, "?") != "?" for part in below(rules, name)):
            continue  # these say it
        how = draw(st.sampled_from(["value"] * (5 if name in PLACES else 8) + ["absent", "absent", "?", "na"]))
        if how == "na" and any(name in by_of(threshold) for threshold in rules["thresholds"].values()):
            how = "?"  # a commune lies somewhere
        values = possible_values(rules, name, stated)
        if how == "?" or (how == "na" and stands(rules, name, how, stated)):
            stated[name] = how
        elif how == "value" and values:
            stated[name] = draw(st.sampled_from(values))
            if stated[name].endswith("%"):  # 69.95% · 69.95 · 69,95%
                percent = stated[name]
                stated[name] = draw(st.sampled_from([percent, percent.strip("%"), percent.replace(".", ",")]))
    return stated


@st.composite
def completions(draw: st.DrawFn, rules: Tree, stated: Facts) -> Facts:
    """The same facts with most of the unknown ones filled in, without contradiction.

    A place on which a threshold depends is filled in with a place: a commune lies somewhere.
    """
    places = {name for threshold in rules["thresholds"].values() for name in by_of(threshold)}
    known = {name: text for name, text in stated.items() if text != "?"}
    for name in draw(st.permutations([*rules["indicators"], *rules["derived"]])):
        said = [part for each in rules["derived"] if each in known for part in below(rules, each)]
        said += [each for each in rules["derived"] if any(part in known for part in below(rules, each))]
        if name in known or name in said or draw(st.integers(0, 5)) == 0:
            continue
        values = possible_values(rules, name, known)
        if name not in places and stands(rules, name, "na", known):
            values.append("na")
        if values:
            known[name] = draw(st.sampled_from(values))
    return known
