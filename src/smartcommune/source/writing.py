"""Text and bytes to files that appear whole or not at all, and never in the place of a file that the run reads."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from smartcommune.problems import CHANGED_MEANWHILE, WriteError, refusal
from smartcommune.source.files import Source, is_in_use, shown

if TYPE_CHECKING:
    from typing_extensions import Buffer

_OUTPUT: Final = "--output"
_DESCRIPTOR: Final = re.compile(r"/(?:dev|proc/(?:self|\d+))/fd/(\d{1,4})")
_STANDARD: Final = {"/dev/stdout": 1, "/dev/stderr": 2}
# A run that was killed leaves its temporary file; one that is a day old has no run any more.
_OLD: Final = 86_400
_BETWEEN_SYNCS: Final = 0.5  # seconds


class Sink(io.RawIOBase):
    """What bytes are written to; it knows by which name, and why it could not take them.

    Whoever writes to it may be a library that words what went wrong anew: `error` has it as it was.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self._name = name
        self._file = file
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, content: Buffer) -> int:
        with self._remembered():
            return self._file.write(content)

    def flush(self) -> None:
        if self.error is None and not self._file.closed:  # Python flushes what it clears away, and 3.13 says what fails
            with self._remembered():
                self._file.flush()

    @contextmanager
    def _remembered(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.error = error
            raise self.failure from error

    @property
    def failure(self) -> WriteError:
        """What could not be written, and why."""
        reason = None if self.error is None else self.error.strerror or str(self.error)
        return WriteError(shown(self._name), reason or "")


def write_text(name: str, text: str, option: str = _OUTPUT) -> None:
    """Write a whole file, or leave whatever was there before.

    Raises:
        InputError: the run reads the file.
        WriteError: the folder, the disk or the permissions do not allow it.
    """
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise WriteError(shown(name), str(error)) from error
    with whole_file(name, option) as file:
        file.write(content)


def write_changed(source: Source, text: str) -> None:
    """Put another text in the place of the one that was read from a file; a mark of its coding stays.

    Raises:
        WriteError: the file no longer says what was read, or it cannot be written.
    """
    path = _real(source.name if source.path is None else str(source.path))
    try:
        content = path.read_bytes()
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        if content.removeprefix(mark) != source.text.encode("utf-8"):
            raise WriteError(source.name, CHANGED_MEANWHILE)
        with _replacing(path) as file:
            file.write(mark + text.encode("utf-8"))
    except OSError as error:
        raise WriteError(source.name, error.strerror or str(error)) from error


def check_free(name: str | None, option: str) -> None:
    """Refuse to write over a file that the run reads; `option` is what names it.

    Raises:
        InputError: the run reads it.
    """
    if name is not None and is_in_use(name):
        raise refusal("would-overwrite", option, name=name)


@contextmanager
def whole_file(name: str, option: str = _OUTPUT) -> Iterator[BinaryIO]:
    """A file to write to that takes its name once all is written; whatever happens, nothing half-written stays.

    Raises:
        InputError: the run reads the file.
        WriteError: the folder, the disk or the permissions do not allow it.
    """
    check_free(name, option)
    try:
        with _opened(name) as file, sink(name, file) as found:
            yield cast("BinaryIO", found)
    except OSError as error:
        raise WriteError(shown(name), error.strerror or str(error)) from error


@contextmanager
def whole_folder(name: str, option: str = _OUTPUT) -> Iterator[Callable[[str, bytes], None]]:
    """What takes the files of a folder, which stand there once all are written; whatever happens, none is half-written.

    What else is in the folder stays.

    Raises:
        InputError: the run reads one of the files.
        WriteError: the folder, the disk or the permissions do not allow it.
    """
    from tempfile import TemporaryDirectory

    try:
        path = _real(name)
        beside = path if path.is_dir() else path.parent
        _clear(beside, _mark(path.name))
        with TemporaryDirectory(prefix=_mark(path.name), suffix=".tmp", dir=beside) as temporary:
            files: list[str] = []

            def write(file: str, content: bytes) -> None:
                check_free(str(path / file), option)
                (Path(temporary) / file).write_bytes(content)
                files.append(file)

            yield write
            path.mkdir(exist_ok=True)
            for file in files:
                (Path(temporary) / file).replace(path / file)
            _sync(path)
    except OSError as error:
        raise WriteError(shown(name), error.strerror or str(error)) from error


@contextmanager
def sink(name: str, file: BinaryIO) -> Iterator[Sink]:
    """A file whose own failures come out as such, whatever a library between makes of them.

    Raises:
        WriteError: the file could not take what was written.
    """
    found = Sink(name, file)
    try:
        yield found
        found.flush()
    except BaseException as error:
        # A panic of Polars is no `Exception`.
        if found.error is not None and (isinstance(error, Exception) or is_panic(error)):
            raise found.failure from found.error
        raise


def is_panic(error: BaseException) -> bool:
    """Whether Polars gave up in a way that it did not foresee."""
    return type(error).__name__ == "PanicException"


def descriptor_of(name: str) -> int | None:
    """The open file that a name such as `/dev/stdout` or `/dev/fd/63` means."""
    found = _DESCRIPTOR.fullmatch(name)
    return int(found.group(1)) if found else _STANDARD.get(name)


def is_stream(name: str) -> bool:
    """Whether a name means something that cannot be replaced as a whole: a device, a pipe, an open file."""
    if descriptor_of(name) is not None:
        return True
    path = Path(name)
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):  # writing to it will say why
        return False


def is_same_file(name: str, other: str) -> bool:
    """Whether two names mean one file, be it by a link."""
    try:
        return os.path.realpath(name) == os.path.realpath(other) or Path(name).samefile(other)
    except (OSError, ValueError):  # one of them does not exist
        return False


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    descriptor = descriptor_of(name)
    if descriptor is not None:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            yield file
    elif is_stream(name):
        with Path(name).open("wb") as file:
            yield file
    else:
        with _replacing(_real(name)) as file:
            yield file


def _real(name: str) -> Path:
    """The file itself, where its name is a link."""
    try:
        return Path(os.path.realpath(name))
    except ValueError as error:
        raise WriteError(shown(name), str(error)) from error


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file beside the old one, whose place it takes; two runs at once leave one of the two."""
    from tempfile import mkstemp  # only an answer in a file pays for this import

    mark = _mark(path.name)
    _clear(path.parent, mark)
    descriptor, temporary = mkstemp(prefix=mark, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file, _kept_safe(descriptor):
            yield file
            file.flush()
            Path(temporary).chmod(_mode_of(path))
        Path(temporary).replace(path)
        _sync(path.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def _kept_safe(descriptor: int) -> Iterator[None]:
    """See to it that a file outlives a power cut; a long one goes to the disk while it is written, not all at the end.

    The system tells a failure of the disk once, to whoever asks first.
    """
    is_written, failures = Event(), list[OSError]()

    def sync() -> None:
        try:
            while not is_written.wait(_BETWEEN_SYNCS):
                os.fsync(descriptor)
        except OSError as error:
            failures.append(error)

    beside = Thread(target=sync, daemon=True)
    beside.start()
    try:
        yield
    finally:
        is_written.set()
        beside.join()
    if failures:
        raise failures[0]
    os.fsync(descriptor)


def _mark(name: str) -> str:
    """How the temporary names of a file begin."""
    return f".{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}-"


def _clear(folder: Path, mark: str) -> None:
    """Take away what runs that were killed have left of the same file."""
    for found in folder.glob(f"{mark}*.tmp"):
        with suppress(OSError):  # another run may be faster
            if time.time() - found.stat().st_mtime > _OLD:
                shutil.rmtree(found) if found.is_dir() else found.unlink()


def _mode_of(path: Path) -> int:
    """Who may read and write the file: as before, or as the user's mask has it for a new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync(folder: Path) -> None:
    """See to it that the new name outlives a power cut, where folders can be asked for that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
