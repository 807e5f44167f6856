"""The forms under which the registry's entities may stand in a note of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from factcheck.facts.schema import Entity, Names, Registry
from factcheck.languages.patterns import longest_first
from factcheck.languages.schema import Language
from factcheck.languages.words import fold, tokens
from factcheck.model import NameForm
from factcheck.records import record

TITLE = "title"
PERSON = "person"


@record
class Form:
    """One form of one entity: `text` without a leading article, its folded `words`, and how strictly a note must write it.

    `exact` asks for the same capitals (an acronym), `capital` for a first capital (a single common word that is a name); a `common` one is
    a word of its entity's longer name, which other names may hold too.
    """

    text: str
    words: tuple[str, ...]
    entity: str
    kind: NameForm
    language: str
    exact: bool
    capital: bool
    hyphens: bool
    common: bool = False


@cache
def forms(registry: Registry, language: Language) -> tuple[Form, ...]:
    """All forms, official names first; of other languages, only those that are right."""
    return tuple(_forms(registry, language))


def _forms(registry: Registry, language: Language) -> Iterator[Form]:
    determiners = longest_first(language.grammar.reference.determiners)
    openings = [determiner if determiner.endswith("'") else determiner + " " for determiner in determiners]
    for entity in registry.entities.values():
        for code, names in entity.names.items():
            own = code == language.code
            for text, kind in _texts(names, own):
                yield _form(_bare(text, openings), kind, entity, code)
                if own and (entity.kind == TITLE or kind is NameForm.DESCRIPTION):
                    for plural in sorted(plurals(text, language) - {fold(text)}):
                        yield _form(plural, kind, entity, code)


def _texts(names: Names, own: bool) -> Iterator[tuple[str, NameForm]]:
    yield names.name, NameForm.NAME
    yield from ((text, NameForm.ALSO) for text in names.also)
    if names.acronym:
        yield names.acronym, NameForm.ACRONYM
    if own:
        yield from ((text, NameForm.DESCRIPTION) for text in names.descriptions)
        yield from ((text, NameForm.AVOID) for text in names.avoid)


def _form(text: str, kind: NameForm, entity: Entity, code: str) -> Form:
    words = tuple(token.word for token in tokens(fold(text)))
    exact = text.isupper() and len(words) == 1
    single = len(words) == 1 and text[:1].isupper()
    longer = entity.names[code].name if code in entity.names else ""
    common = single and not exact and len(longer.split()) > 1 and words[0] in {token.word for token in tokens(fold(longer))}
    return Form(text, words, entity.id, kind, code, exact, single and not exact, entity.kind != TITLE, common)


def _bare(text: str, openings: Sequence[str]) -> str:
    """A text without the determiner that opens it."""
    folded = fold(text)
    opening = next((each for each in openings if folded.startswith(each) and len(folded) > len(each)), "")
    return text[len(opening) :]


def plurals(text: str, language: Language) -> set[str]:
    """The plurals of a phrase, folded: each word plural, or its first, or its last; of a compound, each part or its last."""
    table = language.grammar.inflection.plurals
    words, found = fold(text).split(" "), set()
    for deep in (False, True):
        many = [_plural(word, table, deep) for word in words]
        found |= {" ".join(many), " ".join([many[0], *words[1:]]), " ".join([*words[:-1], many[-1]])}
    return found


def _plural(word: str, table: Mapping[str, str], deep: bool) -> str:
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return (_plural(first, table, deep) if deep else first) + hyphen + _plural(last, table, deep)
    ending = max((ending for ending in table if word.endswith(ending)), key=len)
    return word[: len(word) - len(ending)] + table[ending]
