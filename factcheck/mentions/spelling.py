"""Which known words a word may stand for: one letter too many, too few or other, or two swapped; a word akin to it, or that sounds alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from factcheck.languages.schema import Language
from factcheck.languages.words import stemmer
from factcheck.mentions.sound import sound
from factcheck.slips import Slip, letters

# Shorter words have too many neighbours.
_SHORTEST = 4
# A word of so many letters may lose two in a row.
_SYLLABLES = 11
# Consonants tell a name of so many letters, of which its vowels make hardly more or less than so many.
_BONY, _BENT = 7, 2


class Spelling:
    """Known words, found from a near miss by what is left when one letter is deleted from both."""

    def __init__(self, words: Collection[str], language: Language, heard: Collection[str] = ()) -> None:
        """Know some words of a language; what sounds like one of `heard` may stand for it."""
        self._words, self._sound, self._stemmer = frozenset(words), sound(language), stemmer(language)
        self._heard: dict[str, list[str]] = defaultdict(list)
        for word in sorted(heard):
            if len(word) > _SHORTEST:
                self._heard[self._sound.of(word)].append(word)
        self._bones: dict[str, list[str]] = defaultdict(list)
        for word in sorted(heard):
            if len(word) >= _BONY:
                self._bones[self._sound.bones(word)].append(word)
        self._akin = language.grammar.names.akin
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

    def known(self, word: str) -> tuple[str, ...]:
        """The word itself when it is known, else the known words one slip away; then those akin to it."""
        found = self._known.get(word)
        if found is None:
            found = (word,) if word in self._words else self._near(word)
            found = (*found, *(each for each in self.heard(word) if each not in found))
            kin = self._kin.get(self._root(word), ())
            found = self._known[word] = (*found, *(each for each in kin if each not in found))
        return found

    def heard(self, word: str) -> Sequence[str]:
        """The words of persons' names that sound like a word; of long ones, those that keep its consonants and have other vowels."""
        if not self._heard or len(word) <= _SHORTEST:
            return ()
        found = self._heard.get(self._sound.of(word), ())
        if not self._bones or len(word) < _BONY:
            return found
        alike = (known for known in self._bones.get(self._sound.bones(word), ()) if abs(len(known) - len(word)) < _BENT)
        return [*found, *(known for known in alike if known not in found)]

    def akin(self, said: str, word: str) -> bool:
        """Whether two words are akin, and not two forms or spellings of one."""
        if said == word or self._root(said) != self._root(word):
            return False
        slipped = self._stemmer.stem(said) == self._stemmer.stem(word) or letters(said, word) is not Slip.NONE
        return said in self._akin or word in self._akin or not slipped

    def _root(self, word: str) -> str:
        """What stands for a word and those akin to it."""
        return self._akin.get(word) or self._stemmer.family(word)

    def _near(self, word: str) -> tuple[str, ...]:
        if not _SHORTEST <= len(word) <= self._longest + 1 or any(map(str.isdigit, word)):
            return ()
        candidates = {known for part in (word, *_deleted(word)) for known in self._left.get(part, ())}
        return tuple(sorted(known for known in candidates if letters(word, known) is not Slip.NONE or word in _cut(known)))


def _cut(word: str) -> Iterator[str]:
    """A long word without two letters in a row: a syllable that was swallowed (apprentiship)."""
    return (word[:at] + word[at + 2 :] for at in range(1, len(word) - 2)) if len(word) >= _SYLLABLES else iter(())


def _deleted(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
