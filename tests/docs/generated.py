"""The pages of `docs/` that the tool writes itself: one a rule set, one a lint, what is not known, and every key.

`python -m tests.docs` writes them anew; a test compares them with what it would write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from smartcommune.authoring.cases import cases_beside
from smartcommune.authoring.check.explained import explained
from smartcommune.authoring.faults import FAULTS
from smartcommune.authoring.lint import Lint, LintPage
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.show.describe import describe, summary
from smartcommune.messages import Language, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import period
from smartcommune.render.explained import option
from smartcommune.render.explained import page as explained_page
from smartcommune.render.safe import markdown
from smartcommune.render.show_markdown import description, summaries
from smartcommune.rulesets.library import built_in, load_built_in
from tests.docs.reference import reference

DOCS: Final = Path(__file__).parents[2] / "docs"
NOTE: Final = "<!-- Written by `python -m tests.docs` from the rule files and the code; not to be edited here. -->\n"
ENGLISH: Final = '\n---\n\n<a id="english"></a>\n\n'
TO_ENGLISH: Final = "*[In English below](#english)*\n"


def pages() -> dict[Path, str]:
    """Every generated page, by its path."""
    rules = [load_built_in(id) for id in built_in()]
    found = {DOCS / "rules" / f"{ruleset.id}.md": rule_page(ruleset) for ruleset in rules}
    found[DOCS / "rules" / "README.md"] = rules_index(rules)
    found |= {DOCS / "lints" / f"{id}.md": lint_page(page) for id, page in (LINTS | FAULTS).items()}
    found[DOCS / "lints" / "README.md"] = lints_index()
    found[DOCS / "not-known.md"] = not_known(rules)
    found[DOCS / "format.md"] = f"{TO_ENGLISH}\n{reference('vi')}{ENGLISH}{reference('en')}"
    return {path: f"{NOTE}\n{text}" for path, text in found.items()}


def rule_page(ruleset: RuleSet) -> str:
    """What `show` says on the last day in force, or on the first where there is no last one."""
    day = ruleset.in_force.last or ruleset.in_force.first
    vi, en = (description(describe(ruleset, day, day), language) for language in ("vi", "en"))  # type: ignore[arg-type]  # both are languages
    return f"{TO_ENGLISH}\n{vi}{ENGLISH}{en}"


def rules_index(rules: list[RuleSet]) -> str:
    """Links to the pages, then what `list` says in both languages."""
    listed = [summary(ruleset, len(cases_beside(ruleset, built_in()[ruleset.id]))) for ruleset in rules]
    links = [f"- [{markdown(ruleset.label.vi)}]({ruleset.id}.md)\n" for ruleset in rules]
    more = [f"- [{markdown(ruleset.label.en)}]({ruleset.id}.md#english)\n" for ruleset in rules]
    vi, en = summaries(listed, "vi").partition("\n"), summaries(listed, "en").partition("\n")
    return f"{TO_ENGLISH}\n{vi[0]}\n\n{''.join(links)}{vi[2]}{ENGLISH}{en[0]}\n\n{''.join(more)}{en[2]}"


def lint_page(page: Lint | LintPage) -> str:
    """What `validate --explain` says, in both languages."""
    found = explained()[page.id]
    return f"{TO_ENGLISH}\n{explained_page(found, 'vi')}{ENGLISH}{explained_page(found, 'en')}"


def lints_index() -> str:
    """One line a lint, then one for each mistake that is told whatever lints are asked for."""
    lines = ["# What `validate` looks for", "", *_index(LINTS)]
    lines += ["", "## What is told always", "", *_index(FAULTS)]
    return "\n".join(lines) + "\n"


def _index(pages: Mapping[str, Lint | LintPage]) -> Iterator[str]:
    yield from ("| id | | | tiếng Việt | English |", "|---|---|---|---|---|")
    for id, page in pages.items():
        severity = Message(f"severity.{page.severity}").say("en")
        fix = option(explained()[id])
        summaries = markdown(page.summary.vi), markdown(page.summary.en)
        cells = (f"[{id}]({id}.md)", severity, f"`{fix}`" if fix else "", *summaries)
        yield f"| {' | '.join(cells)} |"


def not_known(rules: list[RuleSet]) -> str:
    """What every rule set says that it does not know; what one takes over stands with the one it extends."""
    vi = "\n".join(_not_known(rules, "vi"))
    en = "\n".join(_not_known(rules, "en"))
    return f"{TO_ENGLISH}\n{vi}\n{ENGLISH}{en}\n"


def _not_known(rules: list[RuleSet], language: Language) -> Iterator[str]:
    yield f"# {Message('show.not-known').say(language)}"
    for ruleset in rules:
        inherited = set(ruleset.parent.not_known) if ruleset.parent else set()
        own = [words for words in ruleset.not_known if words not in inherited]
        days = period(ruleset.in_force).say(language)
        if own:
            yield f"\n## [{markdown(ruleset.label.say(language))}](rules/{ruleset.id}.md)\n"
            yield f"`{ruleset.id}`, {days}\n"
            yield from (f"- {markdown(words.say(language))}" for words in own)


def main() -> None:
    """Write all pages, and remove those of rule sets and lints that are no more."""
    found = pages()
    for folder in ("rules", "lints"):
        (DOCS / folder).mkdir(exist_ok=True)
        for path in (DOCS / folder).glob("*.md"):
            if path not in found:
                path.unlink()
    for path, text in found.items():
        path.write_text(text, encoding="utf-8", newline="\n")
