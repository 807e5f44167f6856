"""Read the registry as it was at a commit: its files are copied out of git into a folder of their own, and nothing of the project changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from factcheck.errors import Place, Problem, RegistryError, UsageError
from factcheck.facts.files import MAX_BYTES, SUFFIXES, TABLES, list_fact_files
from factcheck.facts.load import load_registry
from factcheck.facts.schema import Registry
from factcheck.files import git
from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.runtime.records import record

# The commit that a new repository does not have yet.
_HEAD = "HEAD"
# So many characters of a hash are shown.
_SHORT = 10


@record(eq=False)
class FormerRegistry:
    """The registry at a commit, and the paths of the present one that had no facts there."""

    registry: Registry
    missing: tuple[Path, ...]


def load_former_registry(paths: Sequence[Path], packs: Sequence[str], name: str) -> FormerRegistry:
    """Return the registry of some files and folders as it was at the commit of that name.

    A path outside the repository of the first one is read as it is. Raises UsageError where there is no repository, no such commit, or no usable
    registry in it.
    """
    root = _find_repository(paths)
    commit = git.resolve_commit(root, name)
    if commit is None:
        if name == _HEAD and not git.has_commits(root):
            return FormerRegistry(Registry(), tuple(paths))
        key = "commit-shallow" if git.is_shallow(root) else "commit-unknown"
        raise UsageError(Problem(Place(""), key, {"name": name, "path": str(root)}))
    with TemporaryDirectory(prefix="factcheck-") as folder:
        found: list[Path] = []
        missing: list[Path] = []
        for number, path in enumerate(paths):
            copied = _copy_path(path, root, commit, Path(folder) / str(number), name)
            found += [copied] if copied else []
            missing += [] if copied else [path]
        return FormerRegistry(_load(found, packs, Path(folder), name, commit), tuple(missing))


def _find_repository(paths: Sequence[Path]) -> Path:
    """Return the root of the repository of the first path that is in one. Raises UsageError."""
    if not git.has_git():
        raise UsageError(Problem(Place(""), "git-missing"))
    for path in paths:
        root = git.find_root(_find_folder(path))
        if root:
            return root
    raise UsageError(Problem(Place(str(paths[0]) if paths else ""), "git-no-repository"))


def _find_folder(path: Path) -> Path:
    real = Path(os.path.realpath(path))
    while not real.is_dir() and real != real.parent:
        real = real.parent
    return real


def _copy_path(path: Path, root: Path, commit: str, target: Path, name: str) -> Path | None:
    """Return where a path of the registry is copied as it was; the path itself where it lies in another repository, None where it was not there."""
    below = os.path.relpath(os.path.realpath(path), os.path.realpath(root))
    if below.startswith(os.pardir) or os.path.isabs(below) or git.find_root(_find_folder(path)) != root:
        return path
    relative = below.replace(os.sep, "/")
    files = git.list_committed_files(root, commit, relative) or _find_renamed(root, commit, relative)
    if path.is_file() and files:
        tables = str(PurePosixPath(relative).parent / TABLES)
        files = {**files, **git.list_committed_files(root, commit, tables)}
    copied = False
    for file, (content, size) in files.items():
        if PurePosixPath(file).suffix.lower() in SUFFIXES and _is_plain(file):
            data = git.read_committed_file(root, content) if size <= MAX_BYTES else None
            if data is None:
                key = "commit-content" if size <= MAX_BYTES else "commit-too-large"
                raise UsageError(Problem(Place(f"{name}:{file}"), key, {"name": name, "limit": MAX_BYTES // 1_000_000}))
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            (target / file).write_bytes(data)
            copied = True
    if not copied:
        return None
    same = target / relative
    return same if same.exists() else target


def _find_renamed(root: Path, commit: str, path: str) -> dict[str, tuple[str, int]]:
    """Return the files of a commit that have since been renamed to a path, or to one below it."""
    renames = git.list_renames(root, commit)
    former = [before for after, before in renames.items() if after == path or after.startswith(f"{path}/")]
    return {file: content for each in former for file, content in git.list_committed_files(root, commit, each).items()}


def _is_plain(file: str) -> bool:
    """Return whether the name of a file in a commit stays below the folder to which it is copied."""
    return not os.path.isabs(file) and os.pardir not in PurePosixPath(file).parts


def _load(paths: Sequence[Path], packs: Sequence[str], folder: Path, name: str, commit: str) -> Registry:
    """Return the registry of the copied files. Raises UsageError with the first mistake, at its place in the commit."""
    try:
        return load_registry([path for path in paths if _has_facts(path)], parse_fact_value, all_languages(), packs)
    except RegistryError as error:
        raise UsageError(*_explain(error.problems, folder, name, commit)) from None


def _has_facts(path: Path) -> bool:
    try:
        return bool(list_fact_files([path]))
    except RegistryError:
        return False


def _explain(problems: Sequence[Problem], folder: Path, name: str, commit: str) -> Iterator[Problem]:
    """Yield one problem that says that a commit has no usable registry, then its first mistake with its place in the commit."""
    yield Problem(Place(""), "commit-registry", {"name": name, "commit": commit[:_SHORT], "count": len(problems)})
    first = problems[0]
    yield replace(first, place=_find_committed_place(first.place, folder, name), related=())


def _find_committed_place(place: Place, folder: Path, name: str) -> Place:
    """Return a place in a copied file as a place in the commit, such as `main:facts/a.yaml:3:5`."""
    if not Path(place.path).is_relative_to(folder):
        return place
    file = PurePosixPath(*Path(place.path).relative_to(folder).parts[1:])
    return replace(place, path=f"{name}:{file}")
