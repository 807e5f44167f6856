"""Separate the instructions of the fields of a Word file from their results, also in nested fields."""

from __future__ import annotations

from typing import Any

from factcheck.formats.word.parts import MATH, W

_CHAR, _TYPE = W + "fldChar", W + "fldCharType"
_DELETED = (W + "del", W + "moveFrom")
_SHOWN = (
    _CHAR,
    W + "t",
    MATH + "t",
    W + "tab",
    W + "ptab",
    W + "br",
    W + "cr",
    W + "noBreakHyphen",
    W + "drawing",
    W + "pict",
    W + "object",
)


def find_instructions(root: Any) -> frozenset[Any]:
    """Return the elements of a part that stand in a field's instructions: between its first mark and the one that parts them from its result.

    A mark without its fellows is no field's, so that nothing after it is lost.
    """
    marks = [mark for mark in root.iter(_CHAR) if not any(above.tag in _DELETED for above in mark.iterancestors())]
    if not marks:
        return frozenset()
    kinds = _matched(marks)
    found: set[Any] = set()
    hidden: list[bool] = []
    inside = 0
    for element in root.iter(*_SHOWN):
        kind = kinds.get(element) if element.tag == _CHAR else None
        if element.tag != _CHAR:
            if inside:
                found.add(element)
        elif kind == "begin":
            hidden.append(True)
            inside += 1
        elif kind == "separate" and hidden[-1]:
            hidden[-1] = False
            inside -= 1
        elif kind == "end":
            inside -= hidden.pop()
    return frozenset(found)


def _matched(marks: list[Any]) -> dict[Any, str]:
    """Return the kinds of the marks of whole fields."""
    kinds: dict[Any, str] = {}
    opened: list[list[tuple[Any, str]]] = []
    for mark in marks:
        kind = mark.get(_TYPE, "")
        if kind == "begin":
            opened.append([(mark, kind)])
        elif opened and kind == "separate":
            opened[-1].append((mark, kind))
        elif opened and kind == "end":
            kinds.update([*opened.pop(), (mark, kind)])
    return kinds
