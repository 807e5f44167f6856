.PHONY: setup check test lint bench tables
PYTHON ?= python3
BIN = .venv/bin

$(BIN)/factcheck: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

setup: $(BIN)/factcheck

check: setup
	$(BIN)/factcheck check documents/

test: setup
	$(BIN)/pytest

lint: setup
	$(BIN)/ruff check factcheck tests benchmarks
	$(BIN)/ruff format --check factcheck tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

tables: setup
	$(BIN)/python -m factcheck.generate

bench: setup
	$(BIN)/pip install -q -e '.[bench]'
	$(BIN)/python benchmarks/run.py
