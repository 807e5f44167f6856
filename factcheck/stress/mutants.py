"""Make the errors of a statement: each kind once, chosen the same way in every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from random import Random

from factcheck.analysis import Analysis
from factcheck.facts.schema import Names, Registry
from factcheck.languages.alternation import plain
from factcheck.languages.tokens import fold
from factcheck.mentions.find_all import find_after_edit
from factcheck.model import Kind, Mention
from factcheck.stress import dates, figures, names, phrases
from factcheck.stress.model import Change, Mutant, StatementKind, VerifiedStatement
from factcheck.values.span import Span
from factcheck.values.types import Count, Duration, Qualifier, Quantity

_FIGURES = frozenset({StatementKind.AMOUNT, StatementKind.COUNT, StatementKind.PERCENT})
_NAMES = frozenset({StatementKind.NAME, StatementKind.ACRONYM})
_PERSON, _TITLE = "person", "title"
# Under a bound, a figure that is a little less is still right; under “about”, one that is hardly another.
_BOUND, _ABOUT = (0.9, 1.0), 0.01
_BOUNDS = frozenset({Qualifier.MORE, Qualifier.BARELY_OVER, Qualifier.AT_LEAST})


class MutantMaker:
    """Makes the mutants of the statements of one note."""

    def __init__(self, analysis: Analysis, statements: Sequence[VerifiedStatement]) -> None:
        self._analysis, self._statements = analysis, statements
        self._registry: Registry = analysis.registry
        self._language, self._text = analysis.language, analysis.document.text
        self._forms = frozenset(fold(form) for entity in self._registry.entities.values() for form in _list_forms(entity.names.values()))
        self._modifiers = {each.mention.span: each.modifiers for each in analysis.statements}
        self._mentions = {mention.span: mention for mention in analysis.mentions}

    def make(self, statement: VerifiedStatement) -> list[Mutant]:
        """Return the mutants of a statement; one that states something right is none."""
        words = self._text[statement.start : statement.end]
        random = Random(f"{statement.kind} {statement.start} {words}")
        found: dict[str, Mutant] = {}
        for change, other in self._change(statement, words, random):
            if other != words and other not in found and self._is_wrong(statement, other):
                found[other] = Mutant(statement, change, other)
        return list(found.values())

    def _change(self, statement: VerifiedStatement, words: str, random: Random) -> Iterator[Change]:
        kind = statement.kind
        if kind in _FIGURES:
            yield from self._change_figure(statement, words, random)
        elif kind is StatementKind.DATE:
            yield from dates.change_date(words, self._language, random)
            yield from figures.put_other_value(words, self._list_others(statement), self._language, random)
        elif kind is StatementKind.DURATION:
            yield from figures.change_number(words, self._language, random)
            yield from figures.change_unit(words, self._language)
        elif kind is StatementKind.CONTACT:
            yield from figures.change_digits(words, random) if any(map(str.isdigit, words)) else names.change_letters(words, random)
        elif kind in (StatementKind.PERIOD, StatementKind.QUALIFIER):
            yield from self._change_modifier(statement, words, random)
        else:
            yield from self._change_name(statement, words, random)

    def _change_figure(self, statement: VerifiedStatement, words: str, random: Random) -> Iterator[Change]:
        whole = isinstance(statement.value, Count) and not any(map(str.isalpha, words))
        yield from figures.change_digits(words, random)
        yield from figures.move_decimal(words, self._language, random, whole=whole)
        yield from figures.change_scale(words, self._language)
        if not any(map(str.isdigit, words)):
            yield from figures.change_number(words, self._language, random)
        yield from figures.put_other_value(words, self._list_others(statement), self._language, random)

    def _change_modifier(self, statement: VerifiedStatement, words: str, random: Random) -> Iterator[Change]:
        fact = self._registry.facts[statement.fact]
        if statement.kind is StatementKind.QUALIFIER:
            yield from phrases.turn_qualifier(words, self._find_qualifier(statement), self._language)
        elif isinstance(statement.value, Duration):
            yield from figures.change_number(words, self._language, random)
        elif statement.value is not None:
            yield from dates.change_years(words, random)
        elif fact.per:
            yield from phrases.change_recurrence(words, fact.per, self._language)

    def _find_qualifier(self, statement: VerifiedStatement) -> Qualifier:
        """Return the hedge or bound that the words of a statement are."""
        tables = self._language.modifiers
        words = plain(self._text[statement.start : statement.end])
        found = [each for table in (tables.before, tables.after) for each, known in table.items() if words in map(plain, known)]
        return next(iter(found), Qualifier.EXACT)

    def _change_name(self, statement: VerifiedStatement, words: str, random: Random) -> Iterator[Change]:
        entity = self._registry.entities.get(statement.fact)
        if statement.kind is StatementKind.MEMBERS:
            yield from self._change_list(statement, random)
        elif statement.kind is StatementKind.ACRONYM:
            yield from names.change_acronym(words, random)
        elif statement.kind is StatementKind.TITLE:
            yield from names.put_other_title(words, self._list_names(_TITLE), random)
        else:
            yield from names.change_letters(words, random)
            person = entity is not None and entity.kind == _PERSON
            yield from names.change_words(words, self._language, random, person=person)

    def _change_list(self, statement: VerifiedStatement, random: Random) -> Iterator[Change]:
        spans = statement.items
        items = [self._text[span.start : span.end] for span in spans]
        between = [self._text[one.end : two.start] for one, two in pairwise(spans)]
        members = self._registry.facts[statement.fact].value
        kinds = {self._registry.kinds.get(each) for each in members} if isinstance(members, tuple) else set()
        kind = next(iter(kinds)) if len(kinds) == 1 else None
        listed = {fold(item) for item in items}
        outsiders = [each for each in self._list_names(kind or "") if fold(each) not in listed]
        yield from names.change_list(items, between, outsiders, random)

    def _list_names(self, kind: str) -> list[str]:
        """Return the names of the entities of a kind in the language of the note."""
        found = (entity.names.get(self._language.code) for entity in self._registry.entities.values() if entity.kind == kind)
        return [names.name for names in found if names]

    def _list_others(self, statement: VerifiedStatement) -> list[str]:
        """Return the words of the note's other statements of the kind, of other facts."""
        return [words for fact, words in self._words_by_kind.get(statement.kind, ()) if fact != statement.fact]

    @cached_property
    def _words_by_kind(self) -> Mapping[StatementKind, Sequence[tuple[str, str]]]:
        found: dict[StatementKind, dict[tuple[str, str], None]] = {}
        for each in self._statements:
            found.setdefault(each.kind, {})[each.fact, self._text[each.start : each.end]] = None
        return {kind: tuple(words) for kind, words in found.items()}

    def _is_wrong(self, statement: VerifiedStatement, words: str) -> bool:
        """Return whether other words make a statement wrong: not a name of the registry, nor a value that the same words of hedge cover."""
        if statement.kind in _NAMES:
            return fold(words) not in self._forms
        if statement.value is None or statement.kind is StatementKind.PERIOD:
            return True
        mention = self._mentions.get(Span(statement.start, statement.end))
        return mention is None or not self._is_still_right(mention, words)

    def _is_still_right(self, mention: Mention, words: str) -> bool:
        read = next((each for each in find_after_edit(self._analysis.document, mention, words)), None)
        if read is None or read.kind is not mention.kind:
            return False
        if read.value == mention.value:
            return True
        old, new = mention.value, read.value
        if not isinstance(old, Quantity) or not isinstance(new, Quantity) or mention.kind is Kind.DATE or not old.value:
            return False
        modifiers, ratio = self._modifiers[mention.span], float(new.value / old.value)
        if modifiers.qualifier in _BOUNDS:
            return _BOUND[0] <= ratio < _BOUND[1]
        return modifiers.qualifier is Qualifier.ABOUT and abs(ratio - 1) <= _ABOUT


def _list_forms(found: Iterable[Names]) -> Iterator[str]:
    """Yield the names, other names and acronyms of an entity."""
    for each in found:
        yield from (each.name, *each.also, *([each.acronym] if each.acronym else ()))
