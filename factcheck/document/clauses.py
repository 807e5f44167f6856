"""Splits a sentence at its strong marks into clauses; what brackets or a pair of dashes set aside is a clause of its own, and the rest one around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

_MARK = compiled(r"[;:()]|\s[—–]\s|—")
# A clock time or a ratio has a colon, and a figure such as (613) has brackets, that part nothing.
_CLOCK, _CODE = compiled(r"\d:\d"), compiled(r"\(\d{3}\)")
_OPENS, _CLOSES, _PARTS = range(3)


Clause = tuple[Span, ...]
"""The spans of a clause, in order: what brackets and pairs of dashes set aside within it stands between them."""


class Clauses:
    """The clauses of one sentence, found by offset."""

    def __init__(self, text: str, start: int, end: int) -> None:
        marks = [
            found.span()
            for found in _MARK.finditer(text, start, end)
            if not (_CLOCK.match(text, found.start() - 1) or _CODE.match(text, found.start()) or _CODE.match(text, found.start() - 4))
        ]
        pieces, owners = _pieces(list(zip(marks, _kinds(text, marks), strict=True)), start, end)
        self._ends, self._owners = [piece[1] for piece in pieces], owners
        self._found: dict[int, list[tuple[int, int]]] = {}
        for piece, owner in zip(pieces, owners, strict=True):
            self._found.setdefault(owner, []).append(piece)

    def at(self, offset: int, start: int, end: int) -> Clause:
        """The pieces of the clause around an offset, within the half-open span `[start, end)`."""
        piece = min(bisect_right(self._ends, offset), len(self._ends) - 1)
        found = self._found[self._owners[piece]]
        return tuple(Span(max(low, start), min(high, end)) for low, high in found if low < end and high > start) or (Span(offset, offset),)


def _kinds(text: str, marks: Sequence[tuple[int, int]]) -> list[int]:
    """Whether each mark opens an aside, closes it, or parts what stands on its two sides."""
    kinds, open_, dash = [_PARTS] * len(marks), list[int](), -1
    for at, (start, end) in enumerate(marks):
        mark = text[start:end].strip()
        if mark == "(":
            open_.append(at)
        elif mark == ")" and open_:
            kinds[open_.pop()], kinds[at] = _OPENS, _CLOSES
        elif mark in ";:":
            dash = -1 if not open_ else dash
        elif mark not in "()" and not open_:
            if dash >= 0:
                kinds[dash], kinds[at] = _OPENS, _CLOSES
            dash = at if dash < 0 else -1
    return kinds


def _pieces(marks: Iterable[tuple[tuple[int, int], int]], start: int, end: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The spans between the marks, in order, and for each the number of its clause."""
    pieces, owners, inside, last = list[tuple[int, int]](), list[int](), [0], 0
    for (opening, closing), kind in marks:
        pieces.append((start, opening))
        owners.append(inside[-1])
        start = closing
        if kind == _CLOSES:
            inside.pop()
            continue
        last += 1
        if kind == _PARTS:
            inside.pop()
        inside.append(last)
    return [*pieces, (start, end)], [*owners, inside[-1]]
