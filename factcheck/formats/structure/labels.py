"""Distinguish the lines of a form (label, colon, value) from the lines of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields as fields_of
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_LABEL = compiled(r"([^\W\d_][^:\n]{0,89}?)[ \t\u00a0\u202f]?:(?!\S)")
_SPACES = compiled(r"\s+")
_SENTENCE = compiled(r"[.!?;…](?:\s|$)")
# An unknown label is taken for one among other fields only: a short one before a value of this many characters, a long one before a
# shorter value.
_WORDS, _VALUE = 6, 160
_LONG_WORDS, _SHORT_VALUE = 12, 50


def fold_label(label: str) -> str:
    """Return the label in the form in which labels are compared: lower case, plain spaces and apostrophes, no colon."""
    return _SPACES.sub(" ", label.replace("’", "'").casefold()).strip(" :*_")


@cache
def list_labels(languages: tuple[Language, ...]) -> frozenset[str]:
    """Return all labels of these languages, folded."""
    tables = [language.forms.labels for language in languages]
    return frozenset(fold_label(label) for table in tables for kind in fields_of(table) for label in getattr(table, kind.name))


def find_label_end(text: str, labels: frozenset[str]) -> int:
    """Return where a known label with its colon ends at the start of the text; 0 where there is none."""
    found = _LABEL.match(text)
    return found.end() if found and fold_label(found[1]) in labels else 0


def find_field_labels(lines: Sequence[str], labels: frozenset[str], last: bool = False) -> list[int]:
    """For each line where its label with its colon ends, 0 for a line that is no field; `last` where a document ends with these lines.

    A label that no language knows counts only beside another field, so that a sentence with a colon is left alone.
    """
    shapes = [_shape(line, labels) for line in lines]
    ends: list[int] = []
    for index, (end, sure) in enumerate(shapes):
        before = index > 0 and bool(ends[-1])
        after = index + 1 < len(shapes) and shapes[index + 1][0] > 0
        empty = end >= len(lines[index])
        beside = after or (before and (not empty or (last and index + 1 == len(shapes))))
        ends.append(end if sure or (end and beside) else 0)
    return ends


def _shape(line: str, labels: frozenset[str]) -> tuple[int, bool]:
    found = _LABEL.match(line) if ":" in line else None
    if not found:
        return 0, False
    label = found[1]
    if fold_label(label) in labels:
        return found.end(), True
    words, value = label.count(" ") + 1, len(line) - found.end()
    short = (words <= _WORDS and value <= _VALUE and "," not in label) or (words <= _LONG_WORDS and 0 < value <= _SHORT_VALUE)
    return (found.end() if short and label[0].isupper() and not _SENTENCE.search(label) else 0), False
