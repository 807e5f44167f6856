"""Find the acronyms of a note, and what the registry knows about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from factcheck.analysis import Analysis
from factcheck.document import Block, BlockKind
from factcheck.facts.schema import Entity, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, Token, fold, stemmer, tokens
from factcheck.names.acronyms import find_expansion
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_spelling, list_error_keys

# What no acronym stands behind is looked for behind its first letter, to which the search can skip.
_ACRONYM = compiled(r"[A-ZÀ-Ý](?<![\w@./-].)[A-ZÀ-Ý0-9]{1,7}(?:-[A-Z]{1,4})?(?![\w@/-]|\.\w)")
# The capitals (A–Z, À–Ý) and the small letters (a–z, ß–ÿ) of Latin-1.
_UPPER = bytes((*range(0x41, 0x5B), *range(0xC0, 0xDE)))
_LOWER = bytes((*range(0x61, 0x7B), *range(0xDF, 0x100)))
# A name before a bracket starts within so many characters.
_BEFORE = 300
# … and a longer phrase that it closes has its capital among so many words before.
_PHRASE = 5
# A shared name is meant where so great a part of it is said, and a word of it that no more entities share.
_ALIKE, _FEW = Decimal("0.6"), 6
# … and it has so many words.
_REWORDED = 3


def find_acronyms(analysis: Analysis) -> Sequence[tuple[int, int, str]]:
    """Return the words in capitals of running text, with their spans; what stands all in capitals is left out."""
    return analysis.derive(_find_acronyms)


def _find_acronyms(analysis: Analysis) -> Sequence[tuple[int, int, str]]:
    text, found = analysis.document.text, []
    blocks, at, plain = analysis.document.blocks, 0, {}
    for match in _ACRONYM.finditer(text):
        while at + 1 < len(blocks) and blocks[at].end <= match.start():
            at += 1
        if at not in plain:
            plain[at] = _is_running_text(text[blocks[at].start : blocks[at].end], blocks[at])
        if plain[at]:
            found.append((*match.span(), match[0]))
    return found


def _is_running_text(text: str, block: Block) -> bool:
    """Return whether a block is running text, and not all in capitals."""
    letters = text.encode("latin-1", "replace")
    capitals, small = (len(letters) - len(letters.translate(None, each)) for each in (_UPPER, _LOWER))
    return block.kind is not BlockKind.FIELD and capitals <= small


@cache
def index_acronyms(registry: Registry) -> Mapping[str, Sequence[Entity]]:
    """Return the registered acronyms, of every language, each with its entities, the registry's own first."""
    found: dict[str, list[Entity]] = {}
    for entity in sorted(registry.entities.values(), key=lambda entity: bool(entity.pack)):
        for acronym in sorted(_list_acronyms(entity, entity.names)):
            found.setdefault(acronym, []).append(entity)
    return found


@cache
def _count_names(registry: Registry, language: Language) -> Mapping[str, int]:
    """In the names of how many entities each stem stands."""
    stem = stemmer(language).stem
    found: dict[str, int] = {}
    for entity in registry.entities.values():
        names = entity.names.get(language.code)
        for each in {stem(word) for text in (names.name, *names.also) for word in WORD.findall(fold(text))} if names else ():
            found[each] = found.get(each, 0) + 1
    return found


def resembles_name(words: Sequence[Token], text: str, analysis: Analysis) -> bool:
    """Return whether an expansion is a name with a word or so different, not that of another body which happens to have the same letters: most of
    the name's words stand in it, one of them at least a word that few names share."""
    stated, registered = set(stem_content(words, analysis)), stem_content(tokens(fold(text)), analysis)
    shared = stated.intersection(registered)
    spread = _count_names(analysis.registry, analysis.language)
    return len(shared) >= _ALIKE * len(registered) and any(spread.get(stem, 0) <= _FEW for stem in shared)


def stem_content(words: Sequence[Token], analysis: Analysis) -> list[str]:
    """Return the stems of some words, without small words."""
    words_of = stemmer(analysis.language)
    return [words_of.stem(token.word) for token in words if token.word not in words_of.function_words]


def find_reworded(start: int, name: str, analysis: Analysis) -> Sequence[Token]:
    """Return the words right before an offset that open as a name does and share most of its words, as many in all; none where none do."""
    registered = stem_content(tokens(fold(name)), analysis)
    small = analysis.language.grammar.inflection.function_words
    words = tokens(analysis.folded, max(start - _BEFORE, 0), start)
    distinctive = [at for at, token in enumerate(words) if token.word not in small][-len(registered) :]
    if (
        len(registered) < _REWORDED
        or len(distinctive) < len(registered)
        or not analysis.document.text[words[distinctive[0]].start].isupper()
    ):
        return ()
    stated = stem_content(words[distinctive[0] :], analysis)
    shared = sum(one == other for one, other in zip(stated, registered, strict=True))
    ends = stated[0] == registered[0] or stated[-1] == registered[-1]
    return words[distinctive[0] :] if ends and _ALIKE * len(registered) <= shared < len(registered) else ()


@cache
def list_registered_words(registry: Registry) -> frozenset[str]:
    """Return every word that stands in a registered form."""
    return frozenset(
        word
        for entity in registry.entities.values()
        for names in entity.names.values()
        for text in (names.name, *names.also, *names.descriptions)
        for word in WORD.findall(text)
    )


def is_explained(start: int, acronym: str, analysis: Analysis) -> bool:
    """Return whether the words right before an acronym have its initials (the Red Cross Youth, RCY)."""
    words = tokens(analysis.folded, max(start - _BEFORE, 0), start)
    return bool(find_expansion(words, acronym, analysis.language.grammar.inflection.function_words))


def find_names_before(analysis: Analysis, start: int) -> list[tuple[int, int, str]]:
    """Return the names that end right before an opening bracket: spans and entities."""
    similar = analysis.names_between(max(start - _BEFORE, 0), start)
    return [
        (name.start, name.end, name.entity)
        for name in similar
        if analysis.document.text[name.end : start].strip(" \u00a0\u202f\n(") == "" and name.end <= start
    ]


def closes_phrase(start: int, analysis: Analysis) -> bool:
    """Return whether a name may close a longer phrase: it is the complement of a word with a capital (Survey on the Tasks of the Government)."""
    text, names = analysis.document.text, analysis.language.grammar.names
    determiners = {word.strip("'") for word in analysis.language.grammar.reference.determiners}
    words, complement = tokens(analysis.folded, max(start - _BEFORE, 0), start), False
    while words and (words[-1].word in names.complements or words[-1].word in determiners):
        complement = complement or words[-1].word in names.complements
        words = words[:-1]
    return complement and any(text[token.start].isupper() and not _opens_sentence(text, token.start) for token in words[-_PHRASE:])


def _opens_sentence(text: str, start: int) -> bool:
    """Return whether a word opens a sentence, or stands alone before one."""
    before = text[max(start - 4, 0) : start].rstrip(' \u00a0*_«"“')
    return not before or before[-1] in ".!?:\n|-"


# Letters are swapped in an acronym of so many, one is lost or added in one of so many, and other in one of so many: shorter ones have too
# many neighbours.
_SHORTEST, _SWAPPABLE, _LOST, _OTHER = 3, 4, 4, 5
# Written so often in a note that never names the body whose acronym it resembles, an acronym is another one's.
_OFTEN = 2


def find_misspelt_acronyms(analysis: Analysis) -> Iterator[tuple[int, int, str, str]]:
    """Yield the acronyms with an error: span, entity, right form. What the note or the registry gives a meaning of its own is left out."""
    listed, similar = index_acronyms(analysis.registry), _index_errors(analysis.registry, analysis.language.code)
    words, paired = list_registered_words(analysis.registry), {pair.start for pair in analysis.acronym_definitions}
    defined = {pair.acronym for pair in analysis.acronym_definitions if pair.words}
    stated = find_acronyms(analysis) if similar else ()
    written = Counter(acronym for _, _, acronym in stated)
    for start, end, acronym in stated:
        like = [] if acronym in listed or acronym in words or len(acronym) < _SHORTEST else _find_similar(acronym, similar)
        if like and acronym not in defined and is_explained(start, acronym, analysis):
            defined.add(acronym)
        if not like or acronym in defined or start in paired or analysis.is_quoted(start):
            continue
        for right in like:
            if _is_misspelt(acronym, right, listed[right][0], written, analysis):
                yield start, end, listed[right][0].id, right
                break


def _is_misspelt(acronym: str, right: str, entity: Entity, written: Mapping[str, int], analysis: Analysis) -> bool:
    """Return whether an acronym is surely meant for another: two letters swapped; else a letter in the acronym of what the note names and whose
    acronym it writes elsewhere, and no less often; of the acronym of a well-known body, all of that (so no other body of 545 published documents was
    taken for one of a pack)."""
    error, long, named = classify_spelling(acronym, right), len(right) >= _SWAPPABLE, entity.id in analysis.first_names
    names = analysis.language.grammar.names
    if acronym in names.acronym_stop:
        return False
    if acronym in names.acronym_bodies:
        return error is ErrorKind.TRANSPOSED and named and 0 < written[right] >= written[acronym]
    if error is ErrorKind.TRANSPOSED:
        return long and named if entity.pack else named or (long and written[acronym] < _OFTEN)
    if not named or len(right) < (_OTHER if error is ErrorKind.SUBSTITUTED else _LOST):
        return False
    return 0 < written[right] >= written[acronym] and error is not ErrorKind.NONE


def _find_similar(acronym: str, similar: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted(
        {
            right
            for key in list_error_keys(acronym)
            for right in similar.get(key, ())
            if classify_spelling(acronym, right) is not ErrorKind.NONE
        }
    )


@cache
def _index_errors(registry: Registry, code: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for entity in registry.entities.values():
        for acronym in _list_acronyms(entity, (code,)):
            for key in list_error_keys(acronym):
                found.setdefault(key, []).append(acronym)
    return found


def _list_acronyms(entity: Entity, codes: Iterable[str]) -> set[str]:
    """Return the acronyms of an entity in some languages: those of its names, and names that are words in capitals."""
    names = [entity.names[code] for code in codes if code in entity.names]
    words = {form for each in names for form in (each.name, *each.also) if form.isupper() and form.isalpha()}
    return words | {each.acronym for each in names if each.acronym}
