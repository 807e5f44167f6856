"""Detect the language of a text by its function words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_WORD = compiled(r"[^\W\d_]+")
# The number of characters examined at the start, and again in the middle: some 900 words, of which a third are small ones.
_SAMPLE = 3000


def detect(text: str, languages: Sequence[Language]) -> str:
    """Return the code of the language whose small words are the most frequent in a text; of the first of `languages` where there are none."""
    half = len(text) // 2
    sample = text[:_SAMPLE] + (" " + text[half : half + _SAMPLE] if len(text) > 2 * _SAMPLE else text[_SAMPLE:])
    words = _WORD.findall(sample.lower())
    counts = [sum(map(_small_words(language).__contains__, words)) for language in languages]
    return languages[counts.index(max(counts))].code


@cache
def _small_words(language: Language) -> frozenset[str]:
    return frozenset(language.forms.words)
