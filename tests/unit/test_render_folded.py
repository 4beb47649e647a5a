"""The ordinary page of a commune: what decides is whole, the rest a line each, and the verdict is what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.api import Rules
from smartcommune.assess.assessment import Assessment, Reason
from smartcommune.logic import Outcome
from smartcommune.messages import LANGUAGES, Language, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.render.folded import comparisons
from smartcommune.render.text import MOST_SIBLINGS, SCREEN, assessments, title, verdict_words
from smartcommune.rulesets.library import load, named_in
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source

from .tiny import DAY, assessed, threshold, tiny, yes
from .trees import Sample, facts, samples

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCORED = ROOT / "tests" / "files" / "scored" / "scored.yaml"
SCORED_FACTS = {"terrain": "low", "people": "3600", "plan": True, "rate": "72%", "tasks": "90%", "council": "1.5"}


def page(answer: Assessment, language: Language = "vi", *, is_full: bool = False) -> str:
    return assessments([answer], language, 80, is_full=is_full).plain


def one_line(text: str) -> str:
    return " ".join(text.split())


def example(path: Path) -> Assessment:
    document = read_document(read_source(str(path)))
    return Rules(named_in(document)).check_document(document)


def deciding(answer: Assessment) -> Iterator[Reason]:
    """Every comparison that the verdict rests on."""
    for branch in answer.deciding:
        yield from comparisons(branch)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_is_what_is_seen(path: Path, language: Language) -> None:
    """The page of each example fits a screen of 24 lines, or ends in the commune and its verdict."""
    answer = example(path)
    text = page(answer, language)
    if text.count("\n") > SCREEN:
        last = text.rstrip("\n").split("\n\n")[-1]
        assert one_line(last).startswith(f"{title(answer, language)}: {verdict_words(answer, language)}")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_reason_that_decides_stays(path: Path) -> None:
    """Of a verdict that is settled, with its value and what it needs."""
    answer = example(path)
    text = one_line(page(answer))
    if answer.verdict is not Verdict.UNDETERMINED:
        for reason in deciding(answer):
            assert one_line(f"{reason.label.say('vi')}: {reason.text.say('vi')}") in text


@given(samples(), facts, st.sampled_from(LANGUAGES))
def test_whatever_decides_is_told(sample: Sample, known: dict[str, str], language: Language) -> None:
    """In any rule set, folded or not; long pages end in their verdict."""
    answer = assessed(sample.ruleset, known, DAY)
    folded, full = (page(answer, language, is_full=is_full) for is_full in (False, True))
    if answer.verdict in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE):
        for reason in deciding(answer):
            if reason.points is None:
                assert one_line(reason.text.say(language)) in one_line(folded)
    for text in (folded, full):
        assert text.count("\n") <= SCREEN or verdict_words(answer, language) in one_line(text)[-400:]


def test_of_what_is_excluded_the_part_that_is_met_decides() -> None:
    """`none_of` and `not` fail by what is met, and hold by all that is not."""
    ruleset = tiny({"it": {"none_of": [yes("a"), yes("b")]}, "other": {"not": {"all_of": [yes("c"), yes("d")]}}}, "it")
    failed = assessed(ruleset, {"a": True, "b": False})
    (branch,) = failed.deciding
    assert [reason.label.say("en") for reason in branch.decisive] == ["a"]
    (branch,) = assessed(ruleset, {"a": False, "b": False}).deciding
    assert [reason.outcome for reason in branch.decisive] == [Outcome.NOT_MET] * 2


def test_a_folded_branch_says_that_it_rests_on_an_assumption() -> None:
    """The mark stands at its line, for its figures are not shown."""
    need = {"enough": threshold("percent", "50%", basis="assumption")}
    inner = {"indicator": "rate", "gte": {"threshold": "enough"}}
    criteria = {"it": {"all_of": ["inner", yes("b")]}, "inner": inner}
    text = page(assessed(tiny(criteria, "it", thresholds=need), {"rate": "60%", "b": False}), "en")
    assert "✔ inner (assumed*)" in text
    assert Message("page.assumed-folded").say("en") in text
    assert "60%" not in text


def test_a_group_with_one_part_that_decides_is_that_part() -> None:
    """A step that says nothing is left out; with two such parts the group is there, for both are needed."""
    rules = {"it": {"any_of": [yes("a"), {"all_of": [yes("b"), yes("c")]}]}}
    facts = {"a": False, "b": True, "c": False}
    group = Message("label.all_of").say("en")
    assert group not in page(assessed(tiny(rules, "it"), facts), "en")
    assert group in page(assessed(tiny(rules, "it"), {**facts, "b": False}), "en")
    assert group in page(assessed(tiny(rules, "it"), facts), "en", is_full=True)


def test_many_parts_that_do_not_decide_are_not_listed() -> None:
    """Their number stands in the sentence of the criterion."""
    members = [yes(flag) for flag in "abcdef"]
    more = {"it": {"all_of": [*members, {"indicator": "rate", "gte": "50%"}]}}
    assert len(members) + 1 > MOST_SIBLINGS
    answer = assessed(tiny(more, "it"), {**dict.fromkeys("abcdef", True), "rate": "40%"})
    assert "✔" not in page(answer, "en")
    assert page(answer, "en", is_full=True).count("✔") == len(members)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("5000", ["Class A: Total 67.81 of 91 points (needs at least 60 points); Basic", "Size 17.5 of 35 points"]),
        ("3600", ["Class A: Size 10.5 of 35 points (needs at least 50% of the most)", "Class B: Total 60.81 of 91"]),
    ],
)
def test_a_level_is_told_with_what_each_takes(people: str, told: list[str]) -> None:
    """From the best to the one that is reached, with the points that decide and the need."""
    more = {"people": people, "council": "5.5", "tasks": "100%", "late": "3"}
    text = one_line(page(assessed(load(str(SCORED)), {**SCORED_FACTS, **more}, DAY), "en"))
    assert [words for words in told if words not in text] == []
    assert ("Class B: Total" in text) is (people == "3600")


def test_what_is_attested_is_said_as_offices_say_it() -> None:
    """Achieved, not yet achieved, not assessed; no fact that is turned round, or says to whom a rule applies."""
    rules = {"it": yes("a"), "no": {"none_of": [yes("b")]}, "some": {"test": yes("d"), "applies_when": yes("c")}}
    ruleset = tiny(rules, {"all_of": ["it", "no", "some"]})
    text = one_line(page(assessed(ruleset, {"a": False, "b": True, "c": True}), is_full=True))
    assert "chưa đạt (yêu cầu: đạt)" in text
    assert "b: có" in text
    assert "chưa đánh giá (yêu cầu: đạt)" in text
    assert "✔ Diện áp dụng: có" in text
