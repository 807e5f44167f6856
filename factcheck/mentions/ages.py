"""Ages: lengths of time that state how old somebody is, which no fact states."""

from __future__ import annotations

from re import IGNORECASE

from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.quantities import Quantities
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

# How far before a length the words stand that make an age of it.
_BEFORE = 30
_NAME = compiled(r"(?:^|\s)[^\W\d_a-z][\w-]*, \Z")


class Ages:
    """Recognizes the ages of a language."""

    def __init__(self, quantities: Quantities) -> None:
        times = quantities.times
        closers = alternation(word for words in quantities.dates.spans.values() for word in words)
        joined = rf"(?:{SPACE}(?:{closers}){SPACE}|{SPACE}?[–-]{SPACE}?)"
        lower = rf"(?:\d{{1,3}}{joined})?"
        self._upper = compiled(rf"{joined}\d{{1,3}}{SPACE}(?:{alternation(times.units)})(?!\w)", IGNORECASE)
        bounds = alternation(phrase for phrases in quantities.stated.values() for phrase in phrases)
        self._bound = compiled(rf"(?:(?<!\w)(?P<bound>{bounds}){SPACE})?{lower}\Z", IGNORECASE)
        self._age = compiled(rf"(?<!\w)(?:{alternation(times.age_before)}){SPACE}(?:(?:{bounds}){SPACE})?{lower}\Z", IGNORECASE)
        words = rf"(?P<words>[^\W\d_][\w-]*(?:{SPACE}[^\W\d_][\w-]*){{0,3}}?)"
        self._linked_age = compiled(rf"{words}{SPACE}(?:{alternation(times.age_linkers)}){SPACE}\Z")
        self._bounded_age = compiled(rf"(?P<words>[^\W\d_][\w-]*)(?:{SPACE}[^\W\d_]{{1,3}}){{0,2}}{SPACE}\Z")
        self._persons, self._person_endings = times.persons, tuple(times.person_endings)
        self._aged = compiled(rf"(?:{SPACE}|(?=-))(?:{alternation(times.age_after)})(?!\w)", IGNORECASE)

    def opens(self, text: str, at: int, start: int) -> bool:
        """Return whether the words before an offset announce an age (« âgé de »)."""
        return self._age.search(text[max(start, at - _BEFORE) : at]) is not None

    def is_age(self, text: str, span: Span) -> bool:
        """Return whether a length of time at a span is somebody's age (« âgé de 90 ans », « X, 87 ans, », "15 years old")."""
        before, end = text[max(span.start - _BEFORE, 0) : span.start], span.end
        if self._age.search(before) or self._aged.match(text, end) or self._of_person(before):
            return True
        return text[end : end + 1] == "," and _NAME.search(before) is not None and before[-3:-2].islower()

    def starts_range(self, text: str, span: Span) -> bool:
        """Return whether a figure at a span is the lower of two ages (« des jeunes de 18 à 30 ans »)."""
        upper = self._upper.match(text, span.end)
        return upper is not None and self.is_age(text, Span(span.start, upper.end()))

    def _of_person(self, before: str) -> bool:
        """Return whether a length follows the word for a person (« des enfants de 8 ans », « un chauffeur de bus de 38 ans », « une Alsacienne de 6 ans »).

        A bound stands right behind it, or behind a short verb (children under 8 years, who are over 8 years).
        """
        bound = self._bound.search(before)
        lead = before[: bound.start()] if bound else before
        linked = self._linked_age.search(lead)
        if bound and bound["bound"] and not linked:
            linked = self._bounded_age.search(lead)
        if not linked:
            return False
        words = linked["words"].split()
        named = bool(self._person_endings) and words[-1][0].isupper() and words[-1].endswith(self._person_endings)
        return named or any(word.lower() in self._persons for word in words)
