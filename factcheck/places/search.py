"""Search notes for the places that state some facts, as they are and as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.document import Document
from factcheck.errors import Problem
from factcheck.facts.schema import Registry
from factcheck.formats.each import work_on_each
from factcheck.places.find import find_places
from factcheck.places.place import FactPlace, Key, NotePlaces, Outcome
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.values.confidence import Confidence


@record(eq=False)
class Search:
    """What is searched for; one line a field.

    `registry` is the present registry, `wanted` the keys of its facts and entities.
    `former` is the registry with former values or names, None where there are none, `formerly` the keys in it.
    `only_former` leaves out the places that do not state a former value.
    """

    registry: Registry
    wanted: frozenset[Key]
    former: Registry | None = None
    formerly: frozenset[Key] = frozenset()
    only_former: bool = False


def search_files(files: Sequence[Path | Problem], search: Search, settings: Settings) -> Iterator[NotePlaces | Problem]:
    """Return the places of each file, or the problem that kept it from being read, in their order."""
    return work_on_each(files, lambda document: search_document(document, search, settings))


def search_document(document: Document, search: Search, settings: Settings) -> NotePlaces:
    """Return the places of a document."""
    present = analyze(document, search.registry, settings.today, settings.document_date)
    found = find_places(present, search.wanted, settings.confidence)
    if search.former is not None and search.formerly:
        former = analyze(document, search.former, settings.today, settings.document_date)
        found = _merge(found, _find_former(former, search.formerly, settings.confidence))
    if search.only_former:
        found = [place for place in found if place.outcome is Outcome.FORMER]
    return NotePlaces(document.path, tuple(found))


def _merge(present: Sequence[FactPlace], former: Iterable[FactPlace]) -> list[FactPlace]:
    """Return the places by the present registry and those by the former one; one that states a present value is no former one."""
    stated = {_span(place) for place in present if place.outcome is Outcome.VERIFIED}
    earlier = [place for place in former if _span(place) not in stated]
    replaced = {(place.key, _span(place)) for place in earlier}
    rest = [place for place in present if (place.key, _span(place)) not in replaced]
    return sorted([*rest, *earlier], key=lambda place: (_span(place), place.key))


def _find_former(analysis: Analysis, wanted: frozenset[Key], least: Confidence) -> Iterator[FactPlace]:
    """Yield the places that state the very value of a former fact, or a former name."""
    for place in find_places(analysis, wanted, least, same_value=True):
        if place.outcome is not Outcome.CONTRADICTED or place.probability is not None:
            yield replace(place, outcome=Outcome.FORMER)


def _span(place: FactPlace) -> tuple[int, int]:
    return place.spot.start, place.spot.end
