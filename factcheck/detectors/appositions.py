"""Says whether an apposition right after a name calls it another kind of thing than its description does."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.detectors.enumerations.items import says
from factcheck.languages.tokens import Token, fold, stemmer, tokens
from factcheck.model import Name, Reading
from factcheck.runtime.regex import compiled

_FIRST = "first"
# An apposition in the place of a description has so many words that carry meaning at most.
_WORDS = 6
# A phrase with the description's head replaces it where all other words are others, as many, and with the head at least so many.
_REPLACED = 3
_OPENS = compiled(r"[,–—(]")
_CLOSES = compiled(r"\s*(?:(?P<comma>,)|[;:.)!?–—]|\Z)\s*")


def miscalled(name: Name, phrase: Sequence[Token], descriptions: Sequence[str], reading: Reading) -> str | None:
    """The description in whose place another kind of thing stands: a definite phrase that is all of an apposition, whose head noun tells
    of a kind (a site, a line) or most of whose other words are the description's, or whose head alone is the description's; else None."""
    words = [token.word for token in phrase]
    definite, bare = _definite(name, phrase[0], reading), _bare(name, phrase[0], reading)
    if (
        not (definite or bare)
        or not _closed(phrase[-1], reading.document.blocks[name.block].end, reading)
        or not _plain(phrase, descriptions, reading)
    ):
        return None
    stem, small = stemmer(reading.language).stem, reading.language.grammar.inflection.function_words
    said, head = [stem(word) for word in words if word not in small], _head(words, reading)
    held = [[token.word for token in tokens(fold(description))] for description in descriptions]
    heads = [stem(_head(each, reading)) for each in held]
    if not said or len(said) > _WORDS:
        return None
    other = set(said).isdisjoint(heads)
    for description, each, own in zip(descriptions, held, heads, strict=True):
        wanted = [stem(word) for word in each if word not in small]
        if not other:
            if stem(head) == own and _replaced(words, said, wanted, reading):
                return description
        elif (
            definite and len(wanted) > 1 and (head in reading.language.grammar.names.genera or len({*said} & {*wanted}) * 2 >= len(wanted))
        ):
            return description
    return None


def _replaced(words: Sequence[str], said: Sequence[str], wanted: Sequence[str], reading: Reading) -> bool:
    """Whether as many words as a description has, with its head, stand in its place: all but the head are others, or its last complement is."""
    if len(said) != len(wanted) or len(said) < _REPLACED:
        return False
    first = reading.language.grammar.names.head == _FIRST
    pairs = list(zip(said, wanted, strict=True))
    same = next((at for at, (one, other) in enumerate(pairs if first else pairs[::-1]) if one != other), len(pairs))
    if len({*said} & {*wanted}) == same < len(pairs):
        return True
    return first and said[:-1] == wanted[:-1] and said[-1] != wanted[-1] and words[-2] in reading.language.grammar.inflection.function_words


def _bare(name: Name, first: Token, reading: Reading) -> bool:
    """Whether an apposition without an article follows a comma, in a language that leaves it out."""
    return reading.language.grammar.names.head == _FIRST and reading.folded[name.end : first.start].strip() == ","


def _definite(name: Name, first: Token, reading: Reading) -> bool:
    """Whether a mark and a definite article open an apposition."""
    reference, numbers = reading.language.grammar.reference, reading.language.quantities.numbers
    before = tokens(reading.folded, name.end, first.start)
    definite = {word.strip("'") for word in reference.determiners - reference.demonstratives} - numbers.singular - numbers.articles
    return bool(before) and before[-1].word in definite and _OPENS.search(reading.folded, name.end, before[-1].start) is not None


def _closed(last: Token, block: int, reading: Reading) -> bool:
    """Whether a mark closes an apposition in a block that ends at `block`, and it is no item of a list that goes on."""
    closing = _CLOSES.match(reading.folded, last.end, block)
    if not closing:
        return False
    if not closing["comma"]:
        return True
    grammar = reading.language.grammar
    going = (*grammar.names.conjunctions, *grammar.reference.determiners)
    after = reading.folded[closing.end() : block]
    return not any(after.startswith(word if word.endswith("'") else word + " ") for word in going)


def _plain(phrase: Sequence[Token], descriptions: Sequence[str], reading: Reading) -> bool:
    """Whether a phrase only says what something is: no rank that its descriptions lack, number, owner, clause, name, or second thing."""
    grammar, numbers = reading.language.grammar, reading.language.quantities.numbers
    other = {*grammar.names.ranking, *numbers.words, *grammar.reference.possessives, *grammar.clauses.relatives}
    other -= {token.word for description in descriptions for token in tokens(fold(description))}
    text, folded = reading.document.text, reading.folded[phrase[0].start : phrase[-1].end]
    if says(folded, grammar.names.conjunctions) or any(
        token.word in other or token.word[0].isdigit() or text[token.start].isupper() for token in phrase
    ):
        return False
    return "'" not in folded or grammar.names.head == _FIRST


def _head(words: Sequence[str], reading: Reading) -> str:
    """The head noun of a phrase: its first word, or the last before a small word."""
    grammar = reading.language.grammar
    if grammar.names.head == _FIRST:
        return words[0]
    return words[next((at for at, word in enumerate(words) if at and word in grammar.inflection.function_words), len(words)) - 1]
