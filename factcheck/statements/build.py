"""Build statements: each mention with its modifiers, its sentence, what introduces it, its verb."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby

from factcheck.document import BlockKind, Document, Sentence
from factcheck.languages.tokens import Token
from factcheck.model import DATES, DateRole, Mention, Modifiers, Name, NameForm, Statement, VerbGroup
from factcheck.statements.attachment.attach import Confidence, verb_attachment
from factcheck.statements.context import modify
from factcheck.statements.date_roles import date_role_finder
from factcheck.statements.sentence_parser import ParsedSentence, SentenceParser
from factcheck.statements.table_rows import join_rows
from factcheck.statements.word_roles import word_roles
from factcheck.values.span import Span
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Interval

# A mention with so many words before it, at most, opens its sentence.
_OPENING = 4
_IRREALIS = frozenset({Tense.CONDITIONAL, Tense.PLANNED_PAST})


class StatementBuilder:
    """Builds the statements of one document."""

    def __init__(self, document: Document, names: Iterable[Name]) -> None:
        self._document, self._folded, self._language = document, document.folded, document.language
        self._sentences, self._parser = document.sentences, SentenceParser(document)
        self._named = sorted({(name.start, name.end) for name in names if name.form is not NameForm.SHORT})
        self._farthest_ends = list(accumulate((end for _, end in self._named), max))
        self._block_starts = [block.start for block in document.blocks]
        clauses = self._language.grammar.clauses
        self._openers = clauses.subordinators | clauses.relatives

    def build(self, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
        """Return the statements of a document's mentions, in order."""
        found: list[Statement] = []
        for index, group in groupby(mentions, key=lambda mention: mention.block):
            of_block = list(group)
            modified = modify(self._folded, of_block, self._block_starts[index], self._language)
            found += [
                self._statement(mention, modified.modifiers.get(at) or Modifiers(mention.start, mention.end))
                for at, mention in enumerate(of_block)
                if at not in modified.consumed and not _is_ambiguous(mention)
            ]
        return tuple(join_rows(found))

    def _statement(self, mention: Mention, modifiers: Modifiers, default: DateRole = DateRole.NONE) -> Statement:
        """Return a mention with its modifiers as a statement; a date without a role has the `default`."""
        sentence = self._sentences.of(mention.start, mention.block)
        clause = self._sentences.clause(sentence, mention.block, mention.start)
        role, verb, start = DateRole.NONE, None, mention.start
        if mention.kind in DATES:
            role, start = self._role(sentence, mention)
            role = default if role is DateRole.NONE else role
            if not sentence.row:
                adverbial = Span(start, mention.end)
                attachment = verb_attachment(self._language)
                verb = attachment.attach(self._parser.parse(sentence), adverbial, Confidence.SURE, role=role, clause=clause)
        context = self._sentences.context(mention.block)
        tense, irrealis = self._mood(sentence, mention)
        return Statement(mention, modifiers, sentence, clause, context, role, start, verb, tense, irrealis)

    def _role(self, sentence: Sentence, mention: Mention) -> tuple[DateRole, int]:
        """Return the role of a date, and where its adverbial starts."""
        before = bisect_right(self._named, (mention.start, sys.maxsize))
        if before and self._farthest_ends[before - 1] >= mention.end:
            return DateRole.NAME, mention.start
        return date_role_finder(self._language).find(self._folded, sentence, mention)

    def _mood(self, sentence: Sentence, mention: Mention) -> tuple[Tense, bool]:
        """Return the tense of the verb nearest to a mention, and whether the mention is only wished, planned or supposed."""
        if sentence.row:
            return Tense.NONE, False
        parsed = self._parser.parse(sentence)
        verb = self._nearest_verb(parsed, mention)
        tense = verb.tense if verb else Tense.NONE
        return tense, parsed.wish_end <= mention.start or tense in _IRREALIS

    def _nearest_verb(self, parsed: ParsedSentence, mention: Mention) -> VerbGroup | None:
        """Return the verb before a mention; the one after it, where the mention opens its sentence or another clause."""
        words, groups = parsed.words, parsed.groups
        before = next((group for group in reversed(groups) if group.end <= mention.start), None)
        after = next((group for group in groups if group.start >= mention.end), None)
        if before is None:
            is_opening = len(words) <= _OPENING or words[_OPENING].end > mention.start
            nearest = after if is_opening and groups and after is groups[0] else None
        else:
            nearest = after if after and self._opens_clause(words, before.end, mention.start) else before
        return None if nearest and ":" in self._folded[nearest.end : mention.start] else nearest

    def _opens_clause(self, words: Sequence[Token], start: int, end: int) -> bool:
        """Return whether a word between two offsets opens a clause."""
        return any(token.word in self._openers for token in words[bisect_left(words, (start,)) : bisect_left(words, (end,))])

    def verbs(self) -> tuple[VerbGroup, ...]:
        """Return all verb groups of the document, in order."""
        found: list[VerbGroup] = []
        for index, block in enumerate(self._document.blocks):
            if block.kind is not BlockKind.CELL:
                found += [group for sentence in self._sentences.in_block(index) for group in self.verbs_of(sentence)]
        return tuple(found)

    def verbs_of(self, sentence: Sentence) -> Sequence[VerbGroup]:
        """Return the verb groups of a sentence, in order."""
        return self._parser.parse(sentence).finite_groups

    def roles(self, word: str) -> frozenset[str]:
        """Return the roles that a folded word can have in a verb group."""
        return word_roles(self._language).of(word)

    def place(self, mention: Mention) -> Statement:
        """Return a time that is no mention of the document as a statement, an adverbial where no word gives it another role."""
        return self._statement(mention, Modifiers(mention.start, mention.end), DateRole.AT)

    def governing(self, start: int, end: int) -> VerbGroup | None:
        """Return the verb group that the date at a half-open span likely qualifies."""
        block = max(bisect_right(self._block_starts, start) - 1, 0)
        sentence = self._sentences.of(start, block)
        if sentence.row:
            return None
        return verb_attachment(self._language).attach(self._parser.parse(sentence), Span(start, end), Confidence.LIKELY)


def _is_ambiguous(mention: Mention) -> bool:
    """Return whether a date has two readings: no rule relies on it."""
    value = mention.value
    ends = (value.first, value.last) if isinstance(value, Interval) else (value,)
    return any(isinstance(end, Calendar) and end.is_ambiguous for end in ends)
