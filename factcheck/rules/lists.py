"""Finds the lists of names that follow a cue: in one sentence, or as the items that a colon opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from factcheck.facts.schema import Fact
from factcheck.languages.patterns import longest_first
from factcheck.languages.words import Token, stemmer, tokens
from factcheck.model import Name, NameForm, Reading, Sentence
from factcheck.patterns import compiled
from factcheck.records import record
from factcheck.text import BlockKind

_SLACK = 2
# Words between a cue and the first name of its list.
_LEAD = 9


@record
class Listing:
    """A list: from its cue to its last name; all its `names`, and the `items` that stand as members of the enumeration.
    `unknown` are the spans of items that no registered name is."""

    start: int
    end: int
    names: tuple[Name, ...]
    items: tuple[Name, ...]
    unknown: tuple[tuple[int, int], ...] = ()


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
    """A sentence that may open a list: its block, its words, their stems, and the set of these."""

    sentence: Sentence
    block: int
    words: Sequence[Token]
    stems: Sequence[str]
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
                stems = [stem.stem(token.word) for token in words]
                found.append(_Spoken(sentence, index, words, stems, frozenset(stems)))
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
    words, stems = spoken.words, spoken.stems
    for at in range(len(stems)):
        reach = list(stems[at : at + len(cue) + _SLACK])
        if stems[at] in cue and all(each in reach for each in cue):
            last = max(reach.index(each) for each in cue)
            first = _opening(words, at, reading)
            found = _after(fact, words[first].start, words[at + last].end, spoken.sentence, spoken.block, reading)
            if found:
                return found
    return None


def _opening(words: Sequence[Token], at: int, reading: Reading) -> int:
    """The place of a cue's first word, with the small word before it (en partenariat, in partnership)."""
    small = reading.language.grammar.adverbials.at
    return at - 1 if at and words[at - 1].word in small else at


def _after(fact: Fact, start: int, end: int, sentence: Sentence, index: int, reading: Reading) -> Listing | None:
    assert isinstance(fact.value, tuple)
    here = [name for name in reading.named(sentence.start, sentence.end) if not _titled(name, reading)]
    after = [name for name in here if name.start >= end and name.form is not NameForm.DESCRIPTION]
    spoken = {name.entity for name in here if name.start < end} | {name.entity for name in after[:1]}
    if not _about(fact, spoken, start, sentence, reading):
        return None
    gathered = _items(after, end, reading) if any(name.entity not in fact.about for name in after) else _bullets(sentence, index, reading)
    if not gathered:
        return None
    names, items = gathered
    closing = reading.folded[names[-1].end : names[-1].end + 60]
    if (
        _partial(reading.folded[end : names[0].start], reading)
        or _partial(reading.folded[max(start - 14, sentence.start) : start], reading)
        or _others(closing, reading)
    ):
        return None
    unknown = _unknown(items, sentence, reading)
    return Listing(start, max([names[-1].end, *(span[1] for span in unknown)]), names, items, unknown)


def _unknown(items: Sequence[Name], sentence: Sentence, reading: Reading) -> tuple[tuple[int, int], ...]:
    """The last item of a list where it is a capitalised phrase that follows a conjunction, and the names before it follow none."""
    text, last = reading.document.text, items[-1]
    conjunctions = {part for word in reading.language.grammar.names.conjunctions for part in word.split()}
    for first, second in pairwise(items):
        if any(token.word in conjunctions for token in tokens(compiled(r"\([^()]*\)").sub("", reading.folded[first.end : second.start]))):
            return ()
    joined = "|".join(map(re.escape, sorted(reading.language.grammar.names.conjunctions)))
    determiners = "|".join(map(re.escape, longest_first(reading.language.grammar.reference.determiners)))
    opening = compiled(rf"(?:\s*\([^()]*\))?,?\s+(?:{joined})\s+(?:(?:{determiners})\s*)?")
    found = opening.match(reading.folded, last.end, sentence.end)
    phrase = (
        compiled(r"[A-ZÀ-Ý][\w'’-]*(?:\s[A-ZÀ-Ý][\w'’-]*)*").match(text, found.end(), sentence.end) if found and len(items) > 1 else None
    )
    return ((phrase.start(), phrase.end()),) if phrase else ()


def _titled(name: Name, reading: Reading) -> bool:
    return reading.registry.entities[name.entity].kind in ("title", "person")


def _about(fact: Fact, spoken: set[str], start: int, sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence is about the fact's subject: it names it, or no member before the cue while the note has named it."""
    assert isinstance(fact.value, tuple)
    if not fact.about or spoken & set(fact.about):
        return True
    before = {name.entity for name in reading.named(sentence.start, start) if name.form is not NameForm.DESCRIPTION}
    return before.isdisjoint(fact.value) and any(reading.introduced.get(entity, start) < start for entity in fact.about)


def _items(after: Sequence[Name], end: int, reading: Reading) -> tuple[tuple[Name, ...], tuple[Name, ...]] | None:
    """The names of an enumeration: each follows a separator, perhaps after words that say more of the one before."""
    determiners = {word.strip("'") for word in reading.language.grammar.reference.determiners}
    conjunctions = {part for word in reading.language.grammar.names.conjunctions for part in word.split()}
    names: list[Name] = []
    items: list[Name] = []
    at = end
    for name in after:
        gap = reading.folded[at : name.start]
        words = [token.word for token in tokens(gap)]
        if not names:
            if len(words) > _LEAD or ("." in gap.replace(" ", "")[:-1] and False):
                return None
            names.append(name)
            items.append(name)
        else:
            plain = compiled(r"\([^()]*\)").sub("", gap)
            tail = [token.word for token in tokens(plain)]
            while tail and tail[-1] in determiners:
                tail.pop()
            joined = (bool(tail) and tail[-1] in conjunctions) or (not tail and any(mark in plain for mark in ",;"))
            parted = compiled(r"[,;]\s*(?:\w{1,3}['\s]\s*)?\Z").search(plain) is not None
            if not joined and not parted and "(" not in gap:
                if len(words) > 14:
                    break
                continue
            names.append(name)
            if joined or (parted and not [word for word in tail if word not in conjunctions]):
                items.append(name)
        at = name.end
    return (tuple(names), tuple(items)) if names else None


def _bullets(sentence: Sentence, index: int, reading: Reading) -> tuple[tuple[Name, ...], tuple[Name, ...]] | None:
    """The first name of each item of the list that a colon opens."""
    blocks, text = reading.document.blocks, reading.document.text
    if text[sentence.start : sentence.end].rstrip()[-1:] != ":":
        return None
    names = []
    for block in blocks[index + 1 :]:
        if block.kind is not BlockKind.ITEM:
            break
        found = reading.named(block.start, block.end)
        if found:
            names.append(found[0])
    return (tuple(names), tuple(names)) if names else None


def _partial(gap: str, reading: Reading) -> bool:
    return any(compiled(rf"(?<!\w){re.escape(phrase)}(?!\w)").search(gap) for phrase in reading.language.grammar.names.partial_lists)


def _others(closing: str, reading: Reading) -> bool:
    """Whether what follows a list goes on with others that it does not name."""
    conjunctions = "|".join(map(re.escape, longest_first(reading.language.grammar.names.conjunctions)))
    phrases = "|".join(map(re.escape, longest_first(reading.language.grammar.names.partial_lists)))
    return (
        compiled(rf"(?:\s*\([^()]*\))?,?\s*(?:(?:{conjunctions})\s+)?(?:\w{{1,3}}['\s]\s*)?(?:\w+\s+)?(?:{phrases})(?!\w)").match(closing)
        is not None
    )
