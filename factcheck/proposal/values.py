"""Write the value of a statement as a fact file has it: in the note's own words where they can be read in one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.model import DateRole, Kind, Statement
from factcheck.values.types import (
    Amount,
    Calendar,
    Contact,
    Count,
    Duration,
    Grain,
    Interval,
    ParsedValue,
    Percent,
    Quantity,
    QuantityRange,
    Value,
)

_KEYS = {
    Kind.AMOUNT: "amount",
    Kind.PERCENT: "percent",
    Kind.COUNT: "count",
    Kind.DATE: "date",
    Kind.INTERVAL: "date",
    Kind.DURATION: "duration",
}
# Dates that state nothing of their own, and times whose unit is too long or too short for a fact.
_UNSTATED = frozenset({DateRole.NAME, DateRole.COMPARISON})
_SPREADS = frozenset({"amount", "count"})
_MOST_YEARS = 9999


def find_key(statement: Statement) -> str:
    """Return the key of the value that a statement states; empty where it states none that a fact can have."""
    value = statement.mention.value
    if isinstance(value, QuantityRange) or statement.date_role in _UNSTATED:
        return ""
    return value.kind if isinstance(value, Contact) else _KEYS.get(statement.mention.kind, "")


def write_value(statement: Statement, text: str, currency: str) -> str:
    """Return the value of a statement as a fact file has it; empty where no text can be read as it in one way only."""
    key, modifiers = find_key(statement), statement.modifiers
    for candidate in _list_candidates(statement, text, currency):
        parsed = _parse(key, candidate)
        if len(parsed) == 1 and parsed[0].qualifier is modifiers.qualifier and _is_same(parsed[0].value, statement.mention.value, currency):
            return candidate
    return ""


@lru_cache(maxsize=4096)
def _parse(key: str, text: str) -> tuple[ParsedValue, ...]:
    return parse_fact_value(key, text, all_languages())


def _list_candidates(statement: Statement, text: str, currency: str) -> Iterator[str]:
    """Yield the texts that may be the value, the best first: as the note writes it, then in figures and codes alone."""
    mention, modifiers = statement.mention, statement.modifiers
    lead = " ".join(text[modifiers.start : mention.start].split())
    written = " ".join(text[mention.start : mention.end].replace("\u00a0", " ").replace("\u202f", " ").split())
    value = mention.value
    noun = value.noun if isinstance(value, Count) else ""
    code = (value.currency or currency) if isinstance(value, Amount) else ""
    plain = _write_plain(value, currency)
    forms = [written, f"{written} {code}", plain] if code else [f"{written} {noun}".strip(), f"{plain} {noun}".strip(), plain]
    if isinstance(value, Calendar | Interval):
        forms = [plain]
    words = lead.split()
    for start in range(len(words)):
        yield from (f"{' '.join(words[start:])} {form}" for form in forms)
    yield from forms


def _write_plain(value: Value, currency: str) -> str:
    """Return a value in figures and codes alone."""
    match value:
        case Contact():
            return value.text
        case Calendar() | Interval():
            return write_date(value)
        case Quantity():
            return f"{_write_decimal(value)} {_find_unit(value, currency)}".strip()
    return ""


def _find_unit(value: Quantity, currency: str) -> str:
    match value:
        case Amount():
            return value.currency or currency
        case Percent():
            return "%"
        case Duration():
            return f"{value.unit.value}{'' if value.value == 1 else 's'}"
    return ""


def _write_decimal(value: Quantity) -> str:
    step = value.step if value.step < 1 else Decimal(1)
    return f"{value.value.quantize(step) if value.value == value.value.quantize(step) else value.value:f}"


def write_date(value: Calendar | Interval | None) -> str:
    """Return a date as a fact file has it; empty for one that it cannot have."""
    if isinstance(value, Interval):
        first, last = write_date(value.first), write_date(value.last)
        return f"{first}/{last}" if first and last else ""
    return _write_day(value) if value and value.period and (value.year or 0) <= _MOST_YEARS else ""


def _write_day(value: Calendar) -> str:
    """Return a date with a year: a fiscal year, a year, a month or a day; empty for another one."""
    match value.grain, value.year:
        case Grain.FISCAL, int(year):
            return f"{year}-{year + 1}"
        case Grain.YEAR | Grain.MONTH | Grain.DAY, int(year):
            return "-".join([f"{year:04}", *(f"{part:02}" for part in (value.month, value.day) if part)])
    return ""


def _is_same(parsed: Value, stated: Value, currency: str) -> bool:
    """Return whether a parsed value is the stated one, to its last digit."""
    if isinstance(parsed, Amount) and isinstance(stated, Amount):
        return parsed.value == stated.value and (parsed.currency or currency) == (stated.currency or currency)
    if isinstance(parsed, Calendar) and isinstance(stated, Calendar):
        return parsed.period == stated.period
    return parsed == stated


def write_modifiers(statement: Statement, key: str) -> Mapping[str, str]:
    """Return the keys that modify an amount, a percentage or a count, with their values as a fact file has them."""
    if key not in _SPREADS:
        return {}
    modifiers = statement.modifiers
    first, last = (modifiers.span.first, modifiers.span.last) if modifiers.span else (modifiers.starting, modifiers.until)
    found = {
        "over": _write_plain(modifiers.over, "") if modifiers.over else "",
        "per": modifiers.per.value if modifiers.per else "",
        "starting": write_date(first),
        "until": write_date(last),
    }
    return {name: text for name, text in found.items() if text}
