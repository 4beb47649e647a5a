"""Answers to a folder with a file for each commune, all of them or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from smartcommune.cli.signals import check
from smartcommune.messages import Language, Message
from smartcommune.profiles.profile import Commune
from smartcommune.render.safe import file_name
from smartcommune.source.writing import whole_folder


def write_each(
    folder: str, names: Sequence[str], contents: Iterable[bytes], advance: Callable[[int], None] = lambda _: None
) -> None:
    """Write one file after the other.

    Raises:
        InputError: the run reads one of the files.
        WriteError: the folder, the disk or the permissions do not allow it.
    """
    with whole_folder(folder) as write:
        for number, (name, content) in enumerate(zip(names, contents, strict=True), 1):
            check()
            write(name, content)
            advance(number)


def names_of(communes: Sequence[tuple[Commune, int]], suffix: str, language: Language) -> list[str]:
    """The names of their files: code and name, and the row where that is not unique."""
    stems = [_stem(commune) for commune, _ in communes]
    often = Counter(map(str.casefold, stems))
    rows = (file_name(Message("row-name", row=row).say(language)) for _, row in communes)
    wanted = [
        stem if stem and often[stem.casefold()] == 1 else "-".join(filter(None, (stem, row)))
        for stem, row in zip(stems, rows, strict=True)
    ]
    return [f"{stem}{suffix}" for stem in _once(wanted)]


def _stem(commune: Commune) -> str:
    return "-".join(filter(None, (file_name(part) for part in (commune.code, commune.name) if part)))


def _once(stems: Iterable[str]) -> Iterator[str]:
    """Each with a number behind it where even so it is not the first: a name may look like another with its row."""
    taken: set[str] = set()
    for stem in stems:
        number, found = 1, stem
        while found.casefold() in taken:
            number += 1
            found = f"{stem}-{number}"
        taken.add(found.casefold())
        yield found
