"""Put elements at places in the text of an ODT file, and take text out."""

from __future__ import annotations

from typing import Any

from factcheck.formats.odt.walk import DRAW, TEXT, OdtParagraph
from factcheck.formats.word.paragraph import Atom
from factcheck.runtime.regex import compiled

# The elements whose text may contain others; those of fields may not.
CONTAINERS = tuple(TEXT + name for name in ("p", "h", "span", "a", "meta", "meta-field", "ruby-base"))
_SPACES = compiled(r"^ +| {2,}| +$|\t")


def insert_at(paragraph: OdtParagraph, at: int, new: Any, *, is_end: bool = False) -> bool:
    """Put an element before a character of a paragraph, or after the one before with `is_end`; return whether that is possible."""
    atom = _find_atom(paragraph, at - 1 if is_end else at)
    if atom is None:
        return False
    if atom.node is None:
        _insert_beside(atom.run, new, is_end=is_end)
        return True
    container = atom.node.getparent() if atom.run else atom.node
    if container.tag not in CONTAINERS:
        while container.getparent().tag not in CONTAINERS:
            container = container.getparent()
        _insert_beside(container, new, is_end=is_end)
        return True
    _insert_in_text(atom, atom.at + at - atom.start, new)
    return True


def _find_atom(paragraph: OdtParagraph, at: int) -> Atom | None:
    return next((atom for atom in paragraph.atoms if atom.start <= at < atom.start + len(atom.text)), None)


def _insert_in_text(atom: Atom, offset: int, new: Any) -> None:
    node = atom.node
    if atom.run:
        text, node.tail = node.tail, node.tail[:offset]
        node.getparent().insert(node.getparent().index(node) + 1, new)
    else:
        text, node.text = node.text, node.text[:offset]
        node.insert(0, new)
    new.tail = text[offset:]


def _insert_beside(element: Any, new: Any, *, is_end: bool = False) -> None:
    """Put an element before another, or after it."""
    parent = element.getparent()
    at = parent.index(element)
    if is_end:
        new.tail, element.tail = element.tail, None
    parent.insert(at + is_end, new)


def insert_before(element: Any, new: Any) -> None:
    """Put an element before another."""
    _insert_beside(element, new)


def remove_element(element: Any) -> None:
    """Remove an element; the text that follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def add_text(element: Any, text: str) -> None:
    """Add text at the end of an element, in which all spaces count."""
    at = 0
    for found in _SPACES.finditer(text):
        _append(element, text[at : found.start()])
        mark = element.makeelement(TEXT + ("tab" if found[0] == "\t" else "s"))
        if found.end() - found.start() > 1:
            mark.set(TEXT + "c", str(found.end() - found.start()))
        element.append(mark)
        at = found.end()
    _append(element, text[at:])


def _append(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def find_anchor(paragraph: OdtParagraph) -> Any:
    """Return the note or shape in the body's text in which a paragraph stands, the outermost; None where it stands in the body itself."""
    found = None
    for each in paragraph.element.iterancestors():
        if each.tag == TEXT + "note" or each.tag.startswith(DRAW):
            found = each
    return found
