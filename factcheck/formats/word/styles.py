"""Read the styles of a Word file: heading, list item, hidden."""

from __future__ import annotations

from typing import Any

from factcheck.document import BlockKind
from factcheck.formats.structure.numerals import parse_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = _W + "val"
# How far styles are based on one another before that is taken for a circle.
_DEPTH = 12
# The name of Word's built-in style, the same in every language.
_HEADING, _TITLE = "heading ", "title"
_LEVELS = 9
_OFF = ("0", "false", "off")


class Styles:
    """The styles of one file."""

    def __init__(self, root: Any) -> None:
        self.language = ""
        self._styles = {}
        if root is not None:
            self._styles = {style.get(_W + "styleId", ""): style for style in root.iter(_W + "style")}
            for found in root.iterfind(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang"):
                self.language = found.get(_VAL, "")

    def kind(self, paragraph: Any) -> tuple[BlockKind | None, int]:
        """Return what a paragraph is, with its level; None where its style says nothing."""
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return None, 0
        outline, numbered = _outline(properties), _numbered(properties)
        style, name = properties.find(_W + "pStyle"), ""
        identifier = style.get(_VAL, "") if style is not None else ""
        for _ in range(_DEPTH):
            found = self._styles.get(identifier)
            if found is None:
                break
            named = found.find(_W + "name")
            name = (named.get(_VAL, "") if named is not None else "").lower()
            if name.startswith(_HEADING) and (level := parse_number(name[len(_HEADING) :], 0, _LEVELS)):
                return BlockKind.HEADING, level
            if name == _TITLE:
                return BlockKind.HEADING, 1
            own = found.find(_W + "pPr")
            if own is not None:
                outline = _outline(own) if outline is None else outline
                numbered = _numbered(own) if numbered is None else numbered
            based = found.find(_W + "basedOn")
            identifier = based.get(_VAL, "") if based is not None else ""
        if outline is not None and outline < 9:
            return BlockKind.HEADING, outline + 1
        return (BlockKind.ITEM, numbered) if numbered else (None, 0)

    def hidden(self, run: Any) -> bool:
        """Return whether a run is hidden text."""
        found = run.find(f"{_W}rPr/{_W}vanish")
        return found is not None and found.get(_VAL, "true") not in _OFF

    def raised(self, run: Any) -> bool:
        """Return whether a run is superscript, by its own properties or by its character style; or smaller letters, set higher by themselves."""
        properties = run.find(_W + "rPr")
        if properties is not None and properties.find(_W + "sz") is not None and _lifted(properties):
            return True
        if properties is not None and properties.find(_W + "vertAlign") is None:
            style = properties.find(_W + "rStyle")
            found = self._styles.get(style.get(_VAL, "")) if style is not None else None
            properties = self._run_properties(found) if found is not None else None
        align = properties.find(_W + "vertAlign") if properties is not None else None
        return align is not None and align.get(_VAL) == "superscript"

    def _run_properties(self, style: Any) -> Any:
        """Return the nearest run properties of a character style that align it; None where none do."""
        for _ in range(_DEPTH):
            own = style.find(_W + "rPr")
            if own is not None and own.find(_W + "vertAlign") is not None:
                return own
            based = style.find(_W + "basedOn")
            style = self._styles.get(based.get(_VAL, "")) if based is not None else None
            if style is None:
                return None
        return None


def _lifted(properties: Any) -> bool:
    position = properties.find(_W + "position")
    value = position.get(_VAL, "") if position is not None else ""
    return value.isascii() and value.isdigit() and int(value[:6]) > 0


def _outline(properties: Any) -> int | None:
    found = properties.find(_W + "outlineLvl")
    level = parse_number(found.get(_VAL), -1, _LEVELS) if found is not None else -1
    return level if level >= 0 else None


def _numbered(properties: Any) -> int | None:
    """Return the depth of a list from 1; 0 where numbering is taken off; None where the style does not say."""
    found = properties.find(_W + "numPr")
    if found is None:
        return None
    identifier, level = found.find(_W + "numId"), found.find(_W + "ilvl")
    if identifier is not None and identifier.get(_VAL) == "0":
        return 0
    return parse_number(level.get(_VAL), 0, _LEVELS) + 1 if level is not None else 1
