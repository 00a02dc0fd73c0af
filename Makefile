# tidsfrist: make demo (the main job) and make test are all the set-up there is.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
JOBS ?= 2

.PHONY: demo test test-long check format lint types contracts bench lock clean

demo: $(READY)
	$(BIN)/tidsfrist demo $(ARGS)

test: $(READY)
	$(BIN)/pytest -q -n $(JOBS) -m "not long"

test-long: $(READY)
	$(BIN)/pytest -q -n $(JOBS)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tidsfrist check
	$(BIN)/pytest -q -n $(JOBS) -m "not long" --ignore tests/rules
	$(BIN)/pytest -q -n $(JOBS) -m "not long" tests/rules --cov=rules --cov-branch --cov-report=term-missing:skip-covered

format: $(READY)
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lint: $(READY)
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

bench: $(READY)
	for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

# The versions that were tested together; `make lock` after a change of pyproject.toml.
lock: $(READY)
	$(BIN)/pip freeze --exclude-editable > requirements.lock

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tidsfrist needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
