"""Find counts: a number and the noun that it counts, except numbers that only label something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.languages.alternation import SPACE, SPACES, alternation
from factcheck.languages.schema.language import Language
from factcheck.mentions.figures import Number
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Count

_NOUN = compiled(r"[^\W\d_][\w'\u2019-]*")
# The words of what is counted; those with modifiers before its head, at most.
_NOUN_WORDS, _MOST_WORDS = 3, 8
_MILLION, _TWO_DIGITS = 10**6, 10
# Roles of the words after which what may be a noun is a verb.
_LEADING = ("will", "modal", "to")
_BEFORE = 14
_LISTED = 12
_CODE = compiled(r"[/_@#(]|\s?°|-[^\W\d_]|\.\d|[^\W\d_]|:\d")
_JOINED = compiled(r"(?:[/#_.^]|(?<!\d)[–-]|\d:|[°№]\s?)\Z")
_RANGED = compiled(r"\d[–-]\Z")
_WORD_BEFORE = compiled(r"([^\W\d_]+)\.?[\s\u00a0\u202f]*\Z")
_LAST = compiled(r"[^\W\d_]+(?=\s*\Z)")
_MARK = compiled(r"[.)\u00b0](?:\s|\Z)")
_AGAIN = compiled(r"\s\(\d[\d\s]*\)")
_GROUPED = compiled(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+")
_HEADING = compiled(r"\s+([^\W\d_])")


class CountParser:
    """Finds the numbers of things of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities
        self._ends, self._tied = tables.nouns_end, tables.numbers.scales_tied
        self._references = tables.numbers.references | {
            word.rstrip(".").lower() for word in (*tables.contacts.extensions, *tables.times.hours)
        }
        roles = language.grammar.verbs.roles
        self._leading = frozenset(word for role in _LEADING if role in roles for word in roles[role].words)
        self._bare = tables.numbers.references_bare
        self._plural, self._is_head_last = language.grammar.verbs.plural, language.grammar.names.head == "last"
        glued, spaced = tables.numbers.suffix_multipliers, tables.numbers.spaced_multipliers
        self._guarded = tables.numbers.guarded_multipliers
        self._letters = {**glued, **spaced, **self._guarded}
        glued = {**glued, **self._guarded}
        self._glued = compiled(rf"(?:{alternation(glued)})(?![\w-])")
        self._spaced = compiled(rf"{SPACE}(?:{alternation(spaced)})(?![\w.'\u2019-])")
        self._citation = compiled(rf"(?<!\w)(?:{alternation(tables.dates.citations)}),?{SPACE}?\(?\Z")
        joining = [*language.grammar.names.conjunctions, *(word for words in tables.dates.spans.values() for word in words)]
        self._listed = compiled(rf"(?:,|,?{SPACE}(?:{alternation(joining)})){SPACE}|{SPACE}?[–-]{SPACE}?", re.IGNORECASE)
        self._linker = compiled(rf"{SPACE}(?:{alternation(tables.money.linkers)})(?:{SPACE}|(?<=['\u2019]))(?=[^\W\d_])", re.IGNORECASE)

    def parse(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        """Return the number of things that a number is."""
        number = self._scaled(text, number, end)
        noun = self._noun(text, number, end)
        if not noun and _RANGED.search(text, max(start, number.start - 2), number.start):
            return None
        value = number.value * 1000 if number.thousands and noun else number.value
        return Mention(
            Kind.COUNT,
            number.start,
            number.end,
            Count(value, noun, step=max(number.step, number.step * (value > number.value) * 1000)),
            block,
        )

    def _scaled(self, text: str, number: Number, end: int) -> Number:
        """Return the number with the letter that multiplies it (100k); after a space, only where it has decimals (0.1 M)."""
        if number.scale > 1 or number.words:
            return number
        letter = self._glued.match(text, number.end, end) or (self._spaced.match(text, number.end, end) if number.step < 1 else None)
        if not letter or (letter[0] in self._guarded and number.step == 1 and (number.value < _TWO_DIGITS or letter[0].islower())):
            return number
        return number.multiplied(self._letters[letter[0].strip()], letter.end())

    def continues_references(self, text: str, reference: int, number: Number) -> bool:
        """Return whether a number goes on with a list of references whose last one ends at `reference` (« articles 3 à 9 »)."""
        return 0 <= number.start - reference <= _LISTED and self._listed.fullmatch(text[reference : number.start]) is not None

    def is_reference(self, text: str, number: Number, start: int) -> bool:
        """Return whether the number only numbers something: an article, a page, an item of a list, a code."""
        if number.scale > 1:
            return False
        before = text[max(start, number.start - _BEFORE) : number.start]
        word = _WORD_BEFORE.search(before)
        if number.words:
            return word is not None and word[1].lower() in self._references
        if self._is_label(text, number, before) or self._is_code(text, number, before):
            return True
        return word is not None and self._is_referred(text, number, word)

    def _is_label(self, text: str, number: Number, before: str) -> bool:
        """Return whether a number stands alone in brackets, or numbers the item or the heading that it opens."""
        if before.endswith("(") and text[number.end : number.end + 1] == ")":
            return not _GROUPED.fullmatch(text, number.start, number.end)
        return not before.strip() and self._opens_block(text, number)

    def _is_code(self, text: str, number: Number, before: str) -> bool:
        """Return whether a number is part of a code or of a citation."""
        if _CODE.match(text, number.end) and self._scaled(text, number, len(text)) is number:
            return True
        return _JOINED.search(before) is not None or self._citation.search(before) is not None

    def _is_referred(self, text: str, number: Number, word: re.Match[str]) -> bool:
        """Return whether the word before a number makes a reference of it: letters in capitals, or a word of references."""
        if word[1].isupper() and len(word[1]) > 1:
            return True
        reference = word[1].lower()
        if reference in self._references:
            return not self._follows_verb(word.string[: word.start()])
        return reference in self._bare and not self._noun(text, number, len(text))

    def _follows_verb(self, before: str) -> bool:
        """Return whether the words before what may be a reference make a verb of it (the fleet will number 28)."""
        found = _LAST.search(before)
        return found is not None and found[0].lower() in self._leading

    def _opens_block(self, text: str, number: Number) -> bool:
        """Return whether a number at the head of a block is that of an item or a heading."""
        if _MARK.match(text, number.end):
            return number.end + 1 < len(text)
        heading = None if self._spaced.match(text, number.end) else _HEADING.match(text, number.end)
        return number.step < 1 and heading is not None and heading[1].isupper()

    def _noun(self, text: str, number: Number, end: int) -> str:
        """Return the one to three words that the number counts."""
        words: list[str] = []
        again = _AGAIN.match(text, number.end, end) if number.words else None
        at = again.end() if again else number.end + (text[number.end : number.end + 1] == "+")
        linker = self._linker.match(text, at, end) if number.scale > 1 else None
        if self._tied and number.scale >= _MILLION and not linker:
            return ""
        if linker:
            at = linker.end() - (1 if text[linker.end() - 1] in SPACES else 0)
            if text[at] not in SPACES:
                first = _NOUN.match(text, at, end)
                words, at = ([first[0]], first.end()) if first else (words, at)
        while len(words) < _MOST_WORDS and at < end and text[at] in SPACES + "-":
            match = _NOUN.match(text, at + 1, end)
            if not match or match[0].lower() in self._ends:
                break
            words.append(match[0])
            at = match.end()
        return " ".join(words[: self._head(words)])

    def _head(self, words: Sequence[str]) -> int:
        """Return how many words the noun has: three, or more in a language whose modifiers stand first, where its head is behind them."""
        if not self._is_head_last or any(map(self._is_plural, words[:_NOUN_WORDS])):
            return _NOUN_WORDS
        return next((at + 1 for at, word in enumerate(words) if self._is_plural(word)), _NOUN_WORDS)

    def _is_plural(self, word: str) -> bool:
        plural = self._plural
        return word.lower() in plural.words or (word.endswith(plural.suffixes) and not word.endswith(plural.stop))


@cache
def make_count_parser(language: Language) -> CountParser:
    """Return the numbers of things of a language."""
    return CountParser(language)
