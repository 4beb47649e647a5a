"""The language server, driven by a client over standard input and output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.small import SMALL

from .desks import folder
from .session import Session, drive, types

pytestmark = pytest.mark.full
WRONG = SMALL.replace("label: {vi: Nhỏ, en: Small}", "label: {vi: 🏡 Nhỏ, en: 🏡, er: Small}", 1)
FAILING = SMALL.replace("verdict: eligible", "verdict: not_eligible", 1)


@pytest.mark.parametrize(("encodings", "column"), [(["utf-16"], 28), (["utf-8", "utf-16"], 34), (["utf-32"], 26)])
def test_problems_of_what_is_typed(tmp_path: Path, encodings: list[str], column: int) -> None:
    """Each text is answered twice, the quick problems first; the column behind an emoji is in the units agreed upon."""
    path = folder(tmp_path) / "small.yaml"

    async def talk(editor: Session) -> None:
        uri = editor.open(path, WRONG)
        told = await editor.diagnostics()
        (found,) = [each for each in told.diagnostics if each.code == "unknown-key"]
        assert (told.uri, told.version, found.range.start.character) == (uri, 1, column)
        editor.type(uri, FAILING, 2)
        while (told := await editor.diagnostics()).version != 2:
            pass
        assert "case-fails" not in {each.code for each in told.diagnostics}
        assert "case-fails" in {each.code for each in (await editor.diagnostics()).diagnostics}

    drive(tmp_path, talk, encodings)


def test_a_stale_answer_is_never_shown(tmp_path: Path) -> None:
    """Of five texts in a row the last one is answered; what was being asked about the others is ended."""
    path = folder(tmp_path) / "small.yaml"

    async def talk(editor: Session) -> None:
        uri = editor.open(path, WRONG)
        for version in range(2, 6):
            editor.type(uri, f"{FAILING}# {version}\n", version)
        told = [await editor.diagnostics() for _ in range(2)]
        assert [each.version for each in told] == [5, 5]
        assert "case-fails" in {each.code for each in told[1].diagnostics}

    drive(tmp_path, talk)


def test_names(tmp_path: Path) -> None:
    """What stands beside the pointer, where it is declared and where it is used, in a text behind an emoji."""
    path = folder(tmp_path) / "small.yaml"
    text = SMALL.replace("en: Good}, cite: [law#2", "en: 🏡🏡}, cite: [law#2", 1)
    line = next(number for number, each in enumerate(text.splitlines()) if "🏡🏡" in each)
    at = types.Position(line, text.splitlines()[line].index("law#2") + 2 + 1)

    async def talk(editor: Session) -> None:
        document = types.TextDocumentIdentifier(editor.open(path, text))
        hovered = await editor.client.text_document_hover_async(types.HoverParams(document, at))
        assert hovered.contents.value.startswith("**Law** `law`")
        assert hovered.range.start.character == at.character - 1
        found = await editor.client.text_document_definition_async(types.DefinitionParams(document, at))
        assert text.splitlines()[found.range.start.line].startswith("  law: {title")
        context = types.ReferenceContext(include_declaration=False)
        used = await editor.client.text_document_references_async(types.ReferenceParams(context, document, at))
        assert {Path(each.uri).name for each in used} == {"small.yaml", "child.yaml"}

    drive(tmp_path, talk)
