"""Answers to pages: everything is there without a script, each citation once, and what is shown is escaped."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jinja2 import DictLoader, Environment

from smartcommune.api import load_ruleset
from smartcommune.assess.assessment import Assessment
from smartcommune.messages import Language, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.render.pages.figures import bar, found_and_needed, of_most
from smartcommune.render.pages.page import Compiled
from smartcommune.render.pages.sheets import assessments

from .tiny import Tree, assessed, ethnic, every, reason_of, threshold, tiny
from .trees import Sample, facts, samples

VOID = {"meta", "col", "rect", "path", "br", "input"}


class Read(HTMLParser):
    """A page as a strict reader takes it: every element is closed, and in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).replace("\u00a0", " ").split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def read(*answers: Assessment, language: Language = "en") -> Read:
    return Read(assessments(answers, language))


@given(samples(), facts)
def test_every_reason_stands_on_the_page(sample: Sample, known: dict[str, str]) -> None:
    """Whatever decides: each reason has a line with its outcome, its name, and what was found."""
    answer = assessed(sample.ruleset, known)
    found = read(answer)
    shown = [reason for branch in answer.branches for reason in every(branch)]
    assert len([1 for row in found.all("tr") if "style" in row]) == len(shown)
    for reason in shown:
        parts = (reason.label.say("en"), *found_and_needed(reason.text, "en"))
        assert all(" ".join(part.split()) in found.text for part in parts)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("known", [{"ntm": False, "poverty_rate": "20%"}, {"ntm": True}, {"ntm": False}])
def test_a_page_says_its_language_and_its_verdict(language: Language, known: Tree) -> None:
    """In words, with a mark beside the colour; headers of tables say what they head."""
    answer = assessed(ethnic(), known)
    found = read(answer, language=language)
    assert found.all("html") == [{"lang": language}]
    assert Message(f"verdict.{answer.verdict}").say(language) in found.text
    assert all(head.get("scope") in ("col", "row") for head in found.all("th"))


def test_a_page_asks_for_nothing() -> None:
    """Its policy lets nothing in; it has no script, no picture from elsewhere, no font."""
    found = read(assessed(ethnic(), {}))
    (policy,) = [each["content"] for each in found.all("meta") if "http-equiv" in each]
    assert str(policy).startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in str(policy)
    assert {tag for tag, _ in found.found} & {"script", "link", "img", "iframe", "object", "video"} == set()
    assert "url(" not in assessments([assessed(ethnic(), {})], "en")


def test_each_citation_stands_once() -> None:
    """However many criteria rest on it, it has one number, and the list has it once."""
    criteria = {f"c{flag}": {"test": {"indicator": flag, "is": "true"}, "cite": "law#1"} for flag in "abc"}
    found = read(assessed(tiny(criteria, {"any_of": [*criteria]}), {}))
    assert found.text.count("1/L, 1") == 1
    assert found.text.count("[1]") == 3


def test_several_communes_have_a_table_of_all() -> None:
    """Each with its verdict, and a link to its own sheet."""
    answers = [assessed(ethnic(), {"ntm": True}), assessed(ethnic(), {})]
    found = read(*answers)
    assert [each["id"] for each in found.all("article")] == ["s1", "s2"]
    assert [each["href"] for each in found.all("a")][:2] == ["#s1", "#s2"]
    assert "table" not in [tag for tag, _ in read(answers[0]).found][:8]


@pytest.mark.parametrize(
    ("test", "known", "language", "columns"),
    [
        ({"gte": "80%"}, "71.5%", "vi", ("71,5 %", "từ 80 % trở lên")),
        ({"gte": "80%"}, "71.5%", "en", ("71.5%", "at least 80%")),
        ({"gte": "80%"}, None, "vi", ("chưa có số liệu", "từ 80 % trở lên")),
        ({"gte": "80%"}, "na", "en", ("not applicable", "")),
        ({"gte": "10%", "lte": "80%"}, "50%", "en", ("50%", "at least 10%, at most 80%")),
    ],
)
def test_what_was_found_and_what_is_needed_stand_apart(
    test: Tree, known: Any, language: Language, columns: tuple[str, str]
) -> None:
    """The sentence of a reason is taken apart where its wording has the need in brackets at its end."""
    ruleset = tiny({"it": {"indicator": "rate", **test}}, {"any_of": ["it"]})
    reason = reason_of(assessed(ruleset, {} if known is None else {"rate": known}), "it")
    assert found_and_needed(reason.text, language) == columns


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_group_says_how_many_and_how_many_are_needed(language: Language) -> None:
    """A tally is what was found, its quantifier what is needed."""
    answer = assessed(tiny({"it": {"all_of": [{"indicator": "a", "is": "true"}] * 2}}, {"any_of": ["it"]}), {"a": True})
    found, need = found_and_needed(reason_of(answer, "it").text, language)
    assert need == Message("need.all_of").say(language)
    assert "2" in found
    assert need not in found


@pytest.mark.parametrize(
    ("indicator", "known", "expected"),
    [
        ("rate", "71.5%", ("71.5", ("80",))),
        ("rate", None, None),
        ("length", 30, None),
    ],
)
def test_only_a_percentage_has_a_bar(indicator: str, known: Any, expected: Any) -> None:
    """Of other figures it is not known how long a whole bar would be."""
    ruleset = tiny({"it": {"indicator": indicator, "gte": "80%" if indicator == "rate" else "20"}}, {"any_of": ["it"]})
    assert bar(reason_of(assessed(ruleset, {} if known is None else {indicator: known}), "it")) == expected


def test_an_assumed_threshold_is_told_with_its_source() -> None:
    """The need links to the list of assumed thresholds, which says for what the figure was published."""
    limits = {"least": threshold("percent", "80%", "assumption")}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "least"}}}, {"any_of": ["it"]}, thresholds=limits)
    found = read(assessed(ruleset, {"rate": "71.5%"}))
    assert {"href": "#s1-least"} in found.all("a")
    assert {"id": "s1-least"} in found.all("li")
    assert "another test" in found.text


def test_points_have_a_column_of_their_own() -> None:
    """`8 of 10`; rule sets without points have no such column."""
    assert of_most(None) is None
    assert "c-points" not in [each.get("class") for each in read(assessed(ethnic(), {})).all("col")]


def test_the_same_answer_gives_the_same_page() -> None:
    """To the byte; nothing on it depends on when it was made."""
    answer = assessed(ethnic(), {"ntm": False})
    assert assessments([answer], "vi") == assessments([answer], "vi")


def test_not_in_force_is_not_a_no() -> None:
    """What the rules said on their last day follows, marked as such."""
    rules = load_ruleset("pilot-smart-2023", as_of="2026-06-30")
    answer = rules.check({"facts": {"unit_type": "xa", "central_pilot": False}})
    assert answer.verdict is Verdict.NOT_IN_FORCE
    found = read(answer)
    assert (
        found.text.index("Rule set not in force")
        < found.text.index("As the rules stood")
        < found.text.index("Still open")
    )


@pytest.mark.parametrize("folder", ["kept", "none/at/all"])
def test_compiled_templates_are_kept_where_that_can_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Where nothing can be written every run compiles them; a changed template is not taken for the old one."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "kept").mkdir()
    for text in ("one", "two"):
        cache = Compiled(str(tmp_path / folder), "%s.compiled")
        templates = Environment(loader=DictLoader({"a": text}), bytecode_cache=cache, autoescape=True)
        assert templates.get_template("a").render() == text
    assert len(list(tmp_path.rglob("*.compiled"))) == (1 if folder == "kept" else 0)


def test_a_page_says_why_a_commune_is_in_a_group_beside_its_verdict() -> None:
    """Groups that the verdict does not hang on stand before what it rests on, with what each takes."""
    known: Tree = {"facts": {"unit_type": "xa", "planned_new_town": True, "ntm2026_01_planning": False}}
    answer = load_ruleset("ntm-2026", as_of="2026-06-30").check(known)
    assert answer.reached[0].label.say("en") == "Group 1"
    shown = "\n".join(Read(assessments([answer], "en")).texts)
    assert shown.index("Planned as a new urban area") < shown.index("Planning")
