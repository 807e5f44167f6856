"""Which entities a statement may be about: those named in its sentence, those that it points back to, those of its headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from factcheck.document import Document, Sentence
from factcheck.languages.tokens import Token, tokens
from factcheck.linking.evidence.distance import Distances
from factcheck.model import Name, NameForm, Statement
from factcheck.runtime.records import record

Span = tuple[int, int]

# What a subject is worth: at hand in the sentence, less what stands between, but never less than the least; or only in reach.
AT_HAND, LEAST, SLOPE = 3.0, 1.3, 0.08
POINTED, CONTEXT, PREVIOUS, TOPIC, KNOWN, LATER = 1.8, 1.5, 1.2, 1.0, 0.8, 0.4
# An opening pronoun stands among so many first words; another subject in the sentence takes so much from what is only in reach.
_OPENING, _OTHER = 4, 0.6
# So do those that stand before its comma (Open since 2009, it …).
_SET_BEFORE = 12
# So many sentences in a row may point back.
_CHAIN = 2
# Places, offices and persons stand in notes about anything; so many others in those about the registry's own matters.
_COMMON, _BODIES = frozenset({"place", "title", "person"}), 2
# What may follow a question's mark.
_CLOSING = ' \n*_»\u00a0\u201d"'
# So many words at most part two figures of one series.
_SERIES = 1
# And two names of one series, with their articles.
_NAMES = 3
# So many characters after a figure that opens its sentence hold the pronoun that it is told of (Renewed in 2009, it …).
_NEXT = 20
# What a name is worth where a relative clause tells the figure of another one of its kind; the clause's first word ends so far from it.
_BESIDE_IT, _RELATIVE = 0.9, 12
# Another statement of the kind in between parts as much as so many words.
_RIVAL = 6.0


@record
class Subject:
    """How strongly an entity is in reach, and the words that name it."""

    score: float
    span: Span


class Subjects:
    """The entities in reach of the statements of one document."""

    def __init__(self, document: Document, names: Sequence[Name], kinds: Mapping[str, str]) -> None:
        folded, language = document.folded, document.language
        self._folded, self._document = folded, document
        self._names = names
        self._starts = [name.start for name in names]
        self._kinds = kinds
        reference = language.grammar.reference
        self._pairing_found: dict[tuple[int, int], bool] = {}
        self._pairing, self._relatives = reference.pairing, language.grammar.clauses.relatives
        self._pointing = reference.pronouns | reference.possessives | reference.demonstratives
        self._pronouns = reference.pronouns
        self._prepositions, self._months = language.grammar.adverbials.at, language.quantities.dates.months
        self._topic = self._title()
        self._introduced: dict[str, Subject] = {}
        self._later = {name.entity: Subject(LATER, (name.start, name.end)) for name in reversed(names)}
        self._passed = 0
        bodies = {name.entity for name in names if kinds.get(name.entity) not in _COMMON}
        self.own = len(bodies) >= _BODIES
        """Whether the note names so many bodies of the registry that it surely is about its matters."""

    def _title(self) -> dict[str, Subject]:
        """The entities of the note's title, or else of the first words that name one."""
        first = next(
            (name for name in self._names if name.form is not NameForm.SHORT and self._kinds.get(name.entity) not in ("title", "person")),
            None,
        )
        if first is None:
            return {}
        end = self._document.blocks[first.block].end
        return {name.entity: Subject(TOPIC, (name.start, name.end)) for name in self.within(first.start, end)}

    def _known(self, end: int) -> dict[str, Subject]:
        """The entities that the note has named before an offset."""
        while self._passed < len(self._names) and self._names[self._passed].start < end:
            name = self._names[self._passed]
            self._introduced[name.entity] = Subject(KNOWN, (name.start, name.end))
            self._passed += 1
        return self._introduced

    def within(self, start: int, end: int) -> Sequence[Name]:
        """The names between two offsets, in order."""
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(
        self,
        statement: Statement,
        distances: Distances,
        previous: Sentence | None,
        rivals: Sequence[Span],
        before: Callable[[Sentence], Sentence | None],
    ) -> dict[str, Subject]:
        """Every entity in reach of a statement; `rivals` are the spans of the sentence's statements of its kind, and `before` gives the
        sentence before another."""
        sentence = statement.sentence
        here = self.within(sentence.start, sentence.end)
        found = self._later | self._known(sentence.start)
        for subject in self._topic.items():
            _keep(found, *subject)
        for span in statement.context:
            for name in self.within(*span):
                _keep(found, name.entity, Subject(CONTEXT, (name.start, name.end)))
        irrealis = previous is not None and self.points(statement, previous) and bool(self.within(previous.start, previous.end))
        pointed: dict[str, Subject] = {}
        if previous:
            for at, name in enumerate(self.within(previous.start, previous.end)):
                score = (POINTED - 0.1 * min(at, 4)) if irrealis else PREVIOUS
                _keep(pointed if irrealis else found, name.entity, Subject(score, (name.start, name.end)))
        other = irrealis or any(
            name.end <= statement.mention.start and self._kinds.get(name.entity) not in ("title", "place") for name in here
        )
        if other and not sentence.row:
            lessened = ((entity, Subject(subject.score - _OTHER, subject.span)) for entity, subject in found.items())
            found = {entity: subject for entity, subject in lessened if subject.score > 0}
        if irrealis and previous:
            pointed = self._chained(previous, before) | pointed
        for subject in pointed.items():
            _keep(found, *subject)
        paired, told = self._paired(statement, here, rivals), self._told(statement, here)
        for name in here:
            if not (name.start <= statement.mention.start < name.end):
                score = self._near(name, statement, distances, rivals)
                if paired:
                    score = AT_HAND if name is paired[0] else min(score, LEAST) if name in paired[1] else score
                if told and name.entity != told.entity and self._kinds.get(name.entity) == self._kinds.get(told.entity):
                    score = min(score, _BESIDE_IT)
                _keep(found, name.entity, Subject(score, (name.start, name.end)))
        return found

    def _chained(self, previous: Sentence, before: Callable[[Sentence], Sentence | None]) -> dict[str, Subject]:
        """What the sentence before points back to itself, where a pronoun opens it (The Fund … It … Its second phase …)."""
        found: dict[str, Subject] = {}
        at: Sentence | None = previous
        for depth in range(1, _CHAIN + 1):
            if at is None or not self._opens(tokens(self._folded, at.start, at.end)):
                break
            at = before(at)
            for name in self.within(at.start, at.end) if at else ():
                _keep(found, name.entity, Subject(POINTED - 0.2 * depth, (name.start, name.end)))
        return found

    def _opens(self, words: Sequence[Token]) -> bool:
        """Whether a word that points back stands among the first of a sentence, or opens its clause after what a comma sets before it."""
        if any(token.word in self._pointing and not self._governs(words, at) for at, token in enumerate(words[:_OPENING])):
            return True
        return any(
            token.word in self._pronouns and self._folded[token.start - 2 : token.start] == ", " and not self._governs(words, at)
            for at, token in enumerate(words[:_SET_BEFORE])
        )

    def _told(self, statement: Statement, here: Sequence[Name]) -> Name | None:
        """The last name before a figure, where a relative clause tells the figure of it (Before the Grant there was the Program, which …)."""
        name = next((each for each in reversed(here) if each.end <= statement.mention.start), None)
        if name is None or statement.sentence.row:
            return None
        after = tokens(self._folded, name.end, min(name.end + _RELATIVE, statement.mention.start))
        return name if after and after[0].start - name.end <= 2 and after[0].word in self._relatives else None

    def _pairs(self, sentence: Sentence) -> bool:
        """Return whether a sentence has a word that pairs two series."""
        span = sentence.start, sentence.end
        if span not in self._pairing_found:
            words = {token.word for token in tokens(self._folded, *span)}
            self._pairing_found[span] = not self._pairing.isdisjoint(words)
        return self._pairing_found[span]

    def _paired(self, statement: Statement, here: Sequence[Name], rivals: Sequence[Span]) -> tuple[Name, Sequence[Name]] | None:
        """The name that a figure goes with, and the series of names, where a word pairs a series of figures with one of names in order."""
        sentence = statement.sentence
        if sentence.row or not self._pairs(sentence):
            return None
        run = self._run((statement.mention.start, statement.mention.end), sorted(rivals))
        before = self._series([name for name in here if name.end <= run[0][0]], len(run))
        after = self._series([name for name in here if name.start >= run[-1][1]], len(run))
        series = before[-1:] or after[:1]
        if len(run) < 2 or not series:
            return None
        return series[0][run.index((statement.mention.start, statement.mention.end))], series[0]

    def _series(self, names: Sequence[Name], count: int) -> list[Sequence[Name]]:
        """The series of so many names, each of another entity of one kind, that stand in a row."""
        rows = [names[at : at + count] for at in range(len(names) - count + 1)]
        return [row for row in rows if len({name.entity for name in row}) == count and self._close(row)]

    def _close(self, row: Sequence[Name]) -> bool:
        alike = len({self._kinds.get(name.entity) for name in row}) == 1
        return alike and all(len(tokens(self._folded, left.end, right.start)) <= _NAMES for left, right in pairwise(row))

    def _run(self, mention: Span, rivals: Sequence[Span]) -> Sequence[Span]:
        """The figures that stand in a row with one, hardly a word between them."""
        low = high = rivals.index(mention)
        while low and len(tokens(self._folded, rivals[low - 1][1], rivals[low][0])) <= _SERIES:
            low -= 1
        while high + 1 < len(rivals) and len(tokens(self._folded, rivals[high][1], rivals[high + 1][0])) <= _SERIES:
            high += 1
        return rivals[low : high + 1]

    def _near(self, name: Name, statement: Statement, distances: Distances, rivals: Sequence[Span]) -> float:
        if statement.sentence.row:
            return AT_HAND
        mention = statement.mention
        low, high = min(name.end, mention.end), max(name.start, mention.start)
        between = max(bisect_right(rivals, (high, high)) - bisect_left(rivals, (low, low)), 0)
        coordinated = len(rivals) > 1 and distances.coordinated(low, high)
        apart = distances.between((name.start, name.end), (mention.start, mention.end)) + _RIVAL * (between + coordinated)
        return max(AT_HAND - SLOPE * apart, LEAST)

    def points(self, statement: Statement, previous: Sentence) -> bool:
        """Whether a word that points back opens a statement's sentence, or follows right after a figure that does; an answer that
        names nothing before it points back to its question."""
        sentence = statement.sentence
        asked = self._folded[previous.start : previous.end].rstrip(_CLOSING).endswith("?")
        if asked and not self.within(sentence.start, statement.mention.start):
            return True
        words = tokens(self._folded, sentence.start, min(statement.mention.start, sentence.end))
        if self._opens(words):
            return True
        end = statement.modifiers.end
        after = tokens(self._folded, end, min(end + _NEXT, sentence.end))
        return len(words) < _OPENING and self._folded[end : end + 1] == "," and bool(after) and after[0].word in self._pointing

    def _governs(self, words: Sequence[Token], at: int) -> bool:
        """Whether a pronoun that is a preposition too (en) stands before a time or a name."""
        after = words[at + 1] if at + 1 < len(words) else None
        if words[at].word not in self._prepositions or after is None:
            return False
        return after.word.isdigit() or after.word in self._months or self._document.text[after.start].isupper()


def _keep(found: dict[str, Subject], entity: str, subject: Subject) -> None:
    known = found.get(entity)
    if known is None or known.score < subject.score:
        found[entity] = subject
