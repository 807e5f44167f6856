"""The way between the addresses of a client and paths, and which files are checked."""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from factcheck.errors import Place
from factcheck.facts.files import CSV
from factcheck.formats import READERS

_TEXTS = frozenset(suffix for suffix, reader in READERS.items() if reader in ("markdown.read", "plain", "html.read"))
"""The suffixes of notes that an editor opens as text."""
FACTS = frozenset((".yaml", ".yml", CSV))
"""The suffixes of fact files that an editor opens as text."""
_FILE = "file:"


def find_path(uri: str) -> Path | None:
    """Return the path of a file; None for an address of something else, or one that names no file."""
    if not uri.lower().startswith(_FILE):
        return None
    try:
        path = to_fs_path(uri)
    except ValueError:
        return None
    if not path or "\x00" in path:
        return None
    return Path(os.path.abspath(path))


def is_note_text(path: Path) -> bool:
    """Return whether a file, by its name, is a note that is text."""
    return path.suffix.lower() in _TEXTS


def is_facts_text(path: Path) -> bool:
    """Return whether a file, by its name, may be a fact file that is text."""
    return path.suffix.lower() in FACTS


def make_uri(path: str | Path) -> str:
    """Return the address of a file."""
    return from_fs_path(os.path.abspath(path)) or ""


def locate(place: Place) -> types.Location:
    """Return the place in a file as the client names it; the first line where it is the whole file."""
    start = types.Position(max(place.line - 1, 0), max(place.column - 1, 0))
    return types.Location(make_uri(place.path), types.Range(start, start))
