"""The cache: what is read from it, what is refused, and what becomes of entries that nobody uses."""

from __future__ import annotations

import ast
import os
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factcheck.runtime import cache, digest
from factcheck.runtime.cache import load_entry, save_entry
from factcheck.runtime.cache_folder import OFF, find_cache_folder

MODULES = sorted((Path(__file__).parent.parent / "factcheck").rglob("*.py"))
EXECUTING = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "copyreg", "dbm"}
DATA = b'["Registry", {"a": 1}]'
KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the test, which does not exist yet; the code counts as settled, whoever edits it meanwhile."""
    monkeypatch.delenv(OFF, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "is_code_unchanged", lambda: True)
    return tmp_path / "cache" / "factcheck"


@pytest.fixture
def entry(folder: Path) -> Path:
    """The one entry of the cache."""
    save_entry("thing", KEY, DATA)
    return next(folder.glob("*.entry"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_imports_what_executes_data(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not EXECUTING & (imported | texts)


@pytest.mark.parametrize("data", [b"", b"\0", DATA, bytes(range(256)) * 50])
def test_what_was_saved_is_loaded(folder: Path, data: bytes) -> None:
    save_entry("thing", KEY, data)
    assert load_entry("thing", KEY) == data
    assert load_entry("thing", b"other") is None and load_entry("other", KEY) is None
    assert os.stat(folder).st_mode & 0o777 == 0o700
    assert {os.stat(path).st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_one_flipped_bit_anywhere_is_noticed(entry: Path) -> None:
    whole = entry.read_bytes()
    for position in range(len(whole)):
        for bit in range(8):
            entry.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << bit]) + whole[position + 1 :])
            assert load_entry("thing", KEY) is None, (position, bit)
    entry.write_bytes(whole)
    assert load_entry("thing", KEY) == DATA


def test_flipped_bits_of_a_large_entry_are_noticed(folder: Path) -> None:
    save_entry("large", KEY, random.Random(1).randbytes(500_000))
    path = next(folder.glob("*.entry"))
    whole = path.read_bytes()
    for position in random.Random(2).sample(range(len(whole)), 200):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << position % 8]) + whole[position + 1 :])
        assert load_entry("large", KEY) is None, position


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, -1])
def test_a_cut_entry_is_missing(entry: Path, length: int) -> None:
    entry.write_bytes(entry.read_bytes()[:length])
    assert load_entry("thing", KEY) is None


def test_an_entry_under_the_name_of_another_is_missing(folder: Path, entry: Path) -> None:
    save_entry("thing", b"other", b"other data")
    other = next(path for path in folder.glob("*.entry") if path != entry)
    shutil.copy2(entry, other)
    assert load_entry("thing", b"other") is None and load_entry("thing", KEY) == DATA


def planted_by_copy(folder: Path) -> None:
    irrealis = folder.with_name("elsewhere")
    shutil.copytree(folder, irrealis)
    shutil.rmtree(folder)
    irrealis.rename(folder)


def planted_entry(folder: Path) -> None:
    path = next(folder.glob("*.entry"))
    path.write_bytes(digest.compute_digest([path.name.encode(), b"planted"]) + b"planted")


def planted_seal(folder: Path) -> None:
    seal = folder / "seal"
    seal.unlink()
    seal.touch(mode=0o600)


def seal_from_elsewhere(folder: Path) -> None:
    (folder / "seal").unlink()
    (folder / "seal").symlink_to("/etc/hostname")


def open_to_others(folder: Path) -> None:
    folder.chmod(0o755)


def written_by_others(folder: Path) -> None:
    folder.chmod(0o770)


def seal_open_to_others(folder: Path) -> None:
    (folder / "seal").chmod(0o644)


def seal_with_a_set_time(folder: Path) -> None:
    os.utime(folder / "seal", (0, 0))


def linked_folder(folder: Path) -> None:
    folder.rename(folder.with_name("real"))
    folder.symlink_to(folder.with_name("real"))


def entry_is_a_folder(folder: Path) -> None:
    path = next(folder.glob("*.entry"))
    path.unlink()
    path.mkdir()


def entry_is_a_pipe(folder: Path) -> None:
    path = next(folder.glob("*.entry"))
    path.unlink()
    os.mkfifo(path)


def entry_links_to_a_device(folder: Path) -> None:
    path = next(folder.glob("*.entry"))
    path.unlink()
    path.symlink_to("/dev/zero")


PLANTED = [
    planted_by_copy,
    planted_entry,
    planted_seal,
    seal_from_elsewhere,
    open_to_others,
    written_by_others,
    seal_open_to_others,
    seal_with_a_set_time,
    linked_folder,
    entry_is_a_folder,
    entry_is_a_pipe,
    entry_links_to_a_device,
]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_this_tool_did_not_write_here_is_missing(folder: Path, entry: Path, plant: object) -> None:
    assert entry.exists() and callable(plant)
    plant(folder)
    assert load_entry("thing", KEY) is None
    save_entry("thing", KEY, DATA)
    assert load_entry("thing", KEY) in (None, DATA)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only the superuser gives files away")
def test_a_folder_or_a_seal_of_another_user_is_refused(folder: Path, entry: Path) -> None:
    os.chown(folder / "seal", 12345, 12345)
    assert load_entry("thing", KEY) is None
    os.chown(folder, 12345, 12345)
    before = sorted(folder.iterdir())
    save_entry("thing", b"new", DATA)
    assert load_entry("thing", b"new") is None and sorted(folder.iterdir()) == before


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for the code of the package."""
    path = tmp_path / "package"
    (path / "rooms").mkdir(parents=True)
    (path / "rooms" / "one.py").write_text("ONE = 1\n")
    (path / "rooms" / "words.yaml").write_text("one: 1\n")
    (path / "notes.txt").write_text("nothing that runs\n")
    monkeypatch.setattr(digest, "_PACKAGE", str(path))
    forget()
    yield path
    forget()


def forget() -> None:
    for each in (digest.code_identity, digest.is_code_unchanged, digest._sources):
        each.cache_clear()


@pytest.mark.parametrize("name", ["rooms/one.py", "rooms/words.yaml"])
@pytest.mark.parametrize("change", ["ONE = 2\n", "", "ONE = 1\n# more\n"])
def test_a_change_of_the_code_makes_entries_missing(folder: Path, package: Path, name: str, change: str) -> None:
    save_entry("thing", KEY, DATA)
    assert load_entry("thing", KEY) == DATA
    before = os.stat(package / name)
    (package / name).write_text(change)
    os.utime(package / name, ns=(before.st_atime_ns, before.st_mtime_ns))
    forget()
    assert load_entry("thing", KEY) is None


def test_a_new_source_file_makes_entries_missing(folder: Path, package: Path) -> None:
    save_entry("thing", KEY, DATA)
    (package / "notes.txt").write_text("something else that does not run\n")
    forget()
    assert load_entry("thing", KEY) == DATA
    (package / "rooms" / "two.py").write_text("")
    forget()
    assert load_entry("thing", KEY) is None


def test_code_that_changed_during_the_run_keeps_nothing(folder: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "is_code_unchanged", digest.is_code_unchanged)
    newest = max(os.stat(path).st_ctime_ns for path in package.rglob("*.*"))
    for started, kept in ((newest - 1, False), (newest + 1, False), (newest + 10_000_000_000, True)):
        monkeypatch.setattr(digest, "_STARTED", started)
        forget()
        save_entry("thing", KEY, DATA)
        assert (load_entry("thing", KEY) is not None) is kept


def test_what_is_used_last_is_kept(folder: Path) -> None:
    for number in range(8):
        save_entry("thing", bytes([number]), DATA)
    for path in folder.glob("*.entry"):
        os.utime(path, (1, 1))
    assert load_entry("thing", bytes([3])) == DATA
    for number in range(8, 15):
        save_entry("thing", bytes([number]), DATA)
    kept = [number for number in range(15) if load_entry("thing", bytes([number])) is not None]
    assert kept == [3, *range(8, 15)]


def test_an_entry_whose_use_cannot_be_noted_is_still_read(folder: Path, entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "utime", refuse)
    assert entry.exists() and load_entry("thing", KEY) == DATA


def test_entries_of_one_name_do_not_push_out_those_of_another(folder: Path) -> None:
    save_entry("other", KEY, DATA)
    for number in range(20):
        save_entry("other-thing", bytes([number]), DATA)
    assert load_entry("other", KEY) == DATA
    assert len(list(folder.glob("other-thing-*.entry"))) == 8


def test_leftovers_go(folder: Path, entry: Path) -> None:
    for name, age in (("registry-1.pickle", 0), ("thing-old.partial", 7200), ("thing-new.partial", 0)):
        path = folder / name
        path.write_bytes(b"")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    save_entry("thing", b"new", DATA)
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".entry") == ["seal", "thing-new.partial"]


def test_writers_at_the_same_time_leave_whole_entries(folder: Path) -> None:
    written = [bytes([number]) * 200_000 for number in range(8)]

    def write_and_read(data: bytes) -> set[bytes | None]:
        found = set()
        for _ in range(10):
            save_entry("thing", KEY, data)
            found.add(load_entry("thing", KEY))
        return found

    with ThreadPoolExecutor(8) as pool:
        found = set().union(*pool.map(write_and_read, written))
    assert found <= {*written, None} and load_entry("thing", KEY) in written
    assert not list(folder.glob("*.partial"))


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"XDG_CACHE_HOME": "/a", "HOME": "/b"}, "/a/factcheck"),
        ({"XDG_CACHE_HOME": "", "HOME": "/b"}, "/b/.cache/factcheck"),
        ({"HOME": "/b"}, "/b/.cache/factcheck"),
        ({"XDG_CACHE_HOME": ".cache", "HOME": "/b"}, "/b/.cache/factcheck"),
        ({"XDG_CACHE_HOME": "./a/../b", "HOME": "/b"}, "/b/.cache/factcheck"),
        ({"XDG_CACHE_HOME": "~/cache", "HOME": "/b"}, "/b/.cache/factcheck"),
        ({"HOME": "."}, None),
        ({"HOME": ""}, None),
        ({"HOME": "home"}, None),
        ({"XDG_CACHE_HOME": "cache", "HOME": "home"}, None),
        ({"XDG_CACHE_HOME": "/a", OFF: "1"}, None),
    ],
)
def test_the_folder_is_absolute_or_none(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], path: str | None) -> None:
    for name in ("XDG_CACHE_HOME", "HOME", OFF):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert find_cache_folder() == (Path(path) if path else None)


def test_without_a_home_nothing_is_written_where_the_tool_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert find_cache_folder() is None
