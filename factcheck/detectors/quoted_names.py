"""Names in quotations: a quotation may be the name itself, and hardly misspells the name of a body on purpose."""

from __future__ import annotations

from factcheck.analysis import Analysis
from factcheck.languages.tokens import tokens
from factcheck.model import Name, SimilarName

# A quotation that is a name has so many more words: an article.
_MORE = 1


def is_quoted_wording(name: Name | SimilarName, analysis: Analysis) -> bool:
    """Return whether a name stands in a quotation that is more than the name."""
    return analysis.is_quoted(name.start) and not _is_whole_quotation(name, analysis)


def is_quoted_spelling(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether a misspelt name stands in a quotation that may write so: it is one word, and the quotation more than that."""
    return is_quoted_wording(similar, analysis) and len(tokens(analysis.folded, similar.start, similar.end)) <= 1


def _is_whole_quotation(name: Name | SimilarName, analysis: Analysis) -> bool:
    span = analysis.document.quotations.span_at(name.start)
    if span is None:
        return False
    others = len(tokens(analysis.folded, span.start, span.end)) - len(tokens(analysis.folded, name.start, name.end))
    return name.end <= span.end and others <= _MORE
