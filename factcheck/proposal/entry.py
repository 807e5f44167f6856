"""The entries of a draft: entities and facts, each with the sentence that it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.runtime.records import record


@record(eq=False)
class Origin:
    """The place of an entry in a note: the path of the note, the line, and the sentence, on one line."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@record(eq=False)
class DraftName:
    """The name of an entity in one language, and its acronym where the note explains one."""

    name: str
    acronym: str = ""
    also: tuple[str, ...] = ()


@record(eq=False)
class DraftEntity:
    """An entity that the notes name; one line a field.

    `kind` is its kind, as fact files write it.
    `names` are its names by language code.
    `title` is the id of the title of a person, empty where the notes give none.
    """

    id: str
    kind: str
    names: Mapping[str, DraftName]
    origin: Origin
    title: str = ""


@record(eq=False)
class DraftFact:
    """A fact that the notes state; one line a field.

    `kind` and `value` are the key of its value and the value, as fact files write them.
    `about` is the id of its subject, empty where the notes name none near it.
    `modifiers` are the other keys (over, per, starting, until), with their values as written.
    `cues` are its cues by language code.
    `origins` are the places that state it, in order.
    `contradicted` is the id of the registered fact with which it disagrees, empty where there is none.
    """

    kind: str
    value: str
    about: str
    modifiers: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    origins: tuple[Origin, ...]
    id: str = ""
    contradicted: str = ""


@record(eq=False)
class Draft:
    """A drafted registry; one line a field.

    `skipped` is how many statements the registry has already.
    `dropped` are the facts that the notes contradict, or state in two ways, and which a person has to decide.
    `is_full` is true where the notes state more than one draft has.
    """

    entities: tuple[DraftEntity, ...] = ()
    facts: tuple[DraftFact, ...] = ()
    skipped: int = 0
    dropped: tuple[DraftFact, ...] = ()
    is_full: bool = False
