"""Validating one file: which problems come together, which are left out, and how many planted mistakes are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from benchmarks.planted import Fate, Planter
from benchmarks.slips import KINDS, Kind, Told, mutants

from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.source.files import Source, read_source

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "tests" / "files" / "lints" / "no-cases" / "prefer.yaml").read_bytes().decode()


def changed(*changes: tuple[str, str]) -> str:
    """The good rule file with texts replaced; each must stand there exactly once."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found(text: str, name: str = "x.yaml") -> list[str]:
    """The problems of a text, one line each, in the order of the file."""
    problems = validate(Source(name, text), LINTS.values())
    for problem in problems:
        assert problem.say("vi") != problem.say("en")
    return [problem.say("en").removeprefix(f"{name}:") for problem in problems]


def ids(text: str) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in found(text)]


def test_a_good_file_has_no_problems() -> None:
    """Every lint is silent about it."""
    assert found(GOOD) == []


@pytest.mark.parametrize(
    "text", ["", "# a comment\n", "a: [", "a b\n", "- 1\n", "a: 1\na: 2\n", "a: &x 1\n", "a: 1\n---\n"]
)
def test_a_file_that_cannot_be_read_has_problems(text: str) -> None:
    """Each has a place; nothing is raised."""
    problems = validate(Source("x.yaml", text), LINTS.values())
    assert problems
    assert all(problem.place.line for problem in problems)
    assert len(set(problems)) == len(problems)


def test_a_key_without_a_value_is_told_beside_the_rest() -> None:
    """A blank where a value may be left out does not end the search."""
    text = changed(("number: 1/QĐ-TTg", "number: "), ("threshold: rate_min", "threshold: rate_mni"))
    assert ids(text) == ["empty-value", "undeclared-threshold"]


@pytest.mark.parametrize(
    "change",
    [
        ("team: {type: boolean", "team: {type: bool"),
        ("team: {type", "team: {typ"),
        ("type: percent, basis: law", "type: percent, basis: laws"),
        ("date: 2022-01-01, kind: law", "date: 2022-13-01, kind: law"),
        ("  online:\n    label: {vi: Có Internet, en: Online}", "  online:\n    label: {en: Online}"),
    ],
    ids=["indicator", "key of an indicator", "threshold", "source", "criterion"],
)
def test_a_part_that_does_not_fit_hides_no_other_and_follows_from_none(change: tuple[str, str]) -> None:
    """Another mistake elsewhere is told too; that the part itself is then missing is not."""
    alone = ids(changed(change))
    both = ids(changed(change, ("{indicator: files", "{indicator: fiels")))
    assert len(both) == len(alone) + 1
    assert set(both) == {*alone, "undeclared-indicator"}
    assert not {id for id in alone if id.startswith("undeclared")}


def test_a_name_that_was_left_out_can_still_be_meant() -> None:
    """What is declared but does not fit is still the best guess for a name that is not declared."""
    text = changed(("basis: law", "basis: laws"), ("threshold: rate_min", "threshold: rate_mni"))
    assert any("did you mean `rate_min`?" in line for line in found(text))


def test_lints_are_not_asked_about_a_file_with_errors() -> None:
    """What is weak cannot be told while it is not known what is meant."""
    http = ("kind: law}", "kind: law, url: http://a.vn/x}")
    assert ids(changed(http)) == ["url-not-https"]
    assert ids(changed(http, ("threshold: rate_min", "threshold: rate_mni"))) == ["undeclared-threshold"]


def test_the_lints_are_the_ones_given() -> None:
    """None, and there are only errors."""
    text = changed(("kind: law}", "kind: law, url: http://a.vn/x}"))
    assert validate(Source("x.yaml", text), []) == ()
    assert [problem.id for problem in validate(Source("x.yaml", text), [LINTS["url-not-https"]])] == ["url-not-https"]


def test_facts_of_cases_are_held_against_the_indicators() -> None:
    """A case whose facts no profile could have is an error of the rule file."""
    assert ids(changed(("rate: 80%, team: true", "rate: 0.8, taem: true"))) == [
        "percent-or-fraction",
        "unknown-indicator",
    ]


def test_problems_are_in_the_order_of_the_file() -> None:
    """Whichever step found them: shape, names, facts, lints."""
    text = changed(
        ("kind: law}", "kind: law, url: http://a.vn/x}"),
        ("rate: 80%, team: true", "rate: 0.8, team: true"),
        ("cite: law#2", "cite: law#2 "),
    )
    lines = [int(line.partition(":")[0]) for line in found(text)]
    assert len(lines) > 1
    assert lines == sorted(lines)


def test_a_file_of_cases_needs_its_rule_set(tmp_path: Path) -> None:
    """The one beside it, or the built-in one of that name; otherwise that is what is wrong."""
    text = "format: 1\nruleset: %s\ncases:\n  - {name: a, on: 2023-06-30, expect: {verdict: undetermined}}\n"
    lost = tmp_path / "lost.cases.yaml"
    lost.write_text(text % "lost", encoding="utf-8")
    assert [problem.id for problem in validate(read_source(str(lost)), LINTS.values())] == ["cases-without-rules"]
    known = Source("pilot-smart-2023.cases.yaml", text % "pilot-smart-2023")
    assert validate(known, LINTS.values()) == ()
    (tmp_path / "lost.yaml").write_text(GOOD.replace("id: small", "id: lost"), encoding="utf-8")
    assert validate(read_source(str(lost)), LINTS.values()) == ()


def test_a_broken_rule_set_is_told_where_its_cases_are_validated(tmp_path: Path) -> None:
    """The problems are those of the rule file, at their places in it."""
    (tmp_path / "small.yaml").write_text(changed(("threshold: rate_min", "threshold: no")), encoding="utf-8")
    cases = tmp_path / "small.cases.yaml"
    cases.write_text("format: 1\nruleset: small\ncases: []\n", encoding="utf-8")
    problems = validate(read_source(str(cases)), LINTS.values())
    assert [(Path(problem.place.source).name, problem.id) for problem in problems] == [
        ("small.yaml", "undeclared-threshold")
    ]


def test_a_broken_file_of_cases_does_not_hide_the_lints(tmp_path: Path) -> None:
    """Its own problems are told when it is validated itself."""
    rules = tmp_path / "small.yaml"
    rules.write_text(changed(("kind: law}", "kind: law, url: http://a.vn/x}")), encoding="utf-8")
    (tmp_path / "small.cases.yaml").write_text("cases: [", encoding="utf-8")
    assert [problem.id for problem in validate(read_source(str(rules)), LINTS.values())] == ["url-not-https"]


# ---------------------------------------------------------------------------------------------------------------------
# Planted mistakes: a small run of benchmarks/planted.py


@pytest.fixture(scope="module")
def planter(tmp_path_factory: pytest.TempPathFactory) -> Planter:
    return Planter(tmp_path_factory.mktemp("planted"))


def one_of(kind: Kind, planter: Planter) -> Fate:
    """The fate of one mutant of a kind that means something else, in the first file that has such a place."""
    files = sorted(planter.files, key=lambda file: (".cases." in file, file))
    return next(fate for fate in _fates(kind, planter, files) if fate.changed)


def _fates(kind: Kind, planter: Planter, files: list[str]) -> Iterator[Fate]:
    for file in files:
        yield from (planter.fate(mutant) for mutant in mutants(kind, file, planter.texts[file], 3))


def kinds(told: Told) -> list[Kind]:
    return [kind for kind in KINDS if kind.told == told]


@cache
def names(told: Told) -> list[str]:
    return [re.sub(r"\W+", "-", kind.id) for kind in kinds(told)]


def test_there_are_enough_kinds() -> None:
    """At least 25 ways to go wrong that a reader of the file can see."""
    assert len(kinds(Told.HERE)) >= 25
    assert len({kind.id for kind in KINDS}) == len(KINDS)


@pytest.mark.full
@pytest.mark.parametrize("kind", kinds(Told.HERE), ids=names(Told.HERE))
def test_a_planted_mistake_is_reported_within_two_lines(planter: Planter, kind: Kind) -> None:
    """Whatever changes the meaning in a way that a reader can see is told where it was done."""
    fate = one_of(kind, planter)
    assert fate.near, f"{fate.mutant.file}:{fate.mutant.first}"


@pytest.mark.full
@pytest.mark.parametrize("kind", kinds(Told.ELSEWHERE), ids=names(Told.ELSEWHERE))
def test_a_mistake_that_shows_elsewhere_is_reported(planter: Planter, kind: Kind) -> None:
    """What lacks a line, still uses a name or begins a circle is told, though that may be further away."""
    fate = one_of(kind, planter)
    assert fate.reported, f"{fate.mutant.file}:{fate.mutant.first}"


@pytest.mark.full
def test_the_same_mutants_each_time(planter: Planter) -> None:
    """Figures of one run can be compared with those of another."""
    file, kind = planter.files[0], KINDS[0]
    assert mutants(kind, file, planter.texts[file], 3) == mutants(kind, file, planter.texts[file], 3)


@pytest.mark.full
def test_an_unchanged_file_is_not_reported(planter: Planter) -> None:
    """What was said of the original is not counted."""
    for file in planter.files:
        mutant = mutants(KINDS[0], file, planter.texts[file], 1)[0]._replace(text=planter.texts[file])
        fate = planter.fate(mutant)
        assert (fate.changed, fate.reported) == (False, False)
