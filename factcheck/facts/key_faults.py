"""Explains a key that does not belong where it stands: in French, misspelled, or one level too far in or out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

KEY_FAULTS = frozenset({"key-hint", "key-inside", "key-inside-language", "key-outside", "unknown-key", "comma-unquoted"})
"""The messages of keys that do not belong where they stand."""
_LANGUAGE = "language"
_FILE = Path(__file__).parent / "key_hints.yaml"
# Words that share so much are shown as a question; those that share so much more, as what to write.
_CUTOFF, _HINT_CUTOFF = 0.6, 0.8


def key_fault(name: str, level: str, known: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """Return the key of the message, and its values, for a key that is not one of the keys known at a level."""
    hints, inside, outside = tables()["hints"], tables()["inside"].get(level, {}), tables()["outside"].get(level, ())
    word = name.strip().lower()
    similar = hints.get(word) or get_close_matches(word, known, n=1, cutoff=_HINT_CUTOFF)
    similar = similar or next((hints[each] for each in get_close_matches(word, hints, n=1, cutoff=_HINT_CUTOFF)), [])
    for key in (word, *similar):
        if key in known:
            return "key-hint", {"right": key}
        if key in inside:
            fault = "key-inside-language" if inside[key] == _LANGUAGE else "key-inside"
            return fault, {"right": key, "inner": inside[key]}
        if key in outside:
            return "key-outside", {"right": key}
    return unknown_key(nearest(word, known), known)


def unknown_key(nearest: str, known: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """Return the key of the message, and its values, for a key that may stand for none but a near one."""
    return "unknown-key", {"nearest": nearest, "known": ", ".join(sorted(known))}


def example(level: str) -> str:
    """Return an example of a key and its value at a level."""
    return str(tables()["examples"].get(level, tables()["examples"]["fact"]))


def section_of(keys: Collection[str]) -> str:
    """Return the section whose entries have some of these keys; empty where none has."""
    marks: Mapping[str, list[str]] = tables()["marks"]
    return next((section for section, words in marks.items() if not set(words).isdisjoint(keys)), "")


def section_keys(section: str) -> Collection[str]:
    """Return the keys of the entries of a section that are never ids."""
    keys: Mapping[str, list[str]] = tables()["keys"]
    return keys[section]


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word nearest to a word; empty where none is near."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=_CUTOFF)), "")


@cache
def tables() -> Mapping[str, Any]:
    """Return the tables of hints."""
    import yaml

    found: Mapping[str, Any] = yaml.load(_FILE.read_bytes().decode("utf-8"), Loader=yaml.CBaseLoader)
    return found
