"""Give drafted entities their acronyms: those that stand in the notes without an explanation, and are the initials of one name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.document import Document
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold, tokens
from factcheck.names.acronyms import find_expansion
from factcheck.proposal.entry import DraftEntity
from factcheck.runtime.regex import compiled

_STANDING = compiled(r"(?<![\w.@/-])[A-ZÀ-Ý]{3,8}(?![\w.@/-]\w)(?!\w)")


def with_acronyms(entities: Sequence[DraftEntity], analyses: Sequence[Analysis]) -> list[DraftEntity]:
    """Return drafted entities, each with the acronym of which it is the only name that has its initials."""
    given: dict[str, Mapping[int, str]] = {}
    for code, group in _group(analyses).items():
        given[code] = dict(
            _pair(
                entities,
                group[0].language,
                frozenset().union(*(find_standing(each.document) for each in group)) - _list_known(entities, group[0]),
            )
        )
    return [_give(each, {code: found[at] for code, found in given.items() if at in found}) for at, each in enumerate(entities)]


def _group(analyses: Iterable[Analysis]) -> Mapping[str, list[Analysis]]:
    groups: dict[str, list[Analysis]] = defaultdict(list)
    for each in analyses:
        groups[each.language.code].append(each)
    return groups


def find_standing(document: Document) -> frozenset[str]:
    """Return the words in capitals of a note that may be acronyms, without those of blocks that are all in capitals."""
    blocks = (document.text[block.start : block.end] for block in document.blocks)
    found = {word for text in blocks if not text.isupper() for word in _STANDING.findall(text)}
    return frozenset(found) - document.language.grammar.names.acronym_stop


def _list_known(entities: Iterable[DraftEntity], analysis: Analysis) -> frozenset[str]:
    """Return the acronyms that some entity has already, and the words in capitals that are none."""
    code = analysis.language.code
    drafted = {each.names[code].acronym for each in entities if code in each.names}
    registered = {each.names[code].acronym or "" for each in analysis.registry.entities.values() if code in each.names}
    return frozenset(drafted | registered)


def _pair(entities: Sequence[DraftEntity], language: Language, acronyms: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the number of an entity and an acronym, where neither fits another."""
    fits: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(entities):
        name = each.names.get(language.code)
        if name and not name.acronym:
            for acronym in _list_initials(name.name, acronyms, language):
                fits[acronym].append(at)
    chosen = {acronym: places[0] for acronym, places in fits.items() if len(places) == 1}
    for acronym, at in chosen.items():
        if sum(place == at for place in chosen.values()) == 1:
            yield at, acronym


def _list_initials(name: str, acronyms: Collection[str], language: Language) -> Iterator[str]:
    """Yield the acronyms whose letters are the initials of all words of a name, small words left out."""
    words = tokens(fold(name))
    small = language.grammar.inflection.function_words
    for acronym in sorted(acronyms):
        found = find_expansion(words, acronym, small) if words[:1] and words[0].word[0] == fold(acronym)[0] else ()
        if found and found[0].start == words[0].start:
            yield acronym


def _give(entity: DraftEntity, acronyms: Mapping[str, str]) -> DraftEntity:
    names = {code: replace(name, acronym=acronyms.get(code, name.acronym)) for code, name in entity.names.items()}
    return replace(entity, names=names)
