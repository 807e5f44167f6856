"""The language server, as a client over standard input and output sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_cli import BAD, FACTS, GOOD

pytest.importorskip("pygls")

from lsp_client import edit_with
from lsprotocol import types

FULL = FACTS + "\n"
PHARE = "The 🚢 fleet: Budget 2019 gave the Lighthouse Fund $24.22 million over three years.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = tmp_path / "a project"
    (project / "facts").mkdir(parents=True)
    (project / "facts" / "a.yaml").write_text(FULL, "utf-8")
    (project / "notes").mkdir()
    (project / "factcheck.toml").write_text('facts = ["facts"]\nexclude = ["old"]\n', "utf-8")
    return project


def at(text: str, words: str) -> types.Position:
    """The position of some words in a text of one line, in UTF-16."""
    return types.Position(0, len(text[: text.index(words)].encode("utf-16-le")) // 2)


def place(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


def apply(text: str, edits: list[types.TextEdit]) -> str:
    """The text after the edits of one line, by UTF-16 columns."""
    data = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda each: -each.range.start.character):
        start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
        data = data[:start] + edit.new_text.encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")


def test_findings_come_as_one_types_and_go(folder: Path) -> None:
    async def work(client: Any) -> None:
        uri = client.type("notes/a.en.md", BAD)
        (found,) = await client.codes(uri, "amount-mismatch")
        assert found.severity is types.DiagnosticSeverity.Error and "should be $22.24 million" in found.message
        assert (found.range.start, found.range.end) == (at(BAD, "$24"), at(BAD, " over"))
        fact = found.related_information[0].location
        assert fact.uri == client.uri("facts/a.yaml") and fact.range.start.line == 2
        client.edit(uri, types.TextDocumentContentChangePartial(types.Range(at(BAD, "4.22"), at(BAD, ".22")), "2"))
        await client.wait_for(uri, lambda found: "$22.22" in "".join(each.message for each in found))
        client.type("notes/a.en.md", GOOD)
        await client.codes(uri)

    edit_with(folder, work)


@pytest.mark.parametrize(("encoding", "column"), [(None, 0), ("utf-8", 2), ("utf-32", -1)])
def test_columns_are_in_the_units_of_the_client(folder: Path, encoding: str | None, column: int) -> None:
    async def work(client: Any) -> None:
        uri = client.type("notes/a.en.md", PHARE)
        (found,) = await client.codes(uri, "amount-mismatch")
        assert found.range.start.character == at(PHARE, "$24").character + column

    edit_with(folder, work, [types.PositionEncodingKind(encoding)] if encoding else None)


def test_a_quick_fix_corrects_the_note(folder: Path) -> None:
    async def work(client: Any) -> None:
        uri = client.type("notes/a.en.md", PHARE)
        where = types.Range(at(PHARE, "24"), at(PHARE, "24"))
        first, whole = await client.text_document_code_action_async(types.CodeActionParams(place(uri), where, types.CodeActionContext([])))
        assert (first.kind, first.is_preferred, first.title) == ("quickfix", True, "Replace with “$22.24 million”")
        for action in (first, whole):
            assert apply(PHARE, action.edit.changes[uri]) == PHARE.replace("24.22", "22.24")
        (only,) = await client.text_document_code_action_async(
            types.CodeActionParams(place(uri), where, types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll]))
        )
        assert only.title == whole.title
        start = types.Range(types.Position(0, 0), types.Position(0, 1))
        context = types.CodeActionContext([], only=[types.CodeActionKind.QuickFix])
        assert not await client.text_document_code_action_async(types.CodeActionParams(place(uri), start, context))

    edit_with(folder, work)


def test_a_figure_leads_to_its_fact_and_back(folder: Path) -> None:
    async def work(client: Any) -> None:
        (folder / "notes" / "b.en.md").write_text(f"# Funds\n\n{GOOD}", "utf-8")
        uri = client.type("notes/a.en.md", PHARE)
        figure = types.TextDocumentPositionParams(place(uri), at(PHARE, "22 million"))
        hover = await client.text_document_hover_async(types.HoverParams(figure.text_document, figure.position))
        assert (
            "contradicts enveloppe" in hover.contents.value
            and "22.24 million CAD" in hover.contents.value
            and "source: Budget" in hover.contents.value
        )
        name = await client.text_document_hover_async(types.HoverParams(place(uri), at(PHARE, "Lighthouse")))
        assert "Fonds des phares" in name.contents.value
        assert await client.text_document_hover_async(types.HoverParams(place(uri), at(PHARE, "fleet"))) is None
        fact = await client.text_document_definition_async(types.DefinitionParams(figure.text_document, figure.position))
        assert (fact.uri, fact.range.start.line) == (client.uri("facts/a.yaml"), 2)
        context = types.ReferenceContext(include_declaration=False)
        found = await client.text_document_references_async(types.ReferenceParams(context, figure.text_document, figure.position))
        assert {(each.uri, each.range.start.line) for each in found} == {(uri, 0), (client.uri("notes/b.en.md"), 2)}
        facts = client.type("facts/a.yaml", FULL)
        again = await client.text_document_references_async(types.ReferenceParams(context, place(facts), types.Position(2, 12)))
        assert again == found

    edit_with(folder, work)


def test_inlay_hints_say_how_a_figure_compares(folder: Path) -> None:
    async def work(client: Any) -> None:
        uri = client.type("notes/a.en.md", PHARE)
        everything = types.Range(types.Position(0, 0), types.Position(9, 0))
        (hint,) = await client.text_document_inlay_hint_async(types.InlayHintParams(place(uri), everything))
        assert hint.label.startswith("✗ enveloppe") and hint.position == at(PHARE, " over")
        client.type("notes/a.en.md", GOOD)
        (hint,) = await client.text_document_inlay_hint_async(types.InlayHintParams(place(uri), everything))
        assert hint.label == "✓ enveloppe"

    edit_with(folder, work)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("We met the light", "We met the Lighthouse Fund"),
        ("🚢 of the Lighthouse fu", "🚢 of the Lighthouse Fund"),
        ("It got env", "It got $22.24 million"),
        ("It got $22", "It got $22.24 million"),
        ("It got nothing", None),
    ],
)
def test_names_and_figures_are_completed(folder: Path, typed: str, expected: str | None) -> None:
    async def work(client: Any) -> None:
        uri = client.type("notes/a.en.md", typed)
        end = types.Position(0, len(typed.encode("utf-16-le")) // 2)
        found = await client.text_document_completion_async(types.CompletionParams(place(uri), end))
        assert [apply(typed, [each.text_edit]).replace("\u00a0", " ") for each in found.items] == ([expected] if expected else [])

    edit_with(folder, work)


def test_a_changed_fact_checks_the_open_notes_again(folder: Path) -> None:
    async def work(client: Any) -> None:
        uri = client.type("notes/a.en.md", GOOD)
        await client.codes(uri)
        facts = client.type("facts/a.yaml", FULL)
        client.type("facts/a.yaml", FULL.replace("22.24", "24.22"))
        await client.codes(uri, "amount-mismatch")
        client.type("facts/a.yaml", FULL.replace("amount:", "amont:"))
        (found, *_) = await client.wait_for(facts, bool)
        assert found.range.start.line == 2 and "amont" in found.message
        client.close(facts)
        await client.codes(uri)
        await client.codes(facts)
        assert (folder / "facts" / "a.yaml").read_text("utf-8") == FULL

    edit_with(folder, work)


def test_settings_are_those_of_the_note(folder: Path) -> None:
    async def work(client: Any) -> None:
        excluded = client.type("old/a.en.md", BAD)
        assert await client.codes(excluded) == []
        uri = client.type("notes/a.en.md", BAD)
        await client.codes(uri, "amount-mismatch")
        (folder / "factcheck.toml").write_text('facts = ["facts"]\nignore = ["amount-*"]\n', "utf-8")
        client.text_document_did_save(types.DidSaveTextDocumentParams(place(uri)))
        await client.codes(uri)
        (folder / "factcheck.toml").write_text("facts = [", "utf-8")
        client.type("notes/a.en.md", GOOD)
        await client.codes(uri, "config-broken")

    edit_with(folder, work)


def test_two_versions_are_compared_as_they_are_typed(folder: Path) -> None:
    async def work(client: Any) -> None:
        french = "Le phare attire environ 8 000 visiteurs.\n"
        (folder / "notes" / "b.en.md").write_text("The lighthouse draws visitors.\n", "utf-8")
        english = client.type("notes/b.en.md", "The lighthouse draws about 8,000 visitors.\n")
        (folder / "notes" / "b.fr.md").write_text(french, "utf-8")
        uri = client.type("notes/b.fr.md", french)
        await client.wait_for(uri, lambda found: "translation-mismatch" not in [each.code for each in found])
        client.type("notes/b.fr.md", french.replace("8 000", "8 500"))
        for each in (uri, english):
            await client.wait_for(each, lambda found: "translation-mismatch" in [each.code for each in found])

    edit_with(folder, work)


def test_hostile_clients(folder: Path) -> None:
    async def work(client: Any) -> None:
        for uri in ("untitled:Untitled-1", "git:/a.md?x", "file://", "file:///a%00.md", "http://example.org/a.md", "::", "notes.md:"):
            client.type(uri, BAD)
            assert await client.text_document_hover_async(types.HoverParams(place(uri), types.Position(0, 40))) is None
        uri = client.type("notes/a.en.md", BAD)
        far, back = types.Position(90, 900), types.Position(0, 5)
        overlapping = [
            types.TextDocumentContentChangePartial(types.Range(back, far), "x"),
            types.TextDocumentContentChangePartial(types.Range(far, back), "y"),
        ]
        client.edit(uri, *overlapping, types.TextDocumentContentChangePartial(types.Range(types.Position(0, 2), types.Position(0, 4)), ""))
        client.edit("file:///never/opened.md", types.TextDocumentContentChangeWholeDocument("x"))
        client.close("file:///never/opened.md")
        client.type("notes/a.en.md", "\ufeff" + BAD)
        (found,) = await client.codes(uri, "amount-mismatch")
        assert found.range.start.character == at(BAD, "$24").character + 1
        client.type("notes/a.en.md", BAD.replace("Fund", "Fund\u2028\x0c"))
        await client.wait_for(uri, lambda found: True)
        binary = client.type("notes/binary.md", "\x00\x01" * 500)
        await client.codes(binary, "document-binary")
        client.type("notes/binary.md", "")
        await client.codes(binary)
        (folder / "notes" / "latin.md").write_bytes(b"\xff\xfe\xfa caf\xc3\x00")
        outside = types.HoverParams(place(uri), types.Position(500, 500))
        assert await client.text_document_hover_async(outside) is None
        client.close(uri)
        assert await client.codes(uri) == []
        client.type("notes/a.en.md", BAD)
        await client.codes(uri, "amount-mismatch")

    edit_with(folder, work)


def test_300_notes_at_once(folder: Path) -> None:
    async def work(client: Any) -> None:
        addresses = [client.type(f"notes/{number}.en.md", BAD) for number in range(300)]
        for uri in addresses:
            await client.codes(uri, "amount-mismatch")
        for uri in addresses:
            client.close(uri)
        await client.codes(addresses[-1])

    edit_with(folder, work)


def test_the_end_of_the_input_ends_the_server(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "factcheck", "lsp"], input=b"", capture_output=True, cwd=folder, timeout=60)
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "lsp"], input=b"Content-Length: 3\r\n\r\n{]}", capture_output=True, cwd=folder, timeout=60
    )
    assert b"Traceback" not in done.stderr


def test_a_missing_library_is_one_message(folder: Path) -> None:
    code = "import sys; sys.modules['pygls'] = None; from factcheck.cli import main; main(['lsp', '--ui', 'en'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)
    assert done.returncode == 2 and "pip install '.[lsp]'" in " ".join(done.stderr.split())
