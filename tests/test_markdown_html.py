"""HTML in Markdown is read as in a page; the directives of MyST are read as text."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from factcheck.document import Document
from factcheck.formats import parse
from factcheck.languages.load import all_languages


def read(text: str, name: str = "a.en.md") -> Document:
    return parse(text.encode(), name, all_languages())


def blocks(document: Document) -> list[tuple[object, ...]]:
    found = document.blocks
    return [(each.kind, each.table, each.row, each.column, each.header, document.text[each.start : each.end]) for each in found]


def texts(text: str) -> list[str]:
    document = read(text)
    return [document.text[each.start : each.end] for each in document.blocks]


ALIKE = [
    "<table>\n<tr><th>Item</th><th>Amount</th></tr>\n<tr><td>Fund</td><td>$2.3 million</td></tr>\n</table>",
    "<table><thead><tr><th>Item<th>Amount<tbody><tr><td>Fund<td>$2.3 million<tr><td>Other<td></table>",
    "<table>\n<caption>Sums</caption>\n<tr><td>Fund</td><td>$2 <b>million</b></td></tr></table>\n<p>After the table.</p>",
    "<table><tr><td><p></p></td><td>x</td><td></td></tr></table>",
    "<table><tr><td>One</td></tr></table><table><tr><td>Two</td></tr></table>",
    "<table><tr><td><table><tr><td>Inner</td></tr></table></td><td>Outer</td></tr></table>",
    "<ul>\n<li>One of them\n<li>Two of them\n<ul><li>Three of them</li></ul>\n</ul>",
    "<h2>The head</h2>\n<p>The text of <em>it</em>, which is long.</p>",
    "<p>It gets <del>$2 million</del> <ins>$3 million</ins> a year.</p>",
    "<p>It gets <s>$2</s><strike>$4</strike> $3 million <code>x = 5</code> a year.</p>",
    "<p>Seen <span hidden>not 12</span><span style='display: none'>nor 13</span><span aria-hidden='true'>nor 14</span> here.</p>",
    "<div style=\"display:none\"><p>Gone.</p><div>Gone too.</div></div><div>Kept here.</div>",
    "<div hidden>Gone</div><p>Kept</p>",
    "<script>var x = '<p>12 million</p>';</script><p>Kept here.</p><style>p { width: 12% }</style>",
    "<p>One line<br>another line<br/>and a third</p>",
    "<p>A &amp; B &eacute;t&eacute; &#36;3.2&nbsp;million &lt;b&gt;</p>",
    "<p>Two   spaces\nand a line</p>",
    "<blockquote><p>Quoted words here.</p></blockquote><dl><dt>Term</dt><dd>What it is.</dd></dl>",
    "<p>A note<sup>1</sup> and the 5<sup>th</sup> of 10<sup>6</sup></p>",
    "<details><summary>The summary of it</summary><p>The rest of it.</p></details>",
    "<div><p>Never closed<p>Nor this one<div>nor that",
    "<template><p>Gone.</p></template><noscript>Gone.</noscript><p>Kept here.</p>",
    "<p title=\"a > b\">Kept > here.</p><p title='<del>'>And here.</p>",
]  # fmt: skip


@pytest.mark.parametrize("html", ALIKE)
def test_a_piece_of_html_gives_what_the_page_gives(html: str) -> None:
    page = read(f"<!DOCTYPE html><body>{html}</body>", "a.en.html")
    document = read(html)
    assert blocks(document) == blocks(page)
    assert blocks(page)
    for block in document.blocks:
        for at in range(block.start, block.end):
            character, place = normalize("NFKC", document.text[at]), document.map.source(at)
            assert character.isspace() or document.source[place] in (character, "&")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<del>gone $2.</del> Kept $3.", ["Kept $3."]),
        ("It gets <del>$2 **million**</del> $3 million.", ["It gets $3 million."]),
        ("It <s>*gets*</s> <kbd>x</kbd>stays.", ["It stays."]),
        ("It <del>is open\n\nThe next one.", ["It", "The next one."]),
        ("<div style='display:none'>\n\nGone.\n\n- Gone.\n\n| a |\n|---|\n| 1 |\n\n</div>\n\nKept.", ["Kept."]),
        ("<div hidden>\n\nGone.\n\n<div>\n\nGone too.\n\n</div>\n\nStill gone.\n\n</div>\n\nKept.", ["Kept."]),
        ("<del>\n\nGone *here*.\n\n</del>\n\nKept.", ["Kept."]),
        ("Before.\n\n<!-- <div hidden> -->\n\nKept.", ["Before.", "Kept."]),
        ("`<del>` stays in Kept.", ["stays in Kept."]),
        ("    <div hidden>\n\nKept.", ["Kept."]),
        ("```\n<div hidden>\n```\n\nKept.", ["Kept."]),
        ("</div></del> Kept.\n\n</div>\n\nKept too.", ["Kept.", "Kept too."]),
        ("<span hidden>\n\nGone.\n\n</span>\n\nKept.", ["Kept."]),
        ("> <div hidden>\n>\n> Gone.\n>\n> </div>\n\nKept.", ["Kept."]),
        ("- One\n  <p hidden>gone</p>\n- Two", ["One", "Two"]),
    ],
)
def test_struck_and_hidden_text_is_not_read(text: str, found: list[str]) -> None:
    document = read(text)
    assert [" ".join(each.split()) for each in texts(text) if each] == found
    assert "one" not in document.text.lower().replace("one.", "").replace("one\n", "") and "gone" not in document.text.lower()


def test_markdown_in_the_cells_of_a_table() -> None:
    text = "| a |\n|---|\n| b |\n\n<table><tr><td>\n\n**bold** text\n\n</td><td></td></tr></table>\n\nAfter it.\n\n| c |\n|---|\n"
    found = [(each[1:4], each[5]) for each in blocks(read(text))]
    assert found == [
        ((0, 0, 0), "a"),
        ((0, 1, 0), "b"),
        ((1, 0, 0), "bold text"),
        ((1, 0, 1), ""),
        ((-1, -1, -1), "After it."),
        ((2, 0, 0), "c"),
    ]


def test_a_table_in_a_quotation_stands_where_it_stands() -> None:
    text = "> <table>\n> <tr><td>North\n> shore</td><td>$2 &lt; $3</td></tr></table>"
    document = read(text)
    assert texts(text) == ["North shore", "$2 < $3"]
    at = document.text.index("shore")
    assert document.source[document.map.source(at) :].startswith("shore</td>")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```{note}\nThe text.\n```", ["The text."]),
        ("~~~{warning}\nThe *text*.\n\n- One\n~~~\n\nAfter.", ["The text.", "One", "After."]),
        ("```{note} The text of it.\n```", ["The text of it."]),
        ("```{admonition} A **title**\n:class: tip\n:name: x\nThe text.\n```", ["A title", "The text."]),
        ("```{dropdown} A title\n---\nopen: 12\n---\nThe text.\n```", ["A title", "The text."]),
        ("````{note}\n```{tip}\nInner text.\n```\nOuter text.\n````\nAfter.", ["Inner text.", "Outer text.", "After."]),
        ("```{figure} a-12.png\n:width: 300px\nThe caption.\n```", ["The caption."]),
        (":::{note}\n:class: x\nThe text.\n:::\nAfter.", ["The text.", "After."]),
        ("::::{grid}\n:::{card} A title\nThe text.\n:::\n::::\n", ["A title", "The text."]),
        ("::: {.callout-note}\nThe text.\n:::", ["The text."]),
        (":::warning\nThe text.\n:::", ["The text."]),
        ("- Item\n\n  ```{note}\n  The text.\n  ```\n", ["Item", "The text."]),
        ("> ```{note}\n> The text.\n> ```\n", ["The text."]),
        ("```{list-table} A title\n* - One\n  - Two\n```", ["A title", "One", "Two"]),
        ("```{note}\nNever closed.", ["Never closed."]),
        ("```{NOTE}\nThe text.\n```", ["The text."]),
    ],
)
def test_the_text_of_directives_is_read(text: str, found: list[str]) -> None:
    assert texts(text) == found
    assert not read(text).unread


@pytest.mark.parametrize(
    "info", ["{code-block} python", "{r}", "{r setup, echo=FALSE}", "{python}", "{math}", "{mermaid}", "python", "", "{image} a.png"]
)
def test_code_is_left_out(info: str) -> None:
    document = read(f"Before.\n\n```{info}\nx = 12 million\n```\n\nAfter.")
    assert [document.text[each.start : each.end] for each in document.blocks] == ["Before.", "After."]
    assert not document.unread


@pytest.mark.parametrize("name", ["csv-table", "my-directive", "Panels", "x:y"])
def test_a_directive_that_is_not_known_is_said(name: str) -> None:
    document = read(f"Before.\n\n```{{{name}}} 12\nx = 12 million\n```\n")
    [unread] = document.unread
    assert (unread.kind, unread.key, dict(unread.values), unread.start) == ("part", "unread-directive", {"name": name.lower()}, 9)


@pytest.mark.parametrize("form", ["a.en.md", "a.en.html"])
@pytest.mark.parametrize(
    ("html", "unread"),
    [
        ("<iframe src='https://example.org/x'></iframe>", [("part", "unread-frame")]),
        ("<object data='x.pdf'></object>", [("part", "unread-frame")]),
        ("<canvas></canvas>", [("chart", "unread-chart")]),
        ("<div><svg><text>12 million</text></svg></div>", [("chart", "unread-chart")]),
        ("<div><svg width='12'><path d='M 1 2'/></svg></div>", []),
        ("<div><math><mn>5</mn></math></div>", [("part", "unread-formula")]),
        ("<img src='a.png' width='600' height='400'>", [("picture", "unread-picture")]),
        ("<img src='a.png' width='600' height='400' alt=''>", []),
        ("<img src='a.png' width='600' height='400' alt='A lighthouse'>", []),
        ("<img src='a.png' width='60' height='40'>", []),
        ("<img src='a.png'>", []),
        ("<div hidden><iframe src='x'></iframe></div>", []),
    ],
)
def test_what_a_page_holds_beside_text(html: str, unread: list[tuple[str, str]], form: str) -> None:
    document = read(f"{html}\n\nText.", form)
    assert [(each.kind, each.key) for each in document.unread] == unread
    for each in document.unread:
        assert document.source[each.start] == "<"


def test_a_suppression_of_a_page_covers_what_follows_it() -> None:
    comment = "<!-- factcheck: ignore x -->"
    page = read(
        f"<p>One.</p>{comment}<p>Two.</p><p>Three {comment} four.</p><table><tr><td>{comment}Five.</td></tr></table>{comment}", "a.en.html"
    )
    covered = [page.text[slice(*each.covers)] if each.covers else None for each in page.comments]
    assert covered == ["Two.", "Three four.", "Five.", None]
    assert [page.source[each.start : each.end] for each in page.comments] == [comment] * 4
    note = read(f"One.\n\n{comment}\n\nTwo.\n\n<p>Three {comment} four.</p>\n\n<div>{comment}<p>Five.</p></div>\n\n{comment}\n")
    assert [note.text[slice(*each.covers)] if each.covers else None for each in note.comments] == ["Two.", "Three four.", "Five.", None]


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "b", "ul><li", "section", "em", "table><tr><td", "font", "center"])
@pytest.mark.parametrize("depth", [401, 3_000])
def test_pages_are_read_to_any_depth(tag: str, depth: int) -> None:
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    page = read(f"<p>Start.</p>{f'<{tag}>' * depth}deep text{closing * depth}<p>End.</p>", "a.en.html")
    assert [page.text[each.start : each.end] for each in page.blocks if each.start < each.end] == ["Start.", "deep text", "End."]
    assert not page.unread
