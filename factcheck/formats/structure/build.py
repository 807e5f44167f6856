"""Build a document block by block, with the map from its text to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.document import Block, BlockKind, Comment, Document, Location, SourceMap, SourceRun
from factcheck.formats.structure.metadata import detect_language
from factcheck.formats.structure.pieces import Piece, trim_pieces
from factcheck.formats.structure.whitespace import find_visible
from factcheck.languages.schema.language import Language

GAP = "\n\n"


@dataclass
class Builder:
    """Collects the blocks of one document; `columns` is true where columns may be set with spaces alone."""

    path: str
    source: str
    meta: Mapping[str, str] = field(default_factory=dict)
    columns: bool = False
    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    locations: list[tuple[int, Location]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _segments: list[SourceRun] = field(default_factory=list)
    _length: int = 0
    _waiting: list[tuple[int, int, str]] = field(default_factory=list)

    def add(
        self,
        kind: BlockKind,
        pieces: Iterable[Piece],
        *,
        level: int = 0,
        label: int = 0,
        cell: tuple[int, int, int, bool] = (-1, -1, -1, False),
    ) -> Block | None:
        """Add a block; `label` is the length of a field's label with its colon. An empty block is left out, unless it is a cell."""
        start = self._length
        seen, label = find_visible(trim_pieces(list(pieces)), label, columns=self.columns)
        for text, source in seen:
            self._append(text, source)
        if self._length == start and kind is not BlockKind.CELL:
            return None
        table, row, column, header = cell
        block = Block(kind, start, self._length, level, table, row, column, header, start + label if label else start)
        self.blocks.append(block)
        if self._length > start:
            self._parts.append(GAP)
            self._length += len(GAP)
            self._finish(block)
        return block

    def comment(self, start: int, end: int, text: str, inside: Block | None = None) -> None:
        """Add a comment, which covers the block that follows, or the one in which it stands."""
        if inside is None:
            self._waiting.append((start, end, text))
        else:
            self.comments.append(Comment(start, end, text, (inside.start, inside.end)))

    def starts_before(self, block: Block, source: int) -> bool:
        """Return whether a block starts before that place of the source."""
        at = bisect_right(self._segments, block.start, key=lambda each: each.text) - 1
        segment = self._segments[at] if at >= 0 else None
        return segment is not None and segment.source + block.start - segment.text <= source

    def document(self, languages: Sequence[Language]) -> Document:
        """Return the document, in one of `languages`."""
        self.comments.extend(Comment(*comment, None) for comment in self._waiting)
        self._waiting.clear()
        text = "".join(self._parts)
        return Document(
            path=self.path,
            text=text,
            source=self.source,
            map=SourceMap(tuple(self._segments) or (SourceRun(0, 0, 0),)),
            blocks=tuple(self.blocks),
            language=detect_language(self.path, text, self.meta, languages),
            meta=self.meta,
            comments=tuple(sorted(self.comments, key=lambda comment: comment.start)),
            locations=tuple(self.locations),
        )

    def _append(self, text: str, source: int) -> None:
        if source >= 0:
            last = self._segments[-1] if self._segments else None
            if last and last.source + last.length == source and last.text + last.length == self._length:
                self._segments[-1] = SourceRun(last.text, last.source, last.length + len(text))
            else:
                self._segments.append(SourceRun(self._length, source, len(text)))
        self._parts.append(text)
        self._length += len(text)

    def _finish(self, block: Block) -> None:
        for start, end, text in self._waiting:
            self.comments.append(Comment(start, end, text, (block.start, block.end)))
        self._waiting.clear()
