"""Reads plain text."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.formats import labels, lines
from factcheck.formats.build import Builder
from factcheck.formats.decode import decode
from factcheck.formats.lines import Line
from factcheck.formats.matter import front_matter
from factcheck.languages.schema import Language
from factcheck.patterns import compiled
from factcheck.text import Lines

_LINE_END = compiled(r"\r\n?|\n")


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """The document in a plain text file. Raises DocumentError where it is no text."""
    source = decode(data, path)
    meta, body = front_matter(source)
    builder = Builder(path, source, meta, columns=True)
    runs, known = _runs(source, body), labels.known(languages)
    for index, run in enumerate(runs):
        lines.add(builder, run, known, index + 1 == len(runs))
    return builder.document()


def _runs(source: str, body: int) -> list[list[Line]]:
    """The lines between blank ones."""
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
