"""Names and files to rule sets: the built-in ones, and those that a user brings."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from smartcommune.messages import Listed, Message
from smartcommune.model.provenance import FileDigest
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding, guessed, refusal
from smartcommune.remembered import remembered
from smartcommune.rulesets.borrowed import uses
from smartcommune.rulesets.link import link
from smartcommune.shape.fitting import Fitting
from smartcommune.shape.record import known
from smartcommune.source.document import Document, as_data, read_document
from smartcommune.source.files import (
    MOST_BYTES,
    YAML,
    Source,
    base,
    checked,
    from_here,
    is_held,
    note_inputs,
    read_source,
)

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import RuleFile

# The selection of pilots; after its period the answer says what replaced it.
DEFAULT: Final = "pilot-smart-2023"
# The deepest real chain is a province on a national rule set.
MOST_PARENTS: Final = 8

DIGESTS: Final = "rules.sha256"
SCHEMA: Final = "ruleset.schema.json"
CASES: Final = (".cases.yaml", ".cases.yml")

# A path that is longer than file systems allow.
MOST_LETTERS: Final = 1_000

# A rule set is wanted for itself, for its cases and for those that rest on it, soon after one another.
_MOST_KEPT: Final = 16
_ID: Final = re.compile(r"[a-z][a-z0-9-]*")

# The ids of rule sets with their files, from the one that was asked for upwards.
Chain = tuple[tuple[str, Path | None], ...]


@cache
def built_in() -> dict[str, Path]:
    """The rule sets that come with the package: their ids and files."""
    files = sorted(path for path in _folder().rglob("*.yaml") if not path.name.endswith(CASES))
    return {path.stem: path for path in files}


def load(name: str, asked: Place | None = None, folder: Path | None = None) -> RuleSet:
    """The rule set of a built-in id or of a file, whose name starts from a folder.

    Args:
        name: the id or the file.
        asked: where it is asked for, by default on the command line.
        folder: by default the one that the command runs in.

    Raises:
        InputError: there is none of that name, or the file has problems.
    """
    if name.endswith(YAML) or "/" in name or "\\" in name:
        return read_ruleset(read_source(name if folder is None else str(folder / name)))
    if name not in built_in():
        raise _unknown(name, asked or Place("--rules"))
    return load_built_in(name)


def named_in(profile: Document) -> RuleSet:
    """The rule set that a profile asks for in its key `rules`, by default the selection of pilot communes.

    Raises:
        InputError: there is none of that name, or the file has problems.
    """
    name, folder = profile.text(("rules",)), Path(profile.name).parent
    return load_built_in(DEFAULT) if name is None else load(name, profile.place(("rules",)), folder)


def load_built_in(id: str) -> RuleSet:
    """A rule set that comes with the package; messages call its file `rules/…`, wherever it is installed."""
    note_inputs([str(built_in()[id])])  # in use, also by a run for which an earlier one has read it
    return _read_built_in(id)


@cache
def _read_built_in(id: str) -> RuleSet:
    path = built_in()[id]
    source = read_source(str(path))
    return read_ruleset(Source(f"rules/{path.relative_to(_folder()).as_posix()}", source.text, path))


def parse_ruleset(text: str, name: str = "rules.yaml") -> RuleSet:
    """The rule set in a text, which may extend a built-in one.

    Raises:
        InputError: the text has problems.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise refusal("too-large", name, most="1 MB")
    return read_ruleset(checked(Source(name, text)))


def _folder() -> Path:
    """Where the built-in rule files are: in the package, or beside `src` in a checkout."""
    packaged = Path(__file__).parents[1] / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "rules"


def read_ruleset(source: Source, chain: Chain = ()) -> RuleSet:
    """The rule set in a source; `chain` has the ids and files of those whose parents are being read.

    Raises:
        InputError: the file, or one that it extends, has problems.
    """
    document = read_document(source)
    file = _file(source, document)
    parent = parent_of(file, source, document, chain)
    used = used_by(file, source, document, chain)
    rests_on = [other for other in (parent, *used.values()) if other is not None]
    own = file_digest(file.id, source)
    files = tuple(dict.fromkeys([own, *_files(rests_on)]))
    sha256 = digest_of_all(files)
    is_recorded = is_validated(source.text) and all(other.is_recorded for other in rests_on)
    is_built_in = source.path is not None and _is_built_in(source.path)
    changed = tuple(one.id for one in files if _is_other(one))
    linked = _linked(_Parts(source, sha256, file, document, parent, used))

    def of_files(ruleset: RuleSet) -> RuleSet:
        others = {taken: of_files(other) for taken, other in ruleset.others.items()}
        whole = ruleset._replace(is_recorded=is_recorded, is_built_in=is_built_in, others=others)
        return whole._replace(files=files, changed=changed)

    return of_files(linked)


def _is_built_in(path: Path) -> bool:
    own = built_in().get(path.stem)
    return own is not None and own.resolve() == path.resolve()


class _Parts(NamedTuple):
    """What a rule set is linked from; the same where all files have the same texts."""

    source: Source
    sha256: str
    file: RuleFile
    document: Document
    parent: RuleSet | None
    used: Mapping[str, RuleSet]

    @property
    def key(self) -> tuple[object, ...]:
        return self.source.name, self.source.path, self.sha256

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Parts) and self.key == other.key


@remembered(_MOST_KEPT)
def _linked(parts: _Parts) -> RuleSet:
    return link(parts.file, parts.document, parts.parent, parts.sha256, parts.used)


def _file(source: Source, document: Document) -> RuleFile:
    """The rule file in a document; what is wrong with one that does not fit its schema the models say."""
    if is_validated(source.text):
        return _record(source.name, source.text)
    if _fitting().fits(as_data(document.root)):
        file: RuleFile = known(document)
        return file
    from smartcommune.shape.wellformed import rule_file  # models take longer to import than everything else together

    return rule_file(document)


@cache
def _fitting() -> Fitting:
    """Tells which documents fit the schema of rule files."""
    return Fitting(json.loads(read_source(str(_folder() / SCHEMA)).text))


@remembered(_MOST_KEPT)
def _record(name: str, text: str) -> RuleFile:
    file: RuleFile = known(read_document(Source(name, text)))
    return file


def _files(rulesets: Iterable[RuleSet]) -> Iterator[FileDigest]:
    for ruleset in rulesets:
        yield from ruleset.files


def digest(text: str) -> str:
    """The digest of a file's text, whichever line ends it has: what `sha256sum` prints where they are line feeds."""
    return hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).hexdigest()


def files_of(source: Source) -> dict[str, str]:
    """The digest of a file's text by its name, and of those that it rests on by their paths."""
    found = {posixpath.normpath(source.name): digest(source.text)}
    if not source.name.endswith(CASES):
        found |= {from_here(file.path): file.sha256 for file in read_ruleset(source).files[1:]}
    return found


def id_of(source: Source) -> str | None:
    """The id that a file declares; None where it declares none."""
    try:
        root = read_document(source).root
    except InputError:  # whoever reads the whole of it is told
        return None
    found = as_data(root)
    return str(found["id"]) if isinstance(found, dict) and "id" in found else None


def file_digest(id: str, source: Source) -> FileDigest:
    return FileDigest(id, base(source.name), digest(source.text), str(source.path or source.name))


def digest_of_all(files: Iterable[FileDigest]) -> str:
    """The digest of a rule set: that of the list of its files' digests, each on a line, in their order as texts."""
    return digest("".join(f"{sha256}\n" for sha256 in sorted({file.sha256 for file in files})))


def _is_other(file: FileDigest) -> bool:
    """Whether a file bears the id of a built-in rule set and is not its file, by the digest of its text."""
    return file.id in built_in() and file.sha256 != _validated().get(built_in()[file.id].name)


def is_validated(text: str) -> bool:
    """Whether this very text is a built-in file, which was validated before."""
    return digest(text) in _validated().values()


@cache
def _validated() -> dict[str, str]:
    """File names with their digests in `rules/rules.sha256`, in the form that `sha256sum --check` reads."""
    path = _folder() / DIGESTS
    lines = read_source(str(path)).text.splitlines() if path.is_file() else []
    return {base(name): sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def is_changed(ruleset: RuleSet) -> bool:
    """Whether a rule set bears the id of a built-in one without being it, its parents and what it uses included."""
    return ruleset.id in built_in() and not ruleset.is_recorded


def parent_of(file: RuleFile, source: Source, document: Document, chain: Chain = ()) -> RuleSet | None:
    """The rule set that a file extends.

    Raises:
        InputError: there is none of that name, it lies outside the rules folder, or the files go in a circle.
    """
    if file.extends is None:
        return None
    return _other(file.extends, file.id, source, document.place(("extends",)), chain)


def used_by(file: RuleFile, source: Source, document: Document, chain: Chain = ()) -> dict[str, RuleSet]:
    """The rule sets whose verdicts a file uses, by their ids.

    Raises:
        InputError: as `parent_of`, for the first rule set that cannot be had.
    """
    wanted = {use.ruleset: use for use in reversed(uses(document))}
    return {id: _other(id, file.id, source, document.place(wanted[id].path), chain) for id in sorted(wanted)}


def _other(name: str, asking: str, source: Source, place: Place, chain: Chain) -> RuleSet:
    """The rule set that a file rests on under a name."""
    links = (*chain, (asking, None if source.path is None else source.path.resolve()))
    if len(links) > MOST_PARENTS:
        raise InputError([finding("too-deep", place, most=MOST_PARENTS)])
    path = file_of(name, source.path, place)
    if path in (link for _, link in links):
        message = Message("extends-circle", cycle=" → ".join([*(id for id, _ in links), path.stem]))
        raise InputError([Problem("circle", place, message)])
    return read_ruleset(Source(name_beside(path, source), read_source(str(path)).text, path), links)


def name_beside(path: Path, child: Source) -> str:
    """How messages call a parent: a built-in one as ever, another one as seen from where its child was called from."""
    folder = _folder().resolve()
    if child.path is None or (path.is_relative_to(folder) and child.name.startswith("rules/")):
        return f"rules/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else path.name
    beside = os.path.relpath(path, child.path.resolve().parent)
    return posixpath.normpath(posixpath.join(posixpath.dirname(child.name), beside.replace(os.sep, "/")))


def file_of(extends: str, child: Path | None, place: Place) -> Path:
    """The file that `extends` means: a neighbour by path or id inside the same rules folder, or a built-in one."""
    if child is not None and len(extends) <= MOST_LETTERS:
        root = rules_root(child)
        found = [_inside(candidate, root, place) for candidate in _candidates(extends, child, root)]
        files = sorted({path for path in found if path is not None})
        if len(files) > 1:
            names = Listed(tuple(f"`{path.relative_to(root).as_posix()}`" for path in files))
            raise InputError([finding("same-id", place, Message("same-id-help"), name=extends, files=names)])
        if files:
            return files[0]
    if extends in built_in():
        return built_in()[extends].resolve()
    raise _unknown(extends, place)


def _unknown(name: str, place: Place) -> InputError:
    return InputError([guessed(finding("unknown-ruleset", place, did_you_mean(name, built_in()), name=name))])


def _candidates(extends: str, child: Path, root: Path) -> Iterator[Path]:
    """A path from the file on; an id beside it, and anywhere below a folder called `rules`."""
    if extends.endswith(YAML):
        yield child.parent / extends
    elif "/" in extends:
        yield from (child.parent / f"{extends}{suffix}" for suffix in YAML)
    elif _ID.fullmatch(extends):
        for suffix in YAML:
            yield child.parent / f"{extends}{suffix}"
            yield from root.rglob(f"{extends}{suffix}") if root.name == "rules" else ()


def rules_root(child: Path) -> Path:
    """The rules folder that a file belongs to: the nearest one called `rules`, else the file's own."""
    folder = child.resolve().parent
    return next((parent for parent in (folder, *folder.parents) if parent.name == "rules"), folder)


def _inside(candidate: Path, root: Path, place: Place) -> Path | None:
    """The file itself, if it exists or a text stands for it; one outside the rules folder is refused, also by link."""
    try:
        found = candidate.resolve(strict=not is_held(candidate))
    except (OSError, RuntimeError, ValueError):
        return None
    if not found.is_relative_to(root.resolve()):
        raise InputError([finding("outside", place)])
    return found
