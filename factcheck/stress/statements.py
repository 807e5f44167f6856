"""The statements of a note that the registry confirms, each with the words that an error may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from factcheck.analysis import Analysis
from factcheck.coverage import SpanSet
from factcheck.detectors.enumerations.find import find_listings
from factcheck.model import Kind, Link, Mention, Name, NameForm
from factcheck.stress.model import StatementKind, VerifiedStatement
from factcheck.stress.phrases import find_phrase
from factcheck.values.confidence import is_likely
from factcheck.values.span import Span
from factcheck.values.types import Calendar, Duration, Interval, Qualifier

_KINDS: Mapping[Kind, StatementKind] = {
    Kind.AMOUNT: StatementKind.AMOUNT,
    Kind.PERCENT: StatementKind.PERCENT,
    Kind.COUNT: StatementKind.COUNT,
    Kind.DATE: StatementKind.DATE,
    Kind.INTERVAL: StatementKind.DATE,
    Kind.DURATION: StatementKind.DURATION,
    Kind.CONTACT: StatementKind.CONTACT,
}
_TITLE = "title"
_LISTED = 2


def list_verified(analysis: Analysis, contradicted: SpanSet) -> tuple[VerifiedStatement, ...]:
    """Return the statements that the registry confirms, outside the spans of errors and warnings, in order."""
    found = [*_list_figures(analysis), *_list_names(analysis), *_list_lists(analysis)]
    kept = {(each.kind, each.start, each.end): each for each in found if not contradicted.touches(each.start, each.end)}
    return tuple(sorted(kept.values(), key=lambda each: (each.start, each.end, each.kind)))


def _list_figures(analysis: Analysis) -> Iterator[VerifiedStatement]:
    for link in analysis.links:
        if link.agrees and is_likely(link.score):
            mention = link.statement.mention
            yield VerifiedStatement(_KINDS[mention.kind], mention.start, mention.end, link.fact.id, mention.value)
            yield from _list_modifiers(link, analysis)


def _list_modifiers(link: Link, analysis: Analysis) -> Iterator[VerifiedStatement]:
    """Yield the hedge or bound of a figure, what it is per, and the times over which, from which and until which it holds."""
    text, mention, modifiers, tables = analysis.document.text, link.statement.mention, link.statement.modifiers, analysis.language.modifiers
    around = [(modifiers.start, mention.start), (mention.end, modifiers.end)]
    if modifiers.qualifier is not Qualifier.EXACT:
        phrases = [*tables.before.get(modifiers.qualifier, ()), *tables.after.get(modifiers.qualifier, ())]
        if span := find_phrase(text, around, phrases):
            yield VerifiedStatement(StatementKind.QUALIFIER, *span, link.fact.id)
    if modifiers.per and link.fact.per:
        phrases = [*tables.per.get(modifiers.per, ()), *tables.per_adjectives.get(modifiers.per, ())]
        if span := find_phrase(text, around, phrases):
            yield VerifiedStatement(StatementKind.PERIOD, *span, link.fact.id)
    stated = [modifiers.over, modifiers.starting, modifiers.until]
    for other in _mentions_within(analysis.mentions, Span(modifiers.start, modifiers.end)):
        if other.span != mention.span and other.value in stated:
            yield VerifiedStatement(StatementKind.PERIOD, other.start, other.end, link.fact.id, other.value)


def _mentions_within(mentions: Iterable[Mention], span: Span) -> Iterator[Mention]:
    for mention in mentions:
        if span.contains(mention.span) and isinstance(mention.value, Duration | Calendar | Interval):
            yield mention


def _list_names(analysis: Analysis) -> Iterator[VerifiedStatement]:
    for name in analysis.names:
        if name.form in (NameForm.SHORT, NameForm.AVOID):
            continue
        kind = StatementKind.ACRONYM if name.form is NameForm.ACRONYM else StatementKind.NAME
        if analysis.registry.kinds.get(name.entity) == _TITLE:
            kind = StatementKind.TITLE
        yield VerifiedStatement(kind, name.start, name.end, name.entity)


def _list_lists(analysis: Analysis) -> Iterator[VerifiedStatement]:
    """Yield the lists that name all members of a fact in one sentence."""
    for fact in analysis.registry.by_kind.get("members", ()):
        for listing in find_listings(fact, analysis):
            items = _find_items(sorted(listing.names, key=lambda name: name.start), analysis.document.text)
            if len(items) >= _LISTED and set(items) == set(fact.value if isinstance(fact.value, tuple) else ()):
                spans = tuple(items.values())
                yield VerifiedStatement(StatementKind.MEMBERS, spans[0].start, spans[-1].end, fact.id, items=spans)


def _find_items(names: Iterable[Name], text: str) -> dict[str, Span]:
    """Return the items of a list by their entity, each with the acronym in brackets that follows it."""
    items: dict[str, Span] = {}
    for name in names:
        start = items[name.entity].start if name.entity in items else name.start
        bracketed = name.entity in items and text[name.end : name.end + 1] == ")"
        items[name.entity] = Span(start, name.end + bracketed)
    return items
