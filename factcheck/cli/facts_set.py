"""`factcheck facts set`: give a fact another value, in its file and in the notes that state it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

import click

from factcheck.cli.changed import print_former
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Screen, find_nearest, is_on_terminal
from factcheck.cli.settings import UNASKED, Plan, load_run_facts, make_plan
from factcheck.cli.where_text import word_place
from factcheck.errors import DocumentError, Place, Problem, UsageError, make_failure
from factcheck.facts.nodes import Checks
from factcheck.facts.relations import check_relations
from factcheck.facts.schema import Registry
from factcheck.files.atomic_write import replace_file
from factcheck.findings import Report
from factcheck.fix import correct_file, make_diff, select_changes
from factcheck.formats import parse, read_contents
from factcheck.formats import read as read_document
from factcheck.languages.load import all_languages
from factcheck.places.fact_edit import replace_value
from factcheck.places.former_value import read_value, with_fact
from factcheck.places.uprating import Rewritten, Uprating, rewrite_note
from factcheck.runtime.records import record
from factcheck.runtime.visible import escape_lines

_WORD_FILES = (".docx", ".docm")


def make_set_command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters = [
        screen.make_argument("name", "name", type=NON_EMPTY),
        screen.make_argument("value", "value", type=NON_EMPTY),
        screen.make_option("--in", "paths", multiple=True, type=NON_EMPTY, key="in", metavar_key="path", default_text="documents"),
        screen.make_option("--diff", "diff", is_flag=True, key="diff-set"),
        screen.make_option("--write", is_flag=True, key="write-set"),
        screen.make_option("--suggest", is_flag=True, key="suggest-set"),
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--include", multiple=True, metavar_key="glob"),
        screen.make_option("--exclude", multiple=True, metavar_key="glob"),
        screen.make_option("--no-gitignore", is_flag=True),
        screen.make_option("--no-force-exclude", is_flag=True),
        screen.make_force_option(),
    ]

    def run(name: str, value: str, paths: tuple[str, ...], **values: Any) -> int:
        plan = make_plan(paths, {**UNASKED, **values})
        registry = load_run_facts(screen, plan)
        uprating = _read_uprating(registry, name, value)
        writing = (values["write"] or values["suggest"]) and not values["diff"]
        return _run(_Run(screen, plan, uprating, writing, values["suggest"], values["force"]), value)

    return ScreenCommand(screen, "set", key="facts-set", params=parameters, callback=run)


def _read_uprating(registry: Registry, name: str, value: str) -> Uprating:
    """Return the change of a fact. Raises UsageError for an unknown fact, a value that cannot be read, and a relation that it breaks."""
    if name not in registry.facts:
        raise UsageError(Problem(Place(""), "unknown-fact", {"name": name, "nearest": find_nearest(name, registry.facts)}))
    former = registry.facts[name]
    if isinstance(former.value, tuple | dict):
        raise UsageError(Problem(former.place, "set-kind", {"kind": former.kind}))
    fact = read_value(registry, former, value)
    checks = Checks()
    check_relations(registry.relations, with_fact(registry, fact).facts, checks)
    if checks.problems:
        raise UsageError(Problem(Place(""), "set-relations", {"name": name, "count": len(checks.problems)}), *checks.problems)
    return Uprating(registry, fact)


@record(eq=False)
class _Run:
    """A run of the command; `writing` is whether it changes files, `suggest` whether Word files get tracked changes, `unwritten` the notes that
    could not be changed."""

    screen: Screen
    plan: Plan
    uprating: Uprating
    writing: bool
    suggest: bool
    force: bool
    unwritten: list[Path] = field(default_factory=list)

    def change_fact(self, value: str) -> Callable[[], None]:
        """Show the change of the fact file where nothing is written, and return what writes it. Raises UsageError where it cannot be made."""
        fact, path = self.uprating.fact, Path(self.uprating.fact.place.path)
        original = read_contents(path)
        changed = replace_value(original.decode("utf-8"), fact, value)
        if not self.writing:
            _print_diff(_diff(original.decode("utf-8"), changed, fact.place.path))

        def write() -> None:
            replace_file(path, changed.encode(), expected=original, force=self.force)
            self.screen.print_message("set-written", path=fact.place.path, name=fact.id, value=value)

        return write

    def change_notes(self, files: Sequence[Path | Problem]) -> Iterator[Rewritten | Problem]:
        """Yield what is rewritten of each note, after it is shown or written; or the problem that prevented it."""
        for file in files:
            if isinstance(file, Problem):
                yield file
                continue
            try:
                found = rewrite_note(read_document(file, all_languages()), self.uprating, self.plan.settings)
                if self.writing:
                    self.unwritten.append(file)
                    self._write_note(file, found)
                    self.unwritten.pop()
                else:
                    _print_diff(make_diff(found.report, select_changes(found.report)))
                yield found
            except DocumentError as error:
                yield from error.problems
            except Exception as error:  # a bug met in one note must not prevent the changes of the others
                yield make_failure(str(file), error)

    def _write_note(self, file: Path, found: Rewritten) -> None:
        """Write the corrections of a note: in a Word file as tracked changes where that is asked for."""
        changes = select_changes(found.report)
        if not changes:
            return
        if self.suggest and file.suffix.lower() in _WORD_FILES:
            from factcheck.formats.word.comments import Annotator

            data = read_contents(file)
            annotator = Annotator(data, str(file), self.plan.settings.today)
            count = annotator.suggest([(change.start, change.end, change.text) for change in changes])
            replace_file(file, annotator.data(), expected=data, force=self.force)
            self.screen.print_message("set-suggested", path=str(file), count=count)
            return
        _, count = correct_file(file, self._recheck, unsafe=False, force=self.force)
        self.screen.print_message("fixed", path=str(file), count=count)

    def _recheck(self, data: bytes, path: str) -> Report:
        return rewrite_note(parse(data, path, all_languages()), self.uprating, self.plan.settings).report


def _run(run: _Run, value: str) -> int:
    """Show or write the changes, name the places that remain, and return the exit code: 1 where there are any.

    The fact file comes last, so that a run that was interrupted, or could not write a note, can be repeated.
    """
    files = find_run_notes(run.screen, run.plan, ()).files
    write_fact = run.change_fact(value)
    remaining: list[str] = []
    failed = False
    for found in show_progress(run.screen, run.change_notes(files), len(files)):
        if isinstance(found, Problem):
            failed = True
            run.screen.print_problems([found])
        else:
            remaining += [word_place(run.screen, found.report.path, place) for place in found.remaining]
    if run.unwritten:
        run.screen.print_problems([Problem(run.uprating.fact.place, "set-unfinished")])
    elif run.writing:
        write_fact()
    print_former(run.screen, remaining, "set-remaining")
    return FAILED if failed else FOUND if remaining else CLEAN


def _diff(before: str, after: str, path: str) -> str:
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}", n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _print_diff(text: str) -> None:
    click.echo(escape_lines(text) if is_on_terminal() else text, nl=False, color=True)
