"""Write the findings on a Word or ODT file or a PDF as comments into a copy of it, and on request the corrections as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePath

from factcheck.errors import DocumentError
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Report
from factcheck.fix import select_changes
from factcheck.formats import read_contents
from factcheck.formats.annotators import open_annotator
from factcheck.formats.archive import Archive
from factcheck.formats.pdf.highlights import highlight
from factcheck.formats.remark import AUTHOR, Remark
from factcheck.messages import Messages
from factcheck.reporters.summary import summarize_report
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence

PDF = ".pdf"
# The author of a highlight as PDFium writes it.
_PDF_AUTHOR = f"/T({AUTHOR})".encode()
_AUTHORS = (f'author="{AUTHOR}"'.encode(), f"creator>{AUTHOR}<".encode())


@record(eq=False)
class AnnotateOptions:
    """How a file is annotated; one line a field.

    `messages` has the words of the comments, and `when` is their date.
    `suggest` asks for the corrections as tracked changes.
    `registry` is what the file was checked against.
    """

    messages: Messages
    when: date
    suggest: bool = False
    registry: Registry | None = None


def annotate_file(data: bytes, report: Report, options: AnnotateOptions) -> tuple[bytes, int, int]:
    """Return the bytes of a file with a comment on each finding of its report, and the numbers of comments and of changes added.

    A Word or ODT file also gets a summary at its top, and with `suggest` each correction as a tracked change. The comments that an earlier
    run added are replaced. Raises DocumentError.
    """
    messages = options.messages
    remarks = list(_make_remarks(report, messages))
    if PurePath(report.path).suffix.lower() == PDF:
        assert report.document is not None
        copy, added = highlight(data, report.document, remarks)
        return copy, added, 0
    annotator = open_annotator(data, report.path, options.when)
    attached = annotator.comment(remarks)
    others = [finding for finding, is_attached in zip(report.findings, attached, strict=True) if not is_attached]
    annotator.summarize(summarize_report(report, messages, options.registry, others))
    edits = select_changes(report, unsafe=True) if options.suggest else ()
    suggested = annotator.suggest([(change.start, change.end, change.text) for change in edits])
    return annotator.data(), annotator.added, suggested


def is_annotated(path: Path) -> bool:
    """Return whether a file has comments by factcheck."""
    try:
        data = read_contents(path)
        if path.suffix.lower() == PDF:
            return _PDF_AUTHOR in data
        archive = Archive(data, str(path))
        return any(author in archive.read(name) for name in archive.names() if name.endswith(".xml") for author in _AUTHORS)
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
