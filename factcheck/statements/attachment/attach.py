"""Attach a date to its verb, with the confidence that the caller needs."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from factcheck.document import Clause
from factcheck.languages.schema.language import Language
from factcheck.model import DateRole, VerbGroup
from factcheck.statements.attachment.dated_clause import DatedClause
from factcheck.statements.attachment.likely import LikelyVerb
from factcheck.statements.attachment.sure import SureVerb
from factcheck.statements.sentence_parser import ParsedSentence
from factcheck.values.span import Span


class Confidence(StrEnum):
    """How certain it is that a date qualifies a verb; one line a member.

    `SURE` is what the rules of one clause leave no doubt of: a rule of factcheck may rely on it.
    `LIKELY` is the nearest verb of the sentence, by a distance that was fitted to marked texts.
    """

    SURE = "sure"
    LIKELY = "likely"


class VerbAttachment:
    """Attaches the dates of a language to their verbs."""

    def __init__(self, language: Language) -> None:
        self._sure, self._likely = SureVerb(language), LikelyVerb(language)

    def attach(
        self,
        sentence: ParsedSentence,
        adverbial: Span,
        confidence: Confidence,
        *,
        role: DateRole = DateRole.NONE,
        clause: Clause = (),
    ) -> VerbGroup | None:
        """Return the verb group of a sentence that a date with its adverbial qualifies, with that confidence; None where there is none.

        A sure one needs the role of the date and its clause.
        """
        if confidence is Confidence.LIKELY:
            return self._likely.find(sentence.words, sentence.finite_groups, adverbial, sentence.text)
        return self._sure.find(DatedClause.cut(sentence.text, sentence.words, sentence.groups, clause, adverbial), role)


@cache
def verb_attachment(language: Language) -> VerbAttachment:
    """Return the verb attachment of a language."""
    return VerbAttachment(language)
