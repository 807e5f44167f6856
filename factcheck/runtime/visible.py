"""Make text safe to show: control characters, and characters that no encoding has, are spelled out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

# Halves of surrogates; line separators, marks that turn the direction of writing, marks of annotations.
_SURROGATES = range(0xD800, 0xE000)
_UNSAFE = frozenset([0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC)])
# A byte of a file name that is no UTF-8 comes as one of these.
_BYTES = range(0xDC80, 0xDD00)
_SEPARATORS, _PICTURES, _DELETE = (0x2028, 0x2029), 0x2400, 0x7F
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_NAMED = {0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t"}


class _Table(dict[int, int | str]):
    """What `str.translate` makes of each character: itself, unless it is unsafe and not one of those to keep."""

    def __init__(self, spelled: Callable[[int], str], keep: str = "") -> None:
        self._spelled, self._keep = spelled, frozenset(map(ord, keep))

    def __missing__(self, code: int) -> int | str:
        self[code] = self._spelled(code) if _is_unsafe(code) and code not in self._keep else code
        return self[code]


def _is_unsafe(code: int) -> bool:
    """Return whether a terminal obeys a character, or no encoding has it."""
    return code < 0x20 or 0x7F <= code < 0xA0 or code in _UNSAFE or code in _SURROGATES


def escape_line(text: str) -> str:
    """Return a text on one line, each character that cannot be shown as an escape such as `\\x1b`."""
    return text.translate(_LINE)


def escape_lines(text: str) -> str:
    """Return a text of several lines as `visible` gives it, its tabs and ends of lines kept."""
    return text.translate(_LINES)


def escape_bytes(text: str) -> str:
    """Return a text in which each byte of a file name that is no UTF-8 is an escape such as `\\xE9`."""
    return "".join(_escape(ord(each)) if ord(each) in _BYTES else each for each in text)


def mask_controls(text: str, keep: str = "\n\t") -> str:
    """Return a text of the same length, in which a picture stands for each control character but those to keep."""
    return text.translate(_mask(keep))


@cache
def _mask(keep: str) -> _Table:
    return _Table(_picture, keep)


def escape_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a message, their texts as `visible` gives them."""
    return {name: escape_line(value) if isinstance(value, str) else value for name, value in values.items()}


def escape_json(text: str) -> str:
    """Return JSON in which every character that a terminal would obey, or that no encoding has, is an escape of JSON."""
    return text.translate(_JSON)


def _escape(code: int) -> str:
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02X}"
    return _NAMED.get(code) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(_PICTURES + code)
    if code in _SEPARATORS:
        return " "
    return "\N{SYMBOL FOR DELETE}" if code == _DELETE else _UNKNOWN


_LINE, _LINES = _Table(_escape), _Table(_escape, "\n\t")
_JSON = _Table(lambda code: f"\\u{code:04x}", "\n\r\t")
