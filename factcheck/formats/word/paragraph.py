"""A paragraph of a Word file, and the runs of characters that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.document import BlockKind, Location
from factcheck.formats.structure.raised import raise_text
from factcheck.formats.word.unread import UnreadPart
from factcheck.runtime.records import record

OBJECT = "\ufffc"
"""Stands in the text for a formula that is not read, so that what is before it and what is after it do not join."""
_SOFT = "\u00ad"


@record(eq=False)
class Atom:
    """A run of characters of a paragraph, from `start`: those of a text node (`node`, from its character `at`), or of a mark."""

    start: int
    text: str
    node: Any
    at: int
    run: Any


@dataclass(slots=True, eq=False)
class WordParagraph:
    """A paragraph: its elements (several where the marks between them are deleted; none where nothing is written), its atoms in order,
    what its style says, where it stands, what of it is not read, and the characters before which a page ends."""

    elements: Sequence[Any]
    part: str
    atoms: list[Atom] = field(default_factory=list)
    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)
    location: Location = field(default_factory=dict)
    length: int = 0
    unread: list[UnreadPart] = field(default_factory=list)
    page_ends: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in the paragraph."""
        return "".join(atom.text for atom in self.atoms)

    @property
    def is_writable(self) -> bool:
        """Whether a writer can change its text."""
        return bool(self.elements)

    def add(self, text: str, node: Any, at: int, run: Any) -> None:
        """Add characters."""
        if text:
            self.atoms.append(Atom(self.length, text, node, at, run))
            self.length += len(text)

    def add_node(self, node: Any, run: Any) -> None:
        """Add the characters of a text node, without soft hyphens."""
        at = 0
        for part in (node.text or "").split(_SOFT):
            self.add(part.replace("\n", " ").replace("\r", " "), node, at, run)
            at += len(part) + 1


def raise_atoms(atoms: list[Atom], first: int) -> None:
    """Write the characters of the atoms from `first` on as those of a raised run, which may be a footnote's mark."""
    text, at = raise_text("".join(atom.text for atom in atoms[first:])), 0
    for index, atom in enumerate(atoms[first:], first):
        atoms[index] = replace(atom, text=text[at : at + len(atom.text)])
        at += len(atom.text)
