"""Pages from the command line: which commands write them, where to, and what is refused."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import pytest

from tests.command import Run
from tests.quick import some

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


def table(tmp_path: Path, rows: int) -> None:
    lines = [f"{number:05},Xã {number},Hà Nội,xa,không,{number % 100 + 1}%" for number in range(1, rows + 1)]
    head = "code,name,province,unit_type,central_pilot,smartphone_rate"
    (tmp_path / "xa.csv").write_text("\n".join([head, *lines]), encoding="utf-8")


def test_a_table_becomes_a_page(run: Run, tmp_path: Path) -> None:
    """The summary is on the screen; the page has a line for each row, its figures, and the rules with their digest."""
    table(tmp_path, 30)
    done = run("batch", "xa.csv", "--as-of", "2023-06-30", "-o", "ket-qua.html")
    page = (tmp_path / "ket-qua.html").read_text(encoding="utf-8")
    assert (done.code, done.err) == (0, "")
    assert page.count("<th scope=row>") == 30
    assert "sha256" not in page.casefold().partition("<h2>")[0].partition("script-src")[0]
    assert "pilot-smart-2023.yaml: " in page
    again = run("batch", "xa.csv", "--as-of", "2023-06-30", "-f", "html", "--quiet")
    assert again.out == page


@pytest.mark.full
def test_a_page_of_viet_nam_stays_small(run: Run, tmp_path: Path) -> None:
    """3,321 communes take less than 1.5 MB, and what is left out for that is said."""
    table(tmp_path, 3_321)
    page = run("batch", "xa.csv", "--as-of", "2023-06-30", "-f", "html", "--quiet").out
    assert page.count("<th scope=row>") == 3_321
    size = len(page.encode())
    assert size < 1_500_000
    full = run("batch", "xa.csv", "--as-of", "2023-06-30", "-f", "html", "--quiet", "--reasons", "full").out
    assert full.count("<summary>") == 3_321
    assert (page.count("<summary>") == 3_321) is ("--reasons full" not in page)


def test_too_many_rows_for_a_page_are_refused(run: Run, tmp_path: Path) -> None:
    """Past 20,000 rows the formats that serve are named, and nothing is left behind."""
    table(tmp_path, 20_001)
    done = run("batch", "xa.csv", "--as-of", "2023-06-30", "-o", "ket-qua.html", "--quiet")
    assert done.code == 2
    assert all(format in done.err for format in (".xlsx", ".csv", ".parquet", "[too-many-lines]"))
    assert [path.name for path in tmp_path.iterdir()] == ["xa.csv"]


def test_a_scored_table_shows_points_and_levels(run: Run, tmp_path: Path) -> None:
    """Points of each criterion and in all, and the level or those that are possible."""
    rules = Path(__file__).parents[1] / "files" / "scored" / "scored.yaml"
    rows = ["1,A,low,3600,true,72%,90%,5.5,3", "2,B,high,3600,true,,20%,1,0"]
    head = "code,name,terrain,people,plan,rate,tasks,council,late"
    (tmp_path / "xa.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    page = run("batch", "xa.csv", "--rules", str(rules), "--as-of", "2023-06-30", "-f", "html", "--quiet").out
    assert "<td>Loại B<td>56,65<td class=y>✔ 4" in page
    assert "Loại B / Loại C" in page
    assert "<td class=s>8,47" in page


def test_a_selection_becomes_a_page(run: Run, tmp_path: Path) -> None:
    """Who is picked and how sure that is, who is not and why, the terms, the rules with their digest."""
    table(tmp_path, 30)
    done = run("select", "xa.csv", "--as-of", "2023-06-30", "--seats", "2", "-o", "danh-sach.html")
    page = (tmp_path / "danh-sach.html").read_text(encoding="utf-8")
    assert (done.out, done.err) == ("", "")
    assert page.count("<th scope=row>") == 30
    assert "seats" not in page.partition("<main>")[2].casefold()
    assert "pilot-smart-2023.yaml: " in page
    assert run("select", "xa.csv", "--as-of", "2023-06-30", "--seats", "2", "-f", "html").out == page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("rules", ["pilot-smart-2023", "pilot-smart-lam-dong", "ntm-model-2021"])
def test_a_rule_set_becomes_a_page(run: Run, rules: str, language: str) -> None:
    """Every criterion, every threshold and every source of the document stands on it, numbered alike."""
    arguments = (rules, "--as-of", "2023-06-30", "--lang", language)
    page = html.unescape(run("show", *arguments, "-f", "html").out).replace("\u00a0", " ")
    found = json.loads(run("show", *arguments, "-f", "json").out)
    for number, item in enumerate(found["criteria"], 1):
        assert f'id="criterion-{number}"' in page
        assert item["label"] in page
    for item in found["thresholds"]:
        assert f"<code>{item['id']}</code>" in page
    assert page.count('<li id="source-') == len(found["sources"])


def test_one_criterion_becomes_a_page(run: Run) -> None:
    """With what it rests on, and no verdict."""
    page = run("show", "pilot-smart-2023", "smartphone_use", "-f", "html").out
    assert page.count('class="criterion"') == 1
    assert page.count("<code>smartphone_min</code>") == 1


@pytest.mark.parametrize("more", [(), ("--on", str(EXAMPLES / "communes.csv"), "--as-of", "2023-06-30")])
@pytest.mark.parametrize("new", some(["pilot-smart-lam-dong", "pilot-smart-2023"], ["pilot-smart-lam-dong"]))
def test_differences_become_a_page(run: Run, new: str, more: tuple[str, ...]) -> None:
    """The same sentences as in Markdown, with the same exit code; nothing of it is left out."""
    arguments = ("diff", "pilot-smart-2023", new, *more)
    done = run(*arguments, "-f", "html")
    text = run(*arguments, "-f", "json")
    assert done.code == text.code
    assert (done.code == 20) is ('class="verdict not_eligible"' in done.out)
    found = json.loads(text.out)
    assert found["new"]["sha256"] in done.out
    lines = run(*arguments, "-f", "markdown").out.splitlines()
    changes = [line for line in lines if line.startswith("#### ")]
    assert done.out.count("<h3>") == len(changes)


def test_the_only_script_is_small_and_the_one_that_the_policy_names(run: Run, tmp_path: Path) -> None:
    """Less than 4 KB, and its digest over the exact bytes stands in the policy."""
    table(tmp_path, 3)
    page = run("batch", "xa.csv", "--as-of", "2023-06-30", "-f", "html", "--quiet").out
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    assert len(script.encode()) < 4_000
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html.unescape(page)


@pytest.mark.full
def test_a_page_counts_self_scored_points_that_differ(run: Run, tmp_path: Path) -> None:
    """By criterion, with how many communes give themselves more and fewer."""
    (tmp_path / "xa.csv").write_text(
        "code,plan,self_points.has_plan,as_of\n1,true,3,2023-06-30\n2,false,4,2023-06-30\n", encoding="utf-8"
    )
    rules = str(Path(__file__).parents[1] / "files" / "scored" / "scored.yaml")
    assert run("batch", "xa.csv", "--rules", rules, "-o", "kq.html", "--lang", "en").code == 0
    text = " ".join(re.sub("<[^>]*>", " ", (tmp_path / "kq.html").read_text(encoding="utf-8")).split())
    assert "differ from those computed (rows: 2)" in text
    assert "Below Has a plan 2 1 1" in text


def test_a_page_says_where_points_are_lost_and_what_takes_the_next_level(run: Run) -> None:
    """As the terminal does: each level with what it takes, the smallest change, and the criteria with their numbers."""
    rules = str(Path(__file__).parents[1] / "files" / "scored" / "scored.yaml")
    facts = "{terrain: low, people: 3600, plan: true, rate: 72.5%, tasks: 70%, council: 5.5, late: 0}"
    profile = f"as_of: 2023-06-30\nfacts: {facts}\n"
    page = run("check", "-", "--rules", rules, "-f", "html", "--lang", "en", stdin=profile).out
    text = html.unescape(" ".join(re.sub("<[^>]*>", " ", page).split()))
    assert "✘ not met Total 50.44 of 91 points at least 60 points" in text
    assert "To reach “Class A”, the smallest change Population: 3,600 people → 5,600 people" in text
    assert "Where most points are lost 4 Size: 24.5 points lost (3,600 people: 10.5 of 35 points) 2 Tasks: 6" in text
