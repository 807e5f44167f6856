"""Cuts blocks into sentences, and finds what introduces them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from factcheck.document.blocks import Block, BlockKind
from factcheck.document.clauses import Clause, Clauses
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

_END = compiled(r"[.!?…]+[\"»”’)\]\u00a0\u202f]*\s+(?=[\"«“(\[]?\s?[^\W_a-zà-ÿ])")
# What stands before the letter of a unit (17 h), which is no initial.
_MEASURE = compiled(r"\d[ \u00a0\u202f]\Z")
_LAST_WORD = compiled(r"[^\s(«“\"]*\Z")
_FIRST_WORD = compiled(r"[^\W\d_]+")
_INITIALS = compiled(r"[^\W\d_](?:\.[^\W\d_])+")
# No sentence, and no row of a table, is read as one beyond so many characters.
_LONGEST = 2_000
_HEADINGS = 3


@record
class Sentence:
    """A sentence, or a row of a table: half-open offsets, and the index of its first block."""

    start: int
    end: int
    block: int
    row: bool = False

    @property
    def span(self) -> Span:
        """The offsets as a span."""
        return Span(self.start, self.end)


class Sentences:
    """The sentences of a document's blocks, cut when they are asked for."""

    def __init__(self, text: str, blocks: tuple[Block, ...], language: Language) -> None:
        self._text, self._blocks, self._language = text, blocks, language
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._starts: dict[int, list[int]] = {}
        self._before: dict[int, Sentence | None] = {}
        self._clauses: dict[tuple[int, int], Clauses] = {}
        self._leads = Leads(blocks)

    def of(self, offset: int, block: int) -> Sentence:
        """The sentence, or the table's row, at an offset of a block."""
        sentences = self.in_block(block)
        return sentences[max(bisect_right(self._starts[block], offset) - 1, 0)]

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before another: in its block, or the last of the block before; of a row, none."""
        if sentence.row:
            return None
        if sentence.start not in self._before:
            self._before[sentence.start] = self._find_before(sentence)
        return self._before[sentence.start]

    def _find_before(self, sentence: Sentence) -> Sentence | None:
        sentences = self.in_block(sentence.block)
        at = bisect_right(self._starts[sentence.block], sentence.start) - 1
        if at > 0:
            return sentences[at - 1]
        last = self.in_block(sentence.block - 1)[-1:] if sentence.block else ()
        return last[0] if last and not last[0].row else None

    def in_block(self, index: int) -> tuple[Sentence, ...]:
        """The sentences of a block; for a cell, its whole row."""
        if index not in self._sentences:
            block = self._blocks[index]
            found = (self._leads.row(index),) if block.kind is BlockKind.CELL else tuple(self._split(block, index))
            self._sentences[index] = found
            self._starts[index] = [sentence.start for sentence in found]
        return self._sentences[index]

    def clause(self, sentence: Sentence, block: int, offset: int) -> Clause:
        """Return the clause of a sentence around an offset; in a row, within its cell."""
        key, within = (sentence.start, sentence.end), self._blocks[block]
        if key not in self._clauses:
            self._clauses[key] = Clauses(self._text, *key)
        return self._clauses[key].at(offset, max(sentence.start, within.start), min(sentence.end, within.end))

    def context(self, index: int) -> tuple[Span, ...]:
        """The spans that introduce a block, the nearest first."""
        return self._leads.context(index)

    def _split(self, block: Block, index: int) -> Iterable[Sentence]:
        text, start = self._text, block.start
        for found in _END.finditer(text, block.start, block.end):
            if not self._abbreviated(text, start, found):
                yield from _bounded(text, start, found.end(), index)
                start = found.end()
        yield from _bounded(text, start, block.end, index)

    def _abbreviated(self, text: str, start: int, found: re.Match[str]) -> bool:
        dot, mark = found.start(), found[0]
        if not mark.startswith(".") or mark.startswith(".."):
            return False
        tail = _LAST_WORD.search(text, max(start, dot - 20), dot)
        word = tail[0].lower().rpartition("'")[2].rpartition("’")[2] if tail else ""
        if word in _abbreviations(self._language):
            return True
        if len(word) == 1 and word.isalpha():
            return tail is None or not _MEASURE.search(text, max(start, dot - 20), tail.start())
        return _INITIALS.fullmatch(word) is not None and not self._begins(text, found.end())

    def _begins(self, text: str, offset: int) -> bool:
        """Whether a word that begins a sentence rather than a name stands at an offset."""
        word = _FIRST_WORD.match(text, offset)
        return word is not None and word[0].lower() in self._language.grammar.inflection.function_words


class Leads:
    """What stands over each block: headers of columns, leads of lists and tables, headings."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        self._over: list[tuple[int, int]] = []
        self._headers: dict[tuple[int, int], int] = {}
        self._rows: dict[tuple[int, int], list[int]] = {}
        lead, heading = -1, -1
        self._parents: list[int] = []
        for index, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING:
                while heading >= 0 and blocks[heading].level >= block.level:
                    heading = self._parents[heading]
                self._parents.append(heading)
                heading, lead = index, -1
            elif block.kind is BlockKind.CELL:
                self._parents.append(heading)
                self._rows.setdefault((block.table, block.row), []).append(index)
                if block.header:
                    self._headers[block.table, block.column] = index
            else:
                self._parents.append(heading)
            self._over.append((lead, heading))
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.FIELD):
                lead = index

    def row(self, index: int) -> Sentence:
        """The row of a cell, as one sentence."""
        block = self._blocks[index]
        cells = self._rows[block.table, block.row]
        start, end = self._blocks[cells[0]].start, self._blocks[cells[-1]].end
        return Sentence(start, end, cells[0], row=True) if end - start <= _LONGEST else Sentence(block.start, block.end, index, row=True)

    def context(self, index: int) -> tuple[Span, ...]:
        """The spans over a block, the nearest first."""
        blocks, block = self._blocks, self._blocks[index]
        lead, heading = self._over[index]
        found: list[int] = []
        if block.kind is BlockKind.CELL and not block.header:
            found.append(self._headers.get((block.table, block.column), -1))
        if block.kind in (BlockKind.CELL, BlockKind.ITEM):
            found.append(lead)
        while heading >= 0 and len(found) < _HEADINGS + 2:
            found.append(heading)
            heading = self._parents[heading]
        return tuple(Span(blocks[at].start, blocks[at].end) for at in found if at >= 0)


def _bounded(text: str, start: int, end: int, index: int) -> Iterable[Sentence]:
    """A sentence; one that is longer than any that a person wrote in pieces."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST
        yield Sentence(start, cut, index)
        start = cut
    yield Sentence(start, end, index)


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    return frozenset(word.rpartition(" ")[2].rpartition("'")[2] for word in language.grammar.sentences.abbreviations)
