"""Find the known words of which a word may be a misspelling: one letter added, omitted or replaced, two swapped, a related word, or one
that sounds alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from unicodedata import combining, normalize

from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WordCache, stemmer
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_spelling

_DOUBLE = compiled(r"(.)\1+")


class Phonetics:
    """The sounds of one language's spellings."""

    def __init__(self, language: Language) -> None:
        names = language.grammar.names
        self._vowels = names.vowels
        self._sounds, self._silent = names.sounds, "".join(names.silent)
        self._spelt = compiled("|".join(map(re.escape, longest_first(names.sounds))) or r"(?!)")
        self._phonetic = WordCache(self._make_key)

    def get_key(self, word: str) -> str:
        """Return what a word sounds like: spellings of one sound are one, doubled letters are single, silent ends are gone."""
        return self._phonetic[word]

    def get_consonants(self, word: str) -> str:
        """Return the consonants that a word is heard to have, after its first sound: what a name keeps however its vowels are written."""
        stated = self.get_key(word)
        return stated[:1] + "".join(letter for letter in stated[1:] if letter not in self._vowels)

    def _make_key(self, word: str) -> str:
        stated = self._spelt.sub(lambda spelt: self._sounds[spelt[0]], _DOUBLE.sub(r"\1", strip_accents(word)))
        return _DOUBLE.sub(r"\1", stated).rstrip(self._silent) or stated


def strip_accents(word: str) -> str:
    """Return a word without its accents, which capitals often lack."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter)) if not word.isascii() else word


@cache
def make_phonetics(language: Language) -> Phonetics:
    """Return the sounds of a language."""
    return Phonetics(language)


# Shorter words have too many neighbours.
_SHORTEST = 4
# A word of so many letters may lose two in a row.
_SYLLABLES = 11
# Consonants identify a name of so many letters, of which its vowels make hardly more or less than so many.
_BONY, _BENT = 7, 2


class Spelling:
    """Known words, found from a near miss by what is left when one letter is deleted from both; with the language's `function_words`."""

    def __init__(self, words: Collection[str], language: Language, phonetic: Collection[str] = ()) -> None:
        """Know some words of a language; what sounds like one of `phonetic` may stand for it."""
        self._words, self._sound, self._stemmer = frozenset(words), make_phonetics(language), stemmer(language)
        self.function_words = self._stemmer.function_words
        self._phonetic: dict[str, list[str]] = defaultdict(list)
        for word in sorted(phonetic):
            if len(word) > _SHORTEST:
                self._phonetic[self._sound.get_key(word)].append(word)
        self._bones: dict[str, list[str]] = defaultdict(list)
        for word in sorted(phonetic):
            if len(word) >= _BONY:
                self._bones[self._sound.get_consonants(word)].append(word)
        self._synonyms = language.grammar.names.name_synonyms
        self._kin: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._kin[self._root(word)].append(word)
        self._left: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= _SHORTEST and not any(map(str.isdigit, word)):
                for part in {word, *_deleted(word), *_cut(word)}:
                    self._left[part].append(word)
        self._longest = max(map(len, self._words), default=0)
        self._known: dict[str, tuple[str, ...]] = {}

    def find_known(self, word: str) -> tuple[str, ...]:
        """Return the word itself when it is known, else the known words one error away; then those related to it."""
        found = self._known.get(word)
        if found is None:
            found = (word,) if word in self._words else self._find_misspelt(word)
            found = (*found, *(each for each in self.find_homophones(word) if each not in found))
            kin = self._kin.get(self._root(word), ())
            found = self._known[word] = (*found, *(each for each in kin if each not in found))
        return found

    @property
    def has_sounds(self) -> bool:
        """Whether a word may stand for another that sounds alike."""
        return bool(self._phonetic)

    def find_homophones(self, word: str) -> Sequence[str]:
        """Return the words of persons' names that sound like a word; of long ones, those that keep its consonants and have other vowels."""
        if not self._phonetic or len(word) <= _SHORTEST:
            return ()
        found = self._phonetic.get(self._sound.get_key(word), ())
        if not self._bones or len(word) < _BONY:
            return found
        alike = (known for known in self._bones.get(self._sound.get_consonants(word), ()) if abs(len(known) - len(word)) < _BENT)
        return [*found, *(known for known in alike if known not in found)]

    def is_related(self, stated: str, word: str) -> bool:
        """Return whether two words are related, and not two forms or spellings of one."""
        if stated == word or self._root(stated) != self._root(word):
            return False
        is_misspelt = self._stemmer.stem(stated) == self._stemmer.stem(word) or classify_spelling(stated, word) is not ErrorKind.NONE
        return stated in self._synonyms or word in self._synonyms or not is_misspelt

    def _root(self, word: str) -> str:
        """Return what stands for a word and those related to it."""
        return self._synonyms.get(word) or self._stemmer.family(word)

    def _find_misspelt(self, word: str) -> tuple[str, ...]:
        if not _SHORTEST <= len(word) <= self._longest + 1 or any(map(str.isdigit, word)):
            return ()
        candidates = {known for part in (word, *_deleted(word)) for known in self._left.get(part, ())}
        return tuple(sorted(known for known in candidates if classify_spelling(word, known) is not ErrorKind.NONE or word in _cut(known)))


def _cut(word: str) -> Iterator[str]:
    """Return a long word without two letters in a row: a syllable that was swallowed (apprentiship)."""
    return (word[:at] + word[at + 2 :] for at in range(1, len(word) - 2)) if len(word) >= _SYLLABLES else iter(())


def _deleted(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


# Of 545 published documents, shorter names and words that differ in a letter were two things (Iran, Iraq).
_CONTENT, _LONG = 3, 6


class PhraseComparer:
    """Holds phrases of one language, as their folded words, against each other."""

    def __init__(self, language: Language) -> None:
        reference = language.grammar.reference
        self._stemmer = stemmer(language)
        self._synonyms = language.grammar.names.name_synonyms
        self._titles = language.grammar.names.title_words
        self._articles = {word.strip("'") for word in (*reference.determiners, *reference.possessives)}

    def get_content(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words of a phrase that carry its meaning."""
        return tuple(word for word in words if word not in self._stemmer.function_words)

    def is_same_name(self, stated: Sequence[str], registered: Sequence[str]) -> bool:
        """Return whether two phrases are one name in two ways."""
        first, second = self.get_content(stated), self.get_content(registered)
        if min(len(first), len(second)) < _CONTENT:
            return False
        if first == second:
            return self._reworded(stated, registered)
        if len(first) == len(second):
            return self._misspelt(first, second) or (_ends(first) == _ends(second) and sorted(first) == sorted(second))
        longer, shorter = (registered, second), first
        if len(first) > len(second):
            longer, shorter = (stated, first), second
        return self._shortened(*longer, shorter)

    def _reworded(self, stated: Sequence[str], registered: Sequence[str]) -> bool:
        one, other = ([word for word in words if word not in self._articles] for words in (stated, registered))
        return one != other and abs(len(one) - len(other)) <= 1 and len(set(one) ^ set(other)) <= 2

    def _misspelt(self, first: Sequence[str], second: Sequence[str]) -> bool:
        differing = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
        if len(differing) != 1:
            return False
        one, other = differing[0]
        if self._synonyms.get(one, one) == self._synonyms.get(other, other):
            return True
        is_misspelt = min(len(one), len(other)) >= _LONG and classify_spelling(one, other) is not ErrorKind.NONE
        inflected = self._stemmer.stem(one) == self._stemmer.stem(other) or one[:-1] == other or other[:-1] == one
        return is_misspelt and not inflected

    def _shortened(self, words: Sequence[str], content: Sequence[str], shorter: Sequence[str]) -> bool:
        """Return whether one inner word, beside a small word, was left out; between two words with capitals, or after a title, it is a person's."""
        if len(content) != len(shorter) + 1:
            return False
        at = next((at for at, word in enumerate(shorter) if word != content[at]), len(shorter))
        if not 0 < at < len(shorter) or tuple(content[at + 1 :]) != tuple(shorter[at:]):
            return False
        place = list(words).index(content[at])
        before, after = words[place - 1], words[place + 1]
        return before not in self._titles and not self._stemmer.function_words.isdisjoint((before, after))


def _ends(words: Sequence[str]) -> tuple[str, str]:
    return words[0], words[-1]
