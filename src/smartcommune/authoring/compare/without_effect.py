"""Two rule sets to the differences that decide nothing: words, citations, weights of the score, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from smartcommune.model.condition import Leaf
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import Case, Reading, RuleSet
from smartcommune.source.document import as_data

How = Literal["added", "removed", "changed"]
# What decides nothing, as files name it; some of it has another name in a rule set.
_OF_THRESHOLDS: Final = ("label", "basis", "cite", "from_test", "periods")
_OF_CRITERIA: Final = ("label", "cite", "weight", "note", "ambiguities")
_CALLED: Final = {"cite": "citations", "ambiguities": "readings"}


class WithoutEffect(NamedTuple):
    """Something that is not the same: where, and whether it was added, removed or changed."""

    where: str  # as the file names it: `criteria.smartphone_use.cite`
    how: How


def without_effect(old: RuleSet, new: RuleSet) -> tuple[WithoutEffect, ...]:
    """What differs besides conditions and the values of thresholds."""
    return tuple(_asides(old, new))


def _asides(old: RuleSet, new: RuleSet) -> Iterator[WithoutEffect]:
    for key in ("version", "subject", "label", "issuer", "in_force", "force_note", "not_known", "score_note"):
        if getattr(old, key) != getattr(new, key):
            yield WithoutEffect(key, "changed")
    yield from _tables("sources", old.sources, new.sources)
    yield from _tables("indicators", _declarations(old), _declarations(new))
    yield from _tables("thresholds", *(_parts(each.thresholds, _OF_THRESHOLDS) for each in (old, new)))
    yield from _tables("criteria", *(_parts(each.criteria, _OF_CRITERIA) for each in (old, new)))
    yield from _tables("notices", *({str(remark.span.first): remark for remark in each.remarks} for each in (old, new)))
    yield from _tables("cases", *(_cases(each) for each in (old, new)))


def _tables(key: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[WithoutEffect]:
    """Entries of a table that only one has, and those that differ, part by part where they have parts."""
    yield from (WithoutEffect(f"{key}.{id}", "removed") for id in old if id not in new)
    for id, after in new.items():
        if id not in old:
            yield WithoutEffect(f"{key}.{id}", "added")
        elif isinstance(after, dict):
            before = old[id]
            yield from (
                WithoutEffect(f"{key}.{id}.{part}", "changed")
                for part, value in after.items()
                if isinstance(before, dict) and before.get(part) != value
            )
        elif old[id] != after:
            yield WithoutEffect(f"{key}.{id}", "changed")


def _declarations(ruleset: RuleSet) -> dict[str, object]:
    return {id: _declared(indicator) for id, indicator in ruleset.declared.items()}


def _declared(indicator: Indicator) -> dict[str, object]:
    """The parts of a declaration, except those that decide how values compare."""
    parts = indicator._asdict()
    for key in ("only_when", "may_not_apply"):
        if isinstance(leaf := parts[key], Leaf):
            parts[key] = (leaf.indicator, leaf.comparisons)
    parts["range"] = (parts.pop("least"), parts.pop("most"))
    return {
        key: value
        for key, value in parts.items()
        if key not in ("id", "rounded_to", "round", "ordered", "form", "wholes")
    }


def _parts(items: Mapping[str, object], keys: Iterable[str]) -> dict[str, object]:
    """These parts of declarations, as files name them."""
    return {id: {key: _plain(getattr(item, _CALLED.get(key, key))) for key in keys} for id, item in items.items()}


def _plain(part: object) -> object:
    """A part that equals what is written alike; the other text of a reading is a document, which equals none."""
    if not isinstance(part, tuple):
        return part
    return [_reading(each) if isinstance(each, Reading) else each for each in part]


def _reading(reading: Reading) -> tuple[object, ...]:
    instead = None if reading.instead is None else as_data(reading.instead.root)
    return (*reading._replace(instead=None), instead)


def _cases(ruleset: RuleSet) -> dict[str, object]:
    return {case.name: (case.on, case.expect, _facts(case)) for case in ruleset.cases}


def _facts(case: Case) -> object:
    node = case.document.node((*case.path, "facts"))
    return None if node is None else as_data(node)
