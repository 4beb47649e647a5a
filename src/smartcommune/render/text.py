"""Assessments to a page that an officer reads on a terminal.

The verdict first and in words, then the branch that decided, then what to do next, the rest folded to one line each.
Marks carry the meaning; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from rich.cells import cell_len

from smartcommune.assess.assessment import Assessment, Compared, Reason
from smartcommune.assess.points import one
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Listed, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.model.sources import Citation
from smartcommune.model.wording import Rounded, Shown
from smartcommune.quantity import written
from smartcommune.render.folded import compared_label, comparisons, counted, only
from smartcommune.render.page import Page
from smartcommune.render.styled import Styled

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
# And where most of the points went.
MOST_LOST: Final = 5
# What an ordinary screen shows above the line on which the next command is typed.
SCREEN: Final = 23
# More parts that do not decide say less than their number does.
MOST_SIBLINGS: Final = 6
# How far the branches of an open answer are unfolded, at best.
OPEN_LEVELS: Final = 1


def assessments(answers: Sequence[Assessment], language: Language, width: int, *, is_full: bool = False) -> Styled:
    """One page a commune, and a table of all of them if there are several.

    What decides is always there. The rest is folded to a line each, unless the page `is_full`. One that is longer than
    a screen ends in its verdict.
    """
    text = Styled()
    for answer in answers:
        text.append_text(_page(answer, language, width, is_full=is_full))
    if len(answers) > 1:
        return text.append_text(_summary(answers, language, width))
    if text.plain.count("\n") > SCREEN:
        text.append_text(_verdict_again(answers[0], language, width))
    return text


def _page(answer: Assessment, language: Language, width: int, *, is_full: bool) -> Styled:
    """The page of one commune; what is open is unfolded as far as a screen holds it."""
    page = _Answer(answer, language, width, is_full=is_full).page()
    if is_full or page.plain.count("\n") <= SCREEN:
        return page
    return _Answer(answer, language, width, open_levels=0).page()


def _verdict_again(answer: Assessment, language: Language, width: int) -> Styled:
    """The last line of a long page, which is what is seen first."""
    page = Page(width, language)
    words = verdict_words(answer, language)
    if answer.as_it_stood is not None:
        then = answer.as_it_stood
        stood = {"day": Shown(then.as_of), "then": verdict_words(then, language)}
        words = page.say(Message("page.verdict-as-it-stood", verdict=words, **stood))
    page.blank()
    again = Message("page.verdict-again", name=title(answer, language), verdict=words)
    page.item("", again, style=f"bold {VERDICT_COLOURS[answer.verdict]}")
    return page.text


def verdict_words(answer: Assessment, language: Language) -> str:
    """The verdict in capitals, and the level or those that are possible."""
    verdict = answer.ruleset.verdict.say(language).upper()
    if not answer.levels:
        return verdict
    return f"{verdict}: {' / '.join(level.label.say(language) for level in answer.levels)}"


def unfolded(answer: Assessment, language: Language, width: int) -> Styled:
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

    def __init__(
        self,
        answer: Assessment,
        language: Language,
        width: int,
        *,
        is_full: bool = False,
        open_levels: int = OPEN_LEVELS,
    ) -> None:
        super().__init__(width, language)
        self.answer = answer
        self.is_full = is_full
        self.open_levels = open_levels
        self._assumed: dict[str, Compared] = {}

    def page(self) -> Styled:
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
        self._next_level()
        self._lost()
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
        colour = VERDICT_COLOURS[self.answer.verdict]
        words = verdict_words(self.answer, self.language)
        self.pair(words, score_words(self.answer, self.language), f"bold {colour}")
        if self.answer.by_reading is not None:
            self.item("", self.answer.by_reading)

    def _not_in_force(self) -> None:
        self.blank()
        self.item("", not_in_force(self.answer))

    def _why(self) -> None:
        """The branches that settle the verdict, or those that keep it open, unfolded; of levels, what each takes."""
        deciding, levels = self.answer.deciding, self.answer.reached
        cited = {reason.citations[:1] for reason in deciding}
        shared = cited.pop() if len(cited) == 1 else ()
        self.heading(self.say(self.answer.headline) + bracketed(shared, self.language))
        for level in levels:
            self._level(level)
        if levels and deciding:
            self.heading(Message("page.criteria" if self.answer.points is None else "page.parts"))
        for reason in deciding:
            self._unfold(reason, 0, with_citation=not shared)

    def _level(self, reason: Reason) -> None:
        """A level, with the comparisons that give or refuse it."""
        mark, style = MARKS[reason.outcome]
        compared = list(comparisons(reason))
        for inner in compared:
            self._remember(inner)
        said = Listed(tuple(Listed((compared_label(inner), inner.text), " ") for inner in compared), "; ")
        self.item(mark, f"{self.say(reason.label)}: {self.say(said)}", mark_style=style)

    def _unfold(self, reason: Reason, level: int, *, with_citation: bool) -> None:
        words = self._line(reason, with_citation=with_citation)
        if not self._reaches(level):
            self._item(reason, self._marked(words, reason.decisive), level)
            return
        self._item(reason, words, level)
        told = reason.children if self.is_full else reason.decisive
        is_short = level == 0 and len(reason.children) <= MOST_SIBLINGS
        for child in reason.children if is_short else told:
            if child in told:
                self._unfold(child if self.is_full else only(child), level + 1, with_citation=False)
            else:
                self._item(child, self._marked(self._folded(child), (child,)), level + 1)

    def _folded(self, reason: Reason) -> str:
        """The label of a reason that does not decide; one that does not apply says why."""
        drops = reason.outcome is Outcome.NOT_APPLICABLE
        return self._line(reason, with_citation=False) if drops else self.say(reason.called)

    def _item(self, reason: Reason, words: str, level: int) -> None:
        mark, style = MARKS[reason.outcome]
        self.item(mark, words, level, "bold" if level == 0 else "", style)

    def _reaches(self, level: int) -> bool:
        """Whether what lies below a level is shown; what is open is asked for further down."""
        if self.is_full:
            return True
        if self.answer.points is not None and self.answer.levels:
            return level < OPEN_LEVELS
        return self.answer.verdict is not Verdict.UNDETERMINED or level < self.open_levels

    def _marked(self, words: str, hidden: Sequence[Reason]) -> str:
        """What is said in place of reasons that are folded; their assumptions are not hidden with them."""
        found = [self._remember_all(reason) for reason in hidden]
        if not any(found):
            return words
        return self.say(Message("page.folded-assumed", words=words))

    def _line(self, reason: Reason, *, with_citation: bool) -> str:
        """Label, figure and requirement; groups that are unfolded below speak through their members."""
        self._remember(reason)
        cited = bracketed(reason.citations, self.language) if with_citation else ""
        said = reason.with_evidence if self.is_full else reason.text
        return f"{self.say(reason.called)}: {self.say(said)}{cited}"

    def _remember_all(self, reason: Reason) -> bool:
        """Keep the assumptions that a folded reason rests on; whether there are any."""
        inner = [self._remember_all(child) for child in reason.decisive]
        return self._remember(reason) or any(inner)

    def _remember(self, reason: Reason) -> bool:
        """Keep the assumptions of a comparison; whether there are any."""
        found = [compared for compared in reason.compared if compared.is_assumed]
        for compared in found:
            self._assumed.setdefault(str(compared.threshold_id), compared)
        return bool(found)

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

    def _next_level(self) -> None:
        """What it takes to fall into a better level."""
        if self.answer.next_level is not None:
            self.heading(self.answer.next_level.title)
            for position, change in enumerate(self.answer.next_level.changes):
                self.item("+ " if position else "1.", change.text)

    def _lost(self) -> None:
        """The points that are lost, the most first."""
        if self.answer.lost:
            self.heading(Message("page.lost"))
            for reason in self.answer.lost[:MOST_LOST]:  # they have numbers of their own
                self.item("-", lost_words(reason))

    def _margin(self) -> None:
        """How far the figure that is nearest to another verdict is from it."""
        if self.answer.margin is not None:
            self.blank()
            self.item("", self.answer.margin.text)

    def _rest(self) -> None:
        rest = self.answer.others
        if not rest:
            return
        if not self.is_full:
            self.blank()
            self.item("", Message("page.rest-folded", counts=counted(rest)))
            return
        self.heading(Message("page.rest"))
        for reason in rest:
            self._unfold(reason, 0, with_citation=False)

    def _assumptions(self) -> None:
        """Where each assumed number that was used comes from."""
        if not self._assumed:
            return
        if not self.is_full:
            self.item("", Message("page.assumed-folded"), style="dim")
            return
        self.heading(Message("page.assumed"))
        for compared in self._assumed.values():
            label = compared.label or compared.threshold_id
            words = Message("page.assumed-figure", label=label, value=compared.shown or "…", from_test=compared.source)
            self.item("-", words, style="dim")
        ids = Listed(tuple(f"{id}=…" for id in self._assumed))
        self.item("", Message("page.set-help", ids=ids), style="dim")

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
        provenance = self.answer.ruleset.provenance
        self.blank()
        for line in provenance.lines if self.is_full else provenance.short_lines:
            self.item("", line, style="dim")


def lost_words(reason: Reason) -> Message:
    """A criterion with the points of its most that are lost."""
    lost = (None if reason.points is None else reason.points.lost) or Fraction(0)
    return Message(f"page.lost-item{one(lost)}", label=reason.called, lost=Rounded(lost), text=reason.text)


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


def _summary(answers: Sequence[Assessment], language: Language, width: int) -> Styled:
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
