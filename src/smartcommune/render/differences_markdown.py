"""Differences between rule sets to Markdown: the comment below a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.compare.differences import Differences, Stretch, VerdictChange
from smartcommune.messages import Language, Message
from smartcommune.render.differences import (
    besides,
    commune,
    days,
    examples,
    footnote,
    heading,
    marked,
    notes,
    provenance_lines,
    verdicts,
)
from smartcommune.render.safe import markdown


def document(found: Differences, language: Language) -> str:
    """Headings for days and clauses, a quoted commune for each change; folded lists for the rest."""
    old, new = (f"{rules.id} {rules.version}" for rules in (found.old, found.new))
    key = "diff.same" if found.is_same else "diff.differs"
    lines = [
        f"## {markdown(Message('diff.title', old=old, new=new).say(language))}",
        "",
        f"**{Message(key).say(language)}**",
    ]
    for stretch in found.stretches:
        lines += _stretch(stretch, language)
    lines += _besides(found, language)
    for line in footnote(examples(found), language):
        lines += ["", markdown(line)]
    lines += ["", *(f"- {markdown(line)}" for line in provenance_lines(found, language))]
    return "\n".join(lines) + "\n"


def _stretch(stretch: Stretch, language: Language) -> Iterator[str]:
    yield from ("", f"### {markdown(days(stretch.spans, language))}", "")
    yield from (f"- {markdown(note)}" for note in notes(stretch, language))
    for change in stretch.changes:
        yield from _change(change, language)


def _change(change: VerdictChange, language: Language) -> Iterator[str]:
    yield from ("", f"#### {markdown(heading(change.clause, language))}", "")
    for example in change.examples:
        yield f"- **{markdown(verdicts(example, language))}**"
        yield f"  {markdown(commune(example, language))}"
        yield from (
            f"  - {side} {markdown(line)}".replace("  - - ", "  - − ") for side, line in marked(example, language)
        )


def _besides(found: Differences, language: Language) -> Iterator[str]:
    for line in besides(found, language):
        if line.startswith("- "):
            yield f"- `{line.removeprefix('- ')}`" if " " not in line[2:] else f"- {markdown(line[2:])}"
        else:
            yield from ("", f"### {markdown(line)}", "")
