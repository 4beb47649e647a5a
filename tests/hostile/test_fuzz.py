"""Real files with random damage: reading them ends in an answer or in problems with places, never in anything else."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.profiles.profile import read_profile
from smartcommune.rulesets.library import built_in, load, load_built_in
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source

ROOT = Path(__file__).parents[2]
RULES = built_in()["pilot-smart-2023"]
CHILD = built_in()["pilot-smart-lam-dong"]
PROFILES = sorted((ROOT / "examples").glob("*.yaml"))
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 6))]
ROUNDS = 8  # of damage to each file and seed
SIGNS = [
    *list("{}[]:,-?&*!|>'\"%@`#~=<\\/\t\n\r 01٣é́\u202e\x00\x1b\ufeff‹›"),
    "- ",
    ": ",
    "---\n",
    "<<: ",
    "null",
    "true",
    "1e999",
]


def damage_bytes(content: bytes, chance: random.Random) -> bytes:
    """A few bytes replaced, removed or added anywhere."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found))
        found[at : at + chance.randint(0, 3)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 3)))
    return bytes(found)


def damage_signs(content: bytes, chance: random.Random) -> bytes:
    """A few characters that mean something to YAML put anywhere, or over others."""
    found = content.decode()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(found))
        found = found[:at] + chance.choice(SIGNS) + found[at + chance.randint(0, 2) :]
    return found.encode()


def damage_lines(content: bytes, chance: random.Random) -> bytes:
    """A few lines left out, doubled, exchanged, cut short or indented otherwise."""
    lines = content.decode().splitlines()
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case 4:
                lines[at] = " " * chance.randint(0, 8) + lines[at].lstrip()
            case _:
                lines = lines[: max(at, 1)]
    return "\n".join(lines).encode()


def damage_values(content: bytes, chance: random.Random) -> bytes:
    """A few values after a colon replaced by something else."""
    lines = content.decode().splitlines()
    keyed = [number for number, line in enumerate(lines) if ": " in line and not line.lstrip().startswith("#")]
    for _ in range(chance.randint(1, 4)):
        at = chance.choice(keyed)
        value = chance.choice(
            ["", "null", "[]", "{}", "[a]", "{a: b}", "x", "1", "-1", "80%", "na", "'?'", "2024-13-01", "‹x›", "9" * 50]
        )
        lines[at] = f"{lines[at].partition(': ')[0]}: {value}"
    return "\n".join(lines).encode()


DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [damage_bytes, damage_signs, damage_lines, damage_values]


def assert_told(error: InputError, name: str) -> None:
    """Every problem can be said in both languages and has a line of the file."""
    assert error.problems
    for problem in error.problems:
        for told in (problem.say("vi"), problem.say("en")):
            assert told.startswith(f"{problem.place}: ")
            assert told.endswith(f" [{problem.id}]")
        if problem.id != "too-many-problems":  # says how many more there are; no place of its own
            assert problem.place.source.endswith(name)
            assert problem.place.line is not None, problem.say("en")
            assert problem.place.column is not None, problem.say("en")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("source", [RULES, CHILD], ids=["parent", "child"])
def test_a_damaged_rule_file_is_read_or_refused(
    source: Path, damage: Callable[[bytes, random.Random], bytes], seed: int, tmp_path: Path
) -> None:
    """Whatever happens to a rule file, reading it succeeds or tells where it is wrong."""
    chance = random.Random(f"{source.name} {damage.__name__} {seed}")  # noqa: S311 - no secret
    content = source.read_bytes()
    path = tmp_path / source.name
    for _ in range(ROUNDS if source == CHILD else 1):
        path.write_bytes(damage(content, chance))
        try:
            load(str(path))
        except InputError as error:
            assert_told(error, path.name)


@pytest.mark.skipif(not PROFILES, reason="there are no example profiles")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_profile_is_read_or_refused(
    damage: Callable[[bytes, random.Random], bytes], seed: int, tmp_path: Path
) -> None:
    """Whatever happens to a profile, reading it succeeds or tells where it is wrong."""
    chance = random.Random(f"{damage.__name__} {seed}")  # noqa: S311 - no secret
    path = tmp_path / "profile.yaml"
    for source in PROFILES:
        path.write_bytes(damage(source.read_bytes(), chance))
        try:
            read_profile(read_document(read_source(str(path))), pilot())
        except InputError as error:
            assert_told(error, path.name)


@cache
def pilot() -> RuleSet:
    return load_built_in("pilot-smart-2023")
