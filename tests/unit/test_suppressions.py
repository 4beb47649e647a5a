"""Comments that silence lints: where they count, and what is wrong with them."""

from __future__ import annotations

import pytest

from smartcommune.authoring.check.suppressions import silenced
from smartcommune.messages import Message
from smartcommune.problems import Problem
from smartcommune.source.files import Source

WORDS = Message("empty-file")


def left(text: str, *problems: tuple[str, int]) -> list[tuple[str, int]]:
    """The ids and lines of what is left of problems in a text, those of the comments included."""
    source = Source("x.yaml", text)
    found = silenced([Problem(id, source.place(line, 1), WORDS, severity="warning") for id, line in problems], source)
    for problem in found:
        assert problem.severity == "warning"
        assert problem.say("vi") != problem.say("en")
    return [(problem.id, problem.place.line or 0) for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # smartcommune: ignore[uncited] -- as printed\n",
        "a: 1   #smartcommune:ignore[uncited]--as printed\n",
        "# smartcommune: ignore[uncited] -- as printed\na: 1\n",
        "   # smartcommune: ignore[ uncited , no-cases ] -- as printed\na: 1\n",
    ],
    ids=["same line", "no spaces", "line above", "among others"],
)
def test_a_comment_silences_what_it_names(text: str) -> None:
    """On its own line, or on the next one if nothing else stands on its line."""
    line = text.splitlines().index("a: 1") + 1 if "\na: 1" in text else 1
    assert ("uncited", line) not in left(text, ("uncited", line))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # smartcommune: ignore[uncited] -- as printed\nb: 2\n",
        "# smartcommune: ignore[uncited] -- as printed\n\nb: 2\n",
        "a: 1\nb: 2\n# smartcommune: ignore[uncited] -- as printed\n",
    ],
    ids=["line before, with something on it", "two lines above", "line below"],
)
def test_a_comment_elsewhere_silences_nothing(text: str) -> None:
    """And is itself told, since it is not used."""
    line = text.splitlines().index("b: 2") + 1
    comment = next(number for number, part in enumerate(text.splitlines(), 1) if "#" in part)
    assert left(text, ("uncited", line)) == [("uncited", line), ("unused-suppression", comment)]


def test_a_comment_for_another_lint_silences_nothing() -> None:
    """It names its id; nothing silences everything."""
    text = "a: 1 # smartcommune: ignore[no-cases] -- as printed\n"
    assert left(text, ("uncited", 1)) == [("uncited", 1), ("unused-suppression", 1)]


@pytest.mark.parametrize(
    "comment",
    [
        "ignore[uncited]",
        "ignore[uncited] --",
        "ignore[uncited] --   ",
        "ignore[uncited] because",
        "ignore",
        "ignore[]",
        "ignore[ , ] -- why",
        "ignore -- why",
    ],
)
def test_id_and_reason_are_required(comment: str) -> None:
    """A comment without either is told and silences nothing."""
    assert left(f"a: 1 # smartcommune: {comment}\n", ("uncited", 1)) == [("uncited", 1), ("bad-suppression", 1)]


def test_one_comment_silences_several_problems_of_its_line() -> None:
    """Of the same kind and of several kinds."""
    text = "a: 1 # smartcommune: ignore[uncited, no-cases] -- as printed\n"
    assert left(text, ("uncited", 1), ("uncited", 1), ("no-cases", 1), ("look-alike", 1)) == [("look-alike", 1)]


def test_an_id_that_silences_nothing_is_told_beside_one_that_does() -> None:
    """Each id of a comment has to be needed."""
    text = "a: 1 # smartcommune: ignore[uncited, no-cases] -- as printed\n"
    assert left(text, ("uncited", 1)) == [("unused-suppression", 1)]


def test_two_comments_above_a_line_both_count() -> None:
    """Comments may stand one below the other, each with its own reason."""
    text = "# smartcommune: ignore[uncited] -- as printed\n# smartcommune: ignore[no-cases] -- later\na: 1\n"
    assert left(text, ("uncited", 3), ("no-cases", 3)) == []


@pytest.mark.parametrize(
    "text",
    [
        'a: "x # smartcommune: ignore[uncited] -- as printed"\n',
        "a: 'x # smartcommune: ignore[uncited] -- as printed'\n",
        "a: x#smartcommune: ignore[uncited] -- as printed\n",
        "a: >-\n  # smartcommune: ignore[uncited] -- as printed\n  more\n",
    ],
    ids=["double quotes", "single quotes", "inside a word", "folded text"],
)
def test_text_is_no_comment(text: str) -> None:
    """What stands inside a value neither silences anything nor is it told."""
    problems = [("uncited", number) for number in range(1, text.count("\n") + 1)]
    assert left(text, *problems) == problems


def test_the_place_is_that_of_the_comment() -> None:
    """From its sign to its end."""
    source = Source("x.yaml", "a: 1  # smartcommune: ignore[uncited] -- gone  \n")
    (problem,) = silenced([], source)
    assert (problem.place.line, problem.place.column, problem.place.width) == (1, 7, 39)
    assert problem.say("en").startswith("x.yaml:1:7: there is nothing to ignore here for `uncited`")


def test_other_comments_are_left_alone() -> None:
    """Only comments that begin with the project's name and a colon mean anything."""
    assert left("# ignore[uncited] -- x\n# smartcommune does: ignore\na: 1 # see smartcommune\n") == []
