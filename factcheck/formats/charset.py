"""Find the encoding that a page declares, in its XML declaration or in a `meta` element."""

from __future__ import annotations

import codecs
import re

# A declaration stands in so many bytes at the start of a page.
_HEAD = 65_536
_XML = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w.:+-]{1,40})["']""")
_UNREAD = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style|title|noscript)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)
_META = re.compile(rb"<meta[\s/]([^>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_IN_CONTENT = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
# The encodings in which French and English pages are written, except UTF-16: it cannot be true of a page that could be searched.
KNOWN = frozenset(
    ["utf-8", "mac-roman", "cp437", "cp850", "cp858"]
    + [f"cp125{number}" for number in range(9)]
    + [f"iso8859-{number}" for number in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)]
)
# The labels that browsers read as another encoding than Python does (https://encoding.spec.whatwg.org/#names-and-labels).
_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "utf-8-sig": "utf-8", "utf-16": "utf-8", "utf-16-le": "utf-8"}
_LABELS = {"x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-cp1252": "cp1252"}


def find_declared_charset(data: bytes) -> tuple[str, ...]:
    """Return the encodings that a page declares: that of its XML declaration, then that of its first `meta` with one, each once.

    Each is one of KNOWN, as Python names it, or else the label that stands there.
    """
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    xml = _XML.match(head)
    labels = [*([xml[1]] if xml else []), *_of_metas(_UNREAD.sub(b" ", head))]
    return tuple(dict.fromkeys(map(_codec, labels)))


def _of_metas(head: bytes) -> list[bytes]:
    """Return the label of the first `meta` element that declares one."""
    for found in _META.finditer(head):
        values = {each[1].lower(): each[2] or each[3] or each[4] or b"" for each in _ATTRIBUTE.finditer(found[1])}
        if label := values.get(b"charset"):
            return [label.strip()]
        content = _IN_CONTENT.search(values.get(b"content", b""))
        if content and values.get(b"http-equiv", b"").strip().lower() == b"content-type":
            return [content[1]]
    return []


def _codec(label: bytes) -> str:
    name = label.decode("ascii", "replace").lower()
    try:
        codec = codecs.lookup(_LABELS.get(name, name)).name
    except (LookupError, ValueError):
        return name
    return _BROWSERS.get(codec, codec)
