"""Which documents fit the schema of rule files: only those that the models accept, which then read alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartcommune.authoring.schemas import schema
from smartcommune.problems import InputError
from smartcommune.rulesets.library import parent_of, used_by
from smartcommune.rulesets.link import link
from smartcommune.shape.fitting import Fitting
from smartcommune.shape.record import known
from smartcommune.shape.wellformed import rule_file
from smartcommune.source.document import Document, as_data, read_document
from smartcommune.source.files import Source, read_source

ROOT = Path(__file__).parents[2]
FITTING = Fitting(schema("ruleset"))
FILES = sorted(
    path
    for folder in ("rules", "examples", "tests/files")
    for path in (ROOT / folder).rglob("*.yaml")
    if not path.name.endswith(".cases.yaml")
)
SMALL = """format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01}
sources: {law: {title: {vi: Luật, en: Law}, number: "1", date: 2022-01-01, kind: law}}
indicators:
  plan: {type: boolean, label: {vi: Kế hoạch, en: Plan}}
  kind: {type: enum, values: [one, two], label: {vi: Loại, en: Kind}}
thresholds:
  least: {type: number, by: kind, basis: law, cite: law, values: [{from: 2023-01-01, default: 5, two: 7}]}
criteria:
  c: {label: {vi: C, en: C}, cite: [law, "law#2"], weight: 2, test: {indicator: plan, is: true}}
verdict: {scope: [c], eligible_when: {all_of: [c, {indicator: kind, in: [one, two]}]}}
cases: [{name: x, on: 2023-06-30, facts: {plan: , kind: "?"}, expect: {verdict: undetermined}}]
"""


def read(path: Path) -> tuple[Source, Document] | None:
    source = read_source(str(path))
    try:
        return source, read_document(source)
    except InputError:
        return None


def is_accepted(document: Document) -> bool:
    try:
        rule_file(document)
    except InputError:
        return False
    return True


def documents(step: int) -> Iterator[tuple[Source, Document]]:
    """Every so manieth file."""
    yield from filter(None, map(read, FILES[::step]))


some_files = pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.full)])


@some_files
def test_what_fits_is_what_the_models_accept(step: int) -> None:
    """Of every file that there is, and none that they refuse is taken for a good one."""
    for source, document in documents(step):
        assert FITTING.fits(as_data(document.root)) == is_accepted(document), source.name


@some_files
def test_what_fits_reads_as_the_models_read_it(step: int) -> None:
    """The rule set is the same, or what is wrong with it."""
    for source, document in documents(step):
        if not FITTING.fits(as_data(document.root)):
            continue
        found = []
        for file in (rule_file(document), known(document)):
            try:
                parent, used = parent_of(file, source, document), used_by(file, source, document)
                found.append((link(file, document, parent, "0" * 64, used), ()))
            except InputError as error:
                found.append((None, tuple((each.id, each.place) for each in error.problems)))
        assert found[0] == found[1], source.name


@pytest.mark.parametrize(
    ("good", "other"),
    [
        ("is: true", "is: true, hint: x"),
        ("type: boolean", "type: bool"),
        ("2023-01-01}", "2023-02-30}"),
        ("weight: 2", "weight: -2"),
        ("weight: 2", "weight: 1e3"),
        ("weight: 2", 'weight: "2\\n"'),
        ("weight: 2", "weight: 1234567.5"),
        ("id: small", "id: Small"),
        ("vi: Nhỏ, ", ""),
        ("vi: Nhỏ", 'vi: " "'),
        ("scope: [c]", "scope: {c: c}"),
        ("all_of: [c,", "all_of: [[c],"),
        ("in: [one, two]", "in: []"),
        ("in: [one, two]", "in: "),
        ("default: 5", "default: [5]"),
        ("kind: law}", "kind: rule}"),
        ("values: [one, two]", "values: [one, Two]"),
        ("all_of: [c, ", "any_of: [c], all_of: [c, "),
    ],
)
def test_what_the_models_refuse_does_not_fit(good: str, other: str) -> None:
    """Each change makes of a good file a bad one."""
    assert good in SMALL
    before, after = (judged(text) for text in (SMALL, SMALL.replace(good, other, 1)))
    assert before == (True, True)
    assert after == (False, False)


def judged(text: str) -> tuple[bool, bool]:
    """Whether a text fits, and whether the models accept it."""
    document = read_document(Source("x.yaml", text))
    return FITTING.fits(as_data(document.root)), is_accepted(document)


def test_a_keyword_that_is_not_known_is_left_to_the_models() -> None:
    assert not Fitting({"type": "string", "maxLength": 3}).fits("x")


@pytest.mark.parametrize(("depth", "fits"), [(5, True), (50, False)])
def test_what_is_deep_is_left_to_the_models(depth: int, fits: bool) -> None:
    """However deep conditions stand, they are read."""
    condition = "{not: " * depth + "c" + "}" * depth
    text = SMALL.replace("all_of: [c,", f"all_of: [{condition},", 1)
    assert judged(text) == (fits, True)
