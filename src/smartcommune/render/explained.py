"""What ids of problems mean, to the page of one, a line for each of many, and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smartcommune.authoring.check.explained import Explained
from smartcommune.messages import LANGUAGES, Language, Message, Words


def page(found: Explained, language: Language) -> str:
    """What it finds and what to do; of a lint a piece of YAML to avoid, the same mended, and why."""

    def part(key: str, text: str) -> str:
        return f"\n## {Message(key).say(language)}\n\n{text}\n"

    severity = Message(f"severity.{found.severity}").say(language)
    head = f"# {found.id}\n\n{found.summary.say(language)} ({severity})\n"
    if found.fix is not None or found.page is not None:
        head += f"\n{Message(f'page.fix-{_fix(found)}').say(language)}\n"
    if found.page is None:
        return head + ("" if found.remedy is None else part("page.remedy", found.remedy.say(language)))
    avoid, prefer = (f"```yaml\n{piece}```" for piece in (found.page.avoid, found.page.prefer))
    because = found.page.why.say(language)
    return head + part("page.avoid", avoid) + part("page.prefer", prefer) + part("page.because", because)


def _fix(found: Explained) -> str:
    return found.fix or "none"


def listed(found: Iterable[Explained], language: Language) -> str:
    """A line for each: the id, how severe it is, which option puts it right, and what it means."""
    rows = [
        (each.id, Message(f"severity.{each.severity}").say(language), option(each), each.summary.say(language))
        for each in found
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    return "".join("  ".join((*map(str.ljust, row, widths), row[-1])) + "\n" for row in rows)


def option(found: Explained) -> str:
    """The option with which `validate` puts it right, if there is one."""
    return {"safe": "--fix", "unsafe": "--unsafe-fixes", None: ""}[found.fix]


def as_json(found: Explained) -> dict[str, Any]:
    """All that is known of it, in both languages."""
    page = found.page
    return {
        "id": found.id,
        "severity": found.severity,
        "fix": found.fix,
        "summary": _both(found.summary),
        "remedy": _both(found.remedy),
        "why": None if page is None else _both(page.why),
        "avoid": None if page is None else page.avoid,
        "prefer": None if page is None else page.prefer,
    }


def _both(words: Words | None) -> dict[str, str] | None:
    return None if words is None else {language: words.say(language) for language in LANGUAGES}
