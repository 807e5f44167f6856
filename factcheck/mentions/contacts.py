"""Reads telephone numbers of North America, e-mails and addresses of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import Kind, Mention
from factcheck.patterns import compiled
from factcheck.values import Contact

_SEPARATOR = r"[-.\u2010\u2011\u00a0 ]"
_PHONE = compiled(
    rf"(?<![\w$€£.,/-])(?:"
    rf"(?:\(?\+?1\)?(?:{_SEPARATOR}|(?=\()|(?<=\))))?"
    rf"(?:\(\d{{3}}\){_SEPARATOR}?\d{{2,4}}|\d{{3}}[-.\u2010\u2011]\d{{2,4}}){_SEPARATOR}\d{{2,6}}"
    rf"|(?:\+?1{_SEPARATOR})?\d{{3}}[ \u00a0]\d{{3}}[-.\u2010\u2011]\d{{4}}"
    rf"|\+1[ \u00a0]\d{{3}}[ \u00a0]\d{{3}}[ \u00a0]\d{{4}}"
    rf")(?![\w%$-]|[.,]\d)"
)
# How many digits a number of North America has, and one with a digit too few or too many.
_LENGTHS = (9, 10, 11)
_EMAIL = compiled(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = compiled(
    r"(?:https?://|www\.)[^\s<>()«»\"“”]+|(?<![\w@./-])(?:[a-z0-9-]+\.){1,4}(?:ca|com|org|net|gov|info|int|eu|fr)(?:/[^\s<>()«»\"“”]*)?(?![\w@])",
    re.IGNORECASE,
)
_TAIL = ".,;:!?'’)]"


def contacts(text: str, block: int, start: int, end: int) -> Iterator[Mention]:
    """The contacts between two offsets."""
    spans: list[tuple[int, int]] = []
    piece = text[start:end]
    if "@" in piece:
        for match in _EMAIL.finditer(text, start, end):
            stop = match.end() - (len(match[0]) - len(match[0].rstrip(_TAIL)))
            spans.append((match.start(), stop))
            yield Mention(Kind.CONTACT, match.start(), stop, Contact("email", text[match.start() : stop].lower()), block)
    if "." in piece:
        for match in _URL.finditer(text, start, end):
            stop = match.start() + len(match[0].rstrip(_TAIL))
            if not any(left < stop and match.start() < right for left, right in spans) and _address(match[0]):
                spans.append((match.start(), stop))
                yield Mention(Kind.CONTACT, match.start(), stop, Contact("url", bare(text[match.start() : stop])), block)
    for match in _PHONE.finditer(text, start, end):
        number = digits(match[0])
        if len(number) in _LENGTHS and not any(left < match.end() and match.start() < right for left, right in spans):
            yield Mention(Kind.CONTACT, match.start(), match.end(), Contact("phone", number), block)


def _address(found: str) -> bool:
    """Whether it is an address rather than a name with a dot (Cybertip.ca)."""
    return found.lower().startswith(("http", "www.")) or "/" in found or found.count(".") > 1


def bare(address: str) -> str:
    """An address without its scheme and its final slash, in lower case."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")


def digits(phone: str) -> str:
    """The digits of a telephone number, the country code 1 dropped."""
    found = re.sub(r"\D", "", phone)
    return found[1:] if len(found) >= 10 and found.startswith("1") and len(found) != 10 else found
