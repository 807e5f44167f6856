"""The registry and the patterns that are kept: equal to what is loaded anew, and never those of another file, hand or code."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from test_cli import BAD, FACTS, note, place
from test_tables import same

from factcheck.checker import load_facts
from factcheck.facts import registry_cache as kept
from factcheck.facts.load import load_registry
from factcheck.facts.schema import Registry
from factcheck.languages.load import all_languages, codes
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.runtime import cache
from factcheck.runtime import regex as patterns
from factcheck.runtime.cache import load_entry, save_entry
from factcheck.runtime.regex_data import Compiled, decode_patterns, encode_patterns

__all__ = ["place"]
RICH = """
currency: CAD
entities:
  fonds: {kind: programme, fr: {name: Fonds des phares, also: [Fonds], acronym: FDP, avoid: [Fonds du phare]}, en: Lighthouse Fund, source: Loi}
  chef: {kind: title, fr: gardien en chef, en: chief keeper}
  anna: {kind: person, title: chef, fr: Anna Roy, en: Anna Roy}
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, over: 3 years, starting: 2019-2020, cues: {fr: [budget de 2019]}, source: Budget}
  annuel: {about: fonds, amount: plus de 18 millions de dollars, per: année, part_of: enveloppe}
  part: {about: fonds, percent: "76 %"}
  phares: {about: [fonds], count: 1200 lighthouses}
  duree: {about: fonds, duration: 5 years}
  tel: {about: fonds, phone: 613-555-0142}
  site: {about: fonds, url: "https://example.org/phares"}
  gens: {about: fonds, members: [anna]}
  devise: {about: fonds, text: {fr: Lumière, en: Light}}
  debut: {about: fonds, date: avril 2004}
  fin: {about: fonds, date: 2004/2009, valid: {from: 2001, until: 2003-06-30}, replaced_by: debut}
relations:
  - {before: debut, after: fin}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the test; the code counts as settled, whoever edits it meanwhile."""
    monkeypatch.delenv("FACTCHECK_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "is_code_unchanged", lambda: True)
    return tmp_path / "cache" / "factcheck"


def facts(tmp_path: Path, text: str = RICH) -> Path:
    path = tmp_path / "facts"
    path.mkdir(exist_ok=True)
    (path / "facts.yaml").write_text(text, "utf-8")
    return path


def loaded_anew(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A list that grows with each registry that is loaded from its files."""
    found: list[bool] = []

    def load(*arguments: object) -> Registry:
        found.append(True)
        return load_registry(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("factcheck.facts.load.load_registry", load)
    return found


@pytest.mark.parametrize("packs", [(), ("canada",)])
@pytest.mark.parametrize("text", [RICH, FACTS, "", "entities: {}\n"])
def test_a_kept_registry_is_the_loaded_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, packs: tuple[str, ...]) -> None:
    anew = loaded_anew(monkeypatch)
    path = facts(tmp_path, text)
    first, second = load_facts(path, packs), load_facts(path, packs)
    assert len(anew) == 1
    same(second, first)
    same(second, load_registry([path], parse_fact_value, all_languages(), packs))


def test_a_changed_fact_file_is_loaded(tmp_path: Path) -> None:
    path = facts(tmp_path)
    load_facts(path)
    before = os.stat(path / "facts.yaml")
    (path / "facts.yaml").write_text(RICH.replace("1200", "1300"), "utf-8")
    os.utime(path / "facts.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_facts(path).facts["phares"].written.startswith("1300")
    (path / "more.yaml").write_text("entities: {centre: {kind: organisation, en: Tides Centre}}\n")
    assert "centre" in load_facts(path).entities


def test_a_file_that_changes_while_it_is_loaded_is_not_kept_as_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = facts(tmp_path)

    def load(*arguments: object) -> Registry:
        (path / "facts.yaml").write_text(RICH.replace("1200", "1300"), "utf-8")
        return load_registry(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("factcheck.facts.load.load_registry", load)
        assert load_facts(path).facts["phares"].written.startswith("1300")
    (path / "facts.yaml").write_text(RICH, "utf-8")
    assert load_facts(path).facts["phares"].written.startswith("1200")


def test_no_flipped_bit_of_a_kept_registry_changes_it(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = facts(tmp_path)
    right = load_facts(path)
    entry = next(folder.glob("registry-*.entry"))
    whole = entry.read_bytes()
    anew = loaded_anew(monkeypatch)
    for number, position in enumerate(random.Random(3).sample(range(len(whole)), 60), 1):
        entry.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << position % 8]) + whole[position + 1 :])
        same(load_facts(path), right)
        assert len(anew) == number and entry.read_bytes() == whole


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'["Registry"]', b'["t","a"]', b"null", b"3", b'["Registry",{},{},{}]', b"[" * 100_000, b"\xff", b"NaN"]
)
def test_a_kept_registry_of_another_shape_is_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(kept, "load_entry", lambda *_: data)
    assert load_facts(facts(tmp_path)).facts["phares"].written.startswith("1200")


def test_registries_that_are_used_stay(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anew = loaded_anew(monkeypatch)
    often = facts(tmp_path)
    load_facts(often)
    for number in range(12):
        for entry in folder.glob("*.entry"):
            os.utime(entry, (entry.stat().st_atime, entry.stat().st_mtime - 10))
        assert "fonds" in load_facts(often).entities
        other = tmp_path / f"other-{number}"
        other.mkdir()
        load_facts(facts(other, f"entities: {{a{number}: {{kind: place, en: Ashcombe}}}}\n"))
    assert len(anew) == 13 and len(list(folder.glob("registry-*.entry"))) == 8


PATTERNS = {
    ("a+", 0): (32, 0, {}, b"\1\0\0\0" * 5),
    ("(?P<é>b)(c)", 2): (34, 2, {"é": 1}, b"\2\0\0\0" * 7),
    ("\ud800\n", 0): (32, 0, {}, b"\3\0\0\0"),
}


def test_patterns_are_the_same_after_they_were_data() -> None:
    assert decode_patterns(encode_patterns(PATTERNS)) == PATTERNS
    assert decode_patterns(encode_patterns({})) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        (-1, 0, {}, b"\0" * 8),
        (0, -1, {}, b"\0" * 8),
        (0, 3, {}, b"\0" * 8),
        (0, 1, {"a": 2}, b"\0" * 8),
        (0, 1, {"a": 0}, b"\0" * 8),
        (0, 1, {"a": "1"}, b"\0" * 8),  # type: ignore[dict-item]
        (0, 1, ["a"], b"\0" * 8),  # type: ignore[arg-type]
        ("0", 1, {}, b"\0" * 8),  # type: ignore[arg-type]
        (True, 0, {}, b"\0" * 8),
        (0, 1.0, {}, b"\0" * 8),  # type: ignore[arg-type]
        (0, 0, {}, b"\0" * 7),
        (0, 0, {}, b""),
    ],
)
def test_patterns_that_cannot_be_any_are_not_taken(wrong: Compiled) -> None:
    assert decode_patterns(encode_patterns({**PATTERNS, ("wrong", 0): wrong})) == {}


def test_cut_or_lengthened_patterns_are_not_taken() -> None:
    whole = zlib.decompress(encode_patterns(PATTERNS))
    assert decode_patterns(zlib.compress(whole)) == PATTERNS
    for data in (*(whole[:length] for length in range(len(whole))), whole + b"\0", whole + b"\0\0\0\0", b"\n" + whole, whole * 2):
        assert decode_patterns(zlib.compress(data)) == {} and decode_patterns(data) == {}


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the patterns that other tests compiled, and keep short ones too."""
    monkeypatch.setattr(patterns, "_SHORT", 0)
    monkeypatch.setattr(patterns, "PACKAGED", None)
    monkeypatch.setattr(patterns, "_packaged", {})
    monkeypatch.setattr(patterns, "_saved", None)
    monkeypatch.setattr(patterns, "_used", {})
    monkeypatch.setattr(patterns, "_new", False)


def again(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.save_patterns()
    patterns.compiled.cache_clear()
    for name, value in (("_saved", None), ("_used", {}), ("_new", False)):
        monkeypatch.setattr(patterns, name, value)


TRIED = [("(?P<one>a)|(?P<two>b)(c)?", 0), (r"\w+\s[é-ü]{2,3}?", 2), (r"(?i:x)(?<!y)z$", 8), ("(?x) a b # c", 0), ("[^\n]*", 16)]


@pytest.mark.usefixtures("fresh")
def test_kept_patterns_match_as_compiled_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [patterns.compiled(*each) for each in TRIED]
    again(monkeypatch)
    assert set(patterns._load()) >= set(TRIED)
    for first, each in zip(before, TRIED, strict=True):
        found = patterns.compiled(*each)
        assert (found.pattern, found.flags, found.groups, found.groupindex) == (first.pattern, first.flags, first.groups, first.groupindex)
        for text in ("abc", "bc", "été éé", "xz", "yXz\nz", "ab", "a\nb"):
            assert [(match.span(), match.groupdict()) for match in found.finditer(text)] == [
                (match.span(), match.groupdict()) for match in first.finditer(text)
            ]
    assert patterns._new is False


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("code", [b"\xff" * 40, b"\0" * 4, b"\2\0\0\0", b"\x0e\0\0\0" * 9, b"\x18\0\0\0\xff\xff\xff\xff" * 3])
def test_codes_that_the_engine_does_not_take_are_compiled_again(code: bytes) -> None:
    text = "a(b)"
    save_entry("patterns", patterns._key(), encode_patterns({(text, 0): (32, 1, {}, code)}))
    assert (text, 0) in patterns._load()
    patterns.compiled.cache_clear()
    found = patterns.compiled(text).fullmatch("ab")
    assert found is not None and found[1] == "b"


@pytest.mark.usefixtures("fresh")
def test_more_patterns_than_are_kept_leave_those_that_were_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 5)
    for number in range(4):
        patterns.compiled(f"old{number}")
    again(monkeypatch)
    for number in range(3):
        patterns.compiled(f"new{number}")
    patterns.compiled("old2")
    again(monkeypatch)
    kept_now = {text for text, _ in patterns._load()}
    assert len(kept_now) == 5 and kept_now > {"new0", "new1", "new2", "old2"}


@pytest.mark.usefixtures("fresh")
def test_what_another_process_kept_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compiled("mine")
    theirs = (32, 0, {}, b"\1\0\0\0")
    save_entry("patterns", patterns._key(), encode_patterns({("theirs", 0): theirs}))
    again(monkeypatch)
    assert {text for text, _ in patterns._load()} == {"mine", "theirs"}


# The command as a process of its own, with what a checkout may bring.


def told(place: Path, **variables: str | None) -> tuple[int, str, str]:
    given = {**os.environ, "HOME": str(place / "home"), **variables}
    found = subprocess.run(
        [sys.executable, "-m", "factcheck", "check", "documents", "--format", "text", "--ui", "en", "--as-of", "2024-01-15"],
        capture_output=True,
        text=True,
        cwd=place,
        env={name: value for name, value in given.items() if value is not None},
    )
    return found.returncode, found.stdout, found.stderr


RIGHT = "documents/a.en.md:1:38: error amount-mismatch"
# What runs a command when it is unpickled, in three protocols.
BOMBS = [
    b"cos\nsystem\n(S'touch bitten'\ntR.",
    b"\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c\x0ctouch bitten\x85R.",
    b"\x80\x05\x95\x22\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x0ctouch bitten\x94\x85\x94R\x94.",
]


@pytest.mark.parametrize("way", ["XDG_CACHE_HOME", "relative", "HOME", "missing"])
@pytest.mark.parametrize("bomb", BOMBS, ids=["0", "4", "5"])
def test_a_planted_pickle_is_never_run(place: Path, folder: Path, way: str, bomb: bytes) -> None:
    note(place, BAD)
    variables: dict[str, str | None] = {
        "XDG_CACHE_HOME": {"XDG_CACHE_HOME": str(place / ".cache"), "relative": ".cache"}.get(way),
        "HOME": None if way == "missing" else str(place if way == "HOME" else place / "home"),
    }
    if way in ("HOME", "XDG_CACHE_HOME"):
        assert RIGHT in told(place, **variables)[1]
    planted = place / ".cache" / "factcheck"
    planted.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = [path.name for path in planted.glob("*.entry")] + ["registry-0.pickle", "language-en-0.pickle", "codes-0.pickle"]
    for name in (*names, *(name.replace(".entry", ".pickle") for name in names)):
        (planted / name).write_bytes(bomb)
        (planted / name).chmod(0o600)
    status, output, errors = told(place, **variables)
    assert (status, errors) == (1, "") and RIGHT in output
    assert not list(place.rglob("bitten"))


def test_a_planted_cache_cannot_change_a_verdict(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written in another folder by this very code, for these very files, but from other facts."""
    note(place, BAD)
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "theirs"))
    lie = load_registry([place / "facts"], parse_fact_value, all_languages())
    key = kept.make_registry_key([Path("facts")], codes(), ())
    assert key is not None
    wrong = kept.json.dumps(kept._make_codec().encode(lie)).replace("22240000", "24220000").encode()
    save_entry("registry", key, wrong)
    assert load_entry("registry", key) == wrong
    shutil.copytree(place / "theirs", place / "ours")
    for path in (place / "ours", *(place / "ours").rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "ours"))
    assert load_entry("registry", key) is None
    assert RIGHT in told(place, XDG_CACHE_HOME=str(place / "ours"))[1]


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("no folder")


def a_loop(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path)


def a_link_to_nowhere(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.with_name("nowhere"))


def a_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def a_closed_folder(path: Path) -> None:
    path.mkdir(parents=True, mode=0o500)


def an_open_folder(path: Path) -> None:
    path.mkdir(parents=True)
    path.chmod(0o777)


def pipes_for_entries(path: Path) -> None:
    path.mkdir(parents=True, mode=0o700)
    os.mkfifo(path / "seal")


UNUSABLE = [a_file, a_loop, a_link_to_nowhere, a_pipe, a_closed_folder, an_open_folder, pipes_for_entries]


@pytest.mark.parametrize("below", ["", "factcheck"])
@pytest.mark.parametrize("make", UNUSABLE, ids=lambda make: make.__name__)
def test_a_cache_that_cannot_be_one_costs_time_only(place: Path, make: object, below: str) -> None:
    note(place, BAD)
    assert callable(make)
    make(place / "none" / below)
    for _ in range(2):
        status, output, errors = told(place, XDG_CACHE_HOME=str(place / "none"))
        assert (status, errors) == (1, "") and RIGHT in output


@pytest.mark.parametrize(
    "path",
    [
        "/dev/null",
        "/dev/null/x",
        "/proc/self",
        "/proc/1/x",
        "/" + "x" * 300,
        "/x" * 3000,
        "/dev/null/\udcff",
        "relative",
        "",
        " ",
        "~",
        "\n",
    ],
)
def test_a_path_that_is_no_folder_costs_time_only(place: Path, path: str) -> None:
    note(place, BAD)
    before = sorted(place.iterdir())
    status, output, errors = told(place, XDG_CACHE_HOME=path, HOME="/dev/null")
    assert (status, errors) == (1, "") and RIGHT in output
    assert sorted(place.iterdir()) == before


def test_processes_at_the_same_time_tell_the_same(place: Path) -> None:
    note(place, BAD)
    command = [sys.executable, "-m", "factcheck", "check", "documents", "--format", "text", "--ui", "en", "--as-of", "2024-01-15"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(place / "shared")}
    for _ in range(2):
        running = [subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
        found = {(*each.communicate(), each.returncode) for each in running}
        assert len(found) == 1
        output, errors, status = found.pop()
        assert (errors, status) == (b"", 1) and RIGHT.encode() in output
