"""Every built-in rule set, walked: what it cites, quotes, assumes and says, and that its cases show every outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from smartcommune.authoring.cases import cases_beside, run_case
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.lints.text_figures import figures, in_words
from smartcommune.authoring.show.describe import summary
from smartcommune.authoring.show.description import BASES, KINDS
from smartcommune.logic import Outcome
from smartcommune.messages import LANGUAGES, Language, Words
from smartcommune.model.condition import Leaf, parts
from smartcommune.model.conditions import conditions
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.model.sources import Citation
from smartcommune.model.threshold import Threshold
from smartcommune.quantity import plain
from smartcommune.render import show_text
from smartcommune.rulesets.library import built_in, load_built_in
from smartcommune.source.document import Document, Path, Table
from smartcommune.source.files import read_source
from tests.quick import RULE_SETS, some

each: Final = pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))

DENOMINATORS: Final = {
    "smartphone_rate",
    "smartphone_rate_subscriptions",
    "smartphone_rate_working_age",
    "smartphone_rate_households",
    "smartphone_rate_population",
}
DECIDED: Final = {Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN}


def own(ruleset: RuleSet, part: str) -> tuple[str, ...]:
    """The names that a rule set's own file declares in one of its parts."""
    node = ruleset.document.node((part,))
    return tuple(node.entries) if isinstance(node, Table) else ()


def own_thresholds(ruleset: RuleSet) -> list[Threshold]:
    return [ruleset.thresholds[id] for id in own(ruleset, "thresholds")]


def cited(ruleset: RuleSet) -> Iterator[Citation]:
    """Every citation of a rule set, those of what it takes over included."""
    for item in (*ruleset.criteria.values(), *ruleset.thresholds.values(), *ruleset.remarks):
        yield from item.citations


@each
def test_every_document_says_how_it_was_read(id: str) -> None:
    """Nothing is taken as read because nobody wrote that it was not; and no address looks like something else."""
    document = load_built_in(id).document
    for source in own(load_built_in(id), "sources"):
        assert document.text(("sources", source, "reading")), source
        assert "bong-da" not in (document.text(("sources", source, "url")) or ""), source


def said(document: Document, path: Path) -> bool:
    """Whether a text stands at a path in both languages."""
    return all((document.text((*path, language)) or "").strip() for language in LANGUAGES)


# ---------------------------------------------------------------------------------------------------------------------
# Citations


@each
def test_whatever_is_required_is_cited(id):
    """Every criterion, every threshold and every notice names the document that it rests on."""
    ruleset = load_built_in(id)
    criteria = [item for id, item in ruleset.criteria.items() if not is_borrowed(id)]  # those of others: in their files
    assert [item.id for item in (*criteria, *ruleset.thresholds.values()) if not item.citations] == []
    assert all(remark.citations for remark in ruleset.remarks)


@each
def test_a_citation_leads_to_a_document_that_can_be_found(id):
    """Number, issuer and date; where one is not known, the file says so; the press needs a title and a day."""
    ruleset = load_built_in(id)
    assert {citation.source.id for citation in cited(ruleset)} <= set(ruleset.sources)
    for name in own(ruleset, "sources"):
        source, explained = ruleset.sources[name], said(ruleset.document, ("sources", name, "undated"))
        assert source.title.vi, name
        assert source.title.en, name
        assert source.date or explained, name
        if source.kind in ("law", "guidance"):
            assert source.number, name
            assert source.issuer, name
        if source.kind == "province":
            assert source.issuer, name
            assert source.number or explained, name


def test_a_document_is_the_same_in_every_rule_set():
    """One number, or where there is none one title, has one title, issuer, date and kind in all files."""
    known: dict[str, tuple[str, tuple[object, ...]]] = {}
    for id in sorted(built_in()):
        ruleset = load_built_in(id)
        for name in own(ruleset, "sources"):
            source = ruleset.sources[name]
            same = (source.title, source.issuer, source.date, source.undated, source.kind)
            where, first = known.setdefault(source.number or source.title.vi, (id, same))
            assert first == same, (id, where, name)


# ---------------------------------------------------------------------------------------------------------------------
# Figures


@each
def test_figures_are_those_of_the_quotes(id):
    """No figure, bound or text of either language differs from the words of the document; nothing else is wrong."""
    path = built_in()[id]
    assert [problem.say("en") for problem in validate(read_source(str(path)), LINTS.values())] == []


@each
def test_an_assumption_names_the_test_its_figure_is_from(id):
    """In both languages, and with the figure itself, so that a reader can look it up."""
    for threshold in own_thresholds(load_built_in(id)):
        if threshold.basis == "assumption":
            assert threshold.from_test is not None, threshold.id
            for language in LANGUAGES:
                assert figure_stands_in(threshold, threshold.from_test, language), (threshold.id, language)


def figure_stands_in(threshold: Threshold, words: Words, language: Language) -> bool:
    """Whether the first value of a threshold is among the figures of a text."""
    value, text = plain(threshold.values[0].default), words.say(language)  # type: ignore[arg-type]  # thresholds are numbers
    # A number may be of percent of something, as the income of a model commune is.
    forms = {"percent": (f"{value}%",), "number": (value, f"{value}%")}.get(threshold.type, (value,))
    return any(form in figures(text, language) or in_words(form, text, language) for form in forms)


@each
def test_a_figure_that_is_not_assumed_stands_in_a_quote(id):
    """What is presented as set by a law, a guidance or a province stands in quoted words of a source that it cites."""
    for threshold in own_thresholds(load_built_in(id)):
        if threshold.basis != "assumption":
            quotes = [citation.source.quote for citation in threshold.citations if citation.source.quote]
            assert any(figure_stands_in(threshold, Words(quote, quote), "vi") for quote in quotes), threshold.id


@each
def test_an_extension_says_what_it_could_not_use(id):
    """A province's rule set names, in its own file, what is not known of that province."""
    ruleset = load_built_in(id)
    if ruleset.parent is not None:
        assert set(ruleset.not_known) - set(ruleset.parent.not_known)


@each
def test_the_day_until_which_old_tasks_run_is_cited(id):
    """It is that of Circular 60/2026/TT-BTC, cited first, and Circular 55/2023/TT-BTC is named with it."""
    for remark in load_built_in(id).remarks:
        if "31/12/2026" in remark.text.vi:
            assert remark.citations[0].source.number == "60/2026/TT-BTC"
            assert "55/2023/TT-BTC" in remark.text.vi
            assert "55/2023/TT-BTC" in remark.text.en
            assert remark.span.last == date(2026, 12, 31)


def test_some_rule_set_tells_until_when_old_tasks_run():
    """The main one does, on every day from the end of the period to the end of 2026, and not afterwards."""
    remarks = [remark for remark in load_built_in("pilot-smart-2023").remarks if "31/12/2026" in remark.text.vi]
    for day, told in (("2025-12-31", 0), ("2026-01-01", 1), ("2026-02-15", 1), ("2026-12-31", 1), ("2027-01-01", 0)):
        assert len([remark for remark in remarks if remark.span.covers(date.fromisoformat(day))]) == told, day


@each
def test_weights_say_what_they_rest_on(id):
    """No document gives points, and the file says so where the score is explained."""
    ruleset = load_built_in(id)
    assert ruleset.score_basis in BASES
    assert ruleset.score_note is not None


@each
def test_what_is_not_known_is_said(id):
    """There is something in every rule set that could not be read, and its file says what."""
    assert load_built_in(id).not_known


# ---------------------------------------------------------------------------------------------------------------------
# Words


@each
def test_every_name_is_in_both_languages(id):
    """Indicators with what they measure, their values, thresholds and criteria."""
    ruleset = load_built_in(id)
    named: list[tuple[str, Words | None]] = [("label", ruleset.label)]
    for indicator in ruleset.indicators.values():
        named += [(indicator.id, indicator.label), (f"{indicator.id}.about", indicator.about)]
        named += [(f"{indicator.id}.{value}", label) for value, label in indicator.values.items()]
    named += [(threshold.id, threshold.label) for threshold in ruleset.thresholds.values()]
    named += [(criterion.id, criterion.label) for criterion in ruleset.criteria.values()]
    assert [name for name, words in named if words is None or words.vi == words.en] == []


@each
def test_a_smartphone_share_says_of_whom(id):
    """Each of the five denominators is an indicator of its own that refuses the four others with an explanation."""
    indicators = load_built_in(id).indicators
    for name in DENOMINATORS & set(indicators):
        assert set(indicators[name].not_to_be_confused) >= DENOMINATORS - set(indicators), name
        assert indicators[name].about is not None


# ---------------------------------------------------------------------------------------------------------------------
# Cases


@each
def test_every_criterion_is_seen_met_not_met_and_unknown(id):
    """In some case each, also of what is taken over from the rule set that this one extends."""
    ruleset = load_built_in(id)
    seen: dict[str, set[Outcome]] = {}
    for case in cases_beside(ruleset, built_in()[id]):
        result = run_case(case, ruleset)
        for criterion, outcome in result.outcomes.items():
            seen.setdefault(criterion, set()).add(outcome)
    criteria = [name for name in ruleset.criteria if not is_borrowed(name)]
    lacking = {name: DECIDED - seen.get(name, set()) for name in criteria}
    assert {name: outcomes for name, outcomes in lacking.items() if outcomes} == {}


@each
def test_every_indicator_is_used(id):
    """By a condition, as a count of a share, or as the place that a threshold depends on."""
    ruleset = load_built_in(id)
    used = {part.indicator for each in conditions(ruleset) for part in parts(each) if isinstance(part, Leaf)}
    used |= {name for item in ruleset.indicators.values() if item.share for name in item.share} | ruleset.places
    assert set(ruleset.indicators) <= used


# ---------------------------------------------------------------------------------------------------------------------
# The list


@each
def test_the_list_tells_on_what_it_rests(id):
    """How many criteria cite law, guidance, a province or the press first; on what thresholds and weights rest."""
    ruleset = load_built_in(id)
    found = summary(ruleset, 1)
    assert set(found.grounds) == set(KINDS)
    assert sum(found.grounds.values()) == found.criteria
    page = show_text.summaries([found], "en", 100).plain
    assert f"{found.criteria} criteria, resting on:" in page
    assert ("Weights of the score: assumed*" in page) == (ruleset.score_basis == "assumption")
    if found.thresholds:
        assert all(f"{basis} " in page for basis in ("law", "guidance", "provincial decision", "assumed*"))
