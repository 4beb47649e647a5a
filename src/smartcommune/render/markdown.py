"""Assessments to Markdown, for pasting into a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smartcommune.assess.assessment import Advice, Assessment, Reason
from smartcommune.messages import Language, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.quantity import written_date
from smartcommune.render.safe import markdown
from smartcommune.render.text import MARKS, bracketed, not_in_force, score_words, title


def assessments(answers: Iterable[Assessment], language: Language) -> str:
    """A section a commune: verdict, a table of the criteria, what is missing, notes."""
    return "\n".join("\n".join(_section(answer, language)) + "\n" for answer in answers)


def _section(answer: Assessment, language: Language) -> Iterator[str]:
    yield f"## {markdown(title(answer, language))}"
    yield ""
    warning = answer.ruleset.provenance.warning
    if warning is not None:
        yield f"**{markdown(warning.say(language))}**"
        yield ""
    head = [
        f"**{markdown(answer.ruleset.verdict.say(language))}**",
        Message("page.as-of", day=written_date(answer.as_of, language)).say(language),
        score_words(answer, language),
    ]
    yield " · ".join(part for part in head if part)
    yield ""
    if answer.verdict is Verdict.NOT_IN_FORCE:
        yield not_in_force(answer).say(language)
        yield ""
    yield from _body(answer, language)
    if answer.as_it_stood is not None:
        yield from _as_it_stood(answer.as_it_stood, language)
    yield "\n".join(markdown(line.say(language)) for line in answer.ruleset.provenance.lines)


def _as_it_stood(answer: Assessment, language: Language) -> Iterator[str]:
    """The assessment on the last day in force, marked as what it is."""
    yield f"### {Message('page.as-it-stood', day=written_date(answer.as_of, language)).say(language)}"
    yield ""
    verdict = f"**{markdown(answer.ruleset.verdict.say(language))}**"
    yield " · ".join(part for part in (verdict, score_words(answer, language)) if part)
    yield ""
    yield from _body(answer, language)


def _body(answer: Assessment, language: Language) -> Iterator[str]:
    """Criteria, what is missing, what would help, notes."""
    yield from _table(answer, language)
    yield from _list(Message("page.missing"), [item.label.say(language) for item in answer.missing], language)
    yield from _list(answer.advice_title, [_changes(advice, language) for advice in answer.advice], language)
    if answer.margin is not None:
        yield markdown(answer.margin.text.say(language))
        yield ""
    notes = [text.say(language) + bracketed(citations, language) for text, citations in answer.remarks]
    yield from _list(Message("page.notes"), notes, language)


def _table(answer: Assessment, language: Language) -> Iterator[str]:
    if answer.reasons is None:
        return
    names = [Message(f"page.column.{name}").say(language) for name in ("outcome", "criterion", "detail", "citation")]
    yield f"| {' | '.join(names)} |"
    yield "|---|---|---|---|"
    for part in answer.reasons.children:
        for reason in part.children or (part,):
            yield from _rows(reason, language, 0)
    yield ""


def _rows(reason: Reason, language: Language, level: int) -> Iterator[str]:
    mark = f"{MARKS[reason.outcome][0]} {Message(f'outcome.{reason.outcome}').say(language)}"
    label = "&emsp;" * level + markdown(reason.label.say(language))
    citation = markdown("; ".join(item.say(language) for item in reason.citations))
    yield f"| {mark} | {label} | {markdown(reason.with_evidence.say(language))} | {citation} |"
    for child in reason.children:
        yield from _rows(child, language, level + 1)


def _changes(advice: Advice, language: Language) -> str:
    return " + ".join(change.text.say(language) for change in advice.changes)


def _list(title: Message, items: list[str], language: Language) -> Iterator[str]:
    if not items:
        return
    yield f"### {title.say(language)}"
    yield ""
    yield from (f"{number}. {markdown(item)}" for number, item in enumerate(items, 1))
    yield ""
