"""The marks of languages in the names of files, kept from run to run: a run that reads no note needs nothing else of most languages."""

from __future__ import annotations

import json
from collections.abc import Mapping

from factcheck.formats.structure.metadata import list_marks
from factcheck.languages.load import all_languages
from factcheck.runtime.cache import load_entry, save_entry

_NAME = "marks"


def load_marks() -> Mapping[str, str]:
    """Return what says in a file's name in which language it is, with the language's code."""
    found = load_entry(_NAME, b"")
    if found is not None:
        try:
            known = json.loads(found)
        except (ValueError, RecursionError):
            known = None
        if isinstance(known, dict) and all(isinstance(code, str) for code in known.values()):
            return known
    marks = dict(list_marks(all_languages()))
    save_entry(_NAME, b"", json.dumps(marks).encode())
    return marks
