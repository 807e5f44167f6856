"""Positions and edits in the text of an open file, in the units of each client."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from lsprotocol import types

from factcheck.lsp.text import Text

LETTERS = st.text("aé€🚢\r\n\u2028\x0c\ufeff ", max_size=40)
UNITS = {"utf-8": lambda words: len(words.encode()), "utf-16": lambda words: len(words.encode("utf-16-le")) // 2, "utf-32": len}


def change(start: tuple[int, int], end: tuple[int, int], text: str) -> Any:
    return types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), text)


@pytest.mark.parametrize("encoding", UNITS)
@given(source=LETTERS)
def test_each_offset_has_a_position_of_its_own(encoding: str, source: str) -> None:
    text = Text(source, encoding)
    for at in range(len(text.content) + 1):
        position = text.position(at)
        inside_end = text.content[at - 1 : at + 1] == "\r\n"
        assert text.offset(position) == (at - 1 if inside_end else at)


@pytest.mark.parametrize("encoding", UNITS)
def test_columns_count_units(encoding: str) -> None:
    text = Text("été 🚢 $5\r\nsecond", encoding)
    assert text.position(6) == types.Position(0, UNITS[encoding]("été 🚢 "))
    assert text.position(10) == types.Position(1, 0)
    assert text.line(1) == "second"


def test_only_line_feeds_and_returns_end_lines() -> None:
    text = Text("a\u2028b\x0cc\x85d\re\nf")
    assert [text.line(number) for number in range(4)] == ["a\u2028b\x0cc\x85d", "e", "f", ""]


@pytest.mark.parametrize(
    ("source", "changes", "result"),
    [
        ("one two", [change((0, 4), (0, 7), "2")], "one 2"),
        ("🚢 two", [change((0, 3), (0, 6), "2")], "🚢 2"),
        ("one\r\ntwo", [change((0, 3), (1, 0), " ")], "one two"),
        ("one", [change((0, 3), (0, 3), "!"), change((0, 0), (0, 1), "O")], "One!"),
        ("one", [change((0, 2), (0, 0), "")], "e"),
        ("one", [change((0, 1), (9, 9), "h")], "oh"),
        ("one", [change((7, 0), (9, 9), "!")], "one!"),
        ("one", [change((0, 99), (0, 99), "!")], "one!"),
        ("one", [types.TextDocumentContentChangeWholeDocument("two"), change((0, 0), (0, 0), "2 ")], "2 two"),
        ("\ufeffone", [change((0, 1), (0, 4), "two")], "two"),
        ("a\ud800b", [change((0, 2), (0, 3), "c")], "a\ufffdc"),
    ],
)
def test_edits_are_applied_in_order(source: str, changes: list[Any], result: str) -> None:
    assert Text(source).apply(changes).content == result
