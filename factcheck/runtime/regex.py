"""Regular expressions, compiled once for all runs.

Compiling those that a language's tables give takes longer than reading a note. What the compiler of `re` makes of them is part of the package,
for the versions of Python for which `factcheck.compile_patterns` was run; that of others, and of a registry's own, is kept in the user's cache.
It is handed back to the engine, which checks it; where this version of Python offers no such way, each run compiles them anew.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from factcheck.runtime.cache import load_entry, make_key, save_entry
from factcheck.runtime.regex_data import SIZE, Compiled, Key, decode_patterns, encode_patterns

try:
    _engine: Any = import_module("_sre")
    _compiler: Any = import_module("re._compiler")
    _parser: Any = import_module("re._parser")
except ImportError:  # another implementation of Python
    _engine = None
if _engine is not None and getattr(_engine, "CODESIZE", 0) != SIZE:
    _engine = None

PACKAGED = Path(__file__).with_name(f"patterns.{sys.byteorder}.{_engine.MAGIC}.bin") if _engine is not None else None
"""Where the package has the patterns of the languages for this version of Python."""
_NAME = "patterns"
# A registry's own patterns are kept too, but not without end: those that this run uses, then others.
_MOST = 3000
# A pattern of so many characters takes less time to compile than all of them to load: a run that reads no note needs a few short ones only.
_SHORT = 80
_packaged: dict[Key, Compiled] = {}
_saved: dict[Key, Compiled] | None = None
_used: dict[Key, Compiled] = {}
_new = False


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the compiled pattern. Raises re.error for one that is none."""
    global _new
    if _engine is None or (_saved is None and len(pattern) <= _SHORT):
        return re.compile(pattern, flags)
    key = (pattern, int(flags))
    found = _load().get(key)
    if found is not None:
        try:
            made = _restored(pattern, found)
        except (RuntimeError, TypeError, ValueError, OverflowError):  # not what this engine takes
            found = None
    if found is None:
        try:
            found = _make(pattern, int(flags))
        except (AttributeError, TypeError):
            return re.compile(pattern, flags)
        made, _new = _restored(pattern, found), True
    _used[key] = found
    return made


def save_patterns() -> None:
    """Keep for later runs what this one compiled, with what other processes kept meanwhile."""
    global _new, _saved
    if _new:
        _saved = None
        kept = {**_used, **{key: found for key, found in _load().items() if key not in _used}}
        own = [(key, found) for key, found in kept.items() if key not in _packaged]
        save_entry(_NAME, _key(), encode_patterns(dict(own[:_MOST])))
        _new = False


def list_used() -> dict[Key, Compiled]:
    """Return the patterns of this run, with what the compiler made of each."""
    return dict(_used)


def _load() -> dict[Key, Compiled]:
    global _saved
    if _saved is None:
        if PACKAGED is not None and PACKAGED.exists():
            _packaged.update(decode_patterns(PACKAGED.read_bytes()))
        found = load_entry(_NAME, _key())
        _saved = {**_packaged, **(decode_patterns(found) if found is not None else {})}
    return _saved


def _key() -> bytes:
    return make_key([str(getattr(_engine, "MAGIC", 0)).encode(), str(SIZE).encode()])


def _make(pattern: str, flags: int) -> Compiled:
    parsed = _parser.parse(pattern, flags)
    code = array("I", map(int, _compiler._code(parsed, flags))).tobytes()
    return flags | parsed.state.flags, parsed.state.groups - 1, dict(parsed.state.groupdict), code


def _restored(pattern: str, found: Compiled) -> re.Pattern[str]:
    """Return the pattern as the engine makes it; the engine checks the code. Raises RuntimeError for one that it does not take."""
    flags, groups, names, code = found
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    made: re.Pattern[str] = _engine.compile(pattern, flags, array("I", code).tolist(), groups, names, tuple(numbered))
    return made
