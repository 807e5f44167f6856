"""Stress one note: each error of each verified statement, and the remedies for those that get through."""

from __future__ import annotations

from factcheck.coverage import SpanSet
from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.reporters.places import Places
from factcheck.settings import Settings
from factcheck.stress.model import Mutant, NoteStress, Trial
from factcheck.stress.mutants import MutantMaker
from factcheck.stress.remedies import find_remedies
from factcheck.stress.statements import list_verified
from factcheck.stress.trial import NoteTester


def stress_document(document: Document, registry: Registry, settings: Settings, *, with_remedies: bool = True) -> NoteStress:
    """Return the stress test of a note."""
    tester = NoteTester(document, registry, settings)
    contradicted = SpanSet((finding.start, max(finding.end, finding.start + 1)) for finding in tester.findings)
    statements = list_verified(tester.analysis, contradicted)
    maker, places = MutantMaker(tester.analysis, statements), Places(document)
    trials: list[Trial] = []
    missed: list[Mutant] = []
    for statement in statements:
        spot = places.within(statement.start, statement.end)
        for mutant in maker.make(statement):
            caught = tester.is_caught(mutant)
            missed += [] if caught else [mutant]
            location = document.location(spot.start)
            trials.append(Trial(spot, location, statement.kind, statement.fact, mutant.change, mutant.words, caught))
    remedies = find_remedies(tester, missed, settings) if with_remedies else ()
    return NoteStress(document.path, len(statements), tuple(trials), remedies)
