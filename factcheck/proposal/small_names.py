"""Find the names that a note writes in small letters alone: a noun for bodies with its adjectives and complements, repeated or with an acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from factcheck.document import Document
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, fold, stemmer, tokens
from factcheck.names.acronyms import find_expansion
from factcheck.statements.word_roles import word_roles

_SHORTEST, _LONGEST, _OFTEN = 3, 10, 2
_PARTICIPLE = frozenset({"participle"})
Span = tuple[int, int]


def find_small_names(document: Document, heads: Collection[str], acronyms: Collection[str]) -> list[Span]:
    """Return the half-open spans of the names in small letters, in order; `heads` are the nouns that open one, `acronyms` those of the note.

    A name is repeated in the note, or has the initials of an acronym.
    """
    stems = stemmer(document.language)
    found: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    explained: list[Span] = []
    for words in _list_runs(document, heads):
        for end in _list_ends(words, document):
            run = words[: end + 1]
            span = run[0].start, run[-1].end
            if _has_acronym(run, acronyms, document.language):
                explained.append(span)
            elif len(run) >= _SHORTEST:
                found[tuple(stems.stem(each.word) for each in run)].append(span)
    often = [span for spans in found.values() if len(spans) >= _OFTEN for span in spans]
    return _keep_longest([*explained, *often])


def _keep_longest(spans: Sequence[Span]) -> list[Span]:
    chosen: list[Span] = []
    for span in sorted(set(spans), key=lambda each: (each[0], -each[1])):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    return chosen


def _list_runs(document: Document, heads: Collection[str]) -> Iterator[Sequence[Token]]:
    """Yield the words from each noun for bodies on, up to a mark or a word in capitals."""
    text = document.text
    for block in document.blocks:
        words = tokens(document.folded, block.start, block.end)
        for at, token in enumerate(words):
            if token.word in heads and text[token.start].islower():
                end = at + 1
                while end < min(len(words), at + _LONGEST) and _goes_on(words[end - 1], words[end], text):
                    end += 1
                yield words[at:end]


def _goes_on(before: Token, after: Token, text: str) -> bool:
    return text[before.end : after.start] in (" ", "\u00a0", "'", "\u2019", "-") and text[after.start].islower()


def _list_ends(words: Sequence[Token], document: Document) -> Iterator[int]:
    """Yield the places of the words at which a name may end: after its adjectives, and after complements of one noun each."""
    language = document.language
    names, small = language.grammar.names, language.grammar.inflection.function_words
    determiners, roles = {each.strip("'") for each in language.grammar.reference.determiners}, word_roles(language)
    nations, is_open = _list_nations(language), False
    for at, token in enumerate(words[1:], 1):
        word, is_joined = token.word, document.text[words[at - 1].end] == "-"
        if not is_joined and (word in names.complements or (is_open and word in determiners)):
            is_open = True
        elif not is_joined and (word in small or word.isdigit()):
            return
        elif (
            is_joined or is_open or stemmer(language).stem(word) in nations or roles.of(word) == _PARTICIPLE or agrees(words, at, language)
        ):
            is_open = False
            if document.text[token.end : token.end + 1] != "-":
                yield at
        else:
            return


def agrees(words: Sequence[Token], at: int, language: Language) -> bool:
    """Return whether a word is an adjective of the word before it: both have an ending of the plural, which verbs do not share."""
    ends = tuple(language.grammar.inflection.plurals.values())
    return bool(ends) and at > 0 and all(each.word.endswith(ends) for each in words[at - 1 : at + 1])


def _has_acronym(run: Sequence[Token], acronyms: Collection[str], language: Language) -> bool:
    """Return whether the initials of some words are those of an acronym."""
    small = language.grammar.inflection.function_words
    return any(fold(acronym)[0] == run[0].word[0] and find_expansion(run, acronym, small)[:1] == (run[0],) for acronym in acronyms)


@cache
def _list_nations(language: Language) -> frozenset[str]:
    return frozenset(map(stemmer(language).stem, language.grammar.names.nations))
