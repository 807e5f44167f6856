"""Generated tables: equal to their sources, made again where these changed, and what a codec takes and refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck import messages
from factcheck.errors import Place
from factcheck.generate import build_generated_files
from factcheck.languages import load
from factcheck.languages.build import validated
from factcheck.languages.codec import SHAPE, language_codec
from factcheck.runtime import tables
from factcheck.runtime.codec import Codec, CodecError
from factcheck.runtime.tables import TableError, generate, load_tables, load_yaml
from factcheck.values.types import Amount, Contact, Count, Duration, Grain, Period, Unit

GENERATED = build_generated_files()
CODEC = Codec((Amount, Contact, Count, Duration, Period, Place), (Grain, Unit))


def same(one: object, other: object, where: str = "") -> None:
    """Assert that two values are equal in content, in their classes, and in the order of what has one."""
    assert type(one) is type(other), where
    if is_dataclass(one):
        for field in fields(one):
            same(getattr(one, field.name), getattr(other, field.name), f"{where}.{field.name}")
    elif isinstance(one, tuple) and isinstance(other, tuple):
        assert len(one) == len(other), where
        for number, (first, second) in enumerate(zip(one, other, strict=True)):
            same(first, second, f"{where}[{number}]")
    elif isinstance(one, dict) and isinstance(other, dict):
        same(tuple(one), tuple(other), where)
        same(tuple(one.values()), tuple(other.values()), where)
    else:
        assert repr(one) == repr(other) if not isinstance(one, frozenset) else one == other, where


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_generated_files_are_those_of_their_sources(path: Path) -> None:
    assert path.read_bytes() == GENERATED[path], "make tables"
    assert json.loads(path.read_bytes())


@pytest.mark.parametrize("code", load.codes())
def test_a_loaded_language_is_the_validated_one(code: str) -> None:
    same(load.load(code), validated(load.sources(code)))


@pytest.mark.parametrize("code", messages.screen_languages())
def test_the_loaded_messages_are_those_of_the_sources(code: str) -> None:
    same(messages.load_message_tables(code), messages.build(messages.sources(code)))


def test_the_shape_names_all_code_that_defines_a_language() -> None:
    defined = {Path(str(sys.modules[each.__module__].__file__)) for each in language_codec()._names}
    assert defined < set(SHAPE) and all(path.exists() for path in SHAPE)


def test_a_run_needs_neither_a_validator_nor_the_sources_parser() -> None:
    code = "import sys; from factcheck.languages.load import load; load('fr'); from factcheck.messages import load_message_tables; load_message_tables('fr')"
    code += "; print(sorted({'pydantic', 'yaml'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (found.stdout, found.stderr) == ("[]\n", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables of a language, generated and as sources, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(load.FOLDER / "fr", tmp_path / "fr"))


def loaded(folder: Path, shape: tuple[Path, ...] = SHAPE) -> dict[str, object]:
    """The months of a language's tables, and whether they were built from the sources."""
    built: list[bool] = []

    def build(paths: object) -> object:
        built.append(True)
        return load._build(sorted(folder.glob("*.yaml")))

    language = language_codec().decode(load_tables(folder / "tables.json", sorted(folder.glob("*.yaml")), shape, build))
    return {"months": language.quantities.dates.months, "built": bool(built)}


def made(folder: Path) -> None:
    (folder / "tables.json").write_bytes(generate(sorted(folder.glob("*.yaml")), SHAPE, load._build))


def replace(path: Path, old: bytes, new: bytes) -> None:
    found = path.read_bytes()
    assert old in found
    path.write_bytes(found.replace(old, new, 1))


def test_fresh_tables_are_not_built(folder: Path) -> None:
    made(folder)
    assert loaded(folder)["built"] is False


@pytest.mark.parametrize("kept", [True, False])
def test_an_edited_source_is_what_counts(folder: Path, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    monkeypatch.setattr("factcheck.runtime.cache.is_code_unchanged", lambda: kept)
    made(folder)
    replace(folder / "quantities.yaml", b"janvier: 1", b"janvembre: 1")
    for built in (True, not kept):
        found = loaded(folder)
        assert isinstance(found["months"], dict) and "janvembre" in found["months"] and "janvier" not in found["months"]
        assert found["built"] is built
    replace(folder / "quantities.yaml", b"janvembre: 1", b"janvier: 1")
    found = loaded(folder)
    assert isinstance(found["months"], dict) and "janvier" in found["months"] and found["built"] is False


def test_changed_code_of_the_records_is_what_counts(folder: Path, tmp_path: Path) -> None:
    made(folder)
    code = tmp_path / "grammar.py"
    code.write_bytes(b"# another shape\n")
    assert loaded(folder, (*SHAPE[:-1], code))["built"] is True


def damaged(found: bytes) -> list[bytes]:
    middle = len(found) // 2
    flipped = [found[:place] + bytes([found[place] ^ 4]) + found[place + 1 :] for place in (0, 5, 70, 90, middle, len(found) - 10)]
    conflict = b"<<<<<<< ours\n" + found + b"=======\n" + found + b">>>>>>> theirs\n"
    return [*flipped, b"", b"[]", found[:middle], found[: middle // 2] + found[middle:], conflict, found.replace(b"\n", b"\r\n")]


@pytest.mark.parametrize("number", range(12))
def test_a_damaged_generated_file_changes_nothing(folder: Path, number: int) -> None:
    made(folder)
    right = loaded(folder)["months"]
    path = folder / "tables.json"
    path.write_bytes(damaged(path.read_bytes())[number])
    assert loaded(folder) == {"months": right, "built": True}


def test_without_the_generated_file_the_sources_serve(folder: Path) -> None:
    (folder / "tables.json").unlink()
    assert loaded(folder)["built"] is True


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("triggers", b"scope: beside", b"scope: besid", "0.scope: Input should be 'beside', 'pair', "),
        ("triggers", b"scope: beside", b"scop: beside", "0.scope: Field required; add the key"),
        ("modifiers", b"\nrest: ", b"\nreste: ", "reste: Unexpected keyword argument; correct its spelling"),
        ("modifiers", b"\nrest: [", b"\nrest: [[", "not YAML: "),
    ],
)
def test_a_mistake_in_a_table_names_file_key_cause_and_remedy(folder: Path, name: str, old: bytes, new: bytes, told: str) -> None:
    path = folder / f"{name}.yaml"
    replace(path, old, new)
    with pytest.raises(TableError) as caught:
        validated(sorted(folder.glob("*.yaml")))
    assert any(line.startswith(f"{path}:") and told in line for line in str(caught.value).splitlines())


def test_a_rule_without_a_title_is_named() -> None:
    with pytest.raises(TableError, match=r"rules\.fr\.yaml: distant-date\.title: missing"):
        messages.Messages("fr").title("distant-date")


def test_lines_are_the_same_data() -> None:
    for data in ([], {}, [1], ["a", ["b", ["c", ["d", ["e", ["f"]]]]]], {"a": {"b": [1, 2, {"c": []}]}, "d": None}, "x", [[], [[]], {}]):
        assert json.loads(tables._dumped(data)) == data


VALUES = [
    None,
    True,
    0,
    -(10**30),
    "",
    "t",
    "é\u00a0\ud800\0",
    (),
    ("t",),
    ("s", "f"),
    (1, "a", None, ("b",)),
    frozenset(),
    frozenset({"b", "a"}),
    {},
    {"a": 1, "b": ("c",), "": {"x": frozenset({"y"})}},
    {Unit.YEAR: ("an", "ans"), Unit.DAY: ()},
    {1: "one", 1000: ("k",)},
    Decimal("0.10"),
    Decimal("1E+30"),
    date(2024, 2, 29),
    Grain.FISCAL,
    Place("a\udcffb", 3, 4),
    Amount(Decimal("22.240"), "CAD", step=Decimal("0.001")),
    Amount(Decimal(1)),
    Count(Decimal(3), noun="phares", step=Decimal(1)),
    Duration(Decimal(2), Unit.WEEK),
    Contact("phone", "6135550199", "16135550199"),
    Period(date(2019, 4, 1), date(2020, 3, 31), Grain.FISCAL),
    *(1.5, 0.1 + 0.2, -1e-300),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_the_same_after_it_was_data(value: object) -> None:
    data = json.loads(json.dumps(CODEC.encode(value)))
    same(CODEC.decode(data), value)
    assert json.dumps(CODEC.encode(CODEC.decode(data))) == json.dumps(data)


@pytest.mark.parametrize("value", [[1], {1, 2}, b"a", object(), print, ValueError, frozenset({1}), Path("a"), (1, [2])])
def test_a_codec_refuses_what_it_does_not_know(value: object) -> None:
    with pytest.raises(CodecError):
        CODEC.encode(value)


@pytest.mark.parametrize(
    "data",
    [
        [],
        ["print", 1],
        ["Fact", 1],
        ["object"],
        ["Amount"],
        ["Amount", 1],
        ["Amount", 1, 2, 3, 4],
        ["Grain", "eon"],
        ["Grain"],
        ["D", "one"],
        ["D", []],
        ["d", "2023-02-29"],
        ["d", 20230101],
        ["f", []],
        ["m", 1],
        ["m", ["t", {}], 2],
        [None, 1],
        [["t"]],
        ["t", ["t", ["t", []]]],
    ],
)
def test_a_codec_refuses_data_that_stand_for_nothing(data: object) -> None:
    with pytest.raises(CodecError):
        CODEC.decode(data)


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: 1\ntwo: {x: 1, x: 2}\n", "utf-8")
    with pytest.raises(TableError, match=r"a\.yaml:2: not YAML: the key x is there twice"):
        load_yaml(tmp_path / "a.yaml")
