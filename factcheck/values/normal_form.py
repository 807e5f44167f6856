"""Normal forms: the kind and the value of each mention, as plain data that other programs can compare."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from factcheck.values.types import Amount, Calendar, Contact, Duration, Grain, Interval, Percent, Period, Quantity, QuantityRange, Value

Normal = Mapping[str, str | None]
"""Names and texts: decimals without exponent or final zeros, ISO 8601 dates, ISO 4217 codes."""

_DATED = frozenset({Grain.DAY, Grain.MONTH, Grain.YEAR})


def to_normal_form(value: Value) -> tuple[str, Normal]:
    """Return the kind and the normal form of a value.

    `amount` {value, currency: None for the home one}; `percent`, `number` {value}; `duration` {value, unit}; `date` {iso}, of
    one without its year `monthday` {iso}; `daterange` {start, end}, each as finely as it was stated; of a range
    of quantities, such as `amount-range`, {start, end} and what its last has; `phone` {digits}; `email`, `url` {text}.
    """
    match value:
        case Quantity():
            return _quantity(value)
        case QuantityRange():
            kind, last = to_normal_form(value.last)
            ends = {"start": to_normal_form(value.first)[1]["value"], "end": last["value"]}
            return f"{kind}-range", {**ends, **{name: text for name, text in last.items() if name != "value"}}
        case Contact():
            return value.kind, {"digits": value.dialled} if value.kind == "phone" else {"text": value.text}
        case Interval():
            return "daterange", {"start": _end(value.first, last=False), "end": _end(value.last, last=True)}
        case Calendar():
            return _calendar(value)


def _quantity(value: Quantity) -> tuple[str, Normal]:
    number = {"value": format_decimal(value.value)}
    match value:
        case Amount():
            return "amount", {**number, "currency": value.currency}
        case Duration():
            return "duration", {**number, "unit": value.unit.value}
    return "percent" if isinstance(value, Percent) else "number", number


def format_decimal(value: Decimal) -> str:
    """Return a decimal as text: no exponent, no zeros at the end of its decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _calendar(value: Calendar) -> tuple[str, Normal]:
    """Return a day, a month or a year is a date; what is longer or lies across, such as a season, the days from its first to its last."""
    if value.grain in _DATED:
        return "monthday" if value.year is None else "date", {"iso": _iso(value)}
    return "daterange", {"start": _end(value, last=False), "end": _end(value, last=True)}


def _end(value: Calendar, *, last: bool) -> str:
    if value.grain in _DATED:
        return _iso(value)
    period = value.period
    return _bound(period, last=last) if period else _iso(value)


def _bound(period: Period, *, last: bool) -> str:
    if period.grain is Grain.DECADE:
        return f"{(period.last if last else period.first).year:04}"
    return (period.last if last else period.first).isoformat()


def _iso(value: Calendar) -> str:
    """Return ISO 8601, as finely as the date was stated; without its year, `--06-12`."""
    year = "-" if value.year is None else f"{value.year:04}"
    parts = [year, *(f"{part:02}" for part in (value.month, value.day) if part is not None)]
    return "-".join(parts)
