"""Pages from the command line: which commands write them, where to, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
PROFILE = str(EXAMPLES / "tan-my.yaml")


def test_the_suffix_chooses_a_page(run: Run, tmp_path: Path) -> None:
    """`-o phieu.html` writes the page that `--format html` prints, and the exit code is that of the verdict."""
    done = run("check", PROFILE, "-o", "phieu.html")
    assert (done.code, done.out, done.err) == (10, "", "")
    assert (tmp_path / "phieu.html").read_text(encoding="utf-8") == run("check", PROFILE, "-f", "html").out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_is_the_same_every_time(run: Run, language: str) -> None:
    """Same input, same bytes."""
    pages = {run("check", PROFILE, "-f", "html", "--lang", language).out for _ in range(2)}
    assert len(pages) == 1
    assert f'<html lang="{language}">' in pages.pop()


def test_the_commune_that_cannot_be_read_is_told_and_the_page_is_of_the_others(run: Run, tmp_path: Path) -> None:
    """A problem of one profile costs no other its sheet."""
    (tmp_path / "bad.yaml").write_text("facts: {smartphone_rate: much}", encoding="utf-8")
    done = run("check", PROFILE, "bad.yaml", "-o", "phieu.html")
    assert done.code == 3
    assert "bad.yaml:1:" in done.err
    assert (tmp_path / "phieu.html").read_text(encoding="utf-8").count("<article") == 1


def test_a_question_is_no_page(run: Run) -> None:
    """`--ask` is answered on a terminal or by a program."""
    done = run("check", "--ask", PROFILE, "-f", "html")
    assert (done.code, done.out) == (2, "")
    assert "[not-allowed]" in done.err


def test_no_page_takes_the_place_of_what_is_read(run: Run, tmp_path: Path) -> None:
    """Whatever its suffix, a file that the run reads is not written over."""
    profile = tmp_path / "xa.html"
    profile.write_bytes(Path(PROFILE).read_bytes())
    done = run("check", "xa.html", "-o", "xa.html")
    assert done.code == 2
    assert "[would-overwrite]" in done.err
    assert profile.read_bytes() == Path(PROFILE).read_bytes()


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    """Nothing is left behind."""
    done = run("check", PROFILE, "-o", "none/phieu.html")
    assert done.code == 4
    assert list(tmp_path.iterdir()) == []
