"""The pages of reference: as their data make them, whole in both languages, and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from conftest import registry
from jsonschema import Draft202012Validator

from factcheck.facts.fact import READ_KINDS
from factcheck.facts.json_schema import list_sections
from factcheck.findings import Rule
from factcheck.generate import build_reference_pages
from factcheck.languages.load import codes
from factcheck.messages import Messages
from factcheck.reference.facts import build_fact_schema, load_key_tables
from factcheck.reference.rules import describe_rule, format_for_screen
from factcheck.rules import RULES

PAGES = build_reference_pages()
SCREENS = ("en", "fr")
ROOT = Path(__file__).parent.parent
FACTS = ROOT / "facts"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_pages_are_those_of_their_data(path: Path) -> None:
    assert path.read_bytes() == PAGES[path], "make tables"


@pytest.mark.parametrize("code", SCREENS)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_has_three_parts(rule: Rule, code: str) -> None:
    parts = describe_rule(rule, Messages(code))
    starts = {"en": ("Reports ", "Does not report "), "fr": ("Signale ", "Ne signale pas ")}
    source = {"en": f"the docstring of {rule.check.__module__}", "fr": f"messages/documentation.fr.yaml, rules, {rule.id}"}[code]
    for part, start in zip(parts, starts[code], strict=False):
        assert part.text.startswith(start), f"{source}: a paragraph must begin with “{start}”"
    assert len(parts) > 4 and all(part.lines for part in parts[2:-1])
    page = format_for_screen(rule, Messages(code))
    assert "[[" not in page and "]]" not in page
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize("code", SCREENS)
def test_every_key_is_described(code: str) -> None:
    tables = load_key_tables(code)
    named = {name: list(keys) for name, keys in list_sections(codes()).items()}
    assert {name: list(tables[name]) for name in named} == named
    assert list(tables["sections"]) == list(tables["about"]) == list(named)


@pytest.mark.parametrize("code", SCREENS)
def test_the_examples_are_read(code: str, tmp_path: Path) -> None:
    tables = load_key_tables(code)
    facts = {kind: {kind: tables["fact"][kind]["value"]} for kind in (*READ_KINDS, "text")}
    facts["spread"] = {
        key: tables["fact"][key]["value"] for key in ("amount", "over", "per", "starting", "until", "cues", "valid", "source")
    }
    names = {key: each["value"] for key, each in tables["names"].items()}
    text = yaml.safe_dump({"entities": {"a": {"kind": "organisation", code: names}}, "facts": facts}, allow_unicode=True)
    assert len(registry(tmp_path, text).facts) == len(facts)
    assert not list(Draft202012Validator(build_fact_schema(code)).iter_errors(yaml.load(text, Loader=yaml.BaseLoader)))


@pytest.mark.parametrize("path", sorted(FACTS.glob("*.yaml")), ids=lambda path: path.name)
def test_the_schema_takes_a_registry_and_refuses_an_unknown_key(path: Path) -> None:
    Draft202012Validator.check_schema(build_fact_schema("en"))
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert not list(Draft202012Validator(build_fact_schema("en")).iter_errors(tree))
    assert list(Draft202012Validator(build_fact_schema("en")).iter_errors({**tree, "fact": {}}))


@pytest.mark.parametrize("name", ["LISEZMOI.md", *(f"docs/{name}.md" for name in ("regles", "faits", "limites", "integration"))])
def test_french_typography(name: str) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"« | »|\w [:%$](?=\s)", text)
