"""Find the unit of time in which a quantity recurs (a year, monthly, annual)."""

from __future__ import annotations

from functools import cache

from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.runtime.regex import compiled
from factcheck.statements.block import QuantityBlock
from factcheck.statements.triggers import trigger_matcher
from factcheck.values.types import Unit

# The roles of the verbs that link a quantity to the phrase that makes it recur.
_LINKING = ("be-present", "be-past", "will", "have-present")
_MARK = compiled(r"[,;:.()]")


class RecurrenceFinder:
    """Finds the recurrences of a language's tables."""

    def __init__(self, language: Language) -> None:
        tables, roles = language.modifiers, language.grammar.verbs.roles
        phrases = {phrase.lower(): unit for unit, found in tables.per.items() for phrase in found}
        adjectives = {phrase.lower(): unit for unit, found in tables.per_adjectives.items() for phrase in found}
        self._units: dict[str, Unit] = phrases | adjectives
        linking = any_of(word for role in _LINKING if role in roles for word in roles[role].words)
        self._following = compiled(rf" ?,? ?(?P<phrase>{any_of(phrases)})(?!\w)")
        self._distant = compiled(rf" (?:{linking}) (?:[^\W\d]+ ){{1,3}}(?P<phrase>{any_of(tables.rate_distant)})(?!\w)")
        self._adjectives = compiled(rf"(?<!\w)(?P<phrase>{any_of(adjectives)})(?!\w)")
        self._triggers = trigger_matcher(language)

    def follow(self, block: QuantityBlock, at: int, end: int) -> int:
        """Set the recurrence that follows a quantity and return where its words end; 0 where there is none."""
        modifiers = block.modifiers[at]
        found = self._following.match(block.text, end) or self._distant.match(block.text, end)
        if not found or modifiers.per is not None:
            return 0
        is_average = modifiers.is_average or Category.AVERAGE in self._triggers.after(block.text, found.end())
        block.update(at, per=self._units[found["phrase"]], is_average=is_average)
        return found.end()

    def precede(self, block: QuantityBlock, at: int) -> None:
        """Set the recurrence that an adjective a few words before a quantity gives it (annual funding of $2.76 million)."""
        lead = block.lead(at, block.modifiers[at].start)
        found = next(reversed(list(self._adjectives.finditer(lead))), None)
        if found and not _MARK.search(lead, found.end()):
            block.update(at, per=self._units[found["phrase"]])


@cache
def recurrence_finder(language: Language) -> RecurrenceFinder:
    """Return the recurrence finder of a language."""
    return RecurrenceFinder(language)
