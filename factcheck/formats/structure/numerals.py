"""Reads the whole numbers that files give in their attributes."""

from __future__ import annotations


def parse_number(text: str | None, default: int, most: int) -> int:
    """Return the number that an attribute gives, at most `most`; `default` where it is missing or is written in other than digits 0 to 9."""
    if not text or not text.isascii() or not text.isdigit():
        return default
    return min(int(text), most) if len(text) <= len(str(most)) else most
