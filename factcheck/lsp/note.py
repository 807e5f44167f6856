"""A note as it stands in an editor, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.checker import report_analyses
from factcheck.corpus import find_versions, read_other_versions
from factcheck.document import Document
from factcheck.errors import DocumentError, Problem, make_failure
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Report
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.linking.confidence import grade
from factcheck.lsp.project import Loaded, Project
from factcheck.lsp.text import Text
from factcheck.model import Link, Name, NameForm
from factcheck.runtime.records import record
from factcheck.waivers.apply import Waivers

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
    """

    path: Path
    text: Text
    project: Project | None = None
    registry: Registry = Registry()
    analysis: Analysis | None = None
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    loaded: Loaded | None = None

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


def check_note(path: Path, text: Text, project: Project, loaded: Loaded, unsaved: Mapping[Path, str]) -> CheckedNote:
    """Return a note as it was checked; `unsaved` are the texts of the open notes, for its other versions."""
    registry = loaded.registry
    try:
        document = parse_text(text.content, path)
        waivers = project.load_waivers()
        analysis, report = _check(document, path, project, registry, waivers, unsaved)
    except DocumentError as error:
        problems = tuple(problem for problem in error.problems if problem.key != _EMPTY)
        return CheckedNote(path, text, project, registry, problems=problems, loaded=loaded)
    except Exception as error:  # a bug met in one note must not end the server
        return CheckedNote(path, text, project, registry, problems=(make_failure(str(path), error),), loaded=loaded)
    return CheckedNote(path, text, project, registry, analysis, report, loaded=loaded)


def parse_text(text: str, path: Path) -> Document:
    """Return the document that a text is. Raises DocumentError."""
    return parse(text.encode("utf-8", "replace"), str(path), all_languages())


def _check(  # noqa: PLR0913 (all that a check needs)
    document: Document, path: Path, project: Project, registry: Registry, waivers: Waivers | None, unsaved: Mapping[Path, str]
) -> tuple[Analysis, Report]:
    settings = project.settings
    others = [_with_unsaved(other, unsaved) for other in read_other_versions(path, find_versions([path]))[0]]
    analyses = [analyze(each, registry, settings.today, settings.document_date) for each in (document, *others)]
    report = report_analyses(analyses, settings)[0]
    return analyses[0], waivers.apply(report) if waivers else report


def _with_unsaved(document: Document, unsaved: Mapping[Path, str]) -> Document:
    """Return a version of a note as it stands in the editor, if it is open there."""
    text = unsaved.get(Path(document.path).absolute())
    if text is None:
        return document
    try:
        return parse_text(text, Path(document.path))
    except DocumentError:
        return document
