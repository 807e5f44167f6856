"""Files made to do harm: refused with a clear message, in bounded time and memory; the others are checked."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from office import paragraph, run, word
from test_cli import BAD, FACTS

pytestmark = pytest.mark.slow

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "lol"}">' for at in range(10))
# Seconds of processor time, and bytes of memory, that a refusal or a reading may take; measured: the worst takes 3.5 s and 1 GB.
SECONDS, MEMORY = 60, 2_500_000_000


def rezipped(changed: dict[str, bytes]) -> bytes:
    """A good Word file with some parts changed or added."""
    good, out = zipfile.ZipFile(io.BytesIO(word(paragraph("Text.")))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in good.namelist():
            new.writestr(name, changed.pop(name, good.read(name)))
        for name, data in changed.items():
            new.writestr(name, data)
    return out.getvalue()


def body(inner: str) -> dict[str, bytes]:
    return {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'.encode()}


def gigabyte() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new, new.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(1024):
            part.write(bytes(1 << 20))
    return out.getvalue()


def lying() -> bytes:
    """An archive whose part is larger than it says."""
    data = bytearray(rezipped({"word/document.xml": b"<a>" + b" " * 50_000_000 + b"</a>"}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length] == b"word/document.xml":
            struct.pack_into("<I", data, at + 24, 500)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def pdf(*objects: bytes) -> bytes:
    """A PDF with one page and these other objects from the fourth on."""
    first = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
    listed = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate([*first, page, *objects], 1))
    return b"%PDF-1.4\n" + listed + b"trailer<</Root 1 0 R/Size " + b"%d" % (4 + len(objects)) + b">>\n%%EOF"


def packed(stream: bytes) -> bytes:
    data = zlib.compress(stream)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(data), data)


REFUSED = {
    "gigabyte.docx": (gigabyte, "would unpack to more than"),
    "bomb.docx": (lambda: rezipped({"word/document.xml": b"<a>" + b" " * 50_000_000 + b"</a>"}), "would unpack to more than"),
    "lying.docx": (lying, "damaged or incomplete"),
    "outside.docx": (
        lambda: rezipped({"word/document.xml": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'}),
        "declares entities",
    ),
    "laughs.docx": (lambda: rezipped({"word/document.xml": f"<!DOCTYPE d [{LAUGHS}]><d>&l9;</d>".encode()}), "declares entities"),
    "laughs.odt": (lambda: rezipped({"content.xml": f"<!DOCTYPE d [{LAUGHS}]><d>&l9;</d>".encode()}), "declares entities"),
    "climbs.docx": (lambda: rezipped({"../../etc/x": b"1"}), "a path that leads out of it"),
    "many.docx": (lambda: rezipped({f"x{at}": b"" for at in range(20_000)}), "has more than 10000 parts"),
    "cut.docx": (lambda: word(paragraph("Text."))[:500], "damaged or incomplete"),
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "encrypted, or from an older version of Word"),
    "deep.docx": (lambda: rezipped(body("<w:tbl><w:tr><w:tc>" * 9000 + "</w:tc></w:tr></w:tbl>" * 9000)), "damaged or incomplete"),
    "cut.pdf": (lambda: b"%PDF-1.4\n1 0 obj", "damaged or incomplete"),
    "nested.pdf": (lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 20_000 + b"]" * 20_000 + b"\nendobj\n%%EOF", "damaged or incomplete"),
    "million.pdf": (lambda: pdf(*[b"<<>>"] * 1_000_000), "contains no text"),
    "bomb.pdf": (lambda: pdf(packed(b" " * 800_000_000)), "takes more memory or time than any note"),
    "crowded.pdf": (
        lambda: pdf(
            packed(
                b"BT /F 8 Tf " + b"".join(b"1 0 0 1 %d %d Tm (word%d) Tj " % (at % 500, at % 700, at) for at in range(400_000)) + b" ET"
            ),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ),
        "takes more memory or time than any note",
    ),
    "closing.html": (lambda: b"ab</x>" * 300_000, "closes more than"),
}
READ = {
    "deep.html": lambda: b"<div>" * 100_000 + b"x" + b"</div>" * 10_000,
    "signs.html": lambda: b"<" * 2_000_000,
    "comments.html": lambda: b"<!--" * 500_000,
    "formatting.html": lambda: b"<b><i><a href=x>" * 30_000,
    "tables.html": lambda: b"<table><p>" * 30_000,
    "attributes.html": lambda: b"<a " + b" ".join(b"x%d=1" % at for at in range(200_000)) + b">x",
    "word.txt": lambda: b"ab" * 1_000_000,
    "runs.docx": lambda: word(paragraph(*[run("a ")] * 100_000)),
}


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """A run over a folder within bounds of time and memory."""
    script = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "from factcheck.cli import main\n"
        "main(['check', 'documents', '--format', 'text', '--ui', 'en'])\n"
    )
    return subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "z.en.md").write_text(BAD, "utf-8")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="bounds are set as Unix has them")
@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, place: Path) -> None:
    make, message = REFUSED[name]
    (place / "documents" / name).write_bytes(make())
    before = sorted(path.name for path in place.rglob("*"))
    done = checked(place)
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"documents/{name}: failed: " in done.stdout and message in done.stdout
    assert "documents/z.en.md:1:38: error amount-mismatch" in done.stdout
    assert sorted(path.name for path in place.rglob("*")) == before and not done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="bounds are set as Unix has them")
@pytest.mark.parametrize("name", READ)
def test_read_in_bounds(name: str, place: Path) -> None:
    (place / "documents" / name).write_bytes(READ[name]())
    done = checked(place)
    assert done.returncode == 1, done.stdout[-2000:] + done.stderr[-2000:]
    assert "documents/z.en.md:1:38: error amount-mismatch" in done.stdout
