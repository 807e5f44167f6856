"""Find the gender of a title, from the endings of its words and the article before it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from factcheck.languages.schema.language import Language


class Gender(StrEnum):
    """The gender of a phrase; `UNKNOWN` where none of its words shows it, or two show different ones."""

    FEMININE = "f"
    MASCULINE = "m"
    UNKNOWN = ""


def gender_of(words: Sequence[str], language: Language) -> Gender:
    """Return the gender that the words of a title show, folded; the first may be an article before it."""
    names = language.grammar.names
    found = set()
    for at, word in enumerate(part for each in words for part in each.split("-")):
        if word.endswith(names.feminine_endings) or (not at and word in names.feminine_articles):
            found.add(Gender.FEMININE)
        elif word.endswith(names.masculine_endings) or (not at and word in names.masculine_articles):
            found.add(Gender.MASCULINE)
    return found.pop() if len(found) == 1 else Gender.UNKNOWN
