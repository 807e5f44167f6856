"""Open a Word or ODT file to add comments and tracked changes to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Protocol

from factcheck.formats.remark import Remark

WORD = (".docx", ".docm")
TRACKED = (*WORD, ".odt")
"""The suffixes of the files in which changes can be tracked."""


class Annotator(Protocol):
    """Adds comments and tracked changes to one file, in the place of the comments that factcheck added before."""

    def comment(self, remarks: Sequence[Remark]) -> list[bool]:
        """Add comments, and return whether each could be attached to words of the body."""

    def summarize(self, lines: Sequence[str]) -> None:
        """Add a comment to the first words of the body."""

    def suggest(self, edits: Sequence[tuple[int, int, str]]) -> int:
        """Add changes of source spans, in order, as tracked changes; return how many were added."""

    @property
    def added(self) -> int:
        """How many comments on words the file has that it had not before."""

    def data(self) -> bytes:
        """Return the bytes of the file; those that it had where nothing was added."""


def is_tracked(path: str) -> bool:
    """Return whether changes can be tracked in a file with this name."""
    return PurePath(path).suffix.lower() in TRACKED


def open_annotator(data: bytes, path: str, when: date) -> Annotator:
    """Return the annotator of a file. Raises DocumentError where it cannot be read or written."""
    if PurePath(path).suffix.lower() in WORD:
        from factcheck.formats.word.comments import WordAnnotator

        return WordAnnotator(data, path, when)
    from factcheck.formats.odt.comments import OdtAnnotator

    return OdtAnnotator(data, path, when)
