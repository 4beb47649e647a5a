"""Differences between rule sets to a page for a terminal, and to Markdown: the comment below a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from smartcommune.assess.assessment import Reason
from smartcommune.authoring.compare.clauses import ChangedClause
from smartcommune.authoring.compare.differences import ChangeExample, Differences, Side, Stretch
from smartcommune.authoring.compare.other_answers import said
from smartcommune.authoring.compare.without_effect import WithoutEffect
from smartcommune.messages import Amount, Language, Listed, Message
from smartcommune.model.threshold import Span
from smartcommune.model.wording import Shown
from smartcommune.quantity import written_date
from smartcommune.render.page import Page
from smartcommune.render.safe import markdown
from smartcommune.render.styled import Styled
from smartcommune.render.text import MARKS

if TYPE_CHECKING:
    from smartcommune.authoring.compare.affected import OnTable

# Names of what differs besides, before the rest is only counted.
MOST_ASIDES = 12


def page(found: Differences, language: Language, width: int) -> Styled:
    """What differs, each change with a smallest commune and both verdicts."""
    out = Page(width, language)
    out.blank()
    out.pair(title(found, language), "", "bold")
    out.pair(headline(found, language).upper(), "", "bold green" if found.is_same else "bold red")
    for stretch in found.stretches:
        _stretch(stretch, out, language)
    for line in besides(found, language):
        if line.startswith("- "):
            out.item("-", line.removeprefix("- "))
        else:
            out.heading(line)
    end(found, examples_of(found), out, language)
    return out.text


def title(found: Differences | OnTable, language: Language) -> str:
    """Which two rule sets are compared."""
    old, new = (f"{rules.id} {rules.version}" for rules in (found.old, found.new))
    return Message("diff.title", old=old, new=new).say(language)


def headline(found: Differences, language: Language) -> str:
    return Message("diff.same" if found.is_same else "diff.differs").say(language)


def end(found: Differences | OnTable, examples: Iterable[ChangeExample], out: Page, language: Language) -> None:
    """What the mark of assumed numbers means where one is shown, and which two rule sets the answer rests on."""
    for line in footnote(examples, language):
        out.heading(line)
    out.blank()
    for line in provenance_lines(found, language):
        out.item("", line, style="dim")


def provenance_lines(found: Differences | OnTable, language: Language) -> list[str]:
    """Both rule sets and the user's settings, and the day if one was asked for."""
    lines = dict.fromkeys(line for rules in found.rests_on for line in rules.lines)
    day = () if found.as_of is None else (Message("sheet.day", day=Shown(found.as_of)),)
    return [line.say(language) for line in (*lines, *day)]


def examples_of(found: Differences) -> Iterator[ChangeExample]:
    """Every commune that is shown."""
    for stretch in found.stretches:
        for change in stretch.changes:
            yield from change.examples


def _stretch(stretch: Stretch, out: Page, language: Language) -> None:
    out.heading(all_days(stretch.spans, language))
    for note in notes(stretch, language):
        out.item("", note)
    for change in stretch.changes:
        out.blank()
        out.item("▸", heading(change.clause, language), style="bold")
        for example in change.examples:
            _example(example, out, language)


def _example(example: ChangeExample, out: Page, language: Language) -> None:
    out.item("", verdicts(example, language), 1)
    out.item("", commune(example, language), 2, style="dim")
    for side, line in marked(example, language):
        out.item(side, line, 2)


def all_days(spans: tuple[Span, ...], language: Language) -> str:
    """The days that a comparison is about."""
    return Listed(tuple(_days(span, language) for span in spans), "; ").say(language)


def _days(span: Span, language: Language) -> Message:
    first = written_date(span.first, language)
    if span.last is None:
        return Message("diff.since", first=first)
    if span.last == span.first:
        return Message("diff.on", first=first)
    return Message("diff.days", first=first, last=written_date(span.last, language))


def notes(stretch: Stretch, language: Language) -> Iterator[str]:
    """What there is to say about some days besides the changes of verdicts."""
    if not (stretch.old_in_force and stretch.new_in_force):
        yield in_force(language, old=stretch.old_in_force, new=stretch.new_in_force)
    elif stretch.looked is not None:
        yield _not_decided(stretch, stretch.looked).say(language)
    elif not stretch.changes:
        yield Message("diff.proven" if stretch.is_same else "diff.proven-verdicts").say(language)
    for clause in stretch.silent:
        yield Message("diff.silent", clause=heading(clause, language)).say(language)
    for clause in stretch.undecided:
        yield Message("diff.undecided", clause=heading(clause, language)).say(language)
    for part in stretch.open:
        yield Message(f"diff.open-{part}").say(language)
    for change in (*stretch.levels, *stretch.points):
        key = "diff.level-change" if change.id is None else "diff.points-change"
        values = {"label": change.label, "before": change.before, "after": change.after}
        yield Message(key, facts=said(change.facts), **values).say(language)
    for item in stretch.outcomes:
        values = {"before": Message(f"outcome.{item.before}"), "after": Message(f"outcome.{item.after}")}
        yield Message("diff.outcome", label=item.label, id=item.id, facts=said(item.facts), **values).say(language)


def in_force(language: Language, *, old: bool, new: bool) -> str:
    """Which of two rule sets is in force alone, or that neither is."""
    return Message(f"diff.in-force-{'old' if old else 'new' if new else 'neither'}").say(language)


def _not_decided(stretch: Stretch, looked: int) -> Message:
    if stretch.only_complete:
        return Message("diff.only-complete", looked=Amount(looked, "noun.looked"))
    return Message("diff.not-decided", looked=Amount(looked, "noun.looked")) if looked else Message("diff.computed")


def heading(clause: ChangedClause | None, language: Language) -> str:
    """What is changed, in one line."""
    if clause is None:
        return Message("diff.together").say(language)
    name = Message(f"diff.{clause.kind}", label=clause.label, id=clause.id)
    if clause.before is not None and clause.after is not None:
        name = Message("diff.from-to", name=name, before=clause.before, after=clause.after)
    cited = f" [{clause.citations[0].say(language)}]" if clause.citations else ""
    return name.say(language) + cited


def verdicts(example: ChangeExample, language: Language) -> str:
    """Both verdicts."""
    before, after = (side.called for side in (example.before, example.after))
    return Message("diff.verdicts", before=before, after=after).say(language)


def commune(example: ChangeExample, language: Language) -> str:
    """The facts of the commune, in one line; what is not named is not known."""
    if not example.facts:
        return Message("diff.nothing-known").say(language)
    commune = Message("diff.commune", facts=said(example.facts))
    return (commune if example.day is None else Message("diff.on-day", commune=commune, day=Shown(example.day))).say(
        language
    )


def marked(example: ChangeExample, language: Language) -> Iterator[tuple[str, str]]:
    """What tells the two sides apart, each with the mark of its outcome."""
    for side, reason in reasons(example):
        yield side, f"{MARKS[reason.outcome][0]} {in_words(reason, language)}"


def in_words(reason: Reason, language: Language) -> str:
    """What a reason is about, and what it says."""
    return f"{reason.label.say(language)}: {reason.text.say(language)}"


def reasons(example: ChangeExample) -> list[tuple[str, Reason]]:
    """What tells the two sides apart: `-` what the old rules said, `+` what the new ones say."""
    changed = [pair for old, new in _changed(example) for pair in (("-", old), ("+", new))]
    return changed or [
        *(("-", reason) for reason in _alone(example.before, example.after)),
        *(("+", reason) for reason in _alone(example.after, example.before)),
    ]


def footnote(examples: Iterable[ChangeExample], language: Language) -> Iterator[str]:
    """What the mark of assumed numbers means, where a reason bears it."""
    told = chain.from_iterable(map(reasons, examples))
    if any(item.is_assumed for _, reason in told for item in reason.compared):
        yield Message("page.assumed").say(language)


def _changed(example: ChangeExample) -> Iterator[tuple[Reason, Reason]]:
    """The reasons whose outcome is another one although that of everything below them is not."""
    before, after = _by_id(example.before), _by_id(example.after)
    for id, old in before.items():
        new = after.get(id)
        if new is not None and new.outcome is not old.outcome and not _changes_below(old, after):
            yield old, new


def _alone(side: Side, other: Side) -> Iterator[Reason]:
    """The topmost reasons that only one side has: what the other one does not ask for."""
    shared, waiting = _by_id(other), list(side.reasons.children)
    while waiting:
        reason = waiting.pop(0)
        if reason.id not in shared:
            yield _plainest(reason)
        else:
            waiting = [*reason.children, *waiting]


def _plainest(reason: Reason) -> Reason:
    """The reason itself, or the only one below it that comes out as it does."""
    alike = [child for child in reason.children if child.outcome is reason.outcome]
    return _plainest(alike[0]) if len(alike) == 1 else reason


def _by_id(side: Side) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    waiting = list(side.reasons.children)
    while waiting:
        reason = waiting.pop(0)
        found.setdefault(reason.id, reason)
        waiting = [*reason.children, *waiting]
    return found


def _changes_below(reason: Reason, after: dict[str, Reason]) -> bool:
    return any(
        (child.id in after and after[child.id].outcome is not child.outcome) or _changes_below(child, after)
        for child in reason.children
    )


def besides(found: Differences, language: Language) -> Iterator[str]:
    """Headings, and lines behind a dash: what differs without changing any verdict."""
    for key, ids in (
        ("diff.only-old", found.only_old),
        ("diff.only-new", found.only_new),
        ("diff.uncompared", found.uncompared),
    ):
        if ids:
            yield Message(key).say(language)
            yield from (f"- {id}" for id in ids)
    if found.otherwise:
        yield Message("diff.otherwise", ids=Listed(found.otherwise)).say(language)
    if found.accepted:
        yield Message("diff.accepted").say(language)
        yield from (f"- {item.text.say(language)}" for item in found.accepted)
    if found.asides:
        yield Message("diff.asides").say(language)
        yield from (f"- {_aside(aside, language)}" for aside in found.asides[:MOST_ASIDES])
        if len(found.asides) > MOST_ASIDES:
            yield "- " + Message("diff.more", count=len(found.asides) - MOST_ASIDES).say(language)


def _aside(aside: WithoutEffect, language: Language) -> str:
    return Message(f"diff.{aside.how}", where=aside.where).say(language)


# ------------------------------------------------------------------------------------------------------------ Markdown


def document(found: Differences, language: Language) -> str:
    """Headings for days and clauses, a quoted commune for each change; folded lists for the rest."""
    lines = [f"## {markdown(title(found, language))}", "", f"**{headline(found, language)}**"]
    for stretch in found.stretches:
        lines += _markdown_stretch(stretch, language)
    lines += [*_markdown_besides(found, language), *markdown_end(found, examples_of(found), language)]
    return "\n".join(lines) + "\n"


def markdown_end(found: Differences | OnTable, examples: Iterable[ChangeExample], language: Language) -> Iterator[str]:
    """What `end` writes, as Markdown."""
    for line in footnote(examples, language):
        yield from ("", markdown(line))
    yield ""
    yield from (f"- {markdown(line)}" for line in provenance_lines(found, language))


def _markdown_stretch(stretch: Stretch, language: Language) -> Iterator[str]:
    yield from ("", f"### {markdown(all_days(stretch.spans, language))}", "")
    yield from (f"- {markdown(note)}" for note in notes(stretch, language))
    for change in stretch.changes:
        yield from ("", f"#### {markdown(heading(change.clause, language))}", "")
        for example in change.examples:
            yield f"- **{markdown(verdicts(example, language))}**"
            yield f"  {markdown(commune(example, language))}"
            yield from markdown_marked(example, language)


def markdown_marked(example: ChangeExample, language: Language) -> Iterator[str]:
    """What tells the two sides apart, as items of a list; a hyphen would begin another one."""
    for side, line in marked(example, language):
        yield f"  - {'−' if side == '-' else side} {markdown(line)}"


def _markdown_besides(found: Differences, language: Language) -> Iterator[str]:
    for line in besides(found, language):
        if line.startswith("- "):
            yield f"- `{line.removeprefix('- ')}`" if " " not in line[2:] else f"- {markdown(line[2:])}"
        else:
            yield from ("", f"### {markdown(line)}", "")
