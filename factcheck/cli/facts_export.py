"""`factcheck facts export`: write the registry as an Excel workbook, CSV files or YAML."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from factcheck.checker import load_facts
from factcheck.cli.destination import STANDARD_OUTPUT, Guard, is_stream, open_binary_output
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, NON_EMPTY, Choice, Screen
from factcheck.cli.settings import find_named_registry
from factcheck.errors import Place, Problem, UsageError, find_reason
from factcheck.facts.files import TABLES, list_fact_files, list_tables
from factcheck.facts.tables.export import FOLDER, SUFFIXES, export_registry
from factcheck.formats.decode import decode
from factcheck.languages.load import all_languages, codes


def make_export_command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters = [
        screen.make_option("--to", "form", type=Choice(SUFFIXES), required=True, key="to"),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-export", metavar_key="export"),
        screen.make_option("--headings", type=Choice(codes()), default=codes()[0], default_text=codes()[0]),
        *screen.make_registry_options(),
        screen.make_force_option("force-output"),
    ]

    def run(form: str, output: str | None, headings: str, force: bool, **named: tuple[str, ...]) -> int:
        paths, packs = find_named_registry(**named)
        registry = load_facts(paths, packs)
        target = output or STANDARD_OUTPUT
        _check_target(target, form, paths)
        files = export_registry(paths, all_languages(), form, headings, decode)
        outputs = [(os.path.join(target, name) if name else target, data) for name, data in files.items()]
        guard = Guard.of([*list_fact_files(paths), *list_tables(paths)], force)
        guard.check_outputs([(path, SUFFIXES[form]) for path, _ in outputs], lambda path: False)
        _write(outputs, force)
        if target != STANDARD_OUTPUT:
            entities = sum(not entity.pack for entity in registry.entities.values())
            click.echo(
                screen.ui("export-written", path=target, facts=len(registry.facts), entities=entities, relations=len(registry.relations))
            )
            if registry.tables:
                screen.print_message("export-tables", count=len(registry.tables))
        return CLEAN

    return ScreenCommand(screen, "export", key="facts-export", params=parameters, callback=run)


def _check_target(target: str, form: str, paths: Sequence[Path]) -> None:
    """Raise UsageError for a destination that does not suit the format, or that lies in a folder of the registry."""
    if target == STANDARD_OUTPUT or is_stream(target):
        if form != "yaml":
            raise UsageError(Problem(Place(""), "export-folder" if form == FOLDER else "export-no-output", {"name": form}))
        return
    if form == FOLDER and os.path.lexists(target) and not os.path.isdir(target):
        raise UsageError(Problem(Place(target), "export-folder", {"name": form}))
    real = Path(os.path.realpath(target))
    for folder in (Path(os.path.realpath(path)) for path in paths if os.path.isdir(path)):
        if real.is_relative_to(folder) and not real.is_relative_to(folder / TABLES):
            raise UsageError(Problem(Place(target), "export-inside"))


def _write(outputs: Sequence[tuple[str, bytes]], force: bool) -> None:
    """Write some files, in a folder that is made where it is not there."""
    for path, data in outputs:
        folder = os.path.dirname(path)
        if len(outputs) > 1 and not os.path.isdir(folder):
            try:
                os.makedirs(folder)
            except OSError as error:
                raise UsageError(Problem(Place(folder), "output-unwritable", {"reason": find_reason(error, writing=True)})) from None
        with open_binary_output(path, force) as file:
            file.write(data)
