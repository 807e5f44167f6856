"""Draft the facts that a note states and the registry does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from factcheck.analysis import Analysis
from factcheck.linking.evidence.reach import Place, Reach
from factcheck.linking.evidence.subjects import Subjects
from factcheck.model import Statement
from factcheck.proposal.cue_words import CueFinder, CueWord, choose_cues
from factcheck.proposal.entities import make_origin
from factcheck.proposal.entry import DraftFact
from factcheck.proposal.values import find_key, write_modifiers, write_value
from factcheck.runtime.records import record
from factcheck.statements.distance import Distances
from factcheck.values.types import Value

# Persons and titles are rarely what a figure is about.
_SPEAKERS = frozenset({"person", "title"})


@record(eq=False)
class Stated:
    """A drafted fact with the statement from which it comes, its value, the language of the note, and the stems of its cues."""

    fact: DraftFact
    value: Value
    code: str
    stems: frozenset[str]
    statement: Statement


class FactDrafter:
    """Drafts the facts of one note, whose analysis knows the drafted entities."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._subjects = Subjects(analysis.document, analysis.names, analysis.registry.kinds)
        self._links = {link.statement.mention.start: link for link in analysis.links}
        self.skipped = 0

    def draft(self) -> Iterator[Stated]:
        """Yield a fact for each statement that the registry does not have."""
        analysis = self._analysis
        finder = CueFinder(analysis.document, analysis.mentions, analysis.names)
        stated = [(each, find_key(each)) for each in analysis.statements]
        words = {each.mention.start: finder.find(each) for each, key in stated if key}
        shared = _count_shared(stated, words)
        for statement, key in stated:
            link = self._links.get(statement.mention.start)
            if link and link.agrees:
                self.skipped += 1
            elif key and (value := write_value(statement, analysis.document.text, analysis.registry.currency)):
                cues = choose_cues(words[statement.mention.start], shared[key], statement)
                yield self._make(statement, key, value, cues, link.fact.id if link else "")

    def _make(self, statement: Statement, key: str, value: str, cues: tuple[str, ...], contradicted: str) -> Stated:
        analysis = self._analysis
        mention, sentence, code = statement.mention, statement.sentence, analysis.language.code
        origin = make_origin(analysis.document, mention.start, mention.end, (sentence.start, sentence.end))
        fact = DraftFact(
            kind=key,
            value=value,
            about=self._find_subject(statement),
            modifiers=write_modifiers(statement, key),
            cues={code: cues} if cues else {},
            origins=(origin,),
            contradicted=contradicted,
        )
        return Stated(fact, mention.value, code, frozenset(cues), statement)

    def _find_subject(self, statement: Statement) -> str:
        """Return the entity that a statement is about: the nearest one that is neither a person nor a title; empty where none is near."""
        analysis = self._analysis
        names = [name.span for name in self._subjects.within(statement.sentence.start, statement.sentence.end)]
        found = self._subjects.of(statement, Distances(analysis.document, statement.sentence, names))
        kinds = analysis.registry.kinds
        ranked = sorted(found.items(), key=lambda each: (kinds.get(each[0]) not in _SPEAKERS, *each[1].rank, each[0]), reverse=True)
        return next((entity for entity, subject in ranked if _is_in_reach(subject)), "")


def _is_in_reach(subject: Place) -> bool:
    return subject.reach >= Reach.TITLE


def _count_shared(stated: Sequence[tuple[Statement, str]], words: Mapping[int, Sequence[CueWord]]) -> Mapping[str, Counter[str]]:
    """Return, for each kind of fact, in how many sentences of the note each stem may be a cue."""
    found: dict[str, Counter[str]] = {}
    seen: set[tuple[str, int]] = set()
    for statement, key in stated:
        counter = found.setdefault(key, Counter())
        if key and (key, statement.sentence.start) not in seen:
            seen.add((key, statement.sentence.start))
            counter.update({word.stem for word in words[statement.mention.start]})
    return found
