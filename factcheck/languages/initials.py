"""The words whose initials an acronym gathers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.languages.words import Token

# An expansion has so many more words than its acronym has letters.
_MORE_WORDS = 6
_UNACCENTED = str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc")


def expansion(words: Sequence[Token], acronym: str, small: Collection[str]) -> tuple[Token, ...]:
    """The last of some words whose initials, small words left out, are an acronym's letters in order; the first one must be a word's."""
    wanted = list(acronym.lower())
    at, found = len(words) - 1, 0
    while at >= 0 and wanted and found < len(acronym) + _MORE_WORDS:
        word = words[at].word
        if word[0].translate(_UNACCENTED) == wanted[-1]:
            wanted.pop()
            if not wanted:
                return tuple(words[at:])
        elif word not in small:
            return ()
        at, found = at - 1, found + 1
    return ()
