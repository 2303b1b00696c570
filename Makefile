# Everything runs from a virtual environment made here with the standard library; only Python 3.11+ and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two for each core: many tests wait for a terminal, not for the processor.
WORKERS ?= $$(( 2 * $$(getconf _NPROCESSORS_ONLN) ))

.PHONY: run demo test check trust bench screenshots documents lock format clean

run: $(READY)
	@$(BIN)/surefoot

demo: $(READY)
	@$(BIN)/surefoot demo

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

trust: $(READY)
	$(BIN)/python -m pytest tests/trust tests/terminal -m "full or not full" -n auto

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

screenshots: $(READY)
	$(BIN)/python -m tests.screenshots

documents: $(READY)
	$(BIN)/python -m tests.support.documents

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The lock holds versions and hashes only: where they are fetched from is each machine's own setting.
lock: $(READY)
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
		--extra dev --output-file requirements.lock pyproject.toml

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Surefoot needs Python 3.11 or later; try make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
