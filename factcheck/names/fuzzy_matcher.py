"""Find words that are similar to a registered name: a letter wrong, or words omitted, added or replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from factcheck.document import Block, BlockKind, Document
from factcheck.document.words import HYPHENATED
from factcheck.facts.schema import Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, WordCache, stemmer
from factcheck.model import Name, NameForm, SimilarName
from factcheck.names.alignment import Alignment, Phrase, align_phrase
from factcheck.names.gazetteer import TITLE, ExactSpans, Form, list_forms
from factcheck.names.short_forms import FIRST
from factcheck.names.spelling import Spelling, strip_accents
from factcheck.names.word_differences import LETTERS, MINOR, NameDifferences, Rank, has_same_ending
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_spelling

_ADDRESS = compiled(r"[^\W\d_]+(?:\.[^\W\d_]+)+")
_BREAK = compiled(r"[.;:()!?«»“”\"]")
# Marks that a name may have between its words.
_INNER = compiled(r"[;:()]")
PLACE = "place"
# A single word is a near miss only when it has so many letters; the name of a place, one fewer.
_LONG = 7
_EXTRA = 2
# A part of a name has at least so many words.
_PART = 2
# Of the names that begin and end alike, so many are looked at.
_CROWD = 50
# A error leaves so many letters of a word as they were, at its start or at its end.
_INTACT = 2


class FuzzyMatcher:
    """Finds near misses of some forms of names in notes of one language."""

    def __init__(self, registered: Iterable[tuple[Form, str]], language: Language) -> None:
        """Find the registered forms, each with the kind of its entity."""
        self._stemmer = stemmer(language)
        self._first = language.grammar.names.head == FIRST
        self._phrases: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
        self._openers: dict[str, int] = defaultdict(int)
        self._anchored: dict[str, set[str]] = defaultdict(set)
        self._led = WordCache(self._find_led)
        self._singles: dict[str, Phrase] = {}
        self._words: set[str] = set()
        self._parts: set[tuple[str, ...]] = set()
        self._phonetic: set[str] = set()
        self._persons: set[str] = set()
        self._titles: set[str] = set()
        self._marks: set[str] = set()
        self._heads = language.grammar.names.title_words
        for form, kind in registered:
            self._add(form, kind)
        self._spelling = Spelling(self._words, language, self._phonetic)
        self._faults = NameDifferences(language, self._spelling, self._parts)
        self._opening_index = OpeningIndex(self._spelling, self._openers, self._singles)

    def _add(self, form: Form, kind: str) -> None:
        if kind == TITLE:
            self._titles.add(form.entity)
        phrase = Phrase.of(form, self._stemmer.function_words, kind)
        words = phrase.content
        self._words.update(words)
        if len(words) > _PART:
            self._parts.update((words[1:], words[:-1]))
        alone = len(words) == 1 or _ADDRESS.fullmatch(form.text) is not None
        if alone and len(words[0]) >= _LONG - (kind == PLACE) and ("-" in words[0] or (kind != TITLE and form.text[:1].isupper())):
            self._singles[words[0]] = phrase
        if len(words) < 2 or any(len(word) < 2 for word in words):
            return
        self._marks.update(_INNER.findall(form.text))
        if phrase.is_person:
            self._phonetic.update(words)
            self._persons.add(form.entity)
            self._index(words[-1], words[-2], phrase.with_last_word_first())
        self._index(words[0], words[-1], phrase)
        if len(words) > 3 and self._first:
            self._index(words[0], words[1], phrase)
        elif len(words) > 3:
            self._index(words[1], words[-1], phrase)

    def _index(self, opener: str, anchor: str, phrase: Phrase) -> None:
        registered = self._phrases[opener, anchor]
        if len(registered) < _CROWD:
            registered.append(phrase)
        self._openers[opener] = max(self._openers[opener], len(phrase.words) + _EXTRA + 1)
        self._anchored[anchor].add(opener)

    def find(self, document: Document, names: Iterable[Name]) -> tuple[SimilarName, ...]:
        """Return the near misses of a document, in order, none inside a name that is right; `document.words` are its words."""
        found: list[SimilarName] = []
        exact: ExactSpans | None = None
        distinctive = self._opening_index.find(document.words.all)
        for index, block in enumerate(document.blocks) if distinctive else ():
            likely = self._find_openings(document.words.blocks[index], distinctive)
            if not likely:
                continue
            exact = exact or ExactSpans(names)
            words, end = document.words.in_block(index), -1
            for at in likely:
                similar = self._match_at(document, words, at, exact) if words[at].start >= end else None
                similar = replace(similar, block=index) if similar else None
                if similar and self._is_plausible(similar, block) and self._has_title_word(similar, document.folded):
                    found.append(similar)
                    end = similar.end
        return tuple(found)

    def _is_plausible(self, similar: SimilarName, block: Block) -> bool:
        """Return whether a near miss is one where it stands: lists of persons put the family's name first."""
        return bool(similar.words) or similar.entity not in self._persons or block.kind in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)

    def _has_title_word(self, similar: SimilarName, folded: str) -> bool:
        """Return whether a near miss of a title has a word of titles: without one it is a body's (Launches Directorate)."""
        if similar.words or similar.entity not in self._titles:
            return True
        words = HYPHENATED.findall(folded, similar.start, similar.end)
        return not self._heads.isdisjoint(words[:1] if self._first else words)

    def _find_openings(self, words: Sequence[str], distinctive: Mapping[str, Opening]) -> list[int]:
        """Where, among the words of a block, a near miss may start: a single one, or an opener with one of its anchors in reach."""
        if distinctive.keys().isdisjoint(words):
            return []
        return [at for at, word in enumerate(words) if word in distinctive and self._reaches(words, at, distinctive[word])]

    def _reaches(self, words: Sequence[str], at: int, opening: Opening) -> bool:
        return opening.single or any(not opening.openers.isdisjoint(self._led[word]) for word in words[at + 1 : at + opening.reach])

    def _find_led(self, word: str) -> frozenset[str]:
        """Return the openers of the names in which a word, or what it may stand for, is an anchor."""
        return frozenset(opener for known in self._spelling.find_known(word) for opener in self._anchored.get(known, ()))

    def _match_at(self, document: Document, words: Sequence[Token], at: int, exact: ExactSpans) -> SimilarName | None:
        """Return the most likely near miss that starts at a word of a block; None where there is none."""
        text = document.text
        best: tuple[Rank, Alignment] | None = None
        for opener in self._spelling.find_known(words[at].word):
            if opener not in self._openers:
                continue
            for alignment in self._alignments(document.folded, words, at, opener):
                is_right = exact.covers(alignment.start, alignment.end)
                fault = None if is_right else self._faults.classify(alignment, text, words, at)
                if fault is not None and (best is None or fault < best[0]):
                    best = fault, alignment
        if best:
            return _to_similar_name(*best)
        return self._match_single(text, words[at], exact)

    def _alignments(self, folded: str, words: Sequence[Token], at: int, opener: str) -> Iterator[Alignment]:
        seen: set[int] = set()
        for after in range(at + 1, min(at + self._openers[opener], len(words))):
            if self._parts_names(folded, words[after - 1], words[after]):
                return
            for anchor in self._spelling.find_known(words[after].word):
                for phrase in self._phrases.get((opener, anchor), ()):
                    alignment = align_phrase(phrase, words, at, self._spelling) if id(phrase) not in seen else None
                    seen.add(id(phrase))
                    if alignment:
                        yield alignment

    def _parts_names(self, folded: str, one: Token, other: Token) -> bool:
        """Return whether a mark that no registered name has stands between two words; a period after an initial is none."""
        if folded[one.end : other.start] == " ":
            return False
        marks = set(_BREAK.findall(folded, one.end, other.start))
        return bool(marks - self._marks - ({"."} if len(one.word) == 1 else set()))

    def _match_single(self, text: str, token: Token, exact: ExactSpans) -> SimilarName | None:
        word = token.word
        if (
            len(word) < _LONG - 1
            or not (text[token.start].isupper() or "-" in word)
            or word in self._words
            or exact.covers(token.start, token.end)
        ):
            return None
        for known in self._spelling.find_known(word):
            phrase = self._singles.get(known)
            if not phrase or self._stemmer.stem(known) == self._stemmer.stem(word) or strip_accents(word) == known:
                continue
            rest = phrase.form.text[len(known) :]
            end = token.end + len(rest)
            if text[token.end : end].lower() == rest.lower() and (
                has_same_ending(word, known) or classify_spelling(word, known) is ErrorKind.TRANSPOSED
            ):
                form = phrase.form
                return SimilarName(token.start, end, form.entity, form.text, -1, ((token.start, end, form.text),))
        return None


@record
class Opening:
    """What a word of a text may be: the opener of some names, which reach so many words, or a name of one word."""

    openers: frozenset[str]
    reach: int
    single: bool


class OpeningIndex:
    """The words that may open a near miss, or be one; each is looked at once."""

    def __init__(self, spelling: Spelling, openers: Mapping[str, int], singles: Collection[str]) -> None:
        self._spelling, self._openers, self._singles = spelling, openers, singles
        self._openings = WordCache(self._classify)
        words = [*openers, *singles]
        self._starts, self._ends = {word[:_INTACT] for word in words}, {word[-_INTACT:] for word in words}

    def find(self, words: Sequence[str]) -> dict[str, Opening]:
        """Return the words that may be something, each with what it may be."""
        likely = words if self._spelling.has_sounds else list(filter(self._is_alike, words))
        openings = map(self._openings.__getitem__, likely)
        return {word: opening for word, opening in zip(likely, openings, strict=True) if opening}

    def _is_alike(self, word: str) -> bool:
        """Return whether a word starts or ends as one that may open a near miss."""
        return word[:_INTACT] in self._starts or word[-_INTACT:] in self._ends

    def _classify(self, word: str) -> Opening | None:
        """Return what a word may be; None where it is nothing."""
        if not self._is_alike(word) and not self._spelling.find_homophones(word):
            return None
        known = self._spelling.find_known(word)
        openers = frozenset(each for each in known if each in self._openers)
        single = any(each in self._singles and each != word for each in known)
        return Opening(openers, max((self._openers[each] for each in openers), default=0), single) if openers or single else None


def _to_similar_name(fault: Rank, alignment: Alignment) -> SimilarName:
    form, differing = alignment.phrase.form, alignment.differences if fault[0] == LETTERS else ()
    return SimilarName(alignment.start, alignment.end, form.entity, form.text, -1, differing, fault[0] >= MINOR)


@cache
def make_fuzzy_matcher(registry: Registry, language: Language) -> FuzzyMatcher:
    """Return the finder of near misses for a registry and a language."""
    kinds = (NameForm.NAME, NameForm.ALSO)
    native = (form for form in list_forms(registry, language) if form.kind in kinds and form.language == language.code and not form.exact)
    return FuzzyMatcher(((form, registry.entities[form.entity].kind) for form in native), language)
