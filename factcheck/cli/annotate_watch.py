"""`factcheck annotate --watch`: make the copy again when the note, the registry or the settings change."""

from __future__ import annotations

import logging
import os
import signal
import time
from pathlib import Path

from factcheck.cli.annotate import Annotation
from factcheck.cli.exit_status import Terminated
from factcheck.cli.extras import import_extra
from factcheck.cli.screen import CLEAN, Screen
from factcheck.cli.watch import Signature, list_folder_files, sign_files
from factcheck.config import NAMES
from factcheck.errors import FactcheckError
from factcheck.facts.files import list_tables
from factcheck.files.atomic_write import lock_files

# Milliseconds between two looks at the files, and during which changes are gathered.
_LOOK, _GATHER = 1000, 200


class AnnotationWatch:
    """The note of a run, annotated again when it, the registry, the settings or the waivers change."""

    def __init__(self, screen: Screen, annotation: Annotation) -> None:
        self._watch = import_extra("watchfiles", "watch").watch
        logging.getLogger("watchfiles").setLevel(logging.CRITICAL)
        self._screen, self._annotation = screen, annotation
        self._plan = annotation.make_plan()
        self._waiting = False

    def run(self) -> int:
        """Annotate until the run is interrupted, and return the exit code."""
        try:
            self._write()
            self._screen.print_message("watch-start-annotate", path=str(self._annotation.note))
            self._follow()
        except Terminated as error:
            if error.number != signal.SIGINT:
                raise
        self._screen.print_message("watch-end")
        return CLEAN

    def _follow(self) -> None:
        """Annotate again at each change of what the copy is made from: the copy itself is no part of that."""
        before = self._sign()
        folder = self._annotation.note.absolute().parent
        options = {"step": 50, "debounce": _GATHER, "rust_timeout": _LOOK, "yield_on_timeout": True, "raise_interrupt": False}
        for _ in self._watch(folder, **options):
            if self._sign() == before and not (self._waiting and not self._is_copy_open()):
                continue
            before = self._wait_until_written()
            if self._annotation.note.exists():
                self._write()

    def _write(self) -> None:
        """Make the copy; with a mistake in the settings or the registry, or a copy that is open elsewhere, the former one stays."""
        try:
            self._plan = self._annotation.make_plan()
            self._annotation.write(self._plan)
            self._waiting = False
        except FactcheckError as error:
            self._screen.print_problems(error.problems)
            self._waiting = self._is_copy_open()

    def _is_copy_open(self) -> bool:
        """Return whether a word processor has the copy open."""
        output = Path(self._annotation.output)
        return any(os.path.lexists(lock) for each in (output, Path(os.path.realpath(output))) for lock in lock_files(each))

    def _wait_until_written(self) -> Signature:
        """Wait until no program writes the note, the registry or the settings any more, and return what shows their next change."""
        before, after = None, self._sign()
        while before != after:
            time.sleep(_GATHER / 1000)
            before, after = after, self._sign()
        return after

    def _sign(self) -> Signature:
        plan, note = self._plan, self._annotation.note
        above = (Path(os.path.realpath(note)).parent, plan.root)
        settings = [folder / name for each in above for folder in (each, *each.parents) for name in NAMES]
        return sign_files([note, *settings, plan.waivers, *list_folder_files(plan.facts), *list_tables(plan.facts)])
