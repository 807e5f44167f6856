"""Open the destination of a report: standard output, a device or a pipe, or a file, which is replaced only if nothing is lost."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from factcheck.errors import DocumentError, Place, Problem, UsageError, find_reason
from factcheck.formats import READERS
from factcheck.reporters import SUFFIXES_OF_FORMAT
from factcheck.runtime.records import record

STANDARD_OUTPUT = "-"
# The suffixes of files that are never a report, whatever its format.
_INPUT_SUFFIXES = frozenset(READERS) | {".yaml", ".yml", ".toml", ".cfg", ".ini", ".csv", ".xlsx", ".py"}
_KNOWN_SUFFIXES = _INPUT_SUFFIXES | {suffix for suffixes in SUFFIXES_OF_FORMAT.values() for suffix in suffixes}
_DESCRIPTORS = r"/dev/fd|/proc/(?:self|thread-self|\d+)(?:/task/\d+)?/fd"
_LINKS = 40


@record
class Guard:
    """The files that no output may overwrite: those that the run reads and, without `force`, those that are not an earlier output."""

    inputs: frozenset[str]
    force: bool = False

    @classmethod
    def of(cls, paths: Iterable[Path], force: bool) -> Guard:
        """Return the guard of some files."""
        return cls(frozenset(os.path.realpath(path) for path in paths), force)

    def without(self, path: Path | None) -> Guard:
        """Return the guard of all files but one."""
        return Guard(self.inputs - ({os.path.realpath(path)} if path else set()), self.force)

    def including(self, paths: Iterable[str]) -> Guard:
        """Return the guard of some more files."""
        return Guard(self.inputs | {os.path.realpath(path) for path in paths}, self.force)

    def check_outputs(self, outputs: Sequence[tuple[str, Collection[str]]], is_earlier: Callable[[Path], bool]) -> None:
        """Raise UsageError for an output that would overwrite what it must not.

        Each output comes with the suffixes that fit it; `is_earlier` recognizes an earlier output, which may be overwritten.
        """
        seen: set[str] = set()
        for output, fitting in outputs:
            if output == STANDARD_OUTPUT or is_stream(output):
                continue
            real = os.path.realpath(output)
            if key := self._find_problem(Path(output), real, fitting, is_earlier, seen):
                values = {"suffix": Path(output).suffix, "known": ", ".join(sorted(fitting))}
                raise UsageError(Problem(Place(output), key, values))
            seen.add(real)

    def _find_problem(
        self, path: Path, real: str, fitting: Collection[str], is_earlier: Callable[[Path], bool], seen: Collection[str]
    ) -> str:
        if real in self.inputs or self._is_other_name(path):
            return "output-input"
        if real in seen:
            return "output-twice"
        suffix = path.suffix.lower()
        if not self.force and suffix in _KNOWN_SUFFIXES and suffix not in fitting:
            return "output-suffix"
        if not self.force and os.path.isfile(path) and os.path.getsize(path) and not is_earlier(path):
            return "output-foreign"
        return ""

    def _is_other_name(self, path: Path) -> bool:
        """Return whether a path is another name, a hard link, of a file that the run reads."""
        *file, names = _identify_file(path)
        return names > 1 and any(list(_identify_file(each)[:2]) == file for each in self.inputs)


def _identify_file(path: str | Path) -> tuple[int, int, int]:
    """Return the device and the number of a file, and how many hard links it has; no links where it does not exist."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0, 0
    return found.st_dev, found.st_ino, found.st_nlink


@contextmanager
def open_output(output: str | None, force: bool = False) -> Iterator[TextIO]:
    """Give a stream for text: standard output (None or `-`), a device or pipe, or a file that is replaced whole or not at all.

    Raises UsageError where it cannot be written.
    """
    if output is None or output == STANDARD_OUTPUT:
        yield _prepare_standard_output()
        sys.stdout.flush()
        return
    with open_binary_output(output, force) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="\n")
        yield text
        text.flush()
        text.detach()


@contextmanager
def open_binary_output(output: str, force: bool = False) -> Iterator[BinaryIO]:
    """Give a stream for bytes, as `open_output` does for text."""
    try:
        if output == STANDARD_OUTPUT:
            yield _prepare_standard_output().buffer
            sys.stdout.flush()
        elif is_stream(output):
            with os.fdopen(_open_stream(output), "wb") as file:
                yield file
        else:
            from factcheck.files.atomic_write import replacement_file

            with replacement_file(Path(output), force=force) as file:
                yield file
    except DocumentError as error:
        raise UsageError(*error.problems) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(Problem(Place(output), "output-unwritable", {"reason": find_reason(error, writing=True)})) from None


def _prepare_standard_output() -> TextIO:
    """Return standard output, as UTF-8."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


def is_stream(output: str) -> bool:
    """Return whether an output is a device, a pipe or an open descriptor: written to, never replaced."""
    if _find_descriptor(output) is not None:
        return True
    try:
        mode = os.stat(output).st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _open_stream(output: str) -> int:
    """Return an open descriptor of a device or a pipe; a descriptor of this process is duplicated, at its position in the file."""
    number = _find_descriptor(output)
    if number is not None:
        if sys.stdout is not None:
            sys.stdout.flush()
        return os.dup(number)
    return os.open(output, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))


def _find_descriptor(output: str) -> int | None:
    """Return the number of the descriptor of a path such as /dev/stdout; None for another path."""
    path = output
    for _ in range(_LINKS):
        folder, name = os.path.split(path)
        if name.isdecimal() and re.fullmatch(_DESCRIPTORS, os.path.realpath(folder)):
            return int(name) if not re.match(rf"/proc/(?!{os.getpid()}/)\d", os.path.realpath(folder)) else None
        if not os.path.islink(path):
            return None
        path = os.path.join(folder, os.readlink(path))
    return None
