"""A document in which some words are replaced: its text and its blocks, without its file being written and read again."""

from __future__ import annotations

from dataclasses import replace

from factcheck.document import Document, SourceMap


def replace_words(document: Document, start: int, end: int, words: str) -> Document:
    """Return a document with other words at `[start, end)` of its text; what leads back to the source stays that of the former text.

    The words must not change the structure of the document, as those of one figure, date or name do not.
    """
    by = len(words) - (end - start)

    def move(offset: int) -> int:
        return offset if offset <= start else max(offset + by, start)

    blocks = tuple(
        replace(block, start=move(block.start), end=move(block.end), label_end=move(block.label_end)) if block.end > start else block
        for block in document.blocks
    )
    comments = tuple(
        replace(each, covers=(move(each.covers[0]), move(each.covers[1]))) if each.covers else each for each in document.comments
    )
    runs = tuple(replace(run, text=move(run.text)) for run in document.map.runs)
    return replace(
        document, text=document.text[:start] + words + document.text[end:], blocks=blocks, comments=comments, map=SourceMap(runs)
    )
