"""Picks the corrections that can be applied together, and writes a file with them: whole or not at all, nothing else changed."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem
from factcheck.findings import Edit, Report
from factcheck.formats import contents, rewrite
from factcheck.records import record

# One correction can make room for another that overlapped it; more rounds than that come to no end.
_ROUNDS = 5


@record
class Change:
    """Replace the source `[start, end)` of a document by `text`."""

    start: int
    end: int
    text: str


def changes(report: Report, unsafe: bool = False) -> tuple[Change, ...]:
    """The corrections of a report that do not overlap, in order; those that a person should read first only with `unsafe`."""
    document, found = report.document, []
    if document is None:
        return ()
    end = -1
    edits = [finding.edit for finding in report.findings if finding.edit and (finding.edit.safe or unsafe)]
    for edit in sorted(edits, key=lambda edit: (edit.start, not edit.safe, edit.end)):
        change = _change(edit, document)
        if change and change.start >= end and change.start < change.end:
            found.append(change)
            end = change.end
    return tuple(found)


def _change(edit: Edit, document: Document) -> Change | None:
    """The words of the source that an edit touches; None where marks stand among them."""
    said, right = document.text[edit.start : edit.end].split(" "), edit.replacement.split(" ")
    head = 0
    while head < min(len(said), len(right)) - 1 and said[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(said), len(right)) - head - 1 and said[-1 - tail] == right[-1 - tail]:
        tail += 1
    start = edit.start + sum(len(word) + 1 for word in said[:head])
    end = edit.end - sum(len(word) + 1 for word in said[len(said) - tail :])
    first, last = document.map.span(start, end)
    if start >= end or document.source[first:last] != document.text[start:end]:
        return None
    return Change(first, last, " ".join(right[head : len(right) - tail]))


def mend(path: Path, recheck: Callable[[bytes, str], Report], unsafe: bool) -> tuple[Report, int]:
    """Write the corrections of a note into its file until none is left: the report on what remains, and how many were written.

    `recheck` gives the report on bytes. Raises DocumentError; the file is then as it was after the last correction.
    """
    count = 0
    for _ in range(_ROUNDS):
        data = contents(path)
        report = recheck(data, str(path))
        found = changes(report, unsafe)
        if not found:
            break
        write(path, rewrite(data, str(path), [(change.start, change.end, change.text) for change in found]))
        count += len(found)
    else:
        report = recheck(contents(path), str(path))
    return report, count


def write(path: Path, data: bytes) -> None:
    """Put a file in the place of another: the old one stays whole until the new one is. Raises DocumentError."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, partial)
        os.replace(partial, path)
    except OSError as error:
        raise DocumentError(Problem(Place(str(path)), "output-unwritable", {"reason": error.strerror or str(error)})) from None
    finally:
        partial.unlink(missing_ok=True)


def diff(report: Report, found: Sequence[Change]) -> str:
    """The changes as a unified diff of the text."""
    assert report.document is not None
    source, parts, at = report.document.source, [], 0
    for change in found:
        parts += [source[at : change.start], change.text]
        at = change.end
    new = "".join([*parts, source[at:]])
    lines = difflib.unified_diff(
        source.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{report.path}", f"b/{report.path}", n=1
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
