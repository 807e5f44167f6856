"""The language of a document: what it says of itself, else its file name, else its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from factcheck.document import Document
from factcheck.languages.detect import detect
from factcheck.languages.schema import Language
from factcheck.patterns import compiled

LANGUAGE_KEY = "lang"
_KEYS = (LANGUAGE_KEY, "language", "langue")
_PART = compiled(r"[._\-\s()]+")


def language_of(document: Document, languages: Sequence[Language]) -> str:
    """The code of the document's language, one of `languages`."""
    codes = [language.code for language in languages]
    for key in _KEYS:
        code = document.meta.get(key, "").strip().lower()[:2]
        if code in codes:
            return code
    return from_name(document.path, marks(languages)) or detect(document.text, languages)


def marks(languages: Sequence[Language]) -> Mapping[str, str]:
    """What says in a file's name in which language it is, with the language's code: that code itself, and others."""
    return {mark: language.code for language in languages for mark in (language.code, *language.forms.marks)}


def from_name(path: str, known: Mapping[str, str]) -> str | None:
    """The language of which a mark stands at the end of a file's name (`note.fr.md`, `note-en.docx`, `note-fra.html`), or None."""
    name = PurePath(path).name.lower()
    parts = _PART.split(name)
    return next((known[part] for part in reversed(parts[1:-1]) if part in known), None)
