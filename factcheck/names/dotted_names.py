"""Find misspelt names whose parts periods join: those of sites (canada.ca)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.languages.schema.language import Language
from factcheck.model import NameForm, SimilarName
from factcheck.names.gazetteer import ExactSpans, Form, list_forms
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_spelling, list_error_keys

_DOTTED = compiled(r"(?<![\w@/.-])[^\W\d_][\w-]*(?:\.[^\W\d_][\w-]*)+(?![\w@/-])")
_INNER = compiled(r"\.[^\W\d_]")
# Shorter names have too many neighbours.
_SHORTEST = 7


class DottedNames:
    """The names of a registry that periods join."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._forms: set[str] = set()
        self._similar: dict[str, list[Form]] = defaultdict(list)
        for form in list_forms(registry, language):
            text = form.text.lower()
            if form.kind in (NameForm.NAME, NameForm.ALSO) and _DOTTED.fullmatch(text):
                self._forms.add(text)
                for key in list_error_keys(text) if len(text) >= _SHORTEST else ():
                    self._similar[key].append(form)

    def find(self, document: Document, exact: ExactSpans) -> Iterator[SimilarName]:
        """Yield the words of a document that are one error away from such a name."""
        for index, block in enumerate(document.blocks) if self._similar else ():
            inner = _INNER.search(document.folded, block.start, block.end)
            for found in _DOTTED.finditer(document.folded, block.start, block.end) if inner else ():
                form = None if exact.covers(*found.span()) else self._find_form(found[0])
                if form:
                    yield SimilarName(*found.span(), form.entity, form.text, index, ((*found.span(), form.text),))

    def _find_form(self, word: str) -> Form | None:
        """Return the name that a word misspells; None where it is a name, or resembles none."""
        if word in self._forms:
            return None
        candidates = (form for key in sorted(list_error_keys(word)) for form in self._similar.get(key, ()))
        return next((form for form in candidates if classify_spelling(word, form.text.lower()) is not ErrorKind.NONE), None)


@cache
def make_dotted_names(registry: Registry, language: Language) -> DottedNames:
    """Return the finder of misspelt names with periods."""
    return DottedNames(registry, language)
