"""Export a registry to one file of YAML or Excel, or to the CSV files of a folder, from which the same registry is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from factcheck.errors import RegistryError
from factcheck.facts.files import CSV, EXCEL
from factcheck.facts.load import read_fact_files
from factcheck.facts.nodes import Checks
from factcheck.facts.read_file import FactFileReader
from factcheck.facts.schema import DecodeFunction
from factcheck.facts.tables.columns import find_separator, find_sheet_name
from factcheck.facts.tables.csv_file import write_csv
from factcheck.facts.tables.excel_writer import write_excel
from factcheck.facts.tables.sections import collect_sections
from factcheck.facts.tables.write_table import write_tables
from factcheck.facts.tables.yaml_writer import write_yaml
from factcheck.languages.schema.language import Language

SUFFIXES: Mapping[str, tuple[str, ...]] = {"xlsx": (EXCEL,), "csv": (CSV,), "yaml": (".yaml", ".yml")}
"""The formats of an export, with the suffixes of their files."""
FOLDER = "csv"
"""The format of several files."""


def export_registry(
    paths: Sequence[Path], languages: tuple[Language, ...], form: str, headings: str, decode: DecodeFunction
) -> dict[str, bytes]:
    """Return the files of an export by name: one without a name, or those of a folder; `headings` is the language of theirs.

    The registry must be one that loads without problems. Raises RegistryError for a text that the format cannot hold.
    """
    checks = Checks()
    codes = tuple(language.code for language in languages)
    sections = collect_sections(read_fact_files(paths, FactFileReader(codes, checks, decode)).roots)
    if checks.problems:  # the files changed since they were loaded
        raise RegistryError(*checks.problems)
    if form == "yaml":
        return {"": write_yaml(sections)}
    tables = write_tables(sections, codes, headings)
    if form != FOLDER:
        return {"": write_excel(tables, headings)}
    return {
        find_sheet_name(table.section, headings) + CSV: write_csv([table.headings, *table.rows], find_separator(headings))
        for table in tables
    }
