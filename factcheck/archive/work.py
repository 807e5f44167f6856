"""Check the notes of a partition, each as `factcheck check` does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from factcheck.archive.files import read_input
from factcheck.archive.model import Input, Item, Job, Partition, Result, Row, Summary
from factcheck.checker import check_versions
from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem, make_failure
from factcheck.findings import Report, Severity
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.messages import Messages
from factcheck.reporters import Options
from factcheck.reporters.json_report import export_document, export_failure
from factcheck.runtime.visible import escape_json
from factcheck.values.confidence import Confidence


def check_partition(partition: Partition, job: Job) -> Result:
    """Return the reports on the notes of a partition; one that fails costs its own report only."""
    writer = _Writer(job)
    wanted = {item.source.name for item in partition.items}
    waiting: dict[str, Report] = {}
    for item in partition.items:
        name = item.source.name
        wanted.discard(name)
        if name in waiting:
            writer.add(waiting.pop(name))
            continue
        for found in _check_item(item, job):
            if not isinstance(found, Report) or found.path == name:
                writer.add(found)
            elif found.path in wanted:
                waiting[found.path] = found
    return Result(tuple(writer.rows), writer.summary)


def describe_lost(item: Item, job: Job) -> Result:
    """Return the result of a note on which every worker ended."""
    writer = _Writer(job)
    writer.add(Problem(Place(item.source.name), "archive-document-lost"))
    return Result(tuple(writer.rows), writer.summary)


def _check_item(item: Item, job: Job) -> Iterator[Report | Problem]:
    """Yield the report on a note, then the problems with its other versions, then the reports on these."""
    if not item.source.location:
        yield from item.problems
        return
    try:
        report, *others = _check_together(_read(item.source), list(_read_others(item)), job)
    except DocumentError as error:
        yield from error.problems
    except Exception as error:  # a bug met in one note must not prevent the check of the others
        yield make_failure(item.source.name, error)
    else:
        yield report
        yield from item.problems
        yield from others


def _read(source: Input) -> Document:
    return parse(read_input(source), source.name, all_languages())


def _read_others(item: Item) -> Iterator[Document]:
    """Yield the other versions that can be read; one that cannot is reported at its own turn."""
    for other in item.others:
        try:
            yield _read(other)
        except DocumentError:
            continue


def _check_together(document: Document, others: list[Document], job: Job) -> tuple[Report, ...]:
    """Return the reports on a note and its other versions; on the note alone where they can't be checked together."""
    try:
        return check_versions((document, *others), job.registry, job.settings)
    except Exception:  # an error in this note itself is raised again
        if not others:
            raise
        return check_versions((document,), job.registry, job.settings)


class _Writer:
    """Makes rows and totals of reports and failures."""

    def __init__(self, job: Job) -> None:
        self.rows: list[Row] = []
        self.summary = Summary()
        self._job, self._messages = job, _load_messages(job.code)
        self._options = Options(explain=job.settings.explain, registry=job.registry)

    def add(self, found: Report | Problem) -> None:
        """Add a report, or a document that could not be read."""
        if isinstance(found, Report):
            try:
                self._add_report(self._job.waivers.apply(found) if self._job.waivers else found)
                return
            except Exception as error:  # as above
                found = make_failure(found.path, error)
        failure = export_failure(found, self._messages)
        self.summary.unread.append((failure["path"], failure["message"]))
        self.rows.append(Row(failure["path"], "", "", 0, 0, 0, failure["message"], _to_line({"failure": failure})))

    def _add_report(self, report: Report) -> None:
        data = export_document(report, self._messages, self._options)
        levels = Counter(finding.severity for finding in report.findings)
        counts = (levels[Severity.ERROR], levels[Severity.WARNING], levels[Severity.NOTE])
        self.rows.append(Row(data["path"], data["language"], data["as_of"], *counts, message="", report=_to_line(data)))
        sure = (finding for finding in report.findings if finding.confidence is not Confidence.POSSIBLE)
        self.summary.documents += 1
        self.summary.rules.update((finding.rule, str(finding.severity)) for finding in report.findings)
        self.summary.sure.update(str(finding.severity) for finding in sure)


def _to_line(data: object) -> str:
    return escape_json(json.dumps(data, ensure_ascii=False))


@lru_cache
def _load_messages(code: str) -> Messages:
    return Messages(code)
