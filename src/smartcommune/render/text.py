"""Assessments to a page that an officer reads on a terminal.

The verdict first and in words, then the branch that decided, then what to do next, the rest folded to one line each.
Marks carry the meaning; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from smartcommune.assess.assessment import Assessment, Compared, Reason
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Listed, Message
from smartcommune.model.ruleset import Citation, Verdict
from smartcommune.model.wording import Shown
from smartcommune.quantity import written
from smartcommune.render.page import Page

MARKS: Final = {
    Outcome.MET: ("✔", "green"),
    Outcome.NOT_MET: ("✘", "red"),
    Outcome.UNKNOWN: ("?", "yellow"),
    Outcome.NOT_APPLICABLE: ("–", "dim"),
    Outcome.SCORED: ("•", "cyan"),
}
VERDICT_COLOURS: Final = {
    Verdict.ELIGIBLE: "green",
    Verdict.NOT_ELIGIBLE: "red",
    Verdict.UNDETERMINED: "yellow",
    Verdict.OUT_OF_SCOPE: "cyan",
    Verdict.NOT_IN_FORCE: "magenta",
}
# An officer asks for the next few facts, not for all of them.
MOST_MISSING: Final = 5


def assessments(answers: Sequence[Assessment], language: Language, width: int) -> Text:
    """One page a commune, and a table of all of them if there are several."""
    text = Text()
    for answer in answers:
        text.append_text(_Answer(answer, language, width).page())
    if len(answers) > 1:
        text.append_text(_summary(answers, language, width))
    return text


def unfolded(answer: Assessment, language: Language, width: int) -> Text:
    """The whole tree of reasons, every part on a line."""
    page = Page(width, language)
    for branch in answer.branches:
        _unfold_all(branch, page, 1)
    return page.text


def _unfold_all(reason: Reason, page: Page, level: int) -> None:
    mark, style = MARKS[reason.outcome]
    page.item(mark, f"{reason.id}: {page.say(reason.text)}", level, mark_style=style)
    for child in reason.children:
        _unfold_all(child, page, level + 1)


def title(answer: Assessment, language: Language) -> str:
    """The name of the commune or village, and where it lies."""
    nameless = Message(f"page.{answer.ruleset.subject}-without-name").say(language)
    commune = answer.commune
    return ", ".join(filter(None, (commune.name or commune.code or nameless, commune.district, commune.province)))


class _Answer(Page):
    """Writes the page of one commune."""

    def __init__(self, answer: Assessment, language: Language, width: int) -> None:
        super().__init__(width, language)
        self.answer = answer
        self._assumed: dict[str, Compared] = {}

    def page(self) -> Text:
        self._head()
        if self.answer.verdict is Verdict.NOT_IN_FORCE:
            self._not_in_force()
            self._notes()
        else:
            self._assessed()
        if self.answer.as_it_stood is not None:
            self._as_it_stood(self.answer.as_it_stood)
        self._provenance()
        return self.text

    def _assessed(self) -> None:
        self._why()
        self._missing()
        self._advice()
        self._margin()
        self._rest()
        self._assumptions()
        self._notes()

    def _as_it_stood(self, answer: Assessment) -> None:
        """The assessment on the last day in force, marked as what it is."""
        self.heading(Message("page.as-it-stood", day=Shown(answer.as_of)))
        self.answer = answer
        self._verdict()
        self._assessed()

    def _head(self) -> None:
        answer = self.answer
        name = title(answer, self.language)
        if answer.commune.code and answer.commune.name:
            name += f" · {self.say(Message('page.code', code=answer.commune.code))}"
        self.blank()
        if answer.ruleset.provenance.warning is not None:
            self.item("", answer.ruleset.provenance.warning, style="bold magenta")
        self.pair(name, Message("page.as-of", day=Shown(answer.as_of)), "bold")
        self._verdict()

    def _verdict(self) -> None:
        verdict = self.say(self.answer.ruleset.verdict).upper()
        if self.answer.levels and self.answer.verdict is not Verdict.OUT_OF_SCOPE:
            verdict += f": {' / '.join(self.say(level.label) for level in self.answer.levels)}"
        self.pair(verdict, score_words(self.answer, self.language), f"bold {VERDICT_COLOURS[self.answer.verdict]}")

    def _not_in_force(self) -> None:
        self.blank()
        self.item("", not_in_force(self.answer))

    def _why(self) -> None:
        """The branches that settle the verdict, or those that keep it open, unfolded."""
        deciding = self.answer.deciding
        cited = {reason.citations[:1] for reason in deciding}
        shared = cited.pop() if len(cited) == 1 else ()
        self.heading(self.say(self.answer.headline) + bracketed(shared, self.language))
        for reason in deciding:
            self._unfold(reason, 0, with_citation=not shared)

    def _unfold(self, reason: Reason, level: int, *, with_citation: bool) -> None:
        mark, style = MARKS[reason.outcome]
        self.item(mark, self._line(reason, with_citation=with_citation), level, "bold" if level == 0 else "", style)
        # What is open is asked for below; two levels show where.
        if self.answer.verdict is not Verdict.UNDETERMINED or level == 0:
            for child in _telling(reason, level):
                self._unfold(child, level + 1, with_citation=False)

    def _line(self, reason: Reason, with_citation: bool) -> str:
        """Label, figure and requirement; groups that are unfolded below speak through their members."""
        self._remember(reason)
        cited = bracketed(reason.citations, self.language) if with_citation else ""
        return f"{self.say(reason.label)}: {self.say(reason.text)}{cited}"

    def _remember(self, reason: Reason) -> None:
        for compared in reason.compared:
            if compared.is_assumed and compared.threshold_id is not None:
                self._assumed.setdefault(compared.threshold_id, compared)

    def _missing(self) -> None:
        found = self.answer.missing
        if not found:
            return
        self.heading(Message("page.missing"))
        for number, item in enumerate(found[:MOST_MISSING], 1):
            key = "page.missing-item" if item.settles else "page.missing-label"
            self.item(f"{number}.", Message(key, label=item.label, settles=item.settles, answers=item.answers))
        if len(found) > MOST_MISSING:
            self.item("", Message("page.more-missing", count=len(found) - MOST_MISSING), style="dim")

    def _advice(self) -> None:
        if not self.answer.advice:
            return
        self.heading(self.answer.advice_title)
        for number, advice in enumerate(self.answer.advice, 1):
            for position, change in enumerate(advice.changes):
                mark = f"{number}." if position == 0 else "+ "
                self.item(mark, change.text)

    def _margin(self) -> None:
        """How far the figure that is nearest to another verdict is from it."""
        if self.answer.margin is not None:
            self.blank()
            self.item("", self.answer.margin.text)

    def _rest(self) -> None:
        rest = self.answer.others
        if not rest:
            return
        self.heading(Message("page.rest"))
        for reason in rest:
            mark, style = MARKS[reason.outcome]
            self.item(mark, self._line(reason, with_citation=False), mark_style=style)

    def _assumptions(self) -> None:
        """Where each assumed number that was used comes from."""
        if not self._assumed:
            return
        self.heading(Message("page.assumed"))
        for id, compared in self._assumed.items():
            source = compared.from_test or Listed(compared.citations, "; ")
            words = Message("page.assumed-figure", id=id, value=compared.shown or "…", from_test=source)
            self.item("-", words, style="dim")
        self.item("", Message("page.set-help", id=next(iter(self._assumed))), style="dim")

    def _notes(self) -> None:
        answer = self.answer
        notes = [self.say(text) + bracketed(citations, self.language) for text, citations in answer.remarks]
        if answer.ruleset.force_note is not None and answer.verdict is Verdict.NOT_IN_FORCE:
            notes.append(self.say(answer.ruleset.force_note))
        if notes:
            self.heading(Message("page.notes"))
        for note in notes:
            self.item("-", note)

    def _provenance(self) -> None:
        """Which rules the answer rests on."""
        self.blank()
        for line in self.answer.ruleset.provenance.lines:
            self.item("", line, style="dim")


def _telling(reason: Reason, level: int) -> Iterator[Reason]:
    """The parts that made a reason what it is; of the deciding branch itself, all that apply."""
    if level == 0 and len(reason.children) <= 6:
        yield from reason.children
        return
    same = [child for child in reason.children if child.outcome is reason.outcome]
    yield from same or reason.children


def bracketed(citations: tuple[Citation, ...], language: Language) -> str:
    return f" [{citations[0].say(language)}]" if citations else ""


def score_words(answer: Assessment, language: Language) -> str:
    """The score in words, with one digit; nothing where there is none."""
    if answer.score is None or answer.verdict is Verdict.OUT_OF_SCOPE:
        return ""
    if answer.points is not None:
        return answer.points.text.say(language)
    low, high = _digit(answer.score.low, language), _digit(answer.score.high, language)
    if answer.score.low == answer.score.high:
        return Message("page.score", score=low).say(language)
    return Message("page.score-interval", low=low, high=high).say(language)


def _digit(number: Fraction, language: Language) -> str:
    return written(number, language, 1).removesuffix(".0").removesuffix(",0")


def not_in_force(answer: Assessment) -> Message:
    """That the rule set is not in force on the day, and when it is."""
    first, last = Shown(answer.ruleset.first_day), answer.ruleset.last_day
    since = Message("page.in-force-since", first=first)
    period = since if last is None else Message("page.in-force", first=first, last=Shown(last))
    return Message("page.not-in-force", day=Shown(answer.as_of), period=period)


def _summary(answers: Sequence[Assessment], language: Language, width: int) -> Text:
    """One line a commune: verdict, name, score."""
    page = Page(width, language)
    page.heading(Message("page.summary"))
    widest = max(cell_len(page.say(answer.ruleset.verdict)) for answer in answers)
    for answer in answers:
        verdict = page.say(answer.ruleset.verdict)
        padded = verdict + " " * (widest - cell_len(verdict))
        page.row(
            padded, f"bold {VERDICT_COLOURS[answer.verdict]}", title(answer, language), score_words(answer, language)
        )
    return page.text
