"""Find what to add to a fact so that the check catches more of the errors in its statements: each remedy is tried, and only those that work are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.facts.schema import Fact, Registry
from factcheck.languages.tokens import stemmer
from factcheck.model import Link, NameForm
from factcheck.proposal.cue_words import CueFinder
from factcheck.settings import Settings
from factcheck.stress.caches import TrialMemory
from factcheck.stress.model import FoundRemedy, Mutant, Remedy, RemedyKind, StatementKind
from factcheck.stress.phrases import list_modifier_words
from factcheck.stress.trial import NoteTester
from factcheck.values.types import Qualifier, Unit

# Cues, and subjects, that are tried for a fact in one note.
_MOST_CUES, _MOST_SUBJECTS = 4, 2
_SHORTEST = 5
# Errors of a fact in one note with which a remedy is tried.
_MOST_ERRORS = 12


def find_remedies(tester: NoteTester, missed: Sequence[Mutant], settings: Settings) -> tuple[FoundRemedy, ...]:
    """Return the best remedy for each fact some of whose errors get through, if one works, in the order of the note.

    A remedy works if the check catches at least one error more with it, and says nothing new of the note as it is.
    """
    by_fact: dict[str, list[Mutant]] = {}
    for mutant in missed:
        if mutant.statement.fact in tester.registry.facts and len(by_fact.setdefault(mutant.statement.fact, [])) < _MOST_ERRORS:
            by_fact[mutant.statement.fact].append(mutant)
    cues = CueFinder(tester.document, tester.analysis.mentions, tester.analysis.names)
    found, memory, size = [], TrialMemory(), len(tester.registry.facts) + len(tester.registry.entities)
    for identifier, mutants in by_fact.items():
        ways = list(_list_ways(tester, tester.registry.facts[identifier], mutants, cues))
        memory.add(size * len(ways))
        tried = [(remedy, _count_caught(remedy, tester, mutants, settings)) for remedy in dict.fromkeys(ways)]
        best = max(tried, key=lambda each: each[1], default=None)
        found += [best] if best and best[1] else []
    return tuple(found)


def apply_remedy(registry: Registry, remedy: Remedy) -> Registry:
    """Return a registry in which a fact has what a remedy adds."""
    fact = registry.facts[remedy.fact]
    return replace(registry, facts={**registry.facts, fact.id: _add(fact, remedy)})


def _add(fact: Fact, remedy: Remedy) -> Fact:
    match remedy.kind:
        case RemedyKind.CUE:
            cues = fact.cues.get(remedy.language, ())
            return replace(fact, cues={**fact.cues, remedy.language: (*cues, remedy.value)})
        case RemedyKind.ABOUT:
            return replace(fact, about=(*fact.about, remedy.value))
        case RemedyKind.PER:
            return replace(fact, per=Unit(remedy.value))
    return replace(fact, qualifier=Qualifier(remedy.value))


def _count_caught(remedy: Remedy, tester: NoteTester, mutants: Sequence[Mutant], settings: Settings) -> int:
    """Return how many errors are caught with a remedy; none where it does harm: something new is reported, or a statement is no longer verified."""
    changed = NoteTester(tester.document, apply_remedy(tester.registry, remedy), settings)
    if tester.has_new_finding(changed) or not _list_agreeing(tester) <= _list_agreeing(changed):
        return 0
    return sum(changed.is_caught(mutant) for mutant in mutants)


def _list_agreeing(tester: NoteTester) -> set[tuple[int, str]]:
    return {(link.statement.mention.start, link.fact.id) for link in tester.analysis.links if link.agrees}


def _list_ways(tester: NoteTester, fact: Fact, mutants: Sequence[Mutant], cues: CueFinder) -> Iterator[Remedy]:
    """Yield what may be added to a fact: words of its sentences that no other fact has, names that stand there, and the missing keys."""
    starts = {mutant.statement.start for mutant in mutants}
    links = [link for link in tester.analysis.links if link.fact.id == fact.id and link.agrees]
    close = [link for link in links if link.statement.mention.start in starts] or links
    yield from list(_list_cues(tester, fact, close, cues))[:_MOST_CUES]
    yield from list(_list_subjects(tester, fact, close))[:_MOST_SUBJECTS]
    for link in close:
        yield from _list_keys(link, fact, {mutant.statement.kind for mutant in mutants})


def _list_cues(tester: NoteTester, fact: Fact, links: Sequence[Link], cues: CueFinder) -> Iterator[Remedy]:
    """Yield the words of the sentences of a fact that are no cue yet, and that stand in no sentence of another fact.

    Verbs, short words and those of hedges and bounds, which may stand beside any figure, are none.
    """
    code, stem = tester.analysis.language.code, stemmer(tester.analysis.language).stem
    taken = {stem(word.lower()) for each in tester.registry.facts.values() for cue in each.cues.get(code, ()) for word in cue.split()}
    own = {(link.statement.sentence.start, link.statement.sentence.end) for link in links}
    others = {(link.statement.sentence.start, link.statement.sentence.end) for link in tester.analysis.links if link.fact.id != fact.id}
    taken |= {stem(token.word) for span in others - own for token in tester.document.tokens(*span)}
    taken |= {stem(token.word) for verb in tester.analysis.verbs for token in tester.document.tokens(verb.start, verb.end)}
    taken |= {stem(word) for word in list_modifier_words(tester.analysis.language)}
    for link in links:
        for word in cues.find(link.statement):
            if word.stem not in taken and len(word.text) >= _SHORTEST:
                yield Remedy(fact.id, RemedyKind.CUE, word.text, code)


def _list_subjects(tester: NoteTester, fact: Fact, links: Sequence[Link]) -> Iterator[Remedy]:
    """Yield the entities that its sentences name, of a fact that is about none: what stands beside its subject is often another thing."""
    for link in links if not fact.about else ():
        sentence = link.statement.sentence
        for name in tester.analysis.names_between(sentence.start, sentence.end):
            if name.form is not NameForm.AVOID:
                yield Remedy(fact.id, RemedyKind.ABOUT, name.entity)


def _list_keys(link: Link, fact: Fact, kinds: set[StatementKind]) -> Iterator[Remedy]:
    """Yield the hedge or bound, and the recurrence, that the note states and the fact does not have."""
    modifiers = link.statement.modifiers
    if modifiers.per and fact.per is None:
        yield Remedy(fact.id, RemedyKind.PER, str(modifiers.per))
    if StatementKind.QUALIFIER in kinds and modifiers.qualifier not in (Qualifier.EXACT, fact.qualifier):
        yield Remedy(fact.id, RemedyKind.QUALIFIER, str(modifiers.qualifier))
