"""The requests of an editor, and the answers to them."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import redirect_stdout

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from factcheck import __version__
from factcheck.facts.schema import Registry
from factcheck.lsp.completion import Offers
from factcheck.lsp.corrections import FIX_ALL, list_actions
from factcheck.lsp.hover import list_inlays, make_hover
from factcheck.lsp.navigation import find_definition, find_key, find_key_in_facts, find_references
from factcheck.lsp.project import FindProject, Project
from factcheck.lsp.session import Session
from factcheck.messages import Messages
from factcheck.places.place import Key

_ACTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])
_WATCHED = ("**/*.{yaml,yml,csv,xlsx}", "**/{factcheck,pyproject}.toml", "**/setup.cfg")
_Target = tuple[Key, Project, Registry]


def run_server(find: FindProject, messages: Messages) -> None:
    """Serve an editor on standard input and output, until it ends the session."""
    logging.disable(logging.CRITICAL)
    gc.freeze()
    server = Server(find, messages)
    try:
        # The library closes its output; and nothing but its answers may go there.
        with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output, redirect_stdout(sys.stderr):
            server.start_io(stdout=output)
    finally:
        server.session.end()


class Server(LanguageServer):
    """A language server with the session of one editor."""

    def __init__(self, find: FindProject, messages: Messages) -> None:
        super().__init__("factcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.messages = messages
        self.session = Session(find, messages, self._publish)
        self._offers = Offers()
        self._add_notifications()
        self._add_requests()

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _add_notifications(self) -> None:
        """Follow what the editor opens, changes, saves and closes."""

        @self.feature(types.INITIALIZED)
        def start(_: types.InitializedParams) -> None:
            self._start()

        @self.feature(types.TEXT_DOCUMENT_DID_OPEN)
        def did_open(params: types.DidOpenTextDocumentParams) -> None:
            self.session.open(params.text_document.uri, params.text_document.version, params.text_document.text)

        @self.feature(types.TEXT_DOCUMENT_DID_CHANGE)
        def did_change(params: types.DidChangeTextDocumentParams) -> None:
            self.session.change(params.text_document.uri, params.text_document.version, list(params.content_changes))

        @self.feature(types.TEXT_DOCUMENT_DID_CLOSE)
        def did_close(params: types.DidCloseTextDocumentParams) -> None:
            self.session.close(params.text_document.uri)

        @self.feature(types.TEXT_DOCUMENT_DID_SAVE)
        def did_save(_: types.DidSaveTextDocumentParams) -> None:
            self.session.check_all()

        @self.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
        def did_change_files(_: types.DidChangeWatchedFilesParams) -> None:
            self.session.check_all()

    def _start(self) -> None:
        """Agree on the units of columns, and ask the editor to tell of changes on the disk where it can."""
        self.session.encoding = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        workspace = self.client_capabilities.workspace
        if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self.session.refresh = lambda: self.workspace_inlay_hint_refresh(None)
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(each) for each in _WATCHED])
            asked = types.Registration("factcheck-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.client_register_capability(types.RegistrationParams([asked]))

    def _add_requests(self) -> None:
        """Answer what the editor asks of a place in a note."""
        session, messages = self.session, self.messages

        @self.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
        async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
            note = await session.find_checked(params.text_document.uri)
            return list(list_actions(note, params.text_document.uri, params, messages)) if note else []

        @self.feature(types.TEXT_DOCUMENT_HOVER)
        async def hover(params: types.HoverParams) -> types.Hover | None:
            note = await session.find_checked(params.text_document.uri)
            return make_hover(note, params.position, messages) if note else None

        @self.feature(types.TEXT_DOCUMENT_INLAY_HINT)
        async def inlay_hint(params: types.InlayHintParams) -> list[types.InlayHint]:
            note = await session.find_checked(params.text_document.uri)
            return list_inlays(note, params.range, messages) if note else []

        @self.feature(types.TEXT_DOCUMENT_DEFINITION)
        async def definition(params: types.DefinitionParams) -> types.Location | None:
            target = await self._find_target(params.text_document.uri, params.position)
            return find_definition(target[0], target[2]) if target else None

        @self.feature(types.TEXT_DOCUMENT_REFERENCES)
        async def references(params: types.ReferenceParams) -> list[types.Location]:
            target = await self._find_target(params.text_document.uri, params.position)
            if target is None:
                return []
            unsaved, encoding = session.list_unsaved_notes(), session.encoding
            return await session.run(lambda: list(find_references(*target, unsaved, encoding)))

        @self.feature(types.TEXT_DOCUMENT_COMPLETION)
        async def completion(params: types.CompletionParams) -> types.CompletionList | None:
            note = await session.find_checked(params.text_document.uri)
            if note is None:
                return None
            start, end = note.text.line_start(params.position.line), note.text.offset(params.position)
            return self._offers.complete(note, note.text.content[start:end], params.position)

    async def _find_target(self, uri: str, position: types.Position) -> _Target | None:
        """Return the fact or the entity at a position of a note or of a fact file, with its project and registry."""
        note = await self.session.find_checked(uri)
        if note and note.project:
            key = find_key(note, position)
            return (key, note.project, note.registry) if key else None
        found = await self.session.find_facts(uri)
        if found is None:
            return None
        path, project, registry = found
        named = find_key_in_facts(path, position.line, registry)
        return (named, project, registry) if named else None
