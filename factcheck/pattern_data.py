"""Compiled patterns as bytes, and back: a line of JSON with what is known of each, then the codes of all, one after another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from factcheck.records import record

SIZE = 4
"""The bytes of one code."""
_END = b"\n"


@record
class Compiled:
    """What the compiler of `re` makes of a pattern: its flags, how many groups it has, the numbers of those with a name, and its codes."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes


def encode_patterns(patterns: Mapping[tuple[str, int], Compiled]) -> bytes:
    """Return some patterns, each known by its text and the flags that it was compiled with, as bytes."""
    head = [[text, flags, each.flags, each.groups, each.names, len(each.code)] for (text, flags), each in patterns.items()]
    return json.dumps(head, separators=(",", ":")).encode() + _END + b"".join(each.code for each in patterns.values())


def decode_patterns(data: bytes) -> dict[tuple[str, int], Compiled]:
    """Return the patterns that `encode_patterns` put into bytes; none where they are anything else."""
    head, _, codes = data.partition(_END)
    found: dict[tuple[str, int], Compiled] = {}
    start = 0
    try:
        for text, flags, own, groups, names, length in json.loads(head):
            if not (_are_valid(own, groups, names, length) and start + length <= len(codes)):
                return {}
            found[text, flags] = Compiled(own, groups, names, codes[start : start + length])
            start += length
    except (ValueError, TypeError, RecursionError):
        return {}
    return found if start == len(codes) else {}


def _are_valid(flags: Any, groups: Any, names: Any, length: Any) -> bool:
    """Whether the numbers of a pattern can be those of one."""
    numbers = all(number.__class__ is int and number >= 0 for number in (flags, groups, length))
    if not numbers or length % SIZE or not length or names.__class__ is not dict:
        return False
    return groups <= length // SIZE and all(number.__class__ is int and 0 < number <= groups for number in names.values())
