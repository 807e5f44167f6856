"""Decode the bytes of a text file, or refuse them; never return garbled text."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.charset import KNOWN, find_declared_charset
from factcheck.runtime.regex import compiled

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = compiled(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_STRANGE = compiled("[^\x00-\x7fÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüÿáíóúñÁÍÓÚÑŒœŸæÆ«»‹›‘’“”„–—…•·\xa0\xad€£¢§©®™°ªº²³¹½¼¾µ±×]")
_LATIN_9 = compiled(r"(?<=[^\W\d_]|['’])[¼½¾](?=[^\W\d_])")
_LETTER_BEFORE = "(?<=[a-zß-öø-ÿœ])"
_GARBLED = compiled(_LETTER_BEFORE + "(?:[À-ÖØ-ÞŠŒŽŸ]|[‚ƒ„†‡ˆ‰‹›“˜™¤¦¨¬¯´¶¸¹÷](?=[a-zß-öø-ÿœ]))")
_C1 = compiled("[\x80-\x9f]")
MARKED_UP = frozenset({".html", ".htm", ".xhtml"})
"""The suffixes of pages, which may declare their encoding."""
# Shares above which bytes are taken for something else: control characters in a text; sequences of UTF-8, or signs that French and
# English do not use, among the accented characters of an old file.
_CONTROLS, _SEQUENCES, _STRANGERS = 0.01, 0.1, 0.2
_SAMPLE = 4096


def decode(data: bytes, path: str) -> str:
    """Return the characters of a text file, without its byte order mark. Raises DocumentError where its encoding is not certain."""
    return decode_as(data, path)[0]


def decode_as(data: bytes, path: str) -> tuple[str, str, int]:
    """Return the characters of a text file, its encoding, and how many bytes its mark has. Raises DocumentError.

    A mark wins, then UTF-8 where the bytes are valid, then what a page declares, then the usual old encodings where nothing speaks
    against them. The encoding is that in which a correction is written: a page of ASCII alone takes what it declares.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path), encoding, len(mark)
    if wide := _wide(data):
        return _strict(data, wide, path), wide, 0
    page = PurePath(path).suffix.lower() in MARKED_UP
    named = find_declared_charset(data) if page else ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return *(_declared(data, named, error, path) if named else _old(data, error, path)), 0
    encoding = "utf-8"
    if page and text.isascii():
        encoding = named[0] if len(named) == 1 and named[0] in KNOWN else "ascii"
    return _plausible(text, path), encoding, 0


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return _plausible(data.decode(encoding), path)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise DocumentError(Problem(Place(path, line), "document-truncated", {"encoding": encoding.upper()})) from None


def _plausible(text: str, path: str) -> str:
    if "\x00" in text or (_CONTROL.search(text) and len(_CONTROL.findall(text)) > len(text) * _CONTROLS):
        raise DocumentError(Problem(Place(path), "document-binary"))
    return text


def _wide(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and not odd else None


def _old(data: bytes, error: UnicodeDecodeError, path: str) -> tuple[str, str]:
    problem = _truncated(data, error, path)
    high = len(_HIGH.findall(data))
    if b"\x00" in data:
        raise DocumentError(Problem(Place(path), "document-binary")) from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise problem from None
    if sum(map(len, _SEQUENCE.findall(data))) > high * _SEQUENCES or len(_STRANGE.findall(text)) > high * _STRANGERS or _odd(text, high):
        raise problem from None
    encoding = "iso8859-15" if _LATIN_9.search(text) else "cp1252"
    return _plausible(data.decode(encoding), path), encoding


def _declared(data: bytes, named: tuple[str, ...], error: UnicodeDecodeError, path: str) -> tuple[str, str]:
    """Return the characters of a page that is no UTF-8, in the one encoding that it declares."""
    if named == ("utf-8",):
        raise _truncated(data, error, path)
    doubt = DocumentError(Problem(Place(path), "document-charset", {"encoding": ", ".join(named)}))
    encoding, high = named[0], len(_HIGH.findall(data))
    if not KNOWN.issuperset(named) or "utf-8" in named:
        raise doubt
    texts = {_exact(data, each, path) for each in named}
    text = texts.pop()
    sequences = sum(map(len, _SEQUENCE.findall(data))) > high * _SEQUENCES
    if texts or sequences or _C1.search(text) or _odd(text, high) or text.encode(encoding) != data:
        raise doubt
    return _plausible(text, path), encoding


def _exact(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = Place(path, data.count(b"\n", 0, error.start) + 1)
        values = {"encoding": encoding, "byte": f"0x{data[error.start]:02X}"}
        raise DocumentError(Problem(place, "document-encoding", values)) from None


def _odd(text: str, high: int) -> bool:
    """Return whether the characters beyond ASCII stand in words as no person writes them: as where bytes are read in another encoding."""
    return len(_GARBLED.findall(text)) > high * _STRANGERS


def _truncated(data: bytes, error: UnicodeDecodeError, path: str) -> DocumentError:
    place = Place(path, data.count(b"\n", 0, error.start) + 1)
    key = "document-truncated" if error.reason == "unexpected end of data" else "document-encoding"
    return DocumentError(Problem(place, key, {"encoding": "UTF-8", "byte": f"0x{data[error.start]:02X}"}))
