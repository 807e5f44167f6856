"""Join two quantities that are the ends of a range into one mention (« entre 3 et 5 M$ », "10–15 per cent")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Count, Duration, Percent, Quantity, QuantityRange

_MEASURED = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.COUNT, Kind.DURATION})
_DASH = compiled(rf"{SPACE}?[–—-]{SPACE}?")
# How far the word that opens a range may start before it, and a word of change before that one, in characters.
_OPENING, _CHANGING = 14, 60
_HUNDRED = 100
_CLAUSE = compiled(r"[.;:!?()]")


class RangeMerger:
    """The words that join the ends of a language's ranges."""

    def __init__(self, language: Language) -> None:
        spans = language.quantities.dates.spans
        self._closers = {plain(opener): frozenset(map(plain, closers)) for opener, closers in spans.items()}
        closers = alternation(word for words in spans.values() for word in words)
        self._between = compiled(rf"{SPACE}(?P<closer>{closers}){SPACE}", re.IGNORECASE)
        self._opener = compiled(rf"(?<!\w)(?P<opener>{alternation(word for word in spans if word)}){SPACE}?\Z", re.IGNORECASE)
        self._transitions = compiled(rf"(?<!\w)(?:{alternation(trigger_phrases(language, Category.TRANSITION))})(?!\w)", re.IGNORECASE)

    def merge(self, text: str, found: Sequence[Mention]) -> list[Mention]:
        """Return the mentions, the two ends of each range as one whose `parts` they are; a range of which an end is half read is left out."""
        merged: list[Mention] = []
        for mention in found:
            value = _range(merged[-1], mention) if merged else None
            if value and self._joins(text, merged[-1], mention):
                first = merged.pop()
                if _may_share_scale(text, first, mention):
                    continue
                mention = Mention(first.kind, first.start, mention.end, value, first.block, (first, mention))
            merged.append(mention)
        return merged

    def _joins(self, text: str, first: Mention, second: Mention) -> bool:
        """Return whether what stands between two quantities, and before the first, makes a range of them."""
        if _DASH.fullmatch(text, first.end, second.start):
            return True
        found = self._between.fullmatch(text, first.end, second.start)
        if not found:
            return False
        closer = plain(found["closer"])
        opened = self._opener.search(text[max(first.start - _OPENING, 0) : first.start])
        if not opened:
            return closer in self._closers.get("", ())
        return closer in self._closers[plain(opened["opener"])] and not self._changed(text, first.start)

    def _changed(self, text: str, at: int) -> bool:
        """Return whether a word of the clause before an offset says that something goes from one value to another."""
        before = text[max(at - _CHANGING, 0) : at]
        return self._transitions.search(_CLAUSE.split(before)[-1]) is not None


def _range(first: Mention, second: Mention) -> QuantityRange | None:
    """Return the range whose ends two mentions are; None where they are not comparable, or the first is not less."""
    low, high = first.value, second.value
    if (
        first.kind is not second.kind
        or first.kind not in _MEASURED
        or not isinstance(low, Amount | Percent | Count | Duration)
        or not isinstance(high, Amount | Percent | Count | Duration)
    ):
        return None
    if isinstance(low, Amount) and isinstance(high, Amount) and low.currency != high.currency:
        return None
    if isinstance(low, Duration) and isinstance(high, Duration) and low.unit is not high.unit:
        return None
    if isinstance(low, Count) and isinstance(high, Count) and not (high.noun and low.noun in ("", high.noun)):
        return None
    return QuantityRange(low, high) if low.value < high.value else None


def _may_share_scale(text: str, first: Mention, second: Mention) -> bool:
    """Return whether the lower end of a range in words may have the scale of the upper one (two to three hundred): neither is read."""
    low, high = _figure(first), _figure(second)
    in_words = not any(map(str.isdigit, text[first.start : second.end]))
    return in_words and low is not None and high is not None and low < _HUNDRED <= high


def _figure(mention: Mention) -> Decimal | None:
    return mention.value.value if isinstance(mention.value, Quantity) else None


@cache
def make_range_merger(language: Language) -> RangeMerger:
    """Return the ranges of a language."""
    return RangeMerger(language)
