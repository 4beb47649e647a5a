"""Planted mistakes put right: how many `validate --fix` and `--unsafe-fixes` mend back to what the original means.

The mutants are those of `benchmarks.planted`, without profiles. One counts as mended if what comes out means the same
as the original; as worse, if it can be read and means something else; as lost, if `--fix` alone makes of it what judges
a commune otherwise than the mutant itself, by another comparison than the one that proves it. What is planted besides
says the same in other words: it is restored if the original comes out to the letter.

    python -m benchmarks.mending [--each 2] [--kind TEXT]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.planted import PROFILE, Planter, meaning
from benchmarks.slips import KINDS, SAME, Kind, Mutant, Told, mutants

from smartcommune.authoring.fixing.rounds import mended
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.measure.disagreement import difference
from smartcommune.problems import InputError
from smartcommune.rulesets.library import CASES, load
from smartcommune.source.files import begin_run, read_source


class Fate(NamedTuple):
    """What became of a mutant that was put right."""

    is_mended: bool  # it means what the original means
    is_worse: bool  # it was changed, can be read, and means something else
    is_lost: bool  # what `--fix` made of it is not what the mutant itself means
    is_other: bool  # the mutant means something else than the original


class Mender:
    """Puts mutants in the place of their originals, and has them put right there."""

    def __init__(self, planter: Planter) -> None:
        self.planter = planter
        self.files = [file for file in planter.files if not file.endswith(PROFILE)]

    def fate(self, mutant: Mutant) -> Fate:
        """What guesses and proven fixes make of a mutant."""
        with self._in_place(mutant.file, mutant.text):
            is_lost = self._loses(mutant)
            text = self._put_right(mutant, guesses=True)
            is_other = not self._is_as_before(mutant)
        with self._in_place(mutant.file, text):
            is_mended = is_other and self._is_as_before(mutant._replace(text=text))
            is_read = self._meaning(mutant) is not None
        is_worse = text != mutant.text and is_other and is_read and not is_mended
        return Fate(is_mended, is_worse, is_lost, is_other)

    def restored(self, mutant: Mutant) -> bool:
        """Whether `--fix` brings the original back to the letter."""
        with self._in_place(mutant.file, mutant.text):
            return self._put_right(mutant, guesses=False) == self.planter.texts[mutant.file]

    def _loses(self, mutant: Mutant) -> bool:
        text = self._put_right(mutant, guesses=False)
        if text == mutant.text or mutant.file.endswith(CASES):
            return False
        before = load(self._name(mutant))
        with self._in_place(mutant.file, text):
            return not difference(before, load(self._name(mutant))).is_impossible

    def _is_as_before(self, mutant: Mutant) -> bool:
        said = self._meaning(mutant)
        return said is not None and self.planter.means_the_same(mutant, said)

    def _meaning(self, mutant: Mutant) -> object:
        """What the file says that stands in the place of a mutant; None where it cannot be read."""
        try:
            return meaning(read_source(self._name(mutant)))
        except InputError:
            return None

    def _put_right(self, mutant: Mutant, *, guesses: bool) -> str:
        try:
            return mended(read_source(self._name(mutant)), LINTS.values(), guesses=guesses).after.text
        except InputError:  # no text at all
            return mutant.text
        finally:
            begin_run()  # the mended text stands for the file no more

    def _name(self, mutant: Mutant) -> str:
        return str(self.planter.folder / mutant.file)

    @contextmanager
    def _in_place(self, file: str, text: str) -> Iterator[None]:
        path = self.planter.folder / file
        before = path.read_bytes()
        path.write_text(text, encoding="utf-8", newline="")
        try:
            yield
        finally:
            path.write_bytes(before)


HEADS: Final = ("wrong", "mended", "worse", "lost")


def _row(name: str, found: list[Fate]) -> str:
    wrong = [fate for fate in found if fate.is_other]
    numbers = (len(wrong), *(sum(getattr(fate, f"is_{head}") for fate in found) for head in HEADS[1:]))
    return f"{name:<36}" + "".join(f"{number:>8}" for number in numbers)


def _mutants(kind: Kind, mender: Mender, most: int) -> Iterator[Mutant]:
    for file in mender.files:
        yield from mutants(kind, file, mender.planter.texts[file], most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=2, help="mutants of each kind and file")
    parser.add_argument("--kind", default="", help="only the kinds whose name contains this text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        mender = Mender(Planter(Path(folder)))
        for told in Told:
            print(f"\n{told}\n{'':<36}" + "".join(f"{head:>8}" for head in HEADS))
            every: list[Fate] = []
            for kind in KINDS:
                if kind.told == told and options.kind in kind.id:
                    found = [mender.fate(mutant) for mutant in _mutants(kind, mender, options.each)]
                    every += found
                    print(_row(kind.id, found), flush=True)
            print(_row("all", every))
        print(f"\nThe same in other words\n{'':<36}{'planted':>8}{'restored':>10}")
        for kind in SAME:
            if options.kind in kind.id:
                same = [mender.restored(mutant) for mutant in _mutants(kind, mender, options.each)]
                print(f"{kind.id:<36}{len(same):>8}{sum(same):>10}", flush=True)


if __name__ == "__main__":
    main()
