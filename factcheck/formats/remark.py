"""Comments as they are written into a document, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.runtime.records import record

AUTHOR = "factcheck"
"""The author of the comments and changes, and the word with which the last line of each comment begins."""


@record
class Remark:
    """The comment on a source span, line by line."""

    start: int
    end: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """What the comment says."""
        return "\n".join(self.lines)


def is_as_written(lines: Iterable[str]) -> bool:
    """Return whether the comment with these lines is as factcheck wrote it: nobody has added a line at its end."""
    last = [line for line in lines if line.strip()][-1:]
    return bool(last) and last[0].startswith(AUTHOR)
