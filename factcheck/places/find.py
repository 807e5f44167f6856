"""Find the places of a note that state some facts, or name some entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from factcheck.analysis import Analysis
from factcheck.model import Link, NameForm
from factcheck.places.excerpt import PlaceMaker
from factcheck.places.lists_and_texts import find_lists_and_texts
from factcheck.places.place import FactPlace, Key, Outcome, Section
from factcheck.values.confidence import Confidence, grade, is_likely, round_down
from factcheck.values.normal_form import to_normal_form
from factcheck.values.span import Span


def find_places(
    analysis: Analysis, wanted: Set[Key], least: Confidence = Confidence.LIKELY, *, same_value: bool = False
) -> list[FactPlace]:
    """Return the places that state one of the wanted facts, or name one of the wanted entities, with that confidence or more, in order.

    With `same_value`, a statement must have the very value of the fact, whatever else differs.
    """
    maker = PlaceMaker(analysis)
    links = [link for link in analysis.links if link.comparison.equal or not same_value]
    found = [*_find_statements(links, wanted, least, maker), *_find_names(analysis, wanted, maker)]
    found += find_lists_and_texts(analysis, wanted, maker)
    return sorted(found, key=lambda place: (place.spot.start, place.spot.end, place.key))


def _find_statements(links: Iterable[Link], wanted: Set[Key], least: Confidence, maker: PlaceMaker) -> Iterator[FactPlace]:
    for link in links:
        if (Section.FACTS, link.fact.id) in wanted and _is_shown(link, least):
            mention, modifiers = link.statement.mention, link.statement.modifiers
            whole = Span(min(mention.start, modifiers.start), max(mention.end, modifiers.end))
            kind, value = to_normal_form(mention.value)
            yield maker.make(
                (Section.FACTS, link.fact.id),
                mention.span,
                _find_outcome(link),
                whole,
                confidence=grade(link.score),
                probability=round_down(link.score),
                value={"kind": kind, **value},
            )


def _is_shown(link: Link, least: Confidence) -> bool:
    """Return whether a link is sure enough; one that is only possible passes for likely where the statement has the very value of the fact.

    On eight clusters of documents, 278 of the 303 statements that a person listed have a likely link. Of 18 with a possible one and the very value,
    17 state the fact, as a person reads them.
    """
    return grade(link.score).reaches(least) or (least is Confidence.LIKELY and link.comparison.equal)


def _find_outcome(link: Link) -> Outcome:
    if not is_likely(link.score):
        return Outcome.POSSIBLE
    return Outcome.VERIFIED if link.agrees else Outcome.CONTRADICTED


def _find_names(analysis: Analysis, wanted: Set[Key], maker: PlaceMaker) -> Iterator[FactPlace]:
    """Yield the places that name an entity, short forms that point back left out."""
    for name in analysis.names:
        key = Section.ENTITIES, name.entity
        if key in wanted and name.form is not NameForm.SHORT:
            outcome = Outcome.CONTRADICTED if name.form is NameForm.AVOID else Outcome.VERIFIED
            yield maker.make(key, name.span, outcome)
