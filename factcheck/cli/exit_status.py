"""End a run with one message and the right exit code, whatever went wrong."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import click

from factcheck.cli.screen import FAILED, Screen
from factcheck.cli.usage_errors import print_usage_error
from factcheck.errors import FactcheckError, Place, Problem, UsageError, find_reason
from factcheck.runtime.regex import save_patterns

_SIGNALS = 128
_BROKEN_PIPE = 13
# The most characters of an exception's message that are shown.
_LONGEST = 300


class Terminated(BaseException):
    """A signal asks the run to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def handle_signals() -> Iterator[None]:
    """Turn the signals that end a process into `Ended`, so that unfinished writing is undone; a second signal ends it at once."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before: dict[int, Any] = {}
    process = os.getpid()

    def end(number: int, frame: FrameType | None) -> None:
        if os.getpid() != process:  # a worker process has nothing to undo
            os._exit(_SIGNALS + number)
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        raise Terminated(number)

    with suppress(ValueError):  # not in the main thread
        for number in numbers:
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def pass_on_errors() -> Iterator[None]:
    """Pass on two errors that click would handle itself: it exits with 1 for a closed pipe, and treats an end of file as an interruption."""
    try:
        yield
    except BrokenPipeError:
        raise OutputClosed from None
    except EOFError as error:
        raise RuntimeError(repr(error)) from error


class OutputClosed(Exception):
    """Standard output is closed at its other end."""


class _ClosedOutput(io.TextIOBase):
    """A standard output that was closed before the run began."""

    def write(self, text: str) -> int:
        """Raise UsageError."""
        raise UsageError(Problem(Place(""), "output-closed"))


def prepare_streams() -> None:
    """Make standard output accept every character, as UTF-8. No file that is opened later gets the number of a closed stream."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = _ClosedOutput()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    for stream, encoding in ((sys.stdout, "utf-8"), (sys.stderr, None)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def run_to_status(run: Callable[[], int], language: str) -> int:
    """Return the exit status of a run; an error is written to standard error, in one message."""
    try:
        status = run()
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except (Terminated, KeyboardInterrupt) as error:
        _silence_output()
        _print_problem(language, "interrupted")
        return find_exit_status(error)
    except (OutputClosed, BrokenPipeError):
        _silence_output()
        return _SIGNALS + _BROKEN_PIPE
    except click.ClickException as error:
        with suppress(OSError):
            print_usage_error(error, Screen(language))
    except FactcheckError as error:
        _print_problems(language, *error.problems)
    except OSError as error:
        _silence_output()
        _print_problem(language, "system-failed", path=str(error.filename or ""), reason=find_reason(error))
    except ModuleNotFoundError as error:
        _print_problem(language, "library-missing", name=error.name or str(error))
    except Exception as error:  # never a traceback
        _print_problem(language, "run-failed", reason=f"{type(error).__name__}: {error}"[:_LONGEST])
    return FAILED


def find_exit_status(error: BaseException) -> int:
    """Return the exit status of a run that an exception ended: 128 and its number for a signal."""
    if isinstance(error, Terminated):
        return _SIGNALS + error.number
    return _SIGNALS + int(signal.SIGINT) if isinstance(error, KeyboardInterrupt) else FAILED


def _print_problem(language: str, key: str, path: str = "", **values: object) -> None:
    _print_problems(language, Problem(Place(path), key, values))


def _print_problems(language: str, *problems: Problem) -> None:
    with suppress(OSError):
        Screen(language).print_problems(problems)


def _silence_output() -> None:
    """Discard what standard output still buffers: it cannot be written."""
    with suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def exit_process(status: int) -> None:
    """End the process at once, without releasing its data."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(AttributeError, ValueError):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    with suppress(Exception):  # a failure to save the cache does not fail the run
        save_patterns()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            status = _SIGNALS + _BROKEN_PIPE
        except (OSError, ValueError):
            status = FAILED
    os._exit(status)
