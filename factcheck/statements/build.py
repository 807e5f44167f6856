"""Puts statements together: each mention with its modifiers, its sentence, what introduces it, its verb."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from factcheck.document import BlockKind, Document, Sentence
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import Token, tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import DateRole, Kind, Mention, Modifiers, Name, NameForm, Statement, VerbGroup
from factcheck.statements.attachment import governor
from factcheck.statements.context import modify
from factcheck.statements.date_roles import roles
from factcheck.statements.finite_verbs import finite_forms
from factcheck.statements.likely import likely
from factcheck.statements.verbs import verbs
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Duration, Interval

# So many words before a mention at most leave it to open its sentence.
_OPENING = 4
# What is read of so many sentences is kept.
_KEPT = 2048
_UNREAL = frozenset({Tense.CONDITIONAL, Tense.PLANNED_PAST})
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})


class StatementBuilder:
    """Reads the statements of one document."""

    def __init__(self, document: Document, names: Iterable[Name]) -> None:
        self._document, self._folded, self._language = document, document.folded, document.language
        self._sentences = document.sentences
        language = document.language
        self._named = sorted({(name.start, name.end) for name in names if name.form is not NameForm.SHORT})
        self._reach = list(accumulate((end for _, end in self._named), max))
        self._blocks = [block.start for block in document.blocks]
        self._nominal = language.grammar.verbs.noun_markers | language.grammar.verbs.finite.noun_markers
        self._openers = language.grammar.clauses.subordinators | language.grammar.clauses.relatives
        self._wishes = trigger_phrases(language, Category.WISH)
        self._wishing = frozenset(phrase.partition(" ")[0] for phrase in self._wishes if " " in phrase)
        self._told: dict[tuple[int, int], tuple[Sequence[Token], Sequence[VerbGroup]]] = {}
        self._parsed: dict[tuple[int, int], _Parsed] = {}

    def build(self, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
        """The statements of a document's mentions, in order."""
        found: list[Statement] = []
        for _, group in groupby(mentions, key=lambda mention: mention.block):
            block = list(group)
            modified = modify(self._folded, block, self._blocks[block[0].block], self._language)
            found += [
                self._statement(mention, modified.modifiers.get(at) or Modifiers(mention.start, mention.end))
                for at, mention in enumerate(block)
                if at not in modified.consumed and not _doubtful(mention)
            ]
        return tuple(rows(found))

    def _statement(self, mention: Mention, modifiers: Modifiers) -> Statement:
        sentence = self._sentences.of(mention.start, mention.block)
        clause = self._sentences.clause(sentence, mention.block, mention.start)
        role, verb, start = DateRole.NONE, None, mention.start
        if mention.kind in _DATES:
            role, start = self._role(sentence, mention)
            if not sentence.row:
                parsed = self._parse(sentence)
                verb = governor(self._language).govern(parsed.words, parsed.groups, start, mention.end, role, clause, self._document.text)
        context = self._sentences.context(mention.block)
        return Statement(mention, modifiers, sentence, clause, context, role, start, verb, *self._stance(sentence, mention))

    def _role(self, sentence: Sentence, mention: Mention) -> tuple[DateRole, int]:
        before = bisect_right(self._named, (mention.start, sys.maxsize))
        if before and self._reach[before - 1] >= mention.end:
            return DateRole.NAME, mention.start
        return roles(self._language).read(self._folded, sentence, mention)

    def _stance(self, sentence: Sentence, mention: Mention) -> tuple[Tense, bool]:
        """The tense of the verb at hand, and whether the mention is only wished, planned or supposed."""
        if sentence.row:
            return Tense.NONE, False
        words, groups, wished = self._parse(sentence)
        before = [group for group in groups if group.end <= mention.start]
        if not before and (len(words) <= _OPENING or words[_OPENING].end > mention.start):
            before = [group for group in groups[:1] if group.start >= mention.end]
        elif before and self._opened(words, before[-1].end, mention.start):
            before = [group for group in groups if group.start >= mention.end][:1] or before
        if before and ":" in self._folded[before[-1].end : mention.start]:
            before = []
        tense = before[-1].tense if before else Tense.NONE
        return tense, wished <= mention.start or tense in _UNREAL

    def _opened(self, words: Sequence[Token], start: int, end: int) -> bool:
        """Whether a word between two offsets opens a clause."""
        return any(token.word in self._openers for token in words[bisect_left(words, (start,)) : bisect_left(words, (end,))])

    def _wished(self, words: Sequence[Token]) -> int:
        """Where the first verb of wishing ends; after a determiner or a preposition, or at the start, the same word is a noun or an adjective."""
        for at, token in enumerate(words):
            wished = token.word in self._wishes or (token.word in self._wishing and self._wishes_of(words, at))
            if wished and at and words[at - 1].word not in self._nominal:
                return token.end
        return sys.maxsize

    def _wishes_of(self, words: Sequence[Token], at: int) -> bool:
        """Whether a word wishes for something with the one after it (called for, not called at)."""
        return at + 1 < len(words) and f"{words[at].word} {words[at + 1].word}" in self._wishes

    def verbs(self) -> tuple[VerbGroup, ...]:
        """All verb groups of the document, in order."""
        found: list[VerbGroup] = []
        for index, block in enumerate(self._document.blocks):
            if block.kind is not BlockKind.CELL:
                found += [group for sentence in self._sentences.in_block(index) for group in self._finite(sentence)[1]]
        return tuple(found)

    def roles(self, word: str) -> frozenset[str]:
        """The roles that a folded word can play in a verb group."""
        return verbs(self._language).roles(word)

    def governing(self, start: int, end: int) -> VerbGroup | None:
        """The verb group that most likely governs the date `[start, end)`."""
        block = max(bisect_right(self._blocks, start) - 1, 0)
        sentence = self._sentences.of(start, block)
        if sentence.row:
            return None
        words, groups = self._finite(sentence)
        return likely(self._language).verb(words, groups, start, end, self._document.text)

    def _finite(self, sentence: Sentence) -> tuple[Sequence[Token], Sequence[VerbGroup]]:
        key = sentence.start, sentence.end
        if key not in self._told:
            _make_room(self._told)
            words, groups, _ = self._parse(sentence)
            self._told[key] = words, finite_forms(self._language).add(words, self._document.text, groups)
        return self._told[key]

    def _parse(self, sentence: Sentence) -> _Parsed:
        key = sentence.start, sentence.end
        if key not in self._parsed:
            _make_room(self._parsed)
            words = tokens(self._folded, *key)
            self._parsed[key] = _Parsed(words, verbs(self._language).groups(words, self._document.text), self._wished(words))
        return self._parsed[key]


class _Parsed(NamedTuple):
    """The words and the verb groups of a sentence, and where its first verb of wishing ends."""

    words: Sequence[Token]
    groups: Sequence[VerbGroup]
    wished: int


def _make_room(parsed: dict[tuple[int, int], Any]) -> None:
    """Forget what was read of so many sentences: it is read again where it is asked for."""
    if len(parsed) >= _KEPT:
        parsed.clear()


def _doubtful(mention: Mention) -> bool:
    """Whether a date can be read in two ways: nothing is judged by it."""
    value = mention.value
    ends = (value.first, value.last) if isinstance(value, Interval) else (value,)
    return any(isinstance(end, Calendar) and end.doubtful for end in ends)


def rows(statements: Sequence[Statement]) -> Iterable[Statement]:
    """The statements, those of a table's row brought together: its only amount takes its only duration as the time it is spread over."""
    for _, group in groupby(statements, key=lambda statement: (statement.sentence.row, statement.sentence.start)):
        found = list(group)
        amounts = [each for each in found if each.mention.kind is Kind.AMOUNT]
        durations = [each for each in found if each.mention.kind is Kind.DURATION]
        if found[0].sentence.row and len(amounts) == len(durations) == 1 and amounts[0].modifiers.over is None:
            yield from (_spread(each, durations[0]) if each is amounts[0] else each for each in found if each is not durations[0])
        else:
            yield from found


def _spread(amount: Statement, duration: Statement) -> Statement:
    start, end = min(amount.mention.start, duration.mention.start), max(amount.mention.end, duration.mention.end)
    value = duration.mention.value
    modifiers = replace(amount.modifiers, over=value if isinstance(value, Duration) else None, start=start, end=end)
    return replace(amount, modifiers=modifiers)
