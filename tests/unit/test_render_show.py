"""Descriptions to text, Markdown and JSON: everything shows, nothing acts, and no line is wider than the page."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from smartcommune.authoring.show.describe import describe, summary
from smartcommune.authoring.show.description import Description, counted, grounds
from smartcommune.messages import LANGUAGES, Language, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.render import show_json, show_markdown, show_text
from smartcommune.rulesets.library import built_in, load
from tests.quick import RULE_SETS as QUICK
from tests.quick import some

from .small import changed, parse_ruleset, small
from .tiny import ethnic, threshold, tiny, yes
from .trees import Sample, samples

TODAY = date(2023, 6, 30)
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PILOT = "pilot-smart-2023"
RULE_SETS = {**{id: load(id) for id in built_in()}, "ethnic": ethnic(), "small": small()}
each = pytest.mark.parametrize("id", some(RULE_SETS, (*QUICK, "ethnic", "small")))
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def described(ruleset: RuleSet, criterion: str | None = None, day: date | None = None) -> Description:
    return describe(ruleset, day, TODAY, criterion)


def text(found: Description, language: Language = "en", width: int = 80) -> str:
    return show_text.description(found, language, width).plain


def one_line(page: str) -> str:
    """The page without its line ends, to look for words that may be wrapped."""
    return " ".join(page.split())


def tokens(found: Description, language: Language = "en") -> list[Token]:
    return READER.parse(show_markdown.description(found, language))


def seen(found: list[Token]) -> str:
    """What a reader of the Markdown sees."""
    inline = (child.content for token in found if token.type == "inline" for child in token.children or [])
    return one_line(" ".join(inline))


def read(found: Description, language: Language = "en") -> dict[str, Any]:
    return dict(json.loads(show_json.description(found, language)))


# ---------------------------------------------------------------------------------------------------------------------
# Text


@each
@in_each_language
@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_page(id: str, language: Language, width: int) -> None:
    """And none wider than 100 columns, however wide the terminal is."""
    lines = text(described(RULE_SETS[id]), language, width).splitlines()
    assert [line for line in lines if cell_len(line) > min(width, 100)] == []


@each
@in_each_language
def test_the_page_has_everything(id: str, language: Language) -> None:
    """Criteria, thresholds with their values, sources with their quotes, what is not known, notices."""
    found = described(RULE_SETS[id])
    page = one_line(text(found, language, 100)).replace(" | ", " ")
    wanted = [item.label for item in found.criteria]
    wanted += [figure.text for item in found.thresholds for figure in item.figures]
    wanted += [source.title for _, source in found.sources]
    wanted += [*found.not_known, *(item.text for item in found.remarks)]
    wanted += [item.note for item in found.criteria if item.note is not None]
    for words in wanted:
        assert one_line(words.say(language)) in page
    for _, source in found.sources:
        assert one_line(source.quote or "") in page


def test_what_is_assumed_has_the_mark_and_what_is_law_has_not() -> None:
    """At the figure, at the threshold, in the count; law stands first."""
    page = text(described(small()))
    assert "Share: more than 40%, assumed*" in one_line(page)
    assert page.index("§ high") < page.index("* guess")
    assert "law 2 · guidance 0 · provincial decision 0 · assumed* 1" in page
    assert Message("show.assumed").say("en") in page


def test_a_page_without_assumptions_has_no_legend() -> None:
    """A legend for a mark that does not occur would only worry."""
    assert Message("show.assumed").say("en") not in text(described(ethnic()))


def test_a_threshold_by_place_has_a_line_a_place() -> None:
    """Below its name and what it depends on."""
    lines = [line.strip() for line in text(described(ethnic())).splitlines()]
    start = lines.index("§ poverty_high, by Region")
    assert lines[start + 1 : start + 3] == ["mekong_delta: 15%", "Elsewhere: 20%"]


def test_a_threshold_by_place_says_that_it_is_exclusive() -> None:
    """Once, for all its places."""
    need = {"need": threshold("percent", "20%", places={"delta": "15%"}, exclusive="true")}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "need"}}}, "it", thresholds=need)
    assert "§ need, by region (reaching it exactly does not suffice)" in one_line(text(described(ruleset)))


def test_a_threshold_of_part_of_the_period_says_so() -> None:
    """One that is valid throughout does not."""
    assert "Valid: since 2023-01-01" in text(described(small()))
    assert "Valid:" not in text(described(ethnic()))


def test_ambiguities_are_shown_with_both_readings() -> None:
    """The one taken first."""
    page = one_line(text(described(load(PILOT))))
    assert (
        page.index("Open to reading AMB-6")
        < page.index("Reading taken: No.")
        < page.index("Other reading: Yes, because")
    )


def test_a_part_says_nothing_of_the_verdict() -> None:
    """Only of its criteria, thresholds and sources."""
    page = text(described(load(PILOT), "smartphone_use"))
    assert Message("show.verdict").say("en").upper() not in page
    assert "11. Smartphone use" in page
    markdown = show_markdown.description(described(load(PILOT), "smartphone_use"), "en")
    assert f"## {Message('show.verdict').say('en')}" not in markdown


def test_a_notice_without_a_citation_is_shown() -> None:
    """Its text is all there is."""
    bare = described(parse_ruleset(changed(("2022-12-31, cite: law, text", "2022-12-31, text"))))
    assert text(bare).rstrip().endswith("2021-01-01 – 2022-12-31: Note")
    assert show_markdown.description(bare, "en").endswith("- 2021-01-01 – 2022-12-31: Note\n")


@given(samples(), st.integers(40, 120), st.sampled_from(LANGUAGES))
def test_every_rule_set_can_be_shown(sample: Sample, width: int, language: Language) -> None:
    """In every format, at any width."""
    found = described(sample.ruleset)
    page = text(found, language, width)
    assert [line for line in page.splitlines() if cell_len(line) > width] == []
    assert tokens(found, language)
    assert read(found, language)["ruleset"]["id"] == "tiny"


def test_a_deep_condition_keeps_to_the_page() -> None:
    """As deep as rule files go."""
    deep: Any = yes("a")
    for _ in range(20):
        deep = {"any_of": [deep]}
    found = described(tiny({"it": deep}, "it"))
    assert [line for line in text(found, "vi", 40).splitlines() if cell_len(line) > 40] == []


# ---------------------------------------------------------------------------------------------------------------------
# Markdown


@each
@in_each_language
def test_the_markdown_has_everything(id: str, language: Language) -> None:
    """A heading a criterion, a row a threshold and what earns points, a quote a source that has one."""
    found = described(RULE_SETS[id])
    parsed = tokens(found, language)
    assert sum(token.type == "heading_open" and token.tag == "h3" for token in parsed) == len(found.criteria)
    rows = [token for token in parsed if token.type == "tr_open"]
    assert len(rows) == sum(len(table) + 1 for table in (found.thresholds, found.table) if table)
    quotes = [token for token in parsed if token.type == "blockquote_open"]
    assert len(quotes) == sum(source.quote is not None for _, source in found.sources)
    visible = seen(parsed)
    for _, source in found.sources:
        assert one_line(source.title.say(language)) in visible


def test_markdown_shows_outside_text_as_it_is() -> None:
    """Labels, quotes and notes with signs of the format neither act nor break the table."""
    evil = "<b>*x*</b> | [a](b) `c` # ~~d~~"
    ruleset = parse_ruleset(
        changed(
            ("label: {vi: Tốt, en: Good}", f'label: {{vi: Tốt, en: "{evil}"}}'),
            ("kind: press, undated", f'kind: press, quote: "{evil}", undated'),
            ("from_test: {vi: khác, en: another}", f'from_test: {{vi: khác, en: "{evil}"}}'),
            ("text: {vi: Chú ý, en: Note}", f'text: {{vi: Chú ý, en: "{evil}"}}'),
        )
    )
    found = described(ruleset)
    parsed = tokens(found)
    assert seen(parsed).count(evil) >= 4
    children = [child.type for token in parsed for child in token.children or []]
    assert not {"html_inline", "link_open", "s_open", "em_open"} & set(children)
    assert {parsed[number].type for number in range(len(parsed))} & {"html_block"} == set()
    cells = sum(token.type == "td_open" for token in parsed)
    assert cells == 5 * len(found.thresholds)


def test_assumed_values_are_bold_in_the_table() -> None:
    """And those of law are not."""
    page = show_markdown.description(described(small()), "en")
    assert "| **40% (reaching it exactly does not suffice)**" in page
    assert "| **80%" not in page


def test_markdown_marks_what_applies_when() -> None:
    """Before the requirement."""
    page = show_markdown.description(described(ethnic()), "en")
    assert page.index("**Applies only when:** Region: mekong\\_delta") < page.index("**Requirement:** Poor minority")


def test_markdown_says_what_a_province_replaces() -> None:
    """Beside the value."""
    page = show_markdown.description(described(load("pilot-smart-lam-dong")), "vi")
    assert "Dựa trên bộ tiêu chí: pilot-smart-2023" in page
    assert "; Thay cho 80 % trong pilot-smart-2023 |" in page


# ---------------------------------------------------------------------------------------------------------------------
# JSON


@each
@in_each_language
def test_json_is_versioned_and_has_everything(id: str, language: Language) -> None:
    """With the ids that programs need and numbers as numbers."""
    found = described(RULE_SETS[id])
    document = read(found, language)
    assert document["schema"] == "smartcommune/ruleset/1"
    assert [item["id"] for item in document["criteria"]] == [item.id for item in found.criteria]
    assert [item["id"] for item in document["thresholds"]] == [item.id for item in found.thresholds]
    assert [item["id"] for item in document["sources"]] == [source.id for _, source in found.sources]
    assert document["as_of"]["date"] == found.day.date.isoformat()
    others = (document["ruleset"]["uses"], document["ruleset"]["replaced_by"])
    assert others == ([other.id for other in found.header.uses], list(found.header.replaced_by))
    assert sum(document["counts"].values()) == len(found.thresholds)


def test_json_gives_values_by_place_and_basis() -> None:
    """The ordinary value has no place."""
    high, _ = read(described(ethnic()))["thresholds"]
    values = [(value["place"], value["value"]) for value in high["values"]]
    assert values == [("mekong_delta", 15), (None, 20)]
    assert (high["basis"], high["by"], high["replaces"]) == ("law", "Region", None)


def test_json_keeps_the_tree_of_a_condition() -> None:
    """Kinds, criteria, indicators and thresholds; the sentence stands beside it."""
    document = read(described(small()))
    many = next(item for item in document["criteria"] if item["id"] == "many")
    assert many["test"]["kind"] == "at_least"
    assert [member["kind"] for member in many["test"]["members"]] == ["criterion", "leaf", "none_of", "must"]
    assert many["test"]["members"][1]["thresholds"] == ["guess"]
    assert many["test"]["members"][1]["assumed"] is True
    assert many["applies_when"]["kind"] == "not"
    assert many["sentence"].startswith("Of the following, at least 2: a) Criterion")


def test_json_of_a_day_without_values_has_none() -> None:
    """An empty list, and no period."""
    guess = read(described(small(), day=date(2022, 6, 1)))["thresholds"][1]
    assert (guess["values"], guess["period"]) == ([], None)


def test_json_writes_dates_and_numbers_exactly() -> None:
    """A date as text, a number as a number."""
    several = {
        "opened_by": threshold("date", "2020-02-03"),
        "many": threshold("count", "12"),
        "half": threshold("percent", "0.5%"),
    }
    found = read(described(tiny({"it": yes("a")}, "it", thresholds=several)))["thresholds"]
    assert [item["values"][0]["value"] for item in found] == ["2020-02-03", 12, 0.5]


def test_json_cannot_act_on_a_terminal() -> None:
    """Escapes and overrides in a rule file are escaped."""
    evil = 'quote: "a\\u202eb\\u009b31m", undated'
    page = show_json.description(described(parse_ruleset(changed(("undated", evil)))), "en")
    assert all(sign == "\n" or sign.isprintable() for sign in page)
    assert json.loads(page)["sources"][1]["quote"] == "a\u202eb\u009b31m"


@in_each_language
def test_a_rule_set_for_villages_speaks_of_villages(language: Language) -> None:
    """Where it says what is assessed at all, in text and in Markdown."""
    found = described(parse_ruleset(changed(("format: 1\n", "format: 1\nsubject: village\n"))))
    assert found.header.subject == "village"
    for shown in (one_line(text(found, language)), one_line(show_markdown.description(found, language))):
        assert Message("show.scope-village").say(language) in shown
        assert Message("show.scope-commune").say(language) not in shown


# ---------------------------------------------------------------------------------------------------------------------
# The list

SUMMARIES = [summary(load(id), 7) for id in built_in()]


@in_each_language
@pytest.mark.parametrize("width", [40, 80, 140])
def test_the_list_has_a_block_a_rule_set(language: Language, width: int) -> None:
    """Id, label, issuer, period and figures, on lines that fit."""
    page = show_text.summaries(SUMMARIES, language, width).plain
    assert [line for line in page.splitlines() if cell_len(line) > min(width, 100)] == []
    for item in SUMMARIES:
        assert item.header.id in page
        assert item.header.label.say(language) in one_line(page)
        assert grounds(item).say(language) in one_line(page)
        assert counted(item).say(language) in one_line(page)


def test_a_list_of_nothing_is_a_heading() -> None:
    """There is nothing to show then."""
    assert one_line(show_text.summaries([], "en", 80).plain) == Message("list.title").say("en")


@in_each_language
def test_the_list_is_a_markdown_table(language: Language) -> None:
    """A row a rule set, below the heads of six columns."""
    parsed = READER.parse(show_markdown.summaries(SUMMARIES, language))
    assert sum(token.type == "tr_open" for token in parsed) == len(SUMMARIES) + 1
    assert sum(token.type == "th_open" for token in parsed) == 6
    assert counted(SUMMARIES[0]).say(language) in seen(parsed)


def test_the_list_is_json_too() -> None:
    """Versioned, with the figures as numbers."""
    document = json.loads(show_json.summaries(SUMMARIES, "en"))
    assert document["schema"] == "smartcommune/rulesets/1"
    first = next(item for item in document["rulesets"] if item["id"] == PILOT)
    assert (first["criteria"], first["cases"], first["thresholds"]) == (11, 7, 6)
    assert first["thresholds_by_basis"]["assumption"] == 6
    assert first["criteria_by_first_source"] == {"law": 0, "guidance": 11, "province": 0, "press": 0}
    assert first["weights"] == "assumption"


def test_a_rule_set_without_an_issuer_is_listed() -> None:
    """The issuer may be missing."""
    found = [summary(ethnic(), 0)]
    assert "2 thresholds: law 2" in show_text.summaries(found, "en", 80).plain
    assert "|  | 7 criteria, resting on: law 7 | 2 thresholds: law 2" in show_markdown.summaries(found, "en")
