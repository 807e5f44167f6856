"""The differences between two versions of a note."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from factcheck.runtime.records import record

if TYPE_CHECKING:
    from factcheck.bitext.segments import ValueItem

Span = tuple[int, int]


class DifferenceKind(StrEnum):
    """How two versions differ.

    `ROUNDED`: one gives the other's figure rounded. `MARKS`: a figure has the marks of the other language. `BROKEN`: a figure is split in
    two. `QUALIFIER`: they hedge it in opposite directions. `HEDGE`: only one hedges it. `MISSING`: one does not state it. `ITEM`: one lacks
    an item of a list. `MEMBERS`: one names fewer.
    """

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
    """Where two versions differ: a span of each (document offsets), and the values at issue, where there are any.

    `shares_names` says that what is written the same in both versions ties the two places; `wrong` is the version, 0 or 1, that alone is at fault
    where the difference itself tells; `segment` is the place of its segment in the alignment.
    """

    kind: DifferenceKind
    spans: tuple[Span, Span]
    items: tuple[ValueItem | None, ValueItem | None] = (None, None)
    shares_names: bool = False
    wrong: int | None = None
    segment: int = 0
