"""The ambiguities of a rule file to what is read, and a rule set to what it becomes where the other readings are taken.

What an ambiguity has `instead` is linked over the rule set as a file that extends it: what it writes anew has to be
there, and every mistake is told at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any, Final, get_args

from smartcommune.messages import Message
from smartcommune.model.ruleset import Criterion, Reading, RuleSet, Taken, is_borrowed
from smartcommune.problems import InputError, Place, Problem, did_you_mean
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.words import words_of
from smartcommune.shape.record import known
from smartcommune.source.document import Document, Node, Path, Scalar, Table, as_data, walk

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import Ambiguity

INSTEAD: Final = "instead"
# Every combination of readings is a rule set of its own: eight in all.
MOST_TOGETHER: Final = 3
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# What becomes of the keys of `instead` in a file that extends the rule set.
_WITHIN: Final = {"criteria": ("replace", "criteria"), "eligible_when": ("verdict", "eligible_when")}
# What says the same whatever a criterion is made of.
_NO_CHANGE: Final = frozenset({"cite", "note", "ambiguities"})

LinkOver = Callable[[Any, Document, RuleSet], RuleSet]


def readings_of(shapes: Iterable[Ambiguity], names: Names, path: Path) -> tuple[Reading, ...]:
    """The ambiguities that a part of a file lists."""
    return tuple(_reading(shape, names, (*path, number)) for number, shape in enumerate(shapes))


def _reading(shape: Ambiguity, names: Names, path: Path) -> Reading:
    instead = None
    if shape.instead is not None:
        instead = _overlay(names.document, (*path, INSTEAD))
        if _ID.fullmatch(shape.id) is None:
            names.report("reading-id", (*path, "id"), Message("reading-id", name=shape.id))
    question, reading, alternative = map(words_of, (shape.question, shape.reading, shape.alternative))
    return Reading(shape.id, question, reading, alternative, instead)


def _overlay(document: Document, path: Path) -> Document:
    """What stands at a path as a file that extends the rule set; every part keeps its place."""
    node = document.node(path)
    root: dict[str, tuple[Scalar, Node]] = {}
    for name, (key, value) in node.entries.items() if isinstance(node, Table) else ():
        outer, *inner = _WITHIN.get(name, (name,))
        root[outer] = (key, Table({inner[0]: (key, value)}, value.place) if inner else value)
    return Document(document.name, Table(root, document.place(path)))


def computed(ruleset: RuleSet) -> dict[str, Reading]:
    """The ambiguities of which the other reading can be taken, by their ids."""
    return computed_among(ruleset.criteria.values(), ruleset.readings)


def computed_among(criteria: Iterable[Criterion], readings: Iterable[Reading]) -> dict[str, Reading]:
    """The same among some criteria, and what the verdict leaves open."""
    every = chain(readings, *(item.readings for item in criteria if not is_borrowed(item.id)))
    return {reading.id: reading for reading in every if reading.instead is not None}


def named_by_readings(ruleset: RuleSet) -> set[str]:
    """The words in what other readings would write, the names that these ask for among them."""
    found = (reading.instead.root for reading in computed(ruleset).values() if reading.instead is not None)
    return {scalar.text for root in found for _, scalar in walk(root)}


def open_readings(ruleset: RuleSet) -> tuple[str, ...]:
    """The ambiguities of which no reading is taken, so that answers are computed under both."""
    return tuple(id for id in computed(ruleset) if id not in ruleset.taken)


def _check(ruleset: RuleSet, names: Names) -> None:
    """Report what keeps the other readings from being computed together, or beside what a child writes anew."""
    found = computed(ruleset)
    if len(found) > MOST_TOGETHER:
        names.report("too-many-readings", (), Message("too-many-readings", most=MOST_TOGETHER, ids=", ".join(found)))
    for one, other in combinations(found.values(), 2):
        for part in sorted(_written(one) & _written(other)):
            message = Message("readings-clash", name=part[-1], one=one.id, other=other.id)
            _report("readings-clash", other, part, message, names)
    for reading in found.values():
        _check_changes(reading, ruleset, names)
        for part in sorted(_written(reading)) if ruleset.parent is not None else ():
            if _is_overruled(reading, part, ruleset, names.document):
                message = Message("reading-overruled", name=part[-1], id=reading.id)
                names.report("reading-overruled", part, message, Message("reading-overruled-help", id=reading.id))


def _report(id: str, reading: Reading, path: Path, message: Message, names: Names) -> None:
    """Add a problem with a part of the other reading, in whichever file that stands."""
    document = reading.instead or names.document
    names.problems.append(Problem(id, document.key_place(path) or document.place(path), message))


def _written(reading: Reading) -> set[Path]:
    """The parts that the other reading writes anew, as paths of the file that would extend the rule set."""
    root = as_data(reading.instead.root) if reading.instead else {}
    named: set[Path] = {("replace", "criteria", id) for id in root.get("replace", {}).get("criteria", ())}
    named |= {("thresholds", id) for id in root.get("thresholds", ())}
    return named | {path for path in (("levels",), ("verdict", "eligible_when")) if path[0] in root}


def _is_overruled(reading: Reading, part: Path, ruleset: RuleSet, document: Document) -> bool:
    """Whether a child writes anew, or drops, what the other reading of its parent's text is about."""
    is_own = reading.instead is not None and reading.instead.name == document.name
    dropped = part[:2] == ("replace", "criteria") and part[2] in ruleset.dropped
    return not is_own and (dropped or document.node(part) is not None)


def _check_changes(reading: Reading, ruleset: RuleSet, names: Names) -> None:
    """Report what the other reading writes just as it stands."""
    if reading.instead is None:
        return
    for part in sorted(_written(reading)):
        anew, before = reading.instead.node(part), _before(part, ruleset)
        if anew is not None and before is not None and _meant(before) >= _meant(anew):
            _report("reading-same", reading, part, Message("reading-same", name=part[-1], id=reading.id), names)


def _before(part: Path, ruleset: RuleSet) -> Node | None:
    """What stands in the file, or in that of a parent, in place of what a reading writes anew."""
    where: Path = ("criteria", part[2]) if part[0] == "replace" else part
    documents = [ruleset.document] if ruleset.parent is None else [ruleset.document, ruleset.parent.document]
    for document, path in product(documents, (part, where)):
        if (node := document.node(path)) is not None:
            return node
    return None


def _meant(node: Node) -> set[tuple[str, str]]:
    """What keys say, but for what makes no difference."""
    data = as_data(node)
    keys = data.items() if isinstance(data, dict) else [("", data)]
    return {(str(key), repr(value)) for key, value in keys if key not in _NO_CHANGE}


def other_readings(ruleset: RuleSet, link_over: LinkOver) -> dict[frozenset[str], RuleSet]:
    """What a rule set becomes under each choice of other readings.

    Args:
        ruleset: as it is written.
        link_over: what a file and its document give over the rule set that they extend.

    Raises:
        InputError: a reading does not fit the rule set.
    """
    names = Names(ruleset.document)
    _check(ruleset, names)
    found, problems = {frozenset[str](): ruleset}, names.problems
    for id, reading in () if problems else computed(ruleset).items():
        for taken, before in list(found.items()):
            try:
                found[taken | {id}] = _read_otherwise(before, reading, link_over)
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return {taken: each for taken, each in found.items() if taken}


def _read_otherwise(before: RuleSet, reading: Reading, link_over: LinkOver) -> RuleSet:
    """A rule set of which one more text is read in the other way; whatever else is said of it stays."""
    document = reading.instead or before.document
    label = {"vi": before.label.vi, "en": before.label.en}
    head = {"id": before.id, "version": before.version, "label": label}
    linked = link_over(known(Document(document.name, document.root), head), document, before)
    kept = ("parent", "dropped", "without", "outlives", "cases", "document", "replaced_by", "remarks", "not_known")
    whole = linked._replace(**{field: getattr(before, field) for field in kept}, instead=before.instead | {reading.id})
    turned = {id: item._replace(readings=_turned(item.readings, reading)) for id, item in whole.criteria.items()}
    return whole._replace(criteria=turned, readings=_turned(whole.readings, reading))


def _turned(readings: tuple[Reading, ...], taken: Reading) -> tuple[Reading, ...]:
    """The ambiguities once the other reading of one is taken."""
    other = taken._replace(reading=taken.alternative, alternative=taken.reading, instead=None)
    return tuple(other if reading.id == taken.id else reading for reading in readings)


def read_by(ruleset: RuleSet, taken: Mapping[str, str]) -> RuleSet:
    """A rule set of which some ambiguities are settled, each as it is `written` or with what stands there `instead`.

    Raises:
        InputError: there is no such ambiguity, or no such reading.
    """
    problems = list(_unfit(taken, computed(ruleset)))
    if problems:
        raise InputError(problems)
    if not taken:
        return ruleset
    instead = frozenset(id for id, reading in taken.items() if reading == INSTEAD)
    others = {
        choice - instead: other._replace(taken={**other.taken, **taken})
        for choice, other in ruleset.others.items()
        if choice & taken.keys() == instead and choice != instead
    }
    base = ruleset.others.get(instead, ruleset)
    return base._replace(others=others, taken={**base.taken, **taken})


def _unfit(taken: Mapping[str, str], known: Collection[str]) -> Iterator[Problem]:
    for id, reading in taken.items():
        place = Place(f"--reading {id}")
        if id not in known:
            help = did_you_mean(id, known) if known else Message("no-readings-help")
            yield Problem("undeclared-reading", place, Message("undeclared-reading", name=id), help)
        elif reading not in get_args(Taken):
            yield Problem("not-a-reading", place, Message("not-a-reading", found=reading))
