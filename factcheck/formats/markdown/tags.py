"""The tags of HTML in Markdown: their attributes, and which elements they close."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.runtime.regex import compiled

_ATTRIBUTE = compiled(r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?""")
_ROW = compiled(r"<(/?)(?:(tr)|table)\b", re.IGNORECASE)
# Where a table's second row is looked for, in characters.
_FAR = 20_000
# An element that opens closes those that cannot hold it, up to what holds them both.
_ROWS = frozenset({"table"})
_LISTS = frozenset({"ul", "ol", "menu", "table"})
_CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "td": (frozenset({"td", "th"}), _ROWS),
    "th": (frozenset({"td", "th"}), _ROWS),
    "tr": (frozenset({"td", "th", "tr"}), _ROWS),
    "tbody": (frozenset({"td", "th", "tr", "thead", "tbody"}), _ROWS),
    "tfoot": (frozenset({"td", "th", "tr", "thead", "tbody"}), _ROWS),
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
}
_PARAGRAPH = frozenset({"p"})


def closed_by(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the elements that an opening element closes, and those up to which it closes them."""
    return _CLOSES.get(name, (_PARAGRAPH, frozenset()))


def read_attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes of a tag from just after its name, the first of each name, and where the tag ends."""
    found: dict[str, str] = {}
    while each := _ATTRIBUTE.match(text, at):
        found.setdefault(each[1].lower(), each[2] or each[3] or each[4] or "")
        at = each.end()
    end = text.find(">", at)
    return found, end + 1 if end >= 0 else len(text)


def has_rows(content: str, at: int) -> bool:
    """Return whether the table that opens before a place has more than one row, those of tables inside it left out."""
    depth = rows = 0
    for found in _ROW.finditer(content, at, at + _FAR):
        if found[2]:
            rows += not found[1] and depth == 0
        else:
            depth += -1 if found[1] else 1
        if rows > 1 or depth < 0:
            break
    return rows > 1
