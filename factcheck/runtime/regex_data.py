"""Encode compiled patterns as bytes, and decode them: a line of JSON about each, then the codes of all, one after another; compressed, as a
shorter entry of the cache takes less time to check."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

SIZE = 4
"""The bytes of one code."""
Key = tuple[str, int]
"""The text of a pattern, and the flags that it was compiled with."""
Compiled = tuple[int, int, dict[str, int], bytes]
"""What the compiler of `re` makes of a pattern: its flags, how many groups it has, the numbers of those with a name, and its codes."""
_END = b"\n"
_COLUMNS = 6


def encode_patterns(patterns: Mapping[Key, Compiled]) -> bytes:
    """Return some patterns as bytes."""
    found = patterns.values()
    head: list[Any] = [[text for text, _ in patterns], [flags for _, flags in patterns]]
    head += [[each[0] for each in found], [each[1] for each in found], [each[2] for each in found], [len(each[3]) for each in found]]
    return zlib.compress(json.dumps(head, separators=(",", ":")).encode() + _END + b"".join(each[3] for each in found), 6)


def decode_patterns(data: bytes) -> dict[Key, Compiled]:
    """Return the patterns that `encode_patterns` put into bytes; none where they are anything else."""
    try:
        head, _, codes = zlib.decompress(data).partition(_END)
        columns = json.loads(head)
    except (zlib.error, ValueError, RecursionError):
        return {}
    if not _is_table(columns):
        return {}
    texts, given, own, groups, names, lengths = columns
    ends = list(accumulate(lengths))
    if (ends[-1] if ends else 0) != len(codes):
        return {}
    cut = [codes[end - length : end] for end, length in zip(ends, lengths, strict=True)]
    return dict(zip(zip(texts, given, strict=True), zip(own, groups, names, cut, strict=True), strict=True))


def _is_table(columns: Any) -> bool:
    """Return whether columns have the classes, lengths and numbers of those of patterns."""
    if columns.__class__ is not list or len(columns) != _COLUMNS or {*map(type, columns)} != {list} or len({*map(len, columns)}) != 1:
        return False
    texts, given, own, groups, names, lengths = columns
    if not ({*map(type, texts)} <= {str} and {*map(type, names)} <= {dict} and all(map(_are_numbers, (given, own, groups, lengths)))):
        return False
    if any(length % SIZE or not length or count > length // SIZE for length, count in zip(lengths, groups, strict=True)):
        return False
    return all(_are_numbers(each.values(), 1, count) for each, count in zip(names, groups, strict=True) if each)


def _are_numbers(found: Iterable[Any], least: int = 0, most: int | None = None) -> bool:
    """Return whether all are whole numbers within bounds."""
    numbers = list(found)
    return {*map(type, numbers)} <= {int} and (not numbers or (min(numbers) >= least and (most is None or max(numbers) <= most)))
