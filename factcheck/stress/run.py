"""Stress many notes in several processes, and keep the remedies that do no harm in any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from factcheck.errors import DocumentError, Problem
from factcheck.facts.schema import Registry
from factcheck.formats import read
from factcheck.formats.each import work_on_each
from factcheck.languages.load import all_languages
from factcheck.settings import Settings
from factcheck.stress.model import FoundRemedy, NoteStress, Remedy
from factcheck.stress.note import stress_document
from factcheck.stress.remedies import apply_remedy
from factcheck.stress.trial import NoteTester


def stress_files(
    files: Sequence[Path | Problem], registry: Registry, settings: Settings, *, with_remedies: bool = True
) -> Iterator[NoteStress | Problem]:
    """Return the stress test of each file, or the problem that kept it from being read, in their order; one never stops the others."""
    return work_on_each(files, lambda document: stress_document(document, registry, settings, with_remedies=with_remedies), worth=1)


def select_remedies(notes: Sequence[NoteStress], registry: Registry, settings: Settings) -> list[FoundRemedy]:
    """Return the remedies with which no note has an error or a warning more, with how many more errors all notes together catch, best first.

    All are tried together first; each alone only where together they do harm.
    """
    counts: Counter[Remedy] = Counter()
    for note in notes:
        counts.update(dict(note.remedies))
    paths, chosen = [note.path for note in notes], list(counts)
    if chosen and _do_harm(chosen, paths, registry, settings):
        chosen = [remedy for remedy in chosen if not _do_harm([remedy], paths, registry, settings)]
    return sorted(((each, counts[each]) for each in chosen), key=lambda each: (-each[1], each[0].fact, each[0].kind, each[0].value))


def _do_harm(remedies: Sequence[Remedy], paths: Sequence[str], registry: Registry, settings: Settings) -> bool:
    """Return whether some note has an error or a warning more with some remedies."""
    changed = registry
    for remedy in remedies:
        changed = apply_remedy(changed, remedy)
    for path in paths:
        with suppress(DocumentError):
            document = read(Path(path), all_languages())
            if NoteTester(document, registry, settings).has_new_finding(NoteTester(document, changed, settings)):
                return True
    return False
