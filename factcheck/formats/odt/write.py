"""Write ODT files: replace text in place, and leave everything else unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.formats.archive import Archive
from factcheck.formats.odt.walk import Walk
from factcheck.formats.word.paragraph import Atom
from factcheck.formats.word.write import ParagraphMap, serialize


def rewrite(data: bytes, path: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
    """Return the bytes of an ODT file, each source span of `edits` replaced by its text. Raises DocumentError."""
    archive = Archive(data, path)
    walk = Walk(archive)
    place = ParagraphMap(walk.paragraphs())
    for start, end, text in reversed(edits):
        found = place.find(start, end)
        if found:
            replace_text(found[0].atoms, found[1], found[2], text)
    return archive.rewritten({name: serialize(root) for name, root in walk.roots.items()} if edits else {})


def replace_text(atoms: Sequence[Atom], start: int, end: int, text: str) -> None:
    """Put a text in the place of characters; an atom's `run` says whether it is the tail of its node."""
    for atom in reversed(atoms):
        first, last = max(start - atom.start, 0), min(end - atom.start, len(atom.text))
        if first >= last or atom.node is None:
            continue
        new = text if atom.start <= start < atom.start + len(atom.text) else ""
        old = atom.node.tail if atom.run else atom.node.text
        changed = old[: atom.at + first] + new + old[atom.at + last :]
        if atom.run:
            atom.node.tail = changed
        else:
            atom.node.text = changed
