"""Errors in names, acronyms, titles, and lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold, stemmer
from factcheck.runtime.regex import compiled
from factcheck.stress.model import Change, ChangeKind

_LONG = compiled(r"[^\W\d_]{5,}")
_WORD = compiled(r"[^\W_][\w’'.-]*")
_CONTENT = 3
_FIRST, _PLURAL = "first", "s"
# Words that begin with so many equal letters are forms of one word.
_ROOT = 4


def change_letters(words: str, random: Random) -> Iterator[Change]:
    """Yield a letter lost, a letter doubled, and two letters swapped, inside long words."""
    long = list(_LONG.finditer(words))
    for change in (ChangeKind.LETTER_LOST, ChangeKind.LETTER_DOUBLED, ChangeKind.LETTERS_SWAPPED) if long else ():
        found = random.choice(long)
        inner = [at for at in range(found.start() + 1, found.end() - 2) if words[at] not in (words[at - 1], words[at + 1])]
        if not inner:
            continue
        at = random.choice(inner)
        middle = {ChangeKind.LETTER_LOST: "", ChangeKind.LETTER_DOUBLED: words[at] * 2}.get(change)
        yield change, words[:at] + (words[at + 1] + words[at] + words[at + 2 :] if middle is None else middle + words[at + 1 :])


def change_words(words: str, language: Language, random: Random, *, person: bool) -> Iterator[Change]:
    """Yield a name without one of its words, and with a word replaced by one that writers take for it."""
    small = stemmer(language).function_words
    spans = list(_WORD.finditer(words))
    content = [found for found in spans if fold(found[0]).rpartition("'")[2] not in small]
    if len(content) >= _CONTENT:
        ways = [found for found in _list_droppable(content, language, person=person) if _may_drop(found, spans, small)]
        if ways:
            found = random.choice(ways)
            yield ChangeKind.WORD_DROPPED, (words[: found.start()] + words[found.end() :].lstrip()).strip()
    ways_to = [(found, other) for found in content for other in _list_kin(found[0].lower(), language)] if len(content) > 1 else []
    if ways_to:
        found, other = random.choice(ways_to)
        other = other.capitalize() if found[0][0].isupper() else other
        yield ChangeKind.WORD_REPLACED, words[: found.start()] + other + words[found.end() :]


def _list_kin(word: str, language: Language) -> list[str]:
    """Return the words that writers take for a word, in its number; not other forms of it."""
    groups = [group for group in language.grammar.names.kin if word in group]
    others = dict.fromkeys(other for group in groups for other in group if other[:_ROOT] != word[:_ROOT])
    return [other for other in others if other.endswith(_PLURAL) == word.endswith(_PLURAL)]


def _list_droppable(content: Sequence[re.Match[str]], language: Language, *, person: bool) -> Sequence[re.Match[str]]:
    """Return the words of a name that can be left out by mistake: not its head, nor a first word without which it is a short form."""
    names = language.grammar.names
    if names.head == _FIRST or person or content[0][0].lower() in names.nations:
        content = content[1:]
    return content if names.head == _FIRST and not person else content[:-1]


def _may_drop(found: re.Match[str], spans: Sequence[re.Match[str]], small: frozenset[str]) -> bool:
    """Return whether a word can be left out of a name without leaving a preposition alone."""
    at = next(number for number, each in enumerate(spans) if each.start() == found.start())
    if "'" in fold(found[0]):
        return False
    return fold(spans[at - 1][0]) not in small if at else fold(spans[1][0]) not in small


def change_acronym(words: str, random: Random) -> Iterator[Change]:
    """Yield two letters of an acronym swapped."""
    ways = [at for at in range(len(words) - 1) if words[at] != words[at + 1] and words[at : at + 2].isalpha()]
    if ways:
        at = random.choice(ways)
        yield ChangeKind.LETTERS_SWAPPED, words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def put_other_title(words: str, titles: Iterable[str], random: Random) -> Iterator[Change]:
    """Yield another title of the registry."""
    pool = [each for each in titles if fold(each) not in fold(words) and fold(words) not in fold(each)]
    if pool:
        yield ChangeKind.OTHER_TITLE, random.choice(pool)


def change_list(items: Sequence[str], between: Sequence[str], outsiders: Sequence[str], random: Random) -> Iterator[Change]:
    """Yield a list without one of its items, and one with an item more; `between` stand between the items."""
    if len(items) > 2:
        at = random.randrange(len(items))
        yield ChangeKind.MEMBER_LEFT_OUT, _join([*items[:at], *items[at + 1 :]], between[1:])
    if outsiders and len(items) > 1:
        at = random.randrange(1, len(items))
        more = between[0] if len(items) > 2 else ", "
        yield ChangeKind.MEMBER_ADDED, _join([*items[:at], random.choice(outsiders), *items[at:]], [more, *between])


def _join(items: Sequence[str], between: Sequence[str]) -> str:
    return "".join(part for pair in zip(items, [*between, ""], strict=True) for part in pair)
