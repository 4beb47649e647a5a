"""How the parts of a rule set hang together: what looks at a fact, what rests on a criterion, what a fact rests on."""

from __future__ import annotations

from smartcommune.model.relations import Same, relations

from .tiny import ethnic, threshold, tiny, yes

T = {"indicator": "rate", "gte": {"threshold": "t"}}
RULES = tiny(
    {
        "x": {"applies_when": yes("a"), "test": T},
        "y": {"all_of": ["x", {"indicator": "share", "gte": "50%"}]},
        "z": {"at_least": {"n": {"threshold": "u"}, "of": ["y", yes("b")]}},
    },
    {"any_of": ["z", yes("c")]},
    thresholds={"t": threshold("percent", "50%", places={"delta": "30%"}), "u": threshold("count", "1")},
)


def test_what_looks_at_a_fact_is_found_through_places_and_counts() -> None:
    """A count is looked at by whoever compares its share, a region by whoever compares with what it decides."""
    found = relations(RULES).lookers
    assert {id: found.get(id) for id in ("a", "rate", "part", "whole", "region", "b", "c")} == {
        "a": ("x",),
        "rate": ("x",),
        "part": ("y",),
        "whole": ("y",),
        "region": ("x",),
        "b": ("z",),
        "c": None,  # the verdict alone compares it
    }


def test_whatever_rests_on_a_criterion_follows_it() -> None:
    """Directly, and through others; a criterion follows itself."""
    found = relations(RULES)
    assert found.followers == {"x": ("y",), "y": ("z",)}
    assert [found.following([id]) for id in "xyz"] == [{"x", "y", "z"}, {"y", "z"}, {"z"}]


def test_thresholds_know_who_compares_with_them() -> None:
    """Comparisons and numbers of members alike; of criteria the ids, of conditions the parts themselves."""
    found = relations(RULES)
    assert found.comparing == {"t": ("x",), "u": ("z",)}
    assert {id: [type(part).__name__ for part in parts] for id, parts in found.compared.items()} == {
        "t": ["Leaf"],
        "u": ["AtLeast"],
    }


def test_leaves_stand_by_their_indicators() -> None:
    """Those of the verdict's own condition come last."""
    assert list(relations(RULES).leaves) == ["rate", "a", "share", "b", "c"]


def test_shares_and_wholes_are_found_from_both_ends() -> None:
    """A share rests on its counts, and these know it; a whole knows its parts."""
    found = relations(ethnic())
    assert found.basis["poor_em_share"] == {"poor_em_share", "poor_em", "poor"}
    assert found.sources == {"poor_em_share": {"poor_em", "poor"}}
    assert found.parts_of == {"poor": ("poor_em",)}


def test_relations_are_found_once_for_one_rule_set_and_not_for_another_with_the_same_words() -> None:
    """Another object may have other parts behind the same words."""
    other = RULES._replace(version=RULES.version)
    assert relations(RULES) is relations(RULES)
    assert relations(other) is not relations(RULES)
    assert Same(RULES) == Same(RULES) != Same(other)
