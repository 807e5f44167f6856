"""`factcheck certify`: check notes, and write a sign-off of the result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.cli.destination import STANDARD_OUTPUT, open_binary_output
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress, write_reports
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Screen, is_on_terminal, parse_day
from factcheck.cli.settings import Plan, load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.cli.waived import apply_waivers, load_run_waivers, print_stale_waivers
from factcheck.corpus import check_files
from factcheck.discovery import Notes
from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Report
from factcheck.reporters import Options
from factcheck.signoff.inputs import Sources, digest_inputs, make_relative
from factcheck.signoff.load import is_sign_off
from factcheck.signoff.sign_off import Signing, SignOff, has_open_errors
from factcheck.waivers import FILE as WAIVERS

SUFFIXES = (".json",)
_LISTS, _FLAGS = ("select", "ignore", "include", "exclude"), ("no_gitignore", "no_force_exclude")


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "paths", nargs=-1, type=NON_EMPTY),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-certify", metavar_key="file", required=True),
        screen.make_option("--by", type=NON_EMPTY, metavar_key="person"),
        screen.make_option("--on", type=NON_EMPTY, metavar_key="date"),
        screen.make_option("--allow-open", is_flag=True),
        *make_check_options(screen),
        make_confidence_option(screen),
        screen.make_force_option("force-output"),
    ]

    def run(paths: tuple[str, ...], output: str, by: str | None, on: str | None, **values: Any) -> int:
        day = parse_day(on or values["today"]) or date.today()
        plan = make_plan(paths, {**values, "today": day.isoformat()})
        notes = find_run_notes(screen, plan, [output])
        plan.make_guard(notes, values["force"]).check_outputs([(output, SUFFIXES)], is_sign_off)
        sign_off = SignOff(Signing(by or "", day, plan.root, list_options(plan, values)))
        return _run(screen, plan, notes, sign_off, {**values, "output": output})

    return ScreenCommand(screen, "certify", params=parameters, callback=run)


def _run(screen: Screen, plan: Plan, notes: Notes, sign_off: SignOff, values: Mapping[str, Any]) -> int:
    """Check the notes and, if nothing is open, write the sign-off; return the exit code."""
    registry, waivers = load_run_facts(screen, plan), load_run_waivers(plan)
    sources = make_sources(plan, notes, plan.root)
    before = digest_inputs(sources)
    reports: list[Report] = []
    failures: list[Problem] = []
    results = apply_waivers(check_files(notes.files, registry, plan.settings, plan.pairs), waivers)
    for found in show_progress(screen, results, len(notes.files)):
        if isinstance(found, Problem):
            failures.append(found)
        else:
            sign_off.add(found)
            reports += [found] if has_open_errors([found]) else []
    print_stale_waivers(screen, waivers, plan.settings)
    if failures:
        screen.print_problems(failures)
        screen.print_message("certify-failed", count=len(failures))
        return FAILED
    if reports and not values["allow_open"]:
        write_reports(screen, [("rich" if is_on_terminal() else "text", None)], Options(), reports)
        screen.print_message("certify-refused", count=sign_off.totals.counts()["errors"])
        return FOUND
    if digest_inputs(sources) != before:
        raise UsageError(Problem(Place(""), "certify-changed"))
    with open_binary_output(values["output"], values["force"]) as file:
        file.write(sign_off.to_bytes(before))
    message = screen.ui("certified", path=values["output"], waived=sign_off.totals.waived, **sign_off.totals.counts())
    click.echo(message, err=values["output"] == STANDARD_OUTPUT)
    return CLEAN


def make_sources(plan: Plan, notes: Notes, root: Path) -> Sources:
    """Return the files on which the result of a run depends; `root` is the folder of the project."""
    found = [path for path in notes.files if isinstance(path, Path)]
    return Sources(root, found, plan.facts, plan.packs, plan.settings.config.file, root / WAIVERS, plan.pairs)


def list_options(plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a run as a sign-off records them: paths are relative to the project."""
    found: dict[str, Any] = {name: list(values[name]) for name in _LISTS} | {name: values[name] for name in _FLAGS}
    found |= {"as_of": values["as_of"], "confidence": values["confidence"], "use": list(plan.packs)}
    found["paths"] = [make_relative(path, plan.root) for path in plan.paths]
    found["facts"] = [make_relative(path, plan.root) for path in plan.facts]
    found["pair"] = [[make_relative(path, plan.root) for path in pair] for pair in plan.pairs]
    return found
