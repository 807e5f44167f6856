"""Make a finding from a link whose statement differs from its fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from factcheck.analysis import Analysis
from factcheck.explanation.reasons import explain_link
from factcheck.facts.schema import Fact
from factcheck.findings import Edit, Finding, RelatedLocation
from factcheck.languages.tokens import fold
from factcheck.mentions.find_all import find_after_edit
from factcheck.model import Difference, Kind, Link
from factcheck.rules.correction_safety import is_explained
from factcheck.runtime.regex import compiled
from factcheck.values.comparison import has_other_unit, to_one_unit
from factcheck.values.confidence import grade, round_down
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Contact, Grain, Interval, Period, Quantity, QuantityRange
from factcheck.wording.value import word_qualified, word_value

_WORD = compiled(r"\w+")
_LAST = compiled(r"\w+(?=\W*$)")
# The word before a name is sought in so many characters.
_BACK = 30


def find_links(analysis: Analysis, kinds: Iterable[Kind], conflicts: Iterable[Difference]) -> Iterable[Link]:
    """Yield the links of some kinds of mention that differ from their fact in one of some ways, outside quotations."""
    expected, ways = frozenset(kinds), frozenset(conflicts)
    for link in analysis.links:
        if link.statement.mention.kind in expected and link.difference in ways and not analysis.is_quoted(link.statement.mention.start):
            yield link


def find_mismatches(analysis: Analysis, kinds: Iterable[Kind], key: str) -> Iterable[Finding]:
    """Yield a finding for each statement of some kinds whose value is not its fact's."""
    for link in find_links(analysis, kinds, [Difference.VALUE]):
        mention = link.statement.mention
        found = analysis.document.text[mention.start : mention.end]
        right, edit = word_expected_value(link, analysis), None
        if is_right_in_place(link, right, analysis):
            edit = Edit(mention.start, mention.end, right, safe=is_explained(link, get_error_kind(link), analysis))
        elif isinstance(link.fact.value, Quantity):
            right = word_fact(link.fact, analysis, "", hedged=False)
        values = {"found": found, "expected": right, "fact": link.fact, "error": get_error_kind(link)}
        found_here = Finding(mention.start, mention.end, key, values, link.fact.id, right, locate_reasons(link, analysis), edit)
        yield with_link(found_here, link, analysis)


def with_link(finding: Finding, link: Link, analysis: Analysis) -> Finding:
    """Return a finding with the confidence of the link on which it rests, and the reasons for and against it."""
    return replace(finding, confidence=grade(link.score), probability=round_down(link.score), evidence=explain_link(link, analysis))


def is_right_in_place(link: Link, right: str, analysis: Analysis) -> bool:
    """Return whether a correction, read again where it would stand, gives the fact's value and nothing else."""
    mention, value = link.statement.mention, link.fact.value
    if isinstance(mention.value, QuantityRange):
        return False
    if isinstance(value, Period) and value.grain is Grain.RANGE and not isinstance(mention.value, Interval):
        return False
    if not isinstance(value, Quantity):
        return True
    read = find_after_edit(analysis.document, mention, right)
    (found, *others) = read or [mention]
    if others or (found.start, found.end) != (0, len(right)) or not isinstance(found.value, Quantity):
        return False
    if isinstance(found.value, Amount) and isinstance(value, Amount) and {found.value.currency, value.currency} - {None, value.currency}:
        return False
    figures = to_one_unit(found.value, value)
    return figures is not None and figures[0] == figures[1]


def word_expected_value(link: Link, analysis: Analysis, *, hedged: bool = False) -> str:
    """Return the fact's value in the note's language and number style."""
    mention = link.statement.mention
    return word_fact(link.fact, analysis, analysis.document.text[mention.start : mention.end], hedged=hedged)


def word_fact(fact: Fact, analysis: Analysis, like: str, *, hedged: bool) -> str:
    """Return a fact's value in the note's language, in the style of the words `like`; with its qualifier where `hedged` asks for it."""
    if isinstance(fact.value, tuple | Mapping):
        return fact.written
    return (
        word_qualified(fact.value, fact.qualifier, analysis.language, like) if hedged else word_value(fact.value, analysis.language, like)
    )


def locate_reasons(link: Link, analysis: Analysis) -> tuple[RelatedLocation, ...]:
    """Return where the fact stands, and the words of the note that tied the statement to it."""
    return (
        locate_fact(link.fact),
        *(RelatedLocation("reason", {"text": analysis.document.text[start:end]}, span=(start, end)) for start, end in link.reasons),
    )


def locate_fact(fact: Fact, key: str = "fact", values: Mapping[str, Any] | None = None) -> RelatedLocation:
    """Return the place of a fact, with its value as written and its source."""
    return RelatedLocation(key, {"fact": fact, **(values or {})}, place=fact.place)


def get_error_kind(link: Link) -> ErrorKind:
    """Return how the figure of a link went wrong."""
    value, registered = link.statement.mention.value, link.fact.value
    if isinstance(value, Contact) or not isinstance(value, Quantity) or not isinstance(registered, Quantity):
        return ErrorKind.NONE
    if isinstance(value, Amount) and isinstance(registered, Amount) and value.value == registered.value:
        return ErrorKind.CURRENCY
    if has_other_unit(value, registered):
        return ErrorKind.UNIT
    return classify_error(value.value, registered.value)


def locate_entity(entity: str, analysis: Analysis) -> RelatedLocation:
    """Return the place of an entity, with its official name in the note's language and its source."""
    found = analysis.registry.entities[entity]
    names = found.names.get(analysis.language.code) or next(iter(found.names.values()))
    return RelatedLocation("entity", {"name": names.name, "id": entity, "entity": found}, place=found.place)


def is_safe_replacement(start: int, end: int, right: str, analysis: Analysis) -> bool:
    """Return whether other words can take the place of `[start, end)` unread: they begin with the same word, or no article agrees with it."""
    stated, before = _WORD.search(analysis.folded, start, end), _LAST.search(analysis.folded[max(start - _BACK, 0) : start])
    first = _WORD.search(fold(right))
    same = stated is not None and first is not None and stated[0] == first[0]
    return same or before is None or before[0] not in analysis.language.grammar.names.articles
