"""What holds of every document, whatever its bytes: its parts stand in its text in order, and its text in its source."""

from __future__ import annotations

from factcheck.document import Document

# A character reference, or a space or line end of the source, may stand for another character of the text.
_OTHERWISE = "&\r\n\t\f\v\\"


def assert_sound(document: Document) -> None:
    """Raise AssertionError where a position of the document lies outside, out of order, or on another character."""
    text, source = document.text, document.source
    end = 0
    for segment in document.map.runs:
        shown, found = text[segment.text : segment.text + segment.length], source[segment.source : segment.source + segment.length]
        assert segment.text >= end and len(shown) == len(found) == segment.length, segment
        assert all(one == other or other in _OTHERWISE for one, other in zip(shown, found, strict=True)), (segment, shown, found)
        end = segment.text + segment.length
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= len(text), block
        end = block.start
    for comment in document.comments:
        assert 0 <= comment.start <= comment.end <= len(source), comment
