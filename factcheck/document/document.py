"""A document as it was read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from factcheck.document.blocks import Block
from factcheck.document.source_map import Lines, SourceMap
from factcheck.languages.load import load
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Folded, Token, fold, tokens
from factcheck.runtime.records import record

if TYPE_CHECKING:
    from factcheck.document.quotations import Quotations
    from factcheck.document.sentences import Sentences
    from factcheck.document.words import DocumentWords

Location = Mapping[str, int | str]
"""Where a person finds a place: `page`; `part` (footnote, header…) with its `number`; `table`, `row`, `column`; all numbers from 1."""


@record(eq=False)
class Comment:
    """A comment of the source, such as a suppression: half-open source offsets, and its text without its marks.

    `covers` is the half-open span, in the document's text, of the block that follows it; None at the end of a document.
    """

    start: int
    end: int
    text: str
    covers: tuple[int, int] | None


@record
class Unread:
    """What a document has and its reader did not read.

    `kind` is figure, chart, picture or part. `start` is the source offset near which it stands, `location` where a person finds it. `key`
    is the message of the screen that says what it is, filled with `values`.
    """

    kind: str
    start: int
    location: Location
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@record(eq=False, slots=False)
class Document:
    """A note as a person reads it, in one language, and the way back to its source; one line a field.

    `path` is the file's path as it was given.
    `text` is what a person reads; all offsets are in it unless stated to be of the source.
    `source` is the decoded file; of a file that is not text (Word, ODT, PDF), the text of its paragraphs, one a line.
    `map` leads from offsets in the text to offsets in the source.
    `blocks` are the paragraphs, headings, items, cells and notes, in the order of the text.
    `language` is the language of the note.
    `meta` is the front matter (lower-case keys, values as text), or the file's properties.
    `comments` are those of the source, in order.
    `locations` are source offsets, in order, each with the page, cell or footnote that starts there.
    `unread` lists what the reader left out that may hold statements, in the order of the source.
    `read_only` are half-open spans of the source that no writer changes, in order.
    """

    path: str
    text: str
    source: str
    map: SourceMap
    blocks: tuple[Block, ...]
    language: Language
    meta: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    locations: tuple[tuple[int, Location], ...] = ()
    unread: tuple[Unread, ...] = ()
    read_only: tuple[tuple[int, int], ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process is sent: the fields, with the code of the language, and nothing that is derived from them."""
        return {**{each.name: getattr(self, each.name) for each in fields(self)}, "language": self.language.code}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the fields that another process sent."""
        self.__dict__.update(state, language=load(state["language"]))

    def is_writable(self, start: int, end: int) -> bool:
        """Whether a writer can change the source span `[start, end)`."""
        at = bisect_right(self.read_only, end, key=lambda span: span[0])
        return not any(start < last and first < end for first, last in self.read_only[max(at - 2, 0) : at])

    def location(self, offset: int) -> Location:
        """Where a source offset stands, for a person; empty where the line says it all."""
        at = bisect_right(self.locations, offset, key=lambda each: each[0])
        return self.locations[at - 1][1] if at else {}

    @property
    def lines(self) -> Lines:
        """The line starts of the source."""
        return Lines.of(self.source)

    @cached_property
    def folded(self) -> Folded:
        """The text in lower case, with one kind of apostrophe, space and hyphen; offsets stay."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the blocks, cut when they are asked for."""
        from factcheck.document.sentences import Sentences

        return Sentences(self.text, self.blocks, self.language)

    @cached_property
    def words(self) -> DocumentWords:
        """The words of the blocks."""
        from factcheck.document.words import DocumentWords

        return DocumentWords(self.folded, self.blocks)

    @cached_property
    def quotations(self) -> Quotations:
        """The passages between quotation marks."""
        from factcheck.document.quotations import find_quotations

        return find_quotations(self.text, self.language)

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the words, folded, that lie between two offsets."""
        return tokens(self.folded, start, end)


@record(eq=False)
class Field:
    """A label and its value: half-open offsets in the document's text. `folded` is the label as `labels.fold` gives it.

    `label_end` is after the label's colon. The value is empty (`start == end`) where nothing follows.
    """

    block: Block
    label: str
    folded: str
    label_start: int
    label_end: int
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing follows the label."""
        return self.start == self.end
