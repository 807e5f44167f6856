"""The items of a cell: several words or texts, with semicolons or line breaks between them, and quotation marks around one that has any."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = r'"(?:[^"]|"")*"'
_FIRM, _SOFT = ";\n\r", ","
_ALL = _FIRM + _SOFT
_SIGNS = re.compile(rf'[{_ALL}]|^"|"$')


def split_items(text: str, commas: bool) -> list[str]:
    """Return the items of a cell. With `commas`, they too separate items, where the cell has no semicolon and no line break."""
    firm = _split(text, _FIRM)
    if commas and len(firm) == 1:
        return _split(text, _SOFT)
    return firm


def _split(text: str, signs: str) -> list[str]:
    pieces = re.findall(rf"(?:(?<![^{_ALL}])[ \t]*{_QUOTED}[ \t]*(?![^{_ALL}])|[^{signs}])+", text)
    return [item for piece in pieces if (item := _unquote(piece.strip()))]


def _unquote(piece: str) -> str:
    return piece[1:-1].replace('""', '"') if re.fullmatch(_QUOTED, piece) else piece


def join_items(items: Sequence[str]) -> str:
    """Return a cell with some items, from which `split_items` returns the same."""
    return "; ".join('"' + item.replace('"', '""') + '"' if _SIGNS.search(item) else item for item in items)
