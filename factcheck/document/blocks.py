"""The blocks of a document."""

from __future__ import annotations

from enum import StrEnum

from factcheck.runtime.records import record


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    FIELD = "field"
    FOOTNOTE = "footnote"


@record
class Block:
    """A run of text that stands by itself: `start` and `end` are half-open offsets in the document's text.

    `level` is a heading's level or an item's depth, from 1. A cell knows its `table` (numbered from 0 in the document), its `row` and its
    `column` (from 0), and whether it stands in the `header` row. A field's label ends at `label_end` (after its colon); elsewhere it is `start`.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    label_end: int = -1
