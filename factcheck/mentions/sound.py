"""How a person's name sounds, however it is spelt, by a language's tables."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

from factcheck.languages.patterns import longest_first
from factcheck.languages.schema import Language
from factcheck.languages.words import Known
from factcheck.patterns import compiled

_DOUBLE = compiled(r"(.)\1+")


class Sound:
    """The sounds of one language's spellings."""

    def __init__(self, language: Language) -> None:
        names = language.grammar.names
        self._vowels = names.vowels
        self._sounds, self._silent = names.sounds, "".join(names.silent)
        self._spelt = compiled("|".join(map(re.escape, longest_first(names.sounds))) or r"(?!)")
        self._heard = Known(self._said)

    def of(self, word: str) -> str:
        """What a word sounds like: spellings of one sound are one, doubled letters are single, silent ends are gone."""
        return self._heard[word]

    def bones(self, word: str) -> str:
        """The consonants that a word is heard to have, after its first sound: what a name keeps however its vowels are written."""
        said = self.of(word)
        return said[:1] + "".join(letter for letter in said[1:] if letter not in self._vowels)

    def _said(self, word: str) -> str:
        said = self._spelt.sub(lambda spelt: self._sounds[spelt[0]], _DOUBLE.sub(r"\1", bare(word)))
        return _DOUBLE.sub(r"\1", said).rstrip(self._silent) or said


def bare(word: str) -> str:
    """A word without its accents, which capitals often lack."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter)) if not word.isascii() else word


@cache
def sound(language: Language) -> Sound:
    """The sounds of a language."""
    return Sound(language)
