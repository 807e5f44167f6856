"""Finds the names that a note gives itself, and where it nearly repeats one: the same body written in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from factcheck.document import Document
from factcheck.languages.schema import Language
from factcheck.languages.words import fold, tokens
from factcheck.mentions.forms import Form
from factcheck.mentions.names import NameFinder
from factcheck.mentions.near import NearFinder, Words
from factcheck.model import Name, NameForm, NearName, Pair, Restated
from factcheck.patterns import compiled

# A name has so many words that carry meaning, and a note that does not explain it writes it so often.
_CONTENT, _OFTEN = 3, 2
# The work for a note grows with its text, not with the square of it.
_MOST = 200
_NAME = "organisation"


def restated(
    document: Document, folded: str, language: Language, names: Sequence[Name], near: Sequence[NearName], pairs: Sequence[Pair], said: Words
) -> Iterator[Restated]:
    """Where a note nearly repeats a name that it explains by an acronym, or writes several times; what the registry knows is left out."""
    own = _own(document, folded, language, pairs)
    if not own:
        return
    held = [
        Form(text, tuple(token.word for token in tokens(fold(text))), text, NameForm.NAME, language.code, False, False, True)
        for text in own
    ]
    right = NameFinder(held).find(document, folded)
    places = {name.entity: (name.start, name.end) for name in reversed(right)}
    taken = [*names, *right, *(Name(each.start, each.end, each.entity, NameForm.NAME, "") for each in near)]
    for found in NearFinder(((form, _NAME) for form in held), language).find(document, folded, taken, said):
        first = places.get(found.form)
        if first and "," not in document.text[found.start : found.end]:
            yield Restated(found.start, found.end, first)


def _own(document: Document, folded: str, language: Language, pairs: Sequence[Pair]) -> Mapping[str, None]:
    """The names that a note gives itself, each once, in order."""
    text, small = document.text, language.grammar.inflection.function_words
    spans = [(pair.words[0].start, pair.words[-1].end) for pair in pairs if pair.words and text[pair.words[0].start].isupper()]
    spans += _repeated(text, folded, language)
    found = dict.fromkeys(_spaced(text[start:end]) for start, end in sorted(spans))
    return {
        each: None
        for each in islice(found, _MOST)
        if sum(token.word not in small for token in tokens(fold(each))) >= _CONTENT and each.isprintable()
    }


def _repeated(text: str, folded: str, language: Language) -> Iterable[tuple[int, int]]:
    """The phrases in capitals that stand several times and have a complement; two things joined are no name."""
    small, names = language.grammar.inflection.function_words, language.grammar.names
    spans = []
    for match in _phrases(language).finditer(text):
        words = tokens(folded, match.start(), match.end())
        while words and words[0].word in small:
            words = words[1:]
        said = {token.word for token in words}
        if not said.isdisjoint(names.complements) and said.isdisjoint(names.conjunctions):
            spans.append((words[0].start, words[-1].end))
    counts = Counter(_spaced(text[start:end]) for start, end in spans)
    return [span for span in spans if counts[_spaced(text[slice(*span)])] >= _OFTEN]


def _spaced(text: str) -> str:
    return " ".join(text.split())


@cache
def _phrases(language: Language) -> re.Pattern[str]:
    word = r"[A-ZÀ-Ý][a-zß-ÿ]+(?:-[A-ZÀ-Ý]?[a-zß-ÿ]+)*"
    small = "|".join(sorted(map(re.escape, language.grammar.inflection.function_words), key=lambda each: (-len(each), each)))
    return compiled(rf"(?<![\w-]){word}(?:[ \u00a0](?:(?:{small})(?:[ \u00a0]|['\u2019]))*{word}){{2,8}}(?![\w-])")
