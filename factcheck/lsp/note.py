"""A note as it stands in an editor, with all that is known of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.checker import report_analyses
from factcheck.corpus import find_versions, read_other_versions
from factcheck.document import Document
from factcheck.errors import DocumentError, FactcheckError, Problem, make_failure
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Report
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.lsp.project import Loaded, Project
from factcheck.lsp.text import Text
from factcheck.model import Link, Name, NameForm
from factcheck.runtime.records import record
from factcheck.values.confidence import grade

_EMPTY = "document-empty"


@record(eq=False, slots=False)
class CheckedNote:
    """A note that was checked; one line a field.

    `text` is the text that was checked.
    `project` is that of the note, None where its settings have a mistake or exclude it.
    `registry` holds the facts with which it was compared.
    `analysis` and `report` are None where the note could not be read.
    `problems` say why it could not be checked.
    `loaded` is what became of the registry.
    `state` is what the outcome depends on, beside the text and the registry.
    `versions` are the paths of its other versions.
    """

    path: Path
    text: Text
    project: Project | None = None
    registry: Registry = Registry()
    analysis: Analysis | None = None
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    loaded: Loaded | None = None
    state: object = None
    versions: tuple[Path, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are shown."""
        return self.report.findings if self.report else ()

    @cached_property
    def figures(self) -> tuple[tuple[int, int, Link], ...]:
        """The links of the note with the half-open spans of their figures in the source, in order."""
        return tuple((*self._span(each.statement.mention.start, each.statement.mention.end), each) for each in self._links())

    @cached_property
    def names(self) -> tuple[tuple[int, int, Name], ...]:
        """The names of entities with their half-open spans in the source, in order."""
        names = self.analysis.names if self.analysis else ()
        return tuple((*self._span(each.start, each.end), each) for each in names)

    def _links(self) -> Iterator[Link]:
        """Yield the links that are sure enough to be shown."""
        if self.analysis and self.project:
            yield from (each for each in self.analysis.links if grade(each.score).reaches(self.project.settings.confidence))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        assert self.analysis is not None
        return self.analysis.document.map.span(start, end)

    def span_of(self, finding: Finding) -> tuple[int, int]:
        """Return the half-open span of a finding in the source."""
        return finding.source_span or self._span(finding.start, finding.end)

    def link_at(self, offset: int) -> tuple[int, int, Link] | None:
        """Return the link of the figure at an offset of the source."""
        return next((each for each in self.figures if each[0] <= offset <= each[1]), None)

    def name_at(self, offset: int) -> tuple[int, int, Name] | None:
        """Return the name at an offset of the source, short forms left out."""
        return next((each for each in self.names if each[0] <= offset <= each[1] and each[2].form is not NameForm.SHORT), None)


@record(eq=False)
class Task:
    """A note to check; one line a field.

    `path` and `text` are those of the note.
    `project` is its project, `loaded` its registry.
    `unsaved` are the texts of the open files, for its other versions.
    """

    path: Path
    text: Text
    project: Project
    loaded: Loaded
    unsaved: Mapping[Path, str]


def check_note(task: Task, before: CheckedNote | None) -> CheckedNote:
    """Return a note as it was checked; the outcome of the last time where all on which it depends is the same."""
    versions = _find_versions(task.path)
    state = _make_state(task, versions)
    if before and before.text is task.text and before.loaded is task.loaded and before.state == state:
        return before
    given = CheckedNote(task.path, task.text, task.project, task.loaded.registry, loaded=task.loaded, state=state, versions=versions)
    try:
        document = parse_text(task.text.content, task.path)
        waivers = task.project.load_waivers()
        analysis, report = _check(document, task)
        return replace(given, analysis=analysis, report=waivers.apply(report) if waivers else report)
    except FactcheckError as error:
        return replace(given, problems=tuple(problem for problem in error.problems if problem.key != _EMPTY))
    except Exception as error:  # a bug met in one note must not end the server
        return replace(given, problems=(make_failure(str(task.path), error),))


def _find_versions(path: Path) -> tuple[Path, ...]:
    """Return the paths of the other versions of a note."""
    try:
        return tuple(each.absolute() for each in find_versions([path]).find(path))
    except DocumentError:
        return ()


def _make_state(task: Task, versions: tuple[Path, ...]) -> object:
    """Return what the outcome of a check depends on, beside the text and the registry: settings, waivers, the other versions."""
    project = task.project
    files = [project.waivers, *(path for path in versions if path not in task.unsaved)]
    texts = [task.unsaved[path] for path in versions if path in task.unsaved]
    return project.facts, project.packs, project.settings, versions, texts, [_stat(path) for path in files]


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def parse_text(text: str, path: Path) -> Document:
    """Return the document that a text is. Raises DocumentError."""
    return parse(text.encode("utf-8", "replace"), str(path), all_languages())


def _check(document: Document, task: Task) -> tuple[Analysis, Report]:
    settings, registry = task.project.settings, task.loaded.registry
    others = [_with_unsaved(other, task.unsaved) for other in read_other_versions(task.path, find_versions([task.path]))[0]]
    analyses = [analyze(each, registry, settings.today, settings.document_date) for each in (document, *others)]
    return analyses[0], report_analyses(analyses, settings)[0]


def _with_unsaved(document: Document, unsaved: Mapping[Path, str]) -> Document:
    """Return a version of a note as it stands in the editor, if it is open there."""
    text = unsaved.get(Path(document.path).absolute())
    if text is None:
        return document
    try:
        return parse_text(text, Path(document.path))
    except DocumentError:
        return document
