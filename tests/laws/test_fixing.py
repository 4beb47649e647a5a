"""Rule files with slips in them, put right: every commune is judged as before, and nothing else in the file moves."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.authoring.fixing.rounds import mended
from smartcommune.authoring.lints import LINTS
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import Source
from tests.laws.grid import law
from tests.laws.strategies import Tree, rule_sets
from tests.laws.test_analysis import on_the_grid, said

SAFE = [lint for lint in LINTS.values() if lint.fix == "safe"]
_COMMENT = re.compile(r"(?<= )# .*")
GROUPS = ("all_of", "any_of", "none_of")


def slipped(condition: Any, chance: random.Random) -> Any:
    """The condition with slips here and there: what stands alone, twice, in percent, or is bounded twice."""
    if isinstance(condition, dict):
        condition = {key: _inside(key, value, chance) for key, value in condition.items()}
        if {*condition} == {"all_of"} and chance.random() < 0.4:
            condition = {"at_least": {"n": "95%", "of": condition["all_of"]}}
        elif {"gte", "indicator"} == {*condition} and isinstance(condition["gte"], str) and chance.random() < 0.3:
            condition["gt"] = condition["gte"]
    group = chance.choice(("all_of", "any_of", "none_of", "at_least")) if chance.random() < 0.2 else None
    if group == "at_least":
        return {group: {"n": "1", "of": [condition]}}
    return condition if group is None else {group: [condition]}


def _inside(key: str, value: Any, chance: random.Random) -> Any:
    if key == "at_least" and "must" not in value:  # whose members are named twice
        return {name: _members(part, chance) if name == "of" else part for name, part in value.items()}
    if key == "not":
        return slipped(value, chance)
    return _members(value, chance) if key in GROUPS else value


def _members(members: list[Any], chance: random.Random) -> list[Any]:
    found = [slipped(member, chance) for member in members]
    return [*found, chance.choice(found)] if chance.random() < 0.3 else found


def dumped(value: Any, chance: random.Random, indent: int = 0, *, flow: bool = False) -> str:
    """The value as YAML, in lines or in brackets, with comments and blank lines in between."""
    flow = flow or (indent > 2 and chance.random() < 0.4)
    if isinstance(value, dict) and value:
        pairs = [(str(key), dumped(item, chance, indent + 2, flow=flow)) for key, item in value.items()]
        if flow:
            return "{" + ", ".join(f"{key}: {text}" for key, text in pairs) + "}"
        return "".join(_line(f"{key}:", text, indent, chance) for key, text in pairs)
    if isinstance(value, list) and value:
        items = [dumped(item, chance, indent + 2, flow=flow) for item in value]
        if flow:
            return "[" + ", ".join(items) + "]"
        return "".join(_line("-", text, indent, chance) for text in items)
    return "[]" if value == [] else "{}" if value == {} else f'"{value}"'


def _line(head: str, text: str, indent: int, chance: random.Random) -> str:
    comment = f" # {chance.randrange(100)}" if chance.random() < 0.2 else ""
    blank = chance.choice(("", "", "", "\n", f"{' ' * indent} # above\n"))
    margin = " " * indent
    if not text.endswith("\n"):
        return f"{blank}{margin}{head} {text}{comment}\n"
    if head == "-":
        lines = text.lstrip("\n")
        if lines.startswith(" " * (indent + 2)) and not lines.lstrip().startswith("#"):
            return f"{blank}{margin}- {lines[indent + 2 :]}"
    return f"{blank}{margin}{head}{comment}\n{text}"


@pytest.mark.full
@law
@given(rule_sets(), st.randoms(use_true_random=False))
def test_files_that_are_put_right_judge_every_commune_as_before(rules: Tree, chance: random.Random) -> None:
    """By trying the communes of a grid one by one; what is in no change is the same to the letter, all comments are."""
    for criterion in rules["criteria"].values():
        criterion["test"] = slipped(criterion["test"], chance)
    rules["verdict"]["eligible_when"] = slipped(rules["verdict"]["eligible_when"], chance)
    text = dumped(rules, chance)
    assert as_data(read_document(Source("random.yaml", text)).root) == as_tuples(rules)
    done = mended(Source("random.yaml", text), SAFE)
    before, after = parse_ruleset(text), parse_ruleset(done.after.text)
    for one, other in on_the_grid(rules, before, after):
        assert said(one) == said(other)
    assert _COMMENT.findall(done.after.text) == _COMMENT.findall(text)
    assert done.after.text.partition("criteria:")[0] == text.partition("criteria:")[0]
    assert (done.after.text == text) is (not any(fixed.why_not is None for fixed in done.fixes))
    assert not mended(done.after, SAFE).is_changed


def as_tuples(value: Any) -> Any:
    """Lists as the reader gives them."""
    if isinstance(value, dict):
        return {key: as_tuples(item) for key, item in value.items()}
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value
