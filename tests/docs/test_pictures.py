"""The pictures of `docs/images/` show what the commands print."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.docs.pictures import IMAGES, PICTURES, ROOT, drawn, lines_of, picture, printed
from tests.quick import some

PAGE = (ROOT / "docs" / "reading-a-verdict.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[([^\]]*)\]\(images/([\w.-]+)\)", PAGE)

each = pytest.mark.parametrize("name", some(PICTURES, ["verdict.vi.svg", "table.vi.svg"]))


@each
def test_a_picture_is_up_to_date(name):
    """If this fails, run `python -m tests.docs`."""
    assert (IMAGES / name).read_text(encoding="utf-8") == picture(name)


@each
def test_a_picture_shows_every_word_that_is_printed(name):
    """Line by line, as text, so that it can be searched and read aloud; nothing lies outside the picture."""
    command = PICTURES[name].command
    svg = ElementTree.fromstring((IMAGES / name).read_text(encoding="utf-8"))  # noqa: S314  # our own file
    width = float(svg.get("width", "0"))
    words = [part for part in svg.iter("{http://www.w3.org/2000/svg}text") if part.get("text-anchor") is None]
    assert words[0].text == f"$ smartcommune {command}"
    rows: dict[float, list[str]] = {}
    for part in words[1:]:
        rows.setdefault(float(part.get("y", "0")), []).append(str(part.text))
        assert float(part.get("x", "0")) + float(part.get("textLength", "0")) < width
    found = [re.sub(r"\s+", "", "".join(parts)) for _, parts in sorted(rows.items())]
    wanted = [re.sub(r"\s+", "", line.plain) for line in lines_of(printed(command))]
    assert found == [line for line in wanted if line]


@each
def test_a_picture_stands_on_the_page_with_words_for_those_who_cannot_see_it(name):
    """Each is shown once, and described."""
    assert [len(unescape(described)) > 40 for described, shown in SHOWN if shown == name] == [True]


def test_there_is_no_other_picture():
    """What is no longer drawn is removed."""
    assert {path.name for path in IMAGES.iterdir()} == set(PICTURES)


def test_a_number_needs_its_line():
    """A picture whose words have changed so that a number has no place is not drawn without it."""
    lines = lines_of(printed(PICTURES["verdict.en.svg"].command))
    with pytest.raises(StopIteration):
        drawn("x", lines, ("No such line",))
