"""The differences between two versions of a note."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from factcheck.runtime.records import record

if TYPE_CHECKING:
    from factcheck.bitext.segments import ValueItem

Span = tuple[int, int]


class DifferenceKind(StrEnum):
    """How two versions part. `ROUNDED`: one gives the other's figure in round; `MARKS`: a figure is written in the other language's way; `BROKEN`: one is cut in two;
    `QUALIFIER`: they hedge it in opposite ways; `HEDGE`: only one hedges it; `MISSING`: one says nothing of it; `ITEM`: nor
    has that item of a list; `MEMBERS`: one names fewer."""

    VALUE = "value"
    ROUNDED = "rounded"
    CURRENCY = "currency"
    WEEKDAY = "weekday"
    PER = "per"
    QUALIFIER = "qualifier"
    HEDGE = "hedge"
    TENSE = "tense"
    MEMBERS = "members"
    MISSING = "missing"
    ITEM = "item"
    MARKS = "marks"
    BROKEN = "broken"


@record(eq=False)
class VersionDifference:
    """Where two versions part: a span of each (document offsets), and the values at issue, where there are any.

    `named` tells that what is written the same in both versions ties the two places; `wrong` is the version, 0 or 1, that alone is at fault
    where the difference itself tells; `unit` is the place of its unit in the alignment.
    """

    kind: DifferenceKind
    spans: tuple[Span, Span]
    items: tuple[ValueItem | None, ValueItem | None] = (None, None)
    named: bool = False
    wrong: int | None = None
    segment: int = 0
