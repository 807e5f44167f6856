"""Find the mentions of a passage: contacts first, then dates, then the remaining numbers."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Folded, fold
from factcheck.mentions.boundaries import keep_complete_mentions
from factcheck.mentions.contacts import make_contact_finder
from factcheck.mentions.dates import make_date_finder
from factcheck.mentions.measures import make_measure_finder
from factcheck.mentions.ranges import make_range_merger
from factcheck.model import Mention
from factcheck.values.span import Span


class Source(Protocol):
    """A text in one language, as written and folded: a document, or a phrase."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def folded(self) -> Folded:
        """The text, folded."""

    @property
    def language(self) -> Language:
        """The language of the text."""


class Phrase(NamedTuple):
    """A text that is no document."""

    text: str
    folded: Folded
    language: Language


def find_in_phrase(text: str, language: Language, block: int = 0) -> list[Mention]:
    """Return the mentions in a text that is no document, in order, not overlapping."""
    return find_mentions(Phrase(text, fold(text), language), block, 0, len(text))


def find_mentions(source: Source, block: int, start: int, end: int) -> list[Mention]:
    """Return the mentions between two offsets of a text, in order, not overlapping; each bears the index of the `block`."""
    text, folded, language = source.text, source.folded, source.language
    day, measure = make_date_finder(language), make_measure_finder(language)
    words = folded.letters(start, end)
    figures = folded.figures(start, end)
    spelled = measure.may_spell_number(words)
    found = make_contact_finder(language).find(text, block, start, end, figures=figures)
    if not figures and not spelled:
        return found
    if figures:
        days = day.find(text, block, start, end, months=not words.isdisjoint(day.words))
        found += _outside(days, found)
    excluded = sorted((mention.start, mention.end) for mention in found)
    found += measure.find(text, block, Span(start, end), excluded, folded if spelled else "")
    complete = keep_complete_mentions(text, sorted(found, key=lambda mention: mention.start), language, start, end)
    return make_range_merger(language).merge(text, complete)


def _outside(mentions: list[Mention], excluded: list[Mention]) -> list[Mention]:
    if not excluded:
        return mentions
    return [mention for mention in mentions if not any(each.start < mention.end and mention.start < each.end for each in excluded)]
