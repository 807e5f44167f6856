"""The formats of notes: a reader for each, and a writer where the text can be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from factcheck.document import Document, Unread
from factcheck.errors import DocumentError, Place, Problem, find_reason
from factcheck.languages.schema.language import Language
from factcheck.runtime.regular_file import NotRegular, TooLarge, read_regular

# Each module has `read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document`, and is imported when a file needs it.
# No document of more bytes is read.
LARGEST = 64_000_000
READERS = {
    ".md": "markdown.read",
    ".markdown": "markdown.read",
    ".txt": "plain",
    ".text": "plain",
    ".docx": "word.read",
    ".docm": "word.read",
    ".odt": "odt.read",
    ".html": "html.read",
    ".htm": "html.read",
    ".xhtml": "html.read",
    ".pdf": "pdf.read",
}
# Each has `rewrite(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes`; the others are not written.
WRITERS = {
    ".md": "plain",
    ".markdown": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".docx": "word.write",
    ".docm": "word.write",
}
WRITERS |= {".odt": "odt.write", ".html": "plain", ".htm": "plain", ".xhtml": "plain"}
CONVERTIBLE = frozenset({".doc", ".dot", ".dotx", ".rtf", ".wpd", ".wps", ".pages"})
"""Formats of word processors that are not read, and from which a file that is read can be saved."""
# The extra of the package that brings a library which a reader needs.
EXTRAS = {"lxml": "office", "justhtml": "html", "pypdfium2": "pdf"}


def read(path: Path, languages: tuple[Language, ...]) -> Document:
    """Return the document in a file; `languages` have the labels of fields. Raises DocumentError where the file cannot be read."""
    return parse(read_contents(path), str(path), languages)


def read_contents(path: Path) -> bytes:
    """Return the bytes of a file. Raises DocumentError."""
    try:
        return read_regular(path, LARGEST)
    except TooLarge:
        raise DocumentError(Problem(Place(str(path)), "document-too-big", {"limit": LARGEST // 1_000_000})) from None
    except NotRegular:
        raise DocumentError(Problem(Place(str(path)), "document-special")) from None
    except OSError as error:
        raise DocumentError(Problem(Place(str(path)), "document-unreadable", {"reason": find_reason(error)})) from None


def parse(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in the bytes of a file with that name. Raises DocumentError."""
    name = READERS.get(Path(path).suffix.lower())
    if name is None:
        known = ", ".join(READERS)
        key = "document-convertible" if Path(path).suffix.lower() in CONVERTIBLE else "document-unknown-format"
        raise DocumentError(Problem(Place(path), key, {"suffix": Path(path).suffix or path, "known": known}))
    try:
        document: Document = import_module(f"factcheck.formats.{name}").read(data, path, languages)
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        values = {"suffix": Path(path).suffix, "extra": EXTRAS[error.name]}
        raise DocumentError(Problem(Place(path), "document-needs", values)) from None
    except DocumentError:
        if data:
            raise
        raise DocumentError(Problem(Place(path), "document-empty")) from None
    if not document.text.strip() and not document.unread:
        return replace(document, unread=(Unread("part", 0, {}, "unread-text"),))
    return document


def rewrite(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
    """Return the bytes of a file, each source span of `edits` (in order, without overlap) replaced by its text. Raises DocumentError."""
    name = WRITERS.get(Path(path).suffix.lower())
    if name is None:
        raise DocumentError(Problem(Place(path), "document-not-written", {"suffix": Path(path).suffix or path}))
    written: bytes = import_module(f"factcheck.formats.{name}").rewrite(data, path, edits)
    return written
