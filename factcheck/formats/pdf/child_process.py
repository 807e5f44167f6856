"""Open PDF files in a separate process, which serves one file after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcheck.errors import DocumentError, Place, Problem

_SCRIPT = "import sys; sys.path += sys.argv[1:]; from factcheck.formats.pdf.worker import main; main()"
# A process that served so many files makes room for a new one.
_FILES = 100
# The text of a file has no more characters.
_CHARACTERS = 10_000_000


class _Reader:
    """One process, and the files that it may still serve."""

    def __init__(self) -> None:
        # The isolated mode looks for no module in the folder at hand or where variables of the environment say.
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _SCRIPT, *_folders()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.owner = os.getpid()
        self.left = _FILES

    def send(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that the process answers; they end early where the file ends the process."""
        assert self.process.stdin and self.process.stdout
        self.left -= 1
        try:
            self.process.stdin.write(len(data).to_bytes(8, "big") + data)
            self.process.stdin.flush()
        except OSError:
            return
        yield from iter(self.process.stdout.readline, b"")

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin and self.process.stdout
        self.process.kill()
        self.process.stdout.close()
        with suppress(OSError):
            self.process.stdin.close()
        self.process.wait()


_readers: list[_Reader] = []


def read_pages(data: bytes, path: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return what the process says of each page of a PDF, and of the whole file. Raises DocumentError where it cannot be read in bounds."""
    reader = _reader()
    found: list[dict[str, Any]] = []
    room = _CHARACTERS
    try:
        for line in reader.send(data):
            answer = json.loads(line)
            if "fragments" not in answer:
                _readers.append(reader)
                return found, _checked(answer, path)
            found.append(answer)
            room -= sum(len(each[0]) for each in answer["fragments"])
            if room < 0:
                break
    except ValueError:
        pass
    finally:
        if reader not in _readers:
            reader.close()
    raise DocumentError(Problem(Place(path), "document-costly"))


def _checked(answer: dict[str, Any], path: str) -> dict[str, Any]:
    if "costly" in answer:
        raise DocumentError(Problem(Place(path), "document-costly"))
    if "error" in answer:
        key = "document-encrypted" if "password" in answer["error"].lower() else "document-broken"
        raise DocumentError(Problem(Place(path), key, {"reason": answer["error"]}))
    return answer


def _reader() -> _Reader:
    """Return the process that waits for a file, or a new one; one that was started before a fork is its parent's."""
    while _readers:
        reader = _readers.pop()
        if reader.owner != os.getpid():
            continue
        if reader.left and reader.process.poll() is None:
            return reader
        reader.close()
    return _Reader()


def _folders() -> list[str]:
    """Return where the process finds this package and the library. Raises ModuleNotFoundError where the library is missing."""
    library = find_spec("pypdfium2")
    if library is None or library.origin is None:
        raise ModuleNotFoundError("pypdfium2", name="pypdfium2")
    return [str(Path(__file__).parents[3]), str(Path(library.origin).parents[1])]
