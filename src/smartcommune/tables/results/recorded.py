"""A file of results to what it says of its rules, and to its rows, as far as they can be compared with others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from smartcommune.messages import LANGUAGES, Message
from smartcommune.model.provenance import FileDigest
from smartcommune.problems import InputError, Place, Problem
from smartcommune.source.table_files import find_table, read_chunks
from smartcommune.tables.open import open_table

RULESET: Final = "ruleset"
STANDING: Final = "standing"
TERMS: Final = "terms"
# The sheets of a workbook in which each row says by which rules it was assessed: of results, and of a selection.
_WORKED_WITH: Final = ("sheet.results", "sheet.selection", "sheet.others")
_MOST_TITLES: Final = 50
_SAID: Final = re.compile(
    r"(?P<id>\S+) (?P<version>\S+) sha256:(?P<sha256>[0-9a-f]{64})(?: changed)?(?: example| draft)?(?P<settings>.*)"
)
_SETTING: Final = re.compile(
    r" (?P<name>[a-z_][a-z0-9_]*|reading:[A-Za-z0-9._-]+)=(?P<value>\S+)(?: \[(?P<cite>[^\]]*)\])?"
)
_READING: Final = "reading:"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_ASSESSMENTS: Final = "smartcommune/assessment/1"


class Stated(NamedTuple):
    """The rules that a result names, and what was set."""

    id: str
    version: str
    sha256: str
    thresholds: Mapping[str, str]
    cites: Mapping[str, str]
    assumptions: str
    readings: Mapping[str, str]


class Recorded(NamedTuple):
    """A file of results."""

    name: str
    rows: tuple[Mapping[str, object], ...]
    stated: tuple[Stated, ...]  # each once; good results have one
    files: tuple[FileDigest, ...]
    terms: str = ""  # of a selection: how many seats, and under which conditions
    has_all: bool = True  # whether every row that can be assessed is there; `check` may have been given a few


def read_results(name: str) -> Recorded:
    """The results in a file that `batch`, `check` or `select` has written.

    Raises:
        InputError: it cannot be read, or does not say which rules it rests on.
    """
    is_json = PurePath(name).suffix.lower() == ".json"
    rows, said, files = _of_json(name) if is_json else _of_table(name)
    stated = tuple(dict.fromkeys(filter(None, map(_stated, said))))
    if not stated:
        raise _unknown(name)
    terms = next((str(row[TERMS]) for row in rows if row.get(TERMS)), "")
    return Recorded(name, tuple(rows), stated, tuple(files), terms, has_all=not is_json or bool(terms))


def _unknown(name: str) -> InputError:
    return InputError([Problem("no-provenance", Place(name), Message("no-provenance"), Message("no-provenance-help"))])


def _stated(text: str) -> Stated | None:
    """What the words of a provenance say."""
    found = _SAID.fullmatch(text)
    if found is None:
        return None
    settings = [match.groupdict() for match in _SETTING.finditer(found["settings"])]
    refused = any(item["name"] == "assumptions" for item in settings)
    readings = {item["name"].removeprefix(_READING): item["value"] for item in settings if _is_reading(item)}
    set_by_user = [item for item in settings if item["name"] != "assumptions" and not _is_reading(item)]
    return Stated(
        found["id"],
        found["version"],
        found["sha256"],
        _Frozen({item["name"]: item["value"] for item in set_by_user}),
        _Frozen({item["name"]: item["cite"] for item in set_by_user if item["cite"]}),
        "refuse" if refused else "use",
        _Frozen(readings),
    )


def _is_reading(setting: Mapping[str, str]) -> bool:
    return setting["name"].startswith(_READING)


class _Frozen(dict[str, str]):
    """Settings that can be told apart."""

    def __hash__(self) -> int:  # type: ignore[override]  # nobody changes it
        return hash(tuple(sorted(self.items())))


# ------------------------------------------------------------------------------------------------------------- tables


def _of_table(name: str) -> tuple[list[dict[str, object]], list[str], list[FileDigest]]:
    """The rows of a table; of a workbook those of the sheets that are worked with."""
    rows = list(_rows_of_workbook(name))
    files = _files_of_workbook(name) if rows else []
    rows = rows or _rows_of(name)
    return rows, [str(row[RULESET]) for row in rows], files


def _rows_of_workbook(name: str) -> Iterator[dict[str, object]]:
    """The rows of all sheets that have every column; none of what is no workbook of ours."""
    for key in _WORKED_WITH:
        for language in LANGUAGES:
            with suppress(InputError):  # the sheet bears the name of one of them, if it is there
                yield from _rows_of(name, Message(key).say(language))


def _rows_of(name: str, sheet_name: str | None = None) -> list[dict[str, object]]:
    """The rows of one sheet."""
    sheet = open_table(name, sheet=sheet_name)
    cells: list[tuple[Any, ...]] = sheet.frame.select(f"c{number}" for number in range(sheet.width)).collect().rows()
    names: Sequence[object] = sheet.names
    if not sheet.is_typed:
        names, cells = _below_header(name, cells)
    keys = [_column(str(header or "")) for header in names]
    found = [{key: cell for key, cell in zip(keys, row, strict=False) if key} for row in cells]
    return [row for row in found if row.get(RULESET)]


def _below_header(name: str, rows: list[tuple[Any, ...]]) -> tuple[Sequence[object], list[tuple[Any, ...]]]:
    """The first row that has the column of the rule set, and what stands below it; titles may stand above."""
    for position, cells in enumerate(rows[:_MOST_TITLES]):
        if RULESET in [_column(str(cell or "")) for cell in cells]:
            return cells, rows[position + 1 :]
    raise _unknown(name)


def _column(header: str) -> str:
    """The name of a column of results, by whatever language its header is in."""
    for key in (
        "code",
        "name",
        "province",
        "verdict",
        "score",
        "score_low",
        "score_high",
        "missing",
        "as_of",
        "rank",
        "best",
        "worst",
        STANDING,
        RULESET,
        TERMS,
    ):
        if header in (key, *(Message(f"column.{key}").say(language) for language in LANGUAGES)):
            return key
    return header


def _files_of_workbook(name: str) -> list[FileDigest]:
    """The digests that stand in the sheet of the rules, each behind the name of its file."""
    for language in LANGUAGES:
        try:
            sheet = open_table(name, sheet=Message("sheet.rules").say(language))
        except InputError:
            continue
        cells = [[cell for cell in row if isinstance(cell, str)] for row in sheet.frame.collect().rows()]
        pairs = [pair for row in cells for pair in pairwise(row)]
        return [FileDigest("", base, sha256) for base, sha256 in pairs if _DIGEST.fullmatch(sha256)]
    return []


# --------------------------------------------------------------------------------------------------------------- JSON


def _of_json(name: str) -> tuple[list[dict[str, object]], list[str], list[FileDigest]]:
    """The communes of an answer of `check` or `select`."""
    try:
        document = json.loads(b"".join(read_chunks(find_table(name).path)))
        if document.get("schema") == _ASSESSMENTS:
            answers = document["assessments"]
            rules = [answer["ruleset"] for answer in answers]
            return [_assessed(answer) for answer in answers], [_line(item) for item in rules], _files(rules)
        rules, terms = [document["ruleset"]], _terms(document)
        communes = [{**commune, TERMS: terms} for commune in document["communes"]]
        return communes, [_line(item) for item in rules], _files(rules)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unknown(name) from error


def _terms(document: Mapping[str, Any]) -> str:
    """The terms of a selection in one line, as each row of a table has them."""
    minimum = document["minimum"]
    return "; ".join(
        [
            f"seats={document['seats']}",
            *(f"per={name}={most}" for name, most in document["quotas"].items()),
            *([] if minimum is None else [f"min-score={minimum}"]),
            *(f"tie-break={tie['column']}:{tie['order']}" for tie in document["tie_breaks"]),
        ]
    )


def _line(rules: Mapping[str, Any]) -> str:
    return " ".join((rules["id"], rules["version"], f"sha256:{rules['sha256']}", *rules["settings"]))


def _files(rules: Iterable[Mapping[str, Any]]) -> list[FileDigest]:
    return list(dict.fromkeys(FileDigest("", file["name"], file["sha256"]) for item in rules for file in item["files"]))


def _assessed(answer: Mapping[str, Any]) -> dict[str, object]:
    score = answer["score"] or {}
    scores = {f"score{end}": score.get(key) for end, key in (("", "value"), ("_low", "low"), ("_high", "high"))}
    rest = {key: answer[key] for key in ("verdict", "missing", "as_of")}
    return {**answer["commune"], **scores, **rest}


# ----------------------------------------------------------------------------------------------------------- compared


class Different(NamedTuple):
    """One thing that stands in the results and does not come out of the rules."""

    commune: str
    column: str  # empty where the whole row is in question
    found: str
    expected: str


KEYS: Final = ("code", "name", "province")
_RANKED: Final = ("rank", "best", "worst", STANDING)
_COMPARED: Final = (*_RANKED, "verdict", "score", "score_low", "score_high", "missing", "as_of", "reasons")


def differences(
    recorded: Recorded,
    again: Iterable[Mapping[str, object]],
    words: Mapping[str, Mapping[str, str]],
    harmless: Callable[[str], str],
) -> Iterator[Different]:
    """What differs between results and the same communes assessed again, commune by commune.

    Args:
        recorded: the results.
        again: the rows of `batch`.
        words: for columns that a workbook words, what each word stands for.
        harmless: writes a name so that it does not act, as results do, and leaves one that is written so.
    """

    def key(row: Mapping[str, object]) -> tuple[str, ...]:
        return tuple(harmless(str(row.get(name) or "").removeprefix("'")) for name in KEYS)

    waiting: dict[tuple[str, ...], list[Mapping[str, object]]] = {}
    for row in again:
        waiting.setdefault(key(row), []).append(row)
    for row in recorded.rows:
        same = waiting.get(key(row))
        if not same:
            yield Different(_commune(row), "", "", "")
            continue
        expected = same.pop(0)
        for column in row:
            if _is_compared(column):
                found, due = plainly(column, row[column], words), plainly(column, expected.get(column), words)
                if found != due and column in expected:
                    yield Different(_commune(row), column, found, due)
    if recorded.has_all:
        yield from (Different(_commune(row), "", "", "row") for rest in waiting.values() for row in rest)


def _is_compared(column: str) -> bool:
    """Whether a column has to be the same."""
    return column in _COMPARED or column.startswith("outcome.")


def _ids(value: object, labels: Mapping[str, str]) -> Iterator[str]:
    """The ids in a list, between commas, or of the labels that a workbook has."""
    for part in value if isinstance(value, list) else str(value).split("; "):
        yield from [labels[part]] if part in labels else part.split(",")


def _commune(row: Mapping[str, object]) -> str:
    return str(row.get("name") or row.get("code") or "?")


def plainly(column: str, value: object, words: Mapping[str, Mapping[str, str]]) -> str:
    """A value of results as one text, whichever format it comes from."""
    if value is None or value == "":
        return ""
    if column == "missing":
        return ",".join(sorted(_ids(value, words.get("missing", {}))))
    if column.startswith("score"):
        return f"{float(str(value).replace(',', '.')):g}"
    if column == "as_of":
        day = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", str(value))
        return f"{day[3]}-{day[2]}-{day[1]}" if day else str(value)[:10]
    kind = "outcome" if column.startswith("outcome.") else column
    return words.get(kind, {}).get(str(value), str(value))
