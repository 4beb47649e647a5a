"""Message keys and values to sentences in Vietnamese and English.

Nothing is worded before a renderer asks for it, so one answer can be said in either language.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, Protocol, get_args

from smartcommune.messages.analysis import ANALYSIS
from smartcommune.messages.answers import ANSWERS
from smartcommune.messages.batch import BATCH
from smartcommune.messages.cells import CELLS
from smartcommune.messages.columns import COLUMNS
from smartcommune.messages.commands import COMMANDS
from smartcommune.messages.coverage import COVERAGE
from smartcommune.messages.editor import EDITOR
from smartcommune.messages.files import FILES
from smartcommune.messages.fixes import FIXES
from smartcommune.messages.forms import FORMS
from smartcommune.messages.handover import HANDOVER
from smartcommune.messages.inheritance import INHERITANCE
from smartcommune.messages.lints import LINTS
from smartcommune.messages.pages import PAGES
from smartcommune.messages.points import POINTS
from smartcommune.messages.problems import PROBLEMS
from smartcommune.messages.remedies import REMEDIES
from smartcommune.messages.rule_problems import RULE_PROBLEMS
from smartcommune.messages.rulesets import RULESETS
from smartcommune.messages.selection import SELECTION
from smartcommune.messages.show import SHOW
from smartcommune.messages.starting import STARTING
from smartcommune.messages.tables import TABLES

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
# What an English text of a rule file begins with that nobody has translated yet: the Vietnamese words follow.
UNTRANSLATED: Final = "[vi]"

# Of a text from outside in a sentence: enough for every real name, and no flood.
MOST_LETTERS: Final = 180

# Each key has its Vietnamese sentence first and its English one second.
CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    **FILES,
    **FIXES,
    **PROBLEMS,
    **RULE_PROBLEMS,
    **POINTS,
    **ANSWERS,
    **COMMANDS,
    **LINTS,
    **SHOW,
    **STARTING,
    **TABLES,
    **COLUMNS,
    **CELLS,
    **BATCH,
    **FORMS,
    **ANALYSIS,
    **COVERAGE,
    **RULESETS,
    **INHERITANCE,
    **SELECTION,
    **HANDOVER,
    **EDITOR,
    **PAGES,
    **REMEDIES,
}


class Sayable(Protocol):
    """What can be worded in a language: a message, a pair of words, a quantity."""

    def say(self, language: Language) -> str: ...


class Words:
    """One text in both languages, as rule files give it."""

    __slots__ = ("en", "vi")

    def __init__(self, vi: str, en: str) -> None:
        self.vi = vi
        self.en = en

    def say(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and (self.vi, self.en) == (other.vi, other.en)

    def __hash__(self) -> int:
        return hash((self.vi, self.en))

    def __repr__(self) -> str:
        return f"Words({self.vi!r}, {self.en!r})"


class Message:
    """A sentence of the catalogue with the values that fill its placeholders."""

    __slots__ = ("key", "values")

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values

    def say(self, language: Language) -> str:
        template = CATALOGUE[self.key][LANGUAGES.index(language)]
        return template.format(**{name: say(value, language) for name, value in self.values.items()})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.key, self.values) == (other.key, other.values)

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"Message({self.key!r}, {self.values!r})"


class Listed(NamedTuple):
    """Several things in one sentence, separated as given."""

    parts: tuple[object, ...]
    separator: str = ", "

    def say(self, language: Language) -> str:
        return self.separator.join(say(part, language) for part in self.parts)


class Amount:
    """A number of things: `1 file`, `2 files`. The noun's key has both forms where a language has two."""

    __slots__ = ("count", "noun")

    def __init__(self, count: int, noun: str) -> None:
        self.count = count
        self.noun = noun

    def say(self, language: Language) -> str:
        one, _, many = CATALOGUE[self.noun][LANGUAGES.index(language)].partition("|")
        number = f"{self.count:,}" if language == "en" else f"{self.count:,}".replace(",", ".")
        return f"{number} {one if self.count == 1 or not many else many}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and (self.count, self.noun) == (other.count, other.noun)

    def __hash__(self) -> int:
        return hash((self.count, self.noun))


def say(value: object, language: Language) -> str:
    """The words for a value: its own if it has any, else its plain text."""
    worded = getattr(value, "say", None)
    if worded is not None:
        return str(worded(language))
    text = str(value)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
