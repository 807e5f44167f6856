"""Decide how the words of a text differ from the name that they resemble, or that they are another name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, stemmer
from factcheck.names.alignment import Alignment
from factcheck.names.gazetteer import TITLE
from factcheck.names.short_forms import FIRST
from factcheck.names.spelling import Spelling, strip_accents

# So many words of a name must stand in the text before another may be missing or changed: of 545 published documents, two words alone
# (Canada … plan, National … Council) were never the name …
_KEPT = 3
# … and so many before another may stand between them (Prime Minister Abe to Canada).
_WIDENED = 4
# Of so many words of a name, one may be inflected as it should not be.
_BENT = 2
_SPACES = (" ", "\u00a0", "\u202f")

Rank = tuple[int, int, int]
"""The kind of a fault, how many words it touches, and how short the name is: the least is the likeliest. The kinds: letters; words left
out or moved; words added, or changed for one related (light); small words alone."""
LETTERS, WORDS, MINOR, SMALL = range(4)


class NameDifferences:
    """The faults of names in one language; `parts` are the names without their first or last word: a portfolio, a short form."""

    def __init__(self, language: Language, spelling: Spelling, parts: Collection[tuple[str, ...]]) -> None:
        grammar = language.grammar
        self._parts = parts
        self._heads, self._complements, self._one = grammar.names.head, grammar.names.complements, grammar.names.singular
        self._stemmer, self._spelling = stemmer(language), spelling
        self._openers = {part.strip("'") for part in (*grammar.clauses.subordinators, *grammar.clauses.relatives)}
        self._determiners = {word.strip("'") for word in grammar.reference.determiners}

    def classify(self, alignment: Alignment, text: str, words: Sequence[Token], at: int) -> Rank | None:
        """Return the fault of an alignment that starts at the word `at`; None where the words are the name, or something else."""
        if self._opens_clause(alignment) or self._is_part_of_name(alignment):
            return None
        if not self._has_capitals(alignment, text):
            return self._misspelt_in_small_letters(alignment, text)
        if alignment.phrase.is_inverted:
            return self._inverted(alignment, text, words, at)
        return self._compare_words(alignment, text, words, at)

    def _compare_words(self, alignment: Alignment, text: str, words: Sequence[Token], at: int) -> Rank | None:
        """Return the fault of words that bear the capitals of a name, in its order."""
        differing, is_inflected = self._find_differing(alignment, text)
        changed = [pair for pair in differing if self._spelling.is_related(*pair)]
        if is_inflected and alignment.phrase.kind == TITLE:
            return None
        if alignment.missing or alignment.extra or changed:
            same_but_for_them = len(differing) == len(changed) and (differing or not is_inflected)
            if not same_but_for_them or _has_comma(alignment, text) or self._is_in_longer_name(alignment, text, words, at):
                return None
            return self._changed(alignment, len(changed))
        if is_inflected and not differing:
            return self._inflected_wrongly(alignment, text, words, at)
        return self._misspelt(alignment, len(differing))

    def _inverted(self, alignment: Alignment, text: str, words: Sequence[Token], at: int) -> Rank | None:
        """Return the difference of a person's name with its last word first."""
        size = len(alignment.phrase.content)
        if not self._is_inverted_name(alignment, text) or self._is_in_longer_name(alignment, text, words, at):
            return None
        return (WORDS, size, -size)

    def _inflected_wrongly(self, alignment: Alignment, text: str, words: Sequence[Token], at: int) -> Rank | None:
        """Return the difference of a name with a word in another form."""
        return (LETTERS, 1, -len(alignment.phrase.content)) if self._is_wrongly_inflected(alignment, text, words, at) else None

    def _changed(self, alignment: Alignment, changed: int) -> Rank | None:
        """Return the difference of a name with words left out, moved, added or changed for one related."""
        if not self._is_variant(alignment, changed):
            return None
        kind = WORDS if alignment.missing else MINOR
        return (kind, len(alignment.missing) + len(alignment.extra) + changed, -len(alignment.phrase.content))

    def _misspelt(self, alignment: Alignment, differing: int) -> Rank | None:
        """Return the difference of words that are all the name's, but for so many with other letters, or for small words alone."""
        size = len(alignment.phrase.content)
        if differing:
            return (LETTERS, differing, -size) if differing <= max(1, size // 3) else None
        return (SMALL, 0, -size) if not alignment.differences and self._reworded(alignment) else None

    def _misspelt_in_small_letters(self, alignment: Alignment, text: str) -> Rank | None:
        """Return the difference of all words of a long name, without its capitals, of which one has other letters."""
        if alignment.missing or alignment.extra or len(alignment.pairs) < _WIDENED or alignment.phrase.is_inverted:
            return None
        differing, is_inflected = self._find_differing(alignment, text)
        related = any(self._spelling.is_related(*pair) for pair in differing)
        return self._misspelt(alignment, 1) if len(differing) == 1 and not (is_inflected or related) else None

    def _find_differing(self, alignment: Alignment, text: str) -> tuple[list[tuple[str, str]], bool]:
        """Return the words that are not the name's, with the name's, and whether there are others that are only inflected; capitals may lack
        their accents."""
        inflects = self._is_plural if alignment.phrase.is_person else self._inflected
        pairs = [(token.word, word) for token, word in alignment.pairs if token.word != word]
        differing = [pair for pair in pairs if not inflects(*pair)]
        upper = text[alignment.start : alignment.end].isupper()
        return [(stated, word) for stated, word in differing if not upper or strip_accents(stated) != strip_accents(word)], len(
            differing
        ) < len(pairs)

    def _inflected(self, stated: str, word: str) -> bool:
        """Return whether a word is another form of the name's: an inflection, or one letter more at its end (Scotian)."""
        if self._spelling.is_related(stated, word) or strip_accents(stated) == strip_accents(word):
            return False
        return self._stemmer.stem(stated) == self._stemmer.stem(word) or (stated[:-1] == word and stated[-1] != word[-1])

    def _is_wrongly_inflected(self, alignment: Alignment, text: str, words: Sequence[Token], at: int) -> bool:
        """Return whether one word of a long name is inflected as it should not be: not its head, whose plural tells of several, unless the word
        before is a singular's or a letter is lost (« Fond » for « Fonds »)."""
        phrase, differing = alignment.phrase, alignment.differences
        if (
            len(phrase.content) < _KEPT
            or not 0 < len(differing) <= len(phrase.content) // _BENT
            or not any(map(str.isupper, phrase.form.text))
        ):
            return False
        if self._is_in_longer_name(alignment, text, words, at):
            return False
        before = words[at - 1].word if at and not text[words[at - 1].end : alignment.start].strip(" '\u2019\u00a0") else ""
        head = self._head(phrase.words)
        return all(word != head or before in self._one or end - start < len(word) for start, end, word in differing)

    def _head(self, words: Sequence[str]) -> str:
        """Return the head noun of a name: its first word, or the last before what completes it."""
        if self._heads == FIRST:
            return words[0]
        return words[next((at for at, word in enumerate(words) if at and word in self._complements), len(words)) - 1]

    @staticmethod
    def _is_plural(stated: str, word: str) -> bool:
        """Return whether a word is a person's name with one letter more at its end (the Roys)."""
        return stated[:-1] == word and stated[-1] != word[-1]

    @staticmethod
    def _is_inverted_name(alignment: Alignment, text: str) -> bool:
        """Return whether the words of a name are all there, the last one first, and in small letters as no list of names writes it."""
        plain = not any(text[token.start : token.end].isupper() for token in alignment.tokens)
        return (
            plain
            and not (alignment.missing or alignment.extra or alignment.differences)
            and "," not in text[alignment.start : alignment.end]
        )

    @staticmethod
    def _has_capitals(alignment: Alignment, text: str) -> bool:
        """Return whether the words bear the capitals of the name."""
        if alignment.phrase.is_capitalized:
            return all(text[token.start].isupper() for token in (*(token for token, _ in alignment.pairs), *alignment.extra))
        return not alignment.phrase.form.text[:1].isupper() or text[alignment.start].isupper()

    def _is_part_of_name(self, alignment: Alignment) -> bool:
        """Return whether the words are a registered name but for its first or last word (the Minister of …)."""
        return tuple(token.word for token in alignment.tokens if token.word not in self._stemmer.function_words) in self._parts

    def _opens_clause(self, alignment: Alignment) -> bool:
        """Return whether a clause opens among the words."""
        name_words = alignment.phrase.words
        return any(token.word in self._openers and token.word not in name_words for token in alignment.tokens)

    def _reworded(self, alignment: Alignment) -> bool:
        """Return whether one small word that is no article differs; in a name without a capital, they are the sentence's own."""
        phrase = alignment.phrase
        if len(phrase.content) < _KEPT or not any(map(str.isupper, phrase.form.text)):
            return False
        stated = self._small([token.word for token in alignment.tokens], phrase.content)
        registered = self._small(phrase.words, phrase.content)
        return stated != registered and abs(len(stated) - len(registered)) <= 1 and len(set(stated) ^ set(registered)) <= 2

    def _small(self, words: Sequence[str], content: Sequence[str]) -> list[str]:
        return [word for word in words if len(word) > 1 and word not in content and word not in self._determiners]

    @staticmethod
    def _is_variant(alignment: Alignment, changed: int) -> bool:
        """Return whether words of the name were left out, moved or changed for one related, or others added. What is cut short is a short form, or a
        part of another name; what has a word of its own in the place of the name's is another body."""
        content, pairs = alignment.phrase.content, alignment.pairs
        moved = bool(alignment.missing) and sorted(alignment.missing) == sorted(token.word for token in alignment.extra)
        widened = bool(alignment.extra) and not moved
        if len(pairs) < (_WIDENED if widened else _KEPT) or pairs[0][1] != content[0] or pairs[-1][1] != content[-1]:
            return False
        if widened and any(token.word in content for token in alignment.extra):
            return False
        if (alignment.missing and widened) or (changed and (alignment.missing or alignment.extra)):
            return False
        return max(len(alignment.missing), len(alignment.extra), changed) <= max(1, len(content) // 3)

    def _is_in_longer_name(self, alignment: Alignment, text: str, words: Sequence[Token], at: int) -> bool:
        """Return whether a word with a capital stands right before or after: the words are a part of a longer name."""
        before = words[at - 1] if at else None
        if before and text[before.end : alignment.start] in _SPACES and text[before.start].isupper():
            return before.word not in self._stemmer.function_words
        return text[alignment.end : alignment.end + 1] in _SPACES and text[alignment.end + 1 : alignment.end + 2].isupper()


def _has_comma(alignment: Alignment, text: str) -> bool:
    """Return whether a comma that the name has not stands among its words: it is a list of what qualifies a thing."""
    return "," in text[alignment.start : alignment.end] and "," not in alignment.phrase.form.text


def has_same_ending(stated: str, word: str) -> bool:
    """Return whether two words end alike: a word with another end may be another word (Albert, Alberto, Alberta)."""
    return stated[-1] == word[-1]
