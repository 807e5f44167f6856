"""The parser of Markdown: CommonMark with tables, footnotes and directives."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from factcheck.formats.markdown import directives
from factcheck.runtime.regex import compiled

_FOOTNOTE = compiled(r"\[\^[^\]\s]{1,64}\]:")


def _footnote(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Parse a footnote's definition: `[^1]:`, then blocks, those on the next lines set in by four columns."""
    start = state.bMarks[first] + state.tShift[first]
    found = None if state.is_code_block(first) else _FOOTNOTE.match(state.src, start, state.eMarks[first])
    if not found or silent:
        return bool(found)
    kept = state.bMarks[first], state.tShift[first], state.sCount[first], state.parentType
    text = state.skipSpaces(found.end())
    state.push("footnote_open", "", 1)
    state.bMarks[first], state.tShift[first] = found.end(), min(text, state.eMarks[first]) - found.end()
    state.blkIndent += 4
    state.sCount[first] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, first, end)
    state.blkIndent -= 4
    state.bMarks[first], state.tShift[first], state.sCount[first], state.parentType = kept
    state.push("footnote_close", "", -1)
    return True


@cache
def make_parser() -> MarkdownIt:
    """Return the parser."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table")
    parser.block.ruler.before("fence", "directive", directives.parse_fenced, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("fence", "container", directives.parse_container, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    return parser
