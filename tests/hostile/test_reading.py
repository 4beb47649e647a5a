"""Rule files and profiles made to hang, crash, fool or bloat the reader: each ends in an answer or in a problem."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import smartcommune
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.profiles.profile import Profile, read_profile
from smartcommune.rulesets.library import load, parse_ruleset
from smartcommune.source.document import read_document
from smartcommune.source.files import Source, begin_run, checked, hold, read_source
from smartcommune.source.python_values import document_of
from tests.command import PATIENCE
from tests.profile_mapping import profile_from_mapping
from tests.quick import some_of

READER = Path(__file__).with_name("reader.py")
LONGEST_MESSAGE = 2_000


class Ending(NamedTuple):
    """What came of reading one file."""

    answer: str | None
    problems: list[dict[str, Any]]

    @property
    def ids(self) -> set[str]:
        return {problem["id"] for problem in self.problems}


def uncounted() -> dict[str, str]:
    """The environment without what would count branches: that takes time and memory, which are measured here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return {**kept, "PYTHONPATH": str(Path(smartcommune.__file__).parents[1])}


def ending(kind: str, path: Path | str, facts: dict[str, str] | None = None) -> Ending:
    """What came of reading a file in a process that is killed when it asks for too much: see `reader.py`."""
    done = subprocess.run(
        [sys.executable, str(READER), kind, str(path), json.dumps(facts or {})],
        capture_output=True,
        timeout=PATIENCE,
        env=uncounted(),
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    found = json.loads(done.stdout)
    return Ending(found["answer"], found["problems"])


def assert_placed(found: Ending) -> None:
    """Every problem has a line and a column, and a message that can be read in both languages."""
    assert found.problems
    for problem in found.problems:
        if problem["id"] != "too-many-problems":  # says how many more there are; no place of its own
            assert problem["line"] is not None, problem["en"]
            assert problem["column"] is not None, problem["en"]
        for language in ("vi", "en"):
            assert len(problem[language]) < LONGEST_MESSAGE, problem[language][:200]


def label(text: str = "a") -> str:
    return f"{{vi: {text}, en: {text}}}"


def rules(
    criteria: Iterable[str] = (),
    eligible_when: str = "{indicator: ok, is: true}",
    indicators: Iterable[str] = (),
    thresholds: Iterable[str] = (),
) -> str:
    """A rule set with one boolean indicator `ok` and one source `law`, and what is given besides."""
    lines = ["format: 1", "id: hostile", 'version: "1"', f"label: {label()}", "in_force: {from: 2021-01-01}"]
    lines += ["sources:", f"  law: {{title: {label()}, kind: law, date: 2020-01-01}}"]
    lines += ["indicators:", f"  ok: {{type: boolean, label: {label()}}}", *(f"  {line}" for line in indicators)]
    for key, entries in (("thresholds", thresholds), ("criteria", criteria)):
        entered = [f"  {entry}" for entry in entries]
        lines += [f"{key}:", *entered] if entered else []
    return "\n".join([*lines, f"verdict: {{eligible_when: {eligible_when}}}", ""])


def criterion(id: str, test: str) -> str:
    return f"{id}: {{label: {label()}, cite: law, test: {test}}}"


def listed(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def numbered(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


@pytest.fixture(scope="module")
def pilot() -> RuleSet:
    return load("pilot-smart-2023")


def profile(text: str, pilot: RuleSet) -> Profile:
    return read_profile(read_document(checked(Source("p.yaml", text))), pilot)


# ---------------------------------------------------------------------------------------------- depth, size and number

# What else stands in a file is looked at only if it is one of rules.
HEAD = "format: 1\nid: bomb\n"
BOMBS: dict[str, tuple[str, str]] = {
    "50,000 open brackets": ("[" * 50_000, "too-deep"),
    "1 MB of open brackets": ("[" * 999_999, "too-deep"),
    "1 MB of open braces": ("{" * 999_999, "too-deep"),
    "brackets in a value": ("format: " + "[" * 50_000 + "]" * 50_000, "too-deep"),
    "keys that are lists": ("? " * 400_000, "too-deep"),
    "lists in lists on one line": ("- " * 400_000, "too-deep"),
    "tables in tables, indented": ("\n".join(" " * depth + "a:" for depth in range(1_300)), "too-deep"),
    "single quotes": ("'" * 999_998, "wrong-kind"),
    "an odd number of single quotes": ("'" * 999_997, "not-yaml"),
    "double quotes": ('"' * 999_998, "not-yaml"),
    "one open double quote": ('"' + "a" * 999_000, "not-yaml"),
    "colons": (":" * 999_999, "not-yaml"),
    "colons with spaces": (": " * 400_000, "not-yaml"),
    "commas": ("[" + "," * 900_000, "not-yaml"),
    "exclamation marks": ("!" * 900_000, "tag"),
    "ampersands": ("&" * 900_000, "not-yaml"),
    "percent signs": ("%" * 900_000, "not-yaml"),
    "backslashes": ('"' + "\\" * 900_000, "not-yaml"),
    "a comment of 1 MB": ("#" * 999_999, "empty-file"),
    "spaces": (" " * 999_999, "empty-file"),
    "line breaks": ("\n" * 999_999, "empty-file"),
    "dashes": ("-" * 999_999, "wrong-kind"),
    "documents": ("---\n" * 200_000, "second-document"),
    "100,000 list items": ("aliases: [" + "a, " * 100_000 + "a]", "too-many-nodes"),
    "49,000 unknown keys": (HEAD + "".join(f"key{number}: 1\n" for number in range(49_000)), "unknown-key"),
    "49,000 equal keys": ("a: 1\n" * 49_000, "duplicate-key"),
    "49,000 anchors": ("".join(f"k{number}: &a 1\n" for number in range(49_000)), "anchor"),
    "49,000 blank values": (HEAD + "".join(f"k{number}:\n" for number in range(49_000)), "empty-value"),
    "a key of 1 MB": ("k" * 990_000 + ": 1", "not-yaml"),  # YAML allows 1,024 characters
    "a quoted key of 1 MB after a question mark": (HEAD + '? "' + "k" * 990_000 + '"\n: 1', "unknown-key"),
}


QUICK_BOMBS = ("50,000 open brackets", "double quotes", "100,000 list items", "49,000 anchors")


@pytest.mark.parametrize(("text", "id"), some_of(BOMBS, QUICK_BOMBS))
def test_a_bomb_ends_in_a_problem_with_a_place(text: str, id: str, tmp_path: Path) -> None:
    """Text made to exhaust the parser is refused, with the place where it went too far."""
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    found = ending("rules", path)
    assert id in found.ids
    assert_placed(found)


@pytest.mark.parametrize("bracket", ["[", "{"])
def test_the_65th_bracket_is_the_one_that_is_refused(bracket: str) -> None:
    """The place of too deep a nesting is the first bracket beyond the 64th."""
    with pytest.raises(InputError) as caught:
        parse_ruleset(bracket * 50_000)
    assert str(caught.value) == "rules.yaml:1:65: nested more than 64 levels deep [too-deep]"


def test_64_levels_are_read() -> None:
    """The limit itself is allowed: 64 brackets are a list."""
    assert read_document(Source("x", "[" * 64 + "]" * 64)).root is not None


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    """Nothing is expanded; the message points at the first anchor."""
    text = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    with pytest.raises(InputError) as caught:
        parse_ruleset(text)
    assert caught.value.problems[0].say("en") == "rules.yaml:1:5: no anchors (`&a0`); remove it [anchor]"
    assert {problem.id for problem in caught.value.problems} == {"anchor", "alias", "too-many-problems"}


def test_an_alias_to_itself_is_refused() -> None:
    """A value that contains itself is no loop, only an anchor and an alias."""
    with pytest.raises(InputError) as caught:
        parse_ruleset("a: &a [*a]")
    assert [str(problem.place) for problem in caught.value.problems] == ["rules.yaml:1:4", "rules.yaml:1:8"]


@pytest.mark.full
def test_every_unknown_key_is_counted() -> None:
    """Of 49,000 unknown keys a hundred are listed, and the last line counts the others and the missing keys."""
    text = 'format: 1\nid: a\nversion: "1"\nlabel: {vi: a, en: a}\n' + "".join(f"key{n}: 1\n" for n in range(49_000))
    with pytest.raises(InputError) as caught:
        parse_ruleset(text)
    assert len(caught.value.problems) == 101
    assert str(caught.value.problems[0].place) == "rules.yaml:5:1"
    assert caught.value.problems[-1].say("en").endswith(": 48,900 more problems are not listed [too-many-problems]")


def test_shared_python_lists_cannot_explode(tmp_path: Path) -> None:
    """A mapping whose lists share their members is an alias bomb as well: it is refused by number."""
    script = tmp_path / "bomb.py"
    script.write_text(
        "from smartcommune.source.python_values import document_of\n"
        "from smartcommune.problems import InputError\n"
        "shared = ['x']\n"
        "for _ in range(50):\n"
        "    shared = [shared, shared]\n"
        "try:\n"
        "    document_of({'facts': shared}, 'profile')\n"
        "except InputError as error:\n"
        "    print(error.problems[0].id)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, timeout=PATIENCE, env=uncounted())
    assert done.stdout.decode().strip() == "too-many-nodes", done.stderr.decode()[-500:]


def test_a_python_mapping_in_itself_is_refused() -> None:
    """A mapping that contains itself is nested too deeply, not endless."""
    endless: dict[str, object] = {}
    endless["facts"] = endless
    with pytest.raises(InputError) as caught:
        document_of(endless, "profile")
    assert caught.value.problems[0].id == "too-deep"


# ------------------------------------------------------------------------------------ rule sets whose meaning explodes


def doubling(levels: int) -> list[str]:
    """Criteria that each name the one before twice: 2^n paths lead to the first."""
    first = criterion("c0", "{indicator: ok, is: true}")
    return [first, *(criterion(f"c{n}", f"{{any_of: [c{n - 1}, c{n - 1}]}}") for n in range(1, levels))]


OK = "{indicator: ok, is: true}"
PLACES = numbered("p", 500)
EXPLODING: dict[str, tuple[str, dict[str, str], str]] = {  # rules, facts, the verdict or the problem expected
    "2^28 references, nothing known": (rules(doubling(28), "c27"), {}, "undetermined"),
    "2^28 references, all known": (rules(doubling(28), "c27"), {"ok": "true"}, "eligible"),
    "2^28 references, not met": (rules(doubling(28), "c27"), {"ok": "false"}, "not_eligible"),
    "2^60 references": (rules(doubling(60), "c59"), {}, "too-deep"),
    "2^28 references in applies_when": (
        rules(
            [
                criterion("c0", OK),
                *(
                    f"c{n}: {{label: {label()}, cite: law, test: c{n - 1}, applies_when: c{n - 1}}}"
                    for n in range(1, 28)
                ),
            ],
            "c27",
        ),
        {},
        "undetermined",
    ),
    "a chain of 500 criteria": (
        rules([criterion("c0", OK), *(criterion(f"c{n}", f"c{n - 1}") for n in range(1, 500))], "c499"),
        {},
        "too-deep",
    ),
    "a circle of 500 criteria": (
        rules([criterion(f"c{n}", f"c{(n + 1) % 500}") for n in range(500)], "c0"),
        {},
        "circle",
    ),
    "a group of 500 equal members": (
        rules([criterion("c0", OK)], f"{{any_of: [{'c0, ' * 499}c0]}}"),
        {},
        "undetermined",
    ),
    "a group of 500 leaves": (
        rules([criterion("c0", f"{{all_of: [{', '.join([OK] * 500)}]}}")], "c0"),
        {"ok": "true"},
        "eligible",
    ),
    "at least 500 of 500": (
        rules([criterion("c0", OK)], f"{{at_least: {{n: 500, of: [{'c0, ' * 499}c0]}}}}"),
        {"ok": "true"},
        "eligible",
    ),
    "500 members that must be met and are none": (
        rules(
            [criterion("c", OK), criterion("d", OK)],
            f"{{at_least: {{n: 1, of: [{'c, ' * 499}c], must: [{'d, ' * 499}d]}}}}",
        ),
        {},
        "must-not-member",
    ),
    "500 criteria that are all needed": (
        rules([criterion(id, OK) for id in numbered("c", 500)], f"{{all_of: {listed(numbered('c', 500))}}}"),
        {"ok": "true"},
        "eligible",
    ),
    "500 criteria of which none suffices": (
        rules([criterion(id, OK) for id in numbered("c", 500)], f"{{any_of: {listed(numbered('c', 500))}}}"),
        {"ok": "false"},
        "not_eligible",
    ),
    "499 unknown facts": (
        rules(
            [criterion(f"c{n}", f"{{indicator: i{n}, is: true}}") for n in range(499)],
            f"{{all_of: {listed(numbered('c', 499))}}}",
            [f"{id}: {{type: boolean, label: {label()}}}" for id in numbered("i", 499)],
        ),
        {},
        "undetermined",
    ),
    "500 values that one number is compared with": (
        rules(
            eligible_when=f"{{any_of: {listed(f'{{indicator: n, is: {n}}}' for n in range(500))}}}",
            indicators=[f"n: {{type: number, label: {label()}}}"],
        ),
        {},
        "undetermined",
    ),
    "a threshold by 500 places": (
        rules(
            [criterion(f"c{n}", f"{{indicator: n{n}, gte: {{threshold: t}}}}") for n in range(200)],
            f"{{all_of: {listed(numbered('c', 200))}}}",
            [
                f"place: {{type: enum, values: {listed(PLACES)}, label: {label()}}}",
                *(f"n{n}: {{type: number, label: {label()}}}" for n in range(200)),
            ],
            [
                "t: {type: number, by: place, basis: law, cite: law, values: [{from: 2021-01-01, default: 1, "
                + ", ".join(f"{place}: {number}" for number, place in enumerate(PLACES))
                + "}]}"
            ],
        ),
        {},
        "undetermined",
    ),
    "63 provinces and 20 facts, nothing known": (
        rules(
            [criterion(f"c{n}", f"{{indicator: n{n}, gte: {{threshold: t}}}}") for n in range(20)],
            f"{{all_of: {listed(numbered('c', 20))}}}",
            [
                f"place: {{type: enum, values: {listed(PLACES[:63])}, label: {label()}}}",
                *(f"n{n}: {{type: number, label: {label()}}}" for n in range(20)),
            ],
            [
                "t: {type: number, by: place, basis: law, cite: law, values: [{from: 2021-01-01, default: 1, "
                + ", ".join(f"{place}: {number}" for number, place in enumerate(PLACES[:63]))
                + "}]}"
            ],
        ),
        {},
        "undetermined",
    ),
    "an enumeration of 500 values, unknown": (
        rules(
            eligible_when="{indicator: place, is: p7}",
            indicators=[f"place: {{type: enum, values: {listed(PLACES)}, label: {label()}}}"],
        ),
        {},
        "undetermined",
    ),
    "an ordered enumeration of 500 values in 500 comparisons": (
        rules(
            eligible_when=f"{{all_of: {listed(f'{{indicator: place, gte: p{n}}}' for n in range(500))}}}",
            indicators=[f"place: {{type: enum, ordered: true, values: {listed(PLACES)}, label: {label()}}}"],
        ),
        {"place": "p499"},
        "eligible",
    ),
    "500 misspelt criteria beside 400": (
        rules(
            [criterion(f"criterion_number_{n}", OK) for n in range(400)],
            f"{{any_of: {listed(f'criterion_nunber_{n}' for n in range(500))}}}",
        ),
        {},
        "undeclared-criterion",
    ),
    "500 constants that are none of 500 values": (
        rules(
            [
                criterion("c", f"{{any_of: {listed(f'{{indicator: place, is: {n}x}}' for n in range(500))}}}"),
            ],
            "c",
            [f"place: {{type: enum, values: {listed(numbered('place_', 500))}, label: {label()}}}"],
        ),
        {},
        "not-a-value",
    ),
    "501 criteria": (rules([criterion(id, OK) for id in numbered("c", 501)], "c0"), {}, "too-many-parts"),
    "501 indicators": (
        rules(indicators=[f"{id}: {{type: boolean, label: {label()}}}" for id in numbered("i", 501)]),
        {},
        "too-many-parts",
    ),
    "a group of 60,000 members": (
        rules([criterion("c0", OK)], f"{{any_of: [{'c0, ' * 59_999}c0]}}"),
        {},
        "too-many-parts",
    ),
    "an enumeration of 20,000 values": (
        rules(indicators=[f"place: {{type: enum, values: {listed(numbered('p', 20_000))}, label: {label()}}}"]),
        {},
        "too-many-parts",
    ),
    "a label of 900,000 characters": (rules([criterion("c", OK).replace("vi: a", "vi: " + "a" * 900_000)]), {}, ""),
}


QUICK_EXPLODING = ("2^28 references, nothing known", "2^60 references", "a circle of 500 criteria")


@pytest.mark.parametrize(("text", "facts", "expected"), some_of(EXPLODING, QUICK_EXPLODING))
def test_an_exploding_rule_set_is_assessed_or_refused(
    text: str, facts: dict[str, str], expected: str, tmp_path: Path
) -> None:
    """A rule file below 1 MB never asks for more work than the size of the file explains."""
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size < 1_000_000
    found = ending("assess", path, facts)
    if found.answer is None:
        assert expected in found.ids
        assert_placed(found)
    else:
        assert found.answer == (expected or "undetermined")


@pytest.mark.full
def test_a_chain_of_10000_criteria_is_refused(tmp_path: Path) -> None:
    """A chain names the first criterion that lies too deep, without running deep itself."""
    lines = [f"  c{n}: {{label: {{vi: a, en: a}}, cite: l, test: c{n - 1}}}" for n in range(1, 10_000)]
    text = rules([criterion("c0", OK)]).replace("verdict:", "\n".join(lines) + "\nverdict:").replace("law", "l")
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    found = ending("rules", path)
    assert found.ids <= {"too-deep", "too-many-nodes"}
    assert_placed(found)


@pytest.mark.full
@pytest.mark.parametrize(
    ("key", "value", "id"),
    [
        ("id", "a" * 900_000, "bad-ruleset-id"),
        ("format", "1" * 900_000, "not-allowed"),
        ("subject", "v" * 900_000, "not-allowed"),
        ("in_force", "{from: " + "2" * 900_000 + "}", "not-a-date"),
        ("extends", "x" * 900_000, "unknown-ruleset"),
        ("extends", "../" * 300_000 + "x", "unknown-ruleset"),
        ("cases", "x" * 900_000, "wrong-kind"),
        ("derived", "{" + "X" * 900 + ": 1}", "bad-id"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_scalar_of_1_mb_is_refused_in_a_short_message(key: str, value: str, id: str, tmp_path: Path) -> None:
    """A huge text in any place is refused at its place, and the message does not repeat it whole."""
    given = {"format": "1", "id": "a", "version": '"1"', "label": label(), key: value}
    path = tmp_path / "hostile.yaml"
    path.write_text("".join(f"{name}: {text}\n" for name, text in given.items()), encoding="utf-8")
    found = ending("rules", path)
    assert id in found.ids
    assert_placed(found)


# --------------------------------------------------------------------------------------------- hostile profiles

PROFILES: dict[str, tuple[str, str]] = {
    "40,000 unknown facts": ("facts:\n" + "".join(f"  smartfone_{n}: 1\n" for n in range(40_000)), "unknown-indicator"),
    "49,000 unknown keys": ("".join(f"smartfone_{n}: 1\n" for n in range(49_000)), "unknown-key"),
    "a name of 900,000 characters in facts": ('facts:\n  ? "' + "a" * 900_000 + '"\n  : 1', "unknown-indicator"),
    "900,000 digits": ("facts: {adults: " + "9" * 900_000 + "}", "too-many-digits"),
    "900,000 letters for a boolean": ("facts: {central_pilot: " + "t" * 900_000 + "}", "not-a-boolean"),
    "900,000 letters for an enum": ("facts: {unit_type: " + "x" * 900_000 + "}", "not-a-value"),
    "900,000 spaces before a percent sign": (
        'facts: {smartphone_rate: "85' + " " * 900_000 + '%"}',
        "not-a-number",
    ),
    "900,000 percent signs": ("facts: {smartphone_rate: 85" + "%" * 900_000 + "}", "not-a-number"),
    "900,000 commas": ("facts: {smartphone_rate: '" + "1," * 450_000 + "'}", "not-a-number"),
    "50,000 brackets for a fact": ("facts: {adults: " + "[" * 50_000, "too-deep"),
}


QUICK_PROFILES = ("40,000 unknown facts", "900,000 digits", "50,000 brackets for a fact")


@pytest.mark.parametrize(("text", "id"), some_of(PROFILES, QUICK_PROFILES))
def test_a_hostile_profile_is_refused_at_its_place(text: str, id: str, tmp_path: Path) -> None:
    """A profile made to exhaust the reader is refused, with places and short messages."""
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    found = ending("profile", path)
    assert id in found.ids
    assert_placed(found)


NUMBERS = [
    "01001",
    "1:30",
    "12_000",
    "NO",
    ".nan",
    "nan",
    "NaN",
    ".inf",
    "-.inf",
    "inf",
    "Infinity",
    "-Infinity",
    "1e400",
    "1e999999",
    "1E3",
    "9" * 5_000,
    "0." + "1" * 5_000,
    "١٢",
    "१२",
    "１２",
    "²",
    "true",
    "0x10",
    "0o17",
    "0b1",
    "+5",
    "1.",
    ".5",
    "1 000",
    "1\u00a0000",
    "--5",
    "- 5",
    "5-",
    "1/3",
    "1,5,2",
    "−5",
    "5 km",
    "1.5.2",
    "2024-13-01",
    "1'000",
]


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: text[:12])
@pytest.mark.parametrize("id", ["adults", "smartphone_rate"])
def test_doubtful_text_is_not_a_number(text: str, id: str, pilot: RuleSet) -> None:
    """Nothing is guessed to be a number: a count and a percentage refuse the text at its place."""
    with pytest.raises(InputError) as caught:
        profile(f'facts:\n  {id}: "{text}"\n', pilot)
    (problem,) = caught.value.problems
    assert problem.id in {"not-a-number", "too-many-digits"}
    assert str(problem.place) == f"p.yaml:2:{len(id) + 5}"
    assert len(problem.say("vi")) < LONGEST_MESSAGE


@pytest.mark.parametrize("text", ["1", "0", "NO", "no", "yes", "Yes", "on", "off", "True", "TRUE", "đúng", "y"])
def test_doubtful_text_is_not_a_boolean(text: str, pilot: RuleSet) -> None:
    """Only `true`, `false`, `có` and `không` are yes and no; everything else is refused with how to write it."""
    with pytest.raises(InputError) as caught:
        profile(f"facts: {{central_pilot: {text}}}", pilot)
    assert str(caught.value) == (
        f"p.yaml:1:24: `{text}` is neither `true` nor `false`; write `true` or `false`, or leave it out if not known "
        "[not-a-boolean]"
    )


@pytest.mark.parametrize("text", ["01001", "1:30", "12_000", "NO", "2024-13-01", ".nan", "1e400", "Y", "NA", "Đúng"])
def test_a_code_or_a_name_stays_the_text_that_was_written(text: str, pilot: RuleSet) -> None:
    """A code keeps its leading zero and a commune may be called `NO`, `NA` or `Y`."""
    commune = profile(f"commune: {{code: {text}, name: {text}, province: {text}}}", pilot).commune
    assert (commune.code, commune.name, commune.province) == (text, text, text)


@pytest.mark.parametrize("name", ["Null", "NULL"])
def test_a_commune_called_null_keeps_its_name(name: str, pilot: RuleSet) -> None:
    """Only a name that was left out or left blank is missing; a commune called `Null` has a name."""
    assert profile(f"commune: {{name: {name}}}", pilot).commune.name == name


@pytest.mark.parametrize(
    "day", ["2024-13-01", "2023-02-29", "30/06-2023", "31/06/2023", "2023-6-30", "20230630", "٢٠٢٣-٠٦-٣٠"]
)
def test_what_is_no_day_is_refused(day: str, pilot: RuleSet) -> None:
    """A day that the calendar does not have, or that is written another way, is refused at its place."""
    with pytest.raises(InputError) as caught:
        profile(f"as_of: {day}", pilot)
    assert str(caught.value) == (
        f"p.yaml:1:8: `{day}` is not a date; write year-month-day, for example `2023-06-30` [not-a-date]"
    )


def test_two_spellings_of_one_name_are_one_name(pilot: RuleSet) -> None:
    """A name in decomposed form (NFD) is read as the same name in composed form (NFC)."""
    composed = "Bạch Đằng"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert profile(f"commune: {{name: {decomposed}}}", pilot).commune.name == composed
    assert profile_from_mapping({"commune": {"name": decomposed}}, pilot).commune.name == composed


def test_two_spellings_of_one_key_are_a_duplicate(pilot: RuleSet) -> None:
    """Keys that differ only in their Unicode form are the same key, and both places are named."""
    with pytest.raises(InputError) as caught:
        profile("\u1ea1: 1\na\u0323: 2\n", pilot)
    (problem,) = caught.value.problems
    assert problem.say("en") == "p.yaml:2:1: the key `ạ` already stands in line 1 [duplicate-key]"
    assert str(problem.related) == "p.yaml:1:1"


def test_two_spellings_of_one_key_of_a_mapping_are_not_merged(pilot: RuleSet) -> None:
    """Keys of a Python mapping meet in composed form as well: one of two equal ones is never lost silently."""
    with pytest.raises(InputError) as caught:
        profile_from_mapping({"commune": {"n\u1ea1": "x", "na\u0323": "y"}}, pilot)
    assert "duplicate-key" in {problem.id for problem in caught.value.problems}


# ------------------------------------------------------------------------------------------------- files of other kinds


def refusal(path: Path | str) -> str:
    """The only problem of reading a path, without the name of the file."""
    found = ending("rules", path)
    (problem,) = found.problems
    assert problem["source"] == str(path)
    return str(problem["en"]).removeprefix(f"{path}: ")


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("make", [make_fifo, Path.mkdir, make_link_to_device])
def test_what_is_no_regular_file_is_not_opened(make: Callable[[Path], object], tmp_path: Path) -> None:
    """A pipe, a folder and a device behind a link are refused without being read."""
    path = tmp_path / "rules.yaml"
    make(path)
    assert refusal(path) == "not a regular file (a folder, a device or a pipe) [unreadable-file]"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_opened(name: str) -> None:
    """An endless device does not fill the memory."""
    assert refusal(name) == "not a regular file (a folder, a device or a pipe) [unreadable-file]"


def test_a_file_of_2_gb_is_not_read_whole(tmp_path: Path) -> None:
    """A file is read only to the limit; one byte above 1 MB it is refused, whatever its size."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)
    assert refusal(path) == "the file is larger than 1 MB [too-large]"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """A circle of links is no file."""
    path = tmp_path / "loop.yaml"
    path.symlink_to(path)
    assert refusal(path).endswith("[unreadable-file]")


@pytest.mark.parametrize("unsaved", [[], ["beside.yaml"], ["a\0b.yaml.yaml"]])
@pytest.mark.parametrize(
    "name", ["a\0b.yaml", "a" * 300 + ".yaml", "a/" * 3000 + "b.yaml"], ids=["nul", "long", "deep"]
)
def test_a_name_that_no_file_can_have_is_refused(name: str, unsaved: list[str]) -> None:
    """A name that the system cannot have is a problem, not a crash, whether or not texts stand for files."""
    begin_run()
    hold(dict.fromkeys(unsaved, b""))
    with pytest.raises(InputError) as caught:
        read_source(name)
    begin_run()
    assert caught.value.unreadable


# ---------------------------------------------------------------------------------------------------------- `extends`


def write_rules(path: Path, extends: str | None, id: str | None = None) -> Path:
    """A rule file that extends another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = rules() if extends is None else f"format: 1\nversion: '1'\nlabel: {label()}\nid: x\nextends: {extends}\n"
    lines = [line for line in body.splitlines() if not line.startswith("id:")]
    path.write_text("\n".join([*lines, f"id: {id or path.stem}", ""]), encoding="utf-8")
    return path


def extends_problem(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        load(str(path))
    (problem,) = caught.value.problems
    return str(problem.say("en")).removeprefix(f"{path.parent}/")


def test_extends_reads_a_neighbour_by_id_or_by_path(tmp_path: Path) -> None:
    """A rule set can extend one in the same rules folder, named by its id or by its path."""
    write_rules(tmp_path / "rules" / "national.yaml", None)
    for extends in ("national", "../national", "../national.yaml"):
        child = load(str(write_rules(tmp_path / "rules" / "tinh" / "child.yaml", extends)))
        assert child.parent is not None
        assert child.parent.id == "national"


@pytest.mark.parametrize("extends", ["../../etc/x", "../x", "../rules-evil/x", "sub/../../x"])
def test_extends_stays_inside_the_rules_folder(extends: str, tmp_path: Path) -> None:
    """A path that leads out of the rules folder is refused, even to a folder whose name begins alike."""
    for outside in ("etc/x.yaml", "main/x.yaml", "main/rules-evil/x.yaml"):
        write_rules(tmp_path / outside, None)
    path = write_rules(tmp_path / "main" / "rules" / "child.yaml", extends)
    (path.parent / "sub").mkdir()
    assert extends_problem(path) == (
        "child.yaml:4:10: `extends` may only lead to a file in the same rules folder [outside]"
    )


def test_extends_does_not_follow_a_link_out_of_the_rules_folder(tmp_path: Path) -> None:
    """A link inside the rules folder to a file outside it is refused, by path and by id."""
    outside = write_rules(tmp_path / "secret.yaml", None)
    for extends in ("link", "./link.yaml"):
        path = write_rules(tmp_path / "rules" / "child.yaml", extends)
        (path.parent / "link.yaml").unlink(missing_ok=True)
        (path.parent / "link.yaml").symlink_to(outside)
        assert extends_problem(path).endswith("[outside]")


def test_extends_does_not_follow_a_linked_folder(tmp_path: Path) -> None:
    """A folder that is a link to somewhere else is outside as well."""
    write_rules(tmp_path / "elsewhere" / "x.yaml", None)
    path = write_rules(tmp_path / "rules" / "child.yaml", "linked/x")
    (path.parent / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert extends_problem(path).endswith("[outside]")


def test_extends_by_absolute_path_is_refused(tmp_path: Path) -> None:
    """An absolute path is not relative to the rules folder."""
    outside = write_rules(tmp_path / "other" / "x.yaml", None)
    path = write_rules(tmp_path / "rules" / "child.yaml", str(outside))
    assert extends_problem(path).endswith("[outside]")


@pytest.mark.parametrize(
    "extends", ["'*'", "'**'", "'[a-z]*'", "'?ational'", "'**/national'", '"a\\0b"', "'.'", "'..'"]
)
def test_extends_is_a_name_and_not_a_pattern(extends: str, tmp_path: Path) -> None:
    """Signs that a search of files would understand match nothing."""
    write_rules(tmp_path / "rules" / "national.yaml", None)
    path = write_rules(tmp_path / "rules" / "child.yaml", extends)
    assert extends_problem(path).startswith("child.yaml:4:10: ")
    assert extends_problem(path).endswith("[unknown-ruleset]")


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_a_circle_is_named_link_by_link(suffix: str, tmp_path: Path) -> None:
    """Rule sets that extend each other in a circle are refused with the whole circle."""
    for id, extends in (("a", "b"), ("b", "c"), ("c", "a")):
        write_rules(tmp_path / "rules" / f"{id}{suffix}", f"{extends}{suffix}")
    assert extends_problem(tmp_path / "rules" / f"a{suffix}") == (
        f"c{suffix}:4:10: the rule sets rest on each other in a circle: a → b → c → a [circle]"
    )


def test_a_rule_set_that_extends_itself_is_a_circle(tmp_path: Path) -> None:
    """The shortest circle has one link."""
    path = write_rules(tmp_path / "rules" / "a.yaml", "a")
    assert extends_problem(path) == "a.yaml:4:10: the rule sets rest on each other in a circle: a → a [circle]"


def test_a_circle_of_files_whose_ids_differ_is_found(tmp_path: Path) -> None:
    """A circle is one of files: other ids inside them do not hide it."""
    write_rules(tmp_path / "rules" / "a.yaml", "b.yaml", id="first")
    write_rules(tmp_path / "rules" / "b.yaml", "a.yaml", id="second")
    assert extends_problem(tmp_path / "rules" / "a.yaml").endswith("[circle]")


def chain(folder: Path, links: int) -> Path:
    """A chain of rule files with so many parents above the last one."""
    write_rules(folder / "r0.yaml", None)
    for number in range(1, links + 1):
        write_rules(folder / f"r{number}.yaml", f"r{number - 1}")
    return folder / f"r{links}.yaml"


def test_eight_parents_are_read(tmp_path: Path) -> None:
    """A rule set can have eight others above it."""
    assert load(str(chain(tmp_path / "rules", 8))).id == "r8"


def test_nine_parents_are_too_many(tmp_path: Path) -> None:
    """The ninth parent is refused where it is named."""
    path = chain(tmp_path / "rules", 9)
    assert extends_problem(path) == "r1.yaml:4:10: nested more than 8 levels deep [too-deep]"


def test_a_built_in_parent_wins_over_a_search_of_other_folders(tmp_path: Path) -> None:
    """Outside a rules folder an id means the built-in rule set, not a file of that name deep inside some folder."""
    write_rules(tmp_path / "downloads" / "deep" / "pilot-smart-2023.yaml", None)
    child = load(str(write_rules(tmp_path / "downloads" / "child.yaml", "pilot-smart-2023")))
    assert child.parent is not None
    assert "advanced_ntm" in child.parent.criteria


def test_a_problem_in_a_parent_is_placed_in_the_parent(tmp_path: Path) -> None:
    """What is wrong with a parent is said of the parent's file."""
    write_rules(tmp_path / "rules" / "national.yaml", None).write_text("format: 2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(str(write_rules(tmp_path / "rules" / "child.yaml", "national")))
    assert {problem.place.source.rpartition("/")[2] for problem in caught.value.problems} == {"national.yaml"}


def test_a_parent_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder with the name of a rule file cannot be extended."""
    path = write_rules(tmp_path / "rules" / "child.yaml", "national")
    (path.parent / "national.yaml").mkdir()
    with pytest.raises(InputError) as caught:
        load(str(path))
    assert [problem.id for problem in caught.value.problems] == ["unreadable-file"]
