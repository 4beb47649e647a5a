"""Facts that cannot stand beside each other: refused exactly where the rules say so, whatever the rest is."""

from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.problems import InputError
from smartcommune.profiles.shares import misfits
from smartcommune.rulesets.library import load, parse_ruleset
from smartcommune.tables.cells.column_reader import Cells
from smartcommune.tables.cells.contradictions import misfitting
from tests.laws.strategies import VALUES, Facts, Tree, rule_sets, stands, to_yaml
from tests.profile_mapping import profile_from_mapping
from tests.spec.figures import below, type_of


@st.composite
def any_facts(draw: st.DrawFn, rules: Tree) -> Facts:
    """Facts of the declared types, each drawn by itself."""
    found: Facts = {}
    for name in [*rules["indicators"], *rules["derived"]]:
        indicator = rules["indicators"].get(name, {"type": type_of(rules, name)})
        values = list(indicator.get("values", ())) or VALUES[indicator["type"]]
        found[name] = draw(st.sampled_from([*values, "?", "na"]))
    return {name: text for name, text in found.items() if name not in rules["derived"] or not told(rules, name, found)}


def told(rules: Tree, share: str, facts: Facts) -> bool:
    """Whether a computed figure has a part beside it: how the two go together is asked elsewhere."""
    return any(facts[part] != "?" for part in below(rules, share))


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


SHARES = st.builds(lambda digits, places: Fraction(digits, 10**places), st.integers(0, 10**8), st.integers(0, 8))
COUNTS = st.one_of(st.integers(0, 200), st.integers(0, 10**12))


@given(share=SHARES.filter(lambda share: share <= 100), number=COUNTS, is_whole=st.booleans())
def test_a_share_fits_a_count_in_a_table_as_in_a_profile(share: Fraction, number: int, is_whole: bool) -> None:
    """Whether a whole number makes it is found out with columns as with fractions."""
    rules = load("pilot-smart-2023")
    of, total = rules.indicators["smartphone_rate"].share or ("", "")
    count = total if is_whole else of
    expected = bool(list(misfits({"smartphone_rate": share, count: Fraction(number)}, rules.indicators)))
    cells = {"smartphone_rate": Cells(pl.Series([float(share)])), count: Cells(pl.Series([number]))}
    found = {(id, name): rows.to_list() for id, name, rows in misfitting(cells, rules)}
    assert found == {("smartphone_rate", count): [expected]}
