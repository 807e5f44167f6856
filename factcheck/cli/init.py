"""`factcheck init`: a first registry drafted from the notes of a folder, with settings and what editors and servers need."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from factcheck.analyze import analyze
from factcheck.check import check, load_facts
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes
from factcheck.cli.propose import UNASKED, draft_notes, print_summary, word_draft
from factcheck.cli.screen import CLEAN, FACTS, FAILED, NON_EMPTY, Screen, parse_names
from factcheck.cli.settings import Plan, make_plan
from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem, UsageError, find_reason
from factcheck.facts.pack import list_packs
from factcheck.facts.schema import Registry
from factcheck.files.atomic_write import replace_file
from factcheck.formats import read as read_document
from factcheck.languages.load import all_languages
from factcheck.reference.facts import build_fact_schema
from factcheck.runtime.records import record
from factcheck.settings import Settings

PARTS = ("hook", "ci", "vscode")
_TEMPLATES = Path(__file__).parent / "templates"
_REGISTRY, _SETTINGS, _HOOK = "facts/registry.yaml", "factcheck.toml", ".pre-commit-config.yaml"
_NO_NOTES = "folder-empty"
_WORKFLOW = ".github/workflows/factcheck.yml"


@record(eq=False)
class NewFile:
    """A file that is to be written, by its path in the folder, and its text."""

    path: str
    text: str


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("folder", "dir", required=False, default=".", type=NON_EMPTY),
        screen.make_option("--with", "parts", multiple=True, type=NON_EMPTY, key="with", metavar_key="parts", default_text=",".join(PARTS)),
        screen.make_option("--use", multiple=True, metavar_key="packs"),
        screen.make_language_option(),
        screen.make_option("--today", metavar_key="date"),
    ]

    def run(folder: str, parts: tuple[str, ...], **values: Any) -> int:
        if not os.path.isdir(folder):
            raise UsageError(Problem(Place(folder), "path-missing"))
        chosen = parse_names(parts or PARTS, PARTS, "unknown-part")
        missing = dict.fromkeys(("include", "exclude", "facts"), ())
        plan = make_plan([folder], {**UNASKED, **missing, "no_gitignore": False, "no_force_exclude": False, **values})
        return _run(screen, Path(folder), plan, [part for part in PARTS if part in chosen])

    return ScreenCommand(screen, "init", params=parameters, callback=run)


def _run(screen: Screen, folder: Path, plan: Plan, parts: Sequence[str]) -> int:
    """Write the files that are not there, say which, and what to do next."""
    notes = find_run_notes(screen, plan, ())
    files = [each for each in notes.files if not _is_own(each, folder)]
    if not any(isinstance(each, Path) for each in files):
        files = [each for each in files if isinstance(each, Problem) and each.key != _NO_NOTES]
    if not plan.packs:
        plan = replace(plan, packs=tuple(_find_packs(files, plan)))
    registry, failures = _draft_registry(screen, folder, plan, files)
    written: list[str] = []
    for new in [*registry, *_list_files(folder, plan, parts, screen.messages.code)]:
        path = folder / new.path
        if os.path.lexists(path):
            screen.print_message("init-left", path=str(path))
            continue
        _write(path, new.text)
        written.append(str(path))
        screen.print_message("init-wrote", path=str(path))
    screen.print_problems(failures)
    _print_next(screen, folder, files, parts, has_registry=any(path.endswith(_REGISTRY) for path in written))
    return FAILED if failures else CLEAN


def _is_own(file: Path | Problem, folder: Path) -> bool:
    """Return whether a file is one that this command writes, or lies in the registry; or is the problem of a folder without notes."""
    if isinstance(file, Problem):
        return False
    parts = file.relative_to(folder).parts if file.is_relative_to(folder) else file.parts
    return parts[0] in (FACTS, ".github", ".vscode")


def _find_packs(files: Sequence[Path | Problem], plan: Plan) -> Iterator[str]:
    """Yield the packs of which a note states a name, or misspells one."""
    documents = []
    for path in files:
        with suppress(DocumentError):
            documents += [read_document(path, all_languages())] if isinstance(path, Path) else []
    for pack in list_packs():
        registry = load_facts((), [pack])
        if any(_states_name(each, registry, plan.settings) for each in documents):
            yield pack


def _states_name(document: Document, registry: Registry, settings: Settings) -> bool:
    """Return whether a document states a name of a registry, or has a finding that comes from one."""
    if analyze(document, registry, settings.today).names:
        return True
    return any(finding.related for finding in check(document, registry, settings).findings)


def _draft_registry(screen: Screen, folder: Path, plan: Plan, files: Sequence[Path | Problem]) -> tuple[list[NewFile], list[Problem]]:
    """Return the file of the registry, drafted from the notes, or an example where there are none; nothing where a registry is there."""
    facts = folder / FACTS
    if os.path.lexists(facts) and (not os.path.isdir(facts) or os.listdir(facts)):
        load_facts([facts], plan.packs)
        screen.print_message("init-registry", path=str(facts))
        return [], []
    if not any(isinstance(each, Path) for each in files):
        example = f"# {screen.ui('init-example')}\n{_read_template('example')}"
        return [NewFile(_REGISTRY, example)], [each for each in files if isinstance(each, Problem)]
    draft, failures = draft_notes(screen, files, plan, ())
    print_summary(screen, draft, str(folder / _REGISTRY))
    return [NewFile(_REGISTRY, word_draft(screen, draft))], failures


def _list_files(folder: Path, plan: Plan, parts: Sequence[str], code: str) -> Iterator[NewFile]:
    """Yield the files beside the registry; the settings are left out where the project has some."""
    if not plan.settings.config.file or os.path.lexists(folder / _SETTINGS):
        packs = ", ".join(f'"{pack}"' for pack in plan.packs)
        yield NewFile(_SETTINGS, _read_template("toml").replace("{packs}", packs))
    if "hook" in parts:
        yield NewFile(_HOOK, _read_template("hook"))
    if "ci" in parts:
        yield NewFile(_WORKFLOW, _read_template("ci").replace("{notes}", "."))
    if "vscode" in parts:
        yield NewFile(".vscode/settings.json", _read_template("settings"))
        yield NewFile(".vscode/tasks.json", _read_template("tasks"))
        yield NewFile(".vscode/factcheck-schema.json", json.dumps(build_fact_schema(code), ensure_ascii=False, indent=2) + "\n")


def _read_template(name: str) -> str:
    return (_TEMPLATES / f"{name}.txt").read_text("utf-8")


def _write(path: Path, text: str) -> None:
    """Write a file whole, in a folder that is made where it is not there. Raises UsageError."""
    try:
        os.makedirs(path.parent, exist_ok=True)
    except OSError as error:
        raise UsageError(Problem(Place(str(path.parent)), "output-unwritable", {"reason": find_reason(error, writing=True)})) from None
    replace_file(path, text.encode())


def _print_next(screen: Screen, folder: Path, files: Sequence[Path | Problem], parts: Sequence[str], *, has_registry: bool) -> None:
    """Write what to do next, a line each."""
    has_notes = any(isinstance(each, Path) for each in files)
    screen.print_message("init-next")
    if has_registry:
        screen.print_message("init-next-facts" if has_notes else "init-next-example", path=str(folder / _REGISTRY))
    screen.print_message("init-next-check", path=str(folder))
    if "hook" in parts:
        screen.print_message("init-next-hook")
    if "ci" in parts:
        screen.print_message("init-next-ci", path=str(folder / _WORKFLOW))
