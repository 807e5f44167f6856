"""A run that changes the value of a fact: everything is prepared, then written, the fact file last; or nothing is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.cli.screen import Screen
from factcheck.cli.settings import Plan
from factcheck.errors import DocumentError, Place, Problem, UsageError, make_failure
from factcheck.facts.nodes import Checks
from factcheck.facts.relations import check_relations
from factcheck.files.atomic_write import check_replaceable, replace_file
from factcheck.formats import read_contents
from factcheck.formats.annotators import is_tracked, open_annotator
from factcheck.places.fact_edit import replace_value
from factcheck.places.rewrite_note import rewrite_note
from factcheck.places.uprating import NoteRewrite, Uprating
from factcheck.runtime.records import record


@record(eq=False)
class FactFile:
    """The fact file: its path, its bytes, and those with the new value."""

    path: Path
    data: bytes
    new: bytes

    def make_diff(self) -> str:
        """Return the change as a unified diff; empty for a file that is no UTF-8."""
        try:
            before, after = (each.decode("utf-8-sig").splitlines(keepends=True) for each in (self.data, self.new))
        except UnicodeDecodeError:
            return ""
        lines = difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}", n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@record(eq=False)
class SetRun:
    """What a run does; `value` is the new value as it is given, `suggest` asks for tracked changes in Word and ODT files, `force` writes what is otherwise refused."""

    screen: Screen
    plan: Plan
    uprating: Uprating
    value: str
    suggest: bool
    force: bool

    def find_broken_relations(self) -> tuple[Problem, ...]:
        """Return a problem for each relation of the registry that the new value breaks."""
        checks = Checks()
        check_relations(self.uprating.registry.relations, self.uprating.new_registry.facts, checks)
        return tuple(checks.problems)

    def prepare_fact(self) -> FactFile:
        """Return the fact file with the new value. Raises UsageError where it cannot be changed."""
        place = self.uprating.former.place
        path = Path(place.path)
        if not path.is_file():
            raise UsageError(Problem(place, "set-no-file", {"name": self.uprating.former.id}))
        try:
            data = read_contents(path)
        except DocumentError as error:
            raise UsageError(*error.problems) from None
        return FactFile(path, data, replace_value(data, self.uprating.former, self.uprating.fact))

    def prepare_notes(self, files: Sequence[Path | Problem]) -> Iterator[NoteRewrite | Problem]:
        """Yield what is rewritten of each note, or the problem that prevents it."""
        for file in files:
            if isinstance(file, Problem):
                yield file
                continue
            try:
                yield rewrite_note(read_contents(file), str(file), self.uprating, self.plan.settings)
            except DocumentError as error:
                yield from error.problems
            except BrokenPipeError:
                raise
            except Exception as error:  # a bug met in one note must not prevent the changes of the others
                yield make_failure(str(file), error)

    def write(self, fact: FactFile, notes: Sequence[NoteRewrite]) -> tuple[Problem, ...]:
        """Write the notes, then the fact file; return the problems that prevented it. Where one is known before, nothing is written."""
        try:
            written = [(Path(each.path), each.data, self._make_bytes(each)) for each in notes if each.rewrites]
        except DocumentError as error:
            return (*error.problems, Problem(Place(""), "set-nothing-written"))
        files = [*written, (fact.path, fact.data, fact.new)]
        problems: list[Problem] = []
        for path, _, new in files:
            try:
                check_replaceable(path, new, force=self.force)
            except DocumentError as error:
                problems += error.problems
        if problems:
            return (*problems, Problem(Place(""), "set-nothing-written"))
        for path, data, new in files:
            try:
                replace_file(path, new, expected=data, force=self.force)
            except DocumentError as error:
                return (*error.problems, Problem(self.uprating.former.place, "set-unfinished"))
        return ()

    def _make_bytes(self, note: NoteRewrite) -> bytes:
        """Return the new bytes of a note: of a Word or ODT file with tracked changes where that is asked for. Raises DocumentError."""
        if not self.suggest or not is_tracked(note.path):
            return note.new
        annotator = open_annotator(note.data, note.path, self.plan.settings.today)
        changes = [(change.start, change.end, change.text) for change in note.changes]
        if annotator.suggest(changes) < len(changes):
            raise DocumentError(Problem(Place(note.path), "suggest-partial"))
        return annotator.data()
