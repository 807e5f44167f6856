"""The same notes as Word files, web pages and PDF, made without the tool's own code."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

# A page of prose: so many lines of so many characters.
LINES, WIDTH = 42, 88
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def web(text: str) -> bytes:
    """The page of a Markdown note."""
    return f'<!doctype html><meta charset="utf-8"><title>-</title>{_MARKDOWN.render(text)}'.encode()


def word(text: str) -> bytes:
    """The Word file of a note, by python-docx: a run for each six words."""
    import io

    import docx

    document = docx.Document()
    for block in text.split("\n\n"):
        words = block.split()
        paragraph = document.add_paragraph()
        for at in range(0, len(words), 6):
            paragraph.add_run(" ".join(words[at : at + 6]) + " ")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pages(text: str) -> list[list[str]]:
    """The lines of a note, page by page."""
    lines = [line for block in text.split("\n\n") for line in [*textwrap.wrap(" ".join(block.split()), WIDTH), ""]]
    return [lines[at : at + LINES] for at in range(0, len(lines), LINES)]


def pdf(text: str) -> bytes:
    """The PDF of a note, one content stream a page, as the format asks for it and no more."""
    shown = pages(text)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(shown)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(shown)}>>".encode()]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for at, lines in enumerate(shown):
        drawn = "".join(f"({_escaped(line)}) Tj 0 -16 Td " if line else "0 -8 Td " for line in lines)
        stream = zlib.compress(f"BT /F 11 Tf 60 760 Td {drawn} ET".encode("cp1252", "replace"))
        box = "/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {5 + 2 * at} 0 R>>".encode())
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    listed = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + listed + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def turned(folder: Path, form: str, target: Path) -> Path:
    """A folder with every note of another one in that form."""
    target.mkdir(parents=True)
    makers: dict[str, Callable[[str], bytes]] = {"html": web, "docx": word, "pdf": pdf, "md": str.encode}
    make = makers[form]
    for path in sorted(folder.glob("*.md")):
        (target / f"{path.stem}.{form}").write_bytes(make(path.read_text("utf-8")))
    return target
