"""Write comments and tracked changes into a Word file, on exactly the words that they concern."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from factcheck.formats.archive import Archive
from factcheck.formats.structure.numerals import parse_number
from factcheck.formats.word.paragraph import WordParagraph
from factcheck.formats.word.parts import W
from factcheck.formats.word.walk import Walk
from factcheck.formats.word.write import SPACE, ParagraphMap
from factcheck.runtime.records import record

AUTHOR = "factcheck"
_MOST_IDS = 2_000_000_000
_TYPES = "[Content_Types].xml"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@record
class Remark:
    """The comment on a source span, line by line."""

    start: int
    end: int
    lines: Sequence[str]


class Annotator:
    """Adds comments and changes to one Word file."""

    def __init__(self, data: bytes, path: str, when: date) -> None:
        """Raises DocumentError where the file cannot be read."""
        from lxml import etree

        self._archive = Archive(data, path)
        self._walk = Walk(self._archive)
        self._lines = ParagraphMap(self._walk.paragraphs())
        self._when = f"{when.isoformat()}T00:00:00Z"
        self._parts = self._walk.parts
        known = self._parts.list_parts("comments")
        self._name = known[0] if known else posixpath.join(posixpath.dirname(self._parts.main), "comments.xml")
        self._comments = self._parts.xml(self._name)
        self._new = self._comments is None
        if self._comments is None:
            self._comments = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        self._ids = max((_number(each) for root in self._roots() for each in root.iter(W + "ins", W + "del")), default=0)
        self._changed = False

    def _roots(self) -> list[Any]:
        return list(self._walk.roots.values())

    def comment(self, remarks: Sequence[Remark]) -> int:
        """Add the comments that the file does not bear yet; how many these are. In a header or footer, where Word has none, they go to
        the first words of the body."""
        known = Counter(_get_text(comment) for comment in self._comments if comment.get(W + "author") == AUTHOR)
        added = 0
        for remark in reversed(remarks):
            text = "\n".join(remark.lines)
            if known[text]:
                known[text] -= 1
                continue
            found = self._lines.find(remark.start, max(remark.end, remark.start + 1))
            if found is None or found[0].part != self._parts.main:
                found = next(((each, 0, 1) for each in self._lines.paragraphs if each.part == self._parts.main and each.length), None)
            if found and self._anchor(*found, remark.lines):
                added += 1
        return added

    def _anchor(self, paragraph: WordParagraph, start: int, end: int, lines: Sequence[str]) -> bool:
        runs = self._isolated(paragraph, start, min(end, paragraph.length))
        if not runs:
            return False
        number = str(max((_number(each) for each in self._comments), default=-1) + 1)
        opening, closing = _element("commentRangeStart", id=number), _element("commentRangeEnd", id=number)
        runs[0].addprevious(opening)
        runs[-1].addnext(closing)
        mark = _element("r")
        mark.append(_element("commentReference", id=number))
        closing.addnext(mark)
        comment = _element("comment", id=number, author=AUTHOR, date=self._when, initials="fc")
        for line in lines:
            comment.append(_paragraph(line))
        self._comments.append(comment)
        self._changed = True
        return True

    def suggest(self, edits: Sequence[tuple[int, int, str]]) -> int:
        """Add corrections as tracked changes, from the last to the first; how many were added."""
        added = 0
        for start, end, text in reversed(edits):
            found = self._lines.find(start, end)
            runs = self._isolated(*found) if found else []
            if not runs:
                continue
            inserted = _element("ins", id=self._next(), author=AUTHOR, date=self._when)
            run = _element("r")
            properties = runs[0].find(W + "rPr")
            if properties is not None:
                run.append(deepcopy(properties))
            run.append(_text("t", text))
            inserted.append(run)
            runs[-1].addnext(inserted)
            for each in runs:
                self._delete(each)
            self._changed = True
            added += 1
        return added

    def _delete(self, run: Any) -> None:
        wrapper = _element("del", id=self._next(), author=AUTHOR, date=self._when)
        run.addprevious(wrapper)
        wrapper.append(run)
        for node in run.findall(W + "t"):
            node.tag = W + "delText"
            node.set(SPACE, "preserve")

    def _next(self) -> str:
        self._ids += 1
        return str(self._ids)

    def _isolated(self, paragraph: WordParagraph, start: int, end: int) -> list[Any]:
        """Return the runs that hold exactly these characters; those at the ends are split."""
        for at in (end, start):
            self._split(paragraph, at)
        runs: list[Any] = []
        for atom in paragraph.atoms:
            inside = start <= atom.start and atom.start + len(atom.text) <= end
            if inside and atom.run is not None and (not runs or runs[-1] is not atom.run):
                runs.append(atom.run)
        return runs

    def _split(self, paragraph: WordParagraph, at: int) -> None:
        """Cut the run that holds characters on both sides of a place in two."""
        for index, atom in enumerate(paragraph.atoms):
            within = atom.start < at < atom.start + len(atom.text)
            between = atom.start == at and index and paragraph.atoms[index - 1].run is atom.run
            if atom.run is None or not (within or between):
                continue
            _cut(atom.run, atom.node, atom.at + at - atom.start if within else 0, atom.text)
            self._walk.rescan(paragraph)
            return

    def data(self) -> bytes:
        """Return the bytes of the file; those that it had where nothing was added."""
        if not self._changed:
            return self._archive.data
        parts = {name: self._parts.serialized(name, root) for name, root in self._walk.roots.items()}
        parts[self._name] = self._parts.serialized(self._name, self._comments)
        if self._new:
            relations = self._parts.relations_name(self._parts.main)
            parts[relations] = self._parts.serialized(relations, self._related(relations))
            parts[_TYPES] = self._parts.serialized(_TYPES, self._typed())
        return self._archive.rewritten(parts)

    def _related(self, relations: str) -> Any:
        from lxml import etree

        root = self._archive.xml(relations)
        root = etree.Element(_REL + "Relationships") if root is None else root
        known = {each.get("Id") for each in root}
        name = next(f"rIdFactcheck{number}" for number in range(len(known) + 1) if f"rIdFactcheck{number}" not in known)
        etree.SubElement(root, _REL + "Relationship", Id=name, Type=f"{self._parts.office}/comments", Target=posixpath.basename(self._name))
        return root

    def _typed(self) -> Any:
        from lxml import etree

        root = self._archive.xml(_TYPES)
        etree.SubElement(root, _TYPE + "Override", PartName=f"/{self._name}", ContentType=_COMMENTS_TYPE)
        return root


def _cut(run: Any, node: Any, at: int, text: str) -> None:
    """Move what follows a place in a run to a new run after it, of the same looks; the place is in `node`, or before it where `at` is 0."""
    new = _element("r")
    for name, value in run.attrib.items():
        new.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    following = list(node.itersiblings()) if node is not None else []
    if node is not None and at == 0:
        following = [node, *following]
    elif node is not None:
        rest = _text("t", node.text[at:])
        node.text = node.text[:at]
        node.set(SPACE, "preserve")
        new.append(rest)
    for each in following:
        new.append(each)
    run.addnext(new)


def _number(element: Any) -> int:
    return parse_number(element.get(W + "id"), 0, _MOST_IDS)


def _element(name: str, **attributes: str) -> Any:
    from lxml import etree

    return etree.Element(W + name, {W + key: value for key, value in attributes.items()}, nsmap={"w": W[1:-1]})


def _text(name: str, text: str) -> Any:
    node = _element(name)
    node.text = text
    node.set(SPACE, "preserve")
    return node


def _paragraph(text: str) -> Any:
    paragraph, run = _element("p"), _element("r")
    run.append(_text("t", text))
    paragraph.append(run)
    return paragraph


def _get_text(comment: Any) -> str:
    return "\n".join("".join(node.text or "" for node in paragraph.iter(W + "t")) for paragraph in comment.iter(W + "p"))
