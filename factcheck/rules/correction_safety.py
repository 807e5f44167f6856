"""Decide whether a known kind of error alone explains a difference, and the link is certain: only then is a correction safe."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import fold, tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import DATES, Link, Name
from factcheck.runtime.regex import compiled
from factcheck.values.confidence import Confidence, grade
from factcheck.values.error_kinds import ErrorKind, classify_error, classify_spelling, get_digits, list_error_keys
from factcheck.values.types import Calendar, Contact, Grain, Period, Quantity

_SIDE = 30
# A word that makes a rate of a figure is among so many words after it.
_RATE = 2
# What may stand before the first word of a sentence.
_OPENING = ("", ".", "!", "?", "\n", "-", "•")
_CAPITAL_BEFORE = compiled(r"([A-ZÀ-Ý][\w’'-]*)[ \u00a0]\Z")
_CAPITAL_AFTER = compiled(r"[ \u00a0](?:([^\W\d_]{1,4}['’]?) ?)?[A-ZÀ-Ý][^\W\d_]{2,}")
# A figure of fewer significant digits may be another error of the fact's value by chance.
_DISTINCTIVE = 3
# Two of them may too, but for those errors that leave one value alone to be meant.
_PLAIN = frozenset({ErrorKind.TRANSPOSED, ErrorKind.SCALE})


def is_explained(link: Link, kind: ErrorKind, analysis: Analysis) -> bool:
    """Return whether an error of that kind turns the fact's value, and that of no other fact, into what the note surely states of it."""
    if grade(link.score) is not Confidence.CERTAIN:
        return False
    value, right = link.statement.mention.value, link.fact.value
    if isinstance(value, Contact):
        return isinstance(right, Contact) and classify_spelling(value.text, right.text) is not ErrorKind.NONE
    if not _is_tied(link, analysis) or not _is_plain(link, analysis):
        return False
    if isinstance(value, Calendar):
        return isinstance(right, Period) and _one_part_differs(value, right)
    if not isinstance(value, Quantity) or kind is ErrorKind.NONE or len(get_digits(value.value)) < _DISTINCTIVE - (kind in _PLAIN):
        return False
    return not _has_rival(value, link.fact, analysis.registry)


def _is_tied(link: Link, analysis: Analysis) -> bool:
    """Return whether a cue of the fact ties the statement to it, and the note names all that the fact is about: a name alone may be any fact's."""
    names = {(name.start, name.end) for name in analysis.names}
    return any(span not in names for span in link.reasons) and all(entity in analysis.first_names for entity in link.fact.about)


def _is_plain(link: Link, analysis: Analysis) -> bool:
    """Return whether a sentence states its figure plainly: no word denies or reports it, makes it a rate or a part, or another thing's."""
    sentence, mention, language = link.statement.sentence, link.statement.mention, analysis.language
    words = {token.word for span in link.statement.clause for token in tokens(analysis.folded, *span)}
    if link.statement.irrealis or not words.isdisjoint(trigger_phrases(language, Category.NEGATION, Category.RESERVATION)):
        return False
    after = [token.word for token in tokens(analysis.folded, mention.end, min(mention.end + _SIDE, sentence.end))[:_RATE]]
    if link.statement.modifiers.per is None and not trigger_phrases(language, Category.RATE).isdisjoint(after):
        return False
    if _has_other_date(link, analysis):
        return False
    about = [name for name in analysis.names_between(sentence.start, sentence.end) if name.entity in link.fact.about]
    return all(_stands_alone(name, analysis) for name in about)


def _has_other_date(link: Link, analysis: Analysis) -> bool:
    """Return whether the clause of a statement speaks of a time that is neither a part of the fact's cues nor what is said of the figure itself."""
    statement = link.statement
    low, high = statement.clause[0][0], statement.clause[-1][1]
    first, last = (bisect_left(analysis.mentions, at, key=lambda each: each.start) for at in (low, high))
    for each in analysis.mentions[first:last]:
        is_inside = statement.modifiers.start <= each.start < statement.modifiers.end
        cued = any(analysis.folded[each.start : each.end] in fold(cue) for cues in link.fact.cues.values() for cue in cues)
        if each.kind in DATES and not is_inside and not cued:
            return True
    return False


def _stands_alone(name: Name, analysis: Analysis) -> bool:
    """Return whether a name is no part of a longer one: no word with a capital stands at its side, nor behind a small word after it."""
    text, small = analysis.document.text, analysis.language.grammar.inflection.function_words
    before = _CAPITAL_BEFORE.search(text, max(name.start - _SIDE, 0), name.start)
    opens = before is None or text[max(before.start() - 2, 0) : before.start()].strip(" \u00a0")[-1:] in _OPENING
    if before and not opens and before[1].lower() not in small:
        return False
    after = _CAPITAL_AFTER.match(text, name.end)
    return after is None or (after[1] is not None and after[1].lower() not in analysis.language.grammar.names.complements)


def _one_part_differs(value: Calendar, right: Period) -> bool:
    """Return whether a date is the fact's but for its day, its month or its year alone."""
    if right.grain is not Grain.DAY or value.day is None or value.month is None or value.year is None:
        return False
    return sum((value.day == right.first.day, value.month == right.first.month, value.year == right.first.year)) == 2


def _has_rival(value: Quantity, fact: Fact, registry: Registry) -> bool:
    """Return whether a value is that of another fact of its kind, or may be an error for it."""
    known = _by_digits(registry)
    similar = {name: other for key in list_error_keys(get_digits(value.value)) for name, other in known.get(key, ())}
    others = (other for name, other in similar.items() if name != fact.id and type(other) is type(value) and other != fact.value)
    return any(other.value == value.value or classify_error(value.value, other.value) is not ErrorKind.NONE for other in others)


@cache
def _by_digits(registry: Registry) -> Mapping[str, Sequence[tuple[str, Quantity]]]:
    """Return the facts that hold a quantity, by what their digits share with figures one error away."""
    found: dict[str, list[tuple[str, Quantity]]] = {}
    for fact in registry.facts.values():
        if isinstance(fact.value, Quantity):
            for key in list_error_keys(get_digits(fact.value.value)):
                found.setdefault(key, []).append((fact.id, fact.value))
    return found
