"""PDF files made to do harm: each is refused within bounds of its own, and the others are read; what of a PDF is not read is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from test_pdf import FIRST, SECOND, THIRD
from test_pdf import pdf as readable

from factcheck.errors import DocumentError
from factcheck.formats import parse
from factcheck.formats.pdf import child_process as pdf_reader
from factcheck.languages.load import all_languages

pytestmark = pytest.mark.slow

# Bytes of memory that refusing a file of a few kB may take; measured: 216 MB.
MEMORY = 300_000_000
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
TEXT = b"BT /F 10 Tf 1 0 0 1 60 700 Tm (A good text of the north shore.) Tj ET "


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


@cache
def spaces(times: int = 1) -> bytes:
    """Spaces of 400 MB, packed so many times."""
    return zlib.compress(spaces(times - 1) if times > 1 else b" " * 400_000_000, 9)


def pdf(*objects: bytes, resources: bytes = b"", page: bytes = b"", kids: bytes = b"3 0 R", count: int = 1) -> bytes:
    """A PDF with a page of these resources: its contents are object 4, its font is object 5, the others follow."""
    first = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count))
    own = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>%s>>/Contents 4 0 R%s>>" % (resources, page)
    listed = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate([*first, own, *objects], 1))
    return b"%PDF-1.4\n" + listed + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (4 + len(objects))


def forms(*bodies: tuple[bytes, int]) -> bytes:
    """A page that draws a form; each form draws another one, by its number, as often as its body says."""
    made = [stream(TEXT + body, b"%s/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>" % (FORM, after)) for body, after in bodies]
    return pdf(stream(TEXT + b"/X Do"), FONT, *made, resources=b"/XObject<</X 6 0 R>>")


def bomb(name: bytes, data: bytes) -> bytes:
    return pdf(stream(data, b"/Filter " + name), FONT)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a form that draws itself": lambda: forms((b"/X Do " * 3, 6)),
    "two forms that draw each other": lambda: forms((b"/X Do " * 4, 7), (b"/X Do " * 4, 6)),
    "a ring of forms": lambda: forms((b"/X Do " * 2, 7), (b"/X Do " * 2, 8), (b"/X Do " * 2, 6)),
    "a fan of forms": lambda: forms(*[(b"/X Do " * 10, 7 + at) for at in range(9)], (b"", 6)),
    "a wide fan": lambda: forms((b"/X Do " * 3000, 7), (b"/X Do " * 3000, 8), (b"", 6)),
    "a glyph that draws forms": lambda: pdf(
        stream(b"BT /F 10 Tf 60 700 Td (aaaaaaaaaa) Tj ET " * 40),
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]/CharProcs<</a 6 0 R>>"
        b"/Encoding<</Differences[97/a]>>/Resources<</XObject<</X 7 0 R>>>>>>",
        stream(b"9 0 d0 " + b"/X Do " * 300),
        stream(TEXT + b"/X Do " * 300, b"%s/Resources<</Font<</F 8 0 R>>/XObject<</X 7 0 R>>>>" % FORM),
        FONT,
    ),
    "packed": lambda: bomb(b"/FlateDecode", spaces()),
    "packed, spelled otherwise": lambda: bomb(b"/#46lateDecode", spaces()),
    "packed, spelled wholly otherwise": lambda: bomb(b"/#46#6c#61#74#65#44#65#63#6f#64#65", spaces()),
    "packed, in short": lambda: bomb(b"/Fl", spaces()),
    "packed, in a list": lambda: bomb(b"[/FlateDecode]", spaces()),
    "packed twice": lambda: bomb(b"[/FlateDecode/FlateDecode]", spaces(2)),
    "packed three times": lambda: bomb(b"[/FlateDecode/FlateDecode/FlateDecode]", spaces(3)),
    "packed and in figures": lambda: bomb(b"[/ASCIIHexDecode /FlateDecode]", spaces().hex().encode() + b">"),
    "packed and in figures, in short": lambda: bomb(b"[/AHx /Fl]", spaces().hex().encode() + b">"),
    "packed, named elsewhere": lambda: pdf(stream(spaces(), b"/Filter 6 0 R"), FONT, b"/FlateDecode"),
    "a page many times over": lambda: pdf(stream(b"BT /F 10 Tf " + b"(word) Tj " * 2000 + b"ET"), FONT, kids=b"3 0 R " * 3_000, count=3_000),
}  # fmt: skip
SCRIPT = """
import json, resource, sys
from pathlib import Path
from factcheck.languages.load import all_languages
from factcheck.errors import DocumentError
from factcheck.formats import parse
from factcheck.formats.pdf import child_process as pdf_reader
told = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        told[path.name] = parse(path.read_bytes(), path.name, all_languages()).text
    except DocumentError as error:
        told[path.name] = [problem.key for problem in error.problems]
while pdf_reader._readers:
    pdf_reader._readers.pop().close()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([told, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded as Linux has it")
@pytest.mark.parametrize("name", HOSTILE)
def test_refused_within_bounds_and_the_others_are_read(name: str, tmp_path: Path) -> None:
    data = HOSTILE[name]()
    for at in (0, 2):
        (tmp_path / f"{at}.pdf").write_bytes(readable([(60, 700, FIRST), (60, 688, SECOND), (60, 676, THIRD)]))
    (tmp_path / "1.pdf").write_bytes(data)
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True)
    told, memory, _ = json.loads(done.stdout)
    assert told["1.pdf"] == ["document-costly"]
    assert SECOND in told["0.pdf"].replace("\n", " ") and told["0.pdf"] == told["2.pdf"]
    assert memory < MEMORY + 3 * len(data)
    assert not done.stderr


def test_one_process_serves_many_files() -> None:
    data = readable([(60, 700, FIRST), (60, 688, SECOND), (60, 676, THIRD)])
    parse(data, "a.pdf", all_languages())
    [reader] = pdf_reader._readers
    for _ in range(3):
        parse(data, "a.pdf", all_languages())
        assert [reader] == pdf_reader._readers
    with pytest.raises(DocumentError):
        parse(HOSTILE["a form that draws itself"](), "b.pdf", all_languages())
    assert not pdf_reader._readers
    with pytest.raises(DocumentError) as told:
        parse(b"%PDF-1.4\n1 0 obj", "c.pdf", all_languages())
    assert told.value.problems[0].key == "document-broken" and len(pdf_reader._readers) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are made as Unix has them")
def test_a_fork_opens_a_process_of_its_own() -> None:
    data = readable([(60, 700, FIRST)])
    parse(data, "a.pdf", all_languages())
    [reader] = pdf_reader._readers
    child = os.fork()
    if not child:
        text = parse(data, "a.pdf", all_languages()).text
        os._exit(0 if FIRST in text and pdf_reader._readers[0] is not reader else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert FIRST in parse(data, "a.pdf", all_languages()).text and pdf_reader._readers == [reader]


IMAGE = stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
ALONE = pdf(stream(TEXT), FONT)


def pictured(*drawn: bytes) -> bytes:
    """A PDF with a page for each of these contents, which may draw a picture."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(drawn)))
    pages = [
        each
        for at, contents in enumerate(drawn)
        for each in (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>/XObject<</I 5 0 R>>>>/Contents %d 0 R>>"
            % (7 + 2 * at),
            stream(contents),
        )
    ]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(drawn)), b"null", FONT, IMAGE, *pages]
    listed = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + listed + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def image(wide: int, high: int) -> bytes:
    return b"q %d 0 0 %d 50 50 cm /I Do Q " % (wide, high)


@pytest.mark.parametrize(
    ("pages", "unread"),
    [
        ((TEXT, image(600, 800)), [("unread-page", 2)]),
        ((image(600, 800), TEXT), [("unread-page", 1)]),
        ((TEXT, image(400, 300)), [("unread-page", 2)]),
        ((TEXT + image(400, 300),), [("unread-picture", 1)]),
        ((TEXT, TEXT, TEXT + image(300, 200)), [("unread-picture", 3)]),
        ((TEXT + image(400, 300), TEXT + image(400, 300)), [("unread-picture", 1), ("unread-picture", 2)]),
        ((TEXT + image(400, 300) + image(400, 300),), [("unread-picture", 1)]),
        ((TEXT + image(600, 800),), []),
        ((TEXT + image(90, 40),), []),
        ((TEXT + image(500, 20),), []),
        ((TEXT, b""), []),
        ((TEXT,), []),
    ],
)
def test_pages_and_pictures_that_are_not_read_are_said(pages: tuple[bytes, ...], unread: list[tuple[str, int]]) -> None:
    document = parse(pictured(*pages), "a.en.pdf", all_languages())
    assert [(each.key, each.location["page"]) for each in document.unread] == unread
    assert {each.kind for each in document.unread} <= {"picture"}


def test_form_fields_are_said_once() -> None:
    note = b"<</Type/Annot/Subtype/%s/FT/Tx/T(x)/V(12 million)/Rect[9 9 99 99]>>"
    fields = pdf(stream(TEXT), FONT, note % b"Widget", page=b"/Annots[6 0 R 6 0 R]")
    assert [(each.kind, each.key) for each in parse(fields, "a.pdf", all_languages()).unread] == [("part", "unread-fields")]
    assert not parse(pdf(stream(TEXT), FONT, note % b"Text", page=b"/Annots[6 0 R]"), "a.pdf", all_languages()).unread


@pytest.mark.parametrize("title", [b"<FEFFD800>", b"<FEFFDC00D800>", b"<FF>", b"(\\377\\376\\000)", b"12", b"[1]", b"null"])
def test_odd_properties_are_no_failure(title: bytes) -> None:
    start = ALONE.rindex(b"trailer")
    note = b"6 0 obj\n<</Title %s/ModDate %s/CreationDate(D:20200305)>>\nendobj\ntrailer<</Info 6 0 R" % (title, title)
    document = parse(ALONE[:start] + note + ALONE[start + len(b"trailer<<") :], "a.pdf", all_languages())
    assert "A good text" in document.text
    document.text.encode(), json.dumps(dict(document.meta)).encode()
