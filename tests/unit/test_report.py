"""What `validate` and `test` found, before any format is chosen."""

from __future__ import annotations

import pytest
from hypothesis import given

from smartcommune.authoring.report import CheckedFile, Report, fingerprints, sentence, tidy_path
from smartcommune.messages import Message
from smartcommune.problems import Place, Problem
from tests.unit.reports import EMPTY, MISSING, ORDINARY, UNKNOWN, UNUSED, bad_name, texts


def test_counts() -> None:
    """Errors, warnings and files with problems are counted apart."""
    assert (ORDINARY.errors, ORDINARY.warnings, ORDINARY.files_with_problems) == (2, 1, 2)
    assert (EMPTY.errors, EMPTY.warnings, EMPTY.files_with_problems) == (0, 0, 0)


def test_problems_are_in_the_order_of_their_places() -> None:
    """The order of the files does not matter."""
    assert ORDINARY.problems == (MISSING, UNKNOWN, UNUSED)
    assert Report(ORDINARY.files[::-1]).problems == ORDINARY.problems


def test_a_shared_problem_is_told_once() -> None:
    """Two files that extend a third both bring its problem: it is one problem and two files have it."""
    shared = Report((CheckedFile("a.yaml", (UNKNOWN,)), CheckedFile("b.yaml", (UNKNOWN,))))
    assert shared.problems == (UNKNOWN,)
    assert (shared.errors, shared.files_with_problems) == (1, 2)


def test_sentence() -> None:
    """Finding and help, where there is one, without place and id."""
    assert sentence(UNKNOWN, "en") == "unknown threshold `smartfone_rate`; did you mean `smartphone_rate`?"
    assert sentence(MISSING, "vi") == "không có tệp này"


@pytest.mark.parametrize(
    ("name", "path"),
    [("./rules//x.yaml", "rules/x.yaml"), ("../x.yaml", "../x.yaml"), ("/x.yaml", "/x.yaml"), ("-", "-")],
)
def test_tidy_path(name: str, path: str) -> None:
    """What stands for the same file to every system is left out; `..` may pass through a link, so it stays."""
    assert tidy_path(name) == path


def fingerprint(problem: Problem) -> str:
    (found,) = fingerprints([problem])
    return found


def moved(problem: Problem, **changes: object) -> Problem:
    return problem._replace(place=problem.place._replace(**changes))  # type: ignore[arg-type]


def test_a_fingerprint_outlives_moved_and_indented_lines() -> None:
    """Neither the line's number, nor its indentation, nor the way the file was named is part of it."""
    same = moved(UNKNOWN, line=99, column=1, excerpt=UNKNOWN.place.excerpt.strip(), source=f"./{UNKNOWN.place.source}")
    assert fingerprint(same) == fingerprint(UNKNOWN)


def test_a_fingerprint_tells_problems_apart() -> None:
    """Another id, file or text on the line makes another fingerprint; another wording does not."""
    others = [moved(UNKNOWN, source="y.yaml"), moved(UNKNOWN, excerpt="y"), UNKNOWN._replace(id="y")]
    assert len({fingerprint(problem) for problem in (UNKNOWN, *others)}) == 4
    assert fingerprint(UNKNOWN._replace(message=Message("no-such-file"))) == fingerprint(UNKNOWN)


def test_fingerprints_are_unique() -> None:
    """Equal problems on lines that read the same have different fingerprints, the first as if it were alone."""
    found = list(fingerprints([UNKNOWN, moved(UNKNOWN, line=15), moved(UNKNOWN, line=16)]))
    assert len(set(found)) == 3
    assert found[0] == fingerprint(UNKNOWN)


def test_a_fingerprint_stays() -> None:
    """Changing how it is computed would open every alert again: this digest is fixed."""
    expected = "8b131d43de6951d4a1088d237950f02803159512f1ab3ae0dd83cf7d7f1a4f3f"
    assert fingerprint(Problem("id", Place("x.yaml", 1, 1, 1, " a: 1"), Message("no-such-file"))) == expected


@given(texts, texts)
def test_every_text_has_a_fingerprint(file: str, name: str) -> None:
    """File names that are no text, too."""
    assert len(fingerprint(bad_name(file, name))) == 64
