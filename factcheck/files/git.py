"""Ask git about a folder, in such a way that nothing in the folder's configuration can run a program."""

from __future__ import annotations

import os
from pathlib import Path

# What git would run or read from a repository that somebody else made: a monitor of files, hooks, a pager, a bare repository in a folder.
_SETTINGS = {
    "core.fsmonitor": "",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.untrackedCache": "false",
    "core.preloadIndex": "false",
    "core.sshCommand": "false",
    "core.gitProxy": "",
    "core.alternateRefsCommand": "",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_ASKPASS": "",
    "LC_ALL": "C",
}
# The modes of regular files in a tree: no links, no other repositories.
_REGULAR = ("100644", "100755")
# A git that takes longer, in seconds, is not waited for.
_PATIENCE = 60


def tracked_files(folder: Path) -> list[Path]:
    """Return the files of a folder that git knows or would take, in the order of their names; none outside a repository or without git."""
    names = _run(folder, "ls-files", "-co", "--exclude-standard", "-z")
    return [folder / name for name in sorted(set(os.fsdecode(names or b"").split("\0")) - {""})]


def is_ignored(folder: Path, path: str) -> bool:
    """Return whether git ignores a path of a folder."""
    return _run(folder, "check-ignore", "-q", "--", os.path.abspath(path)) is not None


def has_git() -> bool:
    """Return whether git is installed."""
    return _find_program() is not None


def find_root(folder: Path) -> Path | None:
    """Return the top folder of the repository of a folder; None where there is none that git trusts."""
    found = _run(folder, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(found.removesuffix(b"\n"))) if found else None


def resolve_commit(root: Path, name: str) -> str | None:
    """Return the hash of the commit of a name, such as a branch, a tag or `HEAD~1`; None where there is none."""
    if not name or name.startswith("-") or "\0" in name:
        return None
    found = _run(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found.decode("ascii", "replace").strip() if found else None


def has_commits(root: Path) -> bool:
    """Return whether the present branch of a repository has a commit."""
    return _run(root, "rev-parse", "--verify", "--quiet", "HEAD") is not None


def is_shallow(root: Path) -> bool:
    """Return whether a repository has a part of its history only."""
    return (_run(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def list_committed_files(root: Path, commit: str, path: str) -> dict[str, tuple[str, int]]:
    """Return the regular files at or below a path in a commit, each with the id and the bytes of its content; `path` is relative to the root."""
    below = [] if path == os.curdir else ["--", path]
    listed = _run(root, "--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, *below) or b""
    entries = [line.partition("\t") for line in os.fsdecode(listed).split("\0") if line]
    found = ((name, *about.split()[2:4]) for about, _, name in entries if about.startswith(_REGULAR))
    return {name: (content, int(size) if size.isdecimal() else 0) for name, content, size in found}


def read_committed_file(root: Path, content: str) -> bytes | None:
    """Return the content of an id; None where this clone does not have it."""
    return _run(root, "cat-file", "blob", content)


def list_renames(root: Path, commit: str) -> dict[str, str]:
    """Return the names in a commit of the files that were renamed since, by their present names; as far as the index knows them."""
    listed = os.fsdecode(_run(root, "diff-index", "--cached", "-M", "--diff-filter=R", "--name-status", "-z", commit) or b"").split("\0")
    return {after: before for _, before, after in zip(listed[::3], listed[1::3], listed[2::3], strict=False)}


def _find_program() -> str | None:
    import shutil

    program = shutil.which("git")
    return program if program is not None and os.path.isabs(program) else None


def _run(folder: Path, *arguments: str) -> bytes | None:
    """Return what a command of git writes; None where it fails."""
    import subprocess

    program = _find_program()
    if program is None:
        return None
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [program, "--no-pager", "--no-optional-locks", *settings, "-C", os.path.abspath(folder), *arguments]
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        run = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL, env=environment, timeout=_PATIENCE)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return run.stdout
