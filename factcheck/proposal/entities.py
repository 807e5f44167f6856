"""Draft the entities that notes name and the registry does not have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from factcheck.analysis import Analysis
from factcheck.document import BlockKind, Document
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold, stemmer, tokens
from factcheck.names.gazetteer import ExactSpans
from factcheck.proposal.acronyms import with_acronyms
from factcheck.proposal.entry import DraftEntity, DraftName, Origin
from factcheck.proposal.identifiers import Identifiers, make_slug
from factcheck.proposal.phrases import Phrase, find_phrases
from factcheck.proposal.titles import NamedPlace, find_titles
from factcheck.runtime.records import record

_OTHER, _TITLE, _PERSON = "other", "title", "person"
_PERSON_WORDS = 3
_EXCERPT, _BEFORE = 300, 40
# A field of so many characters is running text that opens with the name of a speaker.
_RUNNING = 80


@record(eq=False)
class Sighting:
    """A phrase in a note: the note, its words as written, and what they name."""

    document: Document
    phrase: Phrase
    text: str
    kind: str


def make_origin(document: Document, start: int, end: int, sentence: tuple[int, int]) -> Origin:
    """Return the place of a span in a note, with its sentence on one line."""
    excerpt = " ".join(document.text[slice(*sentence)].split())
    if len(excerpt) > _EXCERPT:
        excerpt = excerpt[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    line, _ = document.lines.place(document.map.span(start, end)[0])
    return Origin(document.path, line, excerpt)


def draft_entities(analyses: Sequence[Analysis], taken: Iterable[str]) -> list[DraftEntity]:
    """Return the entities that some notes name, in order; `taken` are the ids in use."""
    groups: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for analysis in analyses:
        for each in _find_sightings(analysis):
            groups[analysis.language.code, _make_key(each)].append(each)
    identifiers = Identifiers(taken)
    entities = [_make_entity(code, group, identifiers) for (code, _), group in groups.items()]
    titles = find_titles(_list_places(entities, groups.values()), _PERSON, _TITLE)
    return with_acronyms([replace(each, title=titles.get(each.id, "")) for each in entities], analyses)


def _make_key(sighting: Sighting) -> str:
    """Return what the places of one name have in common: its words; the stems of those of a name in small letters, which has a plural."""
    if not sighting.text.islower():
        return fold(sighting.text)
    stems = stemmer(sighting.document.language)
    return " ".join(stems.stem(each.word) for each in tokens(fold(sighting.text)))


def _list_places(entities: Sequence[DraftEntity], groups: Iterable[Sequence[Sighting]]) -> Iterator[NamedPlace]:
    """Yield the places that name some entities, each of which comes from one group of sightings."""
    for entity, group in zip(entities, groups, strict=True):
        for each in group:
            yield NamedPlace(entity.id, entity.kind, each.document, each.phrase.start, each.phrase.end)


def _find_sightings(analysis: Analysis) -> Iterator[Sighting]:
    """Yield the phrases of a note that name something that the registry does not know."""
    document, known = analysis.document, ExactSpans(analysis.names)
    for phrase in find_phrases(document):
        if known.covers(phrase.start, phrase.end) or _is_dated(phrase, analysis):
            continue
        for part, kind in _split_person(phrase, document):
            if not known.covers(part.start, part.end):
                yield Sighting(document, part, " ".join(document.text[part.start : part.end].split()), kind)


def _is_dated(phrase: Phrase, analysis: Analysis) -> bool:
    """Return whether a phrase holds a date or a figure, or stands in a field or a heading, where capitals say little."""
    block = analysis.document.blocks[find_block(analysis.document, phrase.start)]
    is_short = block.kind is BlockKind.HEADING or (block.kind is BlockKind.FIELD and block.end - block.start < _RUNNING)
    if not phrase.acronym and is_short:
        return True
    at = bisect_right(analysis.mentions, phrase.end - 1, key=lambda each: each.start)
    return at > 0 and analysis.mentions[at - 1].end > phrase.start


def _split_person(phrase: Phrase, document: Document) -> Iterator[tuple[Phrase, str]]:
    """Yield a title and the person whose name follows it, each by itself; else the whole phrase."""
    names, small = document.language.grammar.names, document.language.grammar.inflection.function_words
    words = tokens(document.folded, phrase.start, phrase.end)
    address = _list_address(document.language)
    first = next((at for at, word in enumerate(words) if word.word not in address), len(words))
    heads = next((at for at, word in enumerate(words) if at >= first and word.word not in names.title_words), len(words))
    rest = words[max(first, heads) :]
    is_short = 1 < len(rest) <= _PERSON_WORDS and not any(word.word in small for word in rest)
    if phrase.acronym or not words:
        yield phrase, _OTHER
    elif heads > first:
        if is_short:
            yield Phrase(rest[0].start, phrase.end), _PERSON
        elif any(word.word in small for word in rest):
            yield Phrase(words[first].start, phrase.end), _TITLE
    elif is_short and len(words[-1].word) > 1 and (first or _is_addressed(phrase.start, document) or _is_titled(phrase.end, document)):
        yield Phrase(rest[0].start, phrase.end), _PERSON
    elif not first and not (len(words) < _PERSON_WORDS and _opens_sentence(phrase.start, document)):
        yield phrase, _OTHER


@cache
def _list_address(language: Language) -> frozenset[str]:
    """Return the last words of address before the name of a person."""
    return frozenset(each.split()[-1].rstrip(".").rpartition("'")[2] for each in language.grammar.names.honorifics)


def _is_addressed(start: int, document: Document) -> bool:
    """Return whether a word of address stands before a name."""
    before = tokens(document.folded, max(start - _BEFORE, 0), start)[-1:]
    return bool(before) and before[0].word in _list_address(document.language) and start - before[0].end <= len(". ")


def _is_titled(end: int, document: Document) -> bool:
    """Return whether a title stands after a name, behind a comma or in brackets."""
    after = tokens(document.folded, end, min(end + _BEFORE, len(document.text)))
    determiners = {each.strip("'") for each in document.language.grammar.reference.determiners}
    word = next((each for each in after if each.word not in determiners), None)
    between = document.text[end : after[0].start].strip() if after else ""
    return word is not None and word.word in document.language.grammar.names.title_words and between in (",", "(")


def _opens_sentence(start: int, document: Document) -> bool:
    return document.sentences.of(start, find_block(document, start)).start == start


def _make_entity(code: str, group: Sequence[Sighting], identifiers: Identifiers) -> DraftEntity:
    """Return the entity of the places that name it alike."""
    first = group[0]
    name = Counter(each.text for each in group).most_common(1)[0][0]
    acronym = next((each.phrase.acronym for each in group if each.phrase.acronym), "")
    kind = next((each.kind for each in group if each.kind != _OTHER), _OTHER)
    omitted = first.document.language.grammar.inflection.function_words
    sentence = first.document.sentences.of(first.phrase.start, find_block(first.document, first.phrase.start))
    origin = make_origin(first.document, first.phrase.start, first.phrase.end, (sentence.start, sentence.end))
    identifier = identifiers.take(make_slug([acronym or name], omitted), kind)
    return DraftEntity(identifier, kind, {code: DraftName(name, acronym)}, origin)


def find_block(document: Document, offset: int) -> int:
    """Return the index of the block in which an offset stands."""
    return max(bisect_right(document.blocks, offset, key=lambda block: block.start) - 1, 0)
