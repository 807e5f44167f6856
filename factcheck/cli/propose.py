"""`factcheck propose`: draft facts and names from trusted notes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from factcheck.checker import load_facts
from factcheck.cli.destination import STANDARD_OUTPUT, Guard, open_output
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.screen import CLEAN, FACTS, FAILED, NON_EMPTY, Choice, Screen
from factcheck.cli.settings import Plan, make_plan
from factcheck.corpus import find_versions
from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem, RegistryError, make_failure
from factcheck.facts.files import list_fact_files
from factcheck.formats import read
from factcheck.languages.load import all_languages
from factcheck.proposal.entry import Draft, DraftEntity, DraftFact, Origin
from factcheck.proposal.propose import MOST, Trusted, propose
from factcheck.proposal.yaml_file import write_draft

FORMATS = {"yaml": (".yaml", ".yml"), "json": (".json",)}
# The settings of a run that this command does not ask for.
UNASKED: dict[str, Any] = {**dict.fromkeys(("as_of", "baseline"), None), **dict.fromkeys(("select", "ignore", "pair"), ())}
_MANY, _LONGEST = 20, 300_000
_NO_FACTS = frozenset({"facts-folder-missing", "facts-folder-empty"})


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "notes", nargs=-1, required=True, type=NON_EMPTY),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-propose", metavar_key="file"),
        screen.make_option("--format", type=Choice(FORMATS), default="yaml", key="format-propose"),
        screen.make_force_option("force-propose"),
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--include", multiple=True, metavar_key="glob"),
        screen.make_option("--exclude", multiple=True, metavar_key="glob"),
        screen.make_option("--no-gitignore", is_flag=True),
        screen.make_option("--no-force-exclude", is_flag=True),
    ]

    def run(paths: tuple[str, ...], output: str | None, format: str, force: bool, **values: Any) -> int:
        plan = make_plan(paths, {**UNASKED, **values})
        target = output or STANDARD_OUTPUT
        notes = find_run_notes(screen, plan, [target])
        facts = find_existing_facts(plan)
        guard = Guard.of([*(each for each in notes.files if isinstance(each, Path)), *(list_fact_files(facts) if facts else ())], force)
        guard.check_outputs([(target, FORMATS[format])], lambda path: False)
        draft, failures = draft_notes(screen, notes.files, plan, facts)
        with open_output(output, force) as file:
            file.write(export_draft(draft) if format == "json" else word_draft(screen, draft))
        screen.print_problems(failures)
        print_summary(screen, draft, target)
        return FAILED if failures else CLEAN

    return ScreenCommand(screen, "propose", params=parameters, callback=run)


def find_existing_facts(plan: Plan) -> tuple[Path, ...]:
    """Return the files and folders of the registry; none where only the default folder is meant, and has no fact file or is not there."""
    if plan.facts == (Path(FACTS),):
        try:
            list_fact_files(plan.facts)
        except RegistryError as error:
            if {problem.key for problem in error.problems} <= _NO_FACTS:
                return ()
    return plan.facts


def draft_notes(screen: Screen, files: Sequence[Path | Problem], plan: Plan, facts: Sequence[Path]) -> tuple[Draft, list[Problem]]:
    """Return the draft of some notes, and the problems of those that cannot be read. Raises RegistryError."""
    registry = load_facts(facts, plan.packs)
    documents: list[Document] = []
    failures: list[Problem] = []
    for found in show_progress(screen, _read(files), len(files), _MANY):
        if isinstance(found, Problem):
            failures.append(found)
        elif len(found.text) > _LONGEST:
            failures.append(Problem(Place(found.path), "propose-long", {"limit": _LONGEST}))
        else:
            documents.append(found)
    pairs = _pair_versions(documents)
    return propose(Trusted(documents, pairs, registry, facts, plan.packs, plan.settings)), failures


def _read(files: Sequence[Path | Problem]) -> Iterator[Document | Problem]:
    """Yield each document, or the problem that kept it from being read."""
    for file in files:
        if isinstance(file, Problem):
            yield file
            continue
        try:
            yield read(file, all_languages())
        except DocumentError as error:
            yield from error.problems
        except Exception as error:  # a bug met in one note must not prevent the draft of the others
            yield make_failure(str(file), error)


def _pair_versions(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Return the numbers of the documents that are two versions of one note."""
    paths = [Path(each.path) for each in documents]
    known, numbers = find_versions(paths), {os.path.realpath(path): at for at, path in enumerate(paths)}
    found: set[tuple[int, int]] = set()
    for at, path in enumerate(paths):
        try:
            others = known.find(path)
        except DocumentError:  # a version that its front matter names and that is not there
            continue
        places = (numbers.get(os.path.realpath(each), at) for each in others)
        found |= {(min(at, other), max(at, other)) for other in places if documents[other].language is not documents[at].language}
    return sorted(found)


def word_draft(screen: Screen, draft: Draft) -> str:
    """Return a draft as a fact file, with comments in the language of the screen."""
    heading = [screen.ui("propose-heading"), screen.ui("propose-advice")]
    comments = {"contradicts": screen.ui("propose-contradicts", fact="{fact}"), "dropped": screen.ui("propose-dropped")}
    return write_draft(draft, heading, comments)


def print_summary(screen: Screen, draft: Draft, target: str) -> None:
    """Write on standard error what a draft has, and what is not in it."""
    screen.print_message("propose-written", facts=len(draft.facts), entities=len(draft.entities), path=target)
    if draft.is_full:
        screen.print_message("propose-full", count=MOST)
    contradicted = sum(bool(each.contradicted) for each in draft.facts)
    for key, count in (("skipped", draft.skipped), ("contradicted", contradicted), ("left-out", len(draft.dropped))):
        if count:
            screen.print_message(f"propose-{key}", count=count)


def export_draft(draft: Draft) -> str:
    """Return a draft as JSON."""
    data: dict[str, Any] = {
        "entities": [_export_entity(each) for each in draft.entities],
        "facts": [_export_fact(each) for each in draft.facts],
        "skipped": draft.skipped,
        "full": draft.is_full,
        "left_out": [_export_fact(each) for each in draft.dropped],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _export_entity(entity: DraftEntity) -> dict[str, Any]:
    names = {
        code: {key: value for key, value in (("name", each.name), ("also", each.also), ("acronym", each.acronym)) if value}
        for code, each in entity.names.items()
    }
    title = {"title": entity.title} if entity.title else {}
    return {"id": entity.id, "kind": entity.kind, **title, **names, "from": [_export_origin(entity.origin)]}


def _export_fact(fact: DraftFact) -> dict[str, Any]:
    found: dict[str, Any] = {"id": fact.id, "about": fact.about, fact.kind: fact.value, **fact.modifiers, "cues": fact.cues}
    found |= {"contradicts": fact.contradicted, "from": [_export_origin(each) for each in fact.origins]}
    return {key: value for key, value in found.items() if value}


def _export_origin(origin: Origin) -> dict[str, Any]:
    return {"path": origin.path, "line": origin.line, "sentence": origin.sentence}
