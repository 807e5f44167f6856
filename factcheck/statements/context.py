"""Find the modifiers of the quantities of a block: hedges, triggers, recurrence, periods, transitions."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.model import Kind, Mention
from factcheck.statements.block import MEASURED, QUANTITIES, QuantityBlock
from factcheck.statements.hedges import hedge_finder
from factcheck.statements.periods import period_finder
from factcheck.statements.recurrences import recurrence_finder
from factcheck.statements.transitions import transition_finder
from factcheck.statements.triggers import trigger_matcher
from factcheck.values.types import Count

FIELDS = {
    Category.PART: "is_part",
    Category.FORMER: "is_former",
    Category.AVERAGE: "is_average",
    Category.ESTIMATE: "is_estimate",
    Category.CHANGE: "is_change",
}
# A quantity has so many recurrences and periods after it, at most.
_FOLLOWING = 4


def modify(text: str, mentions: Sequence[Mention], start: int, language: Language) -> QuantityBlock:
    """Return the mentions of a block with their modifiers; `text` is folded, the block starts at `start`."""
    block = QuantityBlock(text, mentions, start)
    for at, mention in enumerate(mentions):
        if mention.kind in QUANTITIES:
            _apply_triggers(block, at, language)
    for at, mention in enumerate(mentions):
        if mention.kind in MEASURED:
            _apply_times(block, at, language)
    period_finder(language).precede(block)
    transition_finder(language).apply(block)
    period_finder(language).share(block)
    return block


def _apply_triggers(block: QuantityBlock, at: int, language: Language) -> None:
    """Set the qualifier of a quantity, and the fields that the triggers beside it mark."""
    hedge, triggers = hedge_finder(language).find(block, at), trigger_matcher(language)
    found = [*triggers.before(hedge.lead), *triggers.after(block.text, hedge.end)]
    if hedge.phrase:
        found += triggers.before(hedge.lead + hedge.phrase)
    fields = {FIELDS[category]: True for category in found if category in FIELDS}
    if hedge.qualifier is not None:
        block.update(at, qualifier=hedge.qualifier, start=hedge.start, end=hedge.end, **fields)
    elif fields:
        block.update(at, **fields)


def _apply_times(block: QuantityBlock, at: int, language: Language) -> None:
    """Set the recurrence, spread, start and end that follow a quantity, and a recurrence right before it."""
    recurrences, periods = recurrence_finder(language), period_finder(language)
    counted = end = _counted_end(block, at)
    for _ in range(_FOLLOWING):
        grown = recurrences.follow(block, at, end) or periods.follow(block, at, end)
        if not grown:
            break
        end = grown
    if end > counted:
        block.update(at, end=end)
    if block.modifiers[at].per is None and block.mentions[at].kind is Kind.AMOUNT and not periods.is_spread(block, at):
        recurrences.precede(block, at)


def _counted_end(block: QuantityBlock, at: int) -> int:
    """Return the end of a number with the noun that it counts; a unit is none (25 km/h)."""
    value, end = block.mentions[at].value, block.modifiers[at].end
    noun = value.noun.lower() if isinstance(value, Count) else ""
    after = end + 1 + len(noun)
    return after if noun and block.text.startswith(noun, end + 1) and block.text[after : after + 1] != "/" else end
