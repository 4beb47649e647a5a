"""What a new rule set changes for a table: to a page for a terminal, to Markdown, and to JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from smartcommune.authoring.compare.affected import Affected, AffectedGroup, Cause, OnTable, Pair
from smartcommune.authoring.compare.differences import ChangeExample
from smartcommune.messages import Language, Message
from smartcommune.quantity import written
from smartcommune.render.differences import (
    end,
    heading,
    in_force,
    in_words,
    markdown_end,
    markdown_marked,
    marked,
    reasons,
    title,
)
from smartcommune.render.differences_json import clause_object
from smartcommune.render.json import plain_value, provenance
from smartcommune.render.page import Page
from smartcommune.render.safe import json_text, markdown
from smartcommune.render.styled import Styled
from smartcommune.tables.sheets.sheet import runs

SCHEMA: Final = "smartcommune/diff-on/1"
# Of one cause on the page; JSON has all of them.
MOST_COMMUNES: Final = 20


def page(found: OnTable, language: Language, width: int) -> Styled:
    """How many change and where, then each cause with its communes."""
    out = Page(width, language)
    out.blank()
    out.pair(title(found, language), "", "bold")
    out.pair(headline(found, language).upper(), found.table, "bold red" if found.changed else "bold green")
    out.blank()
    _counts(found.pairs, found, out, 0, language)
    for line in notes(found, language):
        out.item("!", line)
    if found.changed and set(found.provinces) != {None}:
        out.heading(Message("diff.on-provinces").say(language))
        for line, pairs in provinces(found, language):
            out.item("", line)
            _counts(pairs, found, out, 1, language)
    for group in found.groups:
        _group(group, found, out, language)
    end(found, examples_of(found), out, language)
    return out.text


def document(found: OnTable, language: Language) -> str:
    """The same as Markdown: the comment below a pull request."""
    lines = [f"## {markdown(title(found, language))}", "", f"**{markdown(headline(found, language))}**", ""]
    lines += _markdown_counts(found.pairs, found, "", language)
    lines += [f"- {markdown(line)}" for line in notes(found, language)]
    if found.changed and set(found.provinces) != {None}:
        lines += ["", f"### {Message('diff.on-provinces').say(language)}", ""]
        for line, pairs in provinces(found, language):
            lines += [f"- {markdown(line)}", *_markdown_counts(pairs, found, "  ", language)]
    for group in found.groups:
        lines += _markdown_group(group, found, language)
    lines += markdown_end(found, examples_of(found), language)
    return "\n".join(lines) + "\n"


def examples_of(found: OnTable) -> Iterator[ChangeExample]:
    """Every commune that is shown."""
    for group in found.groups:
        yield from (one.example for one in group.communes[:MOST_COMMUNES])


def headline(found: OnTable, language: Language) -> str:
    compared = in_figures(found.read - found.refused, language)
    if not found.changed:
        return Message("diff.on-same", compared=compared).say(language)
    return Message("diff.on-changed", changed=in_figures(found.changed, language), compared=compared).say(language)


def in_figures(count: int, language: Language) -> str:
    return written(Fraction(count), language)


def called(pair: Pair, found: OnTable) -> Message:
    """Both verdicts, each as its rule set calls it."""
    before, after = found.old.verdict_words(pair[0]), found.new.verdict_words(pair[1])
    return Message("diff.verdicts", before=before, after=after)


def _counts(pairs: Mapping[Pair, int], found: OnTable, out: Page, level: int, language: Language) -> None:
    """A line for each way in which verdicts change, the numbers below each other."""
    numbers = [in_figures(count, language) for count in pairs.values()]
    for number, pair in zip(numbers, pairs, strict=True):
        out.item(number.rjust(max(map(len, numbers))), called(pair, found).say(language), level)


def _markdown_counts(pairs: Mapping[Pair, int], found: OnTable, indent: str, language: Language) -> Iterator[str]:
    for pair, count in pairs.items():
        yield f"{indent}- {in_figures(count, language)} {markdown(called(pair, found).say(language))}"


def notes(found: OnTable, language: Language) -> Iterator[str]:
    """What the figures leave out."""
    if found.refused:
        yield Message("diff.on-refused", refused=in_figures(found.refused, language)).say(language)
    if found.explained < found.changed:
        yield Message("diff.on-unexplained", explained=in_figures(found.explained, language)).say(language)
    if found.levels:
        rows = [*runs(found.levels[:MOST_COMMUNES]), *(["…"] if len(found.levels) > MOST_COMMUNES else [])]
        said = {"count": in_figures(len(found.levels), language), "rows": ", ".join(rows)}
        yield Message("diff.on-levels", **said).say(language)


def provinces(found: OnTable, language: Language) -> Iterator[tuple[str, Mapping[Pair, int]]]:
    """Each province where verdicts change, and how; most of a country has none."""
    for name, province in found.provinces.items():
        if province.changed:
            place = Message("diff.on-no-province") if name is None else name
            counts = {
                "changed": in_figures(province.changed, language),
                "compared": in_figures(province.communes, language),
            }
            yield Message("diff.on-province", place=place, **counts).say(language), province.pairs


def causes(cause: Cause, language: Language) -> list[str]:
    """What causes a change, in a line for each clause that does so alone."""
    if not all(cause.in_force):
        return [in_force(language, old=cause.in_force[0], new=cause.in_force[1])]
    return [heading(clause, language) for clause in cause.clauses] or [heading(None, language)]


def _group(group: AffectedGroup, found: OnTable, out: Page, language: Language) -> None:
    out.blank()
    for line in causes(group.cause, language):
        out.item("▸", line, style="bold")
    out.item("", together(group, language), 1)
    for one in group.communes[:MOST_COMMUNES]:
        out.item("", commune(one, found, language), 1)
        for side, line in marked(one.example, language):
            out.item(side, line, 2, style="dim")
    if len(group.communes) > MOST_COMMUNES:
        out.item("", Message("diff.on-more", count=len(group.communes) - MOST_COMMUNES).say(language), 1)


def together(group: AffectedGroup, language: Language) -> str:
    """How many communes there are with one cause."""
    key = "diff.on-group-each" if len(group.cause.clauses) > 1 else "diff.on-group"
    return Message(key, count=in_figures(len(group.communes), language)).say(language)


def commune(one: Affected, found: OnTable, language: Language) -> str:
    pair = called((one.example.before.verdict, one.example.after.verdict), found)
    commune = one.row.commune
    name = ", ".join(filter(None, (commune.name or commune.code, commune.province)))
    if not name:
        return Message("diff.on-unnamed", row=one.row.number, pair=pair).say(language)
    return Message("diff.on-row", name=name, row=one.row.number, pair=pair).say(language)


def _markdown_group(group: AffectedGroup, found: OnTable, language: Language) -> Iterator[str]:
    yield ""
    yield from (f"#### {markdown(line)}" for line in causes(group.cause, language))
    yield from ("", together(group, language), "")
    for one in group.communes[:MOST_COMMUNES]:
        yield f"- **{markdown(commune(one, found, language))}**"
        yield from markdown_marked(one.example, language)
    if len(group.communes) > MOST_COMMUNES:
        yield f"- {markdown(Message('diff.on-more', count=len(group.communes) - MOST_COMMUNES).say(language))}"


def json(found: OnTable, language: Language) -> str:
    """One JSON document, ending in a newline."""
    content = {
        "schema": SCHEMA,
        "old": provenance(found.rests_on[0]),
        "new": provenance(found.rests_on[1]),
        "as_of": plain_value(found.as_of),
        "table": found.table,
        "rows": {"read": found.read, "compared": found.read - found.refused, "refused": found.refused},
        "changed": found.changed,
        "explained": found.explained,
        "changes": _changes(found.pairs),
        "rows_with_another_level": list(found.levels),
        "provinces": [
            {
                "province": name,
                "compared": province.communes,
                "changed": province.changed,
                "changes": _changes(province.pairs),
            }
            for name, province in found.provinces.items()
        ],
        "causes": [_cause(group, language) for group in found.groups],
    }
    return json_text(content)


def _changes(pairs: Mapping[Pair, int]) -> list[dict[str, Any]]:
    return [
        {"before": before.value, "after": after.value, "communes": count} for (before, after), count in pairs.items()
    ]


def _cause(group: AffectedGroup, language: Language) -> dict[str, Any]:
    old, new = group.cause.in_force
    return {
        "clauses": [clause_object(clause, language) for clause in group.cause.clauses],
        "in_force": {"old": old, "new": new},
        "communes": [_object(one, language) for one in group.communes],
    }


def _object(one: Affected, language: Language) -> dict[str, Any]:
    commune, day = one.row.commune, one.row.as_of
    return {
        "row": one.row.number,
        "code": commune.code,
        "name": commune.name,
        "province": commune.province,
        "as_of": None if day is None else day.isoformat(),
        "before": one.example.before.verdict.value,
        "after": one.example.after.verdict.value,
        "reasons": [
            {"side": "old" if side == "-" else "new", "text": in_words(reason, language)}
            for side, reason in reasons(one.example)
        ],
    }
