"""Assessments to Markdown, for pasting into a report; each citation and assumed threshold stands in one footnote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smartcommune.assess.assessment import Advice, Assessment, Compared, NextLevel, Reason
from smartcommune.messages import Language, Listed, Message, Sayable
from smartcommune.model.ruleset import Verdict
from smartcommune.model.sources import Citation
from smartcommune.model.wording import Shown
from smartcommune.render.safe import markdown
from smartcommune.render.text import MARKS, lost_words, not_in_force, score_words, title


def assessments(answers: Iterable[Assessment], language: Language) -> str:
    """A section a commune: verdict, what decided, a table of criteria, what is missing, notes; then the footnotes."""
    footnotes = Footnotes(language)
    sections = ["\n".join(_Section(answer, language, footnotes).lines()) + "\n" for answer in answers]
    return "\n".join([*sections, *([footnotes.text] if footnotes.text else [])])


class Footnotes:
    """What the marks of a document stand for, each once, in the order of the first marks.

    Each begins with two words of ours: whoever does not know footnotes would take a single one for where a link leads.
    """

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._numbers: dict[str, int] = {}

    def cited(self, citations: Iterable[Citation]) -> str:
        """The marks of citations."""
        return self._marks(Message("markdown.cited", citation=citation) for citation in citations)

    def assumed(self, compared: Iterable[Compared]) -> str:
        """The marks of the thresholds that are only assumed: what each is, and for what its figure was published."""
        return self._marks(_assumption(item) for item in compared if item.is_assumed)

    def _marks(self, notes: Iterable[Sayable]) -> str:
        said = dict.fromkeys(note.say(self._language) for note in notes)
        return "".join(f"[^{self._numbers.setdefault(text, len(self._numbers) + 1)}]" for text in said)

    @property
    def text(self) -> str:
        """All of them, a line each."""
        return "".join(f"[^{number}]: {markdown(text)}\n" for text, number in self._numbers.items())


def _assumption(compared: Compared) -> Message:
    sources = Listed(tuple(filter(None, (compared.from_test, *compared.citations))), "; ")
    label = compared.label or compared.threshold_id
    return Message("markdown.assumed", label=label, value=compared.shown or "…", source=sources)


class _Section:
    """Writes what is said of one commune."""

    def __init__(self, answer: Assessment, language: Language, footnotes: Footnotes) -> None:
        self.answer = answer
        self.language: Language = language
        self.footnotes = footnotes

    def say(self, words: Sayable) -> str:
        """The words as Markdown that shows them as they are."""
        return markdown(words.say(self.language))

    def lines(self) -> Iterator[str]:
        answer = self.answer
        yield f"## {markdown(title(answer, self.language))}"
        yield ""
        warning = answer.ruleset.provenance.warning
        if warning is not None:
            yield f"**{self.say(warning)}**"
            yield ""
        yield from self._verdict(Message("page.as-of", day=Shown(answer.as_of)))
        if answer.verdict is Verdict.NOT_IN_FORCE:
            yield not_in_force(answer).say(self.language)
            yield ""
        yield from self._body()
        if answer.as_it_stood is not None:
            yield from _Section(answer.as_it_stood, self.language, self.footnotes).as_it_stood()
        yield "\n".join(self.say(line) for line in answer.ruleset.provenance.lines)

    def as_it_stood(self) -> Iterator[str]:
        """The assessment on the last day in force, marked as what it is."""
        yield f"### {self.say(Message('page.as-it-stood', day=Shown(self.answer.as_of)))}"
        yield ""
        yield from self._verdict()
        yield from self._body()

    def _verdict(self, *more: Message) -> Iterator[str]:
        levels = Listed(tuple(level.label for level in self.answer.levels), " / ")
        head = [f"**{self.say(self.answer.ruleset.verdict)}**", *map(self.say, more)]
        yield " · ".join(filter(None, (*head, self.say(levels), score_words(self.answer, self.language))))
        yield ""
        if self.answer.by_reading is not None:
            yield self.say(self.answer.by_reading)
            yield ""

    def _body(self) -> Iterator[str]:
        """What decided, criteria, what is missing, what would help, notes."""
        answer = self.answer
        yield from self._deciding()
        yield from self._table()
        yield from self._list(Message("page.missing"), [self.say(item.label) for item in answer.missing])
        yield from self._list(answer.advice_title, [self._changes(advice) for advice in answer.advice])
        if answer.next_level is not None:
            yield from self._list(answer.next_level.title, [self._changes(answer.next_level)])
        yield from self._list(Message("page.lost"), [self.say(lost_words(reason)) for reason in answer.lost])
        if answer.margin is not None:
            yield self.say(answer.margin.text)
            yield ""
        notes = [self.say(text) + self.footnotes.cited(citations) for text, citations in answer.remarks]
        yield from self._list(Message("page.notes"), notes)

    def _deciding(self) -> Iterator[str]:
        """The branches that settle the verdict, or those that keep it open; of levels, what each takes."""
        told = [*self.answer.reached, *self.answer.deciding]
        if not told:
            return
        yield f"**{self.say(self.answer.headline)}**"
        yield ""
        for reason in told:
            marks = self.footnotes.cited(reason.citations)
            yield f"{MARKS[reason.outcome][0]} {self.say(reason.called)}: {self.say(reason.text)}{marks}"
            yield ""

    def _table(self) -> Iterator[str]:
        if self.answer.reasons is None:
            return
        columns = ("outcome", "criterion", "detail", "citation")
        yield f"| {' | '.join(self.say(Message(f'page.column.{name}')) for name in columns)} |"
        yield "|---|---|---|---|"
        for part in self.answer.reasons.children:
            for reason in part.children or (part,):
                yield from self._rows(reason, 0)
        yield ""

    def _rows(self, reason: Reason, level: int) -> Iterator[str]:
        mark = f"{MARKS[reason.outcome][0]} {self.say(Message(f'outcome.{reason.outcome}'))}"
        label = "&emsp;" * level + self.say(reason.called)
        said, full = self.say(reason.text), self.say(reason.with_evidence)
        detail = said + self.footnotes.assumed(reason.compared) + full.removeprefix(said)
        yield f"| {mark} | {label} | {detail} | {self.footnotes.cited(reason.citations)} |"
        for child in reason.children:
            yield from self._rows(child, level + 1)

    def _changes(self, advice: Advice | NextLevel) -> str:
        return markdown(" + ".join(change.text.say(self.language) for change in advice.changes))

    def _list(self, title: Message, items: list[str]) -> Iterator[str]:
        if not items:
            return
        yield f"### {self.say(title)}"
        yield ""
        yield from (f"{number}. {item}" for number, item in enumerate(items, 1))
        yield ""
