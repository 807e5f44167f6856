"""Find the former value among two quantities of a kind, where something goes from one to the other (from $275 to $325 a month)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category, Scope
from factcheck.runtime.regex import compiled
from factcheck.statements.block import MEASURED, WINDOW, QuantityBlock
from factcheck.statements.triggers import ending_in

# How far before the first value the word that opens the transition may start.
_OPENING = 12
# Among so many mentions after the former value stands the new one.
_NEXT = 3


class TransitionFinder:
    """Finds the transitions of a language's tables."""

    def __init__(self, language: Language) -> None:
        spans = language.quantities.dates.spans
        closers = any_of(word for found in spans.values() for word in found)
        self._between = compiled(rf" (?:{closers}) ")
        self._opens = ending_in(word for word in spans if word)
        self._leads_to = compiled(rf"[^.;:()]* (?:{closers})(?: [^\W\d]+){{0,3}} ?[^\w\s]?")
        triggers = [each for each in language.triggers if each.category is Category.FORMER and each.scope is Scope.PAIR]
        self._triggers = ending_in(phrase for trigger in triggers for phrase in trigger.phrases)
        terminators = any_of(phrase for trigger in triggers for phrase in trigger.terminators)
        self._terminators = compiled(rf"(?<!\w)(?:{terminators})(?!\w)|[,;:().]")

    def apply(self, block: QuantityBlock) -> None:
        """Mark the former value of each transition in a block."""
        if len(block.mentions) > 1:
            self._mark_ranges(block)
            self._mark_triggered(block)

    def _mark_ranges(self, block: QuantityBlock) -> None:
        """Mark the first of two values between which a range is worded; it recurs and is spread as the second is."""
        for at, (mention, following) in enumerate(pairwise(block.mentions)):
            first, second = block.modifiers.get(at), block.modifiers.get(at + 1)
            if first is None or second is None or mention.kind is not following.kind or first.start != mention.start:
                continue
            before = block.text[max(mention.start - _OPENING, 0) : mention.start]
            if self._between.fullmatch(block.text, mention.end, following.start) and self._opens.search(before):
                block.update(at, is_former=True, per=first.per or second.per, over=first.over or second.over)

    def _mark_triggered(self, block: QuantityBlock) -> None:
        """Mark each value right after a trigger of a former value that goes with another value of its kind."""
        for at, mention in enumerate(block.mentions):
            modifiers = block.modifiers.get(at)
            if modifiers is None or mention.kind not in MEASURED:
                continue
            low = max(modifiers.start - WINDOW, block.start)
            opened = self._triggers.search(block.text[low : modifiers.start])
            if opened and (self._has_next(block, at) or self._has_previous(block, at, low + opened.start())):
                block.update(at, is_former=True)

    def _has_next(self, block: QuantityBlock, at: int) -> bool:
        """Return whether the text goes from a value to the next of its kind."""
        mention = block.mentions[at]
        following = next((each for each in block.mentions[at + 1 : at + 1 + _NEXT] if each.kind is mention.kind), None)
        if following is None or following.start - mention.end > 2 * WINDOW:
            return False
        return self._leads_to.fullmatch(block.text, mention.end, following.start) is not None

    def _has_previous(self, block: QuantityBlock, at: int, opening: int) -> bool:
        """Return whether nothing ends the reach of the trigger at `opening` between the previous value of the kind and it."""
        previous = block.mentions[at - 1] if at else None
        if previous is None or previous.kind is not block.mentions[at].kind or opening - previous.end > WINDOW:
            return False
        return self._terminators.search(block.text, previous.end, opening) is None


@cache
def transition_finder(language: Language) -> TransitionFinder:
    """Return the transition finder of a language."""
    return TransitionFinder(language)
