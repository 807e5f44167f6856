"""A note that comes on standard input (`factcheck check -`), checked as if it lay in a file of a given name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.checker import check_data
from factcheck.cli.screen import Screen
from factcheck.cli.settings import Plan
from factcheck.corpus import find_versions, read_other_versions
from factcheck.discovery import Notes
from factcheck.errors import DocumentError, Place, Problem, UsageError, make_failure
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.fix import correct_data
from factcheck.formats import LARGEST
from factcheck.selection import is_companion_file
from factcheck.waivers.apply import Waivers

MARK = "-"
"""What stands for standard input among the paths of a command."""
DEFAULT_NAME = "stdin.md"
# Options that make no sense for one note that is not in a file.
_EXCLUDED = {"changed_since": "--changed-since", "write_baseline": "--write-baseline", "watch": "--watch"}


class StandardInput:
    """The note on standard input; `path` is where it is supposed to lie."""

    def __init__(self, screen: Screen, values: Mapping[str, Any]) -> None:
        self.path = Path(values["stdin_filename"] or DEFAULT_NAME)
        self._screen, self._unsafe = screen, bool(values["unsafe_fixes"])
        self.fixing = not values["diff"] and bool(values["fix"] or values["unsafe_fixes"])
        self._output, self._written = sys.stdout, False

    @cached_property
    def data(self) -> bytes:
        """The bytes of the note. Raises DocumentError where they cannot be read."""
        if sys.stdin is None:
            raise DocumentError(Problem(Place(str(self.path)), "stdin-closed"))
        try:
            data = sys.stdin.buffer.read(LARGEST + 1)
        except (OSError, ValueError):
            raise DocumentError(Problem(Place(str(self.path)), "stdin-closed")) from None
        if len(data) > LARGEST:
            raise DocumentError(Problem(Place(str(self.path)), "document-too-big", {"limit": LARGEST // 1_000_000}))
        return data

    def find_notes(self, plan: Plan) -> Notes:
        """Return the note; none, with a notice, where the settings exclude it."""
        key = "left-out-beside" if is_companion_file(self.path) else ""
        if plan.selection.force and not plan.selection.is_selected(self.path):
            key = "left-out-settings"
        found = Notes() if key else Notes([self.path])
        found.notices += [Problem(Place(str(self.path)), key)] if key else []
        self._screen.print_notices(found.notices)
        return found

    def check(self, files: Sequence[Path | Problem], registry: Registry, plan: Plan, waivers: Waivers | None) -> Iterator[Report | Problem]:
        """Yield the report on the note, corrected where that is asked for, and the problems that were met."""
        if not files:
            return
        try:
            others, problems = read_other_versions(self.path, find_versions((), plan.pairs))

            def check(data: bytes, path: str) -> Report:
                report = check_data(data, path, registry, plan.settings, others)
                return waivers.apply(report) if waivers else report

            report = check(self.data, str(self.path))
            yield from self._correct(report, check) if self.fixing else (report,)
            yield from problems
        except DocumentError as error:
            yield from error.problems
        except Exception as error:  # a bug is one message, as in a file
            yield make_failure(str(self.path), error)

    def _correct(self, report: Report, check: Any) -> Iterator[Report | Problem]:
        try:
            data, after, count = correct_data(self.data, str(self.path), check, self._unsafe)
        except DocumentError as error:
            yield report
            yield from error.problems
            return
        self._write(data)
        if count:
            self._screen.print_message("fixed", path=self.path, count=count)
        yield after

    def _write(self, data: bytes) -> None:
        """Write the note to standard output, whatever `redirect_stdout` makes of it in the meantime."""
        self._written = True
        self._output.flush()
        self._output.buffer.write(data)
        self._output.buffer.flush()

    @contextmanager
    def divert_reports(self) -> Iterator[None]:
        """Write the note to standard output where it is to be corrected, unchanged if it could not be, and reports to standard error."""
        try:
            with redirect_stdout(sys.stderr) if self.fixing else nullcontext():
                yield
        finally:
            if self.fixing and not self._written:
                self._write(self.data)


def find_standard_input(screen: Screen, paths: Sequence[str], values: Mapping[str, Any]) -> StandardInput | None:
    """Return the note on standard input, if it is what the paths name. Raises UsageError for what does not go together."""
    if MARK not in paths:
        if values["stdin_filename"]:
            raise UsageError(Problem(Place(""), "stdin-name-alone"))
        return None
    if len(paths) > 1:
        raise UsageError(Problem(Place(""), "stdin-alone"))
    for name, option in _EXCLUDED.items():
        if values[name]:
            raise UsageError(Problem(Place(""), "stdin-option", {"name": option}))
    return StandardInput(screen, values)
