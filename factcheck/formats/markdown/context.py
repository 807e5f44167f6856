"""Where the walk through a Markdown document is: lists, tables, headings, footnotes."""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.token import Token

from factcheck.document import BlockKind

# What tokens add to the depth of lists, and the flags that they set.
_DEPTHS: Mapping[str, int] = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_FLAGS: Mapping[str, tuple[str, bool]] = {
    "list_item_open": ("fresh", True),
    "list_item_close": ("fresh", False),
    "footnote_open": ("footnote", True),
    "footnote_close": ("footnote", False),
}


class Context:
    """Where the walk is: lists, tables, headings, footnotes."""

    def __init__(self) -> None:
        self.lists = 0
        self.fresh = False
        self.heading = 0
        self.footnote = False
        self.table, self.row, self.column, self.cursor = -1, -1, -1, 0
        self.header = False
        self.inside = False

    def enter(self, token: Token) -> None:
        """Take note of a token."""
        self.lists += _DEPTHS.get(token.type, 0)
        if token.type in _FLAGS:
            name, is_set = _FLAGS[token.type]
            setattr(self, name, is_set)
        elif token.type in ("heading_open", "heading_close"):
            self.heading = int(token.tag[1:]) if token.type == "heading_open" else 0
        else:
            self._enter_table(token)

    def _enter_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self.next_table()
                self.row, self.inside = -1, True
            case "table_close":
                self.inside = False
            case "tr_open":
                self.row, self.column = self.row + 1, -1
            case "th_open" | "td_open":
                self.column += 1
                self.header = token.type == "th_open"

    def next_table(self) -> int:
        """Return the number of a table that opens."""
        self.table += 1
        return self.table

    def kind(self) -> BlockKind:
        """Return what the block at hand is; a list item is its first block, the others are paragraphs."""
        if self.inside:
            return BlockKind.CELL
        if self.heading:
            return BlockKind.HEADING
        if self.footnote:
            return BlockKind.FOOTNOTE
        if self.lists and self.fresh:
            self.fresh = False
            return BlockKind.ITEM
        return BlockKind.PARAGRAPH

    def level(self, kind: BlockKind) -> int:
        """Return a heading's level, or the depth of the list."""
        return self.heading if kind is BlockKind.HEADING else self.lists

    def cell(self) -> tuple[int, int, int, bool]:
        """Return the cell at hand."""
        return (self.table, self.row, self.column, self.header) if self.inside else (-1, -1, -1, False)
