"""Odd files: read, or refused with a DocumentError, never another failure; their texts can be written anywhere."""

from __future__ import annotations

import io
import zipfile

import pytest
from office import paragraph, part, word

from factcheck.errors import DocumentError
from factcheck.formats import parse
from factcheck.languages.load import all_languages

CODES = [*range(0x20), 0x7F, 0x80, 0x85, 0x9F, 0xAD, 0xD800, 0xDFFF, 0x2028, 0xFFFE, 0xFFFF, 0x1D11E, 0x110000, 10**12]


@pytest.mark.parametrize("form", ["html", "xhtml", "md", "txt"])
@pytest.mark.parametrize("code", CODES, ids=hex)
def test_odd_characters(code: int, form: str) -> None:
    there = code < 0xD800 or 0xE000 <= code < 0x110000
    for odd in (f"&#{code};", f"&#x{code:x};", chr(code) if there else ""):
        text = f"<p>A {odd} fund gets ${odd}24.22{odd} million</p><!-- factcheck: ignore{odd} x --><a title='{odd}'>link</a><title>{odd}</title>"
        try:
            document = parse(text.encode(), f"a.en.{form}", all_languages())
        except DocumentError:
            continue
        assert "fund gets" in document.text
        document.text.encode(), document.source.encode()
        assert all(0 <= document.map.source(at) <= len(document.source) for at in range(len(document.text)))


PIECES = (
    "<|<!|<!-|<!--|<!-->|</|</>|<a|<a =|<a x=|<a x='|<?xml|<?|<![CDATA[|<![CDATA[x]]>|<table><tr><td|<svg><title>x<p>|<math><mi>x<table>|"
    "<select><option>a<p>|<frameset>|<template><tr>|<plaintext>a|<table>a<b>b<tr>c|<title>|<textarea>|<xmp>|<body hidden>x|<td>x|<tr>|</p>|</br>|"
    "<image>|<p/>|<li></ul>|<sup>|<sup><p>1</sup>|<del><table></del>|<b><div></b>|</table></table>|<br hidden>|<td hidden><p>|<h7>|<x-y>|<1>"
).split("|")


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("piece", PIECES)
def test_odd_html(piece: str, form: str) -> None:
    for text in (piece, f"x {piece} $3 million\n\n{piece}\n\n{piece}", f"> {piece}\n> y\n\n- {piece}\n"):
        document = parse(text.encode(), f"a.en.{form}", all_languages())
        assert all(block.start <= block.end for block in document.blocks)


GOOD = word(paragraph("A good text."), styles=part("styles", ""), footnotes=part("footnotes", ""))
NAMES = [*zipfile.ZipFile(io.BytesIO(GOOD)).namelist(), "docProps/core.xml", "word/header1.xml"]
PARTS: list[bytes | None] = [
    None,
    b"",
    b" ",
    b"x",
    b"<",
    b"<a/>",
    b"<a><b></a>",
    b"\xff\xfe<a/>",
    b"<?xml version='1.0' encoding='utf-16'?><a/>",
    b"<?xml version='1.0' encoding='bogus'?><a/>",
    b"<?xml version='1.1'?><a/>",
    b"<a xmlns='x' y='1' y='2'/>",
    b"<x:a/>",
    bytes(20),
    b"<a>\xe9</a>",
    b"<a>&#1;</a>",
    b"<a>&bogus;</a>",
    b"<?pi?><!-- c --><a><?pi x?><!-- c -->t</a>",
    b"<a>\xed\xa0\x80</a>",
    b"<!DOCTYPE a><a/>",
    b" " * 5000 + b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    b"<Relationships><Relationship/></Relationships>",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", PARTS, ids=range(len(PARTS)))
def test_odd_parts_of_a_word_file(name: str, data: bytes | None) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(out, "w") as archive:
        for each in {*good.namelist(), name}:
            content = data if each == name else good.read(each)
            if content is not None:
                archive.writestr(each, content)
    try:
        document = parse(out.getvalue(), "a.en.docx", all_languages())
    except DocumentError as error:
        assert error.problems[0].key in ("document-broken", "document-entities", "document-no-word")
    else:
        assert "A good text." in document.text


BODIES = (
    "<w:p><w:r><w:t>a<!-- c -->b<?pi?>c<![CDATA[d]]></w:t></w:r></w:p>|<w:tbl/>|<w:tbl><w:tr/></w:tbl>|<w:tc/>|<w:r><w:t>x</w:t></w:r>|"
    "<w:txbxContent><w:p/></w:txbxContent>|<w:p><w:p><w:r><w:t>x</w:t></w:r></w:p></w:p>|<w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:p>|"
    "<w:p><w:pPr><w:pStyle/></w:pPr></w:p>|<w:p><w:r><w:fldChar/></w:r></w:p>|<w:p><w:pPr><w:numPr/></w:pPr></w:p>|<w:sdt/>|<w:altChunk/>|"
    "<w:p><w:r><w:rPr><w:vertAlign/><w:rStyle/></w:rPr><w:t>x</w:t></w:r></w:p>|<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>|<w:subDoc/>"
).split("|")


@pytest.mark.parametrize("body", BODIES)
def test_odd_bodies_of_a_word_file(body: str) -> None:
    for inner in (body, f"<w:p><w:r>{body}</w:r></w:p>", f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"):
        assert "A good text." in parse(word(inner + paragraph("A good text.")), "a.en.docx", all_languages()).text
