"""Explain a misplaced key: in French, misspelled, or one level too far in or out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

KEY_ERRORS = frozenset({"key-hint", "key-inside", "key-inside-language", "key-outside", "unknown-key", "comma-unquoted"})
"""The messages about misplaced keys."""
_LANGUAGE = "language"
_FILE = Path(__file__).parent / "key_hints.yaml"
# From this similarity on, a known word is suggested as a question; from the second one on, as the word to write.
_SIMILAR, _VERY_SIMILAR = 0.6, 0.8


def explain_key(name: str, level: str, known: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """Return the key of the message, and its values, for a key that is not one of the keys known at a level."""
    hints, inside, outside = load_hints()["hints"], load_hints()["inside"].get(level, {}), load_hints()["outside"].get(level, ())
    word = name.strip().lower()
    similar = hints.get(word) or get_close_matches(word, known, n=1, cutoff=_VERY_SIMILAR)
    similar = similar or next((hints[each] for each in get_close_matches(word, hints, n=1, cutoff=_VERY_SIMILAR)), [])
    for key in (word, *similar):
        if key in known:
            return "key-hint", {"right": key}
        if key in inside:
            message_key = "key-inside-language" if inside[key] == _LANGUAGE else "key-inside"
            return message_key, {"right": key, "inner": inside[key]}
        if key in outside:
            return "key-outside", {"right": key}
    return explain_unknown_key(find_nearest(word, known), known)


def explain_unknown_key(nearest: str, known: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """Return the key of the message, and its values, for an unknown key with at most one similar known key."""
    return "unknown-key", {"nearest": nearest, "known": ", ".join(sorted(known))}


def find_example(level: str) -> str:
    """Return an example of a key and its value at a level."""
    return str(load_hints()["examples"].get(level, load_hints()["examples"]["fact"]))


def find_section(keys: Collection[str]) -> str:
    """Return the section whose entries have some of these keys; empty where none has."""
    marks: Mapping[str, list[str]] = load_hints()["marks"]
    return next((section for section, words in marks.items() if not set(words).isdisjoint(keys)), "")


def list_section_keys(section: str) -> Collection[str]:
    """Return the keys of the entries of a section that are never ids."""
    keys: Mapping[str, list[str]] = load_hints()["keys"]
    return keys[section]


def find_nearest(word: str, known: Collection[str]) -> str:
    """Return the known word most similar to a word; empty where none is similar."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=_SIMILAR)), "")


@cache
def load_hints() -> Mapping[str, Any]:
    """Return the tables of hints."""
    import yaml

    found: Mapping[str, Any] = yaml.load(_FILE.read_bytes().decode("utf-8"), Loader=yaml.CBaseLoader)
    return found
