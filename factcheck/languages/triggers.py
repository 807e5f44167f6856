"""The phrases of a language's triggers, by category, and the categories of phrases."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import WORD, fold


@cache
def trigger_phrases(language: Language, *categories: Category) -> frozenset[str]:
    """Return the phrases of all triggers of some categories, in lower case."""
    return frozenset(phrase for trigger in language.triggers if trigger.category in categories for phrase in trigger.phrases)


def find_categories(language: Language, texts: Iterable[str], categories: Iterable[Category]) -> frozenset[Category]:
    """Return those of some categories of which a text holds a word, or is a phrase."""
    words = [WORD.findall(fold(text)) for text in texts]
    known = {category: trigger_phrases(language, category) for category in categories}
    return frozenset(
        each for each, phrases in known.items() if any(not phrases.isdisjoint(own) or " ".join(own) in phrases for own in words)
    )
