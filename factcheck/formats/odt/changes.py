"""Write tracked changes into an ODT file: the new words beside the old ones, which are moved to the list of changes."""

from __future__ import annotations

from copy import copy
from typing import Any

from factcheck.formats.odt.points import add_text, insert_at, remove_element
from factcheck.formats.odt.walk import CONTENT, OFFICE, TEXT, OdtParagraph, Walk
from factcheck.formats.odt.write import replace_text
from factcheck.formats.remark import AUTHOR
from factcheck.formats.word.paragraph import Atom

_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_REGIONS, _CHANGE = TEXT + "tracked-changes", TEXT + "change"
# Elements in which text can be deleted; what is between the paragraph and the words must be of these, so that they can be put back.
_PARAGRAPHS, _LOOKS = (TEXT + "p", TEXT + "h"), (TEXT + "span", TEXT + "a")
# What may stand before the list of changes in the body.
_BEFORE = (OFFICE + "forms",)


class Changes:
    """The tracked changes of one file."""

    def __init__(self, root: Any, walk: Walk, when: str) -> None:
        self._root, self._walk, self._when = root, walk, when
        self._ids = {each.get(name) for each in root.iter(TEXT + "changed-region") for name in (_XML_ID, TEXT + "id")}

    def add(self, place: tuple[OdtParagraph, int, int], text: str) -> bool:
        """Replace words of a paragraph, `[start, end)`, and track that; return whether it is possible. Those of headers and of fields, and
        those of which a part is already a change, remain as they are."""
        paragraph, start, end = place
        atoms = [atom for atom in paragraph.atoms if atom.start < end and start < atom.start + len(atom.text)]
        if paragraph.part != CONTENT or not atoms or not all(_is_deletable(atom, start, end) for atom in atoms):
            return False
        if _has_change_between(paragraph.element, atoms[0], atoms[-1]):
            return False
        deleted = self._copy_words(atoms, start, end)
        gone, new = self._add_region("deletion", deleted), self._add_region("insertion")
        opening = self._make(TEXT + "change-start", {TEXT + "change-id": new})
        insert_at(paragraph, start, self._make(TEXT + "change", {TEXT + "change-id": gone}))
        self._walk.rescan(paragraph)
        self._insert(paragraph, start, opening, self._make(TEXT + "change-end", {TEXT + "change-id": new}))
        self._remove_words(paragraph, start, end)
        holder = self._make(TEXT + "span")
        add_text(holder, text)
        _fill(opening, holder)
        self._walk.rescan(paragraph)
        return True

    def _insert(self, paragraph: OdtParagraph, start: int, *marks: Any) -> None:
        """Put marks before a character, in this order."""
        for mark in marks:
            insert_at(paragraph, start, mark)
            self._walk.rescan(paragraph)

    def _remove_words(self, paragraph: OdtParagraph, start: int, end: int) -> None:
        for atom in [atom for atom in paragraph.atoms if start <= atom.start < end and atom.node is None][::-1]:
            remove_element(atom.run)
        marks = sum(len(atom.text) for atom in paragraph.atoms if start <= atom.start < end and atom.node is None)
        self._walk.rescan(paragraph)
        replace_text(paragraph.atoms, start, end - marks, "")

    def _copy_words(self, atoms: list[Atom], start: int, end: int) -> Any:
        """Return a paragraph with words and their looks."""
        root = atoms[0].run if atoms[0].node is None else atoms[0].node
        while root.tag not in _PARAGRAPHS:
            root = root.getparent()
        found = self._make(root.tag, dict(root.attrib))
        found.attrib.pop(_XML_ID, None)
        for atom in atoms:
            words = atom.text[max(start - atom.start, 0) : end - atom.start]
            holder = found
            for look in reversed(_find_looks(atom)):
                holder = _reopen(holder, look)
            if atom.node is None:
                holder.append(_without_tail(atom.run))
            else:
                add_text(holder, words)
        return found

    def _add_region(self, kind: str, content: Any = None) -> str:
        """Add a change to the list, and return its id."""
        number = len(self._ids) + 1
        while f"factcheck-change-{number}" in self._ids:
            number += 1
        name = f"factcheck-change-{number}"
        self._ids.add(name)
        region = self._make(TEXT + "changed-region", {_XML_ID: name, TEXT + "id": name})
        change = self._make(TEXT + kind)
        info = self._make(OFFICE + "change-info")
        for tag, value in (("creator", AUTHOR), ("date", self._when)):
            element = self._make(_DC + tag)
            element.text = value
            info.append(element)
        change.append(info)
        if content is not None:
            change.append(content)
        region.append(change)
        self._find_list().append(region)
        return name

    def _find_list(self) -> Any:
        body = self._root.find(f"{OFFICE}body/{OFFICE}text")
        found = body.find(_REGIONS)
        if found is None:
            found = self._make(_REGIONS, {TEXT + "track-changes": "false"})
            body.insert(sum(each.tag in _BEFORE for each in body), found)
        return found

    def _make(self, tag: str, attributes: dict[str, str] | None = None) -> Any:
        return self._root.makeelement(tag, attributes or {})


def _get_container(atom: Atom) -> Any:
    if atom.node is None:
        return atom.run.getparent()
    return atom.node.getparent() if atom.run else atom.node


def _find_looks(atom: Atom) -> list[Any]:
    """Return the spans and links around characters, from the innermost."""
    found, element = [], _get_container(atom)
    while element.tag in _LOOKS:
        found.append(element)
        element = element.getparent()
    return found


def _is_deletable(atom: Atom, start: int, end: int) -> bool:
    """Return whether characters can be taken out and put back: those of paragraphs, spans and links; a mark as a whole."""
    looks = _find_looks(atom)
    outer = looks[-1].getparent() if looks else _get_container(atom)
    is_whole = atom.node is not None or (start <= atom.start and atom.start + len(atom.text) <= end)
    return outer.tag in _PARAGRAPHS and is_whole


def _has_change_between(paragraph: Any, first: Atom, last: Atom) -> bool:
    """Return whether a tracked change begins, ends or stands between two atoms of a paragraph."""
    begin, end = (atom.run if atom.node is None else atom.node for atom in (first, last))
    inside = False
    for element in paragraph.iter():
        if inside and isinstance(element.tag, str) and element.tag.startswith(_CHANGE):
            return True
        inside = inside or element is begin
        if element is end:
            return False
    return False


def _reopen(holder: Any, look: Any) -> Any:
    """Return the last child of an element if it is a copy of a span, else a new copy."""
    if len(holder) and holder[-1].tag == look.tag and dict(holder[-1].attrib) == dict(look.attrib) and not holder[-1].tail:
        return holder[-1]
    new = holder.makeelement(look.tag, dict(look.attrib))
    holder.append(new)
    return new


def _without_tail(element: Any) -> Any:
    found = copy(element)
    found.tail = None
    return found


def _fill(opening: Any, holder: Any) -> None:
    """Put the text and the marks of an element after another."""
    rest = opening.tail or ""
    opening.tail = holder.text or ""
    at = opening.getparent().index(opening) + 1
    for child in list(holder):
        opening.getparent().insert(at, child)
        at += 1
    last = opening.getparent()[at - 1]
    last.tail = (last.tail or "") + rest
