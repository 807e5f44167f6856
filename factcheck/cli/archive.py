"""`factcheck archive`: check what outgrows one machine, on a cluster, and keep the results by partition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.archive_table import print_summary
from factcheck.cli.extras import import_extra
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Choice, Number, Screen
from factcheck.cli.settings import LEVELS, UNASKED, Plan, load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.cli.waived import load_run_waivers
from factcheck.errors import Problem, UsageError
from factcheck.runtime.digest import compute_digest

if TYPE_CHECKING:
    from factcheck.archive.model import Item, Job, Partition, Summary
    from factcheck.archive.store import Store

_EXTRA = "cluster"
_LIBRARIES = ("dask", "distributed", "fsspec", "pyarrow")
_FORMATS = ("parquet", "jsonl")
_LEFT_OUT = frozenset({"baseline", "pair"})
# The workers of a local cluster, and the notes of a partition.
_WORKERS, _SIZE = 2, 200


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    shared = [each for each in make_check_options(screen) if each.name not in _LEFT_OUT]
    parameters: list[click.Parameter] = [
        screen.make_argument("sources", "sources", nargs=-1, required=True, type=NON_EMPTY),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-archive", required=True, metavar_key="folder"),
        screen.make_option("--format", type=Choice(_FORMATS), default=_FORMATS[0], key="format-archive", default_text=_FORMATS[0]),
        screen.make_option("--cluster", type=NON_EMPTY, metavar_key="address"),
        screen.make_option("--workers", type=Number(), default=_WORKERS, metavar_key="jobs", default_text=str(_WORKERS)),
        screen.make_option("--partition", type=Number(), default=_SIZE, metavar_key="jobs", default_text=str(_SIZE)),
        make_confidence_option(screen),
        screen.make_option("--fail-on", type=Choice(LEVELS), default_text="warning"),
        *shared,
        screen.make_option("-q", "--quiet", key="quiet", is_flag=True),
        screen.make_force_option("force-archive"),
    ]

    def run(sources: tuple[str, ...], **values: Any) -> int:
        for library in _LIBRARIES:
            import_extra(library, _EXTRA)
        screen.quiet = values["quiet"]
        return _run(screen, sources, values)

    return ScreenCommand(screen, "archive", params=parameters, callback=run)


def _run(screen: Screen, sources: Sequence[str], values: dict[str, Any]) -> int:
    from factcheck.archive.files import is_remote
    from factcheck.archive.partitions import cut_partitions
    from factcheck.archive.store import Store

    local = [each for each in sources if not is_remote(each)]
    plan = make_plan(local, {**UNASKED, **values})
    store = Store(Path(values["output"]), values["format"], _describe_run(sources, plan))
    store.open(values["force"])
    plan = replace(plan, settings=replace(plan.settings, today=_find_day(store, values)))
    job = _make_job(screen, plan)
    items = _list_items(screen, plan, sources, bool(local))
    run = _digest_run(plan, job, values)
    partitions = {each.make_id(run): each for each in cut_partitions(items, values["partition"])}
    day = plan.settings.today.isoformat()
    store.write_index(day, list(partitions))
    total = _work(screen, store, partitions, job, values)
    store.remove_others(partitions)
    store.write_index(day, list(partitions), total)
    print_summary(screen, total, values["output"])
    failing = any(total.sure[str(level)] for level in plan.failing)
    return FAILED if total.unread else FOUND if failing else CLEAN


def _describe_run(sources: Sequence[str], plan: Plan) -> dict[str, Any]:
    """Return of what the results are the archive: another run of the same takes them up."""
    return {"sources": list(sources), "facts": list(map(str, plan.facts)), "packs": list(plan.packs)}


def _find_day(store: Store, values: Mapping[str, Any]) -> date:
    """Return the present day of the run: that of one that was broken off, which is taken up, unless an option gives another."""
    from factcheck.archive.store import load_index

    known = load_index(store.folder)
    if values["today"] or not known or known.get("complete"):
        return date.fromisoformat(values["today"]) if values["today"] else date.today()
    try:
        return date.fromisoformat(str(known.get("day")))
    except ValueError:
        return date.today()


def _make_job(screen: Screen, plan: Plan) -> Job:
    """Return what is shipped to the workers."""
    from factcheck.archive.model import Job
    from factcheck.signoff.digests import digest_code

    return Job(load_run_facts(screen, plan), plan.settings, load_run_waivers(plan), screen.messages.code, digest_code())


def _list_items(screen: Screen, plan: Plan, sources: Sequence[str], has_local: bool) -> list[Item]:
    """Return the notes of all sources, each once, with their other versions. Raises UsageError for a source that cannot be listed."""
    from factcheck.archive.files import is_remote, list_remote
    from factcheck.archive.versions import list_local_items, list_remote_items

    found: list[Item] = []
    if has_local:
        files = find_run_notes(screen, plan, ()).files
        missing = [each for each in files if isinstance(each, Problem) and each.key in ("path-missing", "path-unmatched")]
        if missing:
            raise UsageError(*missing)
        found += list_local_items(files)
    for source in filter(is_remote, sources):
        found += list_remote_items(list_remote(source))
    return list({item.source: item for item in found}.values())


def _digest_run(plan: Plan, job: Job, values: Mapping[str, Any]) -> bytes:
    """Return the digest of all that the result of a note depends on besides its own files."""
    from factcheck.signoff.inputs import Sources, digest_inputs

    settings = plan.settings
    files = digest_inputs(Sources(plan.root, (), plan.facts, plan.packs, settings.config.file, plan.waivers))
    rules = sorted(settings.select), sorted(settings.ignore), str(settings.confidence)
    parts = job.tool, job.code, values["format"], str(settings.today), str(settings.document_date), rules, sorted(files.items())
    return compute_digest([repr(parts).encode("utf-8", "surrogatepass")])


def _work(screen: Screen, store: Store, partitions: Mapping[str, Partition], job: Job, values: Mapping[str, Any]) -> Summary:
    """Check the partitions that are not done, and return the totals of all, in their order."""
    from factcheck.archive.model import Summary

    done = {part: known for part in partitions if (known := store.find(part))}
    if done:
        screen.print_message("archive-resumed", done=len(done), count=len(partitions))
    todo = {part: each for part, each in partitions.items() if part not in done}
    if todo:
        from factcheck.archive.cluster import check_on_cluster, open_cluster

        names = {id(each): part for part, each in todo.items()}
        with open_cluster(values["cluster"], values["workers"]) as client:
            results = check_on_cluster(client, list(todo.values()), job, f"factcheck-{job.tool[:8]}-{id(job):x}")
            for partition, result in show_progress(screen, results, len(todo), many=0):
                store.add(names[id(partition)], result)
                done[names[id(partition)]] = result.summary
    total = Summary()
    for part in partitions:
        total.add(done[part])
    return total
