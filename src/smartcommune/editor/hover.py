"""A name to what is said of it beside the pointer: its label, its value in force, on what that rests, and the quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from smartcommune.authoring.show.describe import describe
from smartcommune.authoring.show.description import (
    Cited,
    ConditionText,
    Description,
    basis,
    reported,
    source_line,
    taken,
)
from smartcommune.authoring.show.description import name as threshold_name
from smartcommune.editor.labels import label_of
from smartcommune.editor.naming import Found, declarations, indicator_of
from smartcommune.editor.pages import Pages
from smartcommune.messages import Language, Listed, Message, Sayable, Words, say
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sources import Citation, LegalSource
from smartcommune.render.safe import markdown


def hover(pages: Pages, found: Found, day: date, language: Language) -> str | None:
    """What is known of a name, as Markdown; None of what is not declared.

    Args:
        pages: the files.
        found: the name, and where it stands.
        day: of which the values are shown, or the nearest day in force.
        language: of the answer.
    """
    rules = pages.rules(found.page)
    ruleset = None if rules is None else pages.ruleset(rules)
    lines: list[Sayable | str] = [] if ruleset is None else list(_known(found, ruleset, day))
    if not lines:
        lines = list(_declared(pages, found))
    if not lines:
        return None
    title, *rest = (say(line, language) for line in lines)
    return "\n\n".join([f"**{markdown(title)}** `{found.name.text}`", *map(markdown, rest)])


def _known(found: Found, ruleset: RuleSet, day: date) -> Iterator[Sayable | str]:
    name = found.name.text
    match found.name.kind:
        case "indicator" if name in ruleset.indicators:
            yield from _indicator(ruleset, name)
        case "value":
            yield from _value(found, ruleset)
        case "source" if name in ruleset.sources:
            yield from _source(ruleset.sources[name])
        case "threshold" if name in ruleset.thresholds:
            yield from _threshold(describe(ruleset, None, day), name, ruleset)
        case "criterion" if name in ruleset.criteria:
            yield from _criterion(describe(ruleset, None, day, name), name, ruleset)
        case "level":
            yield from (level.label for level in ruleset.levels if level.id == name)


def _indicator(ruleset: RuleSet, name: str) -> Iterator[Sayable]:
    indicator = ruleset.indicators[name]
    yield indicator.label
    unit = (indicator.unit,) if indicator.unit else ()
    yield Listed((Message("editor.type", type=indicator.type), *unit), " · ")
    if indicator.values:
        each = (Message("show.threshold", label=f"`{id}`", value=label) for id, label in indicator.values.items())
        yield Listed(tuple(each), "; ")
    if indicator.about is not None:
        yield indicator.about


def _value(found: Found, ruleset: RuleSet) -> Iterator[Sayable]:
    indicator = ruleset.indicators.get(indicator_of(found.page.document, found.name.path) or "")
    label = None if indicator is None else indicator.values.get(found.name.text)
    if indicator is not None and label is not None:
        yield from (label, indicator.label)


def _threshold(told: Description, name: str, ruleset: RuleSet) -> Iterator[Sayable | str]:
    limit = next((each for each in told.thresholds if each.id == name), None)
    threshold = ruleset.thresholds[name]
    if limit is None:  # nothing uses it
        yield threshold.label or threshold.id
        return
    yield threshold_name(limit)
    yield Listed((limit.value, taken(told.day)), " · ")
    yield basis(limit)
    yield from _cited(limit.citations)


def _criterion(told: Description, name: str, ruleset: RuleSet) -> Iterator[Sayable]:
    requirement = next((each for each in told.criteria if each.id == name), None)
    if requirement is None:
        yield ruleset.criteria[name].label
        return
    yield requirement.label
    if requirement.applies is not None:
        yield Message("show.threshold", label=Message("show.applies"), value=_clause(requirement.applies))
    yield Message("show.threshold", label=Message("show.needed"), value=_clause(requirement.test))
    yield taken(told.day)
    yield from _cited(requirement.citations)


def _clause(clause: ConditionText) -> Sayable:
    """A condition in one line, with what it puts together."""
    if not clause.members:
        return clause.text
    return Message("show.threshold", label=clause.text, value=Listed(tuple(map(_clause, clause.members)), "; "))


def _cited(citations: Iterable[Cited]) -> Iterator[Sayable]:
    """The citations, without the numbers that they have in a list, and the words of each document once."""
    named = tuple(Citation(cited.source, cited.at) for cited in citations)
    yield Message("show.citations", citations=Listed(named, "; "))
    for source in dict.fromkeys(citation.source for citation in named):
        if source.quote is not None:
            yield Message("editor.quote", quote=Words(source.quote, source.quote))


def _source(source: LegalSource) -> Iterator[Sayable]:
    yield source.title
    yield source_line(source)
    told = reported(source)
    if told is not None:
        yield told
    if source.quote is not None:
        yield Message("editor.quote", quote=Words(source.quote, source.quote))


def _declared(pages: Pages, found: Found) -> Iterator[Sayable | str]:
    """Of a rule set that never was whole, what its file says where the name is declared."""
    for each in declarations(pages, found)[:1]:
        yield label_of(each) or each.name.text
