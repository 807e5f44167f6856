"""Find the names that a note introduces itself, and the places where it repeats one with a difference."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from factcheck.analysis import Analysis
from factcheck.document import Document
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import tokens
from factcheck.model import AcronymDefinition, Name, NameForm
from factcheck.names.fuzzy_matcher import FuzzyMatcher
from factcheck.names.gazetteer import ExactSpans, Form, NameFinder
from factcheck.names.spelling import PhraseComparer
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

# A name has so many words that carry meaning, and a note that does not explain it is sure of it when it writes it so often.
_CONTENT, _OFTEN = 3, 2
# The work for a note grows with its text, not with the square of it.
_MOST = 200
_NAME = "organisation"


@record
class Repeat:
    """A span that nearly is a name which the note itself gives in another place (`first`, a half-open span)."""

    start: int
    end: int
    first: tuple[int, int]


@dataclass
class _LocalName:
    """A name that a note gives itself: its text, its words, where it stands, and whether an acronym explains it."""

    text: str
    words: tuple[str, ...]
    places: list[tuple[int, int]] = field(default_factory=list)
    is_explained: bool = False

    @property
    def sure(self) -> bool:
        """Whether the note means the name as it stands."""
        return self.is_explained or len(self.places) >= _OFTEN


def find_repeats(analysis: Analysis) -> tuple[Repeat, ...]:
    """Return where a note nearly repeats a name that it gives itself, in order; what the registry knows is left out.

    What resembles a name that the note explains by an acronym, or writes several times, is sought everywhere; of two phrases in capitals
    that resemble each other, the later one is returned.
    """
    document = analysis.document
    alike = PhraseComparer(document.language)
    local_names = _find_local_names(document, analysis.acronym_definitions, alike)
    known = [*analysis.names, *(Name(each.start, each.end, each.entity, NameForm.NAME, "") for each in analysis.similar_names)]
    found = {each.start: each for each in _find_pairs(local_names, alike)}
    for each in _find_altered(document, [each for each in local_names if each.sure], known):
        found.setdefault(each.start, each)
    exact = ExactSpans(known)
    return tuple(found[start] for start in sorted(found) if not exact.covers(found[start].start, found[start].end))


def _find_altered(document: Document, local_names: Sequence[_LocalName], known: Iterable[Name]) -> Iterator[Repeat]:
    """Yield what nearly is one of some names."""
    if not local_names:
        return
    registered = [Form(each.text, each.words, each.text, NameForm.NAME, document.language.code, False, False, True) for each in local_names]
    right = NameFinder(registered, document.language).find(document)
    places = {name.entity: (name.start, name.end) for name in reversed(right)}
    finder = FuzzyMatcher(((form, _NAME) for form in registered), document.language)
    for found in finder.find(document, [*known, *right]):
        if found.form in places and "," not in document.text[found.start : found.end]:
            yield Repeat(found.start, found.end, places[found.form])


def _find_pairs(local_names: Sequence[_LocalName], alike: PhraseComparer) -> Iterator[Repeat]:
    """Of each two names that are one in two ways, and of which one stands once, the later or the rarer."""
    ends: Mapping[tuple[bool, str], list[_LocalName]] = defaultdict(list)
    for each in local_names:
        content = alike.get_content(each.words)
        keys = [(True, content[0]), (False, content[-1])]
        for other in {id(other): other for key in keys for other in ends[key]}.values():
            if not (each.sure and other.sure) and alike.is_same_name(each.words, other.words):
                doubtful, right = (other, each) if each.sure else (each, other)
                yield Repeat(*doubtful.places[0], right.places[0])
                break
        for key in keys:
            ends[key].append(each)


def _find_local_names(document: Document, pairs: Sequence[AcronymDefinition], alike: PhraseComparer) -> list[_LocalName]:
    """Return the names that a note gives itself, in order."""
    text = document.text
    explained = {pair.words[0].start: pair.words[-1].end for pair in pairs if pair.words and text[pair.words[0].start].isupper()}
    spans = {**dict(_phrases(text, document.folded, document.language)), **explained}
    found: dict[str, _LocalName] = {}
    for start in sorted(spans):
        name = " ".join(text[start : spans[start]].split())
        if name not in found:
            found[name] = _LocalName(name, tuple(token.word for token in document.tokens(start, spans[start])))
        found[name].places.append((start, spans[start]))
        found[name].is_explained |= start in explained
    named = (each for each in found.values() if each.text.isprintable() and len(alike.get_content(each.words)) >= _CONTENT)
    return list(islice(named, _MOST))


def _phrases(text: str, folded: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the phrases in capitals that have a complement; two things joined are no name."""
    small, names = language.grammar.inflection.function_words, language.grammar.names
    for match in _pattern(language).finditer(text):
        words = tokens(folded, match.start(), match.end())
        while words and words[0].word in small:
            words = words[1:]
        stated = {token.word for token in words}
        if not stated.isdisjoint(names.complements) and stated.isdisjoint(names.conjunctions):
            yield words[0].start, words[-1].end


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    first, rest = "[A-ZÀ-Ý]", r"[a-zß-ÿ]+(?:-[A-ZÀ-Ý]?[a-zß-ÿ]+)*"
    names, reference = language.grammar.names, language.grammar.reference
    joining = {*names.complements, *names.conjunctions, *(each.strip("'") for each in reference.determiners)}
    small = "|".join(sorted(map(re.escape, joining), key=lambda each: (-len(each), each)))
    joined = rf"(?:[ \u00a0](?:(?:{small})(?:[ \u00a0]|['\u2019]))*{first}{rest}){{2,8}}"
    # What a name does not stand behind is looked for behind its first letter, to which the search can skip.
    return compiled(rf"{first}(?<![\w-].){rest}{joined}(?![\w-])")
