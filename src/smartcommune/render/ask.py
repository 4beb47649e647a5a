"""Assessments to the next question for each commune, with what its answers would mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from smartcommune.assess.assessment import Assessment
from smartcommune.messages import Language, Message, Sayable
from smartcommune.model.ruleset import Verdict
from smartcommune.render.page import Page
from smartcommune.render.safe import json_text, markdown
from smartcommune.render.styled import Styled
from smartcommune.render.text import title

SCHEMA: Final = "smartcommune/question/1"


def page(answers: Sequence[Assessment], language: Language, width: int) -> Styled:
    """One question a commune."""
    out = Page(width, language)
    for answer in answers:
        out.blank()
        out.pair(title(answer, language), answer.ruleset.verdict, "bold")
        for level, line in _lines(answer):
            out.item("-" if level else "", line, level)
    return out.text


def document(answers: Iterable[Assessment], language: Language) -> str:
    """The same in Markdown."""
    lines: list[str] = []
    for answer in answers:
        lines += [
            f"## {markdown(title(answer, language))}",
            "",
            f"**{markdown(answer.ruleset.verdict.say(language))}**",
            "",
        ]
        lines += [
            f"{'- ' if level else ''}{markdown(line.say(language))}{'' if level else chr(10)}"
            for level, line in _lines(answer)
        ]
    return "\n".join(lines) + "\n"


def _lines(answer: Assessment) -> Iterator[tuple[int, Sayable]]:
    """The question, what is meant by it, and its answers one level below."""
    if not answer.missing:
        is_open = answer.verdict is Verdict.UNDETERMINED
        yield 0, Message("ask.no-fact" if is_open else "ask.nothing")
        return
    item = answer.missing[0]
    yield 0, item.question or item.label
    if item.about is not None:
        yield 0, item.about
    for meaning in item.meanings:
        yield 1, Message("ask.answer", answer=meaning.answer, verdict=meaning.called)


def questions(answers: Iterable[Assessment], language: Language) -> str:
    """The same in JSON, for programs that lead through the questions."""
    return json_text({"schema": SCHEMA, "questions": [_question(answer, language) for answer in answers]})


def _question(answer: Assessment, language: Language) -> dict[str, Any]:
    commune = {name: getattr(answer.commune, name) for name in ("code", "name", "district", "province")}
    found: dict[str, Any] = {
        "commune": {key: value for key, value in commune.items() if value is not None},
        "verdict": answer.verdict.value,
        "question": None,
    }
    if answer.missing:
        item = answer.missing[0]
        found["question"] = {
            "indicator": item.indicator,
            "label": item.label.say(language),
            "question": (item.question or item.label).say(language),
            "about": None if item.about is None else item.about.say(language),
            "answers": [
                {"answer": meaning.answer.say(language), "verdict": meaning.verdict.value} for meaning in item.meanings
            ],
        }
    return found
