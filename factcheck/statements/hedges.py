"""Find the hedge or bound of a quantity (about, at least) in the words right before or after it."""

from __future__ import annotations

import re
from functools import cache

from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Kind
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.statements.block import QuantityBlock
from factcheck.values.types import Qualifier

# A negation stands so many words before the hedge that it reverses, at most.
_NEGATED = 3


@record(eq=False)
class Hedge:
    """A quantity with its hedge; one line a field.

    `qualifier` is what the hedge makes of it; None without a hedge.
    `start` and `end` span the quantity with its hedge.
    `lead` is the folded text before `start`.
    `phrase` is the hedge before the quantity, empty where there is none.
    """

    qualifier: Qualifier | None
    start: int
    end: int
    lead: str
    phrase: str = ""


class HedgeFinder:
    """Finds the hedges of a language's tables."""

    def __init__(self, language: Language) -> None:
        tables, reference = language.modifiers, language.grammar.reference
        self._before = {phrase.lower(): qualifier for qualifier, phrases in tables.before.items() for phrase in phrases}
        self._after = {phrase.lower(): qualifier for qualifier, phrases in tables.after.items() for phrase in phrases}
        determiners = any_of([*reference.determiners, *reference.possessives])
        self._leading = compiled(rf"(?<!\w)(?P<phrase>{any_of(self._before)}) ?(?P<definite>(?:{determiners}) ?)?\Z")
        self._trailing = compiled(rf" (?P<phrase>{any_of(self._after)})(?!\w)")
        negations = any_of(trigger_phrases(language, Category.NEGATION))
        self._negated = compiled(rf"(?<!\w)(?:{negations})[' ](?:[^\W\d]+ ){{0,{_NEGATED}}}\Z")
        self._compared, self._reversible = tables.compared, tables.turned
        self._spreads = frozenset(phrase.lower() for phrase in tables.over)

    def find(self, block: QuantityBlock, at: int) -> Hedge:
        """Return the quantity at an index of a block with its hedge."""
        mention, lead = block.mentions[at], block.lead(at, block.mentions[at].start)
        found = self._leading.search(lead)
        if found and not self._compares(block, at, found, mention.start - len(lead)):
            before, phrase = lead[: found.start("phrase")], found["phrase"]
            return Hedge(self._qualifier(phrase, before), mention.start - len(lead) + len(before), mention.end, before, phrase)
        if "+" in block.text[mention.start + 1 : mention.end + 1]:
            return Hedge(Qualifier.AT_LEAST, mention.start, mention.end + (block.text[mention.end : mention.end + 1] == "+"), lead)
        after = self._trailing.match(block.text, mention.end)
        if after:
            return Hedge(self._after[after["phrase"]], mention.start, after.end(), lead)
        return Hedge(None, mention.start, mention.end, lead)

    def _compares(self, block: QuantityBlock, at: int, found: re.Match[str], low: int) -> bool:
        """Return whether a phrase before a quantity compares it or introduces a period, and hedges nothing; the lead starts at `low`."""
        if found["phrase"] in self._spreads and block.mentions[at].kind is Kind.DURATION:
            return True
        if found["definite"] and found["phrase"] in self._compared:
            return True
        return at > 0 and block.mentions[at - 1].end == low and not found.string[: found.start()].strip()

    def _qualifier(self, phrase: str, before: str) -> Qualifier:
        """Return the qualifier of a phrase; a negation in the text before it reverses a verb (may not exceed)."""
        qualifier = self._before[phrase]
        is_reversed = qualifier is Qualifier.MORE and phrase in self._reversible and self._negated.search(before)
        return Qualifier.AT_MOST if is_reversed else qualifier


@cache
def hedge_finder(language: Language) -> HedgeFinder:
    """Return the hedge finder of a language."""
    return HedgeFinder(language)
