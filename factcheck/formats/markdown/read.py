"""Read Markdown (CommonMark, pipe tables, footnotes) into blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from factcheck.document import Block, BlockKind, Document, Lines, Unread
from factcheck.formats.decode import decode
from factcheck.formats.markdown import directives, inline
from factcheck.formats.markdown.context import Context
from factcheck.formats.markdown.markup import Markup
from factcheck.formats.markdown.parser import make_parser
from factcheck.formats.structure import labels
from factcheck.formats.structure.alignment import Alignment
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.elements import bound_elements
from factcheck.formats.structure.metadata import read_front_matter
from factcheck.formats.structure.pieces import Piece
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_LINE_END = compiled(r"\r\n?|\n")
_ROW_START = compiled(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*\|?")
_PIPE = compiled(r"(?<!\\)\|")
_COLON = compiled(r"[ \t\u00a0\u202f]?:")
_READ = Token("", "", 0)
# A label set in bold has no more characters than this.
_BOLD = 80


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in a Markdown file. Raises DocumentError where it is no text."""
    source = decode(data, path)
    bound_elements(source, path)
    meta, body = read_front_matter(source)
    builder = Builder(path, source, meta)
    reader = _Reader(builder, body, labels.list_labels(languages))
    reader.read()
    return replace(builder.document(languages), unread=tuple(reader.markup.unread))


class _Reader:
    """Walks the blocks of a document."""

    def __init__(self, builder: Builder, body: int, known: frozenset[str]) -> None:
        self.builder = builder
        self.known = known
        self.starts = Lines.of(builder.source).starts
        self.lines = _LINE_END.split(builder.source)
        for index in range(len(self.lines)):
            if self.starts[index] >= body:
                break
            self.lines[index] = ""
        self.env: dict[str, Any] = {}
        self.tokens: list[Token] = []
        self.context = Context()
        self.markup = Markup(builder, known, self.context.next_table)

    def read(self) -> None:
        """Add all blocks to the builder."""
        parser = make_parser()
        parser.block.parse("\n".join(self.lines).replace("\x00", "\ufffd"), parser, self.env, self.tokens)
        for index, token in enumerate(self.tokens):
            # A token that was read makes room for the blocks.
            self.tokens[index] = _READ
            self.context.enter(token)
            if token.type == "inline":
                self._inline(token, index + 2 >= len(self.tokens))
            elif token.type == "html_block" and token.map:
                content = token.content.removesuffix("\n")
                self.markup.read(content, self._aligned(content.split("\n"), *token.map), index + 1 == len(self.tokens))
            elif token.type == "fence":
                self._fence(token)

    def _inline(self, token: Token, last: bool) -> None:
        first, after = token.map or (0, 0)
        kind = self.context.kind()
        alignment = self._cell(token.content, first) if kind is BlockKind.CELL else self._aligned(token.content.split("\n"), first, after)
        found = inline.read(token.content, alignment, self.env, self.markup)
        if self.markup.where.kind is BlockKind.CELL and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.CELL
        blocks = [block for block in self._blocks(kind, found.lines, last) if block]
        for start, end, text in found.comments:
            inside = next((block for block in reversed(blocks) if self.builder.starts_before(block, start)), blocks[0] if blocks else None)
            self.builder.comment(start, end, text, inside)

    def _blocks(self, kind: BlockKind, lines: list[inline.Line], last: bool) -> list[Block | None]:
        level = self.context.level(kind)
        cell = self.context.cell() if self.context.inside else self.markup.where.cell
        self.markup.fill(self.markup.where)
        if kind is not BlockKind.PARAGRAPH or not any(":" in text for line in lines for text, _ in line.pieces):
            return [self.builder.add(kind, self._joined(lines), level=level, cell=cell)]
        ends = self._ends(lines, last)
        heads = sorted({0, *(index for index, end in enumerate(ends) if end)})
        return [
            self.builder.add(BlockKind.FIELD if ends[head] else kind, self._joined(lines[head:after]), level=level, label=ends[head])
            for head, after in pairwise([*heads, len(lines)])
        ]

    def _ends(self, lines: list[inline.Line], last: bool) -> list[int]:
        ends = labels.find_field_labels([line.text for line in lines], self.known, last)
        return [end or _bold_label(line) for end, line in zip(ends, lines, strict=True)]

    def _joined(self, lines: Sequence[inline.Line]) -> list[Piece]:
        pieces: list[Piece] = []
        for index, line in enumerate(lines):
            if index:
                last = next((source + len(text) for text, source in reversed(pieces) if source >= 0), -1)
                pieces.append(("\n", self.builder.source.find("\n", last) if last >= 0 else -1))
            pieces += line.pieces
        return pieces

    def _aligned(self, content: Sequence[str], first: int, after: int) -> Alignment:
        starts, sources, offset = [], [], 0
        # The parser strips lines that hold no-break spaces only from the start of a paragraph.
        while first < after - len(content) and content[0] not in self.lines[first]:
            first += 1
        for number, text in enumerate(content, first):
            raw = self.lines[number] if number < len(self.lines) else ""
            column = len(raw) - len(text) if raw.endswith(text) else raw.rfind(text)
            if column < 0:
                column = raw.rfind(text.lstrip()) - len(text) + len(text.lstrip())
            starts.append(offset)
            sources.append(self.starts[min(number, len(self.starts) - 1)] + column)
            offset += len(text) + 1
        return Alignment(tuple(starts), tuple(sources))

    def _cell(self, content: str, row: int) -> Alignment:
        raw, base = self.lines[row], self.starts[row]
        if self.context.column == 0:
            found = _ROW_START.match(raw)
            self.context.cursor = found.end() if found else 0
        cursor = self.context.cursor
        written = content.replace("|", "\\|")
        # A row may open with the mark of a list or a quotation and yet be a row: the mark is then the cell's.
        at = next((at for at in (raw.find(written, cursor), raw.find(written)) if at >= 0), cursor)
        end = _PIPE.search(raw, at + len(content) + content.count("|"))
        self.context.cursor = end.end() if end else len(raw)
        escaped = [index for index, character in enumerate(content) if character == "|"]
        return Alignment((0, *escaped), (base + at, *(base + at + index + number for number, index in enumerate(escaped, 1))))

    def _fence(self, token: Token) -> None:
        """Take note of a directive that is not read; plain code is left out in silence."""
        name = directives.get_unread_directive(token.info)
        if name and token.map and not self.markup.is_hidden:
            place = self.starts[min(token.map[0], len(self.starts) - 1)]
            self.markup.unread.append(Unread("part", place, {}, "unread-directive", {"name": name}))


def _bold_label(line: inline.Line) -> int:
    if not 1 < line.bold <= _BOLD:
        return 0
    text = "".join(text for text, _ in line.pieces)
    space = len(text) - len(text.lstrip())
    label = text[: line.bold].rstrip()
    if label.endswith(":"):
        return len(label) - space
    colon = _COLON.match(text, len(label))
    return colon.end() - space if colon and not text[colon.end() : colon.end() + 1].strip() else 0
