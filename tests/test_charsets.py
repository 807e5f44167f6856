"""Encodings of pages and texts: one decoding for reading and writing, and doubt refused by both."""

from __future__ import annotations

import codecs
from itertools import takewhile

import pytest

from factcheck.errors import DocumentError
from factcheck.formats import parse, rewrite
from factcheck.languages.load import all_languages

WORDS = "Été déjà : à l'œuvre, où ça ? Élève."
PLAIN = WORDS.replace("œ", "oe")
CURLY = WORDS.replace("'", "’")
OLD = "Content-Type"


def page(head: str, words: str = WORDS, prologue: str = "<!DOCTYPE html>") -> str:
    return (
        f'{prologue}\n<html lang="fr"><head>{head}<title>x</title></head>\n<body><p>{words}</p>\n<p>Fin du texte, déjà.</p></body></html>'
    )


def meta(name: str) -> str:
    return f'<meta http-equiv="{OLD}" content="text/html; charset={name}">'


def alike(one: bytes, other: bytes) -> int:
    """How many bytes are the same from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


# What stands in the file, and what a person reads there.
RIGHT = [
    # Valid UTF-8 with characters beyond ASCII wins over any declaration.
    ("html", page(meta("iso-8859-1"), CURLY).encode(), CURLY),
    ("html", page('<meta charset="windows-1252">', CURLY).encode(), CURLY),
    ("htm", page("<META CHARSET=latin1>", CURLY).encode(), CURLY),
    ("html", page(meta("macintosh"), CURLY).encode(), CURLY),
    ("html", page(meta("iso-8859-15"), CURLY).encode(), CURLY),
    ("html", page(meta("shift_jis"), CURLY).encode(), CURLY),
    ("html", page(meta("utf-16"), CURLY).encode(), CURLY),
    ("xhtml", page("", CURLY, '<?xml version="1.0" encoding="ISO-8859-1"?>').encode(), CURLY),
    # A right declaration of an old encoding.
    ("html", page(meta("iso-8859-1"), CURLY).encode("cp1252"), CURLY),
    ("html", page(meta("us-ascii"), PLAIN).encode("cp1252"), PLAIN),
    ("html", page('<meta charset="windows-1252">', CURLY).encode("cp1252"), CURLY),
    ("html", page(meta("iso-8859-15")).encode("iso8859-15"), WORDS),
    ("html", page(meta("macintosh"), CURLY).encode("mac_roman"), CURLY),
    ("html", page("<meta charset='x-mac-roman'>", CURLY).encode("mac_roman"), CURLY),
    ("html", page(meta("windows-1254"), CURLY).encode("cp1254"), CURLY),
    ("html", page(meta("ibm850"), PLAIN).encode("cp850"), PLAIN),
    ("xhtml", page("", PLAIN, '<?xml version="1.0" encoding="iso-8859-1"?>').encode("cp1252"), PLAIN),
    ("xhtml", page(meta("iso-8859-15"), WORDS, "<?xml version='1.0' encoding='ISO-8859-15'?>").encode("iso8859-15"), WORDS),
    # The declaration that counts is that of the page, not one in a comment, a script or a description.
    ("html", page(f"<!-- {meta('macintosh')} --><meta charset=latin1>", CURLY).encode("cp1252"), CURLY),
    ("html", page(f"<script>'{meta('macintosh')}'</script><meta charset=latin1>", CURLY).encode("cp1252"), CURLY),
    ("html", page(f'<meta name="d" content="charset=macintosh">{meta("latin1")}', CURLY).encode("cp1252"), CURLY),
    ("html", page(f"{meta('latin1')}{meta('macintosh')}", CURLY).encode("cp1252"), CURLY),
    # A mark wins over a declaration.
    ("html", codecs.BOM_UTF8 + page(meta("iso-8859-1"), CURLY).encode(), CURLY),
    ("html", codecs.BOM_UTF16_LE + page(meta("iso-8859-1"), CURLY).encode("utf-16-le"), CURLY),
    ("html", codecs.BOM_UTF16_BE + page(meta("utf-8"), CURLY).encode("utf-16-be"), CURLY),
    ("html", page(meta("utf-8"), CURLY).encode("utf-16-le"), CURLY),
    # No declaration, or a text that has none.
    ("html", page("", CURLY).encode("cp1252"), CURLY),
    ("txt", f"{CURLY}\n{PLAIN}\n".encode("cp1252"), CURLY),
    ("md", f"{WORDS}\n\n{meta('macintosh')}\n".encode("iso8859-15"), WORDS),
    ("txt", codecs.BOM_UTF32_LE + f"{CURLY}\n".encode("utf-32-le"), CURLY),
]


@pytest.mark.parametrize(("suffix", "data", "words"), RIGHT, ids=range(len(RIGHT)))
def test_read_and_written_in_one_encoding(suffix: str, data: bytes, words: str) -> None:
    name = f"note.fr.{suffix}"
    document = parse(data, name, all_languages())
    assert words in document.text
    at = document.text.index(words) + len(words) - len("Élève.")
    start, end = document.map.span(at, at + len("Élève"))
    written = rewrite(data, name, [(start, end, "Élan")])
    assert parse(written, name, all_languages()).text == document.text.replace("Élève.", "Élan.", 1)
    around = alike(data, written) + alike(data[::-1], written[::-1])
    assert len(data) - around <= len("Élève") * len(data) / len(document.source)
    assert rewrite(data, name, []) == data


REFUSED = [
    # A byte that is no letter of the encoding.
    ("html", page(meta("iso-8859-1"), "Été \x81").encode("latin1"), "document-encoding"),
    ("html", page(meta("windows-1252"), "Été \x8d").encode("latin1"), "document-encoding"),
    ("html", page(meta("iso-8859-15"), "Été \x92").encode("latin1"), "document-charset"),
    # A declaration that the bytes belie.
    ("html", page(meta("utf-8"), CURLY).encode("cp1252"), "document-encoding"),
    ("xhtml", page("", CURLY, '<?xml version="1.0" encoding="utf-8"?>').encode("cp1252"), "document-encoding"),
    ("html", page(meta("iso-8859-1"), PLAIN).encode("mac_roman"), "document-encoding"),
    ("html", page(meta("iso-8859-1"), "Déclaré, créé, mérité").encode("mac_roman"), "document-charset"),
    ("html", page(meta("iso-8859-1"), "Déclaré, créé, mérité").encode("cp850"), "document-charset"),
    ("html", page(meta("macintosh"), CURLY).encode("cp1252"), "document-charset"),
    ("html", page(meta("ibm850"), "Déclaré, créé, mérité").encode("cp1252"), "document-charset"),
    ("html", page(meta("shift_jis"), CURLY).encode("cp1252"), "document-charset"),
    ("html", page(meta("utf-16"), CURLY).encode("cp1252"), "document-encoding"),
    ("html", page(meta("x-unknown"), CURLY).encode("cp1252"), "document-charset"),
    # Two declarations, and two readings.
    ("xhtml", page(meta("macintosh"), PLAIN, '<?xml version="1.0" encoding="iso-8859-1"?>').encode("cp1252"), "document-charset"),
    # Some of it UTF-8, some not.
    ("html", page(meta("iso-8859-1"), CURLY).encode() + b"<p>\xe9t\xe9</p>", "document-charset"),
    ("html", codecs.BOM_UTF8 + page(meta("iso-8859-1"), CURLY).encode("cp1252"), "document-truncated"),
    # Texts in the encodings of old machines.
    ("txt", "Déclaré, créé, mérité\n".encode("mac_roman"), "document-encoding"),
    ("md", "Déclaré, créé, mérité\n".encode("cp850"), "document-encoding"),
    ("txt", "Hôtel, côte, hôpital, bientôt\n".encode("cp850"), "document-encoding"),
]


@pytest.mark.parametrize(("suffix", "data", "key"), REFUSED, ids=range(len(REFUSED)))
def test_doubt_is_refused_by_reader_and_writer(suffix: str, data: bytes, key: str) -> None:
    name = f"note.fr.{suffix}"
    for act in (lambda: parse(data, name, all_languages()), lambda: rewrite(data, name, [(0, 0, "x")])):
        with pytest.raises(DocumentError) as told:
            act()
        assert [problem.key for problem in told.value.problems] == [key]


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ('<meta charset="utf-8">', "Dépôt\u202f: 5".encode()),
        (meta("iso-8859-1"), "Dépôt".encode("cp1252") + b"&#8239;: 5"),
        (meta("macintosh"), "Dépôt".encode("mac_roman") + b"&#8239;: 5"),
        ("", b"D&#233;p&#244;t&#8239;: 5"),
        (meta("shift_jis"), b"D&#233;p&#244;t&#8239;: 5"),
    ],
)
def test_a_page_of_ascii_takes_corrections_that_browsers_show(head: str, written: bytes) -> None:
    data = page(head, "Le depot").replace("déjà", "ici").encode("ascii")
    at = data.index(b"depot")
    assert rewrite(data, "n.html", [(at, at + 5, "Dépôt\u202f: 5")]) == data.replace(b"depot", written)
