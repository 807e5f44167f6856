"""Writes text, Markdown and HTML: the bytes outside the edits stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.decode import MARKED_UP, decoded

# What stands for a space that an old encoding does not have.
OLD_SPACES = str.maketrans({"\u202f": "\u00a0"})


def rewrite(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
    """The bytes of a file, each source span of `edits` replaced by its text. Raises DocumentError."""
    source, encoding, mark = decoded(data, path)
    parts, at = [data[:mark]], 0
    for start, end, text in edits:
        parts += [source[at:start].encode(encoding), _written(text, encoding, path)]
        at = end
    return b"".join([*parts, source[at:].encode(encoding)])


def _written(text: str, encoding: str, path: str) -> bytes:
    if Path(path).suffix.lower() in MARKED_UP:
        return escape(text, quote=False).encode(encoding, "xmlcharrefreplace")
    return _encoded(text, encoding, path)


def _encoded(text: str, encoding: str, path: str) -> bytes:
    for spelling in (text, text.translate(OLD_SPACES)):
        try:
            return spelling.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise DocumentError(Problem(Place(path), "document-unencodable", {"text": text, "encoding": encoding}))
