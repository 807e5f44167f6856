"""Find the mentions of a passage: contacts first, then dates, then the remaining numbers."""

from __future__ import annotations

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Folded
from factcheck.mentions.boundaries import whole
from factcheck.mentions.contacts import contacts
from factcheck.mentions.dates import dates
from factcheck.mentions.measures import measures
from factcheck.mentions.ranges import ranges
from factcheck.model import Mention


def find(text: str, folded: Folded, language: Language, block: int, start: int, end: int) -> list[Mention]:
    """The mentions between two offsets of a text, in order, not overlapping; `block` is stamped on each."""
    day, measure = dates(language), measures(language)
    words = folded.letters(start, end)
    figures = folded.figures(start, end)
    spelled = measure.spells(words)
    found = contacts(language).find(text, block, start, end, figures=figures)
    if not figures and not spelled:
        return found
    if figures:
        days = day.find(text, block, start, end, months=not words.isdisjoint(day.words))
        found += _outside(days, found)
    taken = sorted((mention.start, mention.end) for mention in found)
    found += measure.find(text, block, start, end, taken, folded if spelled else "")
    read = whole(text, sorted(found, key=lambda mention: mention.start), language, start, end)
    return ranges(language).merge(text, read)


def _outside(mentions: list[Mention], taken: list[Mention]) -> list[Mention]:
    if not taken:
        return mentions
    return [mention for mention in mentions if not any(each.start < mention.end and mention.start < each.end for each in taken)]
