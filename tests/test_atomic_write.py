"""Files are written whole, with what they were: links, owner, mode, attributes; never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import socket
import stat
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.errors import DocumentError
from factcheck.files import leftovers
from factcheck.files.atomic_write import lock_files, replace_file, replacement_file
from factcheck.files.leftovers import open_temporary, remove_leftovers

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def access_list(owner: int, named: int, group: int, others: int) -> bytes:
    """An access list that names a user, as the system keeps it."""
    everyone = 0xFFFFFFFF
    entries = [(1, owner, everyone), (2, named, 1234), (4, group, everyone), (16, named | group, everyone), (32, others, everyone)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.en.docx"
    path.write_bytes(b"old")
    return path


def refused(path: Path, key: str, **options: bool | bytes) -> None:
    """A write that is refused, with that problem, and changes nothing."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(DocumentError) as told:
        replace_file(path, b"new", **options)  # type: ignore[arg-type]
    assert [problem.key for problem in told.value.problems] == [key]
    assert {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()} == before


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o755, 0o200, 0o620])
def test_the_mode_is_kept_and_is_there_before_the_first_byte(note: Path, mode: int) -> None:
    note.chmod(mode)
    with replacement_file(note) as file:
        [partial] = [each for each in note.parent.iterdir() if each != note]
        assert stat.S_IMODE(partial.stat().st_mode) == mode and partial.stat().st_size == 0
        file.write(b"new")
    assert stat.S_IMODE(note.stat().st_mode) == mode
    assert [each.name for each in note.parent.iterdir()] == [note.name]


@pytest.mark.parametrize("listed", [False, True])
def test_a_new_file_has_the_usual_mode(tmp_path: Path, listed: bool) -> None:
    if listed:
        try:
            os.setxattr(tmp_path, "system.posix_acl_default", access_list(7, 7, 7, 5))
        except (OSError, AttributeError):
            pytest.skip("this file system has no access lists")
    replace_file(tmp_path / "new", b"new")
    (tmp_path / "other").write_bytes(b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_and_its_target_is_written(tmp_path: Path, note: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "below" / "second"
    second.parent.mkdir()
    second.symlink_to(note)
    first.symlink_to("below/second")
    replace_file(first, b"new", expected=b"old")
    assert note.read_bytes() == b"new" and first.is_symlink() and second.is_symlink()


@pytest.mark.skipif(not ROOT, reason="only the superuser gives files away")
@pytest.mark.parametrize("owner", [(1234, 0), (0, 1234), (1234, 4321)])
def test_owner_and_group_are_kept(note: Path, owner: tuple[int, int]) -> None:
    os.chown(note, *owner)
    replace_file(note, b"new")
    assert (note.stat().st_uid, note.stat().st_gid) == owner


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs extended attributes")
def test_attributes_and_access_lists_are_kept(note: Path) -> None:
    wanted = {"user.origin": b"a mail", "system.posix_acl_access": access_list(6, 4, 4, 0)}
    try:
        for name, value in wanted.items():
            os.setxattr(note, name, value)
    except OSError:
        pytest.skip("this file system has no extended attributes")
    mode = note.stat().st_mode
    replace_file(note, b"new")
    assert {name: os.getxattr(note, name) for name in wanted} == wanted and note.stat().st_mode == mode


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs extended attributes")
def test_what_a_folder_gives_to_new_files_is_not_taken_over(note: Path) -> None:
    try:
        os.setxattr(note.parent, "system.posix_acl_default", access_list(7, 7, 7, 7))
    except OSError:
        pytest.skip("this file system has no access lists")
    note.chmod(0o640)
    replace_file(note, b"new")
    assert stat.S_IMODE(note.stat().st_mode) == 0o640 and "system.posix_acl_access" not in os.listxattr(note)


def test_what_cannot_be_kept_is_not_written(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("factcheck.files.atomic_write.copy_metadata", forbidden)
    refused(note, "write-metadata")
    refused(note, "write-metadata", force=True)


LOCKS = [
    ("note.en.docx", "~$te.en.docx"),
    ("note.en.docx", "~$note.en.docx"),
    ("note.en.docx", "~$ote.en.docx"),
    ("brief.docx", "~$brief.docx"),
    ("a.docx", "~$a.docx"),
    ("Une note d’été.docx", "~$e note d’été.docx"),
    ("note.en.docx", ".~lock.note.en.docx#"),
    ("note.odt", ".~lock.note.odt#"),
    ("note.fr.txt", ".~lock.note.fr.txt#"),
    ("page.html", ".~lock.page.html#"),
    ("note.docm", "~$te.docm"),
]


@pytest.mark.parametrize(("name", "lock"), LOCKS)
def test_a_file_that_is_open_elsewhere_is_refused(tmp_path: Path, name: str, lock: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"Ann")
    assert tmp_path / lock in lock_files(path)
    refused(path, "write-locked")
    replace_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_lock_beside_a_link_counts(tmp_path: Path, note: Path) -> None:
    (tmp_path / "below").mkdir()
    link = tmp_path / "below" / "link.docx"
    link.symlink_to(note)
    for lock in (tmp_path / "below" / ".~lock.link.docx#", tmp_path / "~$te.en.docx"):
        lock.write_bytes(b"Ann")
        refused(link, "write-locked")
        lock.unlink()
    replace_file(link, b"new")


@pytest.mark.parametrize("lock", ["~$other.docx", ".~lock.other.docx#", "note.en.docx~", "~note.en.docx", "$note.en.docx"])
def test_other_files_are_no_locks(note: Path, lock: str) -> None:
    (note.parent / lock).write_bytes(b"")
    replace_file(note, b"new")


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o440, 0o555])
def test_a_file_that_is_read_only_is_refused(note: Path, mode: int) -> None:
    note.chmod(mode)
    refused(note, "write-read-only")
    replace_file(note, b"new", force=True)
    assert note.read_bytes() == b"new" and stat.S_IMODE(note.stat().st_mode) == mode


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_file_with_several_names_is_refused(note: Path, count: int) -> None:
    others = [note.parent / f"other{number}" for number in range(count)]
    for other in others:
        other.hardlink_to(note)
    refused(note, "write-hard-links")
    replace_file(note, b"new", force=True)
    assert note.read_bytes() == b"new" and all(other.read_bytes() == b"old" for other in others)


def _truncated(path: Path) -> None:
    path.write_bytes(b"")


def _touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _saved_anew(path: Path) -> None:
    other = path.with_name("saved")
    other.write_bytes(b"old")
    other.replace(path)


CHANGES: list[Callable[[Path], object]] = [
    lambda path: path.write_bytes(b"odd"),
    lambda path: path.write_bytes(b"old and more"),
    _truncated,
    _touched,
    _saved_anew,
    lambda path: path.unlink(),
    lambda path: path.chmod(0o604),
    lambda path: path.with_name("second").hardlink_to(path),
    lambda path: path.rename(path.with_name("moved")),
    lambda path: (path.unlink(), path.symlink_to("elsewhere")),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_written_is_left_as_it_then_is(note: Path, change: Callable[[Path], object]) -> None:
    with pytest.raises(DocumentError) as told, replacement_file(note, expected=b"old") as file:
        file.write(b"new")
        change(note)
        after = {each.name: os.readlink(each) if each.is_symlink() else each.read_bytes() for each in _listed(note.parent)}
    assert [problem.key for problem in told.value.problems] == ["write-changed"]
    assert {each.name: os.readlink(each) if each.is_symlink() else each.read_bytes() for each in note.parent.iterdir()} == after


def _listed(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.suffix != ".part"]


@pytest.mark.parametrize("data", [b"", b"ol", b"older", b"OLD", b"\xefold"])
def test_a_file_that_is_not_what_was_read_is_refused(note: Path, data: bytes) -> None:
    refused(note, "write-changed", expected=data)
    refused(note, "write-changed", expected=data, force=True)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize("make", [_pipe, _socket, Path.mkdir])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "x"
    make(path)
    mode = path.lstat().st_mode
    refused(path, "output-unwritable", force=True)
    assert path.lstat().st_mode == mode


def test_the_name_of_a_partial_file_cannot_be_guessed_or_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "target"
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f".factcheck-{'0' * 32}.part").symlink_to(target)
    with pytest.raises(FileExistsError):
        open_temporary(tmp_path)
    assert not target.exists()


def test_leftovers_are_removed_unless_a_run_still_writes_them(tmp_path: Path) -> None:
    descriptor, writing = open_temporary(tmp_path)
    (tmp_path / f".factcheck-{'a' * 32}.part").write_bytes(b"left")
    kept = [f".factcheck-{'a' * 31}.part", f".factcheck-{'g' * 32}.part", f"factcheck-{'a' * 32}.part", "note.part"]
    for name in kept:
        (tmp_path / name).write_bytes(b"mine")
    (tmp_path / f".factcheck-{'b' * 32}.part").symlink_to(tmp_path / "note.part")
    (tmp_path / f".factcheck-{'c' * 32}.part").mkdir()
    remove_leftovers([tmp_path, tmp_path / "nowhere"])
    found = {each.name for each in tmp_path.iterdir()}
    assert found == {writing.name, *kept, f".factcheck-{'b' * 32}.part", f".factcheck-{'c' * 32}.part"}
    os.close(descriptor)
    remove_leftovers([tmp_path])
    assert not writing.exists()


def test_without_locks_leftovers_are_removed_a_day_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "fcntl", None)
    new, old = tmp_path / f".factcheck-{'a' * 32}.part", tmp_path / f".factcheck-{'b' * 32}.part"
    for each in (new, old):
        each.write_bytes(b"left")
    os.utime(old, (0, 0))
    remove_leftovers([tmp_path])
    assert new.exists() and not old.exists()


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file(note: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    refused(note, "output-unwritable")
