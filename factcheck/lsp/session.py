"""The open files of an editor: each is checked a moment after its last change, one at a time, in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from lsprotocol import types

from factcheck.facts.schema import Registry
from factcheck.lsp.diagnostics import list_diagnostics, list_problems
from factcheck.lsp.note import CheckedNote, Task, check_note
from factcheck.lsp.paths import find_path, is_facts_text, is_note_text, make_uri
from factcheck.lsp.project import FindProject, Loaded, Project, Registries, find_project, is_fact_file
from factcheck.lsp.text import Text
from factcheck.messages import Messages
from factcheck.reporters.recognize import is_report
from factcheck.runtime.records import record
from factcheck.selection import is_companion_file

Result = TypeVar("Result")
Publish = Callable[[str, "int | None", list[types.Diagnostic]], None]
"""Sends the diagnostics of a file: its address, its version, and what was found."""
# Seconds between the last change of a file and its check.
_DELAY = 0.2
# A note that changes at each check is not waited for longer.
_ATTEMPTS = 5


@record(eq=False)
class OpenFile:
    """A file that is open in the editor: its address, its path, its version and its text."""

    uri: str
    path: Path
    version: int | None
    text: Text


class Session:
    """The open files, their checks, and what the editor shows of them."""

    def __init__(self, find: FindProject, messages: Messages, publish: Publish) -> None:
        self._find, self._messages, self._publish = find, messages, publish
        self.encoding: str = types.PositionEncodingKind.Utf16.value
        self._worker = ThreadPoolExecutor(1)
        self._open: dict[str, OpenFile] = {}
        self._checked: dict[str, CheckedNote] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._registries = Registries()
        self._shown: dict[Path, list[types.Diagnostic]] = {}
        self._stale: set[str] = set()
        self.refresh: Callable[[], object] | None = None

    def open(self, uri: str, version: int | None, source: str) -> None:
        """Take a file that the editor opened; one that is neither a note nor a fact file is ignored."""
        path = find_path(uri)
        if path and (is_note_text(path) or is_facts_text(path)):
            self._set(OpenFile(uri, path, version, Text(source, self.encoding)))

    def change(self, uri: str, version: int | None, changes: list[types.TextDocumentContentChangeEvent]) -> None:
        """Take the changes of an open file."""
        file = self._open.get(uri)
        if file:
            self._set(OpenFile(uri, file.path, version, file.text.apply(changes)))

    def _set(self, file: OpenFile) -> None:
        self._open[file.uri] = file
        self._schedule(file.uri)
        if is_facts_text(file.path):
            self.check_all()

    def close(self, uri: str) -> None:
        """Forget a file; what the editor showed of a note is removed."""
        file = self._open.pop(uri, None)
        self._checked.pop(uri, None)
        self._stale.discard(uri)
        task = self._tasks.pop(uri, None)
        if task:
            task.cancel()
        if file and is_note_text(file.path):
            self._publish(uri, None, [])
        elif file:
            self.check_all()

    def check_all(self) -> None:
        """Check all open notes again, as the registry or the settings may have changed."""
        for uri, file in self._open.items():
            if is_note_text(file.path):
                self._stale.add(uri)
                self._schedule(uri)

    def _schedule(self, uri: str) -> None:
        before = self._tasks.get(uri)
        if before:
            before.cancel()
        self._tasks[uri] = asyncio.get_running_loop().create_task(self._check_later(uri))

    async def _check_later(self, uri: str) -> None:
        await asyncio.sleep(_DELAY)
        file = self._open.get(uri)
        if file is None:
            return
        texts = self._list_texts()
        if is_facts_text(file.path):
            loaded = await self.run(lambda: self._load_facts(file.path, texts))
            self._publish_facts(loaded, texts)
            return
        before = self._checked.get(uri)
        note = await self.run(lambda: self._check(file, texts, before))
        if self._open.get(uri) is file and note is not before:
            self._checked[uri] = note
            self._publish(uri, file.version, list_diagnostics(note, self._messages))
            self._publish_facts(note.loaded, texts)
            self._check_versions(note)
        self._refresh(uri)

    def _check_versions(self, note: CheckedNote) -> None:
        """Check the open versions of a note again; one of which nothing has changed keeps its outcome."""
        for uri, file in self._open.items():
            if file.path in note.versions:
                self._schedule(uri)

    def _refresh(self, uri: str) -> None:
        """Have the editor ask again for the hints of its notes, once all are checked of which the text is the same and the registry is not."""
        if uri in self._stale:
            self._stale.discard(uri)
            if not self._stale and self.refresh:
                self.refresh()

    def _list_texts(self) -> dict[Path, Text]:
        return {file.path: file.text for file in self._open.values()}

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return the result of what takes time, done in the thread of the checks."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def _check(self, file: OpenFile, texts: dict[Path, Text], before: CheckedNote | None) -> CheckedNote:
        project = find_project(file.path, self._find)
        if not isinstance(project, Project):
            return CheckedNote(file.path, file.text, problems=project)
        if (
            is_companion_file(file.path)
            or is_report(file.path)
            or (project.selection.force and not project.selection.is_selected(file.path))
        ):
            return CheckedNote(file.path, file.text)
        unsaved = {path: text.content for path, text in texts.items()}
        return check_note(Task(file.path, file.text, project, self._registries.load(project, unsaved), unsaved), before)

    def _load_facts(self, path: Path, texts: dict[Path, Text]) -> Loaded | None:
        """Return the registry to which a fact file belongs; None for a file of something else."""
        project = find_project(path, self._find)
        if not isinstance(project, Project) or not is_fact_file(path, project):
            return None
        return self._registries.load(project, {each: text.content for each, text in texts.items()})

    def _publish_facts(self, loaded: Loaded | None, texts: dict[Path, Text]) -> None:
        """Show the problems of a registry in its files, and remove those that are gone."""
        if loaded is None:
            return
        found = list_problems(loaded.problems, texts, self._messages)
        for path in [*found, *(path for path in self._shown if path not in found)]:
            if self._shown.get(path, []) != found.get(path, []):
                self._publish(make_uri(path), None, found.get(path, []))
        self._shown = found

    async def find_checked(self, uri: str) -> CheckedNote | None:
        """Return a note as it stands, once it is checked; None for another file, or where it changes all the time."""
        for _ in range(_ATTEMPTS):
            file = self._open.get(uri)
            if file is None or not is_note_text(file.path):
                return None
            note = self._checked.get(uri)
            task = self._tasks.get(uri)
            if note and note.text is file.text and uri not in self._stale:
                return note
            if task is None or task.done():
                self._schedule(uri)
            await asyncio.wait([self._tasks[uri]])
        return None

    async def find_facts(self, uri: str) -> tuple[Path, Project, Registry] | None:
        """Return the path, the project and the registry of an open fact file; None for another file."""
        file, texts = self._open.get(uri), self._list_texts()
        if file is None or not is_facts_text(file.path):
            return None
        project = find_project(file.path, self._find)
        loaded = await self.run(lambda: self._load_facts(file.path, texts))
        return (file.path, project, loaded.registry) if loaded and isinstance(project, Project) else None

    def list_unsaved_notes(self) -> dict[Path, str]:
        """Return the texts of the open notes."""
        return {file.path: file.text.content for file in self._open.values() if is_note_text(file.path)}

    def end(self) -> None:
        """End the checks."""
        for task in self._tasks.values():
            task.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)
