"""Documents made for the tests, by python-docx, by hand, and by LibreOffice."""

from __future__ import annotations

import html
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "pdf": "pdf:writer_web_pdf_Export", "txt": "txt:Text (encoded):UTF8,LF"}
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{code}
</script:module>
"""
_SETTLE = """Sub Accept()
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(Environ("SOURCE")), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + Environ("ACTION") + "AllTrackedChanges", "", 0, Array())
  Dim saved(1) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "Text (encoded)"
  saved(1).Name = "FilterOptions"
  saved(1).Value = "UTF8,LF"
  document.storeToURL(ConvertToURL(Environ("TARGET")), saved())
  document.close(True)
End Sub
"""
_ODF_NAMES = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "table", "style", "drawing")}
_ODF_SPACES = " ".join(f'xmlns:{"draw" if name == "drawing" else name}="{uri}"' for name, uri in _ODF_NAMES.items())
_ODF_SPACES += (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def page(note: Path) -> str:
    """The web page of a note, as a publishing tool would make it."""
    text, head = note.read_text("utf-8"), ""
    if text.startswith("---\n"):
        head, _, text = text[4:].partition("\n---\n")
    day = next((line.split(":", 1)[1].strip() for line in head.splitlines() if line.startswith("date:")), "")
    if note.suffix == ".md":
        body = MarkdownIt("commonmark", {"breaks": True, "html": True}).enable("table").render(text)
    else:
        body = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    meta = f'<meta name="dcterms.issued" content="{day}">' if day else ""
    return f'<!doctype html><html><head><meta charset="utf-8">{meta}<title>-</title></head><body>{body}</body></html>'


def convert(paths: Sequence[Path], form: str, folder: Path, options: str = "") -> None:
    """Files turned into another form by LibreOffice, each under its own name."""
    _soffice(folder, "--writer", "--convert-to", _FILTERS[form] + options, "--outdir", str(folder), *map(str, paths))


def accepted(path: Path, folder: Path) -> str:
    """The text of a Word or ODT file after LibreOffice accepted all its changes."""
    return _settled(path, folder, "Accept")


def rejected(path: Path, folder: Path) -> str:
    """The text of a Word or ODT file after LibreOffice rejected all its changes."""
    return _settled(path, folder, "Reject")


def set_up_macro(folder: Path, code: str) -> None:
    """Put a macro into the profile of a folder, which LibreOffice has used before."""
    (_basic(folder) / "Module1.xba").write_text(_MODULE.format(code=html.escape(code)), "utf-8")


def _basic(folder: Path) -> Path:
    return folder / "profile" / "user" / "basic" / "Standard"


def _settled(path: Path, folder: Path, action: str) -> str:
    if not _basic(folder).exists():
        convert([path], "txt", folder)
    set_up_macro(folder, _SETTLE)
    target = folder / f"{path.stem}.{action}.txt"
    _soffice(folder, "macro:///Standard.Module1.Accept", SOURCE=str(path), TARGET=str(target), ACTION=action)
    return target.read_text("utf-8-sig")


def _soffice(folder: Path, *arguments: str, **environment: str) -> None:
    assert SOFFICE
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *arguments]
    subprocess.run(command, check=True, timeout=180, capture_output=True, env={**os.environ, **environment})


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body and these other parts (`footnotes`, `header1`…), by hand."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **kinds}.items()
    )
    base = "http://schemas.openxmlformats.org"
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{base}/officeDocument/2006/relationships/{kind}" Target="{name}.xml"/>'
        for at, (name, kind) in enumerate(kinds.items())
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{base}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{base}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{base}/package/2006/relationships">{relations}</Relationships>',
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return stream.getvalue()


def _root(name: str, inner: str) -> str:
    spaces = {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return f"<w:{name} {declared}>{inner}</w:{name}>"


def part(name: str, inner: str) -> str:
    """A part of a Word file, such as its `footnotes`."""
    return _root(name, inner)


def run(text: str, mark: str = "t") -> str:
    """A run of a Word file."""
    return f'<w:r><w:{mark} xml:space="preserve">{html.escape(text, quote=False)}</w:{mark}></w:r>'


def paragraph(*inner: str) -> str:
    """A paragraph of a Word file; what does not begin with a mark is a run's text."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in inner)}</w:p>"


def odt(body: str, *, header: str = "", **parts: str) -> bytes:
    """An ODT file with this body, by hand."""
    styles = f"<office:master-styles><style:master-page style:name='Standard'><style:header>{header}</style:header></style:master-page></office:master-styles>"
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in ("content.xml", "styles.xml")
    )
    files = {
        "mimetype": kind,
        "content.xml": f'<office:document-content {_ODF_SPACES} office:version="1.3"><office:body><office:text>{body}</office:text></office:body></office:document-content>',
        "styles.xml": f'<office:document-styles {_ODF_SPACES} office:version="1.3">{styles if header else ""}</office:document-styles>',
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{entries}</manifest:manifest>',
        **{name.replace("__", "/"): text for name, text in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()
