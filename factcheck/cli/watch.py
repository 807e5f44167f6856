"""`factcheck check --watch`: check again what changes, and show only the findings that are new."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from factcheck.cli.exit_status import Terminated
from factcheck.cli.extras import import_extra
from factcheck.cli.output import Output, write_reports
from factcheck.cli.screen import CLEAN, Screen
from factcheck.cli.settings import Plan, load_run_facts
from factcheck.cli.waived import apply_waivers, load_run_waivers
from factcheck.config import NAMES
from factcheck.corpus import check_files, find_versions
from factcheck.discovery import find_notes
from factcheck.errors import DocumentError, FactcheckError, Place, Problem, UsageError
from factcheck.facts.files import list_tables
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.reporters import Options
from factcheck.rules import RULES

_FORMATS = ("rich", "text")
_EXCLUDED = ("changed_since", "write_baseline", "fix", "unsafe_fixes", "diff")
# Milliseconds between two looks at the files of settings, and during which changes are gathered.
_LOOK, _GATHER = 1000, 200
Signature = tuple[tuple[str, int, int], ...]
"""The path, the time of the last change and the size of some files."""


def check_watch_options(values: Mapping[str, Any], outputs: Sequence[Output]) -> None:
    """Raise UsageError for an option, a format or a file that does not go with a watch."""
    for name in _EXCLUDED:
        if values[name]:
            raise UsageError(Problem(Place(""), "watch-option", {"name": f"--{name.replace('_', '-')}"}))
    if any(path or name not in _FORMATS for name, path in outputs) or len(outputs) > 1:
        raise UsageError(Problem(Place(""), "watch-format", {"known": ", ".join(_FORMATS)}))


class Watch:
    """The notes of a run, checked again when they, the registry or the settings change."""

    def __init__(self, screen: Screen, make_plan: Callable[[], Plan], outputs: list[Output], *, explain: bool) -> None:
        self._watch = import_extra("watchfiles", "watch").watch
        logging.getLogger("watchfiles").setLevel(logging.CRITICAL)
        self._screen, self._make_plan, self._outputs, self._explain = screen, make_plan, outputs, explain
        self._plan = make_plan()
        self._registry = Registry()
        self._shown: dict[str, Counter[tuple[object, ...]]] = {}

    def run(self) -> int:
        """Check until the run is interrupted, and return the exit code."""
        try:
            self._registry = load_run_facts(self._screen, self._plan)
            self._check(self._list_files(), is_first=True)
            self._screen.print_message("watch-start", count=len(self._shown))
            while not self._follow():
                pass
        except Terminated as error:
            if error.number != signal.SIGINT:
                raise
        self._screen.print_message("watch-end")
        return CLEAN

    def _follow(self) -> bool:
        """Check again at each change, and return whether the run is interrupted; begin anew where the settings change."""
        before = self._sign()
        folders = self._list_folders()
        options = {"step": 50, "debounce": _GATHER, "rust_timeout": _LOOK, "yield_on_timeout": True, "raise_interrupt": False}
        for changes in self._watch(*folders, **options):
            changed = {os.path.realpath(path) for _, path in changes}
            if self._sign() != before:
                self._wait_until_written()
                self._reload()
                return False
            if changed:
                self._check(_select_changed(self._list_files(), changed, self._plan))
        return True

    def _wait_until_written(self) -> None:
        """Wait until no program writes the registry or the settings any more."""
        before, after = None, self._sign()
        while before != after:
            time.sleep(_GATHER / 1000)
            before, after = after, self._sign()

    def _reload(self) -> None:
        """Read the settings and the registry again, and check all notes; with a mistake in them, the former ones hold."""
        try:
            plan = self._make_plan()
            self._registry = load_run_facts(self._screen, plan)
            self._plan = plan
        except FactcheckError as error:
            self._screen.print_problems(error.problems)
            return
        self._check(self._list_files())

    def _list_files(self) -> list[Path | Problem]:
        return find_notes(self._plan.paths, self._plan.selection).files

    def _list_folders(self) -> list[Path]:
        """Return the folders of the notes and of the registry; those of files are watched whole, as editors replace files."""
        given = (path if os.path.isdir(path) else path.parent for path in (*self._plan.paths, *self._plan.facts))
        return list(dict.fromkeys(path for path in given if os.path.isdir(path)))

    def _sign(self) -> Signature:
        """Return what shows a change of the registry, the settings, the waivers or the baseline."""
        plan = self._plan
        above = [*map(Path, dict.fromkeys(map(os.path.realpath, self._list_folders()))), plan.root]
        settings = [folder / name for each in above for folder in (each, *each.parents) for name in NAMES]
        return sign_files(
            [*settings, plan.waivers, *([plan.baseline] if plan.baseline else []), *list_folder_files(plan.facts), *list_tables(plan.facts)]
        )

    def _check(self, files: Sequence[Path | Problem], *, is_first: bool = False) -> None:
        """Check some notes, and show the findings that were not shown the last time."""
        plan = self._plan
        try:
            waivers = load_run_waivers(plan)
            found = self._without_known(apply_waivers(check_files(files, self._registry, plan.settings, plan.pairs), waivers))
        except FactcheckError as error:
            self._screen.print_problems(error.problems)
            return
        new = [each for each in map(self._keep_new, found) if each is not None]
        shown = found if is_first else new
        if shown:
            write_reports(self._screen, self._outputs, Options(explain=self._explain, registry=self._registry, rules=RULES), shown)

    def _keep_new(self, found: Report | Problem) -> Report | Problem | None:
        """Return a result with the findings that were not shown yet, None where there are none; say how many are gone."""
        path = found.path if isinstance(found, Report) else found.place.path
        before, now = self._shown.get(path, Counter()), Counter(_make_keys(found))
        self._shown[path] = now
        gone = (before - now).total()
        if gone:
            self._screen.print_message("watch-gone" if now else "watch-clean", path=path, count=gone)
        new = now - before
        if isinstance(found, Problem):
            return found if new else None
        kept = []
        for finding, key in zip(found.findings, _make_keys(found), strict=True):
            if new[key] > 0:
                new[key] -= 1
                kept.append(finding)
        return replace(found, findings=tuple(kept)) if kept else None

    def _without_known(self, results: Iterable[Report | Problem]) -> list[Report | Problem]:
        """Return the results without the findings of the baseline."""
        if not self._plan.baseline:
            return list(results)
        from factcheck.baseline import Baseline

        known = Baseline.load(self._plan.baseline)
        return [known.remove_known(each) if isinstance(each, Report) else each for each in results]


def _select_changed(files: Sequence[Path | Problem], changed: set[str], plan: Plan) -> list[Path | Problem]:
    """Return the notes that changed (real paths), and their other versions."""
    versions, real = find_versions(files, plan.pairs), {os.path.realpath(file): file for file in files if isinstance(file, Path)}
    found = changed & real.keys()
    for path in tuple(found):
        with suppress(DocumentError):
            found |= {os.path.realpath(other) for other in versions.find(real[path])}
    return [file for path, file in real.items() if path in found]


def _make_keys(found: Report | Problem) -> list[tuple[object, ...]]:
    """Return what a person sees of each finding of a result, without the places, which each edit moves."""
    if isinstance(found, Problem) or found.document is None:
        return [(str(found),)]
    text = found.document.text
    return [(each.rule, each.key, each.fact, each.expected, each.severity, text[each.start : each.end]) for each in found.findings]


def list_folder_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files at some paths and below them, in name order."""
    found = []
    for path in paths:
        found += [Path(where) / name for where, _, files in os.walk(path) for name in files] if os.path.isdir(path) else [path]
    return sorted(found)


def sign_files(paths: Iterable[Path]) -> Signature:
    """Return what shows a change of some files; those that do not exist are left out."""
    found = []
    for path in dict.fromkeys(map(str, paths)):
        try:
            state = os.stat(path)
        except OSError:
            continue
        found.append((path, state.st_mtime_ns, state.st_size))
    return tuple(found)
