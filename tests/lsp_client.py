"""A client of the language server, as an editor is one, for the tests."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.uris import from_fs_path


class Client(LanguageClient):
    """An editor: it opens files, types into them, and collects what the server publishes."""

    def __init__(self, folder: Path) -> None:
        super().__init__("tests", "1")
        self.folder = folder
        self.published: dict[str, list[types.Diagnostic]] = {}
        self.counts: dict[str, int] = {}
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = list(params.diagnostics)
            self.counts[params.uri] = self.counts.get(params.uri, 0) + 1
            self._news.set()

    def uri(self, name: str) -> str:
        return from_fs_path(str(self.folder / name)) or ""

    async def start(self, encodings: list[Any] | None = None, *options: str) -> types.InitializeResult:
        await self.start_io(
            sys.executable, "-m", "factcheck", "lsp", "--ui", "en", "--today", "2024-01-15", *options, cwd=str(self.folder.parent)
        )
        general = types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
        root = from_fs_path(str(self.folder))
        found = await self.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities(general=general), root_uri=root))
        self.initialized(types.InitializedParams())
        return found

    def type(self, name: str, text: str) -> str:
        """Open a file, or change the whole text of an open one; return its address."""
        uri = name if ":" in name else self.uri(name)
        self._versions[uri] = version = self._versions.get(uri, 0) + 1
        if version == 1:
            item = types.TextDocumentItem(uri, "markdown", version, text)
            self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        else:
            self.edit(uri, types.TextDocumentContentChangeWholeDocument(text))
        return uri

    def edit(self, uri: str, *changes: Any) -> None:
        self._versions[uri] = version = self._versions.get(uri, 0) + 1
        where = types.VersionedTextDocumentIdentifier(version, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(where, list(changes)))

    def close(self, uri: str) -> None:
        self._versions.pop(uri, None)
        self.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def wait_for(self, uri: str, wanted: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """Return the diagnostics of a file, once they are as wanted."""
        while uri not in self.published or not wanted(self.published[uri]):
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 60)
        return self.published[uri]

    async def codes(self, uri: str, *codes: str) -> list[types.Diagnostic]:
        """Return the diagnostics of a file, once they have just these codes."""
        return await self.wait_for(uri, lambda found: [each.code for each in found] == list(codes))

    async def end(self) -> int:
        await asyncio.wait_for(self.shutdown_async(None), 60)
        self.exit(None)
        assert self._server is not None
        return await asyncio.wait_for(self._server.wait(), 60)


def edit_with(folder: Path, work: Callable[[Client], Awaitable[None]], encodings: list[Any] | None = None, *options: str) -> None:
    """Run what an editor does, from its start to its end; the server must end in peace."""

    async def run() -> None:
        client = Client(folder)
        await client.start(encodings, *options)
        try:
            await asyncio.wait_for(work(client), 120)
            assert await client.end() == 0
        finally:
            if client._server and client._server.returncode is None:
                client._server.kill()

    asyncio.run(run())
