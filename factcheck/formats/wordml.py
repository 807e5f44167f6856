"""Walks the paragraphs of a Word file as a person reads them: insertions read, deletions not, no text twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.document import Location
from factcheck.formats.archive import Archive
from factcheck.formats.flow import BREAK
from factcheck.formats.raised import raised
from factcheck.formats.wordstyles import Styles
from factcheck.records import record
from factcheck.text import BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BODY = "word/document.xml"
# What a person does not see, or sees elsewhere.
_UNREAD = {
    W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "rPr")
}
_UNREAD |= {_MC + "Fallback", W + "rt", W + "sdtPr", W + "sdtEndPr", W + "tblGrid", W + "commentReference"}
_MARKS = {W + "tab": "\t", W + "br": BREAK, W + "cr": BREAK, W + "noBreakHyphen": "\u2011", W + "ptab": "\t"}
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
    """A paragraph: its element, its atoms in order, what its style says, and where it stands."""

    element: Any
    part: str
    atoms: list[Atom] = field(default_factory=list)
    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)
    location: Location = field(default_factory=dict)
    length: int = 0

    @property
    def text(self) -> str:
        """What stands in the paragraph."""
        return "".join(atom.text for atom in self.atoms)

    def add(self, text: str, node: Any, at: int, run: Any) -> None:
        """Add characters."""
        if text:
            self.atoms.append(Atom(self.length, text, node, at, run))
            self.length += len(text)


@record
class _Where:
    """What holds for the paragraphs at hand."""

    part: str
    kind: BlockKind | None = None
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)
    location: Location = field(default_factory=dict)


class Walk:
    """The paragraphs of one file; `roots` holds the element of each part that has some."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.roots: dict[str, Any] = {}
        self.styles = Styles(archive.xml("word/styles.xml"))
        self._table = -1

    def paragraphs(self) -> Iterator[WordParagraph]:
        """All paragraphs: the body, its footnotes and endnotes, headers and footers. Raises DocumentError."""
        body = self._root(BODY)
        if body is None:
            raise self._archive.refused("document-broken", reason=BODY)
        yield from self._blocks(body, _Where(BODY))
        for name, part in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
            yield from self._notes(name, part)
        for part in ("header", "footer"):
            names = [name for name in self._archive.names() if name.startswith(f"word/{part}") and name.endswith(".xml")]
            for number, name in enumerate(sorted(names), 1):
                root = self._root(name)
                if root is not None:
                    yield from self._blocks(root, _Where(name, None, location={"part": part, "number": number}))

    def _root(self, name: str) -> Any:
        root = self._archive.xml(name)
        if root is not None:
            self.roots[name] = root
        return root

    def _notes(self, name: str, part: str) -> Iterator[WordParagraph]:
        root = self._root(name)
        number = 0
        for note in root if root is not None else ():
            if note.tag in (W + "footnote", W + "endnote") and note.get(W + "type", "normal") == "normal":
                number += 1
                yield from self._blocks(note, _Where(name, BlockKind.FOOTNOTE, location={"part": part, "number": number}))

    def _blocks(self, element: Any, where: _Where) -> Iterator[WordParagraph]:
        for child in element:
            if child.tag == W + "p":
                yield from self._paragraph(child, where)
            elif child.tag == W + "tbl":
                yield from self._rows(child, where)
            elif isinstance(child.tag, str) and child.tag not in _UNREAD:
                yield from self._blocks(child, where)

    def _rows(self, table: Any, where: _Where) -> Iterator[WordParagraph]:
        self._table += 1
        number = self._table
        rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]
        for at, row in enumerate(rows):
            header = row.find(f"{W}trPr/{W}tblHeader") is not None or (at == 0 and len(rows) > 1)
            column = 0
            for cell in row.iter(W + "tc"):
                if next(cell.iterancestors(W + "tr")) is not row:
                    continue
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is None or merged.get(W + "val") == "restart":
                    location = {**where.location, "table": number + 1, "row": at + 1, "column": column + 1}
                    yield from self._blocks(cell, _Where(where.part, BlockKind.CELL, (number, at, column, header), location))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += int(span.get(W + "val", "1")) if span is not None and span.get(W + "val", "1").isdigit() else 1

    def _paragraph(self, element: Any, where: _Where) -> Iterator[WordParagraph]:
        kind, level = (where.kind, 0) if where.kind else self.styles.kind(element)
        found = WordParagraph(element, where.part, kind=kind, level=level, cell=where.cell, location=where.location)
        boxes: list[Any] = []
        self._inline(element, None, found, boxes)
        yield found
        for box in boxes:
            yield from self._blocks(box, _Where(where.part, None, location={**where.location, "part": "box"}))

    def rescan(self, paragraph: WordParagraph) -> None:
        """Read the atoms of a paragraph anew, after its runs were changed."""
        paragraph.atoms, paragraph.length = [], 0
        self._inline(paragraph.element, None, paragraph, [])

    def _inline(self, element: Any, run: Any, found: WordParagraph, boxes: list[Any]) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNREAD:
                continue
            if tag in (W + "t", _MATH + "t"):
                _text(child, run, found)
            elif tag in _MARKS:
                found.add(_MARKS[tag], None, 0, run)
            elif tag == W + "txbxContent":
                boxes.append(child)
            elif tag == W + "r":
                if not self.styles.hidden(child):
                    first = len(found.atoms)
                    self._inline(child, child, found, boxes)
                    if self.styles.raised(child):
                        raise_atoms(found.atoms, first)
            else:
                self._inline(child, run, found, boxes)


def _text(node: Any, run: Any, found: WordParagraph) -> None:
    """Add the characters of a text node, soft hyphens left out."""
    at = 0
    for part in (node.text or "").split(_SOFT):
        found.add(part.replace("\n", " ").replace("\r", " "), node, at, run)
        at += len(part) + 1


def raise_atoms(atoms: list[Atom], first: int) -> None:
    """Write the characters of the atoms from `first` on as those of a raised run, which may be a footnote's mark."""
    text, at = raised("".join(atom.text for atom in atoms[first:])), 0
    for index, atom in enumerate(atoms[first:], first):
        atoms[index] = replace(atom, text=text[at : at + len(atom.text)])
        at += len(atom.text)
