"""Decide whether an apposition after a name calls it a different kind of thing than its description does."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.analysis import Analysis
from factcheck.detectors.enumerations.items import contains_phrase
from factcheck.languages.tokens import Token, fold, stemmer, tokens
from factcheck.model import Name
from factcheck.runtime.regex import compiled

_FIRST = "first"
# An apposition in the place of a description has so many words that carry meaning at most.
_WORDS = 6
# A phrase with the description's head replaces it where all other words are others, as many, and with the head at least so many.
_REPLACED = 3
_OPENS = compiled(r"[,–—(]")
_CLOSES = compiled(r"\s*(?:(?P<comma>,)|[;:.)!?–—]|\Z)\s*")


def find_wrong_description(name: Name, phrase: Sequence[Token], descriptions: Sequence[str], analysis: Analysis) -> str | None:
    """Return the description in whose place another kind of thing stands: a definite phrase that is all of an apposition, whose head noun tells
    of a kind (a site, a line) or most of whose other words are the description's, or whose head alone is the description's; else None."""
    words = [token.word for token in phrase]
    definite, bare = _is_definite(name, phrase[0], analysis), _is_bare(name, phrase[0], analysis)
    if (
        not (definite or bare)
        or not _is_closed(phrase[-1], analysis.document.blocks[name.block].end, analysis)
        or not _is_plain(phrase, descriptions, analysis)
    ):
        return None
    stem, small = stemmer(analysis.language).stem, analysis.language.grammar.inflection.function_words
    stated, head = [stem(word) for word in words if word not in small], _find_head(words, analysis)
    registered = [[token.word for token in tokens(fold(description))] for description in descriptions]
    heads = [stem(_find_head(each, analysis)) for each in registered]
    if not stated or len(stated) > _WORDS:
        return None
    other = set(stated).isdisjoint(heads)
    for description, each, own in zip(descriptions, registered, heads, strict=True):
        expected = [stem(word) for word in each if word not in small]
        if not other:
            if stem(head) == own and _is_replaced(words, stated, expected, analysis):
                return description
        elif (
            definite
            and len(expected) > 1
            and (head in analysis.language.grammar.names.kind_nouns or len({*stated} & {*expected}) * 2 >= len(expected))
        ):
            return description
    return None


def _is_replaced(words: Sequence[str], stated: Sequence[str], expected: Sequence[str], analysis: Analysis) -> bool:
    """Return whether as many words as a description has, with its head, stand in its place: all but the head are others, or its last complement is."""
    if len(stated) != len(expected) or len(stated) < _REPLACED:
        return False
    first = analysis.language.grammar.names.head == _FIRST
    pairs = list(zip(stated, expected, strict=True))
    same = next((at for at, (one, other) in enumerate(pairs if first else pairs[::-1]) if one != other), len(pairs))
    if len({*stated} & {*expected}) == same < len(pairs):
        return True
    return (
        first
        and stated[:-1] == expected[:-1]
        and stated[-1] != expected[-1]
        and words[-2] in analysis.language.grammar.inflection.function_words
    )


def _is_bare(name: Name, first: Token, analysis: Analysis) -> bool:
    """Return whether an apposition without an article follows a comma, in a language that leaves it out."""
    return analysis.language.grammar.names.head == _FIRST and analysis.folded[name.end : first.start].strip() == ","


def _is_definite(name: Name, first: Token, analysis: Analysis) -> bool:
    """Return whether a mark and a definite article open an apposition."""
    reference, numbers = analysis.language.grammar.reference, analysis.language.quantities.numbers
    before = tokens(analysis.folded, name.end, first.start)
    definite = {word.strip("'") for word in reference.determiners - reference.demonstratives} - numbers.singular - numbers.articles
    return bool(before) and before[-1].word in definite and _OPENS.search(analysis.folded, name.end, before[-1].start) is not None


def _is_closed(last: Token, block: int, analysis: Analysis) -> bool:
    """Return whether a mark closes an apposition in a block that ends at `block`, and it is no item of a list that goes on."""
    closing = _CLOSES.match(analysis.folded, last.end, block)
    if not closing:
        return False
    if not closing["comma"]:
        return True
    grammar = analysis.language.grammar
    going = (*grammar.names.conjunctions, *grammar.reference.determiners)
    after = analysis.folded[closing.end() : block]
    return not any(after.startswith(word if word.endswith("'") else word + " ") for word in going)


def _is_plain(phrase: Sequence[Token], descriptions: Sequence[str], analysis: Analysis) -> bool:
    """Return whether a phrase only says what something is: no rank that its descriptions lack, number, owner, clause, name, or second thing."""
    grammar, numbers = analysis.language.grammar, analysis.language.quantities.numbers
    other = {*grammar.names.ranking, *numbers.words, *grammar.reference.possessives, *grammar.clauses.relatives}
    other -= {token.word for description in descriptions for token in tokens(fold(description))}
    text, folded = analysis.document.text, analysis.folded[phrase[0].start : phrase[-1].end]
    if contains_phrase(folded, grammar.names.conjunctions) or any(
        token.word in other or token.word[0].isdigit() or text[token.start].isupper() for token in phrase
    ):
        return False
    return "'" not in folded or grammar.names.head == _FIRST


def _find_head(words: Sequence[str], analysis: Analysis) -> str:
    """Return the head noun of a phrase: its first word, or the last before a small word."""
    grammar = analysis.language.grammar
    if grammar.names.head == _FIRST:
        return words[0]
    return words[next((at for at, word in enumerate(words) if at and word in grammar.inflection.function_words), len(words)) - 1]
