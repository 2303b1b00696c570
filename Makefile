# Everything runs from a virtual environment made here with the standard library; only Python 3.11+ and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What the app needs, and what working on it needs besides; each is there once its marker is newer than its lock.
APP := $(VENV)/.app
READY := $(VENV)/.ready
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
# One more than there are cores: some tests wait for a terminal; each worker takes ten seconds before it has tested anything.
WORKERS ?= $$(( 1 + $$(getconf _NPROCESSORS_ONLN) ))

.PHONY: run demo test check trust bench screenshots page documents runners lock dist test-all format clean

run: $(APP)
	@$(BIN)/python -m screens

demo: $(APP)
	@$(BIN)/python -m screens demo

# Tests and benchmarks start the program hundreds of times: compiled once, not at every start, whatever the shell has set.
test trust bench: export PYTHONDONTWRITEBYTECODE :=
test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

trust: $(READY)
	$(BIN)/python -m pytest -m "full or hypothesis" --hypothesis-profile exploring -n $(WORKERS) --dist worksteal

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

screenshots: $(READY)
	$(BIN)/python -m tests.screenshots

page: $(READY)
	$(BIN)/python -m tests.support.browser build/page

documents: $(READY)
	$(BIN)/python -m tests.support.documents

runners: $(READY)
	$(BIN)/python -m tests.support.runners

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The locks hold versions and hashes only: where they are fetched from is each machine's own setting.
LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
lock: $(READY)
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

# What builds and checks the packages, and the two ways of installing one, in an environment thrown away afterwards.
dist: $(READY)
	$(BIN)/python -m tests.support.packages dist

test-all: $(READY)
	$(BIN)/python -m tests.support.every_python

$(APP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Surefoot needs Python 3.11 or later; try make PYTHON=python3.12"; exit 1; }
	@echo "Setting up: $$(grep -c '==' $<) packages that Surefoot runs on, into $(VENV); this is done once."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --require-hashes -r $<
	@touch $@

$(READY): requirements-dev.lock pyproject.toml $(APP)
	@echo "Setting up: $$(grep -c '==' $<) packages in all for tests and checks, into $(VENV); this takes about a minute, once."
	@$(INSTALL) --require-hashes -r $<
	@PYTHONWARNINGS=ignore $(INSTALL) --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
