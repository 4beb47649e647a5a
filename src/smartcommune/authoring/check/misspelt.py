"""Names that are not declared to the declaration that may be meant: one that nothing uses may be misspelt itself.

A name that is used several times is right, and its declaration wrong: that is one problem, told there. Of a name that
is used once either may be wrong, so both places are shown; cases that know the one tell which is guessed to be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from smartcommune.messages import Message
from smartcommune.problems import Place, Problem, did_you_mean, guessed
from smartcommune.source.document import Document, Listing, Scalar, Table

_PARTS: Final = {
    "undeclared-source": ("sources",),
    "undeclared-indicator": ("indicators", "derived"),
    "undeclared-threshold": ("thresholds",),
    "undeclared-criterion": ("criteria",),
}


def told_at_declarations(
    problems: Iterable[Problem], document: Document, in_cases: Collection[str] = ()
) -> list[Problem]:
    """The problems of a rule file, those of undeclared names with the declaration that nothing else uses.

    Args:
        problems: what is wrong with the file.
        document: the file.
        in_cases: the words in its files of cases.
    """
    problems, own = list(problems), document.node(("cases",))
    known = {*in_cases, *(() if own is None else _names(own, 2))}
    found: list[Problem] = []
    for problem in problems:
        declared = _declaration(problem, document)
        same = [other for other in problems if other.message == problem.message] if declared else []
        if declared is None:
            found.append(problem)
        elif len(same) == 1:
            found.append(_either(problem, declared, known))
        elif problem is same[0]:
            found.append(_misspelt(problem, declared, len(same)))
    return found


def _either(problem: Problem, declared: tuple[str, Place], in_cases: Collection[str]) -> Problem:
    """What is used once, with the declaration; that is what is guessed to be wrong if cases have the other name."""
    told, name = problem._replace(related=declared[1]), str(problem.message.values["name"])
    if name not in in_cases or declared[0] in in_cases:
        return told
    return told._replace(fix=_misspelt(problem, declared, 1).fix)


def _misspelt(first: Problem, declared: tuple[str, Place], count: int) -> Problem:
    name = str(first.message.values["name"])
    message = Message("misspelt-declaration", name=declared[0], used=name, count=count)
    return guessed(Problem(first.id, declared[1], message, Message("did-you-mean", name=name), first.place))


def _declaration(problem: Problem, document: Document) -> tuple[str, Place] | None:
    """The name that is closest among those that are declared and never used, with the place of its declaration."""
    name, parts = problem.message.values.get("name"), _PARTS.get(problem.id, ())
    if not isinstance(name, str) or not parts or problem.place.source != document.name:
        return None
    used = Counter(_names(document.root))
    idle = {
        id: key.place
        for part in parts
        if isinstance(table := document.node((part,)), Table)
        for id, (key, _) in table.entries.items()
        if not used[id]
    }
    guess = did_you_mean(name, idle)
    if guess is None or guess.key != "did-you-mean":
        return None
    id = str(guess.values["name"])
    return id, idle[id]


def _names(node: Scalar | Listing | Table, depth: int = 0) -> Iterator[str]:
    """Every text that may be a name, and the keys inside the parts of a file: facts and outcomes name things, too."""
    if isinstance(node, Scalar):
        yield node.text.partition("#")[0]
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _names(item, depth + 1)
    else:
        for key, (_, value) in node.entries.items():
            if depth > 1:
                yield key
            yield from _names(value, depth + 1)
