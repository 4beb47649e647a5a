"""The models of rule files and profiles, and the answer of `check`, to JSON Schema 2020-12.

For editors and other programs: what each key is for is said in both languages. A schema sees a number, not how it is
written, so `1e3` or a sixteenth digit is left to `validate`; so is every name that has to be declared somewhere else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from smartcommune.authoring.answer_schema import ANSWER, Schema

if TYPE_CHECKING:
    from smartcommune.shape.base import Shape

Name = Literal["ruleset", "cases", "profile", "assessment"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TITLES: Final = {
    "ruleset": "Bộ tiêu chí / Rule set",
    "cases": "Các ca kiểm thử của một bộ tiêu chí / Cases of a rule set",
    "profile": "Hồ sơ xã / Profile",
    "assessment": "Kết quả của smartcommune check / Answer of smartcommune check",
}

# In these a key may stand without a value; everywhere else the reader refuses that.
_MAY_BE_BLANK: Final = frozenset({"ProfileFile", "CommuneShape", "FactShape"})
_NOTHING: Final[Schema] = {"type": "null"}


def schema(name: Name) -> Schema:
    """The JSON Schema of rule files, of files of cases, of profiles, or of the answer of `check --format json`."""
    found = ANSWER if name == "assessment" else _of_model(name)
    return {"$schema": DIALECT, "$id": f"{name}.schema.json", "title": _TITLES[name], **found}


def written(name: Name) -> str:
    """The schema as its file has it."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _of_model(name: Name) -> Schema:
    from smartcommune.shape.cases import CasesFile
    from smartcommune.shape.rule_file import ProfileFile, RuleFile

    models: dict[str, type[Shape]] = {"ruleset": RuleFile, "cases": CasesFile, "profile": ProfileFile}
    model = models[name]
    given = model.model_json_schema()
    definitions = _Definitions()
    for key, part in given.pop("$defs").items():
        definitions.found[_short(key)] = definitions.tidied(part, blank=key in _MAY_BE_BLANK)
    root = definitions.tidied(given, blank=model.__name__ in _MAY_BE_BLANK)
    return {**root, "$defs": dict(sorted(definitions.found.items()))}


def _short(name: str) -> str:
    """The name of a definition, which editors show."""
    return name.removesuffix("Shape")


class _Definitions:
    """The validator's schemas, made for readers.

    Kinds of text stand among the definitions, with their name. Left out are titles that repeat a key, defaults and
    unions with nothing, which mean only that a key may be absent.
    """

    def __init__(self) -> None:
        self.found: Schema = {}

    def tidied(self, node: Schema, *, blank: bool) -> Schema:
        from smartcommune.shape.text_types import DEFINITION

        tidy = {"description": node["description"]} if "description" in node else {}
        if DEFINITION in node:
            return tidy | {"$ref": self._address(node[DEFINITION])}
        tidy |= {"type": node["type"]} if "type" in node else {}
        for key, value in node.items():
            match key:
                case "properties":
                    tidy[key] = {name: self.tidied(part, blank=blank) for name, part in value.items()}
                case "items" | "propertyNames" | "additionalProperties" if isinstance(value, dict):
                    tidy[key] = self.tidied(value, blank=blank)
                case "anyOf" | "oneOf":
                    tidy |= self._union(value, blank=blank)
                case "$ref":
                    tidy[key] = "/".join(map(_short, value.split("/")))
                case "title" | "default":
                    pass
                case _:
                    tidy[key] = value
        return tidy

    def _address(self, named: Mapping[str, Schema]) -> str:
        """Where a named type stands among the definitions; it is added where it is new."""
        ((name, part),) = named.items()
        if name not in self.found:
            self.found[name] = {}  # a condition holds conditions
            self.found[name] = self.tidied(part, blank=False)
        return f"#/$defs/{name}"

    def _union(self, members: list[Schema], *, blank: bool) -> Schema:
        kept = [self.tidied(part, blank=blank) for part in members if blank or part != _NOTHING]
        return kept[0] if len(kept) == 1 else {"anyOf": kept}
