"""Find the lists of names that a cue introduces or ends: in one sentence, or as items after a colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.analysis import Analysis
from factcheck.detectors.enumerations.before_cue import find_list_before, is_about
from factcheck.detectors.enumerations.items import Listing, collect_bullets, collect_items, find_listable, find_unknown, is_partial
from factcheck.document import BlockKind, Sentence
from factcheck.facts.schema import Fact
from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, stemmer, tokens
from factcheck.model import Name, NameForm
from factcheck.runtime.records import record
from factcheck.values.span import Span

_SLACK = 2
# The words before a name that opens its sentence.
_ARTICLE = 1


def find_listings(fact: Fact, analysis: Analysis) -> Iterator[Listing]:
    """Yield the lists of a note that a fact's cues open, in sentences about what the fact is about."""
    cues = _stem_cues(fact, analysis.language)
    for named in analysis.derive(_find_cue_sentences):
        for cue in cues:
            if not named.known.issuperset(cue):
                continue
            found = _find_at_cue(fact, cue, named, analysis)
            if found:
                yield found
                break


@cache
def _stem_cues(fact: Fact, language: Language) -> Sequence[Sequence[str]]:
    """Return the stems of the words of each of a fact's cues."""
    stem = stemmer(language)
    return [stem.content([token.word for token in tokens(cue.lower())]) for cue in fact.cues.get(language.code, ())]


@record(eq=False)
class _CueSentence:
    """A sentence that may open a list: its block, and the stems of its words, each once."""

    sentence: Sentence
    block: int
    known: frozenset[str]


def _find_cue_sentences(analysis: Analysis) -> Sequence[_CueSentence]:
    stem, found = stemmer(analysis.language), []
    for index in sorted(_find_named_blocks(analysis)):
        if analysis.document.blocks[index].kind in (BlockKind.HEADING, BlockKind.CELL):
            continue
        for sentence in analysis.document.sentences.in_block(index):
            if not analysis.is_quoted(sentence.start):
                words = tokens(analysis.folded, sentence.start, sentence.end)
                found.append(_CueSentence(sentence, index, frozenset(stem.stem_all(token.word for token in words))))
    return found


def _find_named_blocks(analysis: Analysis) -> set[int]:
    """Return the blocks that hold a name, or stand over a list that does."""
    blocks, found, lead = analysis.document.blocks, set(), 0
    named = {name.block for name in analysis.names}
    for index, block in enumerate(blocks):
        lead = lead if block.kind is BlockKind.ITEM else index
        if index in named:
            found |= {index, lead}
    return found


def _find_at_cue(fact: Fact, cue: Sequence[str], named: _CueSentence, analysis: Analysis) -> Listing | None:
    words = tokens(analysis.folded, named.sentence.start, named.sentence.end)
    stems = [stemmer(analysis.language).stem(token.word) for token in words]
    for at in range(len(stems)):
        reach = list(stems[at : at + len(cue) + _SLACK])
        if stems[at] in cue and all(each in reach for each in cue):
            last = max(reach.index(each) for each in cue)
            place = Span(words[_find_cue_start(words, at, analysis)].start, words[at + last].end)
            found = _find_list_after(fact, place, named, analysis) or find_list_before(fact, place, named.sentence, analysis)
            if found:
                return found
    return None


def _find_cue_start(words: Sequence[Token], at: int, analysis: Analysis) -> int:
    """Return the place of a cue's first word, with the small word before it (en partenariat, in partnership)."""
    small = analysis.language.grammar.adverbials.at
    return at - 1 if at and words[at - 1].word in small else at


def _find_list_after(fact: Fact, cue: Span, place_of: _CueSentence, analysis: Analysis) -> Listing | None:
    """Return the list that follows a cue in a sentence about what the fact is about."""
    start, end = cue
    sentence, index = place_of.sentence, place_of.block
    here = find_listable(sentence.start, sentence.end, analysis)
    after = [name for name in here if name.start >= end]
    named = {name.entity for name in analysis.names_between(sentence.start, start)} | {name.entity for name in after[:1]}
    if not is_about(fact, named, start, sentence, analysis):
        return None
    own = next((at for at, name in enumerate(after) if name.entity not in fact.about), None)
    gathered = (
        collect_bullets(sentence, index, analysis)
        if own is None
        else collect_items(after[own:], after[own - 1].end if own else end, analysis)
    )
    if not gathered:
        return None
    names, found = gathered
    part, others = is_partial(cue, names, sentence, analysis), find_unknown(names, found, sentence, analysis)
    hosts, later = tuple(analysis.names_between(sentence.start, start)), tuple(analysis.names_between(names[-1].end, sentence.end))
    added = tuple(host for host in hosts if _is_added(host, sentence, analysis))
    if not _has_possessive(start, names[0].start, sentence, analysis):
        beside = tuple(host for host in hosts[-1:] if analysis.folded[host.end : start].strip() == ",")
        hosts = added or beside or _find_hosts(fact, sentence, index, analysis)
    return Listing(start, max([names[-1].end, *(span[1] for span in others)]), names, found, others, part, (*hosts, *later))


def _is_added(host: Name, sentence: Sentence, analysis: Analysis) -> bool:
    """Return whether a word adds a name to those of the list that follows (besides the Board, the partners are …)."""
    before = analysis.folded[sentence.start : host.start].rstrip()
    determiners = longest_first(analysis.language.grammar.reference.determiners)
    article = next((word for word in determiners if before.endswith((" " + word, "'" + word))), "")
    before = before.removesuffix(article).rstrip()
    return before.endswith(tuple(analysis.language.grammar.names.besides))


def _find_hosts(fact: Fact, sentence: Sentence, index: int, analysis: Analysis) -> tuple[Name, ...]:
    """Return the body that opens the sentence and does, with those of the list, what the fact is about (the Board runs the Plan in partnership with
    …); or that opens the sentence before, where a pronoun opens this one (The Board runs the Plan. It is carried out …)."""
    words = tokens(analysis.folded, sentence.start, sentence.end)
    if words and words[0].word in analysis.language.grammar.reference.pronouns:
        before = [each for each in analysis.document.sentences.in_block(index) if each.end <= sentence.start]
        sentence = before[-1] if before else sentence
    hosts = [name for name in analysis.names_between(sentence.start, sentence.end) if name.form is not NameForm.DESCRIPTION]
    hosts = [name for at, name in enumerate(hosts) if not at or name.entity != hosts[at - 1].entity]
    if len(hosts) < 2 or hosts[1].entity not in fact.about:
        return ()
    lead = tokens(analysis.folded, sentence.start, hosts[0].start)
    return (hosts[0],) if len(lead) <= _ARTICLE else ()


def _has_possessive(start: int, end: int, sentence: Sentence, analysis: Analysis) -> bool:
    """Return whether a list, whose cue starts at one offset and whose first name at the other, is of the others of someone named before it."""
    stated = [*tokens(analysis.folded, sentence.start, start)[-_SLACK:], *tokens(analysis.folded, start, end)]
    return any(token.word in analysis.language.grammar.reference.possessives for token in stated)
