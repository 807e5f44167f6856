"""The phrases of a language's triggers, by category."""

from __future__ import annotations

from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category


@cache
def trigger_phrases(language: Language, *categories: Category) -> frozenset[str]:
    """Return the phrases of all triggers of some categories, in lower case."""
    return frozenset(phrase for trigger in language.triggers if trigger.category in categories for phrase in trigger.phrases)
