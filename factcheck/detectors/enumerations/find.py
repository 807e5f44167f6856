"""Finds the lists of names that a cue opens or closes: in one sentence, or as the items that a colon opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcheck.detectors.enumerations.before_cue import about, leading
from factcheck.detectors.enumerations.items import Listing, bullets, items, listable, partial, unknown
from factcheck.document import BlockKind
from factcheck.facts.schema import Fact
from factcheck.languages.alternation import longest_first
from factcheck.languages.tokens import Token, stemmer, tokens
from factcheck.model import Name, NameForm, Reading, Sentence
from factcheck.runtime.records import record

_SLACK = 2
# The words before a name that opens its sentence.
_ARTICLE = 1


def listings(fact: Fact, reading: Reading) -> Iterator[Listing]:
    """The lists of a note that a fact's cues open, in sentences about what the fact is about."""
    stem = stemmer(reading.language)
    cues = [stem.content([token.word for token in tokens(cue.lower())]) for cue in fact.cues.get(reading.language.code, ())]
    for spoken in _spoken(reading):
        for cue in cues:
            if not spoken.known.issuperset(cue):
                continue
            found = _opened(fact, cue, spoken, reading)
            if found:
                yield found
                break


@record(eq=False)
class _Spoken:
    """A sentence that may open a list: its block, and the stems of its words, each once."""

    sentence: Sentence
    block: int
    known: frozenset[str]


@lru_cache(maxsize=1)
def _spoken(reading: Reading) -> Sequence[_Spoken]:
    stem, found = stemmer(reading.language), []
    for index in sorted(_near_names(reading)):
        if reading.document.blocks[index].kind in (BlockKind.HEADING, BlockKind.CELL):
            continue
        for sentence in reading.sentences(index):
            if not reading.quoted(sentence.start):
                words = tokens(reading.folded, sentence.start, sentence.end)
                found.append(_Spoken(sentence, index, frozenset(stem.stem(token.word) for token in words)))
    return found


def _near_names(reading: Reading) -> set[int]:
    """The blocks that hold a name, or stand over a list that does."""
    blocks, found, lead = reading.document.blocks, set(), 0
    named = {name.block for name in reading.names}
    for index, block in enumerate(blocks):
        lead = lead if block.kind is BlockKind.ITEM else index
        if index in named:
            found |= {index, lead}
    return found


def _opened(
    fact: Fact,
    cue: Sequence[str],
    spoken: _Spoken,
    reading: Reading,
) -> Listing | None:
    words = tokens(reading.folded, spoken.sentence.start, spoken.sentence.end)
    stems = [stemmer(reading.language).stem(token.word) for token in words]
    for at in range(len(stems)):
        reach = list(stems[at : at + len(cue) + _SLACK])
        if stems[at] in cue and all(each in reach for each in cue):
            last = max(reach.index(each) for each in cue)
            start, end = words[_opening(words, at, reading)].start, words[at + last].end
            found = _after(fact, start, end, spoken.sentence, spoken.block, reading) or leading(fact, start, end, spoken.sentence, reading)
            if found:
                return found
    return None


def _opening(words: Sequence[Token], at: int, reading: Reading) -> int:
    """The place of a cue's first word, with the small word before it (en partenariat, in partnership)."""
    small = reading.language.grammar.adverbials.at
    return at - 1 if at and words[at - 1].word in small else at


def _after(fact: Fact, start: int, end: int, sentence: Sentence, index: int, reading: Reading) -> Listing | None:
    here = listable(sentence.start, sentence.end, reading)
    after = [name for name in here if name.start >= end]
    spoken = {name.entity for name in reading.named(sentence.start, start)} | {name.entity for name in after[:1]}
    if not about(fact, spoken, start, sentence, reading):
        return None
    own = next((at for at, name in enumerate(after) if name.entity not in fact.about), None)
    gathered = bullets(sentence, index, reading) if own is None else items(after[own:], after[own - 1].end if own else end, reading)
    if not gathered:
        return None
    names, found = gathered
    part, others = partial(start, end, names, sentence, reading), unknown(names, found, sentence, reading)
    hosts, later = tuple(reading.named(sentence.start, start)), tuple(reading.named(names[-1].end, sentence.end))
    added = tuple(host for host in hosts if _besides(host, sentence, reading))
    if not _possessed(start, names[0].start, sentence, reading):
        beside = tuple(host for host in hosts[-1:] if reading.folded[host.end : start].strip() == ",")
        hosts = added or beside or _doers(fact, sentence, index, reading)
    return Listing(start, max([names[-1].end, *(span[1] for span in others)]), names, found, others, part, (*hosts, *later))


def _besides(host: Name, sentence: Sentence, reading: Reading) -> bool:
    """Whether a word adds a name to those of the list that follows (besides the Board, the partners are …)."""
    before = reading.folded[sentence.start : host.start].rstrip()
    determiners = longest_first(reading.language.grammar.reference.determiners)
    article = next((word for word in determiners if before.endswith((" " + word, "'" + word))), "")
    before = before.removesuffix(article).rstrip()
    return before.endswith(tuple(reading.language.grammar.names.besides))


def _doers(fact: Fact, sentence: Sentence, index: int, reading: Reading) -> tuple[Name, ...]:
    """The body that opens the sentence and does, with those of the list, what the fact is about (the Board runs the Plan in partnership with
    …); or that opens the sentence before, where a pronoun opens this one (The Board runs the Plan. It is carried out …)."""
    words = tokens(reading.folded, sentence.start, sentence.end)
    if words and words[0].word in reading.language.grammar.reference.pronouns:
        before = [each for each in reading.sentences(index) if each.end <= sentence.start]
        sentence = before[-1] if before else sentence
    hosts = [name for name in reading.named(sentence.start, sentence.end) if name.form is not NameForm.DESCRIPTION]
    hosts = [name for at, name in enumerate(hosts) if not at or name.entity != hosts[at - 1].entity]
    if len(hosts) < 2 or hosts[1].entity not in fact.about:
        return ()
    lead = tokens(reading.folded, sentence.start, hosts[0].start)
    return (hosts[0],) if len(lead) <= _ARTICLE else ()


def _possessed(start: int, end: int, sentence: Sentence, reading: Reading) -> bool:
    """Whether a list, whose cue starts at one offset and whose first name at the other, is of the others of someone named before it."""
    said = [*tokens(reading.folded, sentence.start, start)[-_SLACK:], *tokens(reading.folded, start, end)]
    return any(token.word in reading.language.grammar.reference.possessives for token in said)
