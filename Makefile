# Each target does its own set-up: from a fresh clone, `make run` or `make test` is enough.

PYTHON ?= python3
BIN := .venv/bin
# Two processes; a module stays in one of them, so that its world is made once.
PYTEST := $(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder
UV := UV_NO_MANAGED_PYTHON=1 VIRTUAL_ENV=.venv $(BIN)/uv

.PHONY: help setup assets run test check format bench docs laws mutants faults races lock clean
.DEFAULT_GOAL := help

help:
	@echo "make run      start the demo on http://127.0.0.1:8000"
	@echo "make test     check, then all tests"
	@echo "make check    format, lint, types, import contracts"
	@echo "make format   put the code into the project's format"
	@echo "make laws     the laws of scoring, 20000 examples each (long)"
	@echo "make mutants  400 small changes of the engine, which the tests should notice (long)"
	@echo "make faults   kill -9 under load, 50 cycles on each database (long)"
	@echo "make races    two checkers at once, 8 clients x 2000 rounds on each database (long)"
	@echo "make bench    the yardsticks: speed, and agreement with a spreadsheet"
	@echo "make docs     generate the reference pages"
	@echo "make assets   build the style sheet and scripts of the pages"
	@echo "make setup    the Python environment in .venv"
	@echo "make lock     resolve the dependencies anew"
	@echo "make clean    remove what was generated (not .venv)"

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kaoping needs Python 3.11 or later: make PYTHON=python3.12 setup")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/debian-packages python3-venv
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	$(UV) pip sync --quiet --require-hashes requirements.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# The bundles of the pages: from frontend/ into src/kaoping/web/static/kaoping/.
assets: frontend/.ready

frontend/.ready: frontend/package-lock.json $(shell find frontend/src -type f) scripts/build_frontend.py | .venv/.ready
	$(BIN)/python -m scripts.build_frontend
	@touch $@

# Tests of pages look at them in a real browser, with Chinese letters.
.venv/.chromium: scripts/debian-packages | .venv/.ready
	scripts/debian-packages chromium fonts-noto-cjk poppler-utils
	@touch $@

# The tests of the platform run on a PostgreSQL of their own too.
.venv/.postgres: scripts/debian-packages | .venv/.ready
	scripts/debian-packages postgresql-15
	@touch $@

# The demo of the platform: a fictional city on a SQLite file in var/, made anew when its program has changed.
run: setup assets
	$(BIN)/kaoping serve --demo --host 127.0.0.1 --port 8000

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	KAOPING_TESTING=1 $(BIN)/mypy src
	$(BIN)/lint-imports
	KAOPING_TESTING=1 $(BIN)/kaoping manage check
	KAOPING_TESTING=1 $(BIN)/kaoping manage makemigrations --check --dry-run

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The platform is tested again on PostgreSQL, but for the demo, which is always a SQLite file, and for what walks through
# all pages and forms (marked once): every cell of the matrix and what is foreign are tried on both.
test: check assets .venv/.chromium .venv/.postgres
	$(PYTEST)
	scripts/with-postgres $(PYTEST) tests/web -m "not browser and not once" --ignore tests/web/demo

laws: setup
	KAOPING_EXAMPLES=20000 $(BIN)/pytest -n 2 tests/laws

# Mutation: lists the changes that no test notices; those that may live are in tests/mutation/accepted.txt.
mutants: setup
	$(BIN)/python -m tests.mutation

# Long runs: servers killed under load; two checkers at once.
faults: assets .venv/.postgres
	$(BIN)/python -m tests.faults.kills --cycles 50
	scripts/with-postgres $(BIN)/python -m tests.faults.kills --cycles 50

races: assets .venv/.postgres
	$(BIN)/python -m tests.faults.races --clients 8 --rounds 2000
	scripts/with-postgres $(BIN)/python -m tests.faults.races --clients 8 --rounds 2000

bench: assets .venv/.postgres
	scripts/debian-packages libreoffice-calc-nogui
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/python -m scripts.generate_docs

# The lock names versions and hashes, never an address: any package index will do.
lock: setup
	$(UV) pip compile --quiet --upgrade pyproject.toml --group dev --generate-hashes --universal \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header -o requirements.lock

clean:
	rm -rf build dist out site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
