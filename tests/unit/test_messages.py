"""The catalogue: every sentence in both languages, every key used, every use a key."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from fractions import Fraction
from unicodedata import is_normalized

from smartcommune import messages
from smartcommune.authoring.check.explained import explained
from smartcommune.messages import CATALOGUE, LANGUAGES, Listed, Message, Words, say
from smartcommune.model.wording import Shown

from .program import MODULES, ROOT, nodes

# What stands in every module that is no part of the catalogue.
SPEAKING = [module for module in MODULES if module.partition(".")[0] != "messages"]
# Functions whose first text is a key of the catalogue.
SPEAKERS = ("Message", "finding", "refusal", "words", "self._say")
# In templates it is `say("key")`, or a key that begins so: `say("outcome." ~ …)`.
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("render/pages/templates/*.html")))
SAID_IN_TEMPLATES = re.findall(r'"([a-z_-]+\.[a-z_.-]+)"( ~)?', TEMPLATES)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def letters(sentence: str) -> str:
    """What a sentence says besides its placeholders."""
    return "".join(part for part, *_ in string.Formatter().parse(sentence) if any(map(str.isalpha, part)))


def test_both_languages_have_the_same_placeholders() -> None:
    """A sentence says the same things in Vietnamese and in English, each by its name."""
    names = {key: (placeholders(vi), placeholders(en)) for key, (vi, en) in CATALOGUE.items()}
    assert {key: (vi, en) for key, (vi, en) in names.items() if vi != en} == {}
    assert {name for vi, _ in names.values() for name in vi if not name.isidentifier()} == set()


def is_one_line(sentence: str) -> bool:
    """Whether a sentence has words, in composed letters that can be printed, and single spaces between them."""
    return bool(sentence.strip()) and sentence.isprintable() and is_normalized("NFC", sentence) and "  " not in sentence


def test_no_sentence_is_empty() -> None:
    """Each key has words in each language, in composed form and in one line."""
    assert {key: both for key, both in CATALOGUE.items() if not all(map(is_one_line, both))} == {}


def test_the_languages_differ() -> None:
    """No sentence was left untranslated; only those without words of their own are alike."""
    assert {key: vi for key, (vi, en) in CATALOGUE.items() if vi == en and letters(vi)} == {}


def test_no_key_stands_in_two_parts() -> None:
    """The parts of the catalogue do not overwrite each other."""
    names = [part.name for part in pkgutil.iter_modules(messages.__path__)]
    parts = [getattr(importlib.import_module(f"{messages.__name__}.{name}"), name.upper()) for name in names]
    assert len(names) >= 3
    assert len(CATALOGUE) == sum(map(len, parts))


def spoken() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every place where the program words something: where, and which keys it can have."""
    for module in SPEAKING:
        for node in nodes(module):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if ast.unparse(node.func) in SPEAKERS:
                for pattern in patterns(node.args[0]):
                    yield f"{module}:{node.lineno}", pattern
    for key, more in SAID_IN_TEMPLATES:
        if not key.endswith((".html", ".css", ".js")):
            yield "templates", re.compile(re.escape(key) + (".+" if more else ""))


def patterns(node: ast.expr) -> Iterator[re.Pattern[str]]:
    """The keys that an expression can be, where it is written out: texts, f-strings, choices between them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.compile(re.escape(node.value))
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-z0-9_-]+" for part in node.values]
        yield re.compile("".join(parts))
    elif isinstance(node, ast.IfExp):
        yield from patterns(node.body)
        yield from patterns(node.orelse)


def test_every_key_that_is_used_exists() -> None:
    """No sentence is asked for that the catalogue does not have."""
    uses = list(spoken())
    assert len(uses) > len(CATALOGUE) / 2
    assert [(place, key.pattern) for place, key in uses if not any(map(key.fullmatch, CATALOGUE))] == []


def written() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text and every f-string with words of its own in the program."""
    texts: set[str] = set()
    joined: list[re.Pattern[str]] = []
    for module in SPEAKING:
        for node in nodes(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                joined += patterns(node)
    texts.update(key for key, _ in SAID_IN_TEMPLATES)
    return texts, [pattern for pattern in joined if re.match(r"[a-z\\-]+", pattern.pattern)]


def test_every_key_is_used() -> None:
    """No sentence is left over that the program never says."""
    texts, joined = written()
    composed = {key for pattern in joined for key in CATALOGUE if pattern.fullmatch(key)}
    assert set(CATALOGUE) - texts - composed == set()


def test_a_message_is_worded_when_it_is_said() -> None:
    """One message can be said in either language, with values that are worded in the same."""
    message = Message(
        "text.value-need", value=Shown(Fraction("79.5"), Message("unit.percent")), need=Words("nhiều", "more")
    )
    assert message.say("en") == "79.5% (needs more)"
    assert message.say("vi") == "79,5 % (cần nhiều)"


def test_values_are_not_taken_for_templates() -> None:
    """Braces in a value are shown as they are."""
    message = Message("not-a-number", found="{0} {name} %s")
    assert "`{0} {name} %s`" in message.say("en")


def test_a_list_is_worded_part_by_part() -> None:
    """Each part in the language, with the separator given."""
    listed = Listed((Words("một", "one"), 2, Message("yes")), " / ")
    assert [listed.say(language) for language in LANGUAGES] == ["một / 2 / có", "one / 2 / yes"]
    assert Listed(("a", "b")).say("en") == "a, b"


def test_what_has_no_words_is_plain_text() -> None:
    """Numbers and texts are the same in both languages."""
    assert {say(12, language) for language in LANGUAGES} == {"12"}


def test_messages_are_equal_by_what_they_say() -> None:
    """Key and values count; equal ones are one in a set."""
    assert Message("yes") == Message("yes") != Message("no")
    assert Message("bug", kind="a", detail="b") != Message("bug", kind="a", detail="c")
    assert len({Message("yes"), Message("yes"), Message("no")}) == 2
    assert Words("a", "b") == Words("a", "b") != Words("b", "a")
    assert len({Words("a", "b"), Words("a", "b")}) == 1
    assert Listed((1, 2)) == Listed((1, 2)) != Listed((1, 2), "; ")
    assert len({Listed((1, 2)), Listed((1, 2))}) == 1
    assert Words("a", "b") != ("a", "b")
    assert Message("yes") != "yes"
    assert Listed((1,)) != (1,)


def test_a_message_can_be_read_in_a_debugger() -> None:
    """Its key and values show."""
    assert repr(Message("yes")) == "Message('yes', {})"
    assert repr(Words("a", "b")) == "Words('a', 'b')"


# What makes a problem, with its id first; names that begin with `_` are those of a module's own.
MAKERS = {"finding", "refusal", "Problem", "Unfit", "report", "_report", "_named", "_refused", "_checked", "_matching"}
# Whose problem has the key of its message as its id.
BY_MESSAGE = {"_about_call", "Wrong"}


def calls() -> Iterator[tuple[str, list[ast.expr]]]:
    for module in SPEAKING:
        for node in nodes(module):
            if isinstance(node, ast.Call):
                yield getattr(node.func, "id", getattr(node.func, "attr", "")), node.args


def literals(expression: ast.expr) -> Iterator[str]:
    """The texts that an argument may be."""
    if isinstance(expression, ast.IfExp):
        yield from literals(expression.body)
        yield from literals(expression.orelse)
    elif isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value


def told() -> set[str]:
    """The ids that stand in the code where a problem is made."""
    found: set[str] = set()
    for name, arguments in calls():
        if name in MAKERS and arguments:
            found |= set(literals(arguments[0]))
        elif name in BY_MESSAGE:
            keys = [one.args[0] for one in arguments if isinstance(one, ast.Call) and one.args]
            found |= {id for key in keys for id in literals(key)}
    return {id for id in found if re.fullmatch("[a-z]+(-[a-z0-9]+)*", id)}


def test_every_id_that_is_told_is_explained() -> None:
    """Each has its place in `authoring/check/explained`, and a sentence that says what to do, or a remedy."""
    assert len(told()) > 200
    assert told() - explained().keys() == set()
