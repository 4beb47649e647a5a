"""Paths to text: with `table_files` and `writing`, the only modules that touch the disk.

Reads are bounded, refuse what is not a regular file, and are remembered: what a run reads, it does not write over.
"""

from __future__ import annotations

import codecs
import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from smartcommune.messages import Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, finding, os_words, refusal

STDIN: Final = "-"
YAML: Final = (".yaml", ".yml")
# Folders that programs make; those of environments of Python are known by what is in them.
_NOT_OURS: Final = frozenset({"node_modules", "__pycache__", "build", "dist", "site-packages"})
# The largest real rule file is below 100 kB.
MOST_BYTES: Final = 1_000_000

# What YAML forbids, and the line separators that editors and YAML count differently. The letters that it allows would
# say the same, and take ten times as long to compile.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Source:
    """The text of a file and the name that messages give it."""

    def __init__(self, name: str, text: str, path: Path | None = None) -> None:
        self.name = name
        self.text = text
        self.path = path

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """A place in this text; line and column count from 1."""
        return Place(self.name, line, column, width, self.line(line))

    def place_within(self, line: int, column: int, width: int = 1) -> Place:
        """As `place`, but what lies behind the last line is the end of that line."""
        lines = self.lines
        if 0 < line <= len(lines):
            return Place(self.name, line, column, width, lines[line - 1])
        return self.place(len(lines), len(lines[-1]) + 1) if lines else self.place(line, column, width)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place_of_index(self, index: int) -> Place:
        """The place of a character of the text."""
        before = self.text[:index].splitlines() or [""]
        if self.text[:index].endswith(("\n", "\r")):
            before.append("")
        return self.place(len(before), len(before[-1]) + 1)


def read_source(name: str) -> Source:
    """The text of a file, or of standard input for `-`.

    Raises:
        InputError: no regular file, not readable, larger than 1 MB, not UTF-8, or with characters no text has.
    """
    if name == STDIN:
        if sys.stdin is None:
            raise InputError([Problem(UNREADABLE, Place("<stdin>"), Message("no-such-file"))])
        return _decode("<stdin>", sys.stdin.buffer.read(MOST_BYTES + 1), None)
    return _decode(shown(name), _read_bytes(Path(name)), Path(name))


def head_of(name: str, most: int) -> bytes:
    """The first bytes of a file, or of standard input, which keeps them; nothing where they cannot be read."""
    if name == STDIN:
        peek = getattr(getattr(sys.stdin, "buffer", None), "peek", None)
        return b"" if peek is None else bytes(peek(most)[:most])
    try:
        return _read_bytes(Path(name), most)
    except InputError:  # whoever reads it will say why
        return b""


def from_here(name: str) -> str:
    """The name of a file inside the working folder as seen from there; any other name itself."""
    if not Path(name).is_absolute():
        return name
    try:
        return shown(str(Path(os.path.normpath(name)).relative_to(Path.cwd())))
    except (OSError, ValueError):  # it lies elsewhere
        return name


def base(name: str) -> str:
    """The last part of a path, by which a file is known on every machine."""
    return Path(name).name


def is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):  # whoever reads or writes it will say why
        return False


def means_folder(name: str) -> bool:
    """Whether a name is that of a folder: of one that is there, or one that is written as such."""
    return name.endswith(("/", os.sep)) or (bool(name) and is_folder(name))


def files_in(folder: str) -> list[str]:
    """The files that lie in a folder, in the order of their names; not those that programs hide there.

    Raises:
        InputError: the folder cannot be looked into.
    """
    try:
        names = sorted(each.name for each in Path(folder).iterdir() if each.is_file())
    except OSError as error:
        message = Message("cannot-read", reason=os_words(error.strerror or str(error)))
        raise InputError([Problem(UNREADABLE, Place(folder), message)]) from error
    return [within(folder, name) for name in names if not name.startswith((".", "~$"))]


def is_file(name: str) -> bool:
    return os.path.isfile(name)  # noqa: PTH113  # a folder that may not be looked into has none


def within(folder: str, name: str) -> str:
    """A name as it is from a folder; one that says where it is stays itself."""
    return shown(os.path.normpath(os.path.join(folder, name)))  # noqa: PTH118  # the names stay as the user wrote them


def from_folder(name: str, folder: str) -> str:
    """A name as it is seen from a folder."""
    try:
        return shown(os.path.relpath(name, folder or "."))
    except ValueError:  # on Windows another drive has no way from here
        return name


def folders_upwards() -> Iterator[str]:
    """The working folder and those that it lies in, as seen from it, up to one that holds `.git`."""
    with suppress(OSError):  # it is no longer there
        here = Path.cwd()
        for height in range(len(here.parts)):
            folder = "/".join([".."] * height) or "."
            yield folder
            if os.path.exists(within(folder, ".git")):  # noqa: PTH110  # as `is_file`
                return


def exists(path: Path) -> bool:
    return path.is_file()


# What this run reads: device and number of each file, by which it is the same under every name.
_in_use: set[tuple[int, int]] = set()


# Texts that stand for files, by where these are or would be: what an editor has not saved yet.
_held: dict[str, bytes] = {}


def begin_run() -> None:
    """Nothing is in use before a run, and nothing stands for a file."""
    _in_use.clear()
    _held.clear()


def hold_stdin(name: str) -> None:
    """Have standard input stand for a file, whoever reads it: itself, or what rests on it or lies beside it."""
    hold({name: b"" if sys.stdin is None else sys.stdin.buffer.read(MOST_BYTES + 1)})


def hold(texts: Mapping[str, bytes]) -> None:
    """Have texts stand for files, by the names of these."""
    _held.update((_where(name), content) for name, content in texts.items())


def let_go(name: str) -> None:
    """Have a file stand for itself again."""
    _held.pop(_where(name), None)


def is_held(path: Path) -> bool:
    """Whether a text stands for a file."""
    return bool(_held) and _where(path) in _held


def _where(name: str | Path) -> str:
    """Where a file is or would be; the name itself, where the system can have none of that name."""
    try:
        return os.path.realpath(name)
    except ValueError:  # a character that no name has
        return str(name)


def note_read(path: Path) -> os.stat_result:
    """Remember a file that is read.

    Raises:
        OSError: there is none.
    """
    found = path.stat()
    _in_use.add((found.st_dev, found.st_ino))
    return found


def note_inputs(names: Iterable[str]) -> None:
    """Remember whichever of these are files, before anything is read."""
    for name in names:
        with suppress(OSError, ValueError):  # no file is what most of them are
            note_read(Path(name))


def is_in_use(name: str) -> bool:
    """Whether this run reads the file of a name, be it by a link or another spelling.

    Looked at is what would be written: `x/../t.csv` is `t.csv`, be there an `x` or not.
    """
    try:
        found = Path(os.path.realpath(name)).stat()
    except (OSError, ValueError):  # nothing stands there
        return False
    return (found.st_dev, found.st_ino) in _in_use


class Stamp(NamedTuple):
    """What a file looks like from outside."""

    name: str
    changed: int
    size: int


def stamps(names: Iterable[str]) -> frozenset[Stamp]:
    """What these files look like; those that are not there are left out."""
    found = set()
    for name in names:
        with suppress(OSError, ValueError):
            seen = Path(name).stat()
            found.add(Stamp(os.path.realpath(name), seen.st_mtime_ns, seen.st_size))
    return frozenset(found)


def size_of(name: str) -> int | None:
    """How many bytes a file has; None for what is no regular file."""
    try:
        found = Path(name).stat()
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def shown(name: str) -> str:
    return name.replace(os.sep, "/")


def _read_bytes(path: Path, most: int = MOST_BYTES + 1) -> bytes:
    if is_held(path):
        return _held[_where(path)][:most]
    try:
        if not stat.S_ISREG(note_read(path).st_mode):
            raise _unreadable(path, Message("not-a-regular-file"))
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise _unreadable(path, Message("no-such-file")) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, Message("cannot-read", reason=os_words(_said(error)))) from error


def _said(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _unreadable(path: Path, message: Message) -> InputError:
    return InputError([Problem(UNREADABLE, Place(shown(str(path))), message)])


def _decode(name: str, content: bytes, path: Path | None) -> Source:
    if len(content) > MOST_BYTES:
        raise refusal("too-large", name, most="1 MB")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        source = Source(name, content.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        good = Source(name, content[: error.start].decode("utf-8"), path)
        place = good.place_of_index(len(good.text))
        raise InputError([finding("not-utf-8", place, Message("save-as-utf-8"))]) from error
    return checked(source)


def checked(source: Source) -> Source:
    """The source itself, once it is known to hold nothing but text.

    Raises:
        InputError: a control character or an unusual line separator, with its place.
    """
    forbidden = _FORBIDDEN.search(source.text)
    if forbidden is None:
        return source
    place = source.place_of_index(forbidden.start())
    raise InputError([finding("bad-character", place, code=f"U+{ord(forbidden.group()):04X}")])


def yaml_files(name: str) -> list[str]:
    """The YAML files that a path means: a file itself, those below a folder, or those that a pattern matches.

    Patterns are expanded here as well, since not every shell does so.
    """
    path = Path(name)
    try:
        is_folder = path.is_dir()
    except OSError:  # reading it will say why
        return [name]
    if is_folder:
        return sorted(_yaml_below(name))
    if any(mark in name for mark in "*?[") and not path.exists():
        found = glob.glob(name, recursive=True)  # noqa: PTH207  # `Path.glob` takes no absolute pattern
        return sorted(shown(path) for path in found if Path(path).is_file())
    return [name]


def _yaml_below(top: str) -> Iterator[str]:
    """The YAML files of a folder and those in it, without folders that are hidden, built or brought by programs."""
    for folder, folders, files in os.walk(top):
        folders[:] = [
            each for each in folders
            if not each.startswith(".") and each not in _NOT_OURS and not is_file(within(folder, f"{each}/pyvenv.cfg"))
        ]  # fmt: skip
        for name in files:
            path = Path(folder, name)
            if path.suffix in YAML and path.is_file():
                yield shown(str(path))


def read_head(path: Path, most: int) -> bytes:
    """The first bytes of a regular file.

    Raises:
        InputError: no regular file, or not readable.
    """
    return _read_bytes(path, most)
