"""Write comments and tracked changes into an ODT file, on exactly the words that they concern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from factcheck.formats.archive import Archive
from factcheck.formats.odt.changes import Changes
from factcheck.formats.odt.points import CONTAINERS, find_anchor, insert_at, insert_before, remove_element
from factcheck.formats.odt.walk import CONTENT, OFFICE, TEXT, OdtParagraph, Walk
from factcheck.formats.remark import AUTHOR, Remark, is_as_written
from factcheck.formats.word.write import ParagraphMap, serialize

_DC = "{http://purl.org/dc/elements/1.1/}"
_EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_NAME = OFFICE + "name"


class OdtAnnotator:
    """Adds comments and changes to one ODT file."""

    def __init__(self, data: bytes, path: str, when: date) -> None:
        """Raises DocumentError where the file cannot be read."""
        self._archive = Archive(data, path)
        self._walk = Walk(self._archive)
        self._lines = ParagraphMap(self._walk.paragraphs())
        self._root = self._walk.roots[CONTENT]
        self._when = f"{when.isoformat()}T00:00:00"
        self._names = {each.get(_NAME) for each in self._root.iter(OFFICE + "annotation")}
        self._former: Counter[str] | None = None
        self._kept: list[str] = []
        self._changes = Changes(self._root, self._walk, self._when)
        self._changed, self.added = False, 0

    def comment(self, remarks: Sequence[Remark]) -> list[bool]:
        """Add comments, and return whether each could be attached to words of the body: that on a note or in a frame is attached to it, and
        none can be in a header or footer."""
        self._remove_own()
        return [self._add(remark) for remark in reversed(remarks)][::-1]

    def summarize(self, lines: Sequence[str]) -> None:
        """Add a comment to the first words of the body."""
        self._remove_own()
        body = (each for each in self._lines.paragraphs if each.part == CONTENT and find_anchor(each) is None)
        first = next((each for each in body if each.text.strip()), None)
        if first is not None and "\n".join(lines) not in self._kept:
            self._attach(first, 0, first.length, lines)

    def suggest(self, edits: Sequence[tuple[int, int, str]]) -> int:
        """Add changes of source spans, in order, as tracked changes; return how many were added."""
        added = 0
        for start, end, text in reversed(edits):
            found = self._lines.find(start, end)
            added += found is not None and self._changes.add(found, text)
        self._changed |= bool(added)
        return added

    def data(self) -> bytes:
        """Return the bytes of the file; those that it had where nothing was added."""
        if not self._changed and not self._former:
            return self._archive.data
        return self._archive.rewritten({CONTENT: serialize(self._root)})

    def _remove_own(self) -> None:
        """Remove the comments that factcheck added before; those that somebody answered, resolved or went on writing stay."""
        if self._former is not None:
            return
        found = [each for each in self._root.iter(OFFICE + "annotation") if each.findtext(_DC + "creator") == AUTHOR]
        answered = {each.get(_EXTENSION + "parent-name") for each in self._root.iter(OFFICE + "annotation")}
        own = [each for each in found if not _is_touched(each, answered)]
        self._former = Counter("\n".join(_get_lines(each)) for each in own)
        self._kept = ["\n".join(_get_lines(each)) for each in found if each not in own]
        names = {each.get(_NAME) for each in own} - {None}
        ends = [each for each in self._root.iter(OFFICE + "annotation-end") if each.get(_NAME) in names]
        for each in [*own, *ends]:
            remove_element(each)
        self._names -= names
        for paragraph in self._lines.paragraphs if own else ():
            self._rescan(paragraph)

    def _rescan(self, paragraph: OdtParagraph) -> None:
        if paragraph.element.tag in (TEXT + "p", TEXT + "h"):
            self._walk.rescan(paragraph)

    def _add(self, remark: Remark) -> bool:
        if remark.text in self._kept:
            self._kept.remove(remark.text)
            return True
        found = self._lines.find(remark.start, max(remark.end, remark.start + 1))
        if found is None or found[0].part != CONTENT or not self._attach(*found, remark.lines):
            return False
        known = self._former or Counter()
        self.added += not known[remark.text]
        known[remark.text] -= bool(known[remark.text])
        return True

    def _attach(self, paragraph: OdtParagraph, start: int, end: int, lines: Sequence[str]) -> bool:
        """Attach a comment to words, or to the note or frame in which they stand; return whether that is possible."""
        if not paragraph.length:
            return False
        name = next(each for number in range(len(self._names) + 1) if (each := f"factcheck-{number + 1}") not in self._names)
        opening, anchor = self._make_comment(name, lines), find_anchor(paragraph)
        if anchor is not None:
            if anchor.getparent().tag not in CONTAINERS:
                return False
            del opening.attrib[_NAME]
            insert_before(anchor, opening)
        else:
            closing = self._root.makeelement(OFFICE + "annotation-end", {_NAME: name})
            if not insert_at(paragraph, min(end, paragraph.length), closing, is_end=True):
                return False
            self._walk.rescan(paragraph)
            insert_at(paragraph, min(start, paragraph.length - 1), opening)
            self._walk.rescan(paragraph)
            self._names.add(name)
        self._changed = True
        return True

    def _make_comment(self, name: str, lines: Sequence[str]) -> Any:
        from lxml import etree

        found = self._root.makeelement(OFFICE + "annotation", {_NAME: name})
        etree.SubElement(found, _DC + "creator", nsmap={"dc": _DC[1:-1]}).text = AUTHOR
        etree.SubElement(found, _DC + "date", nsmap={"dc": _DC[1:-1]}).text = self._when
        for line in lines:
            etree.SubElement(found, TEXT + "p").text = line
        return found


def _is_touched(annotation: Any, answered: set[str | None]) -> bool:
    """Return whether somebody answered, resolved or went on writing a comment."""
    name = annotation.get(_NAME)
    if annotation.get(_EXTENSION + "resolved") == "true" or (name is not None and name in answered):
        return True
    return not is_as_written(_get_lines(annotation))


def _get_lines(annotation: Any) -> list[str]:
    return ["".join(paragraph.itertext()) for paragraph in annotation.iter(TEXT + "p")]
