"""`factcheck check`: check notes against the facts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.corrections import apply_fixes, make_recheck, print_diffs
from factcheck.cli.destination import STANDARD_OUTPUT, open_output
from factcheck.cli.kept import RunFacts, find_run_facts, make_running_options
from factcheck.cli.output import Output, OutputCommand, find_run_notes, pair_outputs, show_progress, write_reports
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Choice, Screen
from factcheck.cli.settings import LEVELS, Plan, make_check_options, make_confidence_option, make_plan
from factcheck.cli.waived import apply_waivers, export_stale_waivers, load_run_waivers, print_stale_waivers
from factcheck.corpus import Running, check_files
from factcheck.discovery import Notes
from factcheck.errors import Problem
from factcheck.findings import Report, Rule
from factcheck.reporters import NEEDING_FACTS, NEEDING_RULES, NEEDING_TABLES, REPORTERS, SUFFIXES_OF_FORMAT, Options
from factcheck.reporters.recognize import is_any_report
from factcheck.runtime.visible import escape_line

if TYPE_CHECKING:
    from factcheck.baseline import Baseline, BaselineWriter
    from factcheck.cli.standard_input import StandardInput


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "paths", nargs=-1, type=NON_EMPTY),
        *make_check_options(screen),
        screen.make_option("--format", "form", multiple=True, metavar="|".join(REPORTERS)),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output", multiple=True, metavar_key="file"),
        make_confidence_option(screen),
        screen.make_option("--changed-since", type=NON_EMPTY, metavar_key="commit"),
        screen.make_option("--fail-on", type=Choice(LEVELS), default_text="warning"),
        screen.make_option("--fix", is_flag=True),
        screen.make_option("--unsafe-fixes", is_flag=True),
        screen.make_option("--diff", is_flag=True),
        screen.make_option("--write-baseline", type=NON_EMPTY, metavar_key="file"),
        screen.make_option("--statistics", is_flag=True),
        screen.make_option("--explain", is_flag=True),
        *make_running_options(screen),
        screen.make_option("--stdin-filename", type=NON_EMPTY, metavar_key="note"),
        screen.make_option("--watch", is_flag=True),
        screen.make_option("-q", "--quiet", key="quiet", is_flag=True),
        screen.make_force_option(),
    ]

    def run(paths: tuple[str, ...], **values: Any) -> int:
        outputs = pair_outputs(click.get_current_context().meta["outputs"])
        if values["quiet"]:
            screen.quiet = True
            outputs = [(name, path) for name, path in outputs if path]
        explain = values["explain"] or any(name == "html" for name, _ in outputs)
        given = _find_standard_input(screen, paths, values)
        if values["watch"]:
            return _watch(screen, lambda: make_plan(paths, values, explain), values, outputs)
        with given.divert_reports() if given else nullcontext():
            return _run(screen, make_plan([str(given.path)] if given else paths, values, explain), values, outputs, given)

    return OutputCommand(screen, "check", params=parameters, callback=run)


def _run(screen: Screen, plan: Plan, values: dict[str, Any], outputs: list[Output], given: StandardInput | None = None) -> int:
    facts = find_run_facts(screen, plan, keep=not values["no_cache"])
    baseline = [values["write_baseline"]] if values["write_baseline"] else []
    written = [*(path for _, path in outputs if path), *baseline]
    notes = given.find_notes(plan) if given else find_run_notes(screen, plan, written)
    files = notes.files
    if values["changed_since"]:
        from factcheck.cli.changed import select_concerned

        files = select_concerned(screen, plan, facts.load(), files, values["changed_since"])
    _check_outputs(plan, notes, values, outputs)
    known, writer = _load_baseline(plan, values)
    waivers = load_run_waivers(plan)
    fixing = values["fix"] or values["unsafe_fixes"]
    if given:
        results = given.check(files, facts.load(), plan, waivers)
    else:
        running = Running(in_advance=not fixing, jobs=values["jobs"] or 0, kept=facts.kept)
        results = apply_waivers(check_files(files, facts.load, plan.settings, plan.pairs, running), waivers)
    if values["diff"]:
        results = results if screen.quiet else print_diffs(results, values["unsafe_fixes"])
        outputs = [(name, path) for name, path in outputs if path]
    elif fixing and not given:
        recheck = make_recheck(files, facts.load, plan, waivers)
        results = apply_fixes(screen, results, recheck, unsafe=values["unsafe_fixes"], force=values["force"])
    options = _make_options(facts, values, outputs, lambda: export_stale_waivers(waivers, plan.settings))
    results = show_progress(screen, _apply_baseline(results, known, writer), len(files))
    totals = write_reports(screen, outputs, options, results, values["force"])
    _finish_baseline(screen, plan, values, known, writer)
    print_stale_waivers(screen, waivers, plan.settings)
    failing = not writer and any(totals.sure[level] for level in plan.failing)
    return FAILED if totals.failures else FOUND if failing else CLEAN


def _find_standard_input(screen: Screen, paths: tuple[str, ...], values: dict[str, Any]) -> StandardInput | None:
    """Return the note on standard input, if it is what the paths name. Raises UsageError for what does not go together."""
    if STANDARD_OUTPUT not in paths and not values["stdin_filename"]:
        return None
    from factcheck.cli.standard_input import find_standard_input

    return find_standard_input(screen, paths, values)


def load_rules() -> tuple[Rule, ...]:
    """Return the rules, which are imported only here: a run in which no note changed needs none."""
    from factcheck.rules import RULES

    return RULES


def _make_options(
    facts: RunFacts, values: dict[str, Any], outputs: list[Output], list_stale: Callable[[], list[dict[str, object]] | None]
) -> Options:
    """Return what the reports show; the registry and the rules only where a format needs them."""
    formats = {name for name, _ in outputs}
    registry = facts.load() if formats & NEEDING_FACTS or (formats & NEEDING_TABLES and facts.has_tables) else None
    rules = load_rules() if formats & NEEDING_RULES else ()
    return Options(values["statistics"], values["explain"], None, registry, rules, list_stale)


def _watch(screen: Screen, make: Callable[[], Plan], values: dict[str, Any], outputs: list[Output]) -> int:
    """Check, and check again what changes, until the run is interrupted."""
    from factcheck.cli.watch import Watch, check_watch_options

    check_watch_options(values, outputs)
    return Watch(screen, make, outputs, explain=values["explain"]).run()


def _check_outputs(plan: Plan, notes: Notes, values: dict[str, Any], outputs: list[Output]) -> None:
    """Raise UsageError for an output that would overwrite a file of the run or of somebody else."""
    guard = plan.make_guard(notes, values["force"])
    written = [(path, SUFFIXES_OF_FORMAT[name]) for name, path in outputs if path]
    guard.check_outputs(written, is_any_report)
    if values["write_baseline"]:
        from factcheck.baseline import SUFFIXES, is_baseline

        others = guard.without(plan.baseline).including(path for path, _ in written)
        others.check_outputs([(values["write_baseline"], SUFFIXES)], is_baseline)


def _load_baseline(plan: Plan, values: dict[str, Any]) -> tuple[Baseline | None, BaselineWriter | None]:
    """Return the known findings to omit, and the list to write findings to; each is loaded only if the options ask for it."""
    if not (plan.baseline or values["write_baseline"]):
        return None, None
    from factcheck.baseline import Baseline, BaselineWriter

    known = Baseline.load(plan.baseline) if plan.baseline and not _is_new(plan.baseline, values) else None
    return known, BaselineWriter() if values["write_baseline"] else None


def _is_new(path: Path, values: dict[str, Any]) -> bool:
    """Return whether a list of known findings does not exist yet, and is about to be written."""
    return bool(values["write_baseline"]) and not os.path.lexists(path)


def _apply_baseline(
    results: Iterator[Report | Problem], known: Baseline | None, writer: BaselineWriter | None
) -> Iterator[Report | Problem]:
    for found in results:
        if isinstance(found, Report):
            if writer:
                writer.add_report(found)
            found = known.remove_known(found) if known else found
        yield found


def _finish_baseline(screen: Screen, plan: Plan, values: dict[str, Any], known: Baseline | None, writer: BaselineWriter | None) -> None:
    """Write the new list of known findings, or name the entries of the list that occurred no more."""
    if writer:
        with open_output(values["write_baseline"], values["force"]) as stream:
            stream.write(writer.to_text())
        screen.print_message("baseline-written", path=values["write_baseline"], count=writer.count)
    elif known:
        _print_stale_entries(screen, known, plan)


def _print_stale_entries(screen: Screen, known: Baseline, plan: Plan) -> None:
    stale = known.list_stale()
    if screen.quiet:
        return
    if stale:
        screen.print_message("baseline-stale", path=str(plan.baseline), count=len(stale))
    for path, each in stale:
        click.echo(escape_line(f"  {path}: {each.rule} {screen.ui('quoted', text=each.quote)} {each.fact}".rstrip()), err=True)
