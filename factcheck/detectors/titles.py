"""Titles of persons: the words of one in a phrase, and whether they are a registered form of the person's."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.analysis import Analysis
from factcheck.facts.schema import Entity
from factcheck.languages.tokens import Token, fold, stemmer, tokens

_FIRST = "first"
# Titles that end in so many words alike are two of one kind (curator in chief).
_ENDING = 2
# The words of a title at most.
_TITLE = 5


def find_title(words: Sequence[Token], analysis: Analysis) -> Sequence[Token]:
    """Return the words of a title at the start of a phrase: it opens with a word of titles, and goes on to the last of them."""
    grammar = analysis.language.grammar
    heads = {part for word in grammar.names.title_words for part in word.split("-")}
    determiners = {word.strip("'") for word in grammar.reference.determiners}
    while words and words[0].word in determiners:
        words = words[1:]
    if not words or words[0].word not in heads or is_former(words, analysis):
        return ()
    last = 0
    for at, token in enumerate(words[:6]):
        if token.word in heads:
            last = at
        elif token.word not in grammar.inflection.function_words:
            break
    return words[: last + 1]


def find_title_before_head(words: Sequence[Token], analysis: Analysis) -> Sequence[Token]:
    """Return the words of a title that ends in its head, in a language that puts heads last: all up to a mark, the first with a capital."""
    names, text = analysis.language.grammar.names, analysis.document.text
    if names.head == _FIRST or not 1 < len(words) <= _TITLE or not text[words[0].start].isupper() or is_former(words, analysis):
        return ()
    return words if words[-1].word in names.title_words and text[words[-1].start].isupper() else ()


def find_title_with_ending(words: Sequence[Token], person: Entity, analysis: Analysis) -> Sequence[Token]:
    """Return all the words up to a mark, where they are as many as those of a form of the person's title, and end as it does."""
    title = analysis.registry.entities.get(person.title or "")
    names = title.names.get(analysis.language.code) if title else None
    stated = [token.word for token in words]
    for form in (names.name, *names.also) if names else ():
        registered = [token.word for token in tokens(fold(form))]
        if len(registered) == len(stated) > _ENDING and registered[-_ENDING:] == stated[-_ENDING:] and not is_former(words, analysis):
            return words
    return ()


def is_another_title(phrase: Sequence[Token], person: Entity, analysis: Analysis) -> bool:
    """Return whether a title has as many words as a form of the person's, and opens as it does, but is another."""
    title = analysis.registry.entities.get(person.title or "")
    names = title.names.get(analysis.language.code) if title else None
    stem = stemmer(analysis.language).stem
    stated = [stem(token.word) for token in phrase]
    forms = [[stem(token.word) for token in tokens(fold(form))] for form in (names.name, *names.also)] if names else []
    return stated not in forms and any(len(form) == len(stated) > 1 and form[0] == stated[0] for form in forms)


def is_right_title(phrase: Sequence[Token], words: Sequence[Token], person: Entity, analysis: Analysis) -> bool:
    """Return whether some words open with a form of the person\'s title, or a phrase resembles one; true where none is known."""
    title = analysis.registry.entities.get(person.title or "")
    names = title.names.get(analysis.language.code) if title else None
    if names is None:
        return True
    stem = stemmer(analysis.language).stem
    stated = [stem(token.word) for token in words]
    for form in (names.name, *names.also, *([names.acronym] if names.acronym else [])):
        expected = [stem(token.word) for token in tokens(form.lower())]
        if stated[: len(expected)] == expected:
            return True
    misspelt = [
        similar
        for similar in analysis.similar_names
        if similar.entity == person.title and similar.start <= phrase[-1].end and similar.end >= phrase[0].start
    ]
    return bool(misspelt)


def is_former(words: Sequence[Token], analysis: Analysis) -> bool:
    """Return whether a word makes a former or an acting title of some words."""
    hedges = analysis.language.grammar.names.title_hedges
    return any(token.word in hedges for token in words)
