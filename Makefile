# Everything a newcomer needs: make demo, make test. Needs Python 3.11+, make and git; the rest is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= data
# Processes that run tests side by side; with 0 all run in the one that was started, where a debugger can stop them.
TEST_PROCESSES ?= 2

.PHONY: setup demo test check format lock bench docs clean

setup: $(STAMP)

# PYTHONDONTWRITEBYTECODE slows every start of Prefect from 2.7 s to 5 s, so bytecode is compiled at install.
$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: setup
	$(BIN)/gongzhang ingest examples --data $(DATA)
	$(BIN)/gongzhang demo-queries --data $(DATA)

# docs/decisions/tests-side-by-side.md
test: setup
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest tests/definitions tests/conventions

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What it measures and how: docs/performance.md. Its peers are an extra that nothing else needs.
bench: setup
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --constraint requirements.lock --editable ".[bench]"
	$(BIN)/python -m tests.bench

docs: setup
	$(BIN)/python -m warehouse.dictionary > docs/dictionary.md
	$(BIN)/python -m warehouse.cookbook > docs/cookbook.md
	$(BIN)/python -m schemas.glossary > docs/glossary.md
	$(BIN)/python -m schemas.checks_page > docs/checks.md

lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra scale --generate-hashes --no-emit-index-url --no-header -o requirements.lock

clean:
	rm -rf $(VENV) data
