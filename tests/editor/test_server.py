"""The language server, driven by a client over standard input and output."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.command import COMMAND, environment
from tests.unit.small import SMALL

from .desks import folder
from .session import PATIENCE, Session, drive, types

pytestmark = pytest.mark.full
WRONG = SMALL.replace("label: {vi: Nhỏ, en: Small}", "label: {vi: 🏡 Nhỏ, en: 🏡, er: Small}", 1)
FAILING = SMALL  # its case does


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


def test_what_is_offered_and_changed(tmp_path: Path) -> None:
    """Completion in a broken text, always as an edit; a quick fix, a new name in two files, the outline, the cases."""
    rules = folder(tmp_path)
    path = rules / "small.yaml"
    misspelt = SMALL.replace("threshold: high}", "threshold: hihg}", 1)
    line, text = next((n, each) for n, each in enumerate(misspelt.splitlines()) if "hihg" in each)
    at = types.Position(line, text.index("hihg") + 2)

    async def talk(editor: Session) -> None:
        client, document = editor.client, types.TextDocumentIdentifier(editor.open(path, misspelt))
        told = [await editor.diagnostics() for _ in range(2)][-1]
        context = types.CodeActionContext(told.diagnostics)
        asked = types.CodeActionParams(document, types.Range(at, at), context)
        (action,) = await client.text_document_code_action_async(asked)
        (edit,) = action.edit.changes[document.uri]
        assert (edit.new_text, edit.range.start) == ("high", types.Position(line, at.character - 2))

        editor.type(document.uri, SMALL, 2)
        found = await client.text_document_rename_async(
            types.RenameParams(text_document=document, position=at, new_name="top")
        )
        assert {Path(uri).name: len(edits) for uri, edits in found.changes.items()} == {
            "small.yaml": 2,
            "child.yaml": 1,
        }
        outline = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert [each.name for each in outline[:3]] == ["sources", "indicators", "derived"]
        while len((await editor.diagnostics()).diagnostics) < 8:
            pass
        lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
        assert lenses[0].command.title == "1 of 1 case fail"

        editor.type(document.uri, SMALL.replace("threshold: high}", "threshold: ", 1), 3)
        assert not await client.text_document_code_lens_async(types.CodeLensParams(document))
        at_end = types.Position(line, at.character - 2)
        offered = await client.text_document_completion_async(types.CompletionParams(document, at_end))
        assert [each.text_edit.new_text for each in offered] == ["high", "guess", "enough"]
        assert all(each.text_edit.range == types.Range(at_end, at_end) for each in offered)
        rate = types.Position(line, text.index("rate,"))
        with pytest.raises(Exception, match="is not an id"):
            await client.text_document_rename_async(
                types.RenameParams(text_document=document, position=rate, new_name="Tỷ lệ")
            )

    drive(tmp_path, talk)


def said(method: str, *, id: int | None = None) -> bytes:
    """A message as it goes over the wire."""
    asked = "" if id is None else f'"id": {id}, '
    body = f'{{"jsonrpc": "2.0", {asked}"method": "{method}", "params": {{"capabilities": {{}}}}}}'.encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (said("shutdown", id=2) + said("exit"), 0),
        (said("exit"), 1),
        (said("shutdown", id=2), 0),
        (said("exit")[:-9], 0),
        (b"x" * 200_000, 0),
    ],
    ids=["in turn", "unannounced", "no more", "in the midst", "no message"],
)
def test_how_an_editor_ends_it(tmp_path: Path, last: bytes, code: int) -> None:
    """Whoever ends it unannounced is told by the exit code, as the protocol has it; one that is gone ends it, too."""
    command = [*COMMAND, "lsp"]
    heard = said("initialize", id=1) + said("initialized") + last
    done = subprocess.run(command, input=heard, capture_output=True, env=environment(tmp_path), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a new process begins for each question")
def test_no_process_stands_by(tmp_path: Path) -> None:
    """Once everything is told the server is alone, and no thread waits in it."""
    path = folder(tmp_path) / "small.yaml"

    async def talk(editor: Session) -> None:
        editor.open(path, SMALL)
        await editor.diagnostics()
        await editor.diagnostics()
        tasks = Path(f"/proc/{editor.client._server.pid}/task")
        (task,) = tasks.iterdir()
        assert (task / "children").read_text() == ""

    drive(tmp_path, talk)


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", 130)])
def test_who_asks_it_to_end_need_not_wait(tmp_path: Path, name: str, code: int) -> None:
    """It ends although the editor has not closed the connection."""
    command = [*COMMAND, "lsp"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment(tmp_path), cwd=tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        body = b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}'
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Content-Length")
        process.send_signal(getattr(signal, name))
        assert process.wait(PATIENCE) == code
