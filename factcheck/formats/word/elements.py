"""The elements of a Word file: made, numbered, and cut."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from factcheck.formats.structure.numerals import parse_number
from factcheck.formats.word.parts import W
from factcheck.formats.word.write import SPACE

_MOST_IDS = 2_000_000_000


def cut_run(run: Any, node: Any, at: int, text: str) -> None:
    """Move what follows a place in a run to a new run after it, of the same looks; the place is in `node`, or before it where `at` is 0."""
    new = make_element("r")
    for name, value in run.attrib.items():
        new.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    following = list(node.itersiblings()) if node is not None else []
    if node is not None and at == 0:
        following = [node, *following]
    elif node is not None:
        rest = make_text("t", node.text[at:])
        node.text = node.text[:at]
        node.set(SPACE, "preserve")
        new.append(rest)
    for each in following:
        new.append(each)
    run.addnext(new)


def get_number(element: Any) -> int:
    """Return the id of an element; 0 where it is no number."""
    return parse_number(element.get(W + "id"), 0, _MOST_IDS)


def make_element(name: str, **attributes: str) -> Any:
    """Return a new element of the main namespace."""
    from lxml import etree

    return etree.Element(W + name, {W + key: value for key, value in attributes.items()}, nsmap={"w": W[1:-1]})


def make_text(name: str, text: str) -> Any:
    """Return a new element with a text, of which all spaces count."""
    node = make_element(name)
    node.text = text
    node.set(SPACE, "preserve")
    return node


def make_paragraph(text: str) -> Any:
    """Return a new paragraph with a text."""
    paragraph, run = make_element("p"), make_element("r")
    run.append(make_text("t", text))
    paragraph.append(run)
    return paragraph


def get_lines(comment: Any) -> list[str]:
    """Return the text of each paragraph of a comment."""
    return ["".join(node.text or "" for node in paragraph.iter(W + "t")) for paragraph in comment.iter(W + "p")]


def find_note_mark(root: Any, note: Any) -> Any:
    """Return the run of the body that refers to a footnote or endnote; None where there is none."""
    number = note.get(W + "id")
    for mark in root.iter(f"{note.tag}Reference"):
        if mark.get(W + "id") == number:
            return next(mark.iterancestors(W + "r"), None)
    return None
