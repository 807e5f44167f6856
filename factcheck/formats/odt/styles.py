"""Read the styles of an ODT file: title, superscript, hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TITLE = ("title", "titre")


class Styles:
    """The styles of one file, by their names."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._styles: Mapping[str, Any] = {style.get(STYLE + "name", ""): style for root in roots for style in root.iter(STYLE + "style")}
        self.titles = frozenset(self._titled())
        self.raised = frozenset(name for name, value in self._values(STYLE + "text-position") if _is_raised(value))
        self.hidden = frozenset(name for name, value in self._values(_TEXT + "display") if value == "none")

    def _titled(self) -> Iterator[str]:
        for name, style in self._styles.items():
            if any(each.lower() in _TITLE for each in (name, style.get(STYLE + "parent-style-name", ""))):
                yield name

    def _values(self, attribute: str) -> Iterator[tuple[str, str]]:
        """Yield the value of a property of text in each style that sets it, by itself or by the style that it is based on."""
        for name, style in self._styles.items():
            for based in (style, self._styles.get(style.get(STYLE + "parent-style-name", ""))):
                properties = based.find(STYLE + "text-properties") if based is not None else None
                value = properties.get(attribute) if properties is not None else None
                if value:
                    yield name, value
                    break


def _is_raised(position: str) -> bool:
    return position.startswith("super") or (position[:1].isdigit() and not position.startswith("0"))
