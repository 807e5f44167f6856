"""A part of a document, from block to block, as a document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from factcheck.document import Document, SourceMap, SourceRun


def find_bounds(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the smallest part of a document that contains a span and cuts no block, table or list."""
    blocks = document.blocks
    starts = [block.start for block in blocks]
    first, last = max(bisect_right(starts, start) - 1, 0), max(bisect_right(starts, end) - 1, 0)
    while first > 0 and blocks[first].kind is blocks[first - 1].kind and blocks[first].table == blocks[first - 1].table != -1:
        first -= 1
    while last + 1 < len(blocks) and blocks[last].kind is blocks[last + 1].kind and blocks[last].table == blocks[last + 1].table != -1:
        last += 1
    return min(start, blocks[first].start), max(end, blocks[last].end)


def cut_document(document: Document, start: int, end: int) -> Document:
    """Return the part of a document between two offsets that cut no block; offsets count from its start."""
    blocks = tuple(
        replace(block, start=block.start - start, end=block.end - start, label_end=max(block.label_end - start, -1))
        for block in document.blocks
        if start <= block.start and block.end <= end
    )
    comments = tuple(
        replace(each, covers=(max(each.covers[0], start) - start, min(each.covers[1], end) - start))
        for each in document.comments
        if each.covers and each.covers[0] < end and start < each.covers[1]
    )
    runs = tuple(replace(run, text=run.text - start) for run in document.map.runs if start <= run.text < end)
    return replace(document, text=document.text[start:end], blocks=blocks, comments=comments, map=SourceMap(runs or (SourceRun(0, 0, 0),)))
