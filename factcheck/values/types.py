"""The values of mentions and facts: exact decimals with a unit, days and periods, contacts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from factcheck.runtime.records import record

_FEBRUARY, _SHORT, _LEAP_YEAR = 2, 28, 2000


class Qualifier(StrEnum):
    """How a value is hedged. `NEARLY` is a little less than the value, `BARELY_OVER` a little more."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    BARELY_OVER = "barely-over"
    MORE = "more"
    LESS = "less"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


class Unit(StrEnum):
    """Units of time, of durations and recurrences."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    MINUTE = "minute"
    SECOND = "second"
    DECADE = "decade"
    CENTURY = "century"


class Grain(StrEnum):
    """How finely a date is stated."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    FISCAL = "fiscal"
    DECADE = "decade"
    RANGE = "range"


@record
class Quantity:
    """A decimal as written. `step` is the place value of its last written digit: 10000 for 22,24 millions; 1000000 for 22 millions."""

    value: Decimal
    step: Decimal = field(default=Decimal(1), compare=False, kw_only=True)


@record
class Amount(Quantity):
    """Money; `currency` is an ISO 4217 code, or None where the sign alone could be several."""

    currency: str | None = None


@record
class Percent(Quantity):
    """A share in hundredths."""


@record
class Count(Quantity):
    """A number of things; `noun` is what is counted, as written (empty for a bare number)."""

    noun: str = field(default="", compare=False)


@record
class Duration(Quantity):
    """A length of time in `unit`s."""

    unit: Unit = Unit.YEAR


@record
class QuantityRange:
    """From one quantity to a greater one of the same unit, as a note states a range (between $3 and $5 million)."""

    first: Amount | Percent | Count | Duration
    last: Amount | Percent | Count | Duration

    def contains(self, value: Decimal) -> bool:
        """Return whether a value, in the range's own unit, lies in it, its ends included."""
        return self.first.value <= value <= self.last.value


@record
class Contact:
    """A telephone number (digits, country code 1 dropped), an e-mail (lower case) or an address (no scheme, no final slash).

    `dialled` are all the digits of a telephone number, with the country code where it is written.
    """

    kind: str
    text: str
    dialled: str = field(default="", compare=False)


@record
class Period:
    """The days from `first` to `last`, both included, and how finely they were stated."""

    first: date
    last: date
    grain: Grain

    def contains(self, other: Period) -> bool:
        """Return whether the other period lies wholly inside this one."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Return whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def move(self, years: int) -> Period:
        """Return the period so many years later; in February, its days up to the 28th."""
        return Period(_move(self.first, years), _move(self.last, years), self.grain)


def _move(day: date, years: int) -> date:
    """Return the same day so many years later, the nearest that the calendar has."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    return day.replace(year=year, day=min(day.day, _SHORT) if day.month == _FEBRUARY else day.day)


@record
class Calendar:
    """A date as it is written, also when no calendar has it (`day` 31 of `month` 9) or when its year is left out.

    `month` is 1 to 12 (for a season or a quarter its first month), `weekday` 0 (Monday) to 6 where the note names one.
    `year` is the first of a fiscal year (1 April to 31 March). A `doubtful` date in figures can also be read with day and month exchanged.
    """

    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    is_ambiguous: bool = field(default=False, compare=False)

    @property
    def is_possible(self) -> bool:
        """Whether a calendar has this day (a day without a year is looked up in a leap year)."""
        if self.day is None or self.month is None:
            return True
        return is_real_date(self.year or _LEAP_YEAR, self.month, self.day)

    @property
    def period(self) -> Period | None:
        """The days referred to; None for an impossible date or one without a year."""
        if self.year is None or not self.is_possible:
            return None
        if self.day is not None and self.month is not None:
            day = date(self.year, self.month, self.day)
            return Period(day, day, Grain.DAY)
        match self.grain:
            case Grain.FISCAL:
                return Period(date(self.year, 4, 1), date(self.year + 1, 3, 31), Grain.FISCAL)
            case Grain.DECADE:
                return Period(date(self.year, 1, 1), date(self.year + 9, 12, 31), Grain.DECADE)
            case Grain.SEASON | Grain.QUARTER | Grain.MONTH if self.month:
                return Period(*_months(self.year, self.month, 1 if self.grain is Grain.MONTH else 3), self.grain)
        return Period(date(self.year, 1, 1), date(self.year, 12, 31), Grain.YEAR)

    @property
    def whole_month(self) -> Calendar:
        """Return the month of a day, with its year where the number of its days depends on it."""
        return Calendar(Grain.MONTH, self.year if self.month == _FEBRUARY else None, self.month)

    @property
    def days_in_month(self) -> int:
        """Return how many days the month has (of a leap year where none is given)."""
        return monthrange(self.year or _LEAP_YEAR, self.month or 1)[1]


@record
class Interval:
    """From one date to another, in the order in which the note gives them."""

    first: Calendar
    last: Calendar

    @property
    def period(self) -> Period | None:
        """The days referred to; None when an end is impossible, has no year, or stands before the start."""
        first, last = self.first.period, self.last.period
        if first is None or last is None or last.last < first.first:
            return None
        return Period(first.first, last.last, Grain.RANGE)


@record
class ParsedValue:
    """One reading of a value of a fact file, in one language; `value` is the Value, `qualifier` how it is hedged."""

    language: str
    value: Amount | Percent | Count | Duration | Contact | Calendar | Interval
    qualifier: Qualifier


def is_real_date(year: int, month: int, day: int) -> bool:
    """Return whether a calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


Value = Amount | Percent | Count | Duration | QuantityRange | Contact | Calendar | Interval


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = divmod(year * 12 + month - 1 + count, 12)
    return date(year, month, 1), date(last_year, last_month + 1, 1) - timedelta(days=1)
