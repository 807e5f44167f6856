"""Divide a draft into units (sentences, rows of tables, headings), each with what it states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from itertools import groupby

from factcheck.analysis import Analysis
from factcheck.bitext.segments import Version
from factcheck.document import BlockKind
from factcheck.languages.tokens import fold
from factcheck.model import NameForm
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Calendar, Qualifier, Unit

_WORD = compiled(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FIGURE = compiled(r"\d(?:[\d.,\s]*\d)?")
_MARKS = compiled(r"\D+")
_TOKEN = compiled(r"[^\W_]+")


@record(eq=False)
class Item:
    """What a unit states: one line a field.

    `kind` is what can replace it: the kind of a value, `name`, `word` (with a capital) or `figure` (that was not read).
    `key` is equal for what is equal.
    `start` and `end` are half-open offsets in the text of the draft.
    `qualifier` and `per` modify a quantity.
    """

    kind: str
    key: Hashable
    start: int
    end: int
    qualifier: Qualifier = Qualifier.EXACT
    per: Unit | None = None

    def overlaps(self, other: Item) -> bool:
        """Return whether two items share a character."""
        return self.start < other.end and other.start < self.end


@record(eq=False)
class DraftUnit:
    """A sentence, a row or a heading; one line a field.

    `start` and `end` are half-open offsets in the text of the draft.
    `words` are its words, folded, and `spans` their offsets.
    `items` are its values and names, in order, `capitals` its words with a capital.
    `tenses` are those of its finite verbs, with the offsets of these.
    """

    start: int
    end: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    items: tuple[Item, ...]
    capitals: tuple[Item, ...]
    tenses: tuple[tuple[str, int, int], ...]


class Draft:
    """One draft, with its units in order."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.text = analysis, analysis.document.text
        self._items = list(_list_values(analysis))
        self._starts = [item.start for item in self._items]
        self.units = tuple(self._make_unit(*span) for span in _list_spans(analysis))

    def _make_unit(self, start: int, end: int) -> DraftUnit:
        text = self.text
        values = self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        names = [
            Item("name", name.entity, name.start, name.end)
            for name in self.analysis.names_between(start, end)
            if name.form is not NameForm.SHORT
        ]
        items = [*values, *names, *self._list_figures(start, end, [*values, *names])]
        tokens = list(_TOKEN.finditer(fold(text[start:end])))
        return DraftUnit(
            start,
            end,
            tuple(found[0] for found in tokens),
            tuple((start + found.start(), start + found.end()) for found in tokens),
            tuple(sorted(items, key=lambda item: item.start)),
            tuple(_list_capitals(text, start, end)),
            tuple(self._list_tenses(start, end)),
        )

    def _list_figures(self, start: int, end: int, read: list[Item]) -> Iterator[Item]:
        """Yield the figures that are part of no value and no name."""
        spans = sorted({(item.start, item.end) for item in read})
        at = start
        for first, last in [*spans, (end, end)]:
            for found in _FIGURE.finditer(self.text, at, max(first, at)):
                if not _numbers_item(self.text, start, found.start(), found.end()):
                    yield Item("figure", _MARKS.sub("", found[0]), found.start(), found.end())
            at = max(at, last)

    def _list_tenses(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yield the tenses of the finite verbs of a unit."""
        sentences = self.analysis.document.sentences
        blocks = self.analysis.document.blocks
        block = max(bisect_left(blocks, start + 1, key=lambda each: each.start) - 1, 0)
        sentence = sentences.of(start, block)
        if blocks[block].kind is not BlockKind.CELL and (sentence.start, sentence.end) == (start, end):
            yield from ((str(verb.tense), verb.start, verb.end) for verb in self.analysis.grammar.verbs_of(sentence))


def _numbers_item(text: str, start: int, first: int, last: int) -> bool:
    """Return whether a figure opens a unit and numbers it: 1., 2), (3)."""
    return not text[start:first].strip(" (") and text[last : last + 1] in (".", ")")


def _list_spans(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the spans of the units of a draft."""
    document = analysis.document
    rows = groupby(enumerate(document.blocks), key=lambda each: (each[1].table, each[1].row) if each[1].kind is BlockKind.CELL else each[0])
    for _, group in rows:
        found = [block for _, block in group]
        if found[0].kind is BlockKind.CELL:
            yield found[0].start, found[-1].end
        else:
            index = bisect_left(document.blocks, found[0].start, key=lambda each: each.start)
            yield from ((each.start, each.end) for each in document.sentences.in_block(index))


def _list_values(analysis: Analysis) -> Iterator[Item]:
    """Yield the values of a draft, in order, each with what modifies it."""
    home = analysis.registry.currency
    for value in Version(analysis).items:
        mention, statement = value.mention, value.statement
        key: Hashable = value.key
        if isinstance(value.value, Amount):
            key = key, value.value.currency or home
        elif isinstance(value.value, Calendar) and value.value.weekday is not None:
            key = key, value.value.weekday
        modifiers = statement.modifiers if statement else None
        qualifier = modifiers.qualifier if modifiers else Qualifier.EXACT
        yield Item(mention.kind, key, mention.start, mention.end, qualifier, modifiers.per if modifiers else None)


def _list_capitals(text: str, start: int, end: int) -> Iterator[Item]:
    """Yield the words of a unit with a capital letter; the first one only where it has a second."""
    for at, found in enumerate(_WORD.finditer(text, start, end)):
        word = found[0]
        if any(letter.isupper() for letter in (word[1:] if at == 0 else word)):
            yield Item("word", " ".join(_TOKEN.findall(fold(word))), found.start(), found.end())
