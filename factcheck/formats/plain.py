"""Reads plain text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from factcheck.document import Block, BlockKind, Document, Lines, SourceMap, SourceRun
from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.decode import MARKED_UP, decode, decode_as
from factcheck.formats.structure import labels, lines
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.lines import Line
from factcheck.formats.structure.metadata import read_front_matter
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_LINE_END = compiled(r"\r\n?|\n")


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in a plain text file. Raises DocumentError where it is no text."""
    source = decode(data, path)
    meta, body = read_front_matter(source)
    builder = Builder(path, source, meta, columns=True)
    runs, known = _runs(source, body), labels.list_labels(languages)
    for index, run in enumerate(runs):
        lines.add_lines(builder, run, known, index + 1 == len(runs))
    return builder.document(languages)


def _runs(source: str, body: int) -> list[list[Line]]:
    """Return the lines between blank ones."""
    runs: list[list[Line]] = [[]]
    starts = Lines.of(source).starts
    for start, line in zip(starts, _LINE_END.split(source), strict=True):
        text = line.strip()
        if start < body or not text:
            if runs[-1]:
                runs.append([])
        else:
            indent = len(line) - len(line.lstrip())
            runs[-1].append(Line(((text, start + indent),), indent))
    return [run for run in runs if run]


_PARAGRAPH = compiled(r"\S(?:.*\S)?(?:\r?\n[^\S\n]*\S.*)*")


def plain_document(text: str, language: Language) -> Document:
    """Return the document that a text is, every offset kept: paragraphs between blank lines."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, found.start(), found.end()) for found in _PARAGRAPH.finditer(text))
    return Document("", text, text, SourceMap((SourceRun(0, 0, len(text)),)), blocks, language)


# What stands for a space that an old encoding does not have.
OLD_SPACES = str.maketrans({"\u202f": "\u00a0"})


def rewrite(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
    """Return the bytes of a file, each source span of `edits` replaced by its text. Raises DocumentError."""
    source, encoding, mark = decode_as(data, path)
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
