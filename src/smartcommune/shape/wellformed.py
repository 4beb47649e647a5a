"""A document and a shape to a model, or to every place where the two do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from smartcommune.messages import Message
from smartcommune.problems import MOST_PROBLEMS, InputError, Problem, did_you_mean, finding, guessed
from smartcommune.shape.base import Shape
from smartcommune.shape.cases import CasesFile
from smartcommune.shape.kinds import check_rule_file
from smartcommune.shape.map_file import MapFile
from smartcommune.shape.record import CONDITIONS, EARNINGS
from smartcommune.shape.rule_file import ProfileFile, RuleFile
from smartcommune.source.document import Document, Path, Table, as_data, walk

T = TypeVar("T", bound=Shape)

_TAGS: Final = frozenset(
    f"‹{name}›"
    for name in (
        *(*CONDITIONS, *EARNINGS, "criterion", "constant", "threshold", "places", "value", "evidence"),
        *("score", "indicator", "id", "name", "low"),
    )
)
_TABLES: Final = frozenset({"sources", "indicators", "derived", "thresholds", "criteria"})
_NEEDED: Final[dict[str, Any]] = {"format": "1", "id": "x", "version": "x", "label": {"vi": "x", "en": "x"}}
_KINDS: Final = ", ".join(f"`{name}`" for name in CONDITIONS)
_EARNINGS: Final = ", ".join(f"`{name}`" for name in EARNINGS)
_MORE: Final = Message("too-many-problems", count=1)
_EXPECTED: Final = {
    "string_type": "expected-text",
    "literal_error": "expected-text",
    "expected-text": "expected-text",
    "model_type": "expected-table",
    "model_attributes_type": "expected-table",
    "dict_type": "expected-table",
    "tuple_type": "expected-list",
    "union_tag_not_found": "expected-condition",
}


def rule_file(document: Document) -> RuleFile:
    """The rule file in a document.

    Raises:
        InputError: every key and value that does not fit, each at its place; or what it is, if it is no rule file.
    """
    check_rule_file(document)
    return _fitted(RuleFile, document, _blanks(document))


def rule_file_partly(document: Document) -> tuple[RuleFile | None, frozenset[str]]:
    """As much of a rule file as fits, and the names of what was left out; None where too little fits.

    The parts that do fit can then be linked, so that their mistakes are told in the same run.
    """
    tree: dict[str, Any] = as_data(document.root)
    try:
        return RuleFile.model_validate(tree), frozenset()
    except ValidationError as error:
        paths = [_path(item["loc"]) for item in error.errors(include_url=False, include_input=False)]
    left_out = {str(step) for path in paths for step in path[:2]}
    for path in paths:
        _leave_out(tree, path)
    try:
        return RuleFile.model_validate(tree), frozenset(left_out)
    except ValidationError:
        return None, frozenset(left_out)


def _leave_out(tree: dict[str, Any], path: Path) -> None:
    """Take away the entry that a path leads into, or put something harmless where there must be one."""
    if not path:
        return
    top = str(path[0])
    if len(path) > 1 and top in _TABLES and isinstance(tree.get(top), dict):
        tree[top].pop(path[1], None)
    elif top in _NEEDED:
        tree[top] = _NEEDED[top]
    else:
        tree.pop(top, None)


def cases_file(document: Document) -> CasesFile:
    """The cases in a document of their own.

    Raises:
        InputError: every key and value that does not fit, each at its place.
    """
    return _fitted(CasesFile, document, _blanks(document))


def map_file(document: Document) -> MapFile:
    """The map of the columns of a table in a document.

    Raises:
        InputError: every key and value that does not fit, each at its place.
    """
    return _fitted(MapFile, document, _blanks(document))


def profile_file(document: Document) -> ProfileFile:
    """The profile in a document; blank facts are allowed there, and unknown.

    Raises:
        InputError: every key and value that does not fit, each at its place.
    """
    return _fitted(ProfileFile, document, [])


def _fitted(shape: type[T], document: Document, problems: list[Problem]) -> T:
    try:
        model = shape.model_validate(as_data(document.root))
    except ValidationError as error:
        details = _told_once(error.errors(include_url=False))
        worded = [_problem(document, shape, item) for item in details[:MOST_PROBLEMS]]
        # Wording a problem looks for similar names; past the most that are shown, counting is enough.
        rest = [Problem(item["type"], document.place(_path(item["loc"])), _MORE) for item in details[MOST_PROBLEMS:]]
        raise InputError([*problems, *worded, *rest]) from None
    if problems:
        raise InputError(problems)
    return model


def _told_once(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the complaint that a list is too short where it is one of its items that does not fit."""
    parents = {item["loc"][:length] for item in details for length in range(len(item["loc"]))}
    return [item for item in details if item["type"] != "too_short" or item["loc"] not in parents]


def _blanks(document: Document) -> list[Problem]:
    """The keys of a rule file without a value; a fact of a case may be blank, and unknown."""
    return [_blank(path, document) for path, scalar in walk(document.root) if scalar.blank and not _is_fact(path)]


def _is_fact(path: Path) -> bool:
    return len(path) > 3 and path[0] == "cases" and path[2] == "facts"


def _blank(path: Path, document: Document) -> Problem:
    place = document.key_place(path) or document.place(path)
    return finding("empty-value", place, key=_key(path))


def _problem(document: Document, shape: type[Shape], error: ErrorDetails) -> Problem:
    """A finding of the validator in the words of this project."""
    path, kind = _path(error["loc"]), error["type"]
    key = _key(path)
    if kind == "missing":
        return _missing_key(document, path, _keys(shape, error["loc"][:-1]))
    if kind == "extra_forbidden":
        return _unknown_key(document, path, sorted(_keys(shape, error["loc"][:-1])))
    place = document.place(path)
    if error["input"] is None:
        return _blank(path, document)
    if "found" in error.get("ctx", {}):  # a check of `text_types`, which names its own problem
        return finding(kind, place, _own_help(kind), found=error["input"])
    if kind == "literal_error" and isinstance(error["input"], str):
        return _not_one_of(document, path, error)
    if kind in ("too_short", "string_too_short"):
        return finding("empty-list", place, key=key)
    return _wrong_kind(document, path, error)


def _missing_key(document: Document, path: Path, order: list[str]) -> Problem:
    """A key that a table lacks, told there; the other place is the key next to which it mostly stands."""
    place = document.key_place(path[:-1]) or document.place(path[:-1])
    missing = finding("missing-key", place, key=_key(path))
    table = document.node(path[:-1])
    keys = {key: entry[0] for key, entry in table.entries.items()} if isinstance(table, Table) else {}
    before, after = _around(str(path[-1]), order)
    for help, near in (("write-above", after), ("write-below", reversed(before))):
        beside = next((keys[key] for key in near if key in keys), None)
        if beside is not None and beside.place.line != place.line:
            return missing._replace(help=Message(help, key=beside.text), related=beside.place)
    return missing


def _around(key: str, order: list[str]) -> tuple[list[str], list[str]]:
    """The keys that mostly stand before and after one."""
    if key not in order:
        return [], []
    return order[: order.index(key)], order[order.index(key) + 1 :]


def _unknown_key(document: Document, path: Path, known: list[str]) -> Problem:
    path = path or ("",)
    place = document.key_place(path) or document.place(path)
    return guessed(finding("unknown-key", place, did_you_mean(str(path[-1]), known), key=path[-1]))


def _not_one_of(document: Document, path: Path, error: ErrorDetails) -> Problem:
    allowed = [part.strip("' ") for part in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
    help = did_you_mean(str(error["input"]), allowed)
    problem = finding("not-allowed", document.place(path), help, key=_key(path), found=_shown(error["input"]))
    return guessed(problem)


def _wrong_kind(document: Document, path: Path, error: ErrorDetails) -> Problem:
    expected = _EXPECTED.get(error["type"], "expected-other")
    is_points = expected == "expected-condition" and path[-1:] == ("points",)
    expected = "expected-points" if is_points else expected
    kinds = _EARNINGS if is_points else _KINDS
    message = Message(expected, found=_kind_of(error["input"]), key=path[-1] if path else "", kinds=kinds)
    problem = Problem("wrong-kind", document.place(path), message)
    if expected != "expected-condition" or not isinstance(error["input"], dict) or not error["input"]:
        return problem
    key = next(iter(error["input"]))
    help, place = did_you_mean(key, CONDITIONS), document.key_place((*path, key))
    fix = None if place is None else guessed(finding("unknown-key", place, help, key=key)).fix
    return problem._replace(help=help, fix=fix)


def _own_help(kind: str) -> Message | None:
    helps = {"not-a-boolean": "boolean-help", "not-a-date": "date-help", "bad-id": "id-help"}
    return Message(helps[kind]) if kind in helps else None


def _kind_of(value: object) -> Message:
    if isinstance(value, dict):
        return Message("kind.table")
    return Message("kind.list") if isinstance(value, tuple) else Message("kind.text", found=_shown(value))


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _path(location: tuple[str | int, ...]) -> Path:
    """Where the validator was, without the tags of unions."""
    return tuple(step for step in location if step not in _TAGS)


def _key(path: Path) -> str:
    """The nearest key: of an item of a list, that of the list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _keys(shape: type[Shape], location: tuple[str | int, ...]) -> list[str]:
    """The keys that the shape at a location declares, in its order."""
    shapes = [shape]
    for step in location:
        if step in _TAGS:
            shapes = [candidate for candidate in shapes if str(step).strip("‹›") in _fields(candidate)] or shapes
            continue
        fields = [_fields(candidate)[str(step)] for candidate in shapes if step in _fields(candidate)]
        shapes = [found for field in fields for found in _shapes_in(field)] or shapes
    return list(dict.fromkeys(key for candidate in shapes for key in _fields(candidate)))


def _fields(shape: type[Shape]) -> dict[str, Any]:
    shape.model_rebuild()  # shapes refer to each other, and only the one that was used is complete
    return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}


def _shapes_in(annotation: Any) -> Iterator[type[Shape]]:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for argument in get_args(annotation):
        yield from _shapes_in(argument)
