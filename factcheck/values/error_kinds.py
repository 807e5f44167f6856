"""The kinds of error by which one figure became another."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class ErrorKind(StrEnum):
    """The known ways in which a figure goes wrong; `NONE` where none of them explains the difference."""

    SCALE = "scale"
    DECIMAL = "decimal"
    TRANSPOSED = "transposed"
    SUBSTITUTED = "substituted"
    OMITTED = "omitted"
    INSERTED = "inserted"
    CURRENCY = "currency"
    UNIT = "unit"
    NONE = "none"


# A lone digit stands for a longer figure in another scale only where it has a scale itself.
_THOUSAND = 1000
_CUT = 3


def get_digits(value: Decimal) -> str:
    """Return the significant digits of a value, without the zeros at its end."""
    return _digits(value)


def classify_error(stated: Decimal, right: Decimal) -> ErrorKind:
    """Return how `stated` differs from `right`."""
    if stated <= 0 or right <= 0:
        return ErrorKind.NONE
    found, expected = _digits(stated), _digits(right)
    shift = stated.adjusted() - right.adjusted()
    if found == expected:
        return ErrorKind.NONE if not shift else ErrorKind.SCALE if shift % 3 == 0 else ErrorKind.DECIMAL
    if shift and shift % 3 == 0 and _is_scaled(stated, found, expected):
        return ErrorKind.SCALE
    if shift not in (-1, 0, 1) or len(found) == len(expected) == 1:
        return ErrorKind.NONE
    width = min(stated.normalize().as_tuple().exponent, right.normalize().as_tuple().exponent)
    return classify_spelling(_pad(stated, int(width)), _pad(right, int(width)))


def classify_error_of_fact(stated: Decimal, right: Decimal) -> ErrorKind:
    """Return how a figure differs from that of its fact: of one digit, too, another digit is an error; in a note's own figures it is none."""
    alone = stated > 0 and right > 0 and stated.adjusted() == right.adjusted() and len(_digits(stated)) == len(_digits(right)) == 1
    return ErrorKind.SUBSTITUTED if alone and stated != right else classify_error(stated, right)


def _is_scaled(stated: Decimal, found: str, expected: str) -> bool:
    """Return whether a figure has the first digits of another one, in another scale; `found` and `expected` are the digits of both."""
    alone = len(found) == 1 and (stated < _THOUSAND or stated.adjusted() % 3 != 0)
    return not alone and len(found) < len(expected) and _is_cut(found, expected)


def classify_spelling(stated: str, expected: str) -> ErrorKind:
    """Return how one word or number differs from another: one pair swapped, one character other, too few or too many."""
    if stated == expected:
        return ErrorKind.NONE
    if len(stated) == len(expected):
        return _same_length(stated, expected)
    if len(stated) == len(expected) - 1 and len(stated) > 1 and _lacks_one(expected, stated):
        return ErrorKind.OMITTED
    if len(stated) == len(expected) + 1 and _lacks_one(stated, expected):
        return ErrorKind.INSERTED
    return ErrorKind.NONE


def _same_length(stated: str, right: str) -> ErrorKind:
    """Return how two words or numbers of one length differ: in one character, or by two that are swapped."""
    places = [at for at, (one, other) in enumerate(zip(stated, right, strict=True)) if one != other]
    if len(places) == 1:
        return ErrorKind.SUBSTITUTED
    swapped = len(places) == 2 and stated[places[0]] == right[places[1]] and stated[places[1]] == right[places[0]]
    return ErrorKind.TRANSPOSED if swapped else ErrorKind.NONE


def list_error_keys(text: str) -> set[str]:
    """Return what a word or the digits of a number share with all those one error away: the characters in order, and what is left when one
    is deleted."""
    return {"".join(sorted(text)), text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _is_cut(stated: str, expected: str) -> bool:
    """Return whether some digits are what a longer number is rounded to or, three and more, cut off at."""
    return stated == _round_digits(expected, len(stated)) or (len(stated) >= _CUT and expected.startswith(stated))


def _round_digits(digits: str, places: int) -> str:
    """Return the first digits of a number, rounded to so many, as they are stated of it."""
    return digits[:places] if digits[places] < "5" else str(int(digits[:places]) + 1)


def _lacks_one(longer: str, shorter: str) -> bool:
    at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return longer[at + 1 :] == shorter[at:]


@lru_cache(maxsize=10_000)
def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits))


def _pad(value: Decimal, exponent: int) -> str:
    return str(int(value.scaleb(-exponent)))
