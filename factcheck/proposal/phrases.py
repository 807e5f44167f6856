"""Find the phrases of a note that name something: those of acronyms, those in capitals, those that open with a noun for bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.document import Document
from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, stemmer, tokens
from factcheck.names.acronyms import find_acronym_definitions
from factcheck.proposal.acronyms import find_standing
from factcheck.proposal.small_names import agrees, find_small_names
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_FIRST = "first"
_SHORTEST, _LONGEST, _OFTEN = 2, 14, 2
# An adjective has so many letters.
_ADJECTIVE = 4
# A name whose second word is a conjunction has more words than this (Trade and Northern Development Agency).
_JOINED = 4
_SPACE = "[ \u00a0]"
_CAPITAL = r"[A-ZÀ-Ý][\wß-ÿ]*(?:[-\u2011][\wß-ÿ]+)*"


@record
class Phrase:
    """A half-open span that names something; its acronym where the note explains it."""

    start: int
    end: int
    acronym: str = ""


def find_phrases(document: Document) -> list[Phrase]:
    """Return the phrases of a document that name something, in order; none overlaps another."""
    found = {phrase.start: phrase for phrase in _find_capitals(document)}
    if document.language.grammar.names.head == _FIRST:
        for phrase in _find_headed(document):
            if phrase.start not in found or found[phrase.start].end < phrase.end:
                found[phrase.start] = phrase
        for start, end in find_small_names(document, _list_bodies(document.language), find_standing(document)):
            found.setdefault(start, Phrase(start, end))
    return _without_overlaps([*_find_explained(document), *found.values()])


def _without_overlaps(phrases: Collection[Phrase]) -> list[Phrase]:
    """Return the phrases without those that overlap a better one: one that an acronym explains, else the first."""
    chosen: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda each: (each.start, -each.end)):
        if not chosen or phrase.start >= chosen[-1].end:
            chosen.append(phrase)
        elif phrase.acronym and not chosen[-1].acronym:
            chosen[-1] = phrase
    return chosen


def _find_explained(document: Document) -> Iterator[Phrase]:
    """Yield the words that a note explains by an acronym in brackets after them."""
    for found in find_acronym_definitions(document):
        if found.words:
            yield Phrase(found.words[0].start, found.words[-1].end, found.acronym)


def _find_capitals(document: Document) -> Iterator[Phrase]:
    """Yield the runs of words in capitals, with the small words that join them and the noun for bodies that ends them."""
    text, language = document.text, document.language
    spans = [match.span() for match in _capitals(language).finditer(text)]
    often = Counter(document.folded[start:end] for start, end in spans)
    for start, end in spans:
        words = tokens(document.folded, start, end)
        if words and words[0].word in language.grammar.names.title_words:
            words = tokens(document.folded, start, _find_title_end(end, document))
        if _is_one_name(words, language, repeated=often[document.folded[start:end]] >= _OFTEN):
            name = _with_head(_trim(words, text, language), document)
            if _SHORTEST <= len(name) <= _LONGEST and any(not text[word.start : word.end].isupper() for word in name):
                yield Phrase(name[0].start, name[-1].end)


def _find_title_end(end: int, document: Document) -> int:
    """Return where a title ends that lists what it is the title of (… of Families, Children and Sport)."""
    match = _listed(document.language).match(document.text, end)
    return match.end() if match else end


def _is_one_name(words: Sequence[Token], language: Language, *, repeated: bool) -> bool:
    """Return whether a phrase is one name, not two that a conjunction joins: the note repeats it, or a title or a complement stands before."""
    names = language.grammar.names
    joined = next((at for at, token in enumerate(words) if token.word in names.conjunctions), None)
    if joined is None or repeated or words[0].word in names.title_words:
        return True
    return any(each.word in names.complements for each in words[:joined]) or (joined == 1 and len(words) > _JOINED)


def _trim(words: Sequence[Token], text: str, language: Language) -> list[Token]:
    """Return the words of a phrase without the function words at its start, and at its end those without a capital."""
    small, found = language.grammar.inflection.function_words, list(words)
    while found and found[0].word in small:
        found.pop(0)
    while found and not text[found[-1].start].isupper():
        found.pop()
    return found


def _with_head(words: list[Token], document: Document) -> list[Token]:
    """Return the words of a name with the noun for bodies, in small letters, that follows it in a language that puts heads last."""
    if len(words) < _SHORTEST or document.language.grammar.names.head == _FIRST:
        return words
    after = tokens(document.folded, words[-1].end, min(words[-1].end + 30, len(document.text)))[:1]
    is_head = bool(after) and after[0].word in _list_heads(document.language) and _follows(words[-1], after[0], document.text)
    return [*words, after[0]] if is_head else words


@cache
def _list_heads(language: Language) -> frozenset[str]:
    """Return the nouns for bodies, plans, funds, laws and the like."""
    names = language.grammar.names
    return frozenset(word for group in names.kin for word in group) | names.kind_nouns


@cache
def _list_bodies(language: Language) -> frozenset[str]:
    """Return the nouns for bodies and the like, without the adjectives of their names."""
    return _list_heads(language) - language.grammar.names.nations


@cache
def _capitals(language: Language) -> re.Pattern[str]:
    names, reference = language.grammar.names, language.grammar.reference
    joining = {*names.complements, *names.conjunctions, *(each.strip("'") for each in reference.determiners)}
    small = "|".join(map(re.escape, longest_first(joining)))
    return compiled(
        rf"(?<![\w-]){_CAPITAL}(?:{_SPACE}(?:(?:{small})(?:{_SPACE}|['\u2019])){{0,3}}(?:[A-Z]\.{_SPACE})?{_CAPITAL}|['\u2019]{_CAPITAL})+(?![\w-])"
    )


@cache
def _listed(language: Language) -> re.Pattern[str]:
    joint = "|".join(map(re.escape, longest_first(language.grammar.names.conjunctions)))
    run = rf"{_CAPITAL}(?:{_SPACE}{_CAPITAL})*"
    return compiled(rf"(?:,{_SPACE}{run}){{1,3}},?{_SPACE}(?:{joint}){_SPACE}{run}")


def _find_headed(document: Document) -> Iterator[Phrase]:
    """Yield the names that open with a noun for bodies, or with two words that the note repeats, and go on in small letters.

    One that the note writes once, and of which it repeats the beginning, ends with that.
    """
    text = document.text
    found = list(_list_headed(document))
    often = Counter(document.folded[start:end] for start, ends in found for end in ends)
    for start, ends in found:
        best = max(ends, key=lambda end: (often[document.folded[start:end]] >= _OFTEN, end))
        if any(map(str.isupper, text[start:best])):
            yield Phrase(start, best)


def _list_headed(document: Document) -> Iterator[tuple[int, list[int]]]:
    """Yield the start of each such name, and where it may end."""
    text, language = document.text, document.language
    pairs, small = _count_pairs(document), language.grammar.inflection.function_words
    for block in document.blocks:
        words = tokens(document.folded, block.start, block.end)
        for at, token in enumerate(words[:-1]):
            second = words[at + 1].word
            repeated = text[token.start].isupper() and token.word not in small and len(second) >= _ADJECTIVE
            repeated = repeated and pairs[token.word, second] >= _OFTEN
            if repeated or token.word in _list_heads(language) or token.word in language.grammar.names.title_words:
                ends = [words[last].end for last in _list_ends(words, at, text, language, repeated=repeated)]
                if ends:
                    yield token.start, ends


def _count_pairs(document: Document) -> Counter[tuple[str, str]]:
    """Return how often each word in capitals stands before each word."""
    words = [word for block in document.blocks for word in tokens(document.folded, block.start, block.end)]
    return Counter(
        (one.word, other.word)
        for one, other in pairwise(words)
        if document.text[one.start].isupper() and _follows(one, other, document.text)
    )


def _list_ends(words: Sequence[Token], first: int, text: str, language: Language, *, repeated: bool) -> Iterator[int]:
    """Yield the places of the words at which a name may end: after its adjective, and after complements of one noun each, up to any mark."""
    names, small = language.grammar.names, language.grammar.inflection.function_words
    determiners = {each.strip("'") for each in language.grammar.reference.determiners}
    at, is_open = first + 1, False
    while at < len(words) and at - first < _LONGEST and _follows(words[at - 1], words[at], text):
        word, is_joined = words[at].word, text[words[at - 1].end] == "-"
        leads_on = word in names.complements or (word in determiners and (is_open or _stands_before_capital(words, at, text)))
        if not is_joined and leads_on:
            is_open = True
        elif not is_joined and (word in small or word.isdigit()):
            break
        elif is_joined or is_open or _qualifies(words, at, text, language) or (repeated and at == first + 1):
            is_open = False
            if at + 1 == len(words) or text[words[at].end : words[at].end + 1] != "-":
                yield at
        else:
            break
        at += 1


def _stands_before_capital(words: Sequence[Token], at: int, text: str) -> bool:
    return at + 1 < len(words) and text[words[at + 1].start].isupper()


def _qualifies(words: Sequence[Token], at: int, text: str, language: Language) -> bool:
    """Return whether a word goes on with a name right after a noun of it: it has a capital, is an adjective of bodies, or agrees with the noun."""
    token = words[at]
    is_body = text[token.start].isupper() or stemmer(language).stem(token.word) in _list_nations(language)
    return is_body or agrees(words, at, language)


@cache
def _list_nations(language: Language) -> frozenset[str]:
    return frozenset(map(stemmer(language).stem, language.grammar.names.nations))


def _follows(before: Token, after: Token, text: str) -> bool:
    return text[before.end : after.start] in (" ", "\u00a0", "'", "\u2019", "-")
