"""Whether a pair of statement and fact is sure enough to be a link, and what the link says."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from itertools import combinations

from factcheck.agreement import Agreement, quantities
from factcheck.facts.schema import Fact
from factcheck.links.candidates import Candidate
from factcheck.model import Conflict, Kind, Role, Statement
from factcheck.slips import Slip
from factcheck.values import Count, Qualifier, Quantity

_VERIFIED = 2.0
_CUE, _SUBJECT, _AT_HAND = 1.5, 1.0, 1.8
# Another fact that fares nearly as well leaves it open which one is meant.
_MARGIN = 0.6
_EVOKED = 6
_PAST = frozenset({"past", "pluperfect", "imperfect", "future-perfect"})
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})


def settle(statement: Statement, candidate: Candidate, row: Sequence[Candidate], taken: Set[str], today: date) -> Conflict | None:
    """What a pair says; None where it is not sure. `row` holds the statement's candidates, `taken` the facts that others state."""
    conflict = candidate.verdict.conflict
    fact = candidate.fact
    if conflict is Conflict.NONE:
        if not _confirmed(statement, candidate):
            return None
        return Conflict.EXPIRED if _expired(statement, fact, today) and candidate.score >= 3.5 else conflict
    if statement.elsewhere or _loose(statement):
        return None
    if not fact.holds_on(today) and conflict is Conflict.VALUE:
        return None
    if conflict is Conflict.VALUE:
        sure = _contradicted(statement, candidate) and not _open(statement, candidate, row, taken)
    elif conflict is Conflict.QUALIFIER:
        sure = candidate.cue + candidate.noun >= _CUE and candidate.subject >= _SUBJECT or candidate.subject >= _AT_HAND and candidate.verdict.agreed > 0
    else:
        sure = candidate.subject >= _SUBJECT and (candidate.cue >= _LEAST_CUE or candidate.subject >= _AT_HAND)
    return conflict if sure else None


_LEAST_CUE = 1.0


def _confirmed(statement: Statement, candidate: Candidate) -> bool:
    if statement.mention.kind in _DATES:
        return candidate.cue >= 1 and candidate.subject >= 0.4
    if statement.mention.kind is Kind.COUNT and not candidate.noun and candidate.cue < _CUE:
        return False
    return candidate.subject + candidate.cue + candidate.verdict.agreed >= _VERIFIED


def _loose(statement: Statement) -> bool:
    modifiers = statement.modifiers
    return modifiers.prior or modifiers.estimate or modifiers.average


def _expired(statement: Statement, fact: Fact, today: date) -> bool:
    return fact.valid_until is not None and fact.valid_until < today and statement.tense not in _PAST and not statement.modifiers.prior


def _contradicted(statement: Statement, candidate: Candidate) -> bool:
    kind, slipped = statement.mention.kind, candidate.verdict.slip is not Slip.NONE
    if kind in _DATES:
        return _date(statement, candidate)
    if kind is Kind.CONTACT:
        return candidate.cue >= _CUE and slipped or candidate.subject >= _AT_HAND and (slipped or candidate.cue >= _CUE)
    if kind is Kind.COUNT and isinstance(statement.mention.value, Count) and not candidate.noun:
        return bool(candidate.cue >= 2 and candidate.subject >= _AT_HAND and slipped)
    if statement.modifiers.partial and not (slipped and candidate.cue >= _CUE):
        return False
    evoked = candidate.cue + candidate.noun >= _CUE and candidate.subject >= _SUBJECT and candidate.score >= 3.5
    return evoked or candidate.subject >= _AT_HAND and slipped and candidate.verdict.agreed > 0


def _date(statement: Statement, candidate: Candidate) -> bool:
    words = [span for span in candidate.reasons if statement.segment[0] <= span[0] and span[1] <= statement.segment[1]]
    if statement.tense in ("future", "near-future") and candidate.verdict.slip is Slip.NONE:
        return False
    if statement.role is Role.NONE and candidate.verdict.slip is Slip.NONE:
        return False
    return bool(words) and candidate.cue >= 2.3 and candidate.subject >= _SUBJECT


def _open(statement: Statement, candidate: Candidate, row: Sequence[Candidate], taken: Set[str]) -> bool:
    """Whether another fact may as well be meant, or several together."""
    value, hedge = statement.mention.value, statement.modifiers.qualifier
    for other in row:
        rival = other.fact.id != candidate.fact.id and other.fact.id not in taken
        if rival and other.score >= candidate.score - _MARGIN and not (candidate.verdict.slip is not Slip.NONE and other.verdict.slip is Slip.NONE):
            return True
    if not isinstance(value, Quantity) or (hedge is Qualifier.EXACT and candidate.verdict.slip is not Slip.NONE):
        return False
    evoked = [each.fact.value for each in row[:_EVOKED] if each.subject >= _AT_HAND or each.cue >= _CUE]
    figures = [held for held in evoked if isinstance(held, type(value))]
    return any(_makes(value, hedge, group) for size in (2, 3) for group in combinations(figures, size))


def _makes(value: Quantity, hedge: Qualifier, parts: Sequence[Quantity]) -> bool:
    total = sum((part.value for part in parts[1:]), parts[0].value)
    return quantities(value, hedge, type(value)(total, step=parts[0].step), Qualifier.EXACT) in (Agreement.SAME, Agreement.ROUNDED)
