"""Walk the paragraphs of an ODT file in reading order: without deletions and comments, no text twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.document import BlockKind, Location
from factcheck.formats.archive import Archive
from factcheck.formats.odt.styles import STYLE, Styles
from factcheck.formats.odt.unread import describe_unread
from factcheck.formats.structure.flow import BREAK
from factcheck.formats.structure.numerals import parse_number
from factcheck.formats.word.paragraph import OBJECT, Atom, raise_atoms
from factcheck.formats.word.unread import UnreadPart
from factcheck.runtime.records import record

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, DRAW = (_NS % name for name in ("text", "table", "office", "drawing"))
CONTENT, STYLES = "content.xml", "styles.xml"
_UNREAD = {
    TEXT + "tracked-changes",
    OFFICE + "annotation",
    OFFICE + "annotation-end",
    OFFICE + "forms",
    TEXT + "ruby-text",
    TEXT + "hidden-text",
    TEXT + "sequence-decls",
    TEXT + "variable-decls",
    TEXT + "user-field-decls",
    TEXT + "table-of-content-source",
    _NS % "svg-compatible" + "title",
    _NS % "svg-compatible" + "desc",
}
_MARKS = {TEXT + "tab": "\t", TEXT + "line-break": BREAK}
# Shapes that hold paragraphs of their own, beside those of the text.
_SHAPES = {DRAW + name for name in ("text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "connector")}
_MOST_COLUMNS, _DEEPEST = 10_000, 9
# Spaces in a row beyond that are one mark's own exaggeration.
_SPACES = 200
_SOFT = "\u00ad"


@dataclass(slots=True, eq=False)
class OdtParagraph:
    """A paragraph: its element, its atoms in order, what it is, and where it stands."""

    element: Any
    part: str
    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)
    location: Location = field(default_factory=dict)
    atoms: list[Atom] = field(default_factory=list)
    length: int = 0
    unread: list[UnreadPart] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in the paragraph."""
        return "".join(atom.text for atom in self.atoms)

    @property
    def is_writable(self) -> bool:
        """Whether a writer can change its text."""
        return True

    def add(self, text: str, node: Any, at: int, tail: Any) -> None:
        """Add characters: of an element's text, or of what follows it (`tail`); without a node, of the mark `tail`."""
        if text:
            self.atoms.append(Atom(self.length, text, node, at, tail))
            self.length += len(text)


@record
class _Where:
    part: str
    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)
    location: Location = field(default_factory=dict)


class Walk:
    """The paragraphs of one file; `roots` holds the root of each part."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.roots = {name: root for name in (CONTENT, STYLES) if (root := archive.xml(name)) is not None}
        self._table = -1
        self._notes: list[tuple[Any, _Where]] = []
        self._counts: dict[str, int] = {}
        self._styles = Styles(list(self.roots.values()))

    def paragraphs(self) -> Iterator[OdtParagraph]:
        """Yield all paragraphs: the body, its notes, headers and footers. Raises DocumentError."""
        root = self.roots.get(CONTENT)
        body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
        if body is None:
            raise self._archive.refused("document-broken", reason=CONTENT)
        yield from self._blocks(body, _Where(CONTENT))
        while self._notes:
            note, where = self._notes.pop(0)
            yield from self._blocks(note, where)
        styles = self.roots.get(STYLES)
        for part in ("header", "footer"):
            for number, element in enumerate(styles.iter(STYLE + part) if styles is not None else (), 1):
                yield from self._blocks(element, _Where(STYLES, location={"part": part, "number": number}))

    def _blocks(self, element: Any, where: _Where) -> Iterator[OdtParagraph]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNREAD or self._hidden(child):
                continue
            if tag == TEXT + "h":
                kind = where.kind if where.cell[0] >= 0 else BlockKind.HEADING
                yield from self._paragraph(
                    child, replace(where, kind=kind, level=parse_number(child.get(TEXT + "outline-level"), 1, _DEEPEST))
                )
            elif tag == DRAW + "frame" and (stated := describe_unread(child, self._archive)):
                yield OdtParagraph(child, where.part, location=where.location, unread=[stated])
            elif tag == TEXT + "p":
                title = where.kind is None and child.get(TEXT + "style-name", "") in self._styles.titles
                yield from self._paragraph(child, replace(where, kind=BlockKind.HEADING, level=1) if title else where)
            elif tag == TEXT + "list":
                yield from self._blocks(
                    child, where if where.cell[0] >= 0 else replace(where, kind=BlockKind.ITEM, level=min(where.level + 1, _DEEPEST))
                )
            elif tag == TABLE + "table":
                yield from self._rows(child, where)
            else:
                yield from self._blocks(child, where)

    def _rows(self, table: Any, where: _Where) -> Iterator[OdtParagraph]:
        self._table += 1
        number, rows = self._table, [row for row in table.iter(TABLE + "table-row") if next(row.iterancestors(TABLE + "table")) is table]
        for at, row in enumerate(rows):
            header = (at == 0 and len(rows) > 1) or row.getparent().tag == TABLE + "table-header-rows"
            column = 0
            for cell in row:
                if cell.tag == TABLE + "table-cell":
                    location = {**where.location, "table": number + 1, "row": at + 1, "column": column + 1}
                    yield from self._blocks(cell, _Where(where.part, BlockKind.CELL, 0, (number, at, column, header), location))
                column += parse_number(cell.get(TABLE + "number-columns-repeated"), 1, _MOST_COLUMNS) if isinstance(cell.tag, str) else 0

    def _paragraph(self, element: Any, where: _Where) -> Iterator[OdtParagraph]:
        found = OdtParagraph(element, where.part, where.kind, where.level, where.cell, where.location)
        boxes: list[Any] = []
        self._inline(element, found, boxes, where)
        yield found
        for box in boxes:
            yield from self._blocks(box, _Where(where.part, location={**where.location, "part": "box"}))

    def rescan(self, paragraph: OdtParagraph) -> None:
        """Read the atoms of a paragraph anew, after its content was changed."""
        paragraph.atoms, paragraph.length, paragraph.unread = [], 0, []
        self._inline(paragraph.element, paragraph, [], _Where(paragraph.part))
        self._notes = []

    def _inline(self, element: Any, found: OdtParagraph, boxes: list[Any], where: _Where) -> None:
        _text(element, False, found)
        for child in element:
            tag = child.tag
            if tag == TEXT + "note":
                self._note(child, where)
            elif tag == TEXT + "s":
                found.add(" " * parse_number(child.get(TEXT + "c"), 1, _SPACES), None, 0, child)
            elif tag in _MARKS:
                found.add(_MARKS[tag], None, 0, child)
            elif tag in _SHAPES:
                boxes.append(child)
            elif tag == DRAW + "frame" and (stated := describe_unread(child, self._archive)):
                found.unread.append(stated)
                found.add(OBJECT if stated[1] == "unread-formula" else "", None, 0, False)
            elif isinstance(tag, str) and tag not in _UNREAD and not self._hidden(child):
                first = len(found.atoms)
                self._inline(child, found, boxes, where)
                if child.get(TEXT + "style-name") in self._styles.raised:
                    raise_atoms(found.atoms, first)
            _text(child, True, found)

    def _hidden(self, element: Any) -> bool:
        return element.get(TEXT + "display") == "none" or element.get(TEXT + "style-name") in self._styles.hidden

    def _note(self, note: Any, where: _Where) -> None:
        part = note.get(TEXT + "note-class", "footnote")
        self._counts[part] = self._counts.get(part, 0) + 1
        body = note.find(TEXT + "note-body")
        if body is not None:
            self._notes.append((body, _Where(where.part, BlockKind.FOOTNOTE, location={"part": part, "number": self._counts[part]})))


def _text(node: Any, tail: bool, found: OdtParagraph) -> None:
    """Add the characters of a text, as ODF reads them: spaces in a row are one, none at the start; soft hyphens left out."""
    text = (node.tail if tail else node.text) or ""
    at = 0
    while at < len(text):
        character = text[at]
        end = at + 1
        if character in " \t\r\n":
            while end < len(text) and text[end] in " \t\r\n":
                end += 1
            if found.atoms and not found.atoms[-1].text.endswith((" ", BREAK, "\t")):
                found.add(" ", node, at, tail)
        elif character != _SOFT:
            while end < len(text) and text[end] not in " \t\r\n" + _SOFT:
                end += 1
            found.add(text[at:end], node, at, tail)
        at = end
