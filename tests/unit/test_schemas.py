"""The JSON Schemas: an editor accepts what the reader accepts, and every file and answer of this project.

A schema sees YAML's own types where the reader sees text. Two things it cannot know are left out here: how a number is
written (`1e3`), and that a bare `true` could be the name of something.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from smartcommune.api import load_ruleset
from smartcommune.assess.whole import assess
from smartcommune.authoring.schemas import DIALECT, Name, schema, written
from smartcommune.engine.plan import make_plan
from smartcommune.messages import LANGUAGES
from smartcommune.problems import InputError
from smartcommune.render.json import assessments
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.shape.wellformed import cases_file, profile_file, rule_file
from smartcommune.source.document import Document, Listing, Node, Scalar, Table, read_document
from smartcommune.source.files import Source, read_source
from tests.laws.strategies import Situation, rule_sets, situations, to_yaml
from tests.profile_mapping import profile_from_mapping
from tests.quick import some

from .small import SMALL, changed
from .test_wellformed import MISTAKES

ROOT = Path(__file__).parents[2]
RULES = sorted(path for path in (ROOT / "rules").rglob("*.yaml") if not path.name.endswith(".cases.yaml"))
CASES = sorted((ROOT / "rules").rglob("*.cases.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
NAMES: tuple[Name, ...] = ("ruleset", "cases", "profile", "assessment")

VALIDATORS = {name: Draft202012Validator(schema(name), format_checker=FormatChecker()) for name in NAMES}
READERS: dict[str, Callable[[Document], object]] = {"ruleset": rule_file, "cases": cases_file, "profile": profile_file}

# ---------------------------------------------------------------------------------------------------------------------
# What an editor sees

NUMBER = re.compile(r"[-+]?(0|[0-9]+)(\.[0-9]+)?")


def seen(node: Node) -> Any:
    """A document with the types that YAML 1.2 gives to its scalars."""
    if isinstance(node, Table):
        return {key: seen(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Listing):
        return [seen(item) for item in node.items]
    return None if node.blank else node.text if node.quoted else typed(node.text)


def typed(text: str) -> Any:
    """A boolean or a number for a text that is written like one."""
    if text in ("true", "false"):
        return text == "true"
    if NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def seen_in(text: str) -> Any:
    return seen(read_document(Source("s.yaml", text)).root)


def is_read(name: Name, content: object) -> bool:
    """Whether our reader takes the content for a well-formed file; JSON keeps the types that an editor sees."""
    document = read_document(Source("s.json", json.dumps(content, ensure_ascii=False)))
    try:
        READERS[name](document)
    except InputError:
        return False
    return True


def is_marked(name: Name, content: object) -> bool:
    return not VALIDATORS[name].is_valid(content)


# ---------------------------------------------------------------------------------------------------------------------
# The schemas themselves


def parts(node: object) -> Iterator[dict[str, Any]]:
    """Every table in a schema."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    for part in node if isinstance(node, list) else ():
        yield from parts(part)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: Name) -> None:
    """Each is JSON Schema 2020-12 with a relative name, and all it refers to is inside it."""
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert (found["$schema"], found["$id"]) == (DIALECT, f"{name}.schema.json")
    references = {part["$ref"] for part in parts(found) if isinstance(part.get("$ref"), str)}
    assert references == {f"#/$defs/{definition}" for definition in found["$defs"]}


@pytest.mark.parametrize("name", NAMES)
def test_every_key_says_what_it_is_for(name: Name) -> None:
    """Each key has a description in Vietnamese and in English, in one line."""
    for part in parts(schema(name)):
        if part.get("type") == "object" and name != "assessment":
            assert part.get("additionalProperties") is not True
        for key, content in part.get("properties", {}).items() if "type" in part else ():
            vi, slash, en = content.get("description", "").partition(" / ")
            assert slash, key
            assert vi.strip(), key
            assert en.strip(), key
            assert vi != en, key
            assert content["description"].isprintable(), key


def test_nothing_is_said_twice() -> None:
    """No titles that repeat a key, no defaults, no unions with nothing where a key may not be blank."""
    for part in parts(schema("ruleset")["$defs"] | schema("profile")["$defs"]):
        assert "title" not in part or isinstance(part["title"], dict)
        assert "default" not in part or isinstance(part["default"], dict)
    nullable = [part for part in parts(schema("ruleset")) if {"type": "null"} in part.get("anyOf", ())]
    assert len(nullable) == 2  # evidence and date of a fact


@pytest.mark.parametrize("name", NAMES)
def test_patterns_mean_the_same_to_an_editor(name: Name) -> None:
    """Editors read patterns as ECMAScript with `u`, which refuses to escape what needs no escape."""
    patterns = [part["pattern"] for part in parts(schema(name)) if isinstance(part.get("pattern"), str)]
    assert patterns
    for pattern in patterns:
        assert set(re.findall(r"\\(.)", pattern)) <= set("sS."), pattern


def test_the_schema_of_rule_files_is_up_to_date() -> None:
    """`smartcommune schema ruleset -o rules/ruleset.schema.json` would change nothing, and so for cases."""
    for name in ("ruleset", "cases"):
        assert (ROOT / "rules" / f"{name}.schema.json").read_text(encoding="utf-8") == written(name)


@pytest.mark.parametrize("path", RULES + CASES, ids=lambda path: path.stem)
def test_a_built_in_file_points_at_the_schema(path: Path) -> None:
    """The first line of every built-in file leads an editor to the schema that is shipped with it."""
    line = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert match
    name = "cases" if path in CASES else "ruleset"
    assert (path.parent / match[1]).resolve() == ROOT / "rules" / f"{name}.schema.json"


# ---------------------------------------------------------------------------------------------------------------------
# Real files and answers


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_in_a_built_in_file(path: Path) -> None:
    """Every built-in rule file is valid as an editor sees it."""
    VALIDATORS["ruleset"].validate(seen(read_document(read_source(str(path))).root))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_in_an_example(path: Path) -> None:
    """Every example is valid as an editor sees it."""
    VALIDATORS["profile"].validate(seen(read_document(read_source(str(path))).root))


@pytest.mark.full
@pytest.mark.parametrize("language", some(LANGUAGES, ["en"]))
def test_the_answers_for_all_examples_are_valid(language: Any) -> None:
    """What `check --format json` prints for the examples has the schema of assessments."""
    rules = load_ruleset("pilot-smart-2023")
    answers = [rules.check_document(read_document(read_source(str(path)))) for path in EXAMPLES]
    answers += [load_ruleset("pilot-smart-2023", "2026-03-01").check({"facts": {}})]
    answers += [load_ruleset("pilot-smart-2023", "2023-07-01", {"smartphone_min": "70%"}).check({"facts": {}})]
    VALIDATORS["assessment"].validate(json.loads(assessments(answers, language)))


@given(situation=situations())
def test_any_answer_is_valid(situation: Situation) -> None:
    """Whatever the rules and the facts, the answer has the schema of assessments."""
    ruleset = parse_ruleset(to_yaml(situation.rules))
    assumptions: Any = situation.assumptions
    plan = make_plan(ruleset, date.fromisoformat(situation.as_of), situation.overrides, assumptions)
    facts = {name: text for name, text in situation.facts.items() if text != "na" or name not in ruleset.places}
    answer = assess(plan, profile_from_mapping({"facts": facts}, ruleset))
    VALIDATORS["assessment"].validate(json.loads(assessments([answer], "vi")))


ANSWER = json.loads(assessments([load_ruleset("pilot-smart-2023", "2023-07-01").check({"facts": {}})], "vi"))


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ((), {"schema": "smartcommune/assessment/2"}),
        ((), {"more": 1}),
        (("assessments", 0), {"more": 1}),
        (("assessments", 0), {"verdict": "maybe"}),
        (("assessments", 0), {"verdict": "not_in_force"}),
        (("assessments", 0), {"reasons": None}),
        (("assessments", 0), {"score": {"value": 1, "low": 1}}),
        (("assessments", 0), {"because": ["a", "a"]}),
        (("assessments", 0, "ruleset"), {"sha256": "0"}),
        (("assessments", 0, "commune"), {"ward": "x"}),
        (("assessments", 0, "reasons"), {"outcome": "eligible"}),
        (("assessments", 0, "reasons"), {"value": 1}),
        (("assessments", 0, "reasons"), {"operator": ">="}),
        (("assessments", 0, "reasons"), {"children": []}),
        (("assessments", 0, "reasons", "children", 0), {"label": ""}),
    ],
)
def test_the_schema_of_answers_is_strict(path: tuple[str | int, ...], change: dict[str, Any]) -> None:
    """An answer with a key too many, one too few or an unknown word is none."""
    answer = copy.deepcopy(ANSWER)
    part = answer
    for step in path:
        part = part[step]
    assert VALIDATORS["assessment"].is_valid(answer)
    part.update(change)
    assert not VALIDATORS["assessment"].is_valid(answer)


# ---------------------------------------------------------------------------------------------------------------------
# The schema and the reader accept the same

READING = "{id: A-1, question: {vi: a, en: b}, reading: {vi: c, en: d}, alternative: {vi: e, en: f}}"
CALLED = "{eligible: {vi: a, en: b}, not_eligible: {vi: c, en: d}}"
INSTEAD = "instead: {criteria: {x: {cite: law, test: {indicator: flag, is: true}}}}"
OTHERWISE = READING.replace("id: A-1", f"id: A-1, {INSTEAD}")
LEFT_OUT = "{scope: &, ambiguities: &, notices: &, not_known: &, called: &, score: &}".replace("&", "{cite: law}")
RANKING = "ranking: {by: [score, {indicator: length, order: most_first}], cite: law}"
PARTS = "replace: {criteria: {x: {cite: law, test: {indicator: flag, is: true}}}}\ndrop: {y: {cite: law}}"
PERIOD = "{from: 2021-01-01, until: 2022-01-01}"
AGES = "{indicator: opened, within: {years: 5}}, {indicator: opened, longer_ago_than: {months: 6}}"
TITLE = "{ruleset: other, is: eligible, on: its_last_day}"
OF_SETS = "{indicator: fields, has: a, count: {is: 1, gte: 1, gt: 1, lte: 1, lt: 1}}"
COMPUTED = """
  sum1: {sum: [part, whole], label: {vi: a, en: b}}
  mean1: {mean: [part, whole], range: {min: 1}, label: {vi: a, en: b}}
  less: {difference: {of: whole, minus: part}, label: {vi: a, en: b}}
  growth: {change: {of: whole, from: part}, label: {vi: a, en: b}}
  ratio1: {ratio: {of: whole, to: part}, unit: each, label: {vi: a, en: b}}
  days1: {days: {from: since, to: since}, label: {vi: a, en: b}}"""
# Every key of the format: the small rule set with what it leaves out.
ROWS = "{within: {years: 1}, points: 1}, {longer_ago_than: {months: 1}, points: 2}, {when: base, in: [a], points: -1}"
RATES = "indicator: rate, in_proportion: {most: 1, full_at: 85%, none_below: 6%}, round: {to: 0.01, how: down}"
GROWTH = "indicator: rate, each: 1%, add: 1, base: 0, above: 1%, most: 9, least: -1, none_below: 1%, parts: whole"
SUMMED = "sum: [base], scaled_to: 1, most: 2, least: 0, printed_most: 3, round: {to: 1}"
PLAIN = "label: {vi: Điểm, en: Points}, cite: law"
SCORED = f"""\
  p1: {{{PLAIN}, number: 1.1, not_applicable: full, points: {{indicator: rate, scale: [{ROWS}], otherwise: 0}}}}
  p2: {{{PLAIN}, points: {{{RATES}}}}}
  p3: {{{PLAIN}, points: {{{GROWTH}}}}}
  p4: {{{PLAIN}, by_claim: true, by_finding: false, evidence_asked: {{vi: a, en: b}}, points: {{given: rate}}}}
  p5: {{{PLAIN}, points: {{{SUMMED}}}}}
  p6: {{{PLAIN}, test: {{points: [p1, p2], gte: 1, lt: 2}}, points: 4}}
levels_ordered: true
levels: [{{id: a, label: {{vi: Loại A, en: A}}, cite: law, when: {{level: a}}}}]
"""
REPORT = "{title: {vi: Trang, en: Page}, publisher: {vi: Báo, en: Paper}, date: 2022-05-06, url: https://a.vn/b}"
READ = f"reading: text, clauses: {{Phụ lục: reported}}, reported_by: {REPORT}"
PART_OF_HIGH = (
    "{type: percent, basis: law, cite: law, values: [{from: 2022-01-01, of: high, plus: 1%}, "
    "{from: 2023-01-01, of: high, times: 0.9}]}"
)
EXPECTED = "level: a, levels_possible: [a, none], points: {p1: 1.5, p2: {low: 0, high: 2}}"
STATED = "reading: {A-1: instead}\n    claims: complete\n    findings: open\n    "
FULL = changed(
    ('version: "1"', 'version: "1"\nsubject: village\nstatus: draft\nextends: other'),
    ("label: {vi: Nhỏ", f"outlives: {{cite: law}}\n{PARTS}\nwithout: {LEFT_OUT}\nlabel: {{vi: Nhỏ"),
    ("until: 2025-12-31}", "until: 2025-12-31, note: {vi: a, en: b}, replaced_by: [other]}"),
    ("number: 1/QĐ", f"number: 1/QĐ, url: https://a.vn/x, quote: nguyên văn, issuer: {{vi: Bộ, en: M}}, {READ}"),
    ("flag: {type", "flag: {actionable: false, difficulty: 3, aliases: [x], about: {vi: a, en: b}, type"),
    ("boolean, label: {vi: Cờ", "boolean, may_not_apply: true, not_to_be_confused: [y], label: {vi: Cờ"),
    ("{type: percent, rounded_to", "{evidence: {required: true, within: {months: 6}}, type: percent, rounded_to"),
    ("vi: Phần trăm, en: Share}}", "vi: Phần trăm, en: Share}}" + COMPUTED),
    ("share: {share: {of", "share: {difficulty: 5, actionable: true, aliases: [x], about: {vi: a, en: b}, share: {of"),
    ("  high: {type", f"  part: {PART_OF_HIGH}\n  high: {{label: {{vi: Cao, en: High}}, type"),
    ("weight: 0", f"weight: 0.5, in_force: {PERIOD}, ambiguities: [{READING}], note: {{vi: a, en: b}}"),
    ("verdict:\n", f"{SCORED}score: {{basis: assumption, cite: law, note: {{vi: a, en: b}}}}\n{RANKING}\nverdict:\n"),
    ("opened: {type", "opened: {future: true, type"),
    ("length: {type: number,", "length: {type: number, round: {to: 1, how: down},"),
    ("  eligible_when: {any_of: [many", f"  eligible_when: {{any_of: [many, {TITLE}"),
    ("{any_of: [many", f"{{any_of: [{AGES}, {OF_SETS}, many"),
    ("  scope: [base]", f"  scope: [base]\n  ambiguities: [{OTHERWISE}]\n  called: {CALLED}"),
    ("lt: 99%", "gt: 1, lte: 98.5, lt: 99%, is_not: 50%"),
    ("high: 100}}", f"high: 100}}, {EXPECTED}}}"),
    ('set: ""}', 'set: "", rate: , length: {value: , evidence: x, date: 2023-01-01}}'),
).replace("facts: {flag: true, rate: 90%,", f"{STATED}facts: {{flag: true,")  # fmt: skip
PROFILE: dict[str, Any] = {
    "commune": {"code": "14212", "code_list": "2023-01-01", "name": "Giao Phong", "province": "Nam Định"},
    "as_of": "2023-06-30",
    "claims": "complete",
    "findings": "?",
    "facts": {"a": {"value": "85.2%", "evidence": "Báo cáo", "date": "2023-05-31"}, "b": None, "c": 0.5},
}
KEYS = ["unknown", "Xã", "", "1x", "a b", "from", "is", "all_of", "not", "threshold", "value", "vi", "default"]
SCALARS: list[Any] = [
    *[
        None,
        7,
        -1,
        2.5,
        0,
        6,
        10**15,
        -(10**15),
        1_000_001,
        "",
        "  ",
        "Một hai",
        "x",
        "na",
        "null",
        "true",
        "80%",
        "2/3",
        "A_b",
    ],
    *["2023-02-30", "2023-13-01", "01/01/2023", "2024-02-29", "0000-01-01", "2023-1-1", "https://x.vn", "ftp://x"],
    *["law", "law#", "law#1", "law# 1", "eligible", "met", "village", "enum", "1", "0.5", "-0", "1000000.5", "01"],
    *["999999.123456789", "999999.1234567891", "0." + "0" * 30 + "1", "0." + "0" * 40, "x" * 64, "x" * 65],
]
NODES: list[Any] = [
    *[[], {}, ["x"], ["x", None], [7], [["x"]], {"threshold": "x"}, {"indicator": "x"}, {"indicator": "x", "in": []}],
    *[
        {"vi": "a", "en": "b"},
        {"vi": "a"},
        {"all_of": ["x"]},
        {"all_of": []},
        {"not": "x"},
        {"not": "x", "any_of": ["x"]},
    ],
    *[{"at_least": {"n": 1, "of": ["x"]}}, {"at_least": {"n": {"threshold": "x"}, "of": ["x"], "must": []}}],
    *[{"value": None}, {"value": 1, "date": None}, {"value": {}}, {"from": "2023-01-01", "Xã": 1}, {"x": None}],
]
NAME_LIKE = re.compile(r"[a-z0-9][a-z0-9_#-]*")


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of some content, but for the whole."""
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, part in steps:
        yield (*path, step)
        yield from places(part, (*path, step))


def could_be_a_name(value: Any) -> bool:
    """Whether a name may be due there; a bare `true` is one to the reader, and none to an editor."""
    return not isinstance(value, bool | float) and (not isinstance(value, str) or bool(NAME_LIKE.match(value)))


def mistaken(draw: st.DrawFn, content: Any) -> Any:
    """The same with one change, which is often a mistake."""
    path = draw(st.sampled_from(list(places(content))))
    parent, step = content, path[-1]
    for key in path[:-1]:
        parent = parent[key]
    value = parent[step]
    change = draw(st.sampled_from(["delete", "add", "rename", "scalar", "scalar", "scalar", "node", "swap"]))
    if change == "delete":
        del parent[step]
    elif change == "swap":
        parent[step] = swapped(value)
    elif change in ("add", "rename") and isinstance(parent, dict):
        parent[draw(st.sampled_from(KEYS))] = value if change == "rename" else draw(st.sampled_from(SCALARS + NODES))
        if change == "rename":
            parent.pop(step, None)
    elif change == "node":
        parent[step] = copy.deepcopy(draw(st.sampled_from(NODES)))
    else:
        parent[step] = draw(st.sampled_from(SCALARS if could_be_a_name(value) else [*SCALARS, True, False]))
    return content


def swapped(value: Any) -> Any:
    """A list for a table, a table for a list, a list for a text."""
    if isinstance(value, dict):
        return list(value.values())
    return {f"x{number}": item for number, item in enumerate(value)} if isinstance(value, list) else [value]


def typed_like(node: Any) -> Any:
    """The texts that are written like numbers and booleans as such."""
    if isinstance(node, dict):
        return {key: typed_like(value) for key, value in node.items()}
    if isinstance(node, list):
        return [typed_like(item) for item in node]
    return typed(node) if isinstance(node, str) else node


@st.composite
def contents(draw: st.DrawFn, name: Name) -> Any:
    """What an editor sees in a rule file, a file of cases or a profile, with up to two mistakes."""
    as_typed = draw(st.sampled_from([typed_like, copy.deepcopy]))
    if name == "ruleset":
        content = as_typed(draw(rule_sets()) if draw(st.integers(0, 2)) == 0 else seen_in(FULL))
    elif name == "cases":
        content = as_typed({"format": 1, "ruleset": "small", "cases": seen_in(FULL)["cases"]})
    else:
        content = as_typed(PROFILE | {"facts": PROFILE["facts"] | draw(situations()).facts})
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2]))):
        content = mistaken(draw, content)
    return content


def test_the_full_rule_set_has_every_key() -> None:
    """What the generated rule files are made of uses every key of the format, and is well formed."""
    known = {
        key for part in parts(schema("ruleset")) if part.get("type") == "object" for key in part.get("properties", ())
    }
    assert known <= {path[-1] for path in places(seen_in(FULL))}
    assert is_read("ruleset", seen_in(FULL))
    assert is_read("profile", PROFILE)
    assert is_read("cases", {"format": 1, "ruleset": "small", "cases": seen_in(FULL)["cases"]})


@given(content=contents("ruleset"))
def test_a_rule_file_is_read_if_and_only_if_an_editor_accepts_it(content: Any) -> None:
    """Validator and JSON Schema agree on every generated rule file."""
    assert is_read("ruleset", content) is not is_marked("ruleset", content)


@given(content=contents("cases"))
def test_a_file_of_cases_is_read_if_and_only_if_an_editor_accepts_it(content: Any) -> None:
    """Validator and JSON Schema agree on every generated file of cases."""
    assert is_read("cases", content) is not is_marked("cases", content)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_in_a_built_in_file_of_cases(path: Path) -> None:
    """Every built-in file of cases is valid as an editor sees it."""
    VALIDATORS["cases"].validate(seen(read_document(read_source(str(path))).root))


@given(content=contents("profile"))
def test_a_profile_is_read_if_and_only_if_an_editor_accepts_it(content: Any) -> None:
    """Validator and JSON Schema agree on every generated profile."""
    assert is_read("profile", content) is not is_marked("profile", content)


FEW: list[Any] = [
    *[None, 7, -1, 2.5, 1_000_001, "", "x", "Một hai", "2023-02-30", "20230101", [], {}, ["x"], [None], {"x": "x"}],
    *[{"threshold": "x"}, {"threshold": "x", "or": 1}, {"value": 1}, {"all_of": ["x"], "not": "x"}],
]
TOP = ("format", "id", "version", "label")


def changed_everywhere(content: Any) -> Iterator[tuple[Any, ...]]:
    """Changes the content in every place in every way; each change is undone when the next is asked for."""
    for path in list(places(content)):
        parent, step = content, path[-1]
        for key in path[:-1]:
            parent = parent[key]
        kept = copy.copy(parent)
        if isinstance(parent[step], dict):
            parent[step]["Xã"] = "x"
            yield (*path, "added")
            del parent[step]["Xã"]
        for replacement in [*FEW, swapped(parent[step])]:
            parent[step] = replacement
            yield (*path, replacement)
        parent[step] = kept[step]
        if isinstance(parent, dict):
            parent["Xã"] = parent.pop(step)
            yield (*path, "renamed")
            del parent["Xã"]
        else:
            del parent[step]
        yield (*path, "deleted")
        parent.clear()
        parent.update(kept) if isinstance(parent, dict) else parent.extend(kept)


@pytest.mark.parametrize("key", some(seen_in(FULL), ("id", "in_force")))
def test_reader_and_editor_agree_on_every_change_to_every_place(key: str) -> None:
    """Each part of the format replaced by each kind of thing, renamed, left out, and with a key too many."""
    whole = seen_in(FULL)
    content = {name: part for name, part in whole.items() if name in (*TOP, key)}
    for change in changed_everywhere(content):
        assert is_read("ruleset", content) is not is_marked("ruleset", content), change
    assert content == {name: part for name, part in whole.items() if name in (*TOP, key)}


TEXTS = ("weight", "low", "difficulty", "on", "url", "cite", "type", "version", "exclusive")


@pytest.mark.parametrize("key", some(TEXTS, ("weight", "cite")))
def test_reader_and_editor_agree_on_every_kind_of_text(key: str) -> None:
    """Each of the generated scalars, in the place of each kind of text."""
    content = seen_in(FULL)
    path = next(path for path in places(content) if path[-1] == key)
    parent = content
    for step in path[:-1]:
        parent = parent[step]
    for scalar in SCALARS:
        parent[key] = scalar
        assert is_read("ruleset", content) is not is_marked("ruleset", content), scalar


@pytest.mark.parametrize("name", MISTAKES)
def test_an_editor_marks_every_mistake_in_the_shape_of_a_file(name: str) -> None:
    """What `validate` says about the shape of a file, an editor marks as well, but for a number's way of writing."""
    (change, _, _) = MISTAKES[name]
    assert is_marked("ruleset", seen_in(changed(change))) or name == "a score that is no number"


def test_an_editor_finds_nothing_in_the_small_rule_set() -> None:
    """The rule set that the mistakes are made in has none."""
    VALIDATORS["ruleset"].validate(seen_in(SMALL))


def test_scalars_are_seen_as_yaml_has_them() -> None:
    """Quoted words stay words; bare ones are what YAML 1.2 takes them for."""
    assert seen_in("{a: 1, b: '1', c: true, d: 2.5, e: , f: 2023-01-01, g: [no], h: '', i: 2021_2025}") == {
        "a": 1, "b": "1", "c": True, "d": 2.5, "e": None, "f": "2023-01-01", "g": ["no"], "h": "", "i": "2021_2025",
    }  # fmt: skip
    assert isinstance(read_document(Source("s.yaml", "a: 1")).root, Table)
    assert seen(Scalar("x", read_document(Source("s.yaml", "x")).root.place)) == "x"
