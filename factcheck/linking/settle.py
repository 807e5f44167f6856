"""Whether a pair of statement and fact is sure enough to be a link, and what the link says."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import combinations

from factcheck.facts.schema import Fact
from factcheck.languages.schema.language import Language
from factcheck.linking.candidates import Candidate
from factcheck.linking.dated import AT_HAND, CUE, HEADER, PHRASE, ROW, SUBJECT, dated
from factcheck.linking.evidence.subjects import LEAST
from factcheck.linking.told import told
from factcheck.model import Comparison, Difference, Kind, Statement
from factcheck.values.comparison import Agreement, comparable, quantities
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.tense import Tense
from factcheck.values.types import Qualifier, Quantity

_VERIFIED = 2.0
# A subject that near a figure which is a slip of its fact's needs no other word. Of 463 slips put into figures that were right, 71 % were
# found without this and 83 % with it and its like below; left out one by one, 125 facts gave no more false alarms than before.
_BESIDE = 2.0
# Another fact that fares nearly as well leaves it open which one is meant.
_MARGIN = 0.6
_EVOKED = 6
# The score from which an equal figure is surely the fact's: with digits that tell, and without.
_SURE, _SURER = 3.0, 3.5
# A figure that is no slip of the fact's, and so many times more or less, is about something else.
_FAR = 3
# So many significant digits are hardly the same by chance.
_TELLING = 3
# A slip in so many needs little else: of 469 slips it finds 3 more, and of 125 facts left out none gives another false alarm.
_UNMISTAKABLE = 4
# Slips that are hardly another figure by chance, whatever its length: of 53 slips that another hand wrote they find one more.
_PLAIN = frozenset({ErrorKind.TRANSPOSED, ErrorKind.SCALE})
PAST = frozenset({Tense.PAST, Tense.PLUPERFECT, Tense.IMPERFECT, Tense.FUTURE_PERFECT})
# Addresses: what parts from one by a letter is meant for it.
_WRITTEN = frozenset({"email", "url"})
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})


def settle(statement: Statement, candidate: Candidate, language: Language, folded: str, today: date) -> Difference | None:
    """What a pair says; None where it is not sure."""
    conflict, fact = candidate.comparison.difference, candidate.fact
    if conflict is Difference.NONE:
        if not _confirmed(statement, candidate):
            return None
        expired = candidate.score >= (_SURE if _telling(statement) else _SURER) and not candidate.then and _expired(statement, fact, today)
        return Difference.EXPIRED if expired else conflict
    if (
        statement.irrealis
        or _loose(statement, candidate, today)
        or (conflict is Difference.VALUE and not _current(statement, candidate, today))
    ):
        return None
    if conflict is Difference.VALUE:
        said = not _former(candidate, today) and told(statement, candidate, language, folded, certain=_telling(statement))
        return conflict if _contradicted(statement, candidate, today) and not said else None
    if conflict is Difference.QUALIFIER:
        sure = _hedged(statement, candidate)
    else:
        sure = candidate.subject >= SUBJECT and (candidate.cue >= SUBJECT or candidate.subject >= AT_HAND or _telling(statement))
        sure = sure or (candidate.subject > 0 and _digits(statement) >= _UNMISTAKABLE and candidate.cue >= CUE)
    return conflict if sure else None


def _hedged(statement: Statement, candidate: Candidate) -> bool:
    """Whether a figure is the fact's, hedged otherwise; one that is equal to it, digit for digit, needs less to be meant."""
    told = candidate.cue + candidate.noun
    if statement.mention.kind is Kind.COUNT and candidate.comparison.equal and candidate.noun > 0 and candidate.subject >= SUBJECT:
        return True
    if (told >= CUE and candidate.subject >= SUBJECT) or (candidate.subject >= AT_HAND and candidate.comparison.agreed > 0):
        return True
    if not candidate.comparison.equal or candidate.cue < CUE:
        return False
    return (_telling(statement) and candidate.subject > 0) or (
        told >= PHRASE and (candidate.comparison.agreed > 0 or _digits(statement) > 1)
    )


def _confirmed(statement: Statement, candidate: Candidate) -> bool:
    if statement.mention.kind in _DATES:
        return candidate.cue >= 1 and candidate.subject >= 0.4
    if statement.mention.kind is Kind.COUNT and not candidate.noun and candidate.cue < CUE:
        return False
    return candidate.subject + candidate.cue + candidate.noun + candidate.comparison.agreed >= _VERIFIED


def _current(statement: Statement, candidate: Candidate, today: date) -> bool:
    """Whether a fact holds, or is told in the past, or as what was before, with its figure slipped."""
    told = statement.tense in PAST or statement.modifiers.is_former
    return candidate.fact.holds_on(today) or (told and candidate.comparison.error_kind is not ErrorKind.NONE)


def _former(candidate: Candidate, today: date) -> bool:
    """Whether a figure is a slip of what a fact was until some day: words that tell of the past then speak for it."""
    until = candidate.fact.valid_until
    return until is not None and until < today and candidate.comparison.error_kind is not ErrorKind.NONE


def _loose(statement: Statement, candidate: Candidate, today: date) -> bool:
    modifiers = statement.modifiers
    return (modifiers.is_former and not _former(candidate, today)) or modifiers.is_estimate or modifiers.is_average


def is_distinctive(statement: Statement, comparison: Comparison) -> bool:
    """Whether a figure is a slip of a fact's, with so many digits that chance does not explain it."""
    return comparison.error_kind is not ErrorKind.NONE and _telling(statement)


def exact(statement: Statement, comparison: Comparison) -> bool:
    """Whether a figure is a fact's own, with so many digits that chance does not explain it."""
    return comparison.equal and _telling(statement)


def _telling(statement: Statement) -> bool:
    return _digits(statement) >= _TELLING


def _digits(statement: Statement) -> int:
    value = statement.mention.value
    return len(value.value.normalize().as_tuple().digits) if isinstance(value, Quantity) else 0


def _expired(statement: Statement, fact: Fact, today: date) -> bool:
    until = statement.modifiers.until.period if statement.modifiers.until else None
    if until and until.last < today:
        return False
    return fact.valid_until is not None and fact.valid_until < today and statement.tense not in PAST and not statement.modifiers.is_former


def _contradicted(statement: Statement, candidate: Candidate, today: date) -> bool:
    kind, slipped = statement.mention.kind, candidate.comparison.error_kind is not ErrorKind.NONE
    if kind in _DATES:
        return dated(statement, candidate, today)
    if kind is Kind.CONTACT:
        named = candidate.subject >= LEAST and candidate.comparison.error_kind is ErrorKind.TRANSPOSED
        named = named or (slipped and candidate.subject > 0 and candidate.fact.kind in _WRITTEN)
        return named or (candidate.cue >= CUE and slipped) or (candidate.subject >= AT_HAND and (slipped or candidate.cue >= CUE))
    if candidate.comparison.error_kind is ErrorKind.UNIT and candidate.subject < SUBJECT:
        return False
    if not slipped and not candidate.exchanged and not _unmistakable(candidate) and _far(statement, candidate):
        return False
    if statement.tense == Tense.PLUPERFECT and not slipped:
        return False
    if statement.tense == Tense.IMPERFECT and candidate.comparison.error_kind not in _PLAIN and not _telling(statement):
        return False
    if _of_its_year(statement, candidate):
        return True
    if kind is Kind.COUNT and candidate.noun < SUBJECT:
        sure = candidate.cue >= 2 or (candidate.cue >= SUBJECT and candidate.time > 0 and _telling(statement))
        return sure and candidate.subject >= SUBJECT and slipped
    if candidate.swapped:
        return True
    if statement.sentence.row and slipped and candidate.subject >= ROW and _digits(statement) > 1:
        return kind is not Kind.PERCENT or candidate.cue > 0 or _telling(statement)
    certain = is_distinctive(statement, candidate.comparison)
    if statement.modifiers.is_part and not (slipped and candidate.cue >= CUE) and not (certain and candidate.subject >= _BESIDE):
        return False
    agreed = candidate.comparison.agreed > 0 and ((candidate.cue >= CUE and candidate.subject > 0) or candidate.subject >= LEAST)
    if certain and (candidate.subject >= _BESIDE or agreed):
        return True
    if (
        slipped
        and _digits(statement) >= _UNMISTAKABLE
        and (_named(candidate) or (candidate.comparison.error_kind in _PLAIN and candidate.subject >= SUBJECT))
    ):
        return True
    if candidate.only and candidate.comparison.error_kind in _PLAIN and _digits(statement) > 1 and candidate.subject >= _BESIDE:
        return True
    if statement.sentence.row and slipped and candidate.cue >= HEADER and candidate.subject > 0 and _digits(statement) > 1:
        return True
    evoked = candidate.cue + candidate.noun >= CUE and candidate.subject >= SUBJECT and candidate.score >= 3.5
    known = candidate.cue >= 2.5 and (candidate.subject >= 0.8 or (candidate.phrase and candidate.subject > 0))
    return evoked or known or (candidate.subject >= AT_HAND and slipped and candidate.comparison.agreed > 0)


def _named(candidate: Candidate) -> bool:
    """Whether subject and cue are at hand, or the cue, or the very thing that a fact counts, is with two of its digits exchanged."""
    if candidate.subject > 0 and (min(candidate.subject, candidate.cue) >= SUBJECT or candidate.cue >= PHRASE):
        return True
    return (
        candidate.comparison.error_kind is ErrorKind.TRANSPOSED
        and (candidate.noun >= SUBJECT or candidate.cue >= CUE)
        and candidate.subject > 0
    )


def _of_its_year(statement: Statement, candidate: Candidate) -> bool:
    """Whether a figure with digits that tell is a fact's with two of them exchanged, told of the very year that the fact is of."""
    return candidate.comparison.error_kind is ErrorKind.TRANSPOSED and candidate.time > 0 and candidate.subject > 0 and _telling(statement)


def _unmistakable(candidate: Candidate) -> bool:
    """Whether subject, a phrase of the fact's own and its spread or period all speak for it."""
    return candidate.phrase and candidate.comparison.agreed > 0 and candidate.subject >= AT_HAND and candidate.cue >= PHRASE


def _far(statement: Statement, candidate: Candidate) -> bool:
    value, held = statement.mention.value, candidate.fact.value
    if not isinstance(value, Quantity) or not isinstance(held, Quantity):
        return False
    figures = comparable(value, held)
    return figures is None or not Decimal(1) / _FAR <= figures[0] / (figures[1] or 1) <= _FAR


def undecided(statement: Statement, candidate: Candidate, row: Sequence[Candidate], taken: Set[str]) -> bool:
    """Whether another fact may as well be meant, or several together; `taken` are the facts that the sentence's statements state."""
    value, hedge = statement.mention.value, statement.modifiers.qualifier
    slipped = candidate.swapped or candidate.comparison.error_kind is not ErrorKind.NONE
    for other in row:
        replaced = other.fact.replaced_by == candidate.fact.id or candidate.fact.replaced_by == other.fact.id
        rival = other.fact.id not in (candidate.fact.id, *taken) and not (replaced and slipped)
        if (
            rival
            and other.score >= candidate.score - _MARGIN
            and not (slipped and other.comparison.error_kind is ErrorKind.NONE and not other.comparison.equal)
        ):
            return True
    if not isinstance(value, Quantity) or (hedge is Qualifier.EXACT and slipped):
        return False
    evoked = [each.fact.value for each in row[:_EVOKED] if each.subject >= AT_HAND or each.cue >= CUE]
    figures = [held for held in evoked if isinstance(held, type(value))]
    return any(_makes(value, hedge, group) for size in (2, 3) for group in combinations(figures, size))


def _makes(value: Quantity, hedge: Qualifier, parts: Sequence[Quantity]) -> bool:
    total = sum((part.value for part in parts[1:]), parts[0].value)
    whole = type(value)(total, step=parts[0].step)
    return quantities(value, hedge, whole, Qualifier.EXACT) in (Agreement.SAME, Agreement.ROUNDED)
