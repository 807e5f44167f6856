"""Find the acronyms in brackets in a note, each with the words before it whose initials it stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from factcheck.document import Document
from factcheck.languages.tokens import Token, tokens
from factcheck.model import AcronymDefinition
from factcheck.runtime.regex import compiled

# An expansion has so many more words than its acronym has letters.
_MORE_WORDS = 6
_UNACCENTED = str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc")


def find_expansion(words: Sequence[Token], acronym: str, small: Collection[str]) -> tuple[Token, ...]:
    """Return the last of some words whose initials, small words left out, are an acronym's letters in order; the first one must be that of no small word."""
    expected = list(acronym.lower())
    at, found = len(words) - 1, 0
    while at >= 0 and expected and found < len(acronym) + _MORE_WORDS:
        word = words[at].word
        if word[0].translate(_UNACCENTED) == expected[-1] and not (len(expected) == 1 and word in small):
            expected.pop()
            if not expected:
                return tuple(words[at:])
        elif word not in small:
            return ()
        at, found = at - 1, found + 1
    return ()


_PAIRED = compiled(r"\((?:[^()\s]{0,3}['\u2019])?(?P<acronym>[A-ZÀ-Ý][A-ZÀ-Ý0-9]{1,7})(?:[,;] [^()]{0,40})?\)")
# An expansion starts within so many characters.
_BEFORE = 160


def find_acronym_definitions(document: Document) -> Iterator[AcronymDefinition]:
    """Yield the acronyms in brackets of a document, each with its expansion."""
    for match in _PAIRED.finditer(document.text):
        words = tokens(document.folded, max(match.start() - _BEFORE, 0), match.start())
        gathered = find_expansion(words, match["acronym"], document.language.grammar.inflection.function_words)
        yield AcronymDefinition(match.start("acronym"), match.end("acronym"), match["acronym"], gathered)
