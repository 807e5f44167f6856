"""The process in which PDF files are opened: a file that crashes the library, or needs too much, ends this process only.

It answers on standard output for each file that it is given on standard input (eight bytes of length, then the file): one JSON text a line,
first one a page, then one with the properties or what is wrong.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from typing import Any

from factcheck.formats.pdf.walk import TooManyFragments, page_fragments

# What a file may take beyond what the process has: bytes of memory, and for each byte of the file; seconds of processor time, and for each
# million bytes.
_MEMORY, _MEMORY_EACH = 200_000_000, 3
_SECONDS, _SECONDS_EACH = 1.2, 12.0
# Objects of a page among which pictures are looked for, attachments that are named, and the part of a page that makes a picture all of it.
_OBJECTS, _ATTACHMENTS, _WHOLE = 2_000, 5, 0.8
# A picture is reported where it is that wide and high, in points: no logo, no ornament.
_WIDE, _HIGH = 216.0, 144.0
_PAGE_SIZE = 4096


def main() -> None:
    """Answer for files until there are no more."""
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while head := given.read(8):
        data = given.read(int.from_bytes(head, "big"))
        _bound(len(data))
        for answer in _answers(data):
            answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        _unbound()


def _answers(data: bytes) -> Iterator[dict[str, Any]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            yield _page(document, number)
        yield {"properties": _properties(document), "attachments": _attachments(document)}
        document.close()
    except pypdfium2.PdfiumError as error:
        yield {"error": str(error)}
    except TooManyFragments:
        yield {"costly": True}


def _page(document: Any, number: int) -> dict[str, Any]:
    """Return the fragments of a page, and whether it has form fields or pictures that are not read."""
    page = document[number]
    texts = page.get_textpage()
    found = [_plain(each.text, *each.values) for each in page_fragments(texts, number + 1)]
    answer = {"fragments": found, "fields": _has_fields(page), "picture": _picture(page, sum(len(each[0]) for each in found))}
    texts.close()
    page.close()
    return answer


def _plain(text: str, *values: float) -> list[Any]:
    """Return a fragment as data; half a surrogate pair, which no text can hold, is replaced."""
    return [text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), *values]


def _has_fields(page: Any) -> bool:
    import pypdfium2.raw as raw

    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _OBJECTS)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind == raw.FPDF_ANNOT_WIDGET:
            return True
    return False


def _picture(page: Any, characters: int) -> str:
    """Return what a picture of a page is: `page` where it stands for the page's text, `picture` where it is large; else nothing."""
    import ctypes

    import pypdfium2.raw as raw

    whole = max(page.get_width() * page.get_height(), 1.0)
    found = ""
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        edges = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(item, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left < _WIDE or top - bottom < _HIGH:
            continue
        if not characters:
            return "page"
        # A picture of the whole page under a text is its background, or the scan that the text was recognized from.
        found = "picture" if (right - left) * (top - bottom) < _WHOLE * whole else found
    return found


def _properties(document: Any) -> dict[str, str]:
    found = {}
    for key in ("ModDate", "CreationDate"):
        try:
            found[key] = document.get_metadata_value(key)
        except ValueError:
            continue
    return found


def _attachments(document: Any) -> list[str]:
    found = []
    for index in range(min(document.count_attachments(), _ATTACHMENTS)):
        try:
            found.append(document.get_attachment(index).get_name())
        except ValueError:
            found.append("")
    return found


def _bound(size: int) -> None:
    """Bound the memory and the processor time that one file takes, where the system can."""
    try:
        import resource

        with open("/proc/self/statm", "rb") as status:
            used = int(status.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        room = used + _MEMORY + _MEMORY_EACH * size
        resource.setrlimit(resource.RLIMIT_AS, (room if most == resource.RLIM_INFINITY else min(room, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, _SECONDS + _SECONDS_EACH * size / 1_000_000)


def _unbound() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, 0)
