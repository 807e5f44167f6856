"""The change of a fact's value in the notes: what is changed, and why a place is left as it is."""

from __future__ import annotations

from enum import StrEnum

from factcheck.facts.schema import Fact, Registry
from factcheck.findings import Edit, Report
from factcheck.fix import Change
from factcheck.places.former_value import with_fact
from factcheck.places.place import FactPlace
from factcheck.runtime.records import record


class Refusal(StrEnum):
    """Why a place is not rewritten; one line a member.

    `OTHER` states neither the former value nor the new one.
    `DOUBT` may state something else than the fact.
    `QUOTED` stands in quotation marks.
    `BOUND` has a hedge or a bound that the fact does not have, or that the new value does not have.
    `FORM` states the value in another unit, more roughly, as a range, or in a style that cannot be kept.
    `DATED` is given for another time, or as a former value, a change or a mean.
    `TIED` has other figures or dates around it that are computed from it, or it from them.
    `WORDS` has words around it that would no longer fit.
    `MARKUP` has formatting inside the value, or stands in a file that cannot be written.
    `REREAD` would be read otherwise after the change, or another statement of the note would.
    """

    OTHER = "other"
    DOUBT = "doubt"
    QUOTED = "quoted"
    BOUND = "bound"
    FORM = "form"
    DATED = "dated"
    TIED = "tied"
    WORDS = "words"
    MARKUP = "markup"
    REREAD = "reread"


@record(eq=False, slots=False)
class Uprating:
    """A fact whose value changes: `registry` has its `former` version, `fact` is the new one."""

    registry: Registry
    former: Fact
    fact: Fact

    @property
    def new_registry(self) -> Registry:
        """The registry with the new value."""
        return with_fact(self.registry, self.fact)


@record(eq=False)
class Rewrite:
    """A place that is rewritten: the place, its edit in the text of the note, and the changes of the source that make it."""

    place: FactPlace
    edit: Edit
    changes: tuple[Change, ...]


@record(eq=False)
class Refused:
    """A place that is not rewritten, and why."""

    place: FactPlace
    reason: Refusal


@record(eq=False)
class NoteRewrite:
    """What is done with one note; one line a field.

    `path` is its path, `report` an empty report on the note as it is, `data` its bytes.
    `new` are its bytes after the change; the same where nothing changes.
    `rewrites` are the places that are rewritten, `refused` those that are not, both in order.
    """

    path: str
    report: Report
    data: bytes
    new: bytes
    rewrites: tuple[Rewrite, ...]
    refused: tuple[Refused, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of the source, in order."""
        return tuple(change for each in self.rewrites for change in each.changes)
