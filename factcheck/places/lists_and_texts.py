"""Find the places that state a list of members or an exact wording: they are no figures, and no link ties them to their fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from factcheck.analysis import Analysis
from factcheck.detectors.enumerations.find import find_listings
from factcheck.facts.schema import Fact
from factcheck.findings import Finding
from factcheck.languages.tokens import Token, fold, tokens
from factcheck.places.excerpt import PlaceMaker
from factcheck.places.place import FactPlace, Key, Outcome, Section
from factcheck.rules import members_mismatch, text_mismatch
from factcheck.values.confidence import Confidence
from factcheck.values.span import Span

# A list states a fact if it names so many of its members.
_NAMED = 2


def find_lists_and_texts(analysis: Analysis, wanted: Set[Key], maker: PlaceMaker) -> Iterator[FactPlace]:
    """Yield the places that state a list or a wording among the wanted facts: those of which a rule reports an error, and the right ones."""
    for kind, check, find_stated in (("members", members_mismatch.check, _find_lists), ("text", text_mismatch.check, _find_wordings)):
        facts = [fact for fact in analysis.registry.by_kind.get(kind, ()) if (Section.FACTS, fact.id) in wanted]
        if facts:
            errors = [finding for finding in check(analysis) if (Section.FACTS, finding.fact or "") in wanted]
            for finding in errors:
                span = Span(finding.start, finding.end)
                yield maker.make((Section.FACTS, finding.fact or ""), span, Outcome.CONTRADICTED, confidence=finding.confidence)
            for fact in facts:
                for span in find_stated(fact, analysis):
                    if not _is_reported(fact, span, errors):
                        confidence = Confidence.LIKELY if kind == "members" else Confidence.CERTAIN
                        yield maker.make((Section.FACTS, fact.id), span, Outcome.VERIFIED, confidence=confidence)


def _is_reported(fact: Fact, span: Span, errors: Sequence[Finding]) -> bool:
    return any(finding.fact == fact.id and span.touches((finding.start, finding.end)) for finding in errors)


def _find_lists(fact: Fact, analysis: Analysis) -> Iterator[Span]:
    """Yield the spans of the lists that name members of a fact."""
    assert isinstance(fact.value, tuple)
    for listing in find_listings(fact, analysis):
        if len({name.entity for name in listing.names} & set(fact.value)) >= _NAMED:
            yield Span(listing.start, listing.end)


def _find_wordings(fact: Fact, analysis: Analysis) -> Iterator[Span]:
    """Yield the spans of the wording of a fact, apart from its punctuation."""
    assert isinstance(fact.value, Mapping)
    expected = [token.word for token in tokens(fold(fact.value.get(analysis.language.code, "")))]
    if not expected:
        return
    words = analysis.derive(_list_words)
    at = 0
    while at + len(expected) <= len(words):
        if words[at].word == expected[0] and [token.word for token in words[at : at + len(expected)]] == expected:
            yield Span(words[at].start, words[at + len(expected) - 1].end)
            at += len(expected)
        else:
            at += 1


def _list_words(analysis: Analysis) -> Sequence[Token]:
    return tokens(analysis.folded)
