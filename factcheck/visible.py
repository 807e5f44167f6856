"""Text that is safe to show: characters that a terminal would obey, and those that no encoding has, are spelled out."""

from __future__ import annotations

import re
from typing import Any

# Controls of C0 and C1, line separators, marks that turn the direction of writing, halves of surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")
# A byte of a file name that is no UTF-8 comes as one of these.
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF
_BYTES = 0xDC00
_BYTE = re.compile("[\udc80-\udcff]")
_PICTURES, _DELETE, _SEPARATORS = 0x2400, 0x7F, (0x2028, 0x2029)
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """Return a text on one line, each character that cannot be shown as an escape such as `\\x1b`."""
    return _UNSAFE.sub(lambda found: _escape(found[0]), text)


def visible_lines(text: str) -> str:
    """Return a text of several lines as `visible` gives it, its tabs and ends of lines kept."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] in "\n\t" else _escape(found[0]), text)


def visible_bytes(text: str) -> str:
    """Return a text in which each byte of a file name that is no UTF-8 is an escape such as `\\xE9`."""
    return _BYTE.sub(lambda found: _escape(found[0]), text)


def masked(text: str, keep: str = "\n\t") -> str:
    """Return a text of the same length, in which a picture stands for each control character but those to keep."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else _picture(ord(found[0])), text)


def visible_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a message, their texts as `visible` gives them."""
    return {name: visible(value) if isinstance(value, str) else value for name, value in values.items()}


def escaped_json(text: str) -> str:
    """Return JSON in which every character that a terminal would obey, or that no encoding has, is an escape of JSON."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] in "\n\r\t" else f"\\u{ord(found[0]):04x}", text)


def _escape(character: str) -> str:
    code = ord(character)
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        return f"\\x{code - _BYTES:02X}"
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(_PICTURES + code)
    if code in _SEPARATORS:
        return " "
    return "\N{SYMBOL FOR DELETE}" if code == _DELETE else _UNKNOWN
