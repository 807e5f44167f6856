"""Reads a value of a fact file, as a person writes it in any of the languages: the whole text, or nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.mentions.contacts import normalize_address, normalize_phone
from factcheck.mentions.find import find_in_phrase
from factcheck.mentions.numbers import make_number_finder
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Calendar, Contact, Count, Grain, Interval, ParsedValue, Percent, Qualifier, QuantityRange, Value

_KINDS = {
    "amount": (Kind.AMOUNT,),
    "percent": (Kind.PERCENT,),
    "count": (Kind.COUNT,),
    "date": (Kind.DATE, Kind.INTERVAL),
    "duration": (Kind.DURATION,),
}
_YEARS = compiled(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)/(\d{4}(?:-\d\d(?:-\d\d)?)?)")
_MONTH = compiled(r"(\d{4})-(0[1-9]|1[0-2])")
_CODE = compiled(r"\s+([A-Z]{3})$")
_EMAIL = compiled(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def parse_fact_value(kind: str, text: str, languages: tuple[Language, ...]) -> tuple[ParsedValue, ...]:
    """Return the distinct readings of a text as a value of that kind, in the order of the languages; empty where it has none."""
    text = text.strip()
    if kind in ("phone", "email", "url"):
        contact = _contact(kind, text, languages)
        return (ParsedValue("", contact, Qualifier.EXACT),) if contact else ()
    analyses: list[ParsedValue] = []
    for language in languages:
        qualifier, rest = _qualifier(text, language)
        value = _value(kind, rest, language)
        if (
            value is not None
            and not isinstance(value, QuantityRange)
            and not any(each.value == value and each.qualifier == qualifier for each in analyses)
        ):
            analyses.append(ParsedValue(language.code, value, qualifier))
    yielding = {language.code for language in languages if not language.quantities.numbers.yielding.isdisjoint(text.lower().split())}
    return tuple(analysis for analysis in analyses if analysis.language not in yielding) or tuple(analyses)


def _contact(kind: str, text: str, languages: tuple[Language, ...]) -> Contact | None:
    if kind == "phone":
        return Contact(kind, normalize_phone(text)) if _phone(languages).fullmatch(text) and any(map(str.isdigit, text)) else None
    if kind == "email":
        return Contact(kind, text.lower()) if _EMAIL.fullmatch(text) else None
    return Contact(kind, normalize_address(text)) if text and not compiled(r"\s").search(text) else None


@cache
def _phone(languages: tuple[Language, ...]) -> re.Pattern[str]:
    """Return the pattern of a telephone number, with or without an extension."""
    extensions = alternation(word.rstrip(".") for language in languages for word in language.quantities.contacts.extensions)
    return compiled(rf"[+\d().\- \u00a0x]{{7,25}}(?:\s*(?:{extensions})\.?\s*\d+)?")


def _qualifier(text: str, language: Language) -> tuple[Qualifier, str]:
    for qualifier, phrases in language.quantities.stated.items():
        found = compiled(rf"(?:{alternation(phrases)}){SPACE}", re.IGNORECASE).match(text)
        if found:
            return qualifier, text[found.end() :]
    return Qualifier.EXACT, text


def _value(kind: str, text: str, language: Language) -> Value | None:
    if kind == "date" and (ends := _YEARS.fullmatch(text)):
        first, last = (_whole(end, Kind.DATE, language) for end in ends.groups())
        return Interval(first, last) if isinstance(first, Calendar) and isinstance(last, Calendar) else None
    for wanted in _KINDS[kind]:
        value = _whole(text, wanted, language)
        if value is not None:
            return value
    return None


def _whole(text: str, kind: Kind, language: Language) -> Value | None:
    if kind is Kind.DATE and (month := _MONTH.fullmatch(text)):
        return Calendar(Grain.MONTH, int(month[1]), int(month[2]))
    if kind is Kind.AMOUNT:
        return _amount(text, language)
    mention = _single(text, language)
    if mention is None or mention.kind is not kind:
        return _bare(text, kind, language)
    if isinstance(mention.value, Count):
        noun = text[mention.end :].strip()
        return Count(mention.value.value, noun, step=mention.value.step) if mention.start == 0 else None
    return mention.value if (mention.start, mention.end) == (0, len(text)) else None


def _bare(text: str, kind: Kind, language: Language) -> Value | None:
    """Return a number alone where a number is wanted, also one that looks like a year; a percentage without its sign."""
    if kind is Kind.COUNT and (found := compiled(r"(\d{4})(?:\s+(\D+))?").fullmatch(text)):
        return Count(Decimal(found[1]), (found[2] or "").strip())
    if kind is Kind.COUNT and (number := _number(text, language)) is not None:
        return Count(number[0], step=number[1])
    if kind is Kind.PERCENT and compiled(r"[\d.,]+").fullmatch(text):
        number = _number(text, language)
        return Percent(number[0], step=number[1]) if number else None
    return None


def _number(text: str, language: Language) -> tuple[Decimal, Decimal] | None:
    number = make_number_finder(language).parse_whole(text)
    return (number.value, number.step) if number else None


def _amount(text: str, language: Language) -> Value | None:
    code = _CODE.search(text)
    body = text[: code.start()] if code else text
    number = _number(body, language)
    if number:
        return Amount(number[0], code[1] if code else None, step=number[1])
    mention = _single(body, language)
    value = mention.value if mention and (mention.start, mention.end) == (0, len(body)) else None
    if isinstance(value, Count):
        value = Amount(value.value, None, step=value.step)
    if not isinstance(value, Amount) or (code and value.currency and value.currency != code[1]):
        return None
    return Amount(value.value, code[1] if code else value.currency, step=value.step)


def _single(text: str, language: Language) -> Mention | None:
    found = find_in_phrase(text, language)
    return found[0] if len(found) == 1 else None
