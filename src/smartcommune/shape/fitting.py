"""A document against the published JSON Schema of its shape: whether it fits, without the models.

The models say what is wrong, where and in which words, and take longer to import than everything else that `check`
does. The schema is written from them, so that a document which fits it is one that they accept; whatever does not fit,
or has a keyword that is not known here, is left to them. Every scalar of a document is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any, Final

from smartcommune.quantity import iso_date

Schema = Mapping[str, Any]

# Levels of a document that are looked at: what is deeper, as files of people are not, is left to the models.
_MOST_LEVELS: Final = 24

# What says nothing about a text, or is said only to readers.
_TO_READERS: Final = frozenset(
    {"$schema", "$id", "$defs", "title", "description", "patternErrorMessage", "errorMessage", "minimum", "maximum"}
)


class Fitting:
    """Whether values fit a schema.

    Args:
        schema: one that the shapes of this program are written down in.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def fits(self, data: object) -> bool:
        """Whether all of a document fits.

        Args:
            data: its tables as dicts, its lists as tuples, its scalars as text, None where one is blank.
        """
        return not _is_deep(data) and self._fits(data, self._schema)

    def _fits(self, value: object, schema: Schema) -> bool:
        for keyword, said in schema.items():  # asked thousands of times: nothing is made that need not be
            if keyword not in _TO_READERS and not self._keeps(keyword, said, value, schema):
                return False
        return True

    def _keeps(self, keyword: str, said: Any, value: Any, schema: Schema) -> bool:
        """Whether a value keeps what one keyword says; what is said of another kind of value it keeps."""
        match keyword:
            case "$ref":
                return self._fits(value, self._schema["$defs"][said.rpartition("/")[2]])
            case "anyOf":
                return any(self._fits(value, each) for each in said)
            case "type":
                return _type_of(value) in ((said,) if isinstance(said, str) else said)
            case "enum":
                return value in said
            case "const":
                return bool(value == said)
        if isinstance(value, dict):
            return self._keeps_of_table(keyword, said, value, schema)
        if isinstance(value, tuple):
            return self._keeps_of_list(keyword, said, value)
        return not isinstance(value, str) or _keeps_of_text(keyword, said, value)

    def _keeps_of_table(self, keyword: str, said: Any, table: dict[str, Any], schema: Schema) -> bool:
        match keyword:
            case "properties":
                return all(self._fits(value, said[key]) for key, value in table.items() if key in said)
            case "required":
                return all(key in table for key in said)
            case "propertyNames":
                return all(self._fits(key, said) for key in table)
            case "additionalProperties":
                others = (value for key, value in table.items() if key not in schema.get("properties", ()))
                return all(said is not False and self._fits(value, said) for value in others)
        return keyword in ("items", "minItems", "pattern", "format")

    def _keeps_of_list(self, keyword: str, said: Any, items: tuple[Any, ...]) -> bool:
        match keyword:
            case "items":
                return all(self._fits(item, said) for item in items)
            case "minItems":
                return len(items) >= int(said)
        return keyword in ("properties", "required", "propertyNames", "additionalProperties", "pattern", "format")


def _is_deep(data: object) -> bool:
    level = [data]
    for _ in range(_MOST_LEVELS):
        level = list(chain.from_iterable(map(_inside, level)))
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()


def _type_of(value: object) -> str:
    if value is None:
        return "null"
    return "object" if isinstance(value, dict) else "array" if isinstance(value, tuple) else "string"


def _keeps_of_text(keyword: str, said: Any, text: str) -> bool:
    match keyword:
        case "pattern":
            return _matching(said)(text) is not None
        case "format":
            return bool(said == "date" and iso_date(text))
    return keyword in ("properties", "required", "propertyNames", "additionalProperties", "items", "minItems")


@cache
def _matching(pattern: str) -> Callable[[str], object]:
    """How a pattern is looked for; to a schema its `$` is the very end, not also a line feed before it."""
    return re.compile(re.sub(r"\$(?=$|\))", r"\\Z", pattern)).search
