"""Rule files to those under the same root that rest on them, or that bear the same id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from glob import escape
from pathlib import Path
from typing import Final, NamedTuple

from smartcommune.problems import InputError
from smartcommune.rulesets.borrowed import uses
from smartcommune.rulesets.library import CASES, file_of, rules_root
from smartcommune.source.document import Document, read_document
from smartcommune.source.files import YAML, Source, read_source, yaml_files

# Below a folder of this name an id means one file, wherever it stands.
_ROOT: Final = "rules"


class Member(NamedTuple):
    """A rule file: what it is called, and the files that it rests on itself."""

    path: Path
    id: str
    rests_on: frozenset[Path]


class Family:
    """The rule files of folders, each read once."""

    def __init__(self) -> None:
        self._texts: dict[tuple[Path, bool], list[tuple[Path, str]]] = {}

    def children(self, paths: Iterable[Path]) -> list[Path]:
        """The rule files that rest on some of these, be it through others, and that are not among them."""
        given = {path.resolve() for path in paths}
        found, waiting = dict[Path, None](), list(given)
        while waiting:
            parent = waiting.pop()
            for member in self._mentioning(parent.stem, rules_root(parent)):
                if parent in member.rests_on and member.path not in given and member.path not in found:
                    found[member.path] = None
                    waiting.append(member.path)
        return sorted(found)

    def namesakes(self, id: str, path: Path, folder: Path | None = None) -> list[Path]:
        """The other rule files that bear an id: under the same root, or below a folder looked at as a whole."""
        found = {member.path for member in self._mentioning(id, rules_root(path)) if member.id == id}
        if folder is not None and rules_root(path).name != _ROOT:
            found |= {member.path for member in self._mentioning(id, folder, whole=True) if member.id == id}
        return sorted(found - {path.resolve()})

    def _mentioning(self, name: str, root: Path, *, whole: bool = False) -> Iterator[Member]:
        """The rule files of a folder in which a name stands; parsing more of the others would only take time."""
        key = root, whole or root.name == _ROOT
        if key not in self._texts:
            self._texts[key] = list(_texts(*key))
        for path, text in self._texts[key]:
            if name in text:
                try:
                    yield _member(path, text)
                except InputError:  # whoever asks for that file is told what is wrong with it
                    continue


def _texts(root: Path, whole: bool) -> Iterator[tuple[Path, str]]:
    """The rule files of a folder, below it too if it is looked at as a whole, with what stands in them."""
    for name in yaml_files(str(root)) if whole else yaml_files(f"{escape(str(root))}/*"):
        path = Path(name)
        if path.suffix in YAML and not name.endswith(CASES):
            try:
                yield path.resolve(), read_source(name).text
            except InputError:
                continue


# Of a folder, every file is asked for once for each file that it names.
@lru_cache(maxsize=128)
def _member(path: Path, text: str) -> Member:
    document = read_document(Source(path.name, text, path))
    return Member(path, document.text(("id",)) or "", frozenset(_rests_on(document, path)))


def _rests_on(document: Document, path: Path) -> Iterator[Path]:
    extends = document.text(("extends",))
    for name in dict.fromkeys((*((extends,) if extends else ()), *(use.ruleset for use in uses(document)))):
        try:
            yield file_of(name, path, document.place(()))
        except InputError:  # told where that file is read
            continue
