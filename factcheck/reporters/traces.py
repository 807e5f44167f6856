"""What a report shows of why a statement was compared with a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.findings import CandidateTrace, Reason, StatementTrace
from factcheck.messages import Messages

# A candidate beside the fact of a statement is shown from this probability on.
_LEAST = 0.05


def list_shown(trace: StatementTrace) -> Sequence[CandidateTrace]:
    """Return the candidates of a statement that a person is shown: its fact, and others that are not too unlikely."""
    first = [each for each in trace.candidates if each.fact == trace.fact]
    return [*first, *(each for each in trace.candidates if each.reasons and each not in first and each.score >= _LEAST)]


def word_reasons(reasons: Sequence[Reason], messages: Messages) -> Iterator[str]:
    """Yield a line with what speaks for a link, and one with what speaks against it, where something does."""
    for side, text in zip(("for", "against"), messages.reasons(reasons), strict=True):
        if text:
            yield messages.ui(f"reasons-{side}", text=text)
