"""All names of a note that are nearly right: misspelt, reworded, altered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.languages.schema.language import Language
from factcheck.model import Name, SimilarName
from factcheck.names.altered import make_altered_names
from factcheck.names.dotted_names import make_dotted_names
from factcheck.names.fuzzy_matcher import make_fuzzy_matcher
from factcheck.names.gazetteer import ExactSpans


def find_similar_names(document: Document, named: Sequence[Name], registry: Registry, language: Language) -> tuple[SimilarName, ...]:
    """Return the names of a document that are nearly right, in order; the misspelt ones before the altered ones where they overlap."""
    if not registry.entities:
        return ()
    exact = ExactSpans(named)
    found = make_fuzzy_matcher(registry, language).find(document, named)
    for finder in (make_dotted_names(registry, language), make_altered_names(registry, language)):
        starts = [each.start for each in found]
        more = [each for each in finder.find(document, exact) if not _overlaps(each, found, starts)]
        found = tuple(sorted((*found, *more), key=lambda each: (each.start, each.end)))
    return found


def _overlaps(altered: SimilarName, similar: Sequence[SimilarName], starts: Sequence[int]) -> bool:
    """Return whether one of some near misses, which stand in order, overlaps another one."""
    after = bisect_left(starts, altered.end)
    return after > 0 and similar[after - 1].end > altered.start
