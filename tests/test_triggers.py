"""The triggers of each language: their examples and counter-examples, and the keys of a table."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.analyze import analyze
from factcheck.facts.schema import Registry
from factcheck.formats.plain import plain_document
from factcheck.languages.load import all_languages, load
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category, Scope, Trigger
from factcheck.languages.tokens import tokens
from factcheck.statements.context import FIELDS
from factcheck.statements.triggers import reached, trigger_matcher

CASES = [
    (language.code, trigger, text, expected)
    for language in all_languages()
    for trigger in language.triggers
    for texts, expected in ((trigger.examples, True), (trigger.counter_examples, False))
    for text in texts
]


def modifies(code: str, trigger: Trigger, text: str) -> bool:
    """Return whether a trigger's category modifies what stands in double brackets, within the trigger's scope."""
    language, plain = load(code), text.replace("[[", "").replace("]]", "")
    start, end = text.index("[["), text.index("]]") - 2
    document = plain_document(plain, language)
    if trigger.scope in (Scope.CLAUSE, Scope.SENTENCE):
        before, after = ([each.word for each in tokens(document.folded, *span)] for span in ((0, start), (end, len(plain))))
        return reached(language, trigger.category, before, after)
    if trigger.category not in FIELDS:
        return trigger.category in trigger_matcher(language).after(document.folded, end)
    statements = analyze(document, Registry(), date(2020, 3, 5)).statements
    (found,) = (each for each in statements if start <= each.mention.start < end)
    return bool(getattr(found.modifiers, FIELDS[trigger.category]))


@pytest.mark.parametrize(("code", "trigger", "text", "expected"), CASES, ids=[f"{code}-{text}" for code, _, text, _ in CASES])
def test_a_trigger_modifies_what_it_reaches(code: str, trigger: Trigger, text: str, expected: bool) -> None:
    assert modifies(code, trigger, text) is expected


@pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
def test_each_trigger_has_both_kinds_of_example(language: Language) -> None:
    triggers = language.triggers
    assert all(each.phrases and each.examples and each.counter_examples for each in triggers)
    assert all(phrase == phrase.lower() for each in triggers for phrase in (*each.phrases, *each.pseudo, *each.terminators))


@pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
def test_an_example_has_one_of_the_phrases(language: Language) -> None:
    for each in language.triggers:
        for text in each.examples:
            plain = text.replace("[[", "").replace("]]", "").replace("’", "'").lower()
            assert any(phrase in plain for phrase in each.phrases), text


@pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
def test_a_scope_has_only_the_keys_that_it_uses(language: Language) -> None:
    assert not any(each.terminators for each in language.triggers if each.scope is Scope.BESIDE)
    assert not any(each.pseudo or each.words >= 0 for each in language.triggers if each.scope is Scope.PAIR)


def test_each_category_has_a_trigger() -> None:
    found = [{each.category for each in language.triggers} for language in all_languages()]
    assert set.union(*found) == set(Category)
