"""List what a Word file contains besides text: charts, large pictures, embedded objects, formulas, parts of other files."""

from __future__ import annotations

from typing import Any

from factcheck.formats.structure.numerals import parse_number
from factcheck.formats.word.parts import MATH, W

UnreadPart = tuple[str, str, dict[str, str | int]]
"""The kind, the message and its values of an `Unread`."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/%s}"
_CHART, _PICTURE, _ANCHORS = _DRAWING % "chart", _DRAWING % "picture", _DRAWING % "wordprocessingDrawing"
_CHART_EX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_OLE, _VML = "{urn:schemas-microsoft-com:office:office}", "{urn:schemas-microsoft-com:vml}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = _DRAWING % "diagram" + "relIds"
# A picture without a description is reported where it is that high and wide, in EMU (914 400 an inch): no logo, no ornament.
_WIDE, _HIGH = 3 * 914_400, 2 * 914_400
_MOST = 1_000_000_000
_PLAIN = (MATH + "r", MATH + "oMathParaPr", W + "ins", W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr")


def describe_unread(element: Any) -> UnreadPart | None:
    """Return what an element is that is not read and that an editor wants to know of; None where it is no such thing."""
    tag = element.tag
    if tag in (_CHART + "chart", _CHART_EX + "chart"):
        return "chart", "unread-chart", {}
    if tag == _PICTURE + "pic":
        return ("picture", "unread-picture", {}) if _fills(element) else None
    if tag == _OLE + "OLEObject":
        return _object(element.get("ProgID", ""))
    if tag == W + "subDoc":
        return "part", "unread-part", {"name": element.get(RELATED + "id", "")}
    if tag == MATH + "oMath":
        return ("part", "unread-formula", {}) if any(character.isdigit() for text in element.itertext() for character in text) else None
    return None


def is_built_up(formula: Any) -> bool:
    """Return whether a formula has fractions, powers or roots, which its characters in a row do not say."""
    return any(child.tag not in _PLAIN for child in formula)


def _fills(picture: Any) -> bool:
    """Return whether a picture is large and without a description."""
    frame = next(picture.iterancestors(_ANCHORS + "inline", _ANCHORS + "anchor"), None)
    extent = frame.find(_ANCHORS + "extent") if frame is not None else None
    stated = frame.find(_ANCHORS + "docPr") if frame is not None else None
    if extent is None or (stated is not None and (stated.get("descr") or "").strip()):
        return False
    return parse_number(extent.get("cx"), 0, _MOST) >= _WIDE and parse_number(extent.get("cy"), 0, _MOST) >= _HIGH


def _object(program: str) -> UnreadPart:
    name = program.lower()
    if "equation" in name or "mathtype" in name:
        return "part", "unread-formula", {}
    if "chart" in name:
        return "chart", "unread-chart", {}
    return "part", "unread-object", {"name": program or "OLE"}
