.PHONY: setup check test test-slow lint bench bench-record crash tables fuzz train measure vscode libreoffice
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
	$(BIN)/pytest -n auto

# Hostile, gigabyte, crash and fuzzing cases, which take minutes.
test-slow: setup
	$(BIN)/pytest -m slow

lint: setup
	$(BIN)/ruff check factcheck tests benchmarks training
	$(BIN)/ruff format --check factcheck tests benchmarks training
	$(BIN)/mypy
	$(BIN)/mypy --config-file tests/mypy.ini
	$(BIN)/lint-imports

tables: setup
	$(BIN)/python -m factcheck.generate

# DATA is the folder of the measurement data, which is not part of the project.
train: setup
	$(BIN)/pip install -q -e '.[train]'
	OMP_NUM_THREADS=1 $(BIN)/python -m training.train $(DATA)

measure: setup
	$(BIN)/pip install -q -e '.[train]'
	OMP_NUM_THREADS=1 $(BIN)/python -m training.train $(DATA) --measure

# The ratios beside other tools, in about ten minutes; DATA is a folder of real notes. bench-record keeps them in benchmarks/history.jsonl.
bench bench-record: setup
	$(BIN)/python benchmarks/run.py $(if $(DATA),--data $(DATA)) $(if $(filter bench-record,$@),--record)

# FUZZ_SECONDS in all; what fails, and the corpus that grew, stays in .fuzz/.
fuzz: setup
	$(BIN)/python tests/fuzz/run.py --seconds $(or $(FUZZ_SECONDS),300)

# Kills 1,000 corrections at random moments, and one at each system call of a write where strace is there.
crash: setup
	$(BIN)/python tests/crash.py --random 200 $(if $(shell command -v strace),--trace)

# The extension of VS Code, editors/vscode/factcheck.vsix; needs Node.js and npm.
vscode: setup
	cd editors/vscode && npm install --no-audit --no-fund --no-package-lock
	cd editors/vscode && FACTCHECK=$(CURDIR)/$(BIN)/factcheck npm test && npm run package

# The extension of LibreOffice, editors/libreoffice/factcheck.oxt; the same files give the same bytes.
libreoffice:
	$(PYTHON) editors/libreoffice/build.py
