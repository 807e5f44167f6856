"""Find names of which one word was left out or replaced by one of its kind (Fund, Program): where the acronym stands beside it, or where most of the
name is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from factcheck.document import BlockKind, Document
from factcheck.facts.schema import Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, stemmer, tokens
from factcheck.model import NameForm, SimilarName
from factcheck.names.acronym_places import AcronymPlaces
from factcheck.names.alignment import Phrase
from factcheck.names.gazetteer import PERSON, TITLE, ExactSpans, list_forms
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_BREAK = compiled(r"[.;:,()!?«»“”\"\[\]|]")
_SPACES = (" ", "\u00a0", "\u202f")
_HYPHENS = ("-", "\u2010", "\u2011")
PLACE = "place"
# How far the words before a name are looked at.
_REACH = 40
# Of a name at least so many words are kept, without its acronym so many where its first word is gone.
_KEPT, _MOST = 2, 3
# Between two words of a name stand so few others.
_NEXT = 6
# Longer names have no keys of their own.
_LONGEST = 9
_ANY = ""

Key = tuple[str, ...]


@record(eq=False)
class Alteration:
    """A registered phrase with the word, by its place, that another one stands for, or that is left out."""

    phrase: Phrase
    at: int
    is_dropped: bool


class AlteredNames:
    """Finds the altered names of a registry in notes of one language."""

    def __init__(self, phrases: Iterable[Phrase], acronyms: Mapping[str, frozenset[str]], language: Language) -> None:
        names = language.grammar.names
        self._language, self._countries = language, frozenset(names.name_synonyms.values())
        self._stemmer, self._acronyms, self._nations = stemmer(language), acronyms, names.nations
        self._kin: dict[str, set[int]] = defaultdict(set)
        for group, words in enumerate(names.kin):
            for word in words:
                self._kin[word].add(group)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._stems: set[str] = set()
        self._keys: dict[Key, list[Alteration]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._followers: dict[str, set[str]] = defaultdict(set)
        for phrase in phrases:
            self._add(phrase)

    def _add(self, phrase: Phrase) -> None:
        stems = tuple(map(self._stemmer.stem, phrase.content))
        self._words[phrase.form.entity].update(stems)
        self._stems.update(stems)
        if not _KEPT < len(stems) <= _LONGEST:
            return
        for at, word in enumerate(phrase.content):
            self._index((*stems[:at], *stems[at + 1 :]), Alteration(phrase, at, True))
            if self._kin.get(word):
                self._index((*stems[:at], _ANY, *stems[at + 1 :]), Alteration(phrase, at, False))

    def _index(self, key: Key, alteration: Alteration) -> None:
        self._keys[key].append(alteration)
        opener, follower = [stem for stem in key if stem != _ANY][:2]
        self._lengths[opener].add(len(key) if key[0] else -len(key))
        self._followers[opener].add(follower)

    def find(self, document: Document, exact: ExactSpans) -> Iterator[SimilarName]:
        """Yield the altered names of a document, in order."""
        stems = dict(zip(document.words.all, self._stemmer.stem_all(document.words.all), strict=True))
        openers = {word for word, stem in stems.items() if stem in self._followers}
        known = {word for word, stem in stems.items() if stem in self._stems} if openers else set()
        for index, block in enumerate(document.blocks) if openers else ():
            if block.kind is not BlockKind.FIELD and _has_pair(document.words.blocks[index], openers, known):
                yield from self._find_in_block(document, stems, index, exact)

    def _find_in_block(self, document: Document, stem_of: Mapping[str, str], block: int, exact: ExactSpans) -> Iterator[SimilarName]:
        words, small, end = document.words.blocks[block], self._stemmer.function_words, -1
        places = [at for at, word in enumerate(words) if word not in small and len(word) > 1]
        stems = [stem_of[words[at]] for at in places]
        likely = [at for at, stem in enumerate(stems) if stem in self._followers and self._is_followed(stems, at)]
        content = list(map(document.words.in_block(block).__getitem__, places)) if likely else []
        for at in likely:
            for window, key in self._windows(content, stems, at, stems[at]) if content[at].start >= end else ():
                found = self._match(document, window, key, exact)
                if found:
                    end = found.end
                    yield SimilarName(found.start, found.end, found.entity, found.form, block, is_minor=found.is_minor)
                    break

    def _is_followed(self, stems: Sequence[str], at: int) -> bool:
        """Return whether the next word of a name stands after its opener, at once or behind one that is another."""
        return not self._followers[stems[at]].isdisjoint(stems[at + 1 : at + 3])

    def _windows(self, content: Sequence[Token], stems: Sequence[str], at: int, stem: str) -> Iterator[tuple[Sequence[Token], Key]]:
        """Yield the words from a place on, with each key that they may have, the longest first."""
        for length in sorted(self._lengths.get(stem, ()), key=lambda each: (-abs(each), each)):
            first = at if length > 0 else at - 1
            window, key = content[first : first + abs(length)], tuple(stems[first : first + abs(length)])
            if first < 0 or len(window) < abs(length):
                continue
            if length < 0:
                yield window, (_ANY, *key[1:])
                continue
            yield window, key
            yield from ((window, (*key[:place], _ANY, *key[place + 1 :])) for place in range(1, len(key)))

    def _match(self, document: Document, window: Sequence[Token], key: Key, exact: ExactSpans) -> SimilarName | None:
        for alteration in self._keys.get(key, ()):
            start, end = window[0].start, window[-1].end
            if exact.covers(start, end) or not self._is_one_phrase(document.folded, window):
                continue
            beside = AcronymPlaces(document.text).stands_beside(start, end, self._acronyms.get(alteration.phrase.form.entity, ()))
            if self._is_altered(document, window, alteration, beside):
                form = alteration.phrase.form
                return SimilarName(start, end, form.entity, form.text, -1, is_minor=not beside)
        return None

    def _is_altered(self, document: Document, window: Sequence[Token], alteration: Alteration, beside: bool) -> bool:
        """Return whether words are a name with that alteration, and not another name."""
        if not alteration.is_dropped and not self._is_kin(window[alteration.at].word, alteration):
            return False
        if beside:
            return not self._follows_own_word(document, window, alteration.phrase.form.entity)
        if not _has_capitals(document.text, window, alteration):
            return False
        return not _is_in_longer_name(document, window, self._language) and (
            not alteration.is_dropped or self._is_no_short_form(document.text, window, alteration)
        )

    def _follows_own_word(self, document: Document, window: Sequence[Token], entity: str) -> bool:
        """Return whether more words of an entity's names stand before some words: these are the end of the name."""
        words = tokens(document.folded, max(window[0].start - _REACH, 0), window[0].start)
        last = next((token for token in reversed(words) if token.word not in self._stemmer.function_words), None)
        return last is not None and document.text[last.start].isupper() and self._stemmer.stem(last.word) in self._words[entity]

    def _is_kin(self, word: str, alteration: Alteration) -> bool:
        """Return whether a word is another one of the kind of that which it stands for."""
        right = alteration.phrase.content[alteration.at]
        return self._stemmer.stem(word) != self._stemmer.stem(right) and bool(self._kin.get(word, set()) & self._kin[right])

    def _is_no_short_form(self, text: str, window: Sequence[Token], alteration: Alteration) -> bool:
        """Return whether a name without one of its words is none that people make: its inner word, or the first of a long one."""
        phrase, at = alteration.phrase, alteration.at
        if at == len(phrase.content) - 1 or not all(text[token.start].isupper() for token in window):
            return False
        if at == 0:
            return self._is_beheaded(window, phrase)
        adjacent = all(text[one.end : other.start] in _SPACES for one, other in pairwise(window))
        return len(window) == _KEPT and adjacent and window[0].word not in self._nations and window[-1].word not in self._countries

    def _is_beheaded(self, window: Sequence[Token], phrase: Phrase) -> bool:
        """Return whether a long name lacks its first word alone, which no preposition joins to the others and which is not what people leave out."""
        whole = tuple(token.word for token in window) == phrase.content[1:] and phrase.is_capitalized
        return whole and len(window) >= _MOST and phrase.content[0] not in self._nations and phrase.words[1] == phrase.content[1]

    @staticmethod
    def _is_one_phrase(folded: str, window: Sequence[Token]) -> bool:
        return not any(_BREAK.search(folded, one.end, other.start) for one, other in pairwise(window))


def _has_pair(words: Sequence[str], openers: set[str], known: set[str]) -> bool:
    """Return whether a word that may open an altered name has another word of a name not far behind."""
    if openers.isdisjoint(words):
        return False
    return any(word in openers and not known.isdisjoint(words[at + 1 : at + 1 + _NEXT]) for at, word in enumerate(words))


def _has_capitals(text: str, window: Sequence[Token], alteration: Alteration) -> bool:
    """Return whether words have the capitals of the name: all of them, or the first."""
    phrase = alteration.phrase
    if phrase.is_capitalized:
        return all(text[token.start].isupper() for token in window)
    return not phrase.form.text[:1].isupper() or text[window[0].start].isupper()


def _is_in_longer_name(document: Document, window: Sequence[Token], language: Language) -> bool:
    """Return whether a word with a capital stands right before or after some words, or before a preposition (Investing in), or a hyphen joins
    them to another."""
    text, start, end = document.text, window[0].start, window[-1].end
    after, before = text[end : end + 2], text[start - 1 : start]
    if (after[:1] in _SPACES and after[1:].isupper()) or after[:1] in _HYPHENS or before in _HYPHENS:
        return True
    words = tokens(document.folded, max(start - _REACH, 0), start)
    joining = {*language.grammar.names.complements, *language.grammar.adverbials.at}
    small = language.grammar.inflection.function_words
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at].word not in small), -1)
    if last < 0 or _BREAK.search(text, words[last].end, start) or "," in text[words[last].end : start]:
        return False
    return text[words[last].start].isupper() and all(token.word in joining for token in words[last + 1 :])


def _list_phrases(registry: Registry, language: Language) -> Iterator[Phrase]:
    """Yield the names of a registry in a language: no persons, titles or places."""
    small = language.grammar.inflection.function_words
    for form in list_forms(registry, language):
        kind = registry.entities[form.entity].kind
        if (
            form.kind in (NameForm.NAME, NameForm.ALSO)
            and form.language == language.code
            and not form.exact
            and kind not in (PERSON, TITLE, PLACE)
        ):
            yield Phrase.of(form, small, kind)


@cache
def make_altered_names(registry: Registry, language: Language) -> AlteredNames:
    """Return the finder of altered names for a registry and a language."""
    acronyms = {
        entity.id: frozenset(names.acronym for names in entity.names.values() if names.acronym) for entity in registry.entities.values()
    }
    return AlteredNames(_list_phrases(registry, language), acronyms, language)
