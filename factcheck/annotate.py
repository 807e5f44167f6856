"""Write the findings on a Word file or a PDF as comments into a copy of it, and on request the corrections as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePath

from factcheck.errors import DocumentError
from factcheck.findings import Finding, Report
from factcheck.fix import select_changes
from factcheck.formats import read_contents
from factcheck.formats.archive import Archive
from factcheck.formats.pdf.highlights import highlight
from factcheck.formats.word.comments import AUTHOR, Annotator, Remark
from factcheck.messages import Messages
from factcheck.values.confidence import Confidence

PDF = ".pdf"
# The author of a highlight as PDFium writes it.
_PDF_AUTHOR = f"/T({AUTHOR})".encode()
_WORD_AUTHOR = f'author="{AUTHOR}"'.encode()


def annotate_file(data: bytes, report: Report, messages: Messages, suggest: bool, when: date) -> tuple[bytes, int, int]:
    """Return the bytes of a file with a comment on each finding of its report, and the numbers of comments and of changes added.

    With `suggest`, each correction is a tracked change of a Word file. A comment or change that the file already has is not added again.
    Raises DocumentError.
    """
    if PurePath(report.path).suffix.lower() == PDF:
        assert report.document is not None
        copy, added = highlight(data, report.document, list(_make_remarks(report, messages)))
        return copy, added, 0
    annotator = Annotator(data, report.path, when)
    remarks = list(_make_remarks(report, messages))
    edits = select_changes(report, unsafe=True) if suggest else ()
    count = annotator.comment(remarks)
    suggested = annotator.suggest([(change.start, change.end, change.text) for change in edits])
    return annotator.data(), count, suggested


def is_annotated(path: Path) -> bool:
    """Return whether a file has comments by factcheck."""
    try:
        data = read_contents(path)
        if path.suffix.lower() == PDF:
            return _PDF_AUTHOR in data
        archive = Archive(data, str(path))
        return any(_WORD_AUTHOR in archive.read(name) for name in archive.names() if name.endswith(".xml"))
    except DocumentError:
        return False


def _make_remarks(report: Report, messages: Messages) -> Iterator[Remark]:
    assert report.document is not None
    for finding in report.findings:
        start, end = finding.source_span or report.document.map.span(finding.start, finding.end)
        yield Remark(start, end, _format_lines(finding, messages))


def _format_lines(finding: Finding, messages: Messages) -> Sequence[str]:
    """Return the lines of a comment: the message, the correction, the fact and its source, the rule."""
    lines = [messages.finding(finding.rule, finding.key, finding.values)]
    if finding.expected is not None:
        lines.append(messages.ui("expected-is", text=finding.expected))
    for related in finding.related:
        if related.place:
            lines.append(f"{messages.related(related.key, related.values)} [{related.place}]")
    doubt = f" ({messages.confidence(finding.confidence)})" if finding.confidence is Confidence.POSSIBLE else ""
    return [" ".join(line.split()) for line in lines] + [f"factcheck: {finding.rule}{doubt}"]
