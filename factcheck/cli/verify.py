"""`factcheck verify`: say whether anything changed since a sign-off, and what."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.cli.certify import make_sources
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.paragraphs import wrap_message
from factcheck.cli.screen import CLEAN, FOUND, NON_EMPTY, Choice, Screen, parse_day
from factcheck.cli.settings import make_plan
from factcheck.discovery import find_notes
from factcheck.errors import FactcheckError
from factcheck.runtime.visible import escape_bytes, escape_json
from factcheck.signoff.changes import Change, find_file_changes, find_other_changes
from factcheck.signoff.inputs import Role, list_inputs
from factcheck.signoff.load import SignedRun, load_sign_off

FORMATS = ("text", "json")
VERSION = 1
# The most files by which the folder of a project is recognized.
_PROBES = 200


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("file", "sign-off", type=NON_EMPTY),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        screen.make_option("--today", key="today-verify", metavar_key="date"),
        screen.make_language_option(),
    ]

    def run(file: str, format: str, today: str | None) -> int:
        signed = load_sign_off(Path(file))
        changes = list(find_other_changes(signed, parse_day(today) or date.today()))
        if signed.intact:
            changes = [*find_file_changes(signed, find_files(signed, find_root(Path(file), signed))), *changes]
        click.echo(_export(screen, signed, changes) if format == "json" else _format(screen, file, signed, changes))
        return FOUND if changes else CLEAN

    return ScreenCommand(screen, "verify", params=parameters, callback=run)


def find_root(path: Path, signed: SignedRun) -> Path:
    """Return the folder to which the paths of a sign-off are relative: the one, above it or above the current folder, with most of its files."""
    above, here = path.resolve().parent, Path.cwd()
    candidates = list(dict.fromkeys([above, *above.parents, here, *here.parents]))
    names = [name for role in (Role.NOTE, Role.REGISTRY, Role.SETTINGS) for name in signed.digests[role]][:_PROBES]
    return max(candidates, key=lambda folder: sum(os.path.lexists(folder / name) for name in names))


def find_files(signed: SignedRun, root: Path) -> Mapping[Role, Mapping[str, Path]]:
    """Return the files that the signed run would read now; those that it read, where its settings or its registry cannot be used."""
    options = dict(signed.options)
    paths = [str(root / path) for path in options.pop("paths")]
    options["facts"] = [str(root / path) for path in options["facts"]]
    options["pair"] = [tuple(str(root / path) for path in pair) for pair in options["pair"]]
    try:
        plan = make_plan(paths, {**options, "today": signed.on, "baseline": None})
        return list_inputs(make_sources(plan, find_notes(plan.paths, plan.selection), root))
    except FactcheckError:
        packs = dict.fromkeys(signed.digests[Role.PACK], Path(os.devnull))
        return {role: packs if role is Role.PACK else {name: root / name for name in signed.digests[role]} for role in Role}


def _format(screen: Screen, file: str, signed: SignedRun, changes: Sequence[Change]) -> str:
    """Return what changed, one line each, and the outcome."""
    signer = screen.ui("signed-by", by=signed.by, day=signed.on) if signed.by else screen.ui("signed-on", day=signed.on)
    if not changes:
        return wrap_message(screen.ui("verify-holds", path=file, signer=signer, count=len(signed.digests[Role.NOTE])))
    lines = [wrap_message(_word(screen, each)) for each in changes]
    return "\n".join([*lines, wrap_message(screen.ui("verify-fails", path=file, signer=signer, count=len(changes)))])


def _word(screen: Screen, change: Change) -> str:
    message = screen.ui(change.key, **change.values)
    return screen.ui("placed", place=change.path, text=message) if change.path else message


def _export(screen: Screen, signed: SignedRun, changes: Sequence[Change]) -> str:
    found: list[dict[str, Any]] = [
        {
            "kind": each.key.removeprefix("changed-"),
            "path": escape_bytes(each.path),
            **({"role": each.role} if each.role else {}),
            "message": screen.ui(each.key, **each.values),
        }
        for each in changes
    ]
    data = {"version": VERSION, "holds": not changes, "by": signed.by, "on": signed.on, "changes": found}
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2))
