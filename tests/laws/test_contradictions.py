"""Facts that cannot stand beside each other: refused exactly where the rules say so, whatever the rest is."""

from hypothesis import given
from hypothesis import strategies as st

from smartcommune.problems import InputError
from smartcommune.profiles.profile import profile_from_mapping
from smartcommune.rulesets.library import parse_ruleset
from tests.laws.strategies import VALUES, Facts, Tree, counted, rule_sets, stands, to_yaml


@st.composite
def any_facts(draw: st.DrawFn, rules: Tree) -> Facts:
    """Facts of the declared types, each drawn by itself."""
    found: Facts = {}
    for name in [*rules["indicators"], *rules["derived"]]:
        indicator = rules["indicators"].get(name, {"type": "percent"})
        values = list(indicator.get("values", ())) or VALUES[indicator["type"]]
        found[name] = draw(st.sampled_from([*values, "?", "na"]))
    return {name: text for name, text in found.items() if name not in rules["derived"] or not told(rules, name, found)}


def told(rules: Tree, share: str, facts: Facts) -> bool:
    """Whether a share has a count beside it: how the two go together is asked elsewhere."""
    return any(facts[count] != "?" for count in counted(rules, share))


def contradictory(rules: Tree, facts: Facts) -> bool:
    """Whether a part is more than its whole, or something is said, or does not apply, that cannot be."""
    parts = ((name, spec["at_most"]) for name, spec in rules["indicators"].items() if "at_most" in spec)
    larger = (
        facts[part].isdigit() and facts[whole].isdigit() and int(facts[part]) > int(facts[whole])
        for part, whole in parts
    )
    return any(larger) or not all(stands(rules, name, facts[name], facts) for name in facts)


@given(rules=rule_sets(), data=st.data())
def test_contradictory_facts_are_refused_and_no_others(rules: Tree, data: st.DataObject) -> None:
    """`at_most`, `only_when` and what may not apply: a profile is read where no two of its facts exclude each other."""
    facts = data.draw(any_facts(rules))
    try:
        profile_from_mapping({"facts": facts}, parse_ruleset(to_yaml(rules)))
        is_refused = False
    except InputError:
        is_refused = True
    assert is_refused == contradictory(rules, facts)
