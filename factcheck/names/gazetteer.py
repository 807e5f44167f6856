"""Find the names of the registry in a document in one pass, whatever the apostrophe, the space and the case."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import inf

import ahocorasick

from factcheck.document import Document
from factcheck.facts.schema import Entity, Names, Registry
from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold, tokens
from factcheck.model import Name, NameForm
from factcheck.names.short_forms import FIRST, ShortForms
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

TITLE = "title"
PERSON = "person"


@record
class Form:
    """One form of one entity: `text` without a leading article, its folded `words`, and how strictly a note must write it.

    `exact` asks for the same capitals (an acronym), `capital` for a first capital (a single common word that is a name); a `common` one is
    a word of its entity's longer name, which other names may hold too.
    """

    text: str
    words: tuple[str, ...]
    entity: str
    kind: NameForm
    language: str
    exact: bool
    capital: bool
    hyphens: bool
    common: bool = False


@cache
def list_forms(registry: Registry, language: Language) -> tuple[Form, ...]:
    """Return all forms, official names first; of other languages, only those that are right."""
    return tuple(_forms(registry, language))


def _forms(registry: Registry, language: Language) -> Iterator[Form]:
    determiners = longest_first(language.grammar.reference.determiners)
    openings = [determiner if determiner.endswith("'") else determiner + " " for determiner in determiners]
    for entity in registry.entities.values():
        for code, names in entity.names.items():
            is_native = code == language.code
            for text, kind in _texts(names, is_native):
                yield _form(_bare(text, openings), kind, entity, code)
                if is_native and (entity.kind == TITLE or kind is NameForm.DESCRIPTION):
                    for plural in sorted(form_plurals(text, language) - {fold(text)}):
                        yield _form(plural, kind, entity, code)


def _texts(names: Names, is_native: bool) -> Iterator[tuple[str, NameForm]]:
    yield names.name, NameForm.NAME
    yield from ((text, NameForm.ALSO) for text in names.also)
    if names.acronym:
        yield names.acronym, NameForm.ACRONYM
    if is_native:
        yield from ((text, NameForm.DESCRIPTION) for text in names.descriptions)
        yield from ((text, NameForm.AVOID) for text in names.avoid)


def _form(text: str, kind: NameForm, entity: Entity, code: str) -> Form:
    words = tuple(token.word for token in tokens(fold(text)))
    exact = text.isupper() and len(words) == 1
    single = len(words) == 1 and text[:1].isupper()
    longer = entity.names[code].name if code in entity.names else ""
    common = single and not exact and len(longer.split()) > 1 and words[0] in {token.word for token in tokens(fold(longer))}
    return Form(text, words, entity.id, kind, code, exact, single and not exact, entity.kind != TITLE, common)


def _bare(text: str, openings: Sequence[str]) -> str:
    """Return a text without the determiner that opens it."""
    folded = fold(text)
    opening = next((each for each in openings if folded.startswith(each) and len(folded) > len(each)), "")
    return text[len(opening) :]


def form_plurals(text: str, language: Language) -> set[str]:
    """Return the plurals of a phrase, folded: each word plural, or its first, or its last; of a compound, each part or its last."""
    table = language.grammar.inflection.plurals
    words, found = fold(text).split(" "), set()
    for deep in (False, True):
        many = [_plural(word, table, deep) for word in words]
        found |= {" ".join(many), " ".join([many[0], *words[1:]]), " ".join([*words[:-1], many[-1]])}
    return found


def _plural(word: str, table: Mapping[str, str], deep: bool) -> str:
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return (_plural(first, table, deep) if deep else first) + hyphen + _plural(last, table, deep)
    ending = max((ending for ending in table if word.endswith(ending)), key=len)
    return word[: len(word) - len(ending)] + table[ending]


_SPACES = (" ", "\u00a0", "\u202f")
_MARK = compiled(r"[^\w\s'-]")
# How far the words around a name are looked at, and how many stand before its complement.
_AROUND, _COMPLEMENT = 40, 2


class NameFinder:
    """Finds some forms of names, and short references to them, in notes of one language."""

    def __init__(self, registered: Iterable[Form], language: Language, shorts: ShortForms | None = None) -> None:
        self._longer = LongerNames(language)
        self.forms: dict[str, list[Form]] = defaultdict(list)
        for form in registered:
            known = self.forms[fold(form.text)]
            if not any(other.entity == form.entity for other in known):
                known.append(form)
        self._shorts = shorts
        self._automaton = ahocorasick.Automaton()
        for key in self.forms:
            self._automaton.add_word(key, key)
        if self.forms:
            self._automaton.make_automaton()

    def find(self, document: Document) -> tuple[Name, ...]:
        """Return the names in a document, in order; those of one span, which several entities share, stand side by side."""
        if not self.forms:
            return ()
        found = []
        for start, end, key in _longest(self._spans(document.folded, document.text)):
            found += [
                Name(start, end, form.entity, form.kind, form.language)
                for form in self.forms[key]
                if _written(form, document.text, start, end)
            ]
        placed = _placed(document, found)
        short = self._shorts.find(document, placed) if self._shorts else ()
        return tuple(sorted([*placed, *short], key=lambda name: (name.start, name.end, name.entity)))

    def _spans(self, folded: str, text: str) -> list[tuple[int, int, str]]:
        found = []
        for last, key in self._automaton.iter(folded):
            start, end = last - len(key) + 1, last + 1
            written = _bounded(folded, start, end) and [form for form in self.forms[key] if _written(form, text, start, end)]
            if written and not (all(form.common for form in written) and self._longer.contains(text, folded, start, end)):
                found.append((start, end, key))
        return found


class LongerNames:
    """Tells where a common word that is a name stands in a longer name (the Atlantic Growth Strategy, « la Stratégie pour l’emploi »)."""

    def __init__(self, language: Language) -> None:
        names, linkers = language.grammar.names, language.quantities.money.linkers
        self._first = names.head == FIRST
        self._small = language.grammar.inflection.function_words
        self._complements = names.complements - language.grammar.reference.determiners - {word.strip("'") for word in linkers}

    def contains(self, text: str, folded: str, start: int, end: int) -> bool:
        """Return whether a capital stands right before, where heads stand last, or a complement after, that is not a year."""
        before = tokens(folded, max(start - _AROUND, 0), start)[-1:]
        joined = before and text[before[0].end : start] in _SPACES
        if not self._first and joined and text[before[0].start].isupper() and before[0].word not in self._small:
            return True
        after = tokens(folded, end, min(end + _AROUND, len(folded)))[: _COMPLEMENT + 1]
        for one, other in pairwise(after):
            if one.word in self._complements and not _MARK.search(folded, end, one.start):
                return not other.word.isdigit() and (self._first or text[other.start].isupper())
        return False


@cache
def make_name_finder(registry: Registry, language: Language) -> NameFinder:
    """Return the finder for a registry and a language."""
    return NameFinder(list_forms(registry, language), language, ShortForms(registry, language))


def _bounded(folded: str, start: int, end: int) -> bool:
    if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
        return False
    return not (start and folded[start - 1] in "@./" and start > 1 and folded[start - 2].isalnum())


def _written(form: Form, text: str, start: int, end: int) -> bool:
    if form.exact:
        return text[start:end] == form.text
    if form.capital and not text[start].isupper():
        return False
    return form.hyphens or not ((start and text[start - 1] in "-\u2010\u2011") or text[end : end + 1] in ("-", "\u2010", "\u2011"))


def _longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept, end = [], 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            kept.append(span)
            end = span[1]
    return kept


def _placed(document: Document, names: list[Name]) -> list[Name]:
    placed, at, blocks = [], 0, document.blocks
    for name in names:
        while at + 1 < len(blocks) and blocks[at].end <= name.start:
            at += 1
        if blocks and blocks[at].start <= name.start and name.end <= blocks[at].end:
            placed.append(Name(name.start, name.end, name.entity, name.form, name.language, at))
    return placed


class ExactSpans:
    """The spans of names that are right."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._spans = sorted({(name.start, name.end) for name in names if name.form is not NameForm.SHORT})

    def covers(self, start: int, end: int) -> bool:
        """Return whether a name that is right reaches from the span's start, or before, to its end; or crosses one of its ends."""
        at = bisect_right(self._spans, (start, inf)) - 1
        for left, right in self._spans[max(at - 1, 0) : at + 1]:
            if left <= start < right and (right >= end or left < start):
                return True
        after = bisect_right(self._spans, (end - 1, inf)) - 1
        return after >= 0 and self._spans[after][0] > start and self._spans[after][1] > end
