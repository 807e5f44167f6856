"""Make patterns from the phrases of the tables: any kind of space, any apostrophe, the longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from factcheck.runtime.regex import compiled

SPACES = " \u00a0\u202f\u2009\u2007\n"
SPACE = r"\s"
# Stands between phrases that are escaped together; no phrase has it, and escaping leaves it alone.
_BETWEEN = "\0"


def longest_first(words: Iterable[str]) -> list[str]:
    """Return the words, the longest first, each once; in the same order in each run, so that their pattern can be cached."""
    return sorted(sorted(set(words)), key=len, reverse=True)


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first, with any kind of space. It matches nothing where there is none."""
    escaped = re.escape(_BETWEEN.join(longest_first(words)))
    return escaped.replace("\\ ", SPACE).replace("'", "['\u2019]").replace(_BETWEEN, "|") or r"(?!)"


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases as folded text has them, the longest first. It matches nothing where there is none."""
    escaped = re.escape(_BETWEEN.join(longest_first(phrase.lower() for phrase in phrases)))
    return escaped.replace(_BETWEEN, "|") or r"(?!)"


def opener(phrases: Iterable[str]) -> str:
    """Return a pattern for the place before the first letter of one of the phrases, which spares the trial of each phrase."""
    letters = "".join(sorted({phrase[0] for phrase in phrases}))
    return f"(?=[{re.escape(letters)}])" if letters else ""


def hyphenated(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, in which hyphens and spaces are alike; the longest first."""
    return (
        "|".join(f"(?:{SPACE}{{1,2}}|-)".join(map(re.escape, compiled("[ -]").split(phrase))) for phrase in longest_first(words)) or r"(?!)"
    )


def distinctive_words(phrases: Iterable[str], common: Collection[str]) -> frozenset[str]:
    """Return a word of each phrase, in lower case: none of the common ones, where it has another. A text without them has none of the phrases."""
    found = set()
    for phrase in phrases:
        words = [word for word in compiled(r"[\W\d_]+").split(plain(phrase)) if word]
        found.update(sorted(words, key=lambda word: (word not in common, len(word)))[-1:])
    return frozenset(found)


def plain(phrase: str) -> str:
    """Return a phrase of a text as the tables write it: in lower case, with plain spaces and apostrophes."""
    return compiled(SPACE).sub(" ", phrase).lower().replace("\u2019", "'")


def unhyphenated(phrase: str) -> str:
    """Return a phrase that `hyphenated` matched as the tables write it: plain, with one space for each hyphen and each run of spaces."""
    return " ".join(plain(phrase).replace("-", " ").split())
