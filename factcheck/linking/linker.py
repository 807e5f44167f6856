"""Ties statements to the facts that they state: per sentence, the best one-to-one assignment of the evoked facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from factcheck.document import Document, Sentence
from factcheck.facts.schema import Registry
from factcheck.languages.alternation import alternation
from factcheck.linking.assignment import assign
from factcheck.linking.candidates import Candidate, index, strongest
from factcheck.linking.claimed import OWN, bare, claimed, told_apart
from factcheck.linking.compare import compare_values
from factcheck.linking.evidence.cues import Cue
from factcheck.linking.evidence.distance import Distances
from factcheck.linking.evidence.subjects import SLOPE, Subject, Subjects
from factcheck.linking.evidence.times import Times, then, timely
from factcheck.linking.settle import exact, is_distinctive, settle, undecided
from factcheck.linking.sums import accounted
from factcheck.linking.swaps import exchanged, swapped, swapped_apart
from factcheck.model import DateRole, Difference, Kind, Link, Name, Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.span import Span
from factcheck.values.types import Calendar, Count, Grain

_AT_HAND, _LEAST, _LEAD, _ROW = 3.0, 1.0, 1.5, 2.0
# What a cue of the sentence before is worth where a pronoun opens this one (It lasts …): with a subject in reach, a slip needs no more.
_RECALLED = 2.3
# A subject less in reach than that ties nothing by itself.
_IN_REACH = 1.0
# What makes a fact of which a figure is a slip likelier than one with which it has nothing in common: of 53 slips that another hand wrote it
# finds one more; of 476 put into right figures none, and of 125 facts left out none gives another false alarm.
_LIKELIER = 0.5
# One of so much belongs to the figure.
_OWN_SUBJECT = 1.8
# A date that is another fact's own is meant for this one only where its cue stands right beside.
_BESIDE = 2.9
# A statement is held against so many facts, the likeliest, and so many statements of one sentence share them out: bounds on the work.
_CANDIDATES, _TOGETHER = 40, 48
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})
# The words of a bare adverbial (by the end of May) are no cue.
_ADVERBIAL = frozenset({DateRole.AT, DateRole.BY})
_TIMELESS = frozenset({"date", "duration", "phone", "email", "url"})
_NO_FACT = frozenset({DateRole.NAME, DateRole.COMPARISON, DateRole.BEFORE, DateRole.AFTER})


@record
class Linked:
    """The links of a document, and the candidates of each statement, the best first."""

    links: tuple[Link, ...]
    candidates: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)


class Linker:
    """Links the statements of one document."""

    def __init__(
        self,
        document: Document,
        registry: Registry,
        names: Sequence[Name],
        today: date,
    ) -> None:
        self._folded, self._language, self._today, self._registry = document.folded, document.language, today, registry
        language = document.language
        self._before = document.sentences.before
        self._index = index(registry, language)
        self._subjects = Subjects(document, names, registry.kinds)
        self._dating = compiled(rf",?\s(?:{alternation(language.grammar.clauses.dating)})(?:(?!\w)|(?<='))")
        self._spans: dict[tuple[int, int], Mapping[Cue, Sequence[tuple[int, int]]]] = {}
        self._stemmed: dict[tuple[int, int], frozenset[str]] = {}

    def link(self, statements: Sequence[Statement]) -> Linked:
        """The links of a document's statements, in order; `candidates` by the statement's place in the sequence."""
        if not self._registry.facts:
            return Linked(())
        times = Times(statements, self._folded, self._language)
        groups, rowed = _sentences(statements), list[Sequence[Sequence[Candidate]]]()
        measured: Sentence | None = None
        for group in groups:
            sentence = statements[group[0]].sentence
            if measured is not sentence:
                measured, previous, distances = sentence, self._before(sentence), self._distances(sentence)
            found_rows: list[Sequence[Candidate]] = []
            for at in group:
                others = [statements[other] for other in group if statements[other].mention.kind is statements[at].mention.kind]
                found = self._candidates(statements[at], distances, others, times, previous)
                best = sorted(exchanged(found), key=lambda candidate: (-candidate.score, candidate.fact.id))
                found_rows.append(best[:_CANDIDATES])
            rowed.append(swapped(found_rows))
        links, explained = list[Link](), dict[int, tuple[Candidate, ...]]()
        for group, rows in zip(groups, swapped_apart(groups, rowed, statements), strict=True):
            explained.update((at, tuple(row)) for at, row in zip(group, rows, strict=True))
            links += self._assigned([statements[at] for at in group], rows)
        return Linked(tuple(told_apart(links)), explained)

    def _distances(self, sentence: Sentence) -> Distances:
        names = [(name.start, name.end) for name in self._subjects.within(sentence.start, sentence.end)]
        return Distances(self._folded, sentence.start, sentence.end, self._language, names)

    def _candidates(
        self, statement: Statement, distances: Distances, others: Sequence[Statement], times: Times, previous: Sentence | None
    ) -> list[Candidate]:
        rivals = [_span(other) for other in others]
        modifiers = statement.modifiers
        if modifiers.is_change or statement.date_role in _NO_FACT:
            return []
        subjects = self._subjects.of(statement, distances, previous, rivals, self._before)
        weights = self._cues(statement, distances, _others_verbs(statement, others))
        opening = statement.sentence.start, statement.sentence.start
        recalls = len(others) == 1 and not distances.joined(opening, _span(statement))
        if previous and recalls and self._subjects.points(statement, previous):
            weights = {cue: (_RECALLED, places[-1]) for cue, places in self._find((previous.start, previous.end)).items()} | weights
        # What was before is not of the time at which it changed.
        when = None if modifiers.is_former else times.of(statement, distances)
        counted = self._counted(statement, others)
        around = self._around(statement, previous) if statement.mention.kind is Kind.COUNT and not counted else ()
        found = []
        bare = not (modifiers.over or modifiers.per or modifiers.starting or modifiers.span)
        turning = self._turns(statement, subjects)
        for fact in self._index.evoked(statement.mention.kind, subjects, weights):
            subject = self._index.subject(fact, subjects, self._subjects.own)
            noun = self._index.noun(fact, counted, self._folded, around)
            if subject is None or noun is None:
                continue
            cue, words = strongest(fact, self._index.cues.of(fact), weights)
            comparison = compare_values(statement, fact)
            if comparison is None or (turning and comparison.difference is Difference.VALUE):
                continue
            slipped = statement.mention.kind in OWN and comparison.error_kind is not ErrorKind.NONE
            if bare and not cue and not noun and subject.score < _IN_REACH and not slipped:
                continue
            time = (
                timely(fact, when, statement, self._today, equal=comparison.equal, slipped=is_distinctive(statement, comparison))
                if fact.kind not in _TIMELESS
                else 0.0
            )
            if time is None:
                continue
            reasons = tuple(Span(*span) for span in sorted(span for span in (subject.span, words) if span and span[0] >= 0))
            phrase = words is not None and " " in self._folded[words[0] : words[1]]
            found.append(Candidate(fact, subject.score, cue, noun, time, comparison, reasons, phrase, then=then(fact, when)))
        return found

    def _turns(self, statement: Statement, subjects: Mapping[str, Subject]) -> bool:
        """Whether a day or a month is that from which, or until which, another fact at hand held."""
        value = statement.mention.value
        period = value.period if isinstance(value, Calendar) and value.grain in (Grain.DAY, Grain.MONTH) else None
        return period is not None and self._index.turns(subjects, period)

    @staticmethod
    def _counted(statement: Statement, others: Sequence[Statement]) -> str:
        """The noun that is counted; a number without one shares that of the number before it."""
        noun = ""
        for other in others:
            value = other.mention.value
            noun = value.noun or noun if isinstance(value, Count) else noun
            if other is statement:
                break
        return noun

    def _cues(
        self, statement: Statement, distances: Distances, verbs: Sequence[tuple[int, int]]
    ) -> dict[Cue, tuple[float, tuple[int, int]]]:
        sentence, mention = statement.sentence, _span(statement)
        weights: dict[Cue, tuple[float, tuple[int, int]]] = {}
        opened = self._dating.match(self._folded, mention[1], sentence.end) if _dates(statement) else None
        # What a date opens (in March 2019, when …) is told of it as closely as what stands beside it.
        then = opened.end() if opened else -1
        for at, span in enumerate(statement.context):
            weight = _ROW if at == 0 and sentence.row else _LEAD
            for cue, places in self._find(span).items():
                weights.setdefault(cue, (weight, places[0]))
        for cue, places in self._find((sentence.start, sentence.end)).items():
            places = [place for place in places if not (statement.date_role in _ADVERBIAL and statement.adverbial <= place[0] < mention[0])]
            places = [place for place in places if not any(start <= place[0] and place[1] <= end for start, end in verbs)]
            if not places:
                continue
            near = min(places, key=lambda place: distances.between(place, mention))
            apart = distances.between(near, (mention[0], then if mention[1] <= then <= near[0] else mention[1]))
            weight = _ROW if sentence.row else max(_AT_HAND - SLOPE * apart, self._least(near, mention))
            if cue not in weights or weight > weights[cue][0]:
                weights[cue] = weight, near
        return weights

    def _least(self, cue: tuple[int, int], mention: tuple[int, int]) -> float:
        """The least that a cue is worth: one that opens a list goes for all of it."""
        return _LEAD if cue[1] <= mention[0] and ";" not in self._folded[cue[1] : mention[0]] else _LEAST

    def _around(self, statement: Statement, previous: Sentence | None) -> list[frozenset[str]]:
        """The stems of a statement's sentence, and of the one before."""
        return [self._stems(each) for each in (statement.sentence, previous) if each]

    def _stems(self, sentence: Sentence) -> frozenset[str]:
        span = sentence.start, sentence.end
        if span not in self._stemmed:
            self._stemmed[span] = frozenset(self._index.cues.stems(self._folded[sentence.start : sentence.end]))
        return self._stemmed[span]

    def _find(self, span: tuple[int, int]) -> Mapping[Cue, Sequence[tuple[int, int]]]:
        if span not in self._spans:
            self._spans[span] = self._index.cues.find(self._folded, *span)
        return self._spans[span]

    def _assigned(self, statements: Sequence[Statement], rows: Sequence[Sequence[Candidate]]) -> list[Link]:
        facts = sorted({candidate.fact.id for row in rows for candidate in row})
        columns = {fact: at for at, fact in enumerate(facts)}
        spoken = claimed(rows)
        scores = [[0.0] * len(facts) for _ in rows]
        for at, (statement, row) in enumerate(zip(statements, rows, strict=True)):
            for candidate in row:
                spoken_for = spoken.get(candidate.fact.id, at) != at and (
                    candidate.comparison.error_kind is ErrorKind.NONE or _dates(statement)
                )
                spoken_for = spoken_for or self._answered(statement, candidate, row, statements)
                if not spoken_for and settle(statement, candidate, self._language, self._folded, self._today) is not None:
                    likelier = candidate.comparison.error_kind is not ErrorKind.NONE and not any(each.comparison.equal for each in row)
                    scores[at][columns[candidate.fact.id]] = candidate.score + _LIKELIER * likelier
        chosen = assign(scores) if facts else [-1] * len(rows)
        taken = frozenset(facts[column] for column in chosen if column >= 0)
        told = taken.union(spoken)
        links, summed = [], accounted(statements)
        for at, (statement, row, column) in enumerate(zip(statements, rows, chosen, strict=True)):
            best = next((each for each in row if column >= 0 and each.fact.id == facts[column]), None)
            conflict = settle(statement, best, self._language, self._folded, self._today) if best else None
            doubtful = best and conflict is Difference.VALUE and (at in summed or undecided(statement, best, row, taken))
            # What was before is told beside what is now (its budget, 40 million until 2023, is now 60).
            doubtful = doubtful or (best and conflict is Difference.EXPIRED and best.fact.replaced_by in told)
            if best and conflict is not None and not doubtful:
                links.append(Link(statement, best.fact, best.score, best.reasons, best.comparison, conflict))
        return links

    def _answered(self, statement: Statement, candidate: Candidate, row: Sequence[Candidate], statements: Sequence[Statement]) -> bool:
        """Whether a figure that parts from a fact, and is no telling slip of it, is surely another one's, or stands beside the right one."""
        if candidate.comparison.difference is not Difference.VALUE or candidate.swapped or is_distinctive(statement, candidate.comparison):
            return False
        if any(other is not statement and bare(other, candidate) for other in statements):
            return True
        if _dates(statement) and candidate.cue < _BESIDE and any(each.comparison.equal and each.subject >= _OWN_SUBJECT for each in row):
            return True
        near = (each for each in row if each.subject >= max(_IN_REACH, candidate.subject))
        if candidate.comparison.error_kind is ErrorKind.NONE and any(exact(statement, each.comparison) for each in near):
            return True
        right = (
            each
            for each in row
            if each.comparison.equal and each.subject >= _OWN_SUBJECT and candidate.comparison.error_kind is ErrorKind.NONE
        )
        return any(settle(statement, each, self._language, self._folded, self._today) is Difference.NONE for each in right)


def _dates(statement: Statement) -> bool:
    return statement.mention.kind in _DATES


def _sentences(statements: Sequence[Statement]) -> list[list[int]]:
    """Return the indices of the statements of each sentence; a longer list of figures in several groups, so that work grows with it."""
    groups: dict[tuple[int, int], list[int]] = {}
    for at, statement in enumerate(statements):
        groups.setdefault((statement.sentence.start, statement.sentence.end), []).append(at)
    return [group[at : at + _TOGETHER] for group in groups.values() for at in range(0, len(group), _TOGETHER)]


def _others_verbs(statement: Statement, others: Sequence[Statement]) -> list[tuple[int, int]]:
    """The verbs that surely govern the other dates of a sentence, where a date has one of its own."""
    own = statement.verb
    return [(verb.start, verb.end) for other in others if own and (verb := other.verb) and verb.start != own.start]


def _span(statement: Statement) -> tuple[int, int]:
    return statement.mention.start, statement.mention.end
