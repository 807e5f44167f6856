"""Write comments and tracked changes into a Word file, on exactly the words that they concern."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from factcheck.formats.archive import Archive
from factcheck.formats.remark import AUTHOR, Remark
from factcheck.formats.word.elements import cut_run, find_note_mark, get_number, make_element, make_paragraph, make_text
from factcheck.formats.word.own_comments import OwnComments
from factcheck.formats.word.paragraph import WordParagraph
from factcheck.formats.word.parts import W
from factcheck.formats.word.walk import Walk
from factcheck.formats.word.write import SPACE, ParagraphMap

_TYPES = "[Content_Types].xml"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class WordAnnotator:
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
        self._ids = max((get_number(each) for root in self._roots() for each in root.iter(W + "ins", W + "del")), default=0)
        self._own = OwnComments(self._parts, self._comments)
        self._former: Counter[str] = Counter()
        self._others: dict[str, Any] = {}
        self._changed, self.added = False, 0

    def _roots(self) -> list[Any]:
        return list(self._walk.roots.values())

    def comment(self, remarks: Sequence[Remark]) -> list[bool]:
        """Add comments, and return whether each could be attached to words of the body: that on a note is attached to its mark, and none can
        be in a header or footer."""
        self._remove_own()
        return [self._add(remark) for remark in reversed(remarks)][::-1]

    def summarize(self, lines: Sequence[str]) -> None:
        """Add a comment to the first words of the body."""
        self._remove_own()
        body = (each for each in self._lines.paragraphs if each.part == self._parts.main and each.is_writable)
        first = next((each for each in body if each.text.strip()), None)
        if first is not None and "\n".join(lines) not in self._own.kept_texts:
            self._attach(self._isolated(first, 0, first.length), lines)

    def _remove_own(self) -> None:
        if self._own.texts and not self._former:
            self._former = Counter(self._own.texts)
            self._others = self._own.remove(self._roots())

    def _add(self, remark: Remark) -> bool:
        if remark.text in self._own.kept_texts:
            self._own.kept_texts.remove(remark.text)
            return True
        found = self._lines.find(remark.start, max(remark.end, remark.start + 1))
        runs = self._find_anchor(*found) if found else []
        if runs:
            self._attach(runs, remark.lines)
            self.added += not self._former[remark.text]
            self._former[remark.text] -= bool(self._former[remark.text])
        return bool(runs)

    def _find_anchor(self, paragraph: WordParagraph, start: int, end: int) -> list[Any]:
        """Return the runs of the body to which a comment on these words is attached."""
        if paragraph.part == self._parts.main:
            return self._isolated(paragraph, max(min(start, paragraph.length - 1), 0), min(end, paragraph.length))
        note = next(paragraph.elements[0].iterancestors(W + "footnote", W + "endnote"), None) if paragraph.elements else None
        mark = find_note_mark(self._walk.roots[self._parts.main], note) if note is not None else None
        return [] if mark is None else [mark]

    def _attach(self, runs: Sequence[Any], lines: Sequence[str]) -> None:
        if not runs:
            return
        number = str(max((get_number(each) for each in self._comments), default=-1) + 1)
        opening, closing = make_element("commentRangeStart", id=number), make_element("commentRangeEnd", id=number)
        runs[0].addprevious(opening)
        runs[-1].addnext(closing)
        mark = make_element("r")
        mark.append(make_element("commentReference", id=number))
        closing.addnext(mark)
        comment = make_element("comment", id=number, author=AUTHOR, date=self._when, initials="fc")
        for line in lines:
            comment.append(make_paragraph(line))
        self._comments.append(comment)
        self._changed = True

    def suggest(self, edits: Sequence[tuple[int, int, str]]) -> int:
        """Add corrections as tracked changes, from the last to the first; how many were added."""
        added = 0
        for start, end, text in reversed(edits):
            found = self._lines.find(start, end)
            runs = self._isolated(*found) if found else []
            if not runs:
                continue
            inserted = make_element("ins", id=self._next(), author=AUTHOR, date=self._when)
            run = make_element("r")
            properties = runs[0].find(W + "rPr")
            if properties is not None:
                run.append(deepcopy(properties))
            run.append(make_text("t", text))
            inserted.append(run)
            runs[-1].addnext(inserted)
            for each in runs:
                self._delete(each)
            self._changed = True
            added += 1
        return added

    def _delete(self, run: Any) -> None:
        wrapper = make_element("del", id=self._next(), author=AUTHOR, date=self._when)
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
            cut_run(atom.run, atom.node, atom.at + at - atom.start if within else 0, atom.text)
            self._walk.rescan(paragraph)
            return

    def data(self) -> bytes:
        """Return the bytes of the file; those that it had where nothing was added."""
        if not self._changed and not self._former:
            return self._archive.data
        parts = {name: self._parts.serialized(name, root) for name, root in self._walk.roots.items()}
        parts |= {name: self._parts.serialized(name, root) for name, root in self._others.items()}
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
