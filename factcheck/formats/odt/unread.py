"""List what a frame of an ODT file contains besides text: charts, large pictures, embedded objects, formulas."""

from __future__ import annotations

from typing import Any

from factcheck.formats.archive import Archive
from factcheck.formats.word.unread import UnreadPart
from factcheck.runtime.regex import compiled

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_DRAW, _OFFICE, _SVG = _NS % "drawing", _NS % "office", _NS % "svg-compatible"
_HREF, _MATH = "{http://www.w3.org/1999/xlink}href", "{http://www.w3.org/1998/Math/MathML}math"
_LENGTH = compiled(r"(\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)")
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}
# A picture without a description is reported where it is that wide and high, in inches: no logo, no ornament.
_WIDE, _HIGH = 3.0, 2.0


def describe_unread(frame: Any, archive: Archive) -> UnreadPart | None:
    """Return what a frame holds that is not read and that an editor wants to know of; None where it holds no such thing. Raises DocumentError."""
    found = frame.find(_DRAW + "object")
    if found is not None:
        return _object(found, archive)
    if frame.find(_DRAW + "object-ole") is not None:
        return "part", "unread-object", {"name": "OLE"}
    page = frame.find(_DRAW + "floating-frame")
    if page is not None:
        return "part", "unread-frame", {"name": page.get(_HREF, "")}
    if frame.find(_DRAW + "text-box") is None and frame.find(_DRAW + "image") is not None and _fills(frame):
        return "picture", "unread-picture", {}
    return None


def _object(element: Any, archive: Archive) -> UnreadPart:
    name = element.get(_HREF, "").removeprefix("./").rstrip("/")
    root = archive.xml(f"{name}/content.xml") if name else element
    if root is not None and (root.tag == _MATH or root.find(_MATH) is not None):
        return "part", "unread-formula", {}
    if root is not None and root.find(f"{_OFFICE}body/{_OFFICE}chart") is not None:
        return "chart", "unread-chart", {}
    return "part", "unread-object", {"name": name}


def _fills(frame: Any) -> bool:
    if any((frame.findtext(_SVG + name) or "").strip() for name in ("title", "desc")):
        return False
    return _inches(frame.get(_SVG + "width")) >= _WIDE and _inches(frame.get(_SVG + "height")) >= _HIGH


def _inches(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _INCHES[found[2]] if found else 0.0
