"""The pictures in `docs/images/`: what commands print on a terminal, with colours, and numbers beside the parts.

Each command runs on a terminal of its own (a pty) in a folder that has the examples, so that a picture shows what an
officer sees. `python -m tests.docs` writes the pictures anew; a test compares them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

ROOT: Final = Path(__file__).parents[2]
IMAGES: Final = ROOT / "docs" / "images"
COLUMNS: Final = 80


class Picture(NamedTuple):
    """A command, and the beginnings of the lines that get the numbers 1, 2, 3 …"""

    command: str
    numbered: tuple[str, ...] = ()


PICTURES: Final = {
    "verdict.vi.svg": Picture(
        "check examples/tan-my.yaml --lang vi",
        ("Tân Mỹ", "KHÔNG ĐỦ ĐIỀU KIỆN", "Vì sao", "Cách gần nhất", "* Ngưỡng giả định"),
    ),
    "verdict.en.svg": Picture(
        "check examples/tan-my.yaml --lang en",
        ("Tân Mỹ", "NOT ELIGIBLE", "Why", "Shortest ways", "* Assumed thresholds"),
    ),
    "undecided.vi.svg": Picture(
        "check examples/villages/khe-coc.yaml --rules smart-village-ninhbinh-2022 --lang vi",
        ("CHƯA KẾT LUẬN ĐƯỢC", "Còn để ngỏ", "Cần bổ sung số liệu", "Cách gần nhất"),
    ),
    "undecided.en.svg": Picture(
        "check examples/villages/khe-coc.yaml --rules smart-village-ninhbinh-2022 --lang en",
        ("NOT YET DECIDABLE", "Still open", "What to find out next", "Shortest ways"),
    ),
    "table.vi.svg": Picture(
        "batch examples/communes.xlsx --lang vi -o ket-qua.xlsx", ("Đọc", "Đủ điều kiện", "Thu thập lần lượt")
    ),
    "table.en.svg": Picture(
        "batch examples/communes.xlsx --lang en -o result.xlsx", ("Read", "Eligible", "What to collect")
    ),
}

# Sizes in pixels: of a cell, of the margins, of the prompt's line.
WIDTH, HEIGHT, SIZE = 8.4, 19, 14
LEFT, TOP, MARGIN = 44, 52, 16
FONT: Final = "'DejaVu Sans Mono', ui-monospace, Menlo, Consolas, 'Courier New', monospace"
PAPER, INK, FAINT, MARK = "#ffffff", "#1f2328", "#6e7781", "#0550ae"
# Of the terminal's colours from red to cyan, dark enough to be read on white.
INKS: Final = {1: "#a40e26", 2: "#116329", 3: "#7d4e00", 4: MARK, 5: "#8250df", 6: "#0b5e6b"}


@cache
def printed(command: str) -> Text:
    """What a command prints on a terminal of 80 columns."""
    import pty  # Windows has none, and collects these tests all the same

    environment = {name: text for name, text in os.environ.items() if name != "NO_COLOR"}
    environment |= {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    environment.pop("SMARTCOMMUNE_LANG", None)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        ours, theirs = pty.openpty()
        running = subprocess.Popen(
            [sys.executable, "-m", "smartcommune", *shlex.split(command)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        found = b"".join(_read(ours))
        os.close(ours)
        running.wait()
    return Text.from_ansi(found.decode().replace("\r\n", "\n"))


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            return
        if not part:
            return
        yield part


def lines_of(text: Text) -> list[Text]:
    """The lines without the blank ones around them."""
    lines = list(text.split("\n", allow_blank=True))
    filled = [number for number, line in enumerate(lines) if line.plain.strip()]
    return lines[filled[0] : filled[-1] + 1]


def picture(name: str) -> str:
    """One picture as SVG."""
    command, numbered = PICTURES[name]
    return drawn(f"smartcommune {command}", lines_of(printed(command)), numbered)


def drawn(command: str, lines: list[Text], numbered: tuple[str, ...]) -> str:
    """Lines as SVG, the command above them, and a number beside the first line that begins with each beginning."""
    width, height = LEFT + COLUMNS * WIDTH + MARGIN, TOP + len(lines) * HEIGHT + MARGIN
    box, font = f"0 0 {width:g} {height:g}", f'font-family="{escape(FONT)}" font-size="{SIZE}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width:g}" {font}>',
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}" stroke="#d0d7de"/>',
        _words(f"$ {command}", LEFT, TOP - HEIGHT - 8, FAINT, bold=False),
    ]
    for row, line in enumerate(lines):
        parts += _line(line, TOP + row * HEIGHT)
    for number, beginning in enumerate(numbered, 1):
        row = next(row for row, line in enumerate(lines) if line.plain.strip().startswith(beginning))
        parts += _number(number, TOP + row * HEIGHT)
    return "\n".join([*parts, "</svg>", ""])


def _line(line: Text, baseline: float) -> Iterator[str]:
    """One element for each run of one style; each is as wide as its cells, whatever the font."""
    places = sorted({0, len(line.plain), *(place for span in line.spans for place in (span.start, span.end))})
    for start, end in pairwise(places):
        words = line.plain[start:end]
        if words.strip():
            style = _style(line, start)
            left = LEFT + cell_len(line.plain[:start]) * WIDTH
            yield _words(words, left, baseline, _ink(style), bold=bool(style.bold))


def _style(line: Text, place: int) -> Style:
    found = (span.style for span in line.spans if span.start <= place < span.end)
    return sum((Style.parse(style) if isinstance(style, str) else style for style in found), Style())


def _words(words: str, left: float, baseline: float, ink: str, *, bold: bool) -> str:
    lead = cell_len(words) - cell_len(words.lstrip())
    words, left = words.strip(), left + lead * WIDTH
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{left:.1f}" y="{baseline:g}" fill="{ink}"{weight} textLength="{cell_len(words) * WIDTH:.1f}" '
        f'lengthAdjust="spacingAndGlyphs" xml:space="preserve">{escape(words)}</text>'
    )


def _ink(style: Style) -> str:
    if style.color is not None and style.color.number is not None:
        return INKS[style.color.number]
    return FAINT if style.dim else INK


def _number(number: int, baseline: float) -> Iterator[str]:
    """A white number in a disc, in the margin."""
    yield f'<circle cx="22" cy="{baseline - 5:g}" r="10" fill="{MARK}"/>'
    yield f'<text x="22" y="{baseline:g}" fill="{PAPER}" font-weight="bold" text-anchor="middle">{number}</text>'


def main() -> None:
    """Write all pictures, and remove those that are no more."""
    IMAGES.mkdir(exist_ok=True)
    for path in IMAGES.glob("*.svg"):
        if path.name not in PICTURES:
            path.unlink()
    for name in PICTURES:
        (IMAGES / name).write_text(picture(name), encoding="utf-8", newline="\n")
