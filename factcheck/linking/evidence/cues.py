"""The cues of facts in a text, their words in any order and any inflection, and how near they stand to a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.document import Document, Sentence
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, Token, stemmer, tokens
from factcheck.linking.evidence.distance import Distances
from factcheck.linking.weights import CUE_ANAPHOR, CUE_BESIDE, CUE_LEAD, CUE_LEAST, CUE_ROW, SUBJECT_SLOPE
from factcheck.model import DateRole, Statement
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

# Words that may stand among those of a cue.
_SLACK = 2
_ADVERBIAL = frozenset({DateRole.AT, DateRole.BY})

Cue = tuple[str, ...]
"""The stems of a cue."""
Weight = tuple[float, Span]
"""The score of a cue, and the span of its words."""


class Cues:
    """The cues of one registry in one language."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._stemmer = stemmer(language)
        self._code = language.code
        self._by_stem: dict[str, list[Cue]] = defaultdict(list)
        self._of: dict[str, tuple[Cue, ...]] = {}
        self.facts: dict[Cue, list[Fact]] = defaultdict(list)
        known: set[Cue] = set()
        for fact in registry.facts.values():
            self._of[fact.id] = cues = tuple(self.stems(text) for text in fact.cues.get(language.code, ()))
            for cue in cues:
                if cue and not fact.about:
                    self.facts[cue].append(fact)
                if cue and cue not in known:
                    known.add(cue)
                    self._by_stem[cue[0]].append(cue)

    def stems(self, text: str) -> Cue:
        """Return the stems of a phrase's words."""
        return tuple(self._stemmer.content(WORD.findall(text.lower().replace("’", "'"))))

    def of(self, fact: Fact) -> tuple[Cue, ...]:
        """Return the cues of a fact."""
        return self._of[fact.id]

    def find(self, folded: str, start: int, end: int) -> Mapping[Cue, Sequence[Span]]:
        """Return the cues in a stretch of folded text, with the spans of their words."""
        words = tokens(folded, start, end)
        stems = [self._stemmer.stem(token.word) for token in words]
        found: dict[Cue, list[Span]] = {}
        for at, stem in enumerate(stems):
            for cue in self._by_stem.get(stem, ()):
                span = _span(cue, words, stems, at)
                if span:
                    found.setdefault(cue, []).append(span)
        return found


class CueEvidence:
    """Scores the cues in reach of the statements of one document."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self._folded, self._index = document.folded, cues
        self._found: dict[tuple[int, int], Mapping[Cue, Sequence[Span]]] = {}
        dating = alternation(document.language.grammar.clauses.dating)
        self._dating = compiled(rf",?\s(?:{dating})(?:(?!\w)|(?<='))")

    def weights(self, statement: Statement, distances: Distances, others: Sequence[Statement]) -> dict[Cue, Weight]:
        """Return the cues in reach of a statement: in what introduces its block, and in its sentence; `others` are the statements of its
        kind in the sentence."""
        sentence = statement.sentence
        found: dict[Cue, Weight] = {}
        for at, span in enumerate(statement.context):
            score = CUE_ROW if at == 0 and sentence.row else CUE_LEAD
            for cue, places in self._in(span).items():
                found.setdefault(cue, (score, places[0]))
        verbs = _verbs_of_others(statement, others)
        end = self._dated_end(statement)
        for cue, places in self._in(sentence.span).items():
            usable = [place for place in places if not _in_adverbial(place, statement) and not any(verb.contains(place) for verb in verbs)]
            if usable:
                score, place = self._nearest(usable, statement, distances, end)
                if cue not in found or score > found[cue][0]:
                    found[cue] = score, place
        return found

    def recalled(self, previous: Sentence) -> dict[Cue, Weight]:
        """Return the cues of the sentence to which a statement points back."""
        return {cue: (CUE_ANAPHOR, places[-1]) for cue, places in self._in(previous.span).items()}

    def strongest(self, fact: Fact, weights: Mapping[Cue, Weight]) -> tuple[float, Span | None]:
        """Return the score and the words of a fact's strongest cue; 0 and None without any."""
        best: tuple[float, Span | None] = (0.0, None)
        for cue in self._index.of(fact):
            if cue in weights and weights[cue][0] > best[0]:
                best = weights[cue]
        return best

    def _dated_end(self, statement: Statement) -> int:
        """Return where the words end by which a date opens a clause (in March 2019, when …), -1 without any: what follows them is as near
        to the date as what stands beside it."""
        opened = self._dating.match(self._folded, statement.mention.end, statement.sentence.end) if statement.is_date else None
        return opened.end() if opened else -1

    def _nearest(self, places: Sequence[Span], statement: Statement, distances: Distances, dated_end: int) -> Weight:
        """Return the score and the span of a cue where it stands nearest to a statement."""
        mention = statement.mention.span
        place = min(places, key=lambda each: distances.between(each, mention))
        if statement.sentence.row:
            return CUE_ROW, place
        end = dated_end if mention.end <= dated_end <= place.start else mention.end
        distance = distances.between(place, (mention.start, end))
        return max(CUE_BESIDE - SUBJECT_SLOPE * distance, self._least(place, mention)), place

    def _least(self, place: Span, mention: Span) -> float:
        """Return the least score of a cue: one that opens a list goes with all of it."""
        return CUE_LEAD if place.end <= mention.start and ";" not in self._folded[place.end : mention.start] else CUE_LEAST

    def _in(self, span: Span) -> Mapping[Cue, Sequence[Span]]:
        if span not in self._found:
            self._found[span] = self._index.find(self._folded, *span)
        return self._found[span]


def _in_adverbial(place: Span, statement: Statement) -> bool:
    """Return whether a span stands in the bare adverbial of a date (by the end of May): its words are no cue."""
    return statement.date_role in _ADVERBIAL and statement.adverbial <= place.start < statement.mention.start


def _verbs_of_others(statement: Statement, others: Sequence[Statement]) -> list[Span]:
    """Return the verbs that surely govern the other dates of a sentence, where a date has one of its own."""
    verb = statement.verb
    return [Span(each.verb.start, each.verb.end) for each in others if verb and each.verb and each.verb.start != verb.start]


def _span(cue: Cue, words: Sequence[Token], stems: Sequence[str], at: int) -> Span | None:
    if len(cue) == 1:
        return Span(words[at].start, words[at].end)
    reach = len(cue) + _SLACK + 1
    low, high = max(at - reach, 0), min(at + reach + 1, len(stems))
    places = [at]
    for stem in cue[1:]:
        close = [other for other in range(low, high) if stems[other] == stem and other not in places]
        if not close:
            return None
        places.append(min(close, key=lambda other: abs(other - at)))
    return Span(words[min(places)].start, words[max(places)].end)


@cache
def cue_index(registry: Registry, language: Language) -> Cues:
    """Return the cues of a registry in a language."""
    return Cues(registry, language)
