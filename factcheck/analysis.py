"""What is known of one note: the input of every rule."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from factcheck.document import Document, DocumentDate, Field, Sentence
from factcheck.facts.schema import Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Folded
from factcheck.model import AcronymDefinition, Link, Mention, Name, NameForm, SimilarName, Statement, VerbGroup
from factcheck.runtime.records import record

View = TypeVar("View")


class Verbs(Protocol):
    """The verbs of a document, found when they are asked for."""

    def verbs(self) -> tuple[VerbGroup, ...]:
        """Return all finite verbs, in order."""

    def verbs_of(self, sentence: Sentence) -> Sequence[VerbGroup]:
        """Return the finite verbs of a sentence, in order."""

    def roles(self, word: str) -> frozenset[str]:
        """Return the roles that a folded word can have in a verb group."""

    def governing(self, start: int, end: int) -> VerbGroup | None:
        """Return the verb that most likely governs the date at a half-open span."""

    def place(self, mention: Mention) -> Statement:
        """Return a time that is no mention of the document as a statement, an adverbial where no word gives it another role."""


@record(eq=False, slots=False)
class Analysis:
    """All that was read in one note; one line a field.

    `document` is the note.
    `date` is the date of the note.
    `registry` holds the facts with which it is compared.
    `fields` are its form fields, in order.
    `mentions` are its figures, dates and contacts, in order.
    `names` are the registered names, in order.
    `similar_names` are the spans that resemble a registered name, in order.
    `acronym_definitions` are the acronyms in brackets, in order.
    `statements` are the mentions with their context, in order.
    `links` tie statements to facts, in order.
    `rows` are the statements of each sentence with the facts that they may state, and their scores.
    `grammar` finds verbs when they are asked for.
    """

    document: Document
    date: DocumentDate
    registry: Registry
    fields: tuple[Field, ...]
    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]
    similar_names: tuple[SimilarName, ...]
    acronym_definitions: tuple[AcronymDefinition, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    rows: Sequence[Sequence[Any]]
    grammar: Verbs

    @property
    def language(self) -> Language:
        """The language of the note."""
        return self.document.language

    @property
    def folded(self) -> Folded:
        """The text of the note, folded; offsets stay."""
        return self.document.folded

    @cached_property
    def verbs(self) -> tuple[VerbGroup, ...]:
        """The finite verbs of the note, in order, each with its auxiliaries."""
        return self.grammar.verbs()

    @cached_property
    def first_names(self) -> Mapping[str, int]:
        """The offset at which each entity is first named; short forms, which point back, don't count."""
        first: dict[str, int] = {}
        for name in self.names:
            if name.form is not NameForm.SHORT:
                first.setdefault(name.entity, name.start)
        return first

    def names_between(self, start: int, end: int) -> Sequence[Name]:
        """Return the names that start within a half-open span, in order."""
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def is_quoted(self, offset: int) -> bool:
        """Return whether an offset stands inside a quotation."""
        return self.document.quotations.covers(offset)

    def derive(self, view: Callable[[Analysis], View]) -> View:
        """Return what a function finds in this analysis; it is asked once."""
        if view not in self._views:
            self._views[view] = view(self)
        found: View = self._views[view]
        return found

    @cached_property
    def _views(self) -> dict[Callable[[Analysis], Any], Any]:
        return {}

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]
