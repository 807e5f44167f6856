"""References to tables, figures, annexes, sections and notes of the same document, and what of these the document has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from factcheck.document import Block, BlockKind, Document
from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

SECTION, NOTE, TABLE = "section", "note", "table"
# A number, or the letter of an annex. What goes on with a sign is the number of a law or of a data set: 3(2), 14-10-0287.
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,3}|[a-z])(?![\w(\u2013\u2014/-]|\.\w)"
_HEADING = compiled(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?[ \u00a0\t]+\S")
# A document that has so many parts, numbered without a gap, may be expected to have all of them.
_FEWEST = 2
_Number = tuple[int, ...]


@record
class Reference:
    """A reference to a part that is not there: its span, the kind of part, and how many there are."""

    span: Span
    kind: str
    count: int


@record(eq=False)
class _Patterns:
    """The patterns of a language: of a reference, with its kind; of words that send to another text, in the sentence, before or after it."""

    reference: re.Pattern[str]
    others: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


def find_missing(document: Document) -> Iterator[Reference]:
    """Yield the references to parts that the document does not have, in order; none where it is not sure that they should be in it."""
    patterns, known = _make_patterns(document.language), None
    for index, found in _list_references(document, patterns):
        known = known or _Parts(document)
        kind, number = _kind_of(found), _read_number(found["number"])
        text = document.text[found.start("number") : found.end("number")]
        if text.islower() or not known.lacks(kind, number):
            continue
        sentence = document.sentences.of(found.start(), index)
        if not _may_lead_out(document, patterns, found, Span(sentence.start, sentence.end)):
            yield Reference(Span(*found.span()), kind, known.count(kind))


def _list_references(document: Document, patterns: _Patterns) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what may refer to a part of a document, with the index of its block: what opens a block names it."""
    for index, block in enumerate(document.blocks):
        if block.kind not in (BlockKind.HEADING, BlockKind.FOOTNOTE):
            found = patterns.reference.finditer(document.folded, block.start, block.end)
            yield from ((index, each) for each in found if each.start() != block.start)


def _may_lead_out(document: Document, patterns: _Patterns, found: re.Match[str], sentence: Span) -> bool:
    """Return whether a reference may be one to another text: its sentence names one, or words around the reference do."""
    folded = document.folded
    before, after = folded[sentence.start : found.start()], folded[found.end() : sentence.end]
    if patterns.others.search(before) or patterns.others.search(after):
        return True
    return bool(patterns.before.search(before) or patterns.after.match(after))


def _kind_of(found: re.Match[str]) -> str:
    return next(kind for kind, text in found.groupdict().items() if text and kind != "number")


def _read_number(text: str) -> _Number:
    """Return the parts of a number; a letter counts as its place in the alphabet."""
    return (ord(text) - ord("a") + 1,) if text.isalpha() else tuple(map(int, text.split(".")))


class _Parts:
    """The numbered parts of a document, by kind."""

    def __init__(self, document: Document) -> None:
        patterns = _make_patterns(document.language)
        self._numbers: dict[str, set[_Number]] = {}
        self._listed: set[_Number] = set()  # numbers of list items and paragraphs, which may be those of sections
        for block in document.blocks:
            for kind, number in _list_parts(document, block, patterns):
                is_listed = kind == SECTION and block.kind is not BlockKind.HEADING
                (self._listed if is_listed else self._numbers.setdefault(kind, set())).add(number)
        footnotes = sum(block.kind is BlockKind.FOOTNOTE for block in document.blocks)
        if footnotes:
            self._numbers.setdefault(NOTE, set()).update((number,) for number in range(1, footnotes + 1))

    def lacks(self, kind: str, number: _Number) -> bool:
        """Return whether a document that numbers its parts of a kind without a gap, from the first one, has not the part of a number."""
        numbers = self._numbers.get(kind, set())
        above = number[:-1]
        listed = self._listed if kind == SECTION else ()
        if any(each[: len(number)] == number for each in (*numbers, *listed)):
            return False
        siblings = {each[-1] for each in numbers if len(each) == len(number) and each[:-1] == above}
        return len(siblings) >= _FEWEST and siblings == set(range(1, len(siblings) + 1)) and number[-1] <= 2 * len(siblings) + 1

    def count(self, kind: str) -> int:
        """Return how many parts of a kind there are."""
        return len(self._numbers.get(kind, ()))


def _list_parts(document: Document, block: Block, patterns: _Patterns) -> Iterable[tuple[str, _Number]]:
    """Return the parts that a block opens, with their numbers: a heading may name some anywhere, another block at its start."""
    folded = document.folded
    references = list(patterns.reference.finditer(folded, block.start, block.end))
    opening = [each for each in references if block.kind is BlockKind.HEADING or each.start() == block.start]
    found = [(_kind_of(each), _read_number(each["number"])) for each in opening]
    if numbered := _HEADING.match(folded, block.start, block.end):
        found.append((SECTION, _read_number(numbered[1])))
    return found


@cache
def _make_patterns(language: Language) -> _Patterns:
    words = language.forms.references
    kinds = "|".join(f"(?P<{kind}>{any_of(labels)})" for kind, labels in words.labels.items())
    signs = f"(?:(?:{any_of(words.signs)}) ?)?"
    return _Patterns(
        compiled(rf"(?<![\w-])(?:{kinds}) {signs}{_NUMBER}"),
        compiled(rf"(?<!\w)(?:{any_of(words.other_texts)})(?!\w)"),
        compiled(rf"(?:[,;:\u2013\u2014]|(?<!\w)(?:{any_of(words.before)})) ?$"),
        compiled(rf"[)\]]?,? (?:{any_of(words.after)})(?!\w)(?! (?:{any_of(words.own)})(?!\w))"),
    )
