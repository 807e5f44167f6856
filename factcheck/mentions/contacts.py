"""Find telephone numbers, e-mail addresses and web addresses.

A number of North America is recognized by its marks; one of another country by its plus; one of bare digits by the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Contact

_SEPARATOR = r"[-.\u2010\u2011\u00a0 ]"
_WIDE = r"[ \u00a0]{0,3}[-.\u2010\u2011]?[ \u00a0]{0,3}"
_FOREIGN = compiled(
    rf"(?:\(\+(?!1\))\d{{1,3}}\)|(?<![\d_+])\+(?!1[-. \u00a0(])\d{{1,3}}(?=[-. \u00a0(])){_WIDE}(?:\(?\d{{1,5}}\)?{_SEPARATOR}?){{1,5}}\d{{2,8}}(?![\w%])"
)
_BARE = r"[\s:\u00a0]{1,3}(?P<number>(?:\+?1[ \u00a0-])?(?:\d{10}|1\d{10}|\d{3}[ \u00a0]\d{7}))(?![\w%$]|[.,]\d)"
_FOREIGN_LENGTHS = range(8, 16)
_PHONE = compiled(
    rf"(?<![\w$€£.,/+])(?<!\d[-.])(?:"
    rf"(?:\(\+1\){_WIDE}|\(?\+?1\)?(?:{_SEPARATOR}|(?=\()|(?<=\))))?"
    rf"(?:\(\d{{3}}\){_SEPARATOR}?\d{{2,4}}|\d{{3}}[-.\u2010\u2011]\d{{2,4}}){_SEPARATOR}\d{{2,6}}"
    rf"|(?:\+?1{_SEPARATOR})?\d{{3}}[ \u00a0]\d{{3}}[-.\u2010\u2011]\d{{4}}"
    rf"|\+1[ \u00a0]\d{{3}}[ \u00a0]\d{{3}}[ \u00a0]\d{{4}}"
    rf"|\(\+1\){_WIDE}\d{{3}}{_WIDE}\d{{3}}{_WIDE}\d{{4}}"
    rf"|\+1[ \u00a0-]?\d{{10}}"
    rf"|1\d{{3}}[-.]\d{{3}}[-.]\d{{4}}"
    rf")(?![\w%$-]|[.,]\d)"
)
# How many digits a number of North America has, and one with a digit too few or too many.
_LENGTHS = (9, 10, 11)
_EMAIL = compiled(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOMAIN = "(?:ca|com|org|net|gov|info|int|eu|fr)"
_URL = compiled(
    rf"(?:https?://|www\.)[^\s<>()«»\"“”]+|(?<![\w@./-])(?:[a-z0-9-]+\.){{1,4}}{_DOMAIN}(?:/[^\s<>()«»\"“”]*)?(?![\w@])", re.IGNORECASE
)
# What any number that can be dialled, and any address of the web, has in it.
_DIGITS = compiled(r"\d(?:\D{0,7}\d){7}")
_SITE, _SCHEME = compiled(rf"\.(?:(?i:{_DOMAIN})(?![\w@])|(?<=[wW]{{3}}\.))"), "://"
# How far before a number the words stand that say what it is; the groups of a social insurance number.
_CUE, _INSURANCE = 48, compiled(r"\d{3}[-. \u00a0]\d{3}[-. \u00a0]\d{3}")
_TAIL = ".,;:!?'’)]"


class ContactFinder:
    """Finds the contacts of a language."""

    def __init__(self, language: Language) -> None:
        cues = alternation(language.quantities.contacts.cues)
        self._announced = compiled(rf"(?<!\w)(?:{cues}){_BARE}", re.IGNORECASE)
        self._cue = compiled(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)
        self._other = compiled(rf"(?<!\w)(?:{alternation(language.quantities.contacts.others)})(?!\w)")

    def find(self, text: str, block: int, start: int, end: int, *, figures: bool) -> list[Mention]:
        """Return the contacts between two offsets, not overlapping; telephone numbers where there are `figures`."""
        piece, found = text[start:end], []
        if "@" in piece:
            found += [_email(text, match, block) for match in _EMAIL.finditer(text, start, end)]
        if _SITE.search(piece) or _SCHEME in piece:
            found += _without_overlaps(found, [_url(text, match, block) for match in _URL.finditer(text, start, end) if _address(match[0])])
        if figures and _DIGITS.search(piece):
            found += _without_overlaps(found, self._phones(text, block, start, end))
        return found

    def _phones(self, text: str, block: int, start: int, end: int) -> list[Mention]:
        found = [
            _phone(match, 0, block)
            for match in _PHONE.finditer(text, start, end)
            if len(normalize_phone(match[0])) in _LENGTHS
            and not self._is_other(text[max(start, match.start() - _CUE) : match.start()], match[0])
        ]
        if text.find("+", start, end) >= 0:
            foreign = [_phone(match, 0, block, foreign=True) for match in _FOREIGN.finditer(text, start, end)]
            found += _without_overlaps(found, [mention for mention in foreign if len(mention.value.dialled) in _FOREIGN_LENGTHS])  # type: ignore[union-attr]
        return found + _without_overlaps(found, [_phone(match, "number", block) for match in self._announced.finditer(text, start, end)])

    def _is_other(self, before: str, written: str) -> bool:
        """Return whether a number is one of insurance, an account or a card, by the words before it or by its check digit."""
        cues = [found.start() for found in self._cue.finditer(before)]
        others = [found.start() for found in self._other.finditer(before)]
        if others:
            return not cues or cues[-1] < others[-1]
        return not cues and _INSURANCE.fullmatch(written) is not None and _has_check_digit(written)


def _has_check_digit(written: str) -> bool:
    """Return whether the last digit of a number checks the others, as in a social insurance number (every second digit counts double)."""
    doubled = (int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(digit for digit in written if digit.isdigit()))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _without_overlaps(excluded: Sequence[Mention], found: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that overlap none of those that are taken."""
    return [mention for mention in found if not any(each.start < mention.end and mention.start < each.end for each in excluded)]


def _email(text: str, match: re.Match[str], block: int) -> Mention:
    stop = match.end() - (len(match[0]) - len(match[0].rstrip(_TAIL)))
    return Mention(Kind.CONTACT, match.start(), stop, Contact("email", text[match.start() : stop].lower()), block)


def _url(text: str, match: re.Match[str], block: int) -> Mention:
    stop = match.start() + len(match[0].rstrip(_TAIL))
    return Mention(Kind.CONTACT, match.start(), stop, Contact("url", normalize_address(text[match.start() : stop])), block)


def _phone(match: re.Match[str], group: int | str, block: int, *, foreign: bool = False) -> Mention:
    dialled = compiled(r"\D").sub("", match[group])
    number = "+" + dialled if foreign else normalize_phone(match[group])
    return Mention(Kind.CONTACT, *match.span(group), Contact("phone", number, dialled), block)


def _address(found: str) -> bool:
    """Return whether it is an address rather than a name with a dot (Cybertip.ca)."""
    return found.lower().startswith(("http", "www.")) or "/" in found or found.count(".") > 1


def normalize_address(address: str) -> str:
    """Return an address without its scheme and its final slash, in lower case."""
    return compiled(r"^(?:https?://)?(?:www\.)?").sub("", address.lower()).rstrip("/")


def normalize_phone(phone: str) -> str:
    """Return the digits of a telephone number, the country code 1 dropped; no area code begins with 1, so that ten digits that do lack one."""
    found = compiled(r"\D").sub("", phone)
    return found[1:] if len(found) >= 10 and found.startswith("1") else found


@cache
def make_contact_finder(language: Language) -> ContactFinder:
    """Return the contacts of a language."""
    return ContactFinder(language)
