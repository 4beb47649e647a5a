"""The schemas of the files that people write to a page with every key: what it is for, and what may stand there.

The schemas come from the models, so that the page has every key, and none that there is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from smartcommune.authoring.schemas import Name, schema
from smartcommune.messages import Language
from smartcommune.render.safe import markdown
from tests.docs.key_examples import ROOT, key_examples

FILES: Final[dict[Name, str]] = {"ruleset": "RuleFile", "cases": "CasesFile", "profile": "ProfileFile"}
_TITLE: Final = {"vi": "Mọi khóa của định dạng", "en": "Every key of the format"}
_LEAD: Final = {
    "vi": """\
Trang này được viết ra từ các mô hình kiểm tra tệp. Khóa in đậm thì phải có. Ý nghĩa khi thiếu số liệu: `semantics.md`;
viết một bộ tiêu chí từng bước: `writing-a-rule-set.md`. Mỗi ví dụ lấy từ một tệp được chạy thử, có liên kết.""",
    "en": """\
This page is written from the models that files are checked with. A key in bold letters has to be there. What it means
that facts are missing is in `semantics.md`, how a rule set is written, step by step, in `writing-a-rule-set.md`. Every
example stands in a file that is run, to which it leads.""",
}
# The kinds of text, which have no table of their own.
_TEXTS: Final = {
    "vi": {
        "Text": "chữ",
        "Id": "mã",
        "IndicatorRef": "mã chỉ tiêu",
        "ThresholdRef": "mã ngưỡng",
        "CriterionRef": "mã tiêu chí",
        "LevelRef": "mã mức",
        "CriterionId": "mã tiêu chí",
        "CriteriaIds": "mã tiêu chí, một hoặc nhiều",
        "By": "mã chỉ tiêu, một hoặc nhiều",
        "ValueId": "mã",
        "RuleSetId": "mã bộ tiêu chí",
        "RuleSetRef": "mã bộ tiêu chí",
        "Citation": "căn cứ",
        "Citations": "căn cứ, một hoặc nhiều",
        "Day": "ngày (2023-06-30)",
        "ProfileDay": "ngày",
        "Boolean": "`true`, `false`",
        "Points": "số",
        "Weight": "số từ 0",
        "Url": "địa chỉ",
        "Version": "chữ trong ngoặc kép",
        "Format": "`1`",
        "Difficulty": "1 đến 5",
        "Given": "giá trị, hoặc để trống",
        "OwnPoints": "số, hoặc để trống",
        "Required": "`true`",
    },
    "en": {
        "Text": "text",
        "Id": "an id",
        "IndicatorRef": "an indicator's id",
        "ThresholdRef": "a threshold's id",
        "CriterionRef": "a criterion's id",
        "LevelRef": "a level's id",
        "CriterionId": "a criterion's id",
        "CriteriaIds": "criteria's ids, one or several",
        "By": "indicators' ids, one or several",
        "ValueId": "an id",
        "RuleSetId": "a rule set's id",
        "RuleSetRef": "a rule set's id",
        "Citation": "a citation",
        "Citations": "citations, one or several",
        "Day": "a day (2023-06-30)",
        "ProfileDay": "a day",
        "Boolean": "`true`, `false`",
        "Points": "a number",
        "Weight": "a number from 0 on",
        "Url": "an address",
        "Version": "text in quotes",
        "Format": "`1`",
        "Difficulty": "1 to 5",
        "Given": "a value, or nothing",
        "OwnPoints": "a number, or nothing",
        "Required": "`true`",
    },
}
_ONE_OF: Final = {"vi": "Một trong các cách viết:", "en": "One of these:"}
_COLUMNS: Final = {
    "vi": ("khóa", "viết gì", "để làm gì", "ví dụ"),
    "en": ("key", "what stands there", "what it is for", "example"),
}


def reference(language: Language) -> str:
    """The page in one language: a section a file, and below it one a part, in the order in which they are met."""
    lines = [f"# {_TITLE[language]}", "", _LEAD[language], ""]
    seen: set[str] = set()
    for name, file in FILES.items():
        whole = schema(name)
        lines += [f"## {_said(whole['title'], language)}", "", *_table(file, whole, language)]
        for part in _met(whole, whole["$defs"]):
            if part not in seen:
                seen.add(part)
                found = whole["$defs"][part]
                lines += [f'<a id="{part.lower()}-{language}"></a>', "", f"### {part}", ""]
                lines += [_said(found.get("description", ""), language), ""] if "description" in found else []
                lines += _table(part, found, language) if "properties" in found else _choices(found, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _met(whole: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    """The parts of a schema that are no text, each where it is first named."""
    found: list[str] = []
    seen: set[str] = set()
    waiting = [whole]
    while waiting:
        node = waiting.pop(0)
        for name in _named(node):
            if name not in seen:
                seen.add(name)
                waiting.append(parts[name])
                found += [] if name in _TEXTS["en"] else [name]
    return found


def _named(node: Any) -> Iterator[str]:
    """The parts that a part of a schema names itself, in order."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield str(value).rsplit("/", 1)[-1]
            elif key != "$defs":
                yield from _named(value)
    elif isinstance(node, list):
        for item in node:
            yield from _named(item)


def _choices(node: dict[str, Any], language: Language) -> Iterator[str]:
    """What may stand where there are several ways to write something."""
    yield _ONE_OF[language]
    yield ""
    yield from (f"- {_kind(each, language)}" for each in node.get("anyOf", node.get("oneOf", ())))
    yield ""


def _table(part: str, node: dict[str, Any], language: Language) -> Iterator[str]:
    """A row a key."""
    yield f"| {' | '.join(_COLUMNS[language])} |"
    yield "|---|---|---|---|"
    required = node.get("required", ())
    for key, found in node["properties"].items():
        name = f"**`{key}`**" if key in required else f"`{key}`"
        said = markdown(_said(found.get("description", ""), language))
        yield f"| {name} | {_kind(found, language)} | {said} | {_example(part, key)} |"
    yield ""


def _example(part: str, key: str) -> str:
    """A key with its value as it stands in a file that is run, and a link to that."""
    found = key_examples().get((part, key))
    if found is None:
        return ""
    text = found.text.replace("|", "\\|")
    return f"[`{text}`](../{found.path.relative_to(ROOT).as_posix()})"


def _kind(part: dict[str, Any], language: Language) -> str:
    """What may stand there, in a word: a part that has a table of its own is a link to it."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        return _TEXTS[language].get(name) or f"[{name}](#{name.lower()}-{language})"
    if "anyOf" in part or "oneOf" in part:
        choices = part.get("anyOf", part.get("oneOf"))
        return ", ".join(dict.fromkeys(_kind(each, language) for each in choices if each != {"type": "null"}))
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if part.get("type") == "array":
        return f"[… {_kind(part['items'], language)}]" if "items" in part else "[…]"
    if part.get("type") == "object":
        inside = part.get("additionalProperties")
        return f"{{id: {_kind(inside, language)}}}" if isinstance(inside, dict) else "{…}"
    return str(part.get("type", "…"))


def _said(text: str, language: Language) -> str:
    """The half of a description that is in a language."""
    vi, _, en = text.partition(" / ")
    return vi if language == "vi" else en
