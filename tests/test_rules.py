"""Every rule's own examples, and its messages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import quote, together

from factcheck.findings import Example, Rule
from factcheck.messages import Messages
from factcheck.rules import RULES

CASES = [(rule, example) for rule in RULES for example in rule.examples]
NO_FRENCH = "write it in French"
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule.id}-{at}" for at, (rule, _) in enumerate(CASES)])
def test_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    texts = [(example.language, example.text), *([example.pair] if example.pair else [])]
    notes = [(f"note.{language}.md", MARK.sub(r"\1", text)) for language, text in texts]
    reports = together(tmp_path, notes, example.facts, date.fromisoformat(example.as_of))
    found = []
    for told, (_, text) in zip(reports, texts, strict=True):
        quoted = [(finding, quote(finding, told)) for finding in told.findings if finding.rule == rule.id]
        assert [words for _, words in quoted] == MARK.findall(text)
        found += quoted
    for code in ("en", "fr"):
        for finding, _ in found:
            message = Messages(code).finding(rule.id, finding.key, finding.values)
            assert message and not re.search(r"[{}]|None|Decimal", message)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_good_and_bad_in_both_languages(rule: Rule) -> None:
    kinds = {(example.language, "[[" in example.text) for example in rule.examples}
    assert kinds == {("fr", True), ("fr", False), ("en", True), ("en", False)}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_documented_in_both_languages(rule: Rule) -> None:
    assert rule.doc.count("\n\n") >= 1, f"{rule.check.__module__}: the docstring needs two paragraphs: Reports …, and Does not report …"
    french = Messages("fr").explanation(rule.id, rule.doc)
    assert french != Messages("en").explanation(rule.id, rule.doc), f"messages/documentation.fr.yaml: rules: {rule.id}: {NO_FRENCH}"
    assert Messages("fr").title(rule.id) != Messages("en").title(rule.id), f"messages/rules.fr.yaml: {rule.id}.title: {NO_FRENCH}"


def test_ids_are_unique_and_named_as_their_modules() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    for rule in RULES:
        assert rule.check.__module__ == f"factcheck.rules.{rule.id.replace('-', '_')}"
