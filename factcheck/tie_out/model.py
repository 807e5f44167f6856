"""The data of a tie-out: the places of a note with their classes, and what the notes leave of the registry."""

from __future__ import annotations

from collections import Counter

from factcheck.coverage import ClaimClass
from factcheck.document import Location
from factcheck.reporters.places import Spot
from factcheck.runtime.records import record

OUTSIDE = "outside-text"
"""Why digits are ignored that stand in the file and not in what a person reads: front matter, code, link targets, item numbers."""
COUNTED = (ClaimClass.VERIFIED, ClaimClass.CONTRADICTED, ClaimClass.UNCOVERED, ClaimClass.UNREAD)
"""The classes of what a note states; what is ignored states nothing that a fact could confirm."""


@record(eq=False)
class ClaimPlace:
    """A figure, a date or a name of a note; one line a field.

    `spot` is its place in the source, `location` its page, cell or footnote in a file without lines.
    `kind` is amount, date, name and so on, or `number` for digits that state no value that was read.
    `outcome` is its class.
    `reason` is why it is ignored, empty where it is not.
    `excerpt` is the text around it, on one line.
    """

    spot: Spot
    location: Location
    kind: str
    outcome: ClaimClass
    reason: str
    excerpt: str


@record(eq=False)
class NoteTieOut:
    """The tie-out of one note: its claims, in order, and the ids of the facts that it states."""

    path: str
    claims: tuple[ClaimPlace, ...]
    stated: frozenset[str]

    @property
    def counts(self) -> Counter[ClaimClass]:
        """How many claims are in each class."""
        return Counter(claim.outcome for claim in self.claims)


def find_rate(counts: Counter[ClaimClass]) -> float:
    """Return the share of what is stated that a fact verifies, in hundredths rounded down to a tenth; 100 where nothing is stated."""
    total = sum(counts[each] for each in COUNTED)
    return int(1000 * counts[ClaimClass.VERIFIED] / total) / 10 if total else 100.0
