"""Build the document of a file with paragraph styles: headings, items, cells and notes as marked, other paragraphs as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from factcheck.document import BlockKind, Document, Location
from factcheck.formats.structure import labels, lines
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.lines import Line
from factcheck.formats.structure.pieces import Piece
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

BREAK = "\u2028"
"""Stands for a line's end inside a paragraph, in a source with one paragraph a line."""
_BREAKS = compiled(f"[\n{BREAK}]")


Remark = tuple[int, int, str]
"""A comment of the source: half-open source offsets, and its text without its marks."""


@record(eq=False)
class Paragraph:
    """A paragraph: its pieces (a line's end inside it is "\\n" or BREAK), what its style says it is (None: nothing), where it stands, and
    the comments that stand before it or in it, and the characters before which a page ends. Paragraphs of the same cell are one block."""

    pieces: tuple[Piece, ...]
    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)
    location: Location = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    page_ends: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """What stands in the paragraph."""
        return "".join(text for text, _ in self.pieces)


def build_document(builder: Builder, paragraphs: Sequence[Paragraph], languages: tuple[Language, ...]) -> Document:
    """Return the document of these paragraphs, in order, in one of `languages`."""
    add_paragraphs(builder, paragraphs, labels.list_labels(languages), last=True)
    return builder.document(languages)


def add_paragraphs(builder: Builder, paragraphs: Sequence[Paragraph], known: frozenset[str], last: bool) -> None:
    """Add these paragraphs, in order; `known` are the labels of fields, `last` says whether the document ends with them."""
    waiting: list[Line] = []

    def flush(last: bool = False) -> None:
        if waiting:
            lines.add_lines(builder, waiting, known, last)
            waiting.clear()

    at = 0
    while at < len(paragraphs):
        paragraph, after = paragraphs[at], at + 1
        while after < len(paragraphs) and paragraph.kind is BlockKind.CELL and paragraphs[after].cell == paragraph.cell:
            after += 1
        remarks = [remark for each in paragraphs[at:after] for remark in each.remarks]
        if remarks:
            flush()
        for remark in remarks:
            builder.comment(*remark)
        if paragraph.kind is None:
            found = list(_lines(paragraph.pieces))
            waiting.extend(found)
            if not found:
                flush()
        else:
            flush()
            joined = _joined(paragraphs[at:after])
            builder.add(paragraph.kind, joined, level=paragraph.level, cell=paragraph.cell)
        at = after
    flush(last=last)


def split_texts(path: str, paragraphs: Iterable[Paragraph], meta: Mapping[str, str]) -> tuple[Builder, list[Paragraph]]:
    """Return a builder whose source is the text of the paragraphs, one a line, and the paragraphs with their places in it."""
    found, parts, offset = [], [], 0
    locations: list[tuple[int, Location]] = []
    for paragraph in paragraphs:
        text = paragraph.text.replace("\n", BREAK)
        found.append(Paragraph(((text, offset),), paragraph.kind, paragraph.level, paragraph.cell, paragraph.location))
        if not locations or locations[-1][1] != paragraph.location:
            locations.append((offset, paragraph.location))
        for number, at in enumerate(paragraph.page_ends, 1):
            locations.append((offset + at, {**paragraph.location, "page": int(paragraph.location["page"]) + number}))
        parts.append(text)
        offset += len(text) + 1
    builder = Builder(path, "\n".join(parts), meta)
    builder.locations = locations
    return builder, found


def _joined(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        for line in _lines(paragraph.pieces):
            if pieces:
                pieces.append(("\n", -1))
            pieces += line.pieces
    return pieces


def _lines(pieces: Iterable[Piece]) -> Iterable[Line]:
    """Yield the lines of a paragraph that are not empty, without the spaces around them."""
    current: list[Piece] = []
    for text, source in pieces:
        start = 0
        for found in _BREAKS.finditer(text):
            current.append((text[start : found.start()], source + start if source >= 0 else source))
            yield from _line(current)
            current, start = [], found.end()
        current.append((text[start:], source + start if source >= 0 else source))
    yield from _line(current)


def _line(pieces: Sequence[Piece]) -> Iterable[Line]:
    text = "".join(text for text, _ in pieces)
    stripped = text.strip()
    if not stripped:
        return
    lead = len(text) - len(text.lstrip())
    kept = Line(tuple(pieces)).after(lead)
    extra = len(text) - lead - len(stripped)
    while extra > 0:
        last, source = kept.pop()
        if len(last) > extra:
            kept.append((last[: len(last) - extra], source))
        extra -= len(last)
    yield Line(tuple(piece for piece in kept if piece[0]))
