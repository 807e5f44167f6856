"""Mistakes that people make in fact files: each with its place, its cause and what to write instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from conftest import registry

from factcheck.checker import load_facts
from factcheck.errors import RegistryError
from factcheck.facts import nodes
from factcheck.facts.derived import KEYS as DERIVED
from factcheck.facts.entity import NAME_KEYS
from factcheck.facts.fact import OTHER_KEYS, VALUE_KEYS
from factcheck.facts.key_errors import load_hints
from factcheck.facts.load import SECTIONS
from factcheck.facts.nodes import KEYS
from factcheck.messages import Messages

ENTITY = ("kind", "title", "note", "source", "fr", "en")
RELATION = ("total", "parts", "compare", "share", "part", "whole", "before", "after")
MISTAKES = [
    ("facts:\n\tx: 1\n", "2:1", "a tab is used for indentation"),
    ("facts:\n  x:\n  \tamount: 1\n", "3:3", "replace it with spaces"),
    ("entities:\n  a:\n    kind: other\n    fr: Stratégie: phase 2\n", "4:5", "the text after “fr:” contains a colon"),
    ("entities:\n  a: {kind: other, fr: Stratégie: phase 2}\n", "2:20", "the text after “fr:” contains a colon"),
    ("entities:\n  a:\n    fr:\n      name: A\n      also: [Loi: x, b]\n    kind: law\n", "5:14", "“Loi: x” contains a colon"),
    ("entities:\n  a:\n    kind: other\n   fr: x\n", "4:4", "align it with the keys of the same level"),
    ("entities:\n  a:\n    kind: other\n      fr: x\n", "4:7", "align it with the keys of the same level"),
    ('entities:\n  a:\n    fr: "x\n    en: y\n', "3:9", "a quotation mark is opened and not closed"),
    ("entities:\n  a:\n    en: 'd'accord'\n", "3:12", "put the whole text in quotation marks"),
    ("entities:\n  a: {kind: other, fr: x\n  b: {kind: other}\n", "2:6", "a brace is opened and not closed"),
    ("facts:\n  a:\n    amount: 1\n    - b: 2\n", "4:5", "a list item (“- ”) stands among keys"),
    ("facts:\n  - a\n  b: 1\n", "3:3", "a key stands among the items of a list"),
    ("facts:\n  a:\n    amount 1\n    about: x\n", "3:5", "write `amount:` and its value"),
    ("facts:\n  a:\n    amount:1\n    about: x\n", "3:5", "a space is missing after the colon of “amount:”"),
    ("facts:\n  a:\n    source: @x\n", "3:13", "a text cannot begin with “@”"),
    ("facts:\n  a:\n    percent: %5\n", "3:14", "a text cannot begin with “%”"),
    ("entités:\n  a: {kind: other, fr: x}\n", "1:1", "write `entities:`"),
    ("entities:\n  a:\n    genre: other\n    fr: A\n", "3:5", "write `kind:`"),
    ("entities:\n  a:\n    kind: other\n    fr:\n      nom: Stratégie\n", "5:7", "write `name:`"),
    ("entities:\n  a:\n    kind: other\n    fr:\n      name: S\n      sigle: S\n", "6:7", "write `acronym:`"),
    ("facts:\n  x:\n    montant: 1 CAD\n", "3:5", "write `amount:`"),
    ("facts:\n  x:\n    montnat: 1 CAD\n", "3:5", "write `amount:`"),
    ("facts:\n  x:\n    amount: 1 CAD\n    sorce: b\n", "4:5", "write `source:`"),
    ("facts:\n  x:\n    amount: 1 CAD\n    français: [a]\n", "4:5", "write `fr:` one level further in, under `cues:`"),
    ("facts:\n  x:\n  amount: 1 CAD\n", "3:3", "indent it under the id above"),
    ("entities:\n  a:\n    kind: other\n    name: X\n", "4:5", "write `name:` one level further in, under `en:` or `fr:`"),
    ("entities:\n  a:\n    fr:\n      name: A\n      kind: other\n", "5:7", "write `kind:` further to the left"),
    ("budget:\n  amount: 1 CAD\n", "1:1", "write `facts:` on a line above it"),
    ("a:\n  kind: other\n  fr: A\n", "1:1", "write `entities:` on a line above it"),
    ("facts:\n  - x:\n      amount: 1 CAD\n", "2:3", "facts must hold keys with values, not a list"),
    ("facts:\n  x:\n    amount: 1 CAD\n    cues: [a, b]\n", "4:11", "as in `en: Budget 2019`"),
    ("relations:\n  total: x\n  parts: [a, b]\n", "2:3", "relations must be a list"),
    ("facts:\n  x:\n    amount: [1 CAD, 2 CAD]\n", "3:13", "amount must be text, not a list"),
    ("facts:\n  x:\n    amount:\n", "3:12", "amount is empty"),
    ("facts:\n  x:\n  y:\n    amount: 1 CAD\n", "2:3", "“x” has no value"),
    ("facts:\n  x:\n    amount: 1 CAD\n    amount: 2 CAD\n", "4:5", "the key “amount” is given twice"),
    ("facts:\n  x:\n    date: 2020-11-31\n", "3:11", "November has 30 days"),
    ("facts:\n  x:\n    date: 30 avril\n", "3:11", "has no year"),
    ("facts:\n  x: {date: 2009 to 2004}\n", "2:13", "ends before it starts"),
    ("facts:\n  x:\n    amount: 1 CAD\n    about: [b]\n", "4:13", "about refers to “b”"),
]


def told(folder: Path, text: str, code: str = "en") -> list[tuple[str, str]]:
    """The places and the messages of the problems of a registry."""
    with pytest.raises(RegistryError) as error:
        registry(folder, text)
    return [(f"{each.place.line}:{each.place.column}", Messages(code).problem(each)) for each in error.value.problems]


@pytest.mark.parametrize(("text", "place", "words"), MISTAKES)
def test_place_cause_and_remedy(text: str, place: str, words: str, tmp_path: Path) -> None:
    assert any(at == place and words in message for at, message in told(tmp_path, text)), told(tmp_path, text)
    assert [at for at, _ in told(tmp_path, text)] == [at for at, _ in told(tmp_path, text, "fr")]


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, "entities:\n  a:\n    genre: other\n    fr:\n      nom: A\n")) == 2
    assert len(told(tmp_path, "facts:\n  x:\n    montant: 1 CAD\n")) == 1


def test_all_files_are_reported_on(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "a.yaml").write_text("entities:\n\ta: 1\n", "utf-8")
    (folder / "b.yaml").write_text("entities:\n  b: {genre: law, fr: B}\n", "utf-8")
    (folder / "c.yaml").write_text("facts:\n  c: {amount: 1 CAD, about: a}\n  d: {montant: 1 CAD}\n", "utf-8")
    with pytest.raises(RegistryError) as error:
        load_facts(folder)
    found = [(Path(each.place.path).name, each.place.line, each.key) for each in error.value.problems]
    # What is about an entity of a file that could not be read is no mistake.
    assert found == [("a.yaml", 2, "yaml-tab"), ("b.yaml", 2, "key-hint"), ("c.yaml", 3, "key-hint")]


def test_hints_name_keys_that_exist() -> None:
    hints = load_hints()
    known = {*SECTIONS, *ENTITY, *NAME_KEYS, *VALUE_KEYS, *OTHER_KEYS, *KEYS, *RELATION, *DERIVED, "round", "as", "from", "until", "m", "f"}
    assert {key for keys in hints["hints"].values() for key in keys} <= known
    assert not set(hints["hints"]) & {*ENTITY, *NAME_KEYS, "amount", "percent", "count", "date", "duration", "from", "until"}
    assert set(hints["keys"]["facts"]) == {*VALUE_KEYS, *OTHER_KEYS}
    assert set(hints["keys"]["entities"]) == set(ENTITY)
    for level in ("inside", "outside"):
        assert {key for keys in hints[level].values() for key in keys} <= known


def test_no_hints_are_sought_for_a_flood_of_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[str] = []
    real = nodes.explain_key

    def count(name: str, level: str, known: Collection[str]) -> tuple[str, Mapping[str, str]]:
        sought.append(name)
        return real(name, level, known)

    monkeypatch.setattr(nodes, "explain_key", count)
    assert len(told(tmp_path, "facts:\n  x:\n    amount: 1 CAD\n" + "".join(f"    montant{at}: 1\n" for at in range(2000)))) == 2000
    assert len(sought) <= 300
    sought.clear()
    told(tmp_path, f"facts:\n  x:\n    amount: 1 CAD\n    {'é' * 500}: 1\n")
    assert not sought
