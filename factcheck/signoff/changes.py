"""Find what changed since a sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from factcheck import __version__
from factcheck.runtime.records import record
from factcheck.signoff.digests import digest_code, find_changed_lines
from factcheck.signoff.inputs import Role, digest_input
from factcheck.signoff.load import SignedRun

# The most stretches of lines that are named.
_MOST = 5


@record
class Change:
    """What changed: `key` is that of its message, `path` the file at issue, `values` fill the message."""

    key: str
    path: str
    values: Mapping[str, str | int]
    role: str = ""


def find_file_changes(signed: SignedRun, files: Mapping[Role, Mapping[str, Path]]) -> Iterator[Change]:
    """Yield the signed files that changed or are gone, and the files that were added; `files` are those of each role, by path."""
    for role in Role:
        known = signed.digests[role]
        for path in sorted({*known, *files.get(role, {})}):
            if path not in known:
                yield Change(f"changed-added-{role}", path, {}, role)
            elif path not in files.get(role, {}):
                yield Change(f"changed-removed-{role}", path, {}, role)
            elif change := _compare(path, files[role][path], known[path], role):
                yield change


def _compare(name: str, path: Path, known: Mapping[str, str], role: Role) -> Change | None:
    """Return how a file differs from the signed one; None where it does not."""
    try:
        now = digest_input(path, role)
    except OSError:
        return Change(f"changed-removed-{role}", name, {}, role)
    if now["sha256"] == known.get("sha256"):
        return None
    spans = find_changed_lines(known["lines"], now["lines"]) if "lines" in known and "lines" in now else ()
    if not spans:
        return Change(f"changed-file-{role}", name, {}, role)
    shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans[:_MOST])
    count = sum(last - first + 1 for first, last in spans)
    return Change(f"changed-lines-{role}", name, {"lines": shown + (", …" if len(spans) > _MOST else ""), "count": count}, role)


def find_other_changes(signed: SignedRun, today: date) -> Iterator[Change]:
    """Yield a changed sign-off, another factcheck, and the waivers that have ended."""
    if not signed.intact:
        yield Change("changed-seal", "", {})
    version, code = signed.tool
    if version != __version__:
        yield Change("changed-version", "", {"found": version, "known": __version__})
    elif code != digest_code():
        yield Change("changed-code", "", {"known": __version__})
    for until, rule, place in signed.waivers:
        if until < today:
            yield Change("changed-waiver", place, {"rule": rule, "day": until.isoformat()})
