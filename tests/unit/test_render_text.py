"""Assessments to a page: the verdict first, then what decided it, then what to do; no line wider than the page.

The wording is not compared here, only that what has to be there is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from smartcommune.assess.assessment import Assessment
from smartcommune.messages import LANGUAGES, Language, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import Place, Problem
from smartcommune.profiles.profile import Commune
from smartcommune.render.page import Page, wrapped
from smartcommune.render.problems import problems
from smartcommune.render.text import assessments, score_words
from smartcommune.rulesets.library import load
from tests.cli.conftest import NOT_ELIGIBLE

from .tiny import DAY, Tree, assessed, ethnic, threshold, tiny, yes
from .trees import Sample, facts, samples

DISTRICTS = Commune(code="01001", name="Xã Tân Mỹ", province="Bắc Giang")
PILOT = date(2023, 6, 30)


def page(
    answers: Sequence[Assessment] | Assessment, language: Language = "en", width: int = 80, *, is_full: bool = False
) -> str:
    found = [answers] if isinstance(answers, Assessment) else answers
    return assessments(found, language, width, is_full=is_full).plain


def one_line(text: str) -> str:
    """The page without its line ends, to look for words that may be wrapped."""
    return " ".join(text.split())


def pilot(known: Tree, day: date = PILOT) -> Assessment:
    return assessed(load("pilot-smart-2023"), known, day)._replace(commune=DISTRICTS)


ANSWERS = {
    "eligible": pilot({"unit_type": "xa", "central_pilot": False, "smartphone_rate": "85.2%"}),
    "not_eligible": pilot(NOT_ELIGIBLE),
    "undetermined": pilot({"unit_type": "xa", "central_pilot": False, "smartphone_rate": "10%"}),
    "out_of_scope": pilot({"unit_type": "phuong"}),
    "not_in_force": pilot(NOT_ELIGIBLE, date(2026, 3, 1)),
}
each = pytest.mark.parametrize("verdict", ANSWERS)


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_is_in_words_and_near_the_top(verdict: str, language: Language) -> None:
    """With the commune's name before it, and with no other verdict's words."""
    text = page(ANSWERS[verdict], language)
    top = [line for line in text.splitlines() if line.strip()][:4]
    words = Message(f"verdict.{verdict}").say(language)
    assert "Xã Tân Mỹ" in top[0]
    assert any(line.strip().casefold().startswith(words.casefold()) for line in top)


@each
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_no_line_is_wider_than_the_page(verdict: str, language: Language, width: int) -> None:
    """At every width a terminal is likely to have."""
    lines = page(ANSWERS[verdict], language, width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


@each
def test_the_rule_set_is_named(verdict: str) -> None:
    """With its id and version."""
    text = one_line(page(ANSWERS[verdict]))
    assert "pilot-smart-2023" in text
    assert "2023.3" in text


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deciding_criteria_are_shown(verdict: str, language: Language) -> None:
    """By label, marked with their outcome."""
    answer = ANSWERS[verdict]
    text = one_line(page(answer, language))
    for id in answer.because:
        label = next(reason.label.say(language) for reason in answer.branches if reason.id == id)
        assert label in text


def test_the_deciding_criterion_comes_before_the_others() -> None:
    """What put the commune out of scope stands above what did not matter."""
    text = one_line(page(ANSWERS["out_of_scope"], is_full=True))
    assert text.index("Is a commune") < text.index("Has other conditions")


def test_figures_and_clauses_of_what_decided_are_shown() -> None:
    """Value, threshold and citation, in the style of the language."""
    vi, en = one_line(page(ANSWERS["not_eligible"], "vi")), one_line(page(ANSWERS["not_eligible"], "en"))
    assert "71,5 %" in vi
    assert "80 %" in vi
    assert "71.5%" in en
    assert "80%" in en
    assert "3445/BNN-VPĐP" in vi
    assert "30/06/2023" in vi
    assert "2023-06-30" in en


@pytest.mark.parametrize("verdict", ["eligible", "not_eligible", "undetermined"])
def test_an_assumed_threshold_has_its_mark_and_its_note(verdict: str) -> None:
    """The mark stands at the figure, the note says for which test the figure was published; folded, where that is."""
    folded, full = (one_line(page(ANSWERS[verdict], "vi", is_full=is_full)) for is_full in (False, True))
    for text in (folded, full):
        assert "giả định*" in text
        assert re.search(r"\* Ngưỡng giả định", text)
    assert "Giao Phong" in full
    assert "(nguồn: --full)" in folded


def test_a_page_without_assumptions_has_no_mark() -> None:
    """A star that means nothing would only worry."""
    assert "*" not in page(assessed(ethnic(), {"ntm": False, "poverty_rate": "20%"}))


def test_an_assumed_number_of_members_has_its_note_too() -> None:
    """Wherever the page shows the mark it says what the mark means."""
    need = {"enough": threshold("count", "2", basis="assumption")}
    group = {"at_least": {"n": {"threshold": "enough"}, "of": [yes("a"), yes("b")]}}
    answer = assessed(tiny({"it": group}, "it", thresholds=need), {"a": True, "b": True})
    assert Message("page.assumed-folded").say("en") in one_line(page(answer))
    text = one_line(page(answer, is_full=True))
    assert "assumed*" in text
    assert Message("page.assumed").say("en") in text
    assert "another test" in text


def test_what_is_missing_is_listed_most_decisive_first() -> None:
    """The first few by label; how many more there are is said."""
    answer = ANSWERS["undetermined"]
    text = one_line(page(answer))
    labels = [item.label.say("en") for item in answer.missing[:5]]
    positions = [text.index(label, text.index(Message("page.missing").say("en"))) for label in labels]
    assert positions == sorted(positions)
    assert Message("page.more-missing", count=len(answer.missing) - 5).say("en") in text


def test_advice_is_listed_in_full() -> None:
    """Every change of every advice."""
    answer = ANSWERS["not_eligible"]
    text = one_line(page(answer))
    assert answer.advice
    for advice in answer.advice:
        for change in advice.changes:
            assert one_line(change.text.say("en")) in text


def test_out_of_force_the_page_says_what_replaced_the_rule_set() -> None:
    """And nothing about the commune's figures."""
    text = one_line(page(ANSWERS["not_in_force"], "vi"))
    assert "51/2025/QĐ-TTg" in text
    assert "71,5" not in text
    assert "31/12/2025" in text


def test_marks_say_what_colours_say() -> None:
    """Every outcome has a sign of its own."""
    text = page(assessed(tiny({f"c{flag}": yes(flag) for flag in "abcd"}, {"any_of": ["ca", "cb", "cc", "cd"]}),
                         {"a": "na", "b": False}), is_full=True)  # fmt: skip
    assert "✘ " in text or "– " in text
    assert "? " in text


def test_the_score_is_shown_with_one_digit() -> None:
    """An interval where facts are unknown; nothing where there is none."""
    assert "16.7" in score_words(ANSWERS["not_eligible"], "en")
    assert "16,7" in score_words(ANSWERS["not_eligible"], "vi")
    assert re.findall(r"[\d.]+", score_words(ANSWERS["undetermined"], "en"))[:2] == ["0", "83.3"]
    assert score_words(ANSWERS["not_in_force"], "en") == ""


def test_several_communes_end_in_a_table() -> None:
    """One line a commune, with its name and verdict; a single one has none."""
    summary = Message("page.summary").say("en")
    assert summary not in page(ANSWERS["eligible"])
    other = ANSWERS["not_eligible"]._replace(commune=Commune(name="Xã Khác"))
    text = page([ANSWERS["eligible"], other])
    table = text[text.rindex(summary) :]
    first, second = [line for line in table.splitlines()[1:] if line.strip()]
    assert "Xã Tân Mỹ" in first
    assert Message("verdict.eligible").say("en") in first
    assert "Xã Khác" in second
    assert Message("verdict.not_eligible").say("en") in second


@pytest.mark.parametrize("width", [40, 50, 80])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_keeps_its_width_and_every_name(language: Language, width: int) -> None:
    """However little room there is, each line begins to say which commune it is about."""
    answers = [*ANSWERS.values()]
    text = page(answers, language, width)
    table = text[text.rindex(Message("page.summary").say(language)) :]
    assert [line for line in table.splitlines() if cell_len(line) > width] == []
    assert table.count("Xã T") == len(answers)


def test_a_commune_without_a_name_goes_by_its_code() -> None:
    """Or is said to have no name."""
    coded = ANSWERS["eligible"]._replace(commune=Commune(code="01001"))
    nameless = ANSWERS["eligible"]._replace(commune=Commune())
    assert "01001" in page(coded)
    assert Message("page.commune-without-name").say("en") in page(nameless)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_village_is_called_a_village(language: Language) -> None:
    """A rule set for villages never speaks of a commune without a name."""
    found = assessed(load("smart-village-ninhbinh-2022"), {"smartphone_rate": "95%"}, PILOT)
    shown = page(found._replace(commune=Commune()), language)
    assert Message("page.village-without-name").say(language) in shown
    assert Message("page.commune-without-name").say(language) not in shown


@given(samples(), facts, st.integers(40, 120), st.sampled_from(LANGUAGES))
def test_every_answer_can_be_shown(sample: Sample, known: dict[str, str], width: int, language: Language) -> None:
    """Of any rule set and any facts, at any width."""
    answer = assessed(sample.ruleset, known, DAY)
    text = page(answer, language, width)
    assert Message(f"verdict.{answer.verdict}").say(language).upper() in one_line(text)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


# ---------------------------------------------------------------------------------------------------------------------
# Lines

words = st.lists(
    st.text(
        st.one_of(st.sampled_from("abcđẫ全角ＡÅ👩✔%,.-"), st.characters(categories=["L", "N", "P", "S"])), min_size=1
    ),
    max_size=12,
)


@given(words, st.integers(2, 60))
def test_wrapping_keeps_every_letter(parts: list[str], width: int) -> None:
    """In order, and no line is wider than the room."""
    lines = list(islice(wrapped(" ".join(parts), width), 10_000))
    assert "".join("".join(lines).split()) == "".join("".join(parts).split())
    assert [line for line in lines if cell_len(line) > width] == []


@given(words, st.integers(20, 60))
def test_wrapping_keeps_words_whole(parts: list[str], width: int) -> None:
    """A word that fits on a line is not cut, and lines are filled."""
    text = " ".join(part for part in " ".join(parts).split() if cell_len(part) <= width)
    lines = list(wrapped(text, width))
    assert " ".join(lines).split() == text.split()
    for line, following in pairwise(lines):
        assert cell_len(f"{line} {following.split()[0]}") > width


@given(words, st.integers(0, 60), st.integers(40, 100))
def test_an_item_keeps_to_the_page(parts: list[str], level: int, width: int) -> None:
    """Marks, indents and percent signs included, and it ends, at every depth a rule file can have."""
    out = Page(width, "vi")
    out.item("✔", " ".join([*parts, "71,5 %", "(cần từ 80 % trở lên)"]), level)
    assert [line for line in out.text.plain.splitlines() if cell_len(line) > width] == []
    assert "".join(out.text.plain.split()).endswith("(cầntừ80%trởlên)")


@pytest.mark.parametrize("length", range(20, 45))
def test_a_percent_sign_never_stands_over_the_edge(length: int) -> None:
    """A number and its sign stay together, on a line that has room for both."""
    out = Page(40, "vi")
    out.item("-", "x" * length + " 71,5 %")
    lines = out.text.plain.splitlines()
    assert [line for line in lines if cell_len(line) > 40] == []
    assert any("71,5 %" in line for line in lines)


@given(words, words, st.integers(40, 100))
def test_a_pair_keeps_to_the_page(left: list[str], right: list[str], width: int) -> None:
    """At the two ends of a line, or below each other."""
    out = Page(width, "vi")
    out.pair(" ".join(left), " ".join(right))
    assert [line for line in out.text.plain.splitlines() if cell_len(line) > width] == []
    assert "".join(out.text.plain.split()) == "".join("".join([*left, *right]).split())


@given(words, st.integers(40, 100))
def test_a_heading_keeps_to_the_page(parts: list[str], width: int) -> None:
    """A long heading is wrapped like everything else."""
    out = Page(width, "vi")
    out.heading(" ".join(parts))
    assert [line for line in out.text.plain.splitlines() if cell_len(line) > width] == []


# ---------------------------------------------------------------------------------------------------------------------
# Problems


def shown(place: Place, width: int = 80) -> list[str]:
    problem = Problem("not-a-number", place, Message("not-a-number", found="x"))
    return problems([problem], "en", width).plain.splitlines()


def test_a_problem_points_at_its_place() -> None:
    """The source line below it, and a mark as wide as what is wrong."""
    first, line, mark = shown(Place("a.yaml", 3, 7, 4, "rate: 12,5"))
    assert first == "a.yaml:3:7: `x` is not a number [not-a-number]"
    assert line.endswith("| rate: 12,5")
    assert line[mark.index("^") : mark.rindex("^") + 1] == "12,5"


def test_a_problem_without_a_line_stands_alone() -> None:
    """A file as a whole has no line to show, and neither has an empty one."""
    assert len(shown(Place("a.yaml"))) == 1
    assert len(shown(Place("a.yaml", 1, 1, 1, ""))) == 1
    assert len(shown(Place("a.yaml", 1, 1, 1, "   "))) == 1


@given(
    st.text(st.sampled_from("abc đẫ全\t\x1b\u202e:{}"), min_size=1, max_size=200),
    st.integers(0, 199),
    st.integers(1, 60),
    st.integers(40, 120),
)
def test_the_mark_stays_below_its_place(excerpt: str, start: int, wide: int, width: int) -> None:
    """However far right the place is and whatever letters stand before it, and no line is wider than the terminal."""
    start %= len(excerpt)
    lines = shown(Place("a.yaml", 1, start + 1, wide, excerpt), width)
    if len(lines) == 1:
        assert not excerpt.strip()
        return
    _, line, mark = lines
    assert max(cell_len(line), cell_len(mark)) <= width
    assert mark.strip("^ ") == ""
    assert "^" in mark
    assert line.isprintable()


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_leads_to_the_verdict_that_the_rule_set_names(language: Language) -> None:
    """A village is not advised to become eligible, but to become a smart village."""
    ruleset = load("smart-village-ninhbinh-2022")
    found = assessed(ruleset, {"smartphone_rate": "80%", "free_wifi_culture_house": True}, PILOT)
    goal = ruleset.called[Verdict.ELIGIBLE].say(language)
    assert Message("page.advice-called", verdict=goal).say(language) in one_line(page(found, language))
    assert Message("page.advice").say(language) not in one_line(page(found, language))
