"""Regular patterns, compiled once for all runs.

Compiling those that a language's tables give takes longer than reading a note. What the compiler of `re` makes of a pattern is kept in the
user's cache and handed back to the engine; where this version of Python offers no such way, each run compiles them anew.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from importlib import import_module
from typing import Any

from factcheck.cache import cached, key_of, replace_cached

try:
    _engine: Any = import_module("_sre")
    _compiler: Any = import_module("re._compiler")
    _parser: Any = import_module("re._parser")
except ImportError:  # another implementation of Python
    _engine = None

_NAME = "codes"
# A registry's own patterns are kept too, but not without end.
_MOST = 3000
_Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_CODE = "I"
_made: dict[tuple[str, int], _Made] | None = None
_new = False


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern. Raises re.error for one that is none."""
    global _made, _new
    if _engine is None:
        return re.compile(pattern, flags)
    if _made is None:
        _made = dict(cached(_NAME, _key(), dict))
    found = _made.get((pattern, int(flags)))
    if found is None:
        try:
            found = _make(pattern, int(flags))
        except (AttributeError, TypeError):
            return re.compile(pattern, flags)
        _made[pattern, int(flags)], _new = found, True
    kept, code, groups, names, numbered = found
    made: re.Pattern[str] = _engine.compile(pattern, kept, array(_CODE, code).tolist(), groups, names, numbered)
    return made


def keep() -> None:
    """Keep for later runs what this one compiled."""
    global _new
    if _new and _made is not None and len(_made) <= _MOST:
        replace_cached(_NAME, _key(), _made)
        _new = False


def _key() -> str:
    return key_of([str(getattr(_engine, "MAGIC", 0)).encode(), str(getattr(_engine, "CODESIZE", 0)).encode()])


def _make(pattern: str, flags: int) -> _Made:
    parsed = _parser.parse(pattern, flags)
    numbered: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        numbered[number] = name
    code = array(_CODE, map(int, _compiler._code(parsed, flags))).tobytes()
    return flags | parsed.state.flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(numbered)
