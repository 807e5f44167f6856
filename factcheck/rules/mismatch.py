"""Make a finding from a link whose statement differs from its fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact
from factcheck.findings import Edit, Finding, RelatedLocation
from factcheck.languages.tokens import fold
from factcheck.mentions.find_all import find_after_edit
from factcheck.model import Difference, Kind, Link
from factcheck.rules.correction_safety import explained
from factcheck.runtime.regex import compiled
from factcheck.values.comparison import comparable, other_unit
from factcheck.values.error_kinds import ErrorKind, slip
from factcheck.values.types import Amount, Contact, Quantity, QuantityRange
from factcheck.wording.value import qualified, word

_WORD = compiled(r"\w+")
_LAST = compiled(r"\w+(?=\W*$)")
# The word before a name is sought in so many characters.
_BACK = 30


def linked(analysis: Analysis, kinds: Iterable[Kind], conflicts: Iterable[Difference]) -> Iterable[Link]:
    """The links of some kinds of mention that part from their fact in one of some ways, outside quotations."""
    wanted, ways = frozenset(kinds), frozenset(conflicts)
    for link in analysis.links:
        if link.statement.mention.kind in wanted and link.difference in ways and not analysis.is_quoted(link.statement.mention.start):
            yield link


def mismatch(analysis: Analysis, kinds: Iterable[Kind], key: str) -> Iterable[Finding]:
    """A finding for each statement of some kinds whose value is not its fact's."""
    for link in linked(analysis, kinds, [Difference.VALUE]):
        mention = link.statement.mention
        found = analysis.document.text[mention.start : mention.end]
        right, edit = expected(link, analysis), None
        if _reads_right(link, right, analysis):
            edit = Edit(mention.start, mention.end, right, safe=explained(link, slipped(link), analysis))
        elif isinstance(link.fact.value, Quantity):
            right = worded(link.fact, analysis, "", hedged=False)
        values = {"found": found, "expected": right, "fact": link.fact, "slip": slipped(link)}
        yield Finding(mention.start, mention.end, key, values, link.fact.id, right, related(link, analysis), edit)


def _reads_right(link: Link, right: str, analysis: Analysis) -> bool:
    """Whether a correction, read again where it would stand, gives the fact's value and nothing else."""
    mention, value = link.statement.mention, link.fact.value
    if isinstance(mention.value, QuantityRange):
        return False
    if not isinstance(value, Quantity):
        return True
    read = find_after_edit(analysis.document, mention, right)
    (found, *others) = read or [mention]
    if others or (found.start, found.end) != (0, len(right)) or not isinstance(found.value, Quantity):
        return False
    if isinstance(found.value, Amount) and isinstance(value, Amount) and {found.value.currency, value.currency} - {None, value.currency}:
        return False
    figures = comparable(found.value, value)
    return figures is not None and figures[0] == figures[1]


def expected(link: Link, analysis: Analysis, *, hedged: bool = False) -> str:
    """The fact's value in the note's language and number style."""
    mention = link.statement.mention
    return worded(link.fact, analysis, analysis.document.text[mention.start : mention.end], hedged=hedged)


def worded(fact: Fact, analysis: Analysis, like: str, *, hedged: bool) -> str:
    """A fact's value in the note's language, in the style of the words `like`; with its qualifier where `hedged` asks for it."""
    if isinstance(fact.value, tuple | Mapping):
        return fact.written
    return qualified(fact.value, fact.qualifier, analysis.language, like) if hedged else word(fact.value, analysis.language, like)


def related(link: Link, analysis: Analysis) -> tuple[RelatedLocation, ...]:
    """Where the fact stands, and the words of the note that tied the statement to it."""
    return (
        fact_place(link.fact),
        *(RelatedLocation("reason", {"text": analysis.document.text[start:end]}, span=(start, end)) for start, end in link.reasons),
    )


def fact_place(fact: Fact, key: str = "fact", values: Mapping[str, Any] | None = None) -> RelatedLocation:
    """The place of a fact, with its value as written and its source."""
    return RelatedLocation(key, {"fact": fact, **(values or {})}, place=fact.place)


def slipped(link: Link) -> ErrorKind:
    """How the figure of a link went wrong."""
    value, held = link.statement.mention.value, link.fact.value
    if isinstance(value, Contact) or not isinstance(value, Quantity) or not isinstance(held, Quantity):
        return ErrorKind.NONE
    if isinstance(value, Amount) and isinstance(held, Amount) and value.value == held.value:
        return ErrorKind.CURRENCY
    if other_unit(value, held):
        return ErrorKind.UNIT
    return slip(value.value, held.value)


def entity_place(entity: str, analysis: Analysis) -> RelatedLocation:
    """The place of an entity, with its official name in the note's language and its source."""
    found = analysis.registry.entities[entity]
    names = found.names.get(analysis.language.code) or next(iter(found.names.values()))
    return RelatedLocation("entity", {"name": names.name, "id": entity, "entity": found}, place=found.place)


def fits(start: int, end: int, right: str, analysis: Analysis) -> bool:
    """Whether other words can take the place of `[start, end)` unread: they begin with the same word, or no article agrees with it."""
    said, before = _WORD.search(analysis.folded, start, end), _LAST.search(analysis.folded[max(start - _BACK, 0) : start])
    first = _WORD.search(fold(right))
    same = said is not None and first is not None and said[0] == first[0]
    return same or before is None or before[0] not in analysis.language.grammar.names.articles
