"""Walk the paragraphs of a Word file in reading order: with insertions, without deletions, no text twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any

from factcheck.document import BlockKind, Location
from factcheck.formats.archive import Archive
from factcheck.formats.structure.flow import BREAK
from factcheck.formats.structure.numerals import parse_number
from factcheck.formats.word.fields import find_instructions
from factcheck.formats.word.paragraph import OBJECT, WordParagraph, raise_atoms
from factcheck.formats.word.parts import MATH, Package, W
from factcheck.formats.word.styles import Styles
from factcheck.formats.word.unread import DIAGRAM, RELATED, UnreadPart, describe_unread, is_built_up
from factcheck.runtime.records import record

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING, _DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/main}", "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
# What a person does not see, or sees elsewhere.
_UNREAD = {
    W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "rPr")
}
_UNREAD |= {_MC + "Fallback", W + "rt", W + "sdtPr", W + "sdtEndPr", W + "tblGrid", W + "commentReference"}
_MARKS = {W + "tab": "\t", W + "br": BREAK, W + "cr": BREAK, W + "noBreakHyphen": "\u2011", W + "ptab": "\t"}
# What stands between two paragraphs without parting them.
_POINTS = tuple(W + name for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd"))
_MOST_COLUMNS = 10_000
_PROPERTIES, _BY_WORD, _PAGE_END = "docProps/app.xml", b"<Application>Microsoft", b":lastRenderedPageBreak"


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
        """Raises DocumentError."""
        self.parts = Package(archive)
        self.roots: dict[str, Any] = {}
        self.styles = Styles(next((self.parts.xml(name) for name in self.parts.list_parts("styles")), None))
        self._instructions: frozenset[Any] = frozenset()
        self._table = self._diagram = -1
        # Other programs write no such marks, or not all of them.
        self._pages = _BY_WORD in archive.read(_PROPERTIES) and _PAGE_END in archive.read(self.parts.main)
        self._page = 1

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Yield all paragraphs: the body, its footnotes and endnotes, headers and footers. Raises DocumentError."""
        main = self.parts.main
        body = self._root(main)
        if body is None:
            raise self.parts.archive.refused("document-broken", reason=main)
        if body.tag != W + "document":
            raise self.parts.archive.refused("document-no-word", name=main)
        yield from self._blocks(body, _Where(main))
        for kind, part in (("footnotes", "footnote"), ("endnotes", "endnote")):
            for name in self.parts.list_parts(kind):
                yield from self._notes(name, part)
        for part in ("header", "footer"):
            for number, name in enumerate(sorted(self.parts.list_parts(part)), 1):
                root = self._root(name)
                if root is not None:
                    yield from self._blocks(root, _Where(name, None, location={"part": part, "number": number}))

    def _root(self, name: str) -> Any:
        root = self.parts.xml(name)
        if root is not None:
            self.roots[name] = root
            self._instructions |= find_instructions(root)
        return root

    def _notes(self, name: str, part: str) -> Iterator[WordParagraph]:
        root = self._root(name)
        number = 0
        for note in root if root is not None else ():
            if note.tag in (W + "footnote", W + "endnote") and note.get(W + "type", "normal") == "normal":
                number += 1
                yield from self._blocks(note, _Where(name, BlockKind.FOOTNOTE, location={"part": part, "number": number}))

    def _blocks(self, element: Any, where: _Where) -> Iterator[WordParagraph]:
        waiting: list[Any] = []
        for child in element:
            if child.tag == W + "p":
                waiting.append(child)
            if waiting and child.tag not in _POINTS and not (child.tag == W + "p" and _goes_on(child)):
                yield from self._paragraph(waiting, where)
                waiting = []
            if child.tag == W + "tbl":
                yield from self._rows(child, where)
            elif child.tag == W + "altChunk":
                yield WordParagraph((), where.part, location=where.location, unread=[self._named(child, where.part)])
            elif isinstance(child.tag, str) and child.tag != W + "p" and child.tag not in _UNREAD:
                yield from self._blocks(child, where)
        if waiting:
            yield from self._paragraph(waiting, where)

    def _rows(self, table: Any, where: _Where) -> Iterator[WordParagraph]:
        self._table += 1
        number = self._table
        rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]
        rows = [row for row in rows if row.find(f"{W}trPr/{W}del") is None]
        for at, row in enumerate(rows):
            header = row.find(f"{W}trPr/{W}tblHeader") is not None or (at == 0 and len(rows) > 1)
            column = 0
            for cell in row.iter(W + "tc"):
                if next(cell.iterancestors(W + "tr")) is not row or cell.find(f"{W}tcPr/{W}cellDel") is not None:
                    continue
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is None or merged.get(W + "val") == "restart":
                    location = {**where.location, "table": number + 1, "row": at + 1, "column": column + 1}
                    yield from self._blocks(cell, _Where(where.part, BlockKind.CELL, (number, at, column, header), location))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += parse_number(span.get(W + "val"), 1, _MOST_COLUMNS) if span is not None else 1

    def _paragraph(self, elements: Sequence[Any], where: _Where) -> Iterator[WordParagraph]:
        kind, level = (where.kind, 0) if where.kind else self.styles.kind(elements[-1])
        found = WordParagraph(elements, where.part, kind=kind, level=level, cell=where.cell, location=where.location)
        boxes: list[Any] = []
        for element in elements:
            self._inline(element, None, found, boxes)
        self._number_page(found)
        yield found
        for box in boxes:
            if box.tag == DIAGRAM:
                yield from self._diagrams(box, where)
            else:
                yield from self._blocks(box, _Where(where.part, None, location={**where.location, "part": "box"}))

    def _number_page(self, paragraph: WordParagraph) -> None:
        """Give a paragraph of the body the page on which it starts, where Word has written that."""
        if self._pages and paragraph.part == self.parts.main:
            self._page += sum(at == 0 for at in paragraph.page_ends)
            paragraph.location = {**paragraph.location, "page": self._page}
            paragraph.page_ends = [at for at in paragraph.page_ends if at > 0]
            self._page += len(paragraph.page_ends)

    def rescan(self, paragraph: WordParagraph) -> None:
        """Read the atoms of a paragraph anew, after its runs were changed."""
        paragraph.atoms, paragraph.length = [], 0
        for element in paragraph.elements:
            self._inline(element, None, paragraph, [])

    def _inline(self, element: Any, run: Any, found: WordParagraph, boxes: list[Any]) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNREAD or child in self._instructions:
                continue
            if tag in (W + "t", MATH + "t"):
                found.add_node(child, run)
            elif tag == W + "lastRenderedPageBreak":
                found.page_ends.append(found.length)
            elif tag in _MARKS:
                found.add(_MARKS[tag], None, 0, run)
            elif tag in (W + "txbxContent", DIAGRAM):
                boxes.append(child)
            elif tag == W + "r":
                self._run(child, found, boxes)
            elif tag == MATH + "oMath" and is_built_up(child):
                found.add(OBJECT, None, 0, run)
                found.unread += [stated] if (stated := describe_unread(child)) else []
            elif tag != MATH + "oMath" and (stated := describe_unread(child)):
                found.unread.append(stated)
            else:
                self._inline(child, run, found, boxes)

    def _run(self, run: Any, found: WordParagraph, boxes: list[Any]) -> None:
        if not self.styles.hidden(run):
            first = len(found.atoms)
            self._inline(run, run, found, boxes)
            if self.styles.raised(run):
                raise_atoms(found.atoms, first)

    def _diagrams(self, element: Any, where: _Where) -> Iterator[WordParagraph]:
        """Yield the texts of a diagram, which its data part holds; nothing is written there."""
        self._diagram += 1
        location: Location = {**where.location, "part": "diagram", "number": self._diagram + 1}
        name = self.parts.target(where.part, element.get(RELATED + "dm", ""))
        root = self.parts.xml(name)
        if root is None:
            yield WordParagraph((), where.part, location=location, unread=[("part", "unread-diagram", {})])
            return
        for text in root.iter(_DIAGRAM + "t"):
            for each in text.iter(_DRAWING + "p"):
                found = WordParagraph((), name, kind=BlockKind.ITEM, level=1, location=location)
                for node in each.iter(_DRAWING + "t", _DRAWING + "br"):
                    found.add(BREAK if node.tag == _DRAWING + "br" else node.text or "", None, 0, None)
                yield found

    def _named(self, element: Any, part: str) -> UnreadPart:
        """Return an imported part, by its name in the file."""
        return "part", "unread-part", {"name": self.parts.target(part, element.get(RELATED + "id", "")) or element.tag.rpartition("}")[2]}


def _goes_on(paragraph: Any) -> bool:
    """Return whether a paragraph's mark is deleted, so that the next one goes on with it."""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))
