"""Write Word files: replace text in place, and leave everything else unchanged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Generic, Protocol, TypeVar

from factcheck.formats.archive import Archive
from factcheck.formats.word.paragraph import Atom
from factcheck.formats.word.walk import Walk

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def rewrite(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
    """Return the bytes of a Word file, each source span of `edits` replaced by its text. Raises DocumentError."""
    archive = Archive(data, path)
    walk = Walk(archive)
    place = ParagraphMap(walk.paragraphs())
    for start, end, text in reversed(edits):
        found = place.find(start, end)
        if found:
            replace(found[0].atoms, found[1], found[2], text)
    return archive.rewritten({name: walk.parts.serialized(name, root) for name, root in walk.roots.items()} if edits else {})


class _HasLength(Protocol):
    length: int


_Paragraph = TypeVar("_Paragraph", bound=_HasLength)


class ParagraphMap(Generic[_Paragraph]):
    """The paragraphs of a file, by their places in its source: one a line."""

    def __init__(self, paragraphs: Iterable[_Paragraph]) -> None:
        self.paragraphs = list(paragraphs)
        self._starts = [0, *accumulate(paragraph.length + 1 for paragraph in self.paragraphs)]

    def find(self, start: int, end: int) -> tuple[_Paragraph, int, int] | None:
        """Return the paragraph of a span and the span in it; None where it reaches over more than one."""
        at = bisect_right(self._starts, start) - 1
        if at >= len(self.paragraphs) or end > self._starts[at + 1]:
            return None
        return self.paragraphs[at], start - self._starts[at], end - self._starts[at]


def replace(atoms: Sequence[Atom], start: int, end: int, text: str) -> None:
    """Put a text in the place of the characters `[start, end)`: where the first of them stands, the others are taken out."""
    for atom in reversed(atoms):
        first, last = max(start - atom.start, 0), min(end - atom.start, len(atom.text))
        if first < last and atom.node is not None:
            new = text if atom.start <= start < atom.start + len(atom.text) else ""
            old = atom.node.text
            atom.node.text = old[: atom.at + first] + new + old[atom.at + last :]
            atom.node.set(SPACE, "preserve")


def serialize(root: Any) -> bytes:
    """Return the bytes of a part."""
    from lxml import etree

    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
